"""Who holds which position, leads whom and has which duty, on a day; for this app and for those above."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from waypost.web.people.models import Duty, DutyKind, Person, Position, organisation_day


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is on a day, in words for a line beside their name. `level` is a key and may be empty."""

    title: str
    team: str
    function: str
    level: str


def positions_on(day: date | None = None) -> QuerySet[Position]:
    """The position of everybody who has one on `day` (today), with person, team and manager."""
    day = day or organisation_day()
    held = Q(from_day__lte=day) & (Q(until_day=None) | Q(until_day__gt=day))
    return Position.objects.filter(held).select_related("person", "team", "manager")


def current_position(person: Person, day: date | None = None) -> Position | None:
    """What somebody is on `day` (today); None before they begin and after they left.

    Read once for this instance of the person, so once a request, however often it is asked.
    """
    day = day or organisation_day()
    known: dict[date, Position | None] = person.__dict__.setdefault("_position_on", {})
    if day not in known:
        known[day] = positions_on(day).filter(person=person).first()
    return known[day]


def manager_of(person: Person, day: date | None = None) -> Person | None:
    """Who leads somebody on `day` (today); None at the top, and when that person has left."""
    day = day or organisation_day()
    position = current_position(person, day)
    manager = position.manager if position else None
    return manager if manager is None or manager.left_on is None or manager.left_on > day else None


def reports_of(person: Person, day: date | None = None) -> QuerySet[Position]:
    """The positions of those whom somebody leads on `day` (today), in order of name."""
    return positions_on(day).filter(manager=person).order_by("person__name")


def holders(kind: DutyKind, day: date | None = None) -> tuple[Person, ...]:
    """Who has a duty on `day` (today) and works here, in order of name."""
    day = day or organisation_day()
    held = Duty.objects.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day, kind=kind.value)
    return tuple(Person.objects.present(day).filter(pk__in=held.values("person_id")).order_by("name"))


def titles_of(ids: Iterable[UUID], day: date | None = None) -> dict[UUID, Standing]:
    """What each of these people is on `day` (today), in one query; who has no position then is not in it."""
    rows = positions_on(day).filter(person_id__in=set(ids))
    fields = rows.values_list("person_id", "title", "team__name", "function", "level")
    return {person: Standing(title, team, function, level) for person, title, team, function, level in fields}


def same_team(one: Person, other: Person, day: date | None = None) -> bool:
    """Whether two people are in one team on `day` (today)."""
    mine, theirs = current_position(one, day), current_position(other, day)
    return mine is not None and theirs is not None and mine.team_id == theirs.team_id
