"""Ladders as importers find them, and what they become once everything is assumed that they do not say."""

from __future__ import annotations

from dataclasses import replace

from waypost.framework.importers.completing.assume import Wishes, complete
from waypost.framework.importers.found import (
    Found,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTrack,
    Origin,
)
from waypost.framework.reading import read_text
from waypost.framework.schema import Framework, PathKind
from waypost.framework.writing import write_framework

HERE = Origin("ladder.md", 1)


def ladder(*tracks: tuple[str, tuple[str | FoundLevel, ...]], **more: object) -> Found:
    """Tracks with the titles of their levels; one criterion asks one thing at each level."""
    levels = [
        level if isinstance(level, FoundLevel) else FoundLevel(f"{track}/{level}", level, track, HERE)
        for track, titles in tracks
        for level in titles
    ]
    found = Found(
        tracks=tuple(FoundTrack(title, title, HERE) for title, _ in tracks),
        levels=tuple(levels),
        dimensions=(FoundDimension("d", "Craft", HERE),),
        criteria=(FoundCriterion("c", "Design", "d", HERE),),
        cells=tuple(
            FoundCell("c", level.id, (FoundStatement(f"Designs at {level.title}.", Origin("ladder.md", line, 3)),))
            for line, level in enumerate(levels, start=10)
        ),
    )
    return replace(found, **more)


def framework_of(found: Found, **wishes: object) -> Framework:
    """The framework, once it is sure that it is one."""
    imported = complete(found, wishes=Wishes(**wishes))
    assert imported.errors == ()
    reading = read_text(write_framework(imported.framework))
    assert (reading.errors, reading.framework) == ((), imported.framework)
    return imported.framework


def assumed(found: Found, word: str) -> list[str]:
    """What was assumed about this."""
    return [one for one in complete(found, wishes=Wishes()).assumptions if one.startswith(word)]


def lines(framework: Framework) -> list[tuple[str, str]]:
    """The levels with their bands."""
    return [(level.key, level.band) for level in framework.levels]


def paths(framework: Framework) -> list[str]:
    """The paths in short."""
    sign = {PathKind.PROMOTION: ">", PathKind.LATERAL: "="}
    return [f"{path.source} {sign[path.kind]} {path.target}" for path in framework.paths]
