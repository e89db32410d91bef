"""Whatever stands in a table is found somewhere, left over, or told of, however odd the table is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.framework.importers.tables import grid, source, words

from waypost.framework.importers.sheets.delimited import SHAPE
from waypost.framework.importers.tables.grid import read_grid
from waypost.framework.importers.tables.words import column_parts

HEADS = (
    "Area",
    "Competency",
    "Skill",
    "Description",
    "Weight",
    "Notes",
    "Owner of it",
    "",
    "Score",
    "Track",
    "Must",
    "Id",
)
LEVELS = ("Junior", "Senior", "Staff", "L1", "L2", "Manager", "Wizard", "Level 3", "1/ Rookie")
LABELS = ("Title", "Salary", "Summary", "Scope", "Band", "Level result", "Weight", "Years of experience")
MARKS = ("", "", "", "<", "^", "n/a", "same as Senior", "+ alpha7", "TBD", "x", "3", "Yes", "- alpha8\n- alpha9", "40%")


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of unique words among heads, labels and marks that mean something."""
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=0, max_size=3))
    levels = draw(st.lists(st.sampled_from(LEVELS), min_size=2, max_size=4))
    after = draw(st.lists(st.sampled_from(HEADS), max_size=2))
    width = len(heads) + len(levels) + len(after)
    unique = iter(f"word{number}" for number in range(1_000))
    captions = range(draw(st.integers(0, 2)))
    rows = [[f"{next(unique)} {next(unique)}", *[""] * (width - 1)] for _ in captions]
    rows.append([*heads, *levels, *after])
    for _ in range(draw(st.integers(1, 6))):
        row = []
        for place in range(width):
            kind = draw(st.integers(0, 9))
            if kind < 6:
                row.append(f"{next(unique)} and {next(unique)}")
            elif kind == 6 and place == 0:
                row.append(draw(st.sampled_from(LABELS)))
            else:
                mark = draw(st.sampled_from(MARKS))
                row.append("" if (mark == "<" and not place) else mark)
        rows.append(row)
    rows += draw(st.lists(st.just([""] * width), max_size=1))
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)


def lost(text: str, told: set[str]) -> set[str]:
    """The invented words that are nowhere; words that only say what a column holds are not among them."""
    written = {word for line in text.splitlines() for cell in line.split('","') for word in cell.strip('"').split()}
    own = {word.strip(",") for word in written if word.startswith(("word", "alpha"))}
    bare = {word.strip('",.;:()') for word in told}
    return own - bare


@settings(max_examples=300, deadline=None)
@given(tables(), st.booleans())
def test_no_word_of_a_table_is_lost(text: str, turned: bool) -> None:
    table = grid(text)
    if turned:
        table = type(table)(tuple(zip(*table.rows, strict=True)), table.origin, table.title)
    found = read_grid(table)
    if found is not None:
        assert lost(text, words(found)) == set()


@settings(max_examples=100, deadline=None)
@given(tables())
def test_no_word_of_a_file_is_lost_even_if_it_is_no_ladder(text: str) -> None:
    plain = text.replace('"<"', '""').replace('"^"', '""')
    assert lost(plain, words(SHAPE.read((source(plain),)))) == set()


@settings(max_examples=200, deadline=None)
@given(tables(), st.booleans())
def test_every_part_that_is_named_is_there(text: str, turned: bool) -> None:
    table = grid(text)
    if turned:
        table = type(table)(tuple(zip(*table.rows, strict=True)), table.origin, table.title)
    found = read_grid(table)
    if found is None:
        return
    levels, criteria = {one.id for one in found.levels}, {one.id for one in found.criteria}
    assert {one.track for one in found.levels} <= {one.id for one in found.tracks}
    assert {one.dimension for one in found.criteria} <= {one.id for one in found.dimensions}
    assert {cell.level for cell in found.cells} <= levels
    assert {cell.criterion for cell in found.cells} <= criteria
    assert {cell.same_as for cell in found.cells} - {""} <= levels
    assert {one.adds_to for one in found.levels} - {""} <= levels
    assert all(bool(cell.statements) != bool(cell.same_as) for cell in found.cells)
    assert all(cell.same_as != cell.level for cell in found.cells)


def test_the_words_that_say_what_a_column_holds_are_known() -> None:
    assert [head for head in HEADS if head and not column_parts(head)] == ["Owner of it"]
