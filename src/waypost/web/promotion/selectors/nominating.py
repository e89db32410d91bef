"""Who could be nominated to what: somebody's level and manager, the paths from there, and the version that counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from waypost.framework.lattice import moves_from
from waypost.framework.schema import Framework, Level
from waypost.promotion.stages import CLOSED_STAGES
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.frameworks.selectors import in_force
from waypost.web.growth.models import Goal
from waypost.web.growth.selectors.pins import ends_on, successor
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case
from waypost.web.promotion.selectors.members import positions_on


@dataclass(frozen=True, slots=True)
class Nominee:
    """Somebody as far as a nomination depends on it. `pinned` is the version of their open goal, while it counts."""

    person: Person
    level: str
    manager_id: UUID | None
    has_open_case: bool
    in_force: FrameworkVersion | None
    goal: str
    pinned: FrameworkVersion | None

    def version_for(self, level: str) -> FrameworkVersion | None:
        """The version that judges a case for `level`: the one their goal for it is pinned to, else the one in force."""
        return self.pinned if self.pinned is not None and self.goal == level else self.in_force

    def may_go_to(self, framework: Framework, level: str) -> bool:
        """Whether the framework has a path there from where they are; a lateral path goes either way."""
        if self.level not in framework.index.levels:
            return False
        return any(move.target == level for move in moves_from(framework, self.level))

    def levels(self) -> tuple[tuple[Level, FrameworkVersion], ...]:
        """Every level a nomination may name, each with the version that would count."""
        found = {}
        for version in (self.in_force, self.pinned):
            if version is None:
                continue
            framework = framework_of(version)
            for level in framework.levels:
                if self.version_for(level.key) == version and self.may_go_to(framework, level.key):
                    found[level.key] = (level, version)
        return tuple(found.values())


def nominee(person: Person, *, day: date) -> Nominee:
    """Where somebody stands on `day`; four queries, and one more for a goal under an older version."""
    position = positions_on(day).filter(person=person).first()
    goal = (
        Goal.objects.filter(person=person, ended_at=None)
        .select_related("framework")
        .defer("framework__document", "framework__notes")
        .first()
    )
    current = in_force(day)
    return Nominee(
        person=person,
        level=position.level if position else "",
        manager_id=position.manager_id if position else None,
        has_open_case=Case.objects.filter(candidate=person).exclude(stage__in=CLOSED_STAGES).exists(),
        in_force=current,
        goal=goal.level if goal else "",
        pinned=_pinned(goal, current, day),
    )


def _pinned(goal: Goal | None, current: FrameworkVersion | None, day: date) -> FrameworkVersion | None:
    """The version a goal is pinned to, until its grace is over."""
    if goal is None or current is None:
        return goal.framework if goal is not None else None
    until = ends_on(goal.framework, successor(goal.framework, current))
    return goal.framework if until is None or day < until else None
