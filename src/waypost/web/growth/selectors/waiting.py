"""What of growth waits for somebody: the lines the home page shows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import Commitment, CommitmentState, Plan, PlanState, Question
from waypost.web.growth.place import plan_place, question_place
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import Person

AHEAD = timedelta(days=14)  # commitments and looks are brought up this long before their day


def waiting_for(person: Person, today: date) -> tuple[Waiting, ...]:
    """Questions to answer, plans to write, commitments due, looks to hold. Three queries."""
    if not person.is_active:
        return ()
    return (*_questions(person), *_plans(person, today), *_commitments(person, today))


def _questions(person: Person) -> list[Waiting]:
    rows = Question.objects.filter(manager=person, answered_at=None).select_related("asker", "framework")
    says = _("%(name)s asks what it would take for %(level)s.")
    return [
        Waiting(
            says % {"name": row.asker.name, "level": framework_of(row.framework).level(row.level).title},
            question_place(row),
            _("Answer"),
            row.due_at,
        )
        for row in rows.order_by("due_at").defer("framework__document")
    ]


def _plans(person: Person, today: date) -> list[Waiting]:
    near = Q(state=PlanState.OPEN, next_look_on__lte=today + AHEAD)
    rows = Plan.objects.visible_to(person).filter(near | Q(state=PlanState.DRAFT)).select_related("person")
    return [_draft(row) if row.state == PlanState.DRAFT else _look(row, person) for row in rows]


def _draft(row: Plan) -> Waiting:
    says = _("The plan for %(name)s is a draft. It opens once every gap has an opportunity and a day.")
    return Waiting(says % {"name": row.person.name}, reverse("growth:plan_edit", args=[row.pk]), _("Write it"))


def _look(row: Plan, person: Person) -> Waiting:
    mine = row.person_id == person.pk
    says = _("The next look at your plan is near.") if mine else _("The next look at the plan of %(name)s is near.")
    due = _end_of(row.next_look_on) if row.next_look_on else None
    return Waiting(says % {"name": row.person.name}, plan_place(row), _("Open the plan"), due)


def _commitments(person: Person, today: date) -> list[Waiting]:
    rows = Commitment.objects.filter(
        by=person, state=CommitmentState.OPEN, plan__state=PlanState.OPEN, due_on__lte=today + AHEAD
    ).select_related("plan__person")
    return [
        Waiting(
            _("You committed: %(words)s") % {"words": _short(row.words)},
            plan_place(row.plan),
            _("Open the plan"),
            _end_of(row.due_on),
        )
        for row in rows
        if person.pk in (row.plan.manager_id, row.plan.person_id)
    ]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 120 else f"{line[:119]}…"


def _end_of(day: date) -> datetime:
    """The moment a day is over: half-open, the midnight after it."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
