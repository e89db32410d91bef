"""Tables beside a ladder that say how much its dimensions count: `Delivery 30 %, Know-how 55 %`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.tables.cells import Grid, GridCell
from waypost.framework.importers.tables.heads import Row
from waypost.framework.importers.tables.names import is_track
from waypost.framework.importers.tables.words import Part, is_part, squash

_NUMBER = re.compile(r"^\s*(\d{1,3}(?:[.,]\d{1,4})?)\s*%?\s*$")


def read_side_table(assembly: Assembly, grid: Grid, *, track: str = "") -> bool:
    """Take the weights that the table gives dimensions which are known already; False, and nothing taken, if none.

    A column of weights may be headed by a track; otherwise they are those of `track`, or of every track. Titles are
    compared without marks, and the table's spelling of a dimension holds.
    """
    for rows in (grid.rows, tuple(zip(*grid.rows, strict=True))):
        for place, row in enumerate(rows):
            columns = [at for at, cell in enumerate(row) if cell.lines and is_part(cell.text, Part.WEIGHT)]
            owners = {at: _track(assembly, row[at].text) for at in range(len(row)) if row[at].lines}
            columns = columns or [at for at, owner in owners.items() if owner]
            weighed = list(_weighed(assembly, rows[place + 1 :], columns))
            if columns and len(weighed) >= 2:
                _take(assembly, weighed, {at: owners.get(at) or track for at in columns})
                _leave(assembly, grid, {id(cell) for one in weighed for cell in one[1]} | {id(cell) for cell in row})
                return True
    return False


def _track(assembly: Assembly, title: str) -> str:
    return squash(title) if squash(title) in assembly.tracks and is_track(title) else ""


def _weighed(
    assembly: Assembly, rows: Sequence[Row], columns: Sequence[int]
) -> Iterator[tuple[str, tuple[GridCell, ...], dict[int, float]]]:
    """The rows that name a dimension and give it a number in these columns."""
    for row in rows:
        named = [(cell, _dimension(assembly, cell.text)) for cell in row if cell.lines]
        cell, dimension = next(((cell, found) for cell, found in named if found), (None, ""))
        weights = {at: float(found[1].replace(",", ".")) for at in columns if (found := _NUMBER.match(row[at].text))}
        if cell is not None and weights:
            _respell(assembly, dimension, cell.text)
            yield dimension, (cell, *(row[at] for at in weights)), weights


def _dimension(assembly: Assembly, title: str) -> str:
    return squash(title) if squash(title) in assembly.dimensions else ""


def _respell(assembly: Assembly, dimension: str, title: str) -> None:
    """A sheet is called `DomainExpertise` because it cannot be called better; the table says `Domain Expertise`."""
    told = assembly.dimensions[dimension]
    if " " in title and " " not in told.title:
        assembly.dimensions[dimension] = replace(told, title=title)
        for one in [one for one in assembly.criteria.values() if one.title == told.title]:
            assembly.criteria[one.id] = replace(one, title=title)


def _take(
    assembly: Assembly, rows: Sequence[tuple[str, tuple[GridCell, ...], dict[int, float]]], owners: dict[int, str]
) -> None:
    for dimension, _, weights in rows:
        for at, weight in weights.items():
            for owner in (owners[at],) if owners[at] else tuple(assembly.tracks):
                assembly.weigh(owner, dimension, weight)


def _leave(assembly: Assembly, grid: Grid, taken: set[int]) -> None:
    for row in grid.rows:
        for cell in row:
            if cell.lines and not cell.merged and id(cell) not in taken:
                assembly.leave(cell.text, cell.origin, "stands beside the weights")
