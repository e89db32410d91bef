"""Framework versions: the one in force, all of them, and where somebody stands in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from waypost.framework.schema import Framework, Level
from waypost.refusal import NotVisible
from waypost.web.frameworks.expectations import Found, expectation_at
from waypost.web.frameworks.models import FrameworkVersion, FrameworkVersionQuerySet
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import Duty, DutyKind, Person
from waypost.web.people.selectors import positions_on

RECENT = 12  # versions searched for a level or criterion that the one in force no longer has


@dataclass(frozen=True, slots=True)
class Shown:
    """A version on screen: its row (without the document), its value, and whether it is the one in force."""

    row: FrameworkVersion
    framework: Framework
    in_force: bool

    @property
    def query(self) -> str:
        """What links carry to stay with this version; nothing for the one in force."""
        return "" if self.in_force else f"version={self.row.version}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands in a framework; either may be missing, or unknown to this version."""

    level: Level | None
    goal: Level | None


def versions() -> FrameworkVersionQuerySet:
    """Every published version, the newest first, without the documents."""
    return FrameworkVersion.objects.defer("document").select_related("published_by", "reviewed_by")


def in_force(day: date) -> FrameworkVersion | None:
    """The version in force on `day`; None before the first."""
    return versions().begun_by(day).first()


def framework_in_force(day: date) -> Framework | None:
    """The framework in force on `day`; None before the first."""
    row = in_force(day)
    return framework_of(row) if row is not None else None


def in_force_at(day: date, *, level: str, criterion: str) -> Found | None:
    """What the framework in force on `day` asks at a level of a criterion; None without one, or without such a cell."""
    framework = framework_in_force(day)
    return expectation_at(framework, level=level, criterion=criterion) if framework is not None else None


def last_published() -> FrameworkVersion | None:
    """The version a new one follows: the last in the order of coming into force, begun or not."""
    return versions().first()


def before(row: FrameworkVersion) -> FrameworkVersion | None:
    """The version `row` followed when it was published."""
    return versions().filter(published_at__lt=row.published_at).order_by("-published_at").first()


def shown(person: Person, *, day: date, version: str = "") -> Shown | None:
    """The version with this number, or the one in force, or before the first day the one that is to come.

    None when there is no such version.
    """
    known = list(versions().visible_to(person))
    current = next((row for row in known if row.in_force_on <= day), None)
    if version:
        row = next((row for row in known if row.version == version), None)
    else:
        row = current or (known[-1] if known else None)
    return Shown(row, framework_of(row), row == current) if row is not None else None


def last_with(person: Person, *, level: str, criterion: str) -> FrameworkVersion:
    """The last version that has both this level and this criterion; NotVisible when none of the recent ones has."""
    for row in versions().visible_to(person)[:RECENT]:
        framework = framework_of(row)
        if level_in(framework, level) and any(one.key == criterion for one in framework.criteria):
            return row
    raise NotVisible("not_found", "There is no such page.")


def standing(person: Person, framework: Framework, *, day: date) -> Standing:
    """The levels of `framework` at which the person is on `day` and which they work towards."""
    return Standing(level=level_in(framework, level_of(person, day=day)), goal=level_in(framework, goal_of(person)))


def level_of(person: Person, *, day: date | None = None) -> str:
    """The key of the level somebody holds on `day` (today if not said); empty for who has none."""
    held = positions_on(day or timezone.localdate()).filter(person=person).values_list("level", flat=True)
    return held.first() or ""


def goal_of(person: Person) -> str:
    """The key of the level somebody works towards; empty without a goal.

    Goals live in the app above this one, so they are reached from the version they are pinned to.
    """
    pinned = FrameworkVersion.objects.filter(goals__person=person, goals__ended_at=None)
    return pinned.values_list("goals__level", flat=True).first() or ""


def owners(*, day: date) -> tuple[Person, ...]:
    """Who answers for the framework on `day`."""
    held = Duty.objects.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)
    duties = held.filter(kind=DutyKind.FRAMEWORK_OWNER).values("person_id")
    return tuple(Person.objects.present(day).filter(pk__in=duties))


def may_publish(person: Person) -> bool:
    """Whether the framework is this person's to change."""
    return person.is_active and person.holds(DutyKind.FRAMEWORK_OWNER)


def held_levels(*, day: date) -> dict[str, int]:
    """How many people hold each level on `day`, by its key."""
    counted = positions_on(day).exclude(level="").values("level").order_by("level").annotate(people=Count("id"))
    return {row["level"]: row["people"] for row in counted}


def level_in(framework: Framework, key: str) -> Level | None:
    """The level with this key, if this version of the framework has it."""
    return next((level for level in framework.levels if level.key == key), None)
