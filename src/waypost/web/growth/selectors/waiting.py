"""What of growth waits for somebody: the lines the home page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import CommitmentState, Plan, PlanState, Question
from waypost.web.growth.place import plan_place, question_place
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import Person

AHEAD = timedelta(days=14)  # commitments and looks are brought up this long before their day


def open_questions(person: Person) -> list[Question]:
    """The questions without an answer that the person asked or owes, the soonest due first. One query."""
    rows = Question.objects.visible_to(person).filter(answered_at=None)
    return list(rows.select_related("asker", "manager", "framework").defer("framework__document").order_by("due_at"))


def waiting_for(person: Person, today: date, *, questions: Iterable[Question] | None = None) -> tuple[Waiting, ...]:
    """Questions to answer, plans to write, commitments due, looks to hold.

    Two queries; one when the caller has read the person's `open_questions` already.
    """
    if not person.is_active:
        return ()
    asked = open_questions(person) if questions is None else questions
    owed = tuple(_answer(row) for row in asked if row.manager_id == person.pk)
    return (*owed, *_plans(person, today))


def _answer(row: Question) -> Waiting:
    says = _("%(name)s asks what it would take for %(level)s.")
    level = framework_of(row.framework).level(row.level).title
    return Waiting(says % {"name": row.asker.name, "level": level}, question_place(row), _("Answer"), row.due_at)


def _plans(person: Person, today: date) -> list[Waiting]:
    """Drafts to write, looks that are near, and what the person committed to and is due soon. One query."""
    until = today + AHEAD
    mine = Q(commitments__by=person, commitments__state=CommitmentState.OPEN, commitments__due_on__lte=until)
    rows = Plan.objects.visible_to(person).annotate(due=FilteredRelation("commitments", condition=mine))
    asks = Q(state__in=(PlanState.DRAFT, PlanState.ENDING)) | Q(state=PlanState.OPEN, next_look_on__lte=until)
    rows = rows.filter(asks | Q(state=PlanState.OPEN, due__isnull=False)).select_related("person").order_by("pk")
    # A plan comes once for each commitment that is due, and once without any.
    listed = groupby(rows.annotate(words=F("due__words"), due_on=F("due__due_on")), key=lambda row: row.pk)
    return [waiting for _key, plan in listed for waiting in _of_plan(list(plan), person, until)]


def _of_plan(rows: list[Any], person: Person, until: date) -> Iterator[Waiting]:
    plan = rows[0]
    if plan.state == PlanState.DRAFT:
        yield _draft(plan)
        return
    if plan.state == PlanState.ENDING:
        if (plan.said_done_by_id == plan.person_id) != (plan.person_id == person.pk):
            yield _ending(plan, person)
        return
    if plan.next_look_on is not None and plan.next_look_on <= until:
        yield _look(plan, person)
    for row in rows:
        if row.words is not None:
            yield _commitment(row)


def _draft(row: Plan) -> Waiting:
    says = _("The plan for %(name)s is a draft. It opens once every gap has an opportunity and a day.")
    return Waiting(says % {"name": row.person.name}, reverse("growth:plan_edit", args=[row.pk]), _("Write it"))


def _ending(row: Plan, person: Person) -> Waiting:
    mine = row.person_id == person.pk
    says = _("Your manager says that your plan is done.") if mine else _("%(name)s says that the plan is done.")
    return Waiting(says % {"name": row.person.name}, plan_place(row), _("Agree, or not yet"))


def _look(row: Plan, person: Person) -> Waiting:
    mine = row.person_id == person.pk
    says = _("The next look at your plan is near.") if mine else _("The next look at the plan of %(name)s is near.")
    due = _end_of(row.next_look_on) if row.next_look_on else None
    return Waiting(says % {"name": row.person.name}, plan_place(row), _("Open the plan"), due)


def _commitment(row: Any) -> Waiting:
    says = _("You committed: %(words)s") % {"words": _short(row.words)}
    return Waiting(says, plan_place(row), _("Open the plan"), _end_of(row.due_on))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 120 else f"{line[:119]}…"


def _end_of(day: date) -> datetime:
    """The moment a day is over: half-open, the midnight after it."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
