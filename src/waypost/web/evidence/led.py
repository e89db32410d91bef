"""Whom somebody leads today: the relation by which evidence and plans are shared with a manager."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from waypost.web.people.models import Person, Position


def led_by(person: Person, *, day: date | None = None) -> QuerySet[Position, dict[str, object]]:
    """The ids of the people who report to `person` on `day` (today if not said), for `person__in=` in a query.

    A position counts from its first day and until, without, its last: a manager to come sees nothing yet.
    """
    day = day or timezone.localdate()
    held = Position.objects.filter(Q(until_day=None) | Q(until_day__gt=day), manager=person, from_day__lte=day)
    return held.values("person_id")
