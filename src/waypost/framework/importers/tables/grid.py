"""A rectangular table -> what it was found to say, whether its levels are columns or rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Found
from waypost.framework.importers.level_words import looks_like_level
from waypost.framework.importers.tables.body import Naming, read_block
from waypost.framework.importers.tables.cells import Grid, GridCell
from waypost.framework.importers.tables.heads import Row, Run, best_run, run_by_place, run_in
from waypost.framework.importers.tables.statement_rows import read_long
from waypost.framework.importers.tables.words import Part, is_part

__all__ = ["Grid", "GridCell", "levels_in", "read_grid", "read_grid_into"]


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read a table: its rows as they stand, or turned, and where the levels are then."""

    rows: tuple[Row, ...]
    run: Run
    turned: bool


def read_grid(grid: Grid, *, track: str = "") -> Found | None:
    """What the table says, or None if it is no ladder; then the caller reports its text as left over.

    `track` is the title of the track it belongs to, where the caller knows it; then the table's own title is that of a
    dimension. A table with a row for each statement is read too.
    """
    assembly = Assembly()
    return assembly.found() if read_grid_into(assembly, grid, Naming(heading=grid.title, track=track)) else None


def read_grid_into(assembly: Assembly, grid: Grid, naming: Naming) -> bool:
    """Add what the table says to what was found before; False, and nothing added, if it is no ladder.

    A table that asks nothing is added if it speaks of levels that were found before, or maps scores to titles.
    """
    rows = _filled(grid.rows)
    if len(rows) < 2:
        return False
    tried = assembly.copy()
    if not read_long(rows, tried, naming):
        way = _way(rows)
        if way is None:
            return False
        for block in _blocks(way):
            read_block(block, tried, naming, turned=way.turned)
    if assembly.cells and _only_numbers(tried, assembly):
        return False
    if len(tried.cells) == len(assembly.cells) and not _tells(tried, assembly):
        return False
    assembly.become(tried)
    return True


def _only_numbers(tried: Assembly, before: Assembly) -> bool:
    """Whether what is new is numbers, as weights are beside a ladder."""
    new = [one.says for key, cell in tried.cells.items() if key not in before.cells for one in cell.statements]
    return bool(new) and all(re.fullmatch(r"[\d.,\s%]+", says) for says in new)


def _tells(tried: Assembly, before: Assembly) -> bool:
    """Whether a table that asks nothing is of use: all its levels were known, or all it has are titles by score."""
    if tried.levels.keys() == before.levels.keys():
        return tried.levels != before.levels or len(tried.titles) > len(before.titles)
    if len(tried.titles) == len(before.titles):
        return False
    for level in [one for key, one in tried.levels.items() if key not in before.levels]:
        del tried.levels[level.id]
        if level.about:
            tried.leave(level.about, level.origin, f'speaks of "{level.title}", a title by score and no level')
    tried.tracks = {key: one for key, one in tried.tracks.items() if key in before.tracks}
    return True


def levels_in(grid: Grid) -> tuple[str, ...]:
    """The titles of the levels that head the table's rows or columns; none if it asks nothing, or is no grid."""
    rows = _filled(grid.rows)
    alone = Assembly()
    way = _way(rows) if len(rows) > 1 and read_grid_into(alone, grid, Naming()) and alone.cells else None
    return tuple(way.rows[way.run.row][at].text for at in way.run.places) if way is not None else ()


def _filled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The table without the empty columns and rows around it; empty rows inside part what they stand between."""
    places = [at for at in range(len(rows[0]) if rows else 0) if any(row[at].lines for row in rows)]
    filled = [place for place, row in enumerate(rows) if any(cell.lines for cell in row)]
    if not places or not filled:
        return ()
    return tuple(tuple(row[at] for at in places) for row in rows[filled[0] : filled[-1] + 1])


def _way(rows: tuple[Row, ...]) -> _Way | None:
    """The orientation in which the levels are surest, if there are any."""
    turned = tuple(zip(*rows, strict=True))
    ways = [
        _Way(table, run, table is turned)
        for table in (rows, turned)
        for run in (best_run(table),)
        if run is not None and not _a_map(table, run) and not is_part(table[run.row][0].text, Part.NUMBER)
    ]
    if not ways:
        placed = run_by_place(rows)
        return _Way(rows, placed, turned=False) if placed else None
    corner = next((cell.text for cell in rows[0] if cell.lines), "")
    heads = [way.rows[way.run.row][0].text for way in ways if way.turned]
    rows_are_levels = is_part(corner, Part.LEVEL) or any(is_part(head, Part.LEVEL) for head in heads)

    def sureness(way: _Way) -> tuple[int, bool, bool, float]:
        run = way.run
        return (run.sure, run.share == 1, way.turned == rows_are_levels and bool(corner), run.share)

    return max(ways, key=sureness)


def _a_map(rows: Sequence[Row], run: Run) -> bool:
    """Whether the table says which levels stand beside each other and asks nothing: most of it is titles of levels."""
    body = [cell for row in rows[run.row + 1 :] for cell in row[run.places[0] :] if cell.lines]
    titles = sum(looks_like_level(cell.text) for cell in body)
    return bool(body) and titles * 2 > len(body)


def _blocks(way: _Way) -> list[tuple[Row, ...]]:
    """The tables that stand below each other in one: each begins with a row of levels and what is over it."""
    starts = [0]
    for place in range(way.run.row + 2, len(way.rows)):
        run = run_in(way.rows[place], place)
        above = way.rows[place - 1]
        if run is None or run.sure < way.run.sure or not _begins(way, place, run):
            continue
        begins = place
        while begins - 1 > starts[-1] + 1 and _alone(way.rows[begins - 1]) and not _empty(above):
            begins -= 1
            above = way.rows[begins - 1]
        starts.append(begins)
    return [way.rows[start:end] for start, end in zip(starts, [*starts[1:], len(way.rows)], strict=True)]


def _begins(way: _Way, place: int, run: Run) -> bool:
    """Whether a row of levels further down heads a table of its own: it names as many as the first, or stands below an
    empty row or a title."""
    above = way.rows[place - 1]
    again = [way.rows[place][at].text for at in run.places] == [way.rows[way.run.row][at].text for at in way.run.places]
    return again or _empty(above) or (_alone(above) and len(run.places) >= 2)


def _empty(row: Row) -> bool:
    return not any(cell.lines for cell in row)


def _alone(row: Row) -> bool:
    return sum(1 for cell in row if cell.lines and not cell.merged) == 1
