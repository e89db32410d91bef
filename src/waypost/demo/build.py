"""Builds the demo organisation: three years of it, played day by day through the services."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.core.cache import cache
from django.db import connection
from django_tasks_db.models import DBTaskResult

from waypost.demo.cast import DOMAIN
from waypost.demo.company import Company
from waypost.demo.framing import Framing
from waypost.demo.happenings import put_down_everything
from waypost.demo.organisation import Member, change_days, list_on, months_before, organisation
from waypost.demo.timeline import Timeline, act
from waypost.framework.library import file_of
from waypost.web.journal.models import Notice
from waypost.web.people.founding import found_organisation
from waypost.web.people.models import DutyKind, Person
from waypost.web.people.services.importing import import_people_from_text

YEARS = 3
DUTIES = (
    ("omar", DutyKind.ADMINISTRATOR),
    ("hana", DutyKind.PEOPLE_OPERATIONS),
    ("kofi", DutyKind.FRAMEWORK_OWNER),
    ("rosa", DutyKind.FRAMEWORK_OWNER),
    ("ivo", DutyKind.ENGINEERING_LEADER),
    ("dana", DutyKind.ENGINEERING_LEADER),
    ("rosa", DutyKind.ENGINEERING_LEADER),
    ("wanjiru", DutyKind.ENGINEERING_LEADER),
)


@dataclass(frozen=True, slots=True)
class Built:
    """What was made: how many people there are and how many things happened."""

    people: int
    happenings: int


def build(*, people: int, seed: int, today: date) -> Built:
    """Fill an empty, migrated database. The same arguments make the same organisation."""
    random = Random(seed)
    members = organisation(people=people, seed=seed, today=today)
    begin = months_before(today, YEARS * 12)
    with _hurried():
        _found(members, begin)
        timeline = Timeline(now=datetime.combine(today, time(7), UTC))
        company = Company(people={}, random=random, timeline=timeline)
        _people_come_and_go(company, members, begin)
        _publish(company, begin, today)
        put_down_everything(company, members, today=today)
        happened = timeline.play()
        _letters_are_sent()
    cache.clear()
    return Built(people=len(members), happenings=happened)


@contextmanager
def _hurried() -> Iterator[None]:
    """What is being built is moved to its place whole or not at all, so none of it need be on the disk before."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    yield
    connection.close()


def _letters_are_sent() -> None:
    """What happened in three years was mailed in its day; the demo's worker has only what happens from now on."""
    DBTaskResult.objects.all().delete()
    Notice.objects.filter(mail_after__isnull=False).update(mail_after=None)


def _found(members: tuple[Member, ...], begin: date) -> None:
    """The operators come first, without levels: no framework is published yet that could name any."""
    operators = {key for key, _kind in DUTIES}
    first = [member for member in members if member.key in operators]
    rows = list(csv.reader(io.StringIO(list_on(first, begin))))
    level = rows[0].index("level")
    out = io.StringIO()
    csv.writer(out).writerows(
        [*row[:level], "" if at else row[level], *row[level + 1 :]] for at, row in enumerate(rows)
    )
    duties = [(f"{key}@{DOMAIN}", kind) for key, kind in DUTIES]
    moment = datetime.combine(begin, time(9), UTC)
    found_organisation(act(None, moment), text=out.getvalue(), duties=duties, in_force_on=begin)


def _people_come_and_go(company: Company, members: tuple[Member, ...], begin: date) -> None:
    """Each day on which anybody joined, moved or left, people operations import what changed."""
    key_of = {member.email: member.key for member in members}

    def refresh() -> None:
        for person in Person.objects.filter(email__in=key_of):
            company.people[key_of[person.email]] = person
            company.keys[person.pk] = key_of[person.email]

    refresh()
    before = None
    for day in (begin, *change_days(members, after=begin)):

        def happen(moment: datetime, day: date = day, before: date | None = before) -> None:
            changed = list_on(members, day, since=before)
            import_people_from_text(act(company["hana"], moment), text=changed, in_force_on=day, name=f"changes {day}")
            refresh()

        company.timeline.at(day, happen, minute=30)
        before = day


def _publish(company: Company, begin: date, today: date) -> None:
    """The shipped lattice first, later with more examples and this year's cycles; and a draft of what comes next."""
    newest = with_cycles(file_of("lattice").read_text("utf-8"), today)
    first = re.sub(r"(?m)^version: .*$", "version: 1.0.0", without_examples(newest))
    second = re.sub(r"(?m)^version: .*$", "version: 1.1.0", newest)
    framing = Framing(company)
    framing.versions(
        (
            (begin, first, "The first version we live by."),
            (months_before(today, 13), second, "Examples from our own systems; nothing is asked that was not."),
        )
    )
    framing.draft(today, follows="1.1.0", version="1.1.1")


def cycle_days(today: date) -> tuple[date, ...]:
    """Two cycles a year, the newest a month and a half old at most, the next ones announced."""
    return tuple(months_before(today, months) for months in range(31, -12, -6))


def with_cycles(text: str, today: date) -> str:
    """The document with cycles that fit the day the demo is made on."""
    days = ", ".join(day.isoformat() for day in cycle_days(today))
    reviewed = (today - timedelta(days=60)).isoformat()
    text = re.sub(r"(?m)^(\s*cycles:).*$", rf"\1 [{days}]", text)
    # The newest cycle is one to two months old; a longer window keeps it open on the day the demo is looked at.
    text = text.replace("gathering: 21 days", "gathering: 70 days")
    return re.sub(r"(?m)^(reviewed:) \S+", rf"\1 {reviewed}", text)


def without_examples(text: str) -> str:
    """The document as it was before the examples of one dimension were written down."""
    from waypost.framework.reading import read_text
    from waypost.framework.writing import write_framework

    framework = read_text(text, name="lattice.yaml").framework
    if framework is None:
        raise ValueError("the shipped lattice cannot be read")
    people = {one.key for one in framework.dimensions[-1].criteria}
    expectations = tuple(
        one.model_copy(
            update={"statements": tuple(said.model_copy(update={"looks_like": ()}) for said in one.statements)}
        )
        if one.criterion in people
        else one
        for one in framework.expectations
    )
    return write_framework(framework.model_copy(update={"expectations": expectations}))
