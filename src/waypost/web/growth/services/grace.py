"""Telling people that the version of their goal is followed by another: at once, before the grace ends, when it ends.

Nothing is switched for anybody. The worker looks every hour; each of the three is told once, and whoever was away for
longer hears only the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.selectors import versions
from waypost.web.growth.grace import Step, step_on
from waypost.web.growth.models import Goal
from waypost.web.growth.selectors.pins import ends_on
from waypost.web.journal.acts import Act, AlreadyDone, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.people.models import Person, organisation_day

KINDS: Mapping[Step, Kind] = MappingProxyType(
    {Step.BEGUN: Kind.GOAL_GRACE_BEGUN, Step.NEAR: Kind.GOAL_GRACE_NEAR, Step.ENDED: Kind.GOAL_GRACE_ENDED}
)
MADE_BY = "growth.grace"


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be said of one goal today."""

    goal: Goal
    newer: FrameworkVersion
    step: Step
    until: date

    @property
    def once(self) -> str:
        """What makes it the same as having said it before."""
        return f"{self.goal.pk}:{self.newer.pk}:{self.step.value}"


def tell_of_grace(now: datetime | None = None) -> int:
    """Tell whom there is something to tell; returns how many were told. Safe to run at any time, and twice."""
    at = now or timezone.now()
    waiting = list(_due(organisation_day(at)))
    keys = {Act(by=None, at=at, once=due.once, made_by=MADE_BY).key: due for due in waiting}
    said = set(Event.objects.filter(once__in=list(keys)).values_list("once", flat=True))
    told = 0
    for key, due in keys.items():
        if key in said:
            continue
        try:
            _tell(Act(by=None, at=at, once=due.once, made_by=MADE_BY), due)
        except AlreadyDone:  # another worker was faster
            continue
        told += 1
    return told


@service
def _tell(act: Act, due: Due) -> Event:
    last = due.until - timedelta(days=1)
    return record(
        act,
        KINDS[due.step],
        subject=due.goal,
        place=reverse("growth:goal_newer"),
        about=due.goal.person,
        facts={
            "level": due.goal.level,
            "framework": due.goal.framework.version,
            "newer": due.newer.version,
            "until": last.isoformat(),
        },
        tell=[due.goal.person],
    )


def _due(day: date) -> Iterator[Due]:
    """What is to be said of each open goal under a version that another one in force followed. Two queries."""
    begun = list(versions().begun_by(day))
    followed: dict[UUID, FrameworkVersion] = {older.pk: newer for newer, older in pairwise(begun)}
    if not followed:
        return
    goals = Goal.objects.filter(ended_at=None, framework__in=followed, person__in=Person.objects.present(day))
    for goal in goals.select_related("person", "framework").defer("framework__document").order_by("pk"):
        newer = followed[goal.framework_id]
        until = ends_on(goal.framework, newer)
        if until is not None:
            yield Due(goal, newer, step_on(day, until=until), until)
