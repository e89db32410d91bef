"""A rectangular table -> what it was found to say, whether its levels are columns or rows."""

from __future__ import annotations

from waypost.framework.importers.found import Found, FoundCell, FoundCriterion, FoundDimension, FoundLevel, FoundTrack
from waypost.framework.importers.grid_cells import Grid, GridCell
from waypost.framework.importers.level_words import looks_like_level

__all__ = ["Grid", "GridCell", "read_grid"]


def read_grid(grid: Grid, *, track: str = "") -> Found | None:
    """What the table says, or None if it is no ladder; then the caller reports its text as left over.

    `track` is the title of the track it belongs to, where the caller knows it.
    """
    if len(grid.rows) < 2:
        return None
    head, body = grid.rows[0], grid.rows[1:]
    places = [place for place, cell in enumerate(head) if place and looks_like_level(cell.text)]
    if len(places) < 2:
        return None
    title = track or grid.title or "Engineering"
    return Found(
        tracks=(FoundTrack(title, title, grid.origin),),
        levels=tuple(FoundLevel(head[place].text, head[place].text, title, head[place].origin) for place in places),
        dimensions=(FoundDimension(title, title, grid.origin),),
        criteria=tuple(FoundCriterion(row[0].text, row[0].text, title, row[0].origin) for row in body),
        cells=tuple(
            FoundCell(row[0].text, head[place].text, row[place].lines)
            for row in body
            for place in places
            if row[place].lines
        ),
    )
