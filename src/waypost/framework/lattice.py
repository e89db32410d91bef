"""The lattice: which moves a level allows, where they lead in the end, and the gap between two levels."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.schema import Expectation, Framework, Path, PathKind


@dataclass(frozen=True, slots=True)
class GapLine:
    """What one criterion asks at the target, beside what it asks at the source (None: nothing).

    `criterion` is its key. `carries_over` is true where both ask the same, so that evidence for the one speaks for
    the other as well.
    """

    criterion: str
    source: Expectation | None
    target: Expectation

    @property
    def carries_over(self) -> bool:
        """Whether the target asks nothing that the source does not."""
        return self.source is not None and self.source.statements == self.target.statements


@dataclass(frozen=True, slots=True)
class Route:
    """A shortest way to a level, as the moves to make one after the other."""

    level: str
    moves: tuple[Path, ...]


def moves_from(framework: Framework, level: str) -> tuple[Path, ...]:
    """The moves allowed from the level, in the framework's order; each begins there.

    A lateral move is allowed both ways, so one that was written the other way round is turned. KeyError for a level
    that does not exist.
    """
    here = framework.level(level).key
    moves = []
    for path in framework.paths:
        if path.source == here:
            moves.append(path)
        elif path.target == here and path.kind is PathKind.LATERAL:
            moves.append(Path(kind=PathKind.LATERAL, source=here, target=path.source))
    return tuple(moves)


def routes_from(framework: Framework, level: str) -> tuple[Route, ...]:
    """Every level that can be reached from this one, by the fewest moves, nearest first.

    KeyError for a level that does not exist.
    """
    routes = {framework.level(level).key: Route(level, ())}
    ahead = [level]
    for here in ahead:
        for move in moves_from(framework, here):
            if move.target not in routes:
                routes[move.target] = Route(move.target, (*routes[here].moves, move))
                ahead.append(move.target)
    return tuple(route for route in routes.values() if route.moves)


def gap(framework: Framework, source: str, target: str) -> tuple[GapLine, ...]:
    """What the target asks, criterion by criterion in order, beside what the source asks.

    Every criterion that asks something at the target has a line. KeyError for a level that does not exist.
    """
    framework.level(source)
    lines = []
    for criterion in framework.criteria:
        asked = framework.expectation(criterion.key, target)
        if asked is not None:
            lines.append(GapLine(criterion.key, framework.expectation(criterion.key, source), asked))
    return tuple(lines)
