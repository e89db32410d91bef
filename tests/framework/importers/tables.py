"""Tables written as text, read as importers of tables read them, and what they ask laid out for comparing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import PurePosixPath

from waypost.framework.importers.found import Blank, Found, Origin
from waypost.framework.importers.sources import Source
from waypost.framework.importers.tables.cell_text import statements_in
from waypost.framework.importers.tables.grid import Grid, GridCell, read_grid

Asked = dict[tuple[str, str, str, str], tuple[str, ...]]


def grid(text: str, *, title: str = "") -> Grid:
    """A table of comma-separated text; `<` repeats the cell to the left, `^` the one above, as merged cells do."""
    rows = list(csv.reader(io.StringIO(text)))
    width = max(map(len, rows))
    cells: list[list[GridCell]] = []
    for number, row in enumerate(rows, start=1):
        made: list[GridCell] = []
        for place in range(width):
            origin = Origin("table.csv", number, place + 1)
            written = row[place].strip() if place < len(row) else ""
            if written == "<":
                made.append(GridCell(made[-1].lines, origin, merged=True))
            elif written == "^":
                made.append(GridCell(cells[-1][place].lines, origin, merged=True))
            else:
                made.append(GridCell(statements_in(written, origin), origin))
        cells.append(made)
    return Grid(tuple(map(tuple, cells)), Origin("table.csv", 1), title)


def read(text: str, *, title: str = "", track: str = "") -> Found:
    """What the table says; it has to be a ladder."""
    found = read_grid(grid(text, title=title), track=track)
    assert found is not None
    return found


def asked(found: Found) -> Asked:
    """What is asked, by the titles of track, level, dimension and criterion; `= Senior` for the same as Senior."""
    tracks = {one.id: one.title for one in found.tracks}
    levels = {one.id: one for one in found.levels}
    dimensions = {one.id: one.title for one in found.dimensions}
    criteria = {one.id: one for one in found.criteria}
    return {
        (
            tracks[levels[cell.level].track],
            levels[cell.level].title,
            dimensions[criteria[cell.criterion].dimension],
            criteria[cell.criterion].title,
        ): tuple(one.says for one in cell.statements) or (f"= {levels[cell.same_as].title}",)
        for cell in found.cells
    }


def at_levels(found: Found) -> dict[tuple[str, str], tuple[str, ...]]:
    """What is asked, by the titles of level and criterion alone."""
    return {(level, criterion): says for (_, level, _, criterion), says in asked(found).items()}


def levels(found: Found) -> list[str]:
    """The titles of the levels in their order."""
    return [level.title for level in found.levels]


def blanks(found: Found) -> dict[str, Blank]:
    """What each empty place was taken to mean."""
    return {one.where: one.meaning for one in found.blanks}


def left_over(found: Found) -> list[str]:
    """The texts that found no place."""
    return [one.text for one in found.left_over]


def source(text: str | bytes, name: str = "ladder.csv") -> Source:
    """A file with this text."""
    return Source(name, PurePosixPath(name), text if isinstance(text, bytes) else text.encode())


def words(found: Found) -> set[str]:
    """Every word that found a place or was left over, or is told in a note."""
    return {word for text in _texts(found) for word in text.split()}


def _texts(found: Found) -> Iterable[str]:
    for one in (*found.tracks, *found.levels, *found.dimensions, *found.criteria):
        yield from (one.title, one.about)
    yield from (level.band for level in found.levels)
    yield from (title.title for title in found.titles)
    for cell in found.cells:
        for statement in cell.statements:
            yield from (statement.says, statement.about, *statement.looks_like, *statement.shown_by)
    yield from (one.text for one in found.left_over)
    yield from (one.because for one in found.blanks)
    yield from found.notes
    yield from (found.title, found.about)
