"""XLSX workbooks -> what they were found to say: a sheet can be the ladder, a track, a dimension, or a sum of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Found
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sheets.delimited import by_level, leave_grid
from waypost.framework.importers.sheets.workbook_cells import Sheet, read_workbook
from waypost.framework.importers.sources import Source
from waypost.framework.importers.tables.grid import levels_in, read_grid_into
from waypost.framework.importers.tables.names import Naming, is_generic, is_track
from waypost.framework.importers.tables.placed import share_placed
from waypost.framework.importers.tables.weights import read_side_table
from waypost.framework.importers.tables.words import squash

_ZIP = b"PK\x03\x04"


def _ours(sources: Sources) -> tuple[Source, ...]:
    return tuple(source for source in sources if source.ending == ".xlsx" or source.data.startswith(_ZIP))


def _claim(sources: Sources) -> Claim | None:
    if not _ours(sources):
        return None
    found = _read(sources)
    if found.errors:
        return Claim(0.5, f"{found.errors[0].file} is a workbook")
    if not found.cells:
        return None
    asking = len({cell.criterion for cell in found.cells})
    because = f"{asking} criteria in sheets ask something at {len(found.levels)} levels"
    return Claim(0.95 * share_placed(found, sources), because)


@lru_cache(maxsize=1)
def _read(sources: Sources) -> Found:
    """Everything in the workbooks; remembered once, because whoever claims a workbook has read it."""
    assembly = Assembly()
    for source in _ours(sources):
        book = read_workbook(source)
        if book.error is not None:
            return Found(errors=(book.error,))
        _read_sheets(book.sheets, assembly)
    return assembly.found()


def _read_sheets(sheets: Sequence[Sheet], assembly: Assembly) -> None:
    """Ladders first, so that the other sheets can speak of what is in them."""
    for sheet in sheets:
        assembly.left_over += sheet.formulas
        if sheet.hidden:
            assembly.note(f"The sheet {sheet.title} is hidden; it is read like the others.")
    filled = [sheet for sheet in sheets if sheet.grid.rows]
    levelled = by_level([sheet.grid for sheet in filled])
    filled = [replace(sheet, grid=grid) for sheet, grid in zip(filled, levelled, strict=True)]
    ladders = [sheet for sheet in filled if levels_in(sheet.grid)]
    tracks = _are_tracks(ladders)
    rest = [sheet for sheet in filled if sheet not in ladders]
    rest += [
        sheet
        for sheet in ladders
        if not read_grid_into(assembly, sheet.grid, _naming(sheet, len(ladders), tracks=tracks))
    ]
    for sheet in rest:
        if not (
            read_grid_into(assembly, sheet.grid, Naming(heading="" if is_generic(sheet.title) else sheet.title))
            or read_side_table(assembly, sheet.grid)
        ):
            leave_grid(assembly, sheet.grid, f"stands on the sheet {sheet.title}, which is no ladder")


def _are_tracks(ladders: Sequence[Sheet]) -> bool:
    """Whether the sheets are tracks: most have levels of their own, or their titles are those of roles."""
    if len(ladders) < 2:
        return False
    if not all(sheet.grid.title for sheet in ladders):
        return False
    named = sum(is_track(sheet.title) for sheet in ladders)
    levels = [frozenset(map(squash, levels_in(sheet.grid))) for sheet in ladders]
    return named * 2 > len(ladders) or len(set(levels)) * 2 > len(levels)


def _naming(sheet: Sheet, ladders: int, *, tracks: bool) -> Naming:
    title = "" if is_generic(sheet.title) or not sheet.grid.title else sheet.title
    if tracks or is_track(title):
        return Naming(heading=title, track=title)
    if ladders > 1:
        return Naming(heading=title, dimension=title)
    return Naming(heading=title)


SHAPE = Shape(
    "xlsx", "XLSX: sheets with levels as columns or rows; a sheet can be a track or a dimension", _claim, _read
)
