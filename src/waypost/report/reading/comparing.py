"""Two levels side by side: what both ask, what only one asks, and which words differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from waypost.framework.schema import Criterion, Dimension, Framework, Level
from waypost.report.reading.places import leading_to, place_of
from waypost.report.reading.wording import Pair, paired


class Change(StrEnum):
    """What a move from the one level to the other means for a criterion."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion at both levels, its statements paired by likeness."""

    criterion: Criterion
    change: Change
    statements: tuple[Pair, ...]

    @property
    def old(self) -> tuple[Pair, ...]:
        """The statements of the level one comes from."""
        return tuple(pair for pair in self.statements if pair.old)

    @property
    def new(self) -> tuple[Pair, ...]:
        """The statements of the level one goes to."""
        return tuple(pair for pair in self.statements if pair.new)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A dimension at both levels, with what it weighs on each one's track."""

    dimension: Dimension
    old_weight: int
    new_weight: int
    lines: tuple[Line, ...]


def two_levels(
    framework: Framework, *, source: str = "", target: str = "", yours: Level | None = None, goal: Level | None = None
) -> tuple[Level, Level]:
    """The two levels to compare: those asked for; else from one's own to the goal, or to the first promotion.

    Keys that the framework does not have count as not asked for. At the top the one below stands on the left.
    """
    known = {level.key: level for level in framework.levels}
    left = known.get(source)
    right = known.get(target)
    if left is None:
        left = yours if yours is not None and yours != right else None
    if left is None:
        left = next(iter(leading_to(framework, right)), framework.levels[0]) if right else framework.levels[0]
    if right is None:
        right = goal if goal is not None and goal != left else next(iter(place_of(framework, left).up), None)
    if right is None:
        left, right = (left, left) if source else (next(iter(leading_to(framework, left)), left), left)
    return left, right


def compare(framework: Framework, source: Level, target: Level) -> tuple[Weighed, ...]:
    """Every criterion that either level asks about, by dimension, in the framework's order."""
    old, new = dict(framework.track(source.track).weights), dict(framework.track(target.track).weights)
    groups = (
        Weighed(
            dimension,
            old.get(dimension.key, 0),
            new.get(dimension.key, 0),
            tuple(line for one in dimension.criteria if (line := _line(framework, one, source, target))),
        )
        for dimension in framework.dimensions
    )
    return tuple(group for group in groups if group.lines)


def how_many(groups: tuple[Weighed, ...]) -> tuple[tuple[Change, int], ...]:
    """How many criteria are newly asked, changed, no longer asked and the same; what there is none of is left out."""
    changes = [line.change for group in groups for line in group.lines]
    order = (Change.NEW, Change.CHANGED, Change.DROPPED, Change.SAME)
    return tuple((change, changes.count(change)) for change in order if change in changes)


def _line(framework: Framework, criterion: Criterion, source: Level, target: Level) -> Line | None:
    old, new = _says(framework, criterion, source), _says(framework, criterion, target)
    if not old and not new:
        return None
    if old == new:
        change = Change.SAME
    elif not old:
        change = Change.NEW
    elif not new:
        change = Change.DROPPED
    else:
        change = Change.CHANGED
    return Line(criterion, change, paired(old, new))


def _says(framework: Framework, criterion: Criterion, level: Level) -> tuple[str, ...]:
    found = framework.expectation(criterion.key, level.key)
    return tuple(statement.says for statement in found.statements) if found is not None else ()
