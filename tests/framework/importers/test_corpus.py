"""Published ladders are imported as a person counted them; docs/imported.md shows exactly what was found."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.corpus import COUNTED, Counted, Row, counted, filled, imported, table
from tests.needs import ROOT, shared

PAGE = ROOT / "docs" / "imported.md"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Every ladder, imported once."""
    corpus = shared("corpus", "INDEX.json").parent
    return [imported(corpus, one) for one in counted()]


def names() -> list[str]:
    return [f"{one.entry}/{one.part}" for one in counted()]


@pytest.mark.shared
@pytest.mark.parametrize("place", range(len(counted())), ids=names())
def test_what_is_found_is_what_was_counted(rows, place):
    assert rows[place].figures == rows[place].counted.figures, rows[place].why_not


@pytest.mark.shared
def test_the_page_shows_what_is_found(rows):
    page = PAGE.read_text(encoding="utf-8")
    assert filled(page, rows) == page, (
        "run: python -m benchmarks.corpus --corpus ../shared/corpus --write docs/imported.md"
    )


def test_the_page_lists_every_ladder_that_was_counted():
    page = PAGE.read_text(encoding="utf-8")
    listed = [
        tuple(cell.strip() for cell in line.split("|")[1:3]) for line in page.splitlines() if line.startswith("| ")
    ]
    assert [(one.entry, one.part) for one in counted()] == [row for row in listed if row in _pairs()]


def _pairs() -> set[tuple[str, str]]:
    return {(one.entry, one.part) for one in counted()}


def test_a_difference_shows_both_numbers():
    one = Counted("acme", ".", (1, 3, 4, 12))
    row = Row(one, (1, 3, 4, 11), "markdown", 2, 0.1, 1_000)
    assert table([row]).splitlines()[-1] == "| acme | . | markdown | 1 | 3 | 4 | 11 of 12 | 2 |"


def test_the_table_of_counts_holds_numbers_and_names_only():
    lines = COUNTED.read_text(encoding="utf-8").splitlines()
    assert all(len(line.split(",")) == 6 for line in lines)
    assert Path(COUNTED).stat().st_size < 10_000
