"""Rows of the database become the values that the rules of the import compare."""

from __future__ import annotations

import zoneinfo
from collections import defaultdict
from datetime import date
from functools import cache
from uuid import UUID

from waypost.people.values import Known, Post, Spell, Vocabulary
from waypost.web.people.levels import levels_on
from waypost.web.people.models import Function, Person, Position


def known_people(numbers: frozenset[str] | None = None) -> tuple[Known, ...]:
    """Everybody who is or was here, or those with these ids. Two queries, whatever their number."""
    people = Person.objects.all() if numbers is None else Person.objects.filter(number__in=numbers)
    spells = _spells(numbers)
    fields = ("pk", "number", "name", "email", "joined_on", "left_on", "time_zone")
    return tuple(
        Known(number, name, email, joined, left, zone, tuple(spells[pk]))
        for pk, number, name, email, joined, left, zone in people.order_by("number").values_list(*fields)
    )


def _spells(numbers: frozenset[str] | None) -> dict[UUID, list[Spell]]:
    positions = Position.objects.all() if numbers is None else Position.objects.filter(person__number__in=numbers)
    fields = ("person_id", "team__name", "manager__number", "function", "level", "title", "from_day", "until_day")
    spells: dict[UUID, list[Spell]] = defaultdict(list)
    for person, team, manager, function, level, title, start, end in positions.order_by("from_day").values_list(
        *fields
    ):
        spells[person].append(Spell(Post(team, manager or "", function, level, title), start, end))
    return spells


def vocabulary(day: date) -> Vocabulary:
    """The words a list in force on `day` may use."""
    functions = {function.value: str(function.label) for function in Function}
    return Vocabulary(levels=levels_on(day), functions=functions, zones=time_zones())


@cache
def time_zones() -> frozenset[str]:
    """The names of time zones this machine knows, of the form Area/City, and UTC."""
    return frozenset(name for name in zoneinfo.available_timezones() if _is_place(name)) | {"UTC"}


def _is_place(name: str) -> bool:
    return "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/"))
