"""A ladder written in any form of table is read back as the same ladder, and no word of it is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.framework.importers.tables import asked, source, words
from tests.framework.importers.workbooks import workbook

from waypost.framework.importers.found import Found
from waypost.framework.importers.sheets.delimited import SHAPE as CSV
from waypost.framework.importers.sheets.workbooks import SHAPE as XLSX
from waypost.framework.importers.texts.markdown_tables import SHAPE as MARKDOWN

LEVELS = ("Junior Engineer", "Engineer II", "Senior Engineer", "Staff Engineer", "Principal Engineer")
DIMENSIONS = ("Craft", "People", "Delivery")
CRITERIA = ("Testing", "Design", "Mentoring", "Planning", "Writing", "Hiring")
VERBS = ("writes", "keeps", "owns", "draws", "plans", "helps", "mends", "reads")
THINGS = ("tests", "designs", "services", "reviews, in time", "a plan; a good one", "“systems”", "Prüfungen", "| bars")


@dataclass(frozen=True)
class Ladder:
    """What is asked, by dimension, criterion and level; every criterion asks something, every level somewhere."""

    levels: tuple[str, ...]
    cells: dict[tuple[str, str, str], tuple[str, ...]]

    @property
    def rows(self) -> list[tuple[str, str]]:
        return list(dict.fromkeys((dimension, criterion) for dimension, criterion, _ in self.cells))

    def at(self, dimension: str, criterion: str, level: str) -> tuple[str, ...]:
        return self.cells.get((dimension, criterion, level), ())


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    levels = LEVELS[: draw(st.integers(2, 5))]
    criteria = CRITERIA[: draw(st.integers(2, 6))]
    groups = sorted(draw(st.lists(st.sampled_from(DIMENSIONS), min_size=len(criteria), max_size=len(criteria))))
    statement = st.builds(
        lambda verb, thing, number: f"{verb} {thing} {number}",
        st.sampled_from(VERBS),
        st.sampled_from(THINGS),
        st.integers(100, 999),
    )
    cells = {}
    for dimension, criterion in zip(groups, criteria, strict=True):
        for level in levels:
            statements = draw(st.lists(statement, max_size=3, unique=True))
            cells[dimension, criterion, level] = tuple(statements)
        if not any(cells[dimension, criterion, level] for level in levels):
            cells[dimension, criterion, levels[0]] = ("writes tests",)
    for level in levels:
        if not any(cells[dimension, criterion, level] for dimension, criterion in zip(groups, criteria, strict=True)):
            cells[groups[0], criteria[0], level] = ("keeps tests",)
    return Ladder(levels, cells)


def expected(ladder: Ladder) -> dict[tuple[str, str, str], tuple[str, ...]]:
    return {place: says for place, says in ladder.cells.items() if says}


def read_back(found: Found) -> dict[tuple[str, str, str], tuple[str, ...]]:
    assert found.errors == ()
    return {(dimension, criterion, level): says for (_, level, dimension, criterion), says in asked(found).items()}


def check(found: Found, ladder: Ladder) -> None:
    assert read_back(found) == expected(ladder)
    assert {one.title for one in found.levels} == set(ladder.levels)
    told = words(found)
    lost = {word for says in ladder.cells.values() for one in says for word in one.split()} - told
    assert lost == set()


def wide(ladder: Ladder, *, merged: bool) -> list[list[str]]:
    rows = [["Area", "Competency", *ladder.levels]]
    last = ""
    for dimension, criterion in ladder.rows:
        cells = ["\n".join(ladder.at(dimension, criterion, level)) for level in ladder.levels]
        rows.append(["" if merged and dimension == last else dimension, criterion, *cells])
        last = dimension
    return rows


def long(ladder: Ladder) -> Iterator[list[str]]:
    yield ["Level", "Area", "Competency", "Expectation"]
    for level in ladder.levels:
        for dimension, criterion in ladder.rows:
            for says in ladder.at(dimension, criterion, level):
                yield [level, dimension, criterion, says]


def text_of(rows: list[list[str]], delimiter: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


def turned(rows: list[list[str]]) -> list[list[str]]:
    return [list(column) for column in zip(*rows, strict=True)]


@settings(max_examples=40, deadline=None)
@given(ladders(), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_wide_and_turned_files_read_back(ladder: Ladder, delimiter: str, merged: bool) -> None:
    rows = wide(ladder, merged=merged)
    check(CSV.read((source(text_of(rows, delimiter)),)), ladder)
    check(CSV.read((source(text_of(turned(rows), delimiter)),)), ladder)


@settings(max_examples=40, deadline=None)
@given(ladders(), st.permutations([0, 1, 2, 3]))
def test_long_files_read_back_in_any_order_of_columns(ladder: Ladder, order: list[int]) -> None:
    rows = [[row[place] for place in order] for row in long(ladder)]
    check(CSV.read((source(text_of(rows)),)), ladder)


@settings(max_examples=25, deadline=None)
@given(ladders())
def test_files_joined_by_ids_read_back(ladder: Ladder) -> None:
    levels = [["id", "name", "order"], *([f"l{n}", level, str(n)] for n, level in enumerate(ladder.levels))]
    criteria = [
        ["id", "title", "area"],
        *([f"c{n}", criterion, dimension] for n, (dimension, criterion) in enumerate(ladder.rows)),
    ]
    expectations = [["level_id", "criterion_id", "expectation"]]
    for n, level in enumerate(ladder.levels):
        for m, (dimension, criterion) in enumerate(ladder.rows):
            expectations += [[f"l{n}", f"c{m}", says] for says in ladder.at(dimension, criterion, level)]
    files = {"levels.csv": levels, "criteria.csv": criteria, "expectations.csv": expectations}
    check(CSV.read(tuple(source(text_of(rows), name) for name, rows in files.items())), ladder)


@settings(max_examples=15, deadline=None)
@given(ladders(), st.booleans())
def test_workbooks_with_merged_dimensions_read_back(ladder: Ladder, sideways: bool) -> None:
    rows = wide(ladder, merged=True)
    spans, start = [], 2
    for number, row in enumerate(rows[1:], start=2):
        if row[0] and number > 2:
            spans.append((start, number - 1))
            start = number
    spans.append((start, len(rows)))
    ranges = [f"{chr(64 + a)}1:{chr(64 + b)}1" if sideways else f"A{a}:A{b}" for a, b in spans if b > a]
    table = turned(rows) if sideways else rows
    book = workbook({"Ladder": [[cell or None for cell in row] for row in table]}, merged={"Ladder": ranges})
    check(XLSX.read((book,)), ladder)


@settings(max_examples=25, deadline=None)
@given(ladders(), st.booleans())
def test_markdown_tables_read_back(ladder: Ladder, sideways: bool) -> None:
    rows = wide(ladder, merged=True)
    table = turned(rows) if sideways else rows
    lines = ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in row) + " |" for row in table]
    lines.insert(1, "|" + " --- |" * len(table[0]))
    check(MARKDOWN.read((source("\n".join(["# Ladder", "", *lines, ""]), "ladder.md"),)), ladder)
