"""Whom somebody leads today: the relation by which evidence and plans are shared with a manager."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from waypost.web.people.models import Person, Position
from waypost.web.people.selectors import positions_on


def led_by(person: Person, *, day: date | None = None) -> QuerySet[Position, Any]:
    """The ids of the people who report to `person` on `day` (today if not said), for `person__in=` in a query.

    A position counts from its first day and until, without, its last: a manager to come sees nothing yet.
    """
    return positions_on(day).filter(manager=person).order_by().values("person_id")
