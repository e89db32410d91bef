"""How much of what was read found a place: the measure of how sure an importer of tables is."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.framework.importers.found import Found, FoundCriterion, FoundDimension, FoundLevel, FoundTrack, Origin
from waypost.framework.importers.shapes import Sources


def share_placed(found: Found, sources: Sources) -> float:
    """From 0 to 1: the placed part of all text that was found, times the part that the files it came from have of all
    files."""
    placed = sum(map(len, _texts(found)))
    left = sum(len(one.text) for one in found.left_over)
    names = {one.file.partition("#")[0] for one in _origins(found)}
    read = sum(len(source.data) for source in sources if source.name in names)
    return placed / max(1, placed + left) * (read / max(1, sum(len(source.data) for source in sources)))


def _origins(found: Found) -> Iterator[Origin]:
    yield from (one.origin for one in found.tracks)
    yield from (one.origin for one in found.levels)
    yield from (one.origin for one in found.dimensions)
    yield from (one.origin for one in found.criteria)
    yield from (one.origin for one in found.titles)
    yield from (statement.origin for cell in found.cells for statement in cell.statements)


def _texts(found: Found) -> Iterator[str]:
    parts: tuple[FoundTrack | FoundLevel | FoundDimension | FoundCriterion, ...] = (
        *found.tracks,
        *found.levels,
        *found.dimensions,
        *found.criteria,
    )
    for part in parts:
        yield from (part.title, part.about)
    for cell in found.cells:
        for statement in cell.statements:
            yield from (statement.says, statement.about, *statement.looks_like, *statement.shown_by)
