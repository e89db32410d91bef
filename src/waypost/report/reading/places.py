"""Where a level leads and what leads to it."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.lattice import moves_from
from waypost.framework.schema import Framework, Level, PathKind


@dataclass(frozen=True, slots=True)
class Place:
    """A level on the map, with the levels it leads to."""

    level: Level
    up: tuple[Level, ...]
    sideways: tuple[Level, ...]


def place_of(framework: Framework, level: Level) -> Place:
    """The level with the moves that are open from it, in the framework's order of levels."""
    moves = moves_from(framework, level.key)
    up = {move.target for move in moves if move.kind is PathKind.PROMOTION}
    sideways = {move.target for move in moves if move.kind is PathKind.LATERAL}
    return Place(level, _in_order(framework, up), _in_order(framework, sideways))


def leading_to(framework: Framework, level: Level) -> tuple[Level, ...]:
    """The levels from which a promotion leads to this one."""
    sources = {path.source for path in framework.paths if path.kind is PathKind.PROMOTION and path.target == level.key}
    return _in_order(framework, sources)


def _in_order(framework: Framework, keys: set[str]) -> tuple[Level, ...]:
    return tuple(level for level in framework.levels if level.key in keys)
