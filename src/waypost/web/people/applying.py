"""A plan becomes rows, in a handful of statements for any number of people. Runs inside a service's transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.db.models import CharField, Model, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import slugify

from waypost.people.plan import Entry, Plan
from waypost.people.values import Known, Spell
from waypost.web.people.models import Duty, Person, Position, Team
from waypost.web.people.sessions import end_sessions_of

T = TypeVar("T")

BATCH = 500
PERSON_FIELDS = ("name", "email", "joined_on", "left_on", "time_zone")
POSITION_FIELDS = ("team", "manager", "function", "level", "title", "until_day")


def hold_positions() -> None:
    """Let nobody else write positions until this transaction ends, so that what was compared is what is changed."""
    # SQLite's immediate transaction has already seen to it.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE people_position IN SHARE ROW EXCLUSIVE MODE")


def count_anew() -> None:
    """Let PostgreSQL's planner see rows that were just written by the thousand.

    It counts by itself only a minute later; until then it takes the tables for empty, and a page that joins ten
    thousand people with themselves takes minutes.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE people_person, people_team, people_position")


def apply_plan(plan: Plan, *, today: date) -> list[Person]:
    """Write everything the plan says; returns the people known before whose entry changed, for their notices."""
    known = {entry.after.number for entry in plan.entries if entry.before}
    people = {person.number: person for person in Person.objects.filter(number__in=known)}
    changed = [people[entry.after.number] for entry in plan.entries if entry.before]
    _update_people(plan.entries, people)
    people |= _create_people(plan.added)
    _write_positions(plan.entries, people)
    _end_duties(plan.ended, people)
    if len(plan.entries) >= BATCH:
        count_anew()
    end_sessions_of([people[entry.after.number] for entry in plan.ended if entry.after.gone_by(today)])
    return changed


def _update_people(entries: Iterable[Entry], people: dict[str, Person]) -> None:
    touched: list[Person] = []
    moved: list[Person] = []
    for entry in entries:
        if entry.before is None or _row(entry.before) == _row(entry.after):
            continue
        person = people[entry.after.number]
        if person.email != entry.after.email:
            moved.append(person)
        for name, value in _row(entry.after).items():
            setattr(person, name, value)
        touched.append(person)
    _free_addresses(moved)
    _rewrite(Person, touched, PERSON_FIELDS)


def _free_addresses(moved: Sequence[Person]) -> None:
    """Make the old addresses free first: two may exchange theirs, and an address is never held twice, not even briefly.

    What the sign-in library remembers of old addresses goes too; otherwise one could still sign in with it.
    """
    for chunk in _chunks(moved):
        EmailAddress.objects.filter(user__in=chunk).delete()
        free = Concat(Cast("pk", CharField()), Value("@changing.invalid"))
        Person.objects.filter(pk__in=[person.pk for person in chunk]).update(email=free)


def _create_people(entries: Iterable[Entry]) -> dict[str, Person]:
    made = [
        # No password can match until they set one by mail.
        Person(number=entry.after.number, password=make_password(None), **_row(entry.after))
        for entry in entries
    ]
    Person.objects.bulk_create(made, batch_size=BATCH)
    return {person.number: person for person in made}


def _row(known: Known) -> dict[str, object]:
    return {
        "name": known.name,
        "email": known.email,
        "joined_on": known.joined,
        "left_on": known.left,
        "time_zone": known.time_zone,
    }


@dataclass
class _Changes:
    """What becomes of position rows: deleted, ended on a day, rewritten, begun."""

    gone: list[int] = field(default_factory=list)
    ended: dict[date, list[int]] = field(default_factory=lambda: defaultdict(list))
    mended: list[Position] = field(default_factory=list)
    begun: list[Position] = field(default_factory=list)


