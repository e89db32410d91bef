"""The ratings of a round as they count now: from reviews that were given, with what the room changed in them.

Nothing here asks who may see them; whoever calls has asked the disclosure table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase
from uuid import UUID

from django.db.models import F, Value
from django.utils import timezone

from waypost.promotion.panel import PanelKind
from waypost.promotion.scorecard import Rating as Counted
from waypost.web.promotion.models import Case, PanelName, Rating, RatingChange, Seat
from waypost.web.promotion.selectors.cases import rounds_of
from waypost.web.promotion.selectors.sight import given, judges_in

RoundKey = tuple[UUID, int]
"""A case and the number of one of its rounds."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What the room made of a rating; a point of "" is *cannot judge*."""

    old: str
    new: str
    why: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class GivenRating:
    """One criterion's rating: as it was given, and every change since. A point of "" is *cannot judge*."""

    key: int
    criterion: str
    given: str
    reason: str
    changes: tuple[Changed, ...]

    @property
    def point(self) -> str:
        """The point that counts now."""
        return self.changes[-1].new if self.changes else self.given


@dataclass(frozen=True, slots=True)
class GivenReview:
    """One panellist's review, without their name: a letter, the kind of seat, and the day."""

    letter: str
    seat: UUID
    person: UUID
    panel: PanelKind
    kind: str
    given_on: date
    ratings: tuple[GivenRating, ...]

    def rating(self, criterion: str) -> GivenRating | None:
        """What it says of one criterion."""
        return next((one for one in self.ratings if one.criterion == criterion), None)


def given_reviews(case: Case, number: int, seats: Iterable[Seat]) -> tuple[GivenReview, ...]:
    """The reviews of one round that were given and count, in an order that says nothing of who or when; two queries."""
    return given_reviews_of({(case.pk, number): judges_of(case, number, seats)}, words=True)[case.pk, number]


def judges_of(case: Case, number: int, seats: Iterable[Seat]) -> list[Seat]:
    """The seats of a round whose reviews count, given or not."""
    stage = next((one.stage for one in rounds_of(case) if one.number == number), None)
    return judges_in(seats, number, stage) if stage is not None else []


def given_reviews_of(
    judges: Mapping[RoundKey, Iterable[Seat]], *, words: bool = False
) -> dict[RoundKey, tuple[GivenReview, ...]]:
    """`given_reviews` of many rounds with two queries; without `words` the reasons stay in the database."""
    seats = {key: [seat for seat in listed if given(seat)] for key, listed in judges.items()}
    by_review = _ratings([seat.review.pk for listed in seats.values() for seat in listed], words=words)
    return {
        key: tuple(
            _review(letter, seat, tuple(by_review.get(seat.review.pk, ())))
            for letter, seat in zip(_letters(len(listed)), sorted(listed, key=_place), strict=True)
        )
        for key, listed in seats.items()
    }


def counted(reviews: Iterable[GivenReview]) -> tuple[Counted, ...]:
    """The ratings as the scorecard's rules take them."""
    return tuple(
        Counted(rater=str(review.seat), panel=review.panel, criterion=one.criterion, point=one.point or None)
        for review in reviews
        for one in review.ratings
    )


def _ratings(reviews: list[UUID], *, words: bool) -> dict[UUID, list[GivenRating]]:
    """By review; read as plain values, because a session reads thousands."""
    rows = Rating.objects.filter(review__in=reviews).order_by("pk")
    reason = F("reason") if words else Value("")
    changes = _changes(reviews)
    found: dict[UUID, list[GivenRating]] = {}
    for review, key, criterion, point, why in rows.values_list("review_id", "pk", "criterion", "point", reason):
        found.setdefault(review, []).append(
            GivenRating(key=key, criterion=criterion, given=point, reason=why, changes=tuple(changes.get(key, ())))
        )
    return found


def _changes(reviews: list[UUID]) -> dict[int, list[Changed]]:
    rows = RatingChange.objects.filter(rating__review__in=reviews).order_by("at", "pk")
    found: dict[int, list[Changed]] = {}
    for rating, old, new, why, by, at in rows.values_list("rating_id", "old", "new", "why", "by__name", "at"):
        found.setdefault(rating, []).append(Changed(old=old, new=new, why=why, by=by, on=timezone.localdate(at)))
    return found


def _review(letter: str, seat: Seat, ratings: tuple[GivenRating, ...]) -> GivenReview:
    return GivenReview(
        letter=letter,
        seat=seat.pk,
        person=seat.person_id,
        panel=PanelKind(seat.panel),
        kind=seat.kind,
        given_on=timezone.localdate(seat.review.given_at),
        ratings=ratings,
    )


def _place(seat: Seat) -> tuple[bool, str]:
    """The technical panel first; inside a panel an order nobody chose and nobody can foresee."""
    return (seat.panel != PanelName.TECHNICAL, hashlib.sha256(seat.pk.bytes).hexdigest())


def _letters(count: int) -> list[str]:
    return [ascii_uppercase[n % 26] * (n // 26 + 1) for n in range(count)]
