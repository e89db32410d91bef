"""What was raised with somebody before a day: the memory of the guard against moved goalposts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.utils import timezone

from waypost.promotion.decision import RaisedIn, RaisedPoint
from waypost.web.growth.models import Feedback, GapState, PlanGap, PlanState, QuestionGap
from waypost.web.people.models import Person

Rows = QuerySet[Any, Any]


def raised_points(person: Person, before: date) -> tuple[RaisedPoint, ...]:
    """Every criterion raised with the person on a day before `before`, oldest first, in one query.

    The gaps an answer named (not what it called shown), feedback to grow by, the gaps of plans that were opened to
    them. A draft nobody showed them raised nothing.
    """
    rows = _from_questions(person).union(_from_feedback(person), _from_plans(person), all=True)
    points = [
        RaisedPoint(criterion=key, level=level or None, on=timezone.localdate(at), source=RaisedIn(source))
        for key, level, at, source in rows
    ]
    return tuple(sorted((one for one in points if one.on < before), key=lambda one: one.on))


def _from_questions(person: Person) -> Rows:
    gaps = QuestionGap.objects.filter(question__asker=person, question__answered_at__isnull=False)
    rows = gaps.exclude(state=GapState.SHOWN).annotate(source=_word(RaisedIn.QUESTION)).order_by()
    return rows.values_list("criterion", "question__level", "question__answered_at", "source")


def _from_feedback(person: Person) -> Rows:
    rows = Feedback.objects.filter(about=person, to_grow=True).annotate(source=_word(RaisedIn.FEEDBACK)).order_by()
    return rows.values_list("criterion", "level", "given_at", "source")


def _from_plans(person: Person) -> Rows:
    opened = PlanGap.objects.filter(plan__person=person, plan__opened_at__isnull=False)
    rows = opened.exclude(plan__state=PlanState.DRAFT).annotate(source=_word(RaisedIn.PLAN)).order_by()
    return rows.values_list("criterion", "plan__level", "plan__opened_at", "source")


def _word(source: RaisedIn) -> Value:
    return Value(source.value, output_field=CharField())
