"""Whom a version touches, and how: level by level, who stands there, works towards it, or has an open case to it.

Goals and cases live in the apps above this one, so they are reached from the version they are pinned to. What is told
to whom is settled in docs/decisions/who-is-affected.md: of goals and cases only steps of a number, never a name, except
that people operations read whose cases are open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q

from waypost.framework.diff import Change, ChangeClass, Diff, diff
from waypost.framework.diff.touched import asks_more, changes_at, changes_for_everybody, level_in_new
from waypost.framework.schema import Framework, Level
from waypost.promotion.terms import OPEN_STAGES
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of, framework_with
from waypost.web.frameworks.selectors import last_published
from waypost.web.people.models import DutyKind, Person
from waypost.web.people.selectors import positions_on


class Fate(StrEnum):
    """What becomes of a level."""

    STAYS = "stays"
    RENAMED = "renamed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Step:
    """A number told in steps of the least size of a group: nothing below the first, then at least so many."""

    least: int
    at_least: int

    @property
    def few(self) -> bool:
        """Whether there are too few to say anything, none included."""
        return self.at_least == 0


@dataclass(frozen=True, slots=True)
class CasePinned:
    """An open case as people operations read it: whose, and under which version it stays."""

    candidate: str
    version: str


@dataclass(frozen=True, slots=True)
class LevelTouched:
    """One level of the version before, with what the new one does to it.

    called: its key and title in the new version; empty when it is gone. people: who stands there. names and open_cases
    are empty for who may not read them. more: how many changes newly ask something or raise a bar.
    """

    level: Level
    fate: Fate
    called: str
    changes: tuple[Change, ...]
    people: int
    names: tuple[str, ...]
    goals: Step
    cases: Step
    open_cases: tuple[CasePinned, ...]

    @property
    def more(self) -> int:
        """How many of the changes ask more than before."""
        return sum(1 for change in self.changes if asks_more(change))


@dataclass(frozen=True, slots=True)
class Impact:
    """Whom a version touches. untouched: levels where nothing changes; everybody: what changes for who is judged."""

    before: FrameworkVersion
    old: Framework
    new: Framework
    change_class: ChangeClass
    levels: tuple[LevelTouched, ...]
    untouched: tuple[Level, ...]
    everybody: tuple[Change, ...]
    with_names: bool
    least: int  # the steps in which goals and cases are told


def may_see_impact(person: Person) -> bool:
    """Whether somebody may read whom a version touches: the framework's owners and people operations."""
    return person.is_active and (person.holds(DutyKind.FRAMEWORK_OWNER) or person.holds(DutyKind.PEOPLE_OPERATIONS))


def impact_of(new: Framework, *, before: FrameworkVersion, day: date, names: bool = False) -> Impact:
    """Whom `new` touches on `day`, held against the version before it. Names only when asked for. Five queries."""
    old = framework_of(before)
    found = diff(old, new)
    # One step on every page at a time: two steps for one number would give it away between them.
    least = framework_of(last_published() or before).process.small_groups.numbers
    people = _people(day)
    goals, cases = _goals(before, day), _cases(before)
    rows = []
    for level in old.levels:
        here = people.get(level.key, ())
        open_cases = cases.get(level.key, ())
        rows.append(
            _touched(
                found,
                old,
                new,
                level,
                people=len(here),
                names=here if names else (),
                goals=stepped(goals[level.key], least=least),
                cases=stepped(len(open_cases), least=least),
                open_cases=open_cases if names else (),
            )
        )
    return Impact(
        before=before,
        old=old,
        new=new,
        change_class=found.change_class,
        levels=tuple(row for row in rows if row.changes or row.fate is not Fate.STAYS),
        untouched=tuple(row.level for row in rows if not row.changes and row.fate is Fate.STAYS),
        everybody=changes_for_everybody(found),
        with_names=names,
        least=least,
    )


def stepped(number: int, *, least: int) -> Step:
    """The number rounded down to a multiple of the least size of a group."""
    return Step(least, number - number % least)


def _touched(
    found: Diff,
    old: Framework,
    new: Framework,
    level: Level,
    *,
    people: int,
    names: tuple[str, ...],
    goals: Step,
    cases: Step,
    open_cases: tuple[CasePinned, ...],
) -> LevelTouched:
    key = level_in_new(found, new, level.key)
    now = new.level(key) if key is not None else None
    if now is None:
        fate = Fate.GONE
    else:
        fate = Fate.STAYS if (now.key, now.title) == (level.key, level.title) else Fate.RENAMED
    changes = changes_at(found, old, new, levels=[level.key])
    called = f"{now.title} ({now.key})" if now is not None else ""
    return LevelTouched(level, fate, called, changes, people, names, goals, cases, open_cases)


def _people(day: date) -> Mapping[str, tuple[str, ...]]:
    """Who stands at each level on `day`, by name. One query."""
    held: dict[str, list[str]] = {}
    rows = positions_on(day).exclude(level="").filter(Q(person__left_on=None) | Q(person__left_on__gt=day))
    for level, name in rows.order_by("person__name").values_list("level", "person__name"):
        held.setdefault(level, []).append(name)
    return {level: tuple(names) for level, names in held.items()}


def _goals(before: FrameworkVersion, day: date) -> Counter[str]:
    """How many open goals there are to each level of `before`, under whichever version they are. One query."""
    present = Q(goals__person__left_on=None) | Q(goals__person__left_on__gt=day)
    rows = FrameworkVersion.objects.filter(present, goals__isnull=False, goals__ended_at=None)
    counted: Counter[str] = Counter()
    for row in rows.order_by().values("hash", "goals__level").annotate(number=Count("goals__pk")):
        counted[_named_in(before, row["hash"], row["goals__level"])] += row["number"]
    return counted


def _cases(before: FrameworkVersion) -> Mapping[str, tuple[CasePinned, ...]]:
    """The open cases by their target level as `before` names it. One query."""
    rows = FrameworkVersion.objects.filter(cases__stage__in=[stage.value for stage in OPEN_STAGES])
    found: dict[str, list[CasePinned]] = {}
    fields = ("hash", "version", "cases__target_level", "cases__candidate__name")
    for hash_, version, level, candidate in rows.order_by("cases__candidate__name").values_list(*fields):
        found.setdefault(_named_in(before, hash_, level), []).append(CasePinned(candidate, version))
    return {level: tuple(cases) for level, cases in found.items()}


def _named_in(before: FrameworkVersion, hash_: str, level: str) -> str:
    """The key that `before` has for a level of another version."""
    if hash_ == before.hash:
        return level
    return diff(framework_with(hash_), framework_of(before)).renames.levels.get(level, level)
