"""What of an expectation is a level's own, and what comes from the level that it adds to."""

from __future__ import annotations

from waypost.framework.schema import Framework, Level, Statement


def added(framework: Framework, criterion: str, level: Level, held: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Of the statements that hold at the level those that are its own: all of them, unless it adds to another."""
    below = framework.expectation(criterion, level.adds_to) if level.adds_to is not None else None
    if below is None or held[: len(below.statements)] != below.statements:
        return held
    return held[len(below.statements) :]
