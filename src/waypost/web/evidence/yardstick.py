"""What somebody's evidence is held against: a framework version, their level, and the level they aim at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from waypost.framework.schema import Criterion, Dimension, Framework, PathKind
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import in_force
from waypost.web.people.models import Person
from waypost.web.people.selectors import current_position


@dataclass(frozen=True, slots=True)
class Yardstick:
    """`mine` and `aim` are keys of levels this version knows, or empty. `pinned` tells a goal's version from the
    one in force."""

    version: FrameworkVersion
    framework: Framework
    mine: str
    aim: str
    pinned: bool

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Every dimension, in the framework's order."""
        return self.framework.dimensions

    def asks(self, criterion: Criterion) -> tuple[str, ...]:
        """What the criterion asks at the level aimed at, or at the present one; () when nothing."""
        level = self.aim or self.mine
        expected = self.framework.expectation(criterion.key, level) if level else None
        return tuple(one.says for one in expected.statements) if expected else ()

    def title_of(self, criterion: str) -> str:
        """The criterion's title, or its key when this version does not have it."""
        known = self.framework.index.criteria.get(criterion)
        return known.title if known else criterion


def yardstick(person: Person, *, day: date) -> Yardstick | None:
    """The version an open goal is pinned to, else the one in force; None before any is. At most three queries."""
    goal = FrameworkVersion.objects.filter(goals__person=person, goals__ended_at=None).defer("document")
    row = goal.values_list("pk", "goals__level").first()
    version = goal.first() if row else in_force(day)
    if version is None:
        return None
    framework = framework_of(version)
    held = current_position(person, day)
    mine = _known(framework, held.level if held else "")
    aim = _known(framework, row[1]) if row else _next(framework, mine)
    return Yardstick(version, framework, mine, aim, pinned=row is not None)


def _known(framework: Framework, level: str) -> str:
    return level if level in framework.index.levels else ""


def _next(framework: Framework, mine: str) -> str:
    """The first promotion from here: the one on the same track when there is one."""
    if not mine:
        return ""
    up = [path.target for path in framework.paths if path.source == mine and path.kind is PathKind.PROMOTION]
    track = framework.level(mine).track
    same = [key for key in up if framework.level(key).track == track]
    return next(iter(same or up), "")
