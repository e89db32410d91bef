"""A document is written in one form; comments stay with what they speak of, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.framework.comments import comments_of
from waypost.framework.formatting import format_files
from waypost.framework.library import file_of, keys
from waypost.framework.reading import read_text
from waypost.framework.writing import as_document, write_document, write_framework, write_row

UNTIDY = """\
# Northwind's ladder.
# Ask the owners before you change a number.

name: northwind   # stays the same over versions
waypost: 1
version: 1.0.0
title: "Northwind"
bands:
    B1: {title: Engineer}
    # Everyone above is paid by the table in the handbook.
    B2: {title: Senior,
         forums: [planning,   # since spring
                  review]}
tracks: {depth: {title: Depth, primary: technical, weights: {technical: 100}}}
scale:
  partly: {value: 1, title: Seen}
  meets: {value: 2, title: Steady}
  # Nobody needs more points.
paths: [engineer > senior]
levels:
  engineer: {title: Engineer, track: depth, band: B1}
  senior: {title: Senior, track: depth, band: B2, adds to: }  # on top of Engineer

dimensions:
  technical:
    title: Technical
    kind: technical
    criteria:
      design: {title: Design, must: false}  # not a must yet
expectations:
  design:
    # The first rung.
    engineer: Carries out a design that others made, with "# no comment" in it.
    senior:
      # Both are asked.
      - Designs one service with its failure modes, and its reviewers change little before it is built, which is a
        long text.  # too long?
      - 'Says why # this is text'
# The end.
"""

TIDY = """\
# Northwind's ladder.
# Ask the owners before you change a number.

waypost: 1
name: northwind  # stays the same over versions
title: Northwind
version: 1.0.0

scale:
  partly: {value: 1, title: Seen}
  meets: {value: 2, title: Steady}
  # Nobody needs more points.

bands:
  B1: {title: Engineer}
  # Everyone above is paid by the table in the handbook.
  B2: {title: Senior, forums: [planning, review]}  # since spring
"""


def formatted(text: str) -> str:
    (_name, result), *rest = format_files({"framework.yaml": text.encode()}).files
    assert not rest
    return result


def test_comments_stay_with_what_they_speak_of():
    result = formatted(UNTIDY)
    assert result.startswith(TIDY), result
    assert "    must" not in result
    assert "  design:\n    # The first rung.\n    engineer:\n      - " in result
    assert "    senior:\n      # Both are asked.\n" in result
    assert result.endswith("# The end.\n")


def test_no_comment_is_lost_and_nothing_else_changes():
    result = formatted(UNTIDY)
    assert read_text(result).framework == read_text(UNTIDY).framework
    said = [sorted(line for one in comments_of(text) for line in one.lines) for text in (UNTIDY, result)]
    assert said[0] == said[1]
    assert len(said[0]) == 12


def test_what_is_formatted_stays_as_it_is():
    once = formatted(UNTIDY)
    assert formatted(once) == once


@pytest.mark.parametrize("key", keys())
def test_the_library_keeps_its_comments(key):
    text = file_of(key).read_text(encoding="utf-8")
    once = formatted(text)
    assert formatted(once) == once
    assert [one.lines for one in comments_of(once)] == [one.lines for one in comments_of(text)]


def test_without_comments_it_is_what_writing_gives(northwind):
    text = write_framework(northwind)
    assert formatted(text) == text


def test_what_cannot_be_read_is_left_alone_with_its_errors():
    result = format_files({"framework.yaml": b"waypost: 1\nname: [\n"})
    assert result.files == ()
    assert [(error.file, error.line) for error in result.errors] == [("framework.yaml", 3)]


def test_a_folder_keeps_its_files_each_with_its_comments(northwind):
    first, *others = northwind.criteria
    cells = as_document(northwind)["expectations"]
    row = write_row(cells[first.key])
    main = write_document(as_document(northwind) | {"expectations": {one.key: cells[one.key] for one in others}})
    name = f"expectations/{first.key}.yaml"
    files = {"framework.yaml": f"# head\n{main}".encode(), name: f"# row\n{row}".encode()}
    assert dict(format_files(files).files) == {"framework.yaml": f"# head\n{main}", name: f"# row\n{row}"}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_comments_put_anywhere_are_all_kept(data):
    lines = UNTIDY.split("\n")
    places = data.draw(st.lists(st.integers(0, len(lines)), max_size=6))
    for number, place in enumerate(sorted(places, reverse=True)):
        indent = data.draw(st.integers(0, 8))
        lines.insert(place, " " * indent + f"# inserted {number}")
    text = "\n".join(lines)
    reading = read_text(text)
    if reading.framework is None:  # inside a text that goes on, a comment ends it
        return
    once = formatted(text)
    assert read_text(once).framework == reading.framework
    assert formatted(once) == once
    before, after = (sorted(line for one in comments_of(part) for line in one.lines) for part in (text, once))
    assert before == after


@pytest.mark.parametrize("said", ["", "  raters: by letter\n", "  raters: by name\n"])
def test_how_the_room_knows_raters_is_written_where_it_was_said_and_never_else(document, said):
    text = document.replace("  small groups:", f"{said}  small groups:")
    ((_name, formatted),) = format_files({"framework.yaml": text.encode()}).files
    written = write_framework(read_text(text).framework)
    assert [one.count("raters:") for one in (formatted, written)] == [bool(said)] * 2
    assert read_text(written).framework.hash == read_text(text).framework.hash
    assert said in formatted
