"""CSV files -> what they were found to say: a table of levels, a row for each statement, or several files that belong
together by their ids."""

from __future__ import annotations

from collections.abc import Sequence

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Found
from waypost.framework.importers.level_words import looks_like_step
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sheets.records import Records, grid_of, records_of
from waypost.framework.importers.sources import Source
from waypost.framework.importers.tables.cells import Grid
from waypost.framework.importers.tables.grid import levels_in, read_grid_into
from waypost.framework.importers.tables.names import Naming, is_generic, is_track
from waypost.framework.importers.tables.placed import share_placed
from waypost.framework.importers.tables.relational import read_relational
from waypost.framework.importers.tables.statement_rows import with_level

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


def _ours(sources: Sources) -> tuple[Source, ...]:
    return tuple(source for source in sources if source.ending in {".csv", ".tsv"})


def _claim(sources: Sources) -> Claim | None:
    ours = _ours(sources)
    if not ours:
        return None
    found = _read(ours)
    if found.errors:
        return Claim(0.5, f"{found.errors[0].file} ends in {ours[0].ending}")
    if not found.cells:
        return None
    how = found.notes[0].rstrip(".") if found.notes else "its cells make a ladder"
    return Claim(0.95 * share_placed(found, sources), f"{len(found.cells)} places of a table ask something. {how}")


def _read(sources: Sources) -> Found:
    """Everything the CSV files say; other files are left to others."""
    grids: list[tuple[Source, Grid]] = []
    assembly = Assembly()
    for source in _ours(sources):
        records = records_of(source)
        if records.error is not None:
            return Found(errors=(records.error,))
        if not records.records:
            continue
        grid, ragged = grid_of(records.records, file=source.name, title=_title(source))
        assembly.left_over += ragged
        _note(assembly, source, records)
        grids.append((source, grid))
    related = read_relational([(source.path.stem, grid) for source, grid in grids], assembly)
    _read_each([(source, grid) for number, (source, grid) in enumerate(grids) if number not in related], assembly)
    return assembly.found()


def _note(assembly: Assembly, source: Source, records: Records) -> None:
    assembly.note(f"{source.path.name}: cells are parted by {_NAMES[records.delimiter]}.")


def _read_each(grids: Sequence[tuple[Source, Grid]], assembly: Assembly) -> None:
    """Each file as a table of its own; those that are none wait until all levels are known."""
    several = len(grids) > 1
    waiting = list(zip((source for source, _ in grids), by_level([grid for _, grid in grids]), strict=True))
    while waiting:
        refused = [
            (source, grid)
            for source, grid in waiting
            if not read_grid_into(assembly, grid, Naming(heading=grid.title if several or is_track(grid.title) else ""))
        ]
        if len(refused) == len(waiting):
            break
        waiting = refused
    for _, grid in waiting:
        leave_grid(assembly, grid, "stands in a table that is no ladder")


def by_level(grids: Sequence[Grid]) -> list[Grid]:
    """The tables; where several are each about the level that it is called by, with that level in a column."""
    named = {id(grid): with_level(grid, grid.title) for grid in grids if _about_a_level(grid)}
    if len(named) < 2 or not all(named.values()):
        return list(grids)
    return [named.get(id(grid)) or grid for grid in grids]


def _about_a_level(grid: Grid) -> bool:
    return looks_like_step(grid.title) and not levels_in(grid)


def leave_grid(assembly: Assembly, grid: Grid, why: str) -> None:
    """Report every text of a table."""
    for row in grid.rows:
        for cell in row:
            if cell.lines and not cell.merged:
                assembly.leave(cell.text, cell.origin, why)


def _title(source: Source) -> str:
    """The name of the file as a title: `frontend-engineer.csv` is about Frontend engineer."""
    words = source.path.stem.replace("-", " ").replace("_", " ").strip()
    return "" if is_generic(words) else words[:1].upper() + words[1:]


SHAPE = Shape("csv", "CSV: levels as columns or rows, a row for each statement, or files joined by ids", _claim, _read)
