"""Many cases like one that is in calibration, with all their seats and ratings, written as rows."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from tests.web.cast import Cast

from waypost.web.calibration.models import Entry, Session
from waypost.web.people.models import Person, Position
from waypost.web.promotion.models import Case, PanelName, Rating, Review, Seat


@dataclass(frozen=True)
class Judged:
    """How the copies differ: who sits on the n-th place of the n-th copy, and which point they give a criterion."""

    person: Callable[[int, int, Seat], Person] = lambda _copy, _place, seat: seat.person
    point: Callable[[int, Person, Rating], str] = lambda _copy, _person, rating: rating.point


def crowd(cast: Cast, case: Case, session: Session | None, count: int, *, judged: Judged | None = None) -> list[Case]:
    """`count` copies of `case`, each of a person of their own; on the agenda of `session` if there is one."""
    start = Person.objects.count()
    people = [
        Person(
            number=f"C{start + n}",
            name=f"Candidate {start + n}",
            email=f"c{start + n}@example.org",
            joined_on=cast.now.date(),
            password="!",
        )
        for n in range(count)
    ]
    Person.objects.bulk_create(people)
    Position.objects.bulk_create(
        Position(
            person=person,
            team=cast.teams["growth"],
            manager=cast.vera,
            function="engineering",
            level="senior",
            title="Senior Engineer",
            from_day=cast.now.date(),
        )
        for person in people
    )
    cases = [_copy(case, candidate=person, manager=cast.vera) for person in people]
    Case.objects.bulk_create(cases)
    _seats(case, cases, with_calibrators=session is not None, judged=judged or Judged())
    if session is not None:
        Entry.objects.bulk_create(Entry(session=session, case=one, round=1) for one in cases)
    return cases


def _seats(case: Case, cases: list[Case], *, with_calibrators: bool, judged: Judged) -> None:
    rows = list(Seat.objects.filter(case=case, left_at=None).select_related("review", "person").order_by("panel", "pk"))
    given = {seat.pk: list(seat.review.ratings.all()) for seat in rows if hasattr(seat, "review")}
    seats, reviews, ratings = [], [], []
    for number, one in enumerate(cases):
        places = dict.fromkeys((PanelName.TECHNICAL.value, PanelName.STRATEGIC.value), 0)
        for seat in rows:
            if seat.panel == PanelName.CALIBRATOR and not with_calibrators:
                continue
            judges = seat.panel in places
            person = judged.person(number, places[seat.panel], seat) if judges else seat.person
            made = _copy(seat, case=one, person=person)
            seats.append(made)
            if judges:
                places[seat.panel] += 1
                review = _copy(seat.review, seat=made, given_at=None)
                reviews.append(review)
                ratings += [
                    Rating(review=review, criterion=r.criterion, point=judged.point(number, person, r), reason=r.reason)
                    for r in given[seat.pk]
                ]
    Seat.objects.bulk_create(seats)
    Review.objects.bulk_create(reviews)
    Rating.objects.bulk_create(ratings)
    # Given last: nothing is added to a review that was given.
    Review.objects.filter(pk__in=[one.pk for one in reviews]).update(given_at=case.stage_since)


def _copy(row: Any, **changes: object) -> Any:
    made = copy(row)
    made._state = copy(row._state)
    made._state.adding = True
    made._state.fields_cache = {}
    made.pk = uuid.uuid4()
    for name, value in changes.items():
        setattr(made, name, value)
    return made
