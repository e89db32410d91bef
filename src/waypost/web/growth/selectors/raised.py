"""What was raised with somebody before a day: the memory of the guard against moved goalposts."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from waypost.promotion.decision import RaisedIn, RaisedPoint
from waypost.web.growth.models import Feedback, GapState, PlanGap, PlanState, QuestionGap
from waypost.web.people.models import Person


def raised_points(person: Person, before: date) -> tuple[RaisedPoint, ...]:
    """Every criterion raised with the person on a day before `before`, oldest first, in three queries.

    The gaps an answer named (not what it called shown), feedback to grow by, the gaps of plans that were opened to
    them. A draft nobody showed them raised nothing.
    """
    points = (*_from_questions(person), *_from_feedback(person), *_from_plans(person))
    return tuple(sorted((one for one in points if one.on < before), key=lambda one: one.on))


def _from_questions(person: Person) -> list[RaisedPoint]:
    gaps = QuestionGap.objects.filter(question__asker=person, question__answered_at__isnull=False)
    rows = gaps.exclude(state=GapState.SHOWN).values_list("criterion", "question__level", "question__answered_at")
    return [
        RaisedPoint(criterion=key, level=level, on=timezone.localdate(at), source=RaisedIn.QUESTION)
        for key, level, at in rows
    ]


def _from_feedback(person: Person) -> list[RaisedPoint]:
    rows = Feedback.objects.filter(about=person, to_grow=True).values_list("criterion", "level", "given_at")
    return [
        RaisedPoint(criterion=key, level=level or None, on=timezone.localdate(at), source=RaisedIn.FEEDBACK)
        for key, level, at in rows
    ]


def _from_plans(person: Person) -> list[RaisedPoint]:
    gaps = PlanGap.objects.filter(plan__person=person, plan__opened_at__isnull=False).exclude(
        plan__state=PlanState.DRAFT
    )
    rows = gaps.values_list("criterion", "plan__level", "plan__opened_at")
    return [
        RaisedPoint(criterion=key, level=level, on=timezone.localdate(at), source=RaisedIn.PLAN)
        for key, level, at in rows
    ]