def _write_positions(entries: Iterable[Entry], people: dict[str, Person]) -> None:
    touched = [entry for entry in entries if entry.before is None or entry.before.spells != entry.after.spells]
    changes = _changes(touched, people)
    for chunk in _chunks(changes.gone):
        Position.objects.filter(pk__in=chunk).delete()
    # Ends come before beginnings: nobody ever has two open positions.
    for day, keys in changes.ended.items():
        for chunk in _chunks(keys):
            Position.objects.filter(pk__in=chunk).update(until_day=day)
    _rewrite(Position, changes.mended, POSITION_FIELDS)
    Position.objects.bulk_create(changes.begun, batch_size=BATCH)


def _changes(entries: Sequence[Entry], people: dict[str, Person]) -> _Changes:
    teams = _teams(spell.post.team for entry in entries for spell in entry.after.spells)
    managers = _managers(entries, people)
    rows = _rows_of([people[entry.after.number] for entry in entries if entry.before])
    changes = _Changes()
    for entry in entries:
        person = people[entry.after.number]
        had = {spell.from_day: spell for spell in (entry.before.spells if entry.before else ())}
        have = {spell.from_day: spell for spell in entry.after.spells}
        changes.gone += [rows[person.pk, start].pk for start in had.keys() - have.keys()]
        for start, spell in have.items():
            old = had.get(start)
            if old is None:
                changes.begun.append(_filled(Position(person=person, from_day=start), spell, teams, managers))
            elif old.post == spell.post and old != spell and spell.until_day is not None:
                changes.ended[spell.until_day].append(rows[person.pk, start].pk)
            elif old != spell:
                changes.mended.append(_filled(rows[person.pk, start], spell, teams, managers))
    return changes


def _filled(row: Position, spell: Spell, teams: dict[str, Team], managers: dict[str, Person]) -> Position:
    row.team = teams[spell.post.team]
    row.manager = managers[spell.post.manager] if spell.post.manager else None
    row.function, row.level, row.title = spell.post.function, spell.post.level, spell.post.title
    row.until_day = spell.until_day
    return row


def _rows_of(people: Sequence[Person]) -> dict[tuple[UUID, date], Position]:
    found: dict[tuple[UUID, date], Position] = {}
    for chunk in _chunks([person.pk for person in people]):
        found |= {(row.person_id, row.from_day): row for row in Position.objects.filter(person__in=chunk)}
    return found


def _managers(entries: Iterable[Entry], people: dict[str, Person]) -> dict[str, Person]:
    named = {spell.post.manager for entry in entries for spell in entry.after.spells if spell.post.manager}
    found = {number: people[number] for number in named if number in people}
    for chunk in _chunks(sorted(named - found.keys())):
        found |= {person.number: person for person in Person.objects.filter(number__in=chunk)}
    return found


def _teams(names: Iterable[str]) -> dict[str, Team]:
    """Every team by its name; those that are not there yet are made."""
    wanted = sorted(set(names))
    teams = {team.name.casefold(): team for team in Team.objects.all()}
    keys = {team.key for team in teams.values()}
    new = [Team(name=name, key=_free_key(name, keys)) for name in wanted if name.casefold() not in teams]
    Team.objects.bulk_create(new, batch_size=BATCH)
    teams |= {team.name.casefold(): team for team in new}
    return {name: teams[name.casefold()] for name in wanted}


def _free_key(name: str, taken: set[str]) -> str:
    stem = slugify(name)[:50] or "team"
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    taken.add(key)
    return key


def _end_duties(entries: Iterable[Entry], people: dict[str, Person]) -> None:
    """Whoever leaves hands back their duties, so that coming back does not give them back."""
    holders = set(Duty.objects.filter(until_day=None).values_list("person__number", flat=True))
    for entry in entries:
        if entry.after.number in holders:
            held = Duty.objects.filter(person=people[entry.after.number], until_day=None)
            held.update(until_day=entry.after.left)


def _rewrite(model: type[Model], rows: Sequence[Model], fields: Sequence[str]) -> None:
    # As an insert that gives way to the row that is there: ten times as fast as one UPDATE with a case for each row.
    model._default_manager.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["pk"], update_fields=list(fields)
    )


def _chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))
