"""Where a statement came from is written beside the framework, and found again as the framework changes."""

from __future__ import annotations

import pytest

from waypost.framework.origins import NotOrigins, Origins, StatementOrigin, fingerprint, read_origins, write_origins

FIRST, SECOND, THIRD = "Designs one service.", "Keeps it running.", "Knows why."


@pytest.fixture
def origins() -> Origins:
    """Two statements of one cell and one of another."""
    return Origins(
        (
            StatementOrigin("design", "senior", 0, fingerprint(FIRST), "../a.md", 10, 3),
            StatementOrigin("design", "senior", 1, fingerprint(SECOND), "../a.md", 11, 3),
            StatementOrigin("design", "staff", 0, fingerprint(THIRD), "../b.xlsx#Übersicht", 4, 2),
        )
    )


def test_what_is_written_is_read_back(origins):
    assert read_origins(write_origins(origins)) == origins
    assert write_origins(read_origins(write_origins(origins))) == write_origins(origins)


def test_nothing_is_written_and_read_back_too():
    assert read_origins(write_origins(Origins())) == Origins()


def test_the_text_has_a_line_for_each_criterion_and_level(origins):
    assert write_origins(origins) == (
        '{"waypost origins": 1,\n'
        ' "sources": [\n  "../a.md",\n  "../b.xlsx#Übersicht"\n],\n'
        ' "statements": {\n'
        '  "design": {\n'
        f'    "senior": [[0, 10, 3, "{fingerprint(FIRST)}"], [0, 11, 3, "{fingerprint(SECOND)}"]],\n'
        f'    "staff": [[1, 4, 2, "{fingerprint(THIRD)}"]]\n'
        "  }\n"
        " }\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("level", "place", "says", "line"),
    [
        ("senior", 1, "", 11),
        ("senior", 1, SECOND, 11),
        ("senior", 1, "Keeps  it\nrunning.", 11),
        ("senior", 0, SECOND, 11),
        ("senior", 7, SECOND, 11),
        ("principal", 0, THIRD, 4),
        ("senior", 0, "Worded anew.", None),
        ("principal", 0, "", None),
    ],
    ids=["by place", "by words", "lines broken", "swapped", "moved down", "moved up a level", "reworded", "new"],
)
def test_a_statement_is_found_by_its_place_or_by_its_words(origins, level, place, says, line):
    found = origins.origin_of("design", level, place, says=says)
    assert (found.line if found else None) == line


def test_files_may_be_named_from_elsewhere(origins):
    assert {one.file for one in origins.renamed(lambda file: file.removeprefix("../")).statements} == {
        "a.md",
        "b.xlsx#Übersicht",
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[]", "is no file of origins of format 1; import the framework again"),
        ('{"waypost origins": 2}', "is no file of origins of format 1; import the framework again"),
        ('{"waypost origins": 1}', "is broken; import the framework again"),
        (
            '{"waypost origins": 1, "sources": [], "statements": {"a": {"b": [[0, 1, 1, "x"]]}}}',
            "is broken; import the framework again",
        ),
        (
            '{"waypost origins": 1, "sources": ["a"], "statements": {"a": {"b": [[0, 1]]}}}',
            "is broken; import the framework again",
        ),
    ],
)
def test_another_text_is_refused(text, why):
    with pytest.raises(NotOrigins, match=why):
        read_origins(text)


def test_a_text_too_large_is_refused():
    with pytest.raises(NotOrigins, match="is larger than 8 MB"):
        read_origins(" " * 8_000_001)
