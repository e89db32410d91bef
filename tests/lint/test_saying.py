"""Texts and parts of a document stand where its nodes say, however it was read."""

from __future__ import annotations

import pytest

from waypost.framework.library import file_of, keys
from waypost.framework.node import Node, Place
from waypost.framework.nodes import compose
from waypost.framework.reading import read_quickly
from waypost.framework.written import Written
from waypost.lint.saying import Parts, said_in

WAIVERS = """
waivers:
  - {ignore: [VAG101], says: Writes solid code., because: It is rewritten., until: 2027-03-31}
  - ignore: [VAG103]
    says: Writes better code.
    because: It is rewritten.
    until: 2027-03-31
"""


def apart(document):
    """A document as a folder: the rows of its expectations in files of their own."""
    above, rows = document.split("\nexpectations:\n", 1)
    rows, _, below = rows.partition("\nevidence:")
    files: dict[str, list[str]] = {}
    for line in rows.split("\n"):
        if line[:2] == "  " and line[2:3].isalnum():
            row = files.setdefault(f"expectations/{line.strip().rstrip(':')}.yaml", [])
        elif line.strip() and line[:4] == "    ":
            row.append(line[4:])
    main = f"{above}\nevidence:{below}" if below else above
    return {"framework.yaml": f"{main}\n".encode()} | {name: "\n".join(row).encode() for name, row in files.items()}


def assert_same_places(reading, root):
    assert isinstance(reading.places, Written)
    assert isinstance(root, Node)
    quick, slow = (said_in(reading.document, places) for places in (reading.places, root))
    assert [one.text for one in quick] == [one.text for one in slow] != []
    assert [one.at for one in quick] == [one.at for one in slow]
    quick_parts, slow_parts = (Parts(reading.document, places) for places in (reading.places, root))
    assert dict(quick_parts) == dict(slow_parts) != {}
    assert quick_parts[()] == Place(root.file, 1)


@pytest.mark.parametrize("key", keys())
def test_every_text_and_part_of_the_library_stands_where_its_node_does(key):
    data = b"# How it begins.\n" + file_of(key).read_bytes() + WAIVERS.encode()
    root = compose(data, file="f.yaml").root
    assert_same_places(read_quickly({"f.yaml": data}), root)


def test_files_of_a_folder_keep_their_own_places():
    files = apart(file_of("lattice").read_text("utf-8"))
    assert len(files) > 2
    reading = read_quickly(files)
    assert reading.errors == ()
    for one in said_in(reading.document, reading.places):
        if one.level:
            assert one.at.file == f"expectations/{one.criterion}.yaml"
            there = files[one.at.file].decode().split("\n")[one.at.line - 1][one.at.column - 1 :]
            assert there.lstrip("'\"").startswith((one.text[:8], ">"))
    criterion = next(iter(reading.document["expectations"]))
    parts = Parts(reading.document, reading.places)
    assert parts["expectations", criterion] == Place(f"expectations/{criterion}.yaml", 1, 1)
    assert parts["expectations",] == Place("framework.yaml", parts["waypost",].line, 1)
    level = next(iter(reading.document["expectations"][criterion]))
    assert parts["expectations", criterion, level].file == f"expectations/{criterion}.yaml"
