"""People as the panel rules see them: their team, reporting line, function, band and duty today."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from waypost.framework.schema import Framework
from waypost.promotion.panel import Member
from waypost.web.people.models import Duty, DutyKind, Person, Position
from waypost.web.promotion.models import DeclaredConflict

DEEPEST = 40  # levels of a reporting line that are followed; the people import refuses circles

# Who is above whom, all the way up, with one query however deep an organisation is.
_LINE = """
WITH RECURSIVE line(person_id, above_id, height) AS (
    SELECT person_id, manager_id, 1 FROM people_position
    WHERE person_id IN ({marks}) AND manager_id IS NOT NULL
      AND from_day <= %s AND (until_day IS NULL OR until_day > %s)
    UNION ALL
    SELECT line.person_id, up.manager_id, line.height + 1 FROM line
    JOIN people_position up ON up.person_id = line.above_id
    WHERE up.manager_id IS NOT NULL AND line.height < {deepest}
      AND up.from_day <= %s AND (up.until_day IS NULL OR up.until_day > %s)
)
SELECT person_id, above_id FROM line ORDER BY height
"""


def positions_on(day: date) -> QuerySet[Position]:
    """What everybody is on `day`: from the first day of a position until, without, its last."""
    return Position.objects.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)


def leads_on(day: date, *, person: str = "person") -> Exists:
    """Whether the person in column `person` holds the duty of engineering leadership on `day`."""
    held = Duty.objects.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)
    return Exists(held.filter(person=OuterRef(person), kind=DutyKind.ENGINEERING_LEADER))


def positions_of(people: Collection[UUID], *, day: date) -> dict[UUID, Position]:
    """The present position of each of these people who has one and still works here, with team and `leads`."""
    rows = (
        positions_on(day)
        .filter(Q(person__left_on=None) | Q(person__left_on__gt=day), person__in=people)
        .select_related("person", "team")
        .annotate(leads=leads_on(day))
    )
    return {row.person_id: row for row in rows}


def leader_of(person: UUID, *, day: date) -> Person | None:
    """Who leads this person on `day` and works here."""
    return leaders_of([person], day=day).get(person)


def leaders_of(people: Collection[UUID], *, day: date) -> dict[UUID, Person]:
    """Who leads each of these people on `day`; left out where nobody does, or whoever did has left. One query."""
    rows = positions_on(day).filter(person__in=people).exclude(manager=None).select_related("manager")
    here = rows.filter(Q(manager__left_on=None) | Q(manager__left_on__gt=day))
    return {row.person_id: row.manager for row in here if row.manager is not None}


def lines_of(people: Collection[UUID], *, day: date) -> dict[UUID, tuple[UUID, ...]]:
    """Everybody above each of these people, the direct manager first; one query."""
    if not people:
        return {}
    key = Person._meta.pk
    sent = [key.get_db_prep_value(one, connection) for one in people]
    sql = _LINE.format(marks=", ".join(["%s"] * len(sent)), deepest=DEEPEST)
    when = Position._meta.get_field("from_day").get_db_prep_value(day, connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*sent, when, when, when, when])
        rows = cursor.fetchall()
    found: dict[UUID, tuple[UUID, ...]] = {}
    for person, above in rows:
        found[key.to_python(person)] = (*found.get(key.to_python(person), ()), key.to_python(above))
    return found


def member_of(person: Person, position: Position | None, *, framework: Framework, above: Iterable[UUID] = ()) -> Member:
    """One person as the panel rules see them. `position` carries `leads` when it came from `positions_of`."""
    if position is None:
        return Member(person=str(person.pk), name=person.name)
    return Member(
        person=str(person.pk),
        name=person.name,
        team=str(position.team_id),
        managers=tuple(str(one) for one in above),
        function=position.function,
        band_rank=_band_rank(framework, position.level),
        leader=bool(getattr(position, "leads", False)),
    )


def declared_with(people: Collection[UUID]) -> frozenset[tuple[str, str]]:
    """Every declared conflict that one of these people is a side of, as pairs of keys."""
    rows = DeclaredConflict.objects.filter(Q(one__in=people) | Q(other__in=people)).values_list("one_id", "other_id")
    return frozenset((str(one), str(other)) for one, other in rows)


def _band_rank(framework: Framework, level: str) -> int | None:
    try:
        return framework.band_rank(framework.level(level).band)
    except KeyError:
        return None
