"""What the version in force changes for somebody whose goal is pinned to an older one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from waypost.framework.diff import Change, diff
from waypost.framework.diff.touched import asks_more, changes_at, changes_for_everybody, level_in_new
from waypost.framework.schema import Level
from waypost.report.reading.differences import Difference, difference
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.grace import Step, step_on
from waypost.web.growth.models import Goal
from waypost.web.growth.place import ground
from waypost.web.growth.selectors.pins import ends_on, successor
from waypost.web.people.models import Person


@dataclass(frozen=True, slots=True)
class Newer:
    """The page: the goal as it is pinned, what it would be, and what is different for this person.

    last: the last day on which the pinned version holds for them. target: the goal's level in the version in force;
    None when it is gone. reachable: whether a path leads there from where they stand. more: how many changes ask more.
    """

    goal: Goal
    pinned: FrameworkVersion
    level: Level | None
    current: FrameworkVersion
    target: Level | None
    reachable: bool
    step: Step
    last: date
    at_goal: tuple[Difference, ...]
    at_mine: tuple[Difference, ...]
    besides: tuple[Difference, ...]
    more: int


def newer_for(person: Person, *, today: date) -> Newer | None:
    """What the version in force changes for this person; None without a goal under an older one."""
    here = ground(person, day=today)
    if here is None or here.goal is None:
        return None
    goal = here.goal
    until = ends_on(goal.framework, successor(goal.framework, here.version))
    if until is None:
        return None
    pinned = framework_of(goal.framework)
    found = diff(pinned, here.framework)
    key = level_in_new(found, here.framework, goal.level)
    at_goal = changes_at(found, pinned, here.framework, levels=[goal.level])
    mine = changes_at(found, pinned, here.framework, levels=[_old_key(here.level, found.renames.levels)])
    return Newer(
        goal=goal,
        pinned=goal.framework,
        level=pinned.index.levels.get(goal.level),
        current=here.version,
        target=here.framework.index.levels.get(key) if key is not None else None,
        reachable=key is not None and here.reaches(key),
        step=step_on(today, until=until),
        last=until - timedelta(days=1),
        at_goal=_shown(at_goal, besides=()),
        at_mine=_shown(mine, besides=at_goal),
        besides=_shown(changes_for_everybody(found), besides=(*at_goal, *mine)),
        more=sum(1 for change in at_goal if asks_more(change)),
    )


def _old_key(level: str, renamed: Mapping[str, str]) -> str:
    """The key that the older version had for a level that is named as the version in force names it."""
    return next((old for old, new in renamed.items() if new == level), level)


def _shown(changes: tuple[Change, ...], *, besides: tuple[Change, ...]) -> tuple[Difference, ...]:
    return tuple(difference(change) for change in changes if change not in besides)
