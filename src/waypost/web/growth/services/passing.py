"""What somebody and their manager have between them goes to a new manager, inside the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F

from waypost.promotion.plan_moves import WITH_ANOTHER_MANAGER
from waypost.web.growth.models import Plan, PlanState, Question, QuestionGap
from waypost.web.people.models import Person


@dataclass(frozen=True, slots=True)
class Passed:
    """How many plans and questions went to the new manager."""

    plans: int
    questions: int


def pass_on(person: Person, *, before: Person, to: Person) -> Passed:
    """Give the new manager the plans that are not done and the questions without an answer; no event of its own.

    A question keeps the day its answer was promised for. What the manager before had begun to answer goes to nobody,
    and what they did answer stays between the two.
    """
    plans = Plan.objects.filter(person=person, manager=before).exclude(state=PlanState.DONE)
    for stage, then in WITH_ANOTHER_MANAGER.items():
        plans.filter(state=stage.value).update(state=then.value, said_done_by=None, said_done_at=None)
    asked = Question.objects.filter(asker=person, manager=before, answered_at=None)
    QuestionGap.objects.filter(question__in=asked).delete()
    return Passed(
        plans=plans.update(manager=to, version=F("version") + 1),
        questions=asked.update(manager=to, answer="", version=F("version") + 1),
    )
