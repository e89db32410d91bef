"""Who is told: people operations, and the people around a case."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from waypost.web.people.models import Duty, DutyKind, Person
from waypost.web.promotion.models import Case


def people_operations(day: date, *, of: Case) -> list[Person]:
    """Everybody who holds the duty of people operations on `day` and works here, but never the candidate of the case.

    What people operations are told of a case its candidate is not, whatever duty they hold.
    """
    held = Duty.objects.filter(Q(until_day=None) | Q(until_day__gt=day), from_day__lte=day)
    ids = held.filter(kind=DutyKind.PEOPLE_OPERATIONS).values("person")
    return list(Person.objects.present(day).filter(pk__in=ids).exclude(pk=of.candidate_id))
