"""Whatever a file contains, reading answers within a tenth of a second and says what is the matter."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from waypost.framework.files import MAX_ALL_BYTES, MAX_BYTES, MAX_FILES
from waypost.framework.library import file_of
from waypost.framework.nodes import MAX_DEPTH, MAX_ENTRIES, MAX_NODES
from waypost.framework.reading import Reading, read_framework, read_text

SECONDS = 0.1

_bomb = "a0: &a0 [lol, lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
_long = "abcdefghij" * 6
_all_levels = ", ".join(f"k{number}" for number in range(450))

_some_levels = ", ".join(f"k{number}" for number in range(60))
_row = ", ".join(["1"] * 400)
TOO_MANY = f"is entry {MAX_ENTRIES + 1} of one list or mapping"

HOSTILE = {
    "aliases that multiply": (_bomb, "uses an anchor (`&name`)"),
    "an alias": ("a: *b\n", "uses an alias (`*name`)"),
    "a merge key": ("a: {<<: *b}\n", "uses an alias (`*name`)"),
    "a tag that makes objects": ("a: !!python/object/new [id]\n", "uses the tag `tag:yaml.org,2002:python/object/new`"),
    "ten thousand brackets": ("a: " + "[" * 10_000, f"is nested more than {MAX_DEPTH} deep"),
    "ten thousand braces": ("{a: " * 10_000, f"is nested more than {MAX_DEPTH} deep"),
    "ten thousand dashes": ("- " * 10_000, f"is nested more than {MAX_DEPTH} deep"),
    "a staircase": ("".join(" " * n + "a:\n" for n in range(1_500)), f"is nested more than {MAX_DEPTH} deep"),
    "a million values in a line": ("a: [" + "[1]," * 490_000 + "1]", TOO_MANY),
    "a million lines": ("- 1\n" * 490_000, TOO_MANY),
    "names without end": ("".join(f"k{n}:\n" for n in range(200_000)), TOO_MANY),
    "names and values without end": (
        f"k: [{_row}]\n" + "".join(f"k{n}: [{_row}]\n" for n in range(400)),
        f"holds more than {MAX_NODES:,} names and values",
    ),
    "nearly too many unknown names": ("".join(f"k{n}:\n" for n in range(MAX_ENTRIES)), "there are more errors"),
    "cells full of unknown words": (
        "levels: {a: {}}\nexpectations:\n"
        + "".join(f"  c{m}: {{" + ", ".join(f"k{n}: {{x: 1}}" for n in range(MAX_ENTRIES)) + "}\n" for m in range(9)),
        "there are more errors",
    ),
    "two megabytes of one text": ("title: " + "x" * 1_900_000, "`title` is longer than 2,000 characters"),
    "two megabytes of one name": ("x" * 1_900_000 + ": 1", "holds a `: ` inside a text"),
    "two megabytes of empty lines": ("\n" * 1_900_000, "is empty"),
    "two megabytes of comments": ("# x\n" * 470_000, "is empty"),
    "colons": ("a: " + "b: " * 600_000, "holds a `: ` inside a text"),
    "question marks": ("? " * 900_000, "uses a list or mapping as a name"),
    "names that nearly match": (
        "bands: {b: {title: B}}\ntracks:\n"
        + "".join(f"  {_long[n % 9 :]}{n}: {{title: x}}\n" for n in range(50))
        + "levels:\n"
        + "".join(f"  k{n}: {{band: b, track: {_long[::-1]}{n}}}\n" for n in range(200)),
        "there are more errors",
    ),
    "a long circle of levels": (
        "levels: {" + ", ".join(f"k{n}: {{adds to: k{n + 1}}}" for n in range(MAX_ENTRIES)) + "}",
        "there are more errors",
    ),
    "a long chain of the same": (
        "levels: {a: {}}\nexpectations: {c: {"
        + ", ".join(f"k{n}: {{same as: k{n + 1}}}" for n in range(MAX_ENTRIES))
        + "}}",
        "there are more errors",
    ),
    "paths that multiply": (
        "paths:\n" + f"  - {_all_levels} > {_all_levels}\n  - a > b\n" * 100,
        "`paths[1]` is not a path",
    ),
    "paths that multiply within their line": (
        "paths:\n" + f"  - {_some_levels} > {_some_levels}\n" * 100,
        "`paths[1]` says too many moves at once",
    ),
}


def _timed(read) -> tuple[Reading, float]:
    """The reading and the least time of five on the processor, since the machine may be busy with something else."""
    times = []
    for _ in range(5):
        started = time.process_time()
        reading = read()
        times.append(time.process_time() - started)
        if times[-1] < SECONDS:
            break
    return reading, min(times)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_in_time(name):
    text, message = HOSTILE[name]
    reading, seconds = _timed(lambda: read_text(text))
    assert reading.framework is None
    assert message in [error.message for error in reading.errors]
    assert seconds < SECONDS


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "framework.yaml"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    reading, seconds = _timed(lambda: read_framework(path))
    assert [(error.line, error.message) for error in reading.errors] == [(1, "is larger than 2 MB")]
    assert seconds < SECONDS / 10


@pytest.mark.parametrize("size", [MAX_BYTES, MAX_BYTES + 1])
def test_the_cap_on_bytes_is_exact(size):
    text = "waypost: 1 #".ljust(size, "x")
    messages = [error.message for error in read_text(text).errors]
    assert ("is larger than 2 MB" in messages) is (size > MAX_BYTES)


@pytest.mark.parametrize("extra", [0, 1])
def test_the_cap_on_names_and_values_is_exact(extra):
    rows = [f"[{', '.join(['1'] * 199)}]"] * 99 + [f"[{', '.join(['1'] * (197 + extra))}]"]
    text = f"[{', '.join(rows)}, 1]"
    messages = [error.message for error in read_text(text).errors]
    assert (f"holds more than {MAX_NODES:,} names and values" in messages) is bool(extra)


@pytest.mark.parametrize("extra", [0, 1])
def test_the_cap_on_depth_is_exact(extra):
    text = "[" * (MAX_DEPTH + extra) + "]" * (MAX_DEPTH + extra)
    messages = [error.message for error in read_text(text).errors]
    assert (f"is nested more than {MAX_DEPTH} deep" in messages) is bool(extra)


def test_what_is_not_a_plain_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        reading, seconds = _timed(lambda path=path: read_framework(path))
        assert [error.message for error in reading.errors] == ["is not a file"]
        assert seconds < SECONDS


def test_bytes_that_are_no_text_are_told_where_they_begin():
    reading = read_framework({"framework.yaml": b"waypost: 1\ntitle: caf\xe9\n"})
    assert [(error.line, error.column, error.message) for error in reading.errors] == [
        (2, 11, "is not UTF-8 text from here on")
    ]


def test_too_many_files_are_refused():
    files = {"framework.yaml": b"waypost: 1"} | {f"expectations/c{n}.yaml": b"" for n in range(MAX_FILES)}
    reading, seconds = _timed(lambda: read_framework(files))
    assert [error.message for error in reading.errors] == [f"there are more than {MAX_FILES} files"]
    assert seconds < SECONDS


def test_files_that_are_too_much_together_are_refused():
    row = b"# " + b"x" * 1_900_000
    files = {f"expectations/c{n}.yaml": row for n in range(MAX_ALL_BYTES // len(row) + 1)}
    reading, seconds = _timed(lambda: read_framework({"framework.yaml": b"waypost: 1"} | files))
    assert [error.message for error in reading.errors] == ["the files hold more than 8 MB"]
    assert seconds < SECONDS


def test_files_together_may_hold_no_more_than_one_alone():
    row = f"[{', '.join([f'[{_row}]'] * (MAX_NODES // 1_600))}]".encode()
    files = {"framework.yaml": b"waypost: 1"} | {f"expectations/c{n}.yaml": row for n in range(6)}
    reading, seconds = _timed(lambda: read_framework(files))
    assert f"holds more than {MAX_NODES:,} names and values" in [error.message for error in reading.errors]
    assert seconds < SECONDS


def test_the_shipped_framework_reads_quickly():
    reading, seconds = _timed(lambda: read_framework(file_of("lattice")))
    assert reading.framework is not None
    assert seconds < SECONDS / 2
