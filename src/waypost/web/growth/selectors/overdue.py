"""Questions whose answer is late, as people operations may know it: how many, whose to answer, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from waypost.web.growth.models import Question
from waypost.web.people.models import Person


@dataclass(frozen=True, slots=True)
class OverdueQuestions:
    """Late answers of one manager. Not who asked, not about what."""

    manager: Person
    count: int
    oldest_due: datetime


def overdue_questions(now: datetime) -> tuple[OverdueQuestions, ...]:
    """Managers with unanswered questions past their hour (half-open: at the hour itself it is late), oldest first."""
    late = Question.objects.filter(answered_at=None, due_at__lte=now).order_by()
    rows = late.values("manager").annotate(count=Count("pk"), oldest=Min("due_at"))
    managers = Person.objects.in_bulk([row["manager"] for row in rows])
    found = (OverdueQuestions(managers[row["manager"]], row["count"], row["oldest"]) for row in rows)
    return tuple(sorted(found, key=lambda one: one.oldest_due))
