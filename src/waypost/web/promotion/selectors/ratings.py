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

from django.db.models import Prefetch
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
    by_review: dict[UUID, list[GivenRating]] = {}
    for row in _rows([seat.review.pk for listed in seats.values() for seat in listed], words=words):
        by_review.setdefault(row.review_id, []).append(_value(row, words=words))
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


def _rows(reviews: list[UUID], *, words: bool) -> Iterable[Rating]:
    changes = RatingChange.objects.select_related("by")
    rows = Rating.objects.filter(review__in=reviews).prefetch_related(Prefetch("changes", queryset=changes))
    return rows if words else rows.defer("reason")


def _value(row: Rating, *, words: bool) -> GivenRating:
    return GivenRating(
        key=row.pk,
        criterion=row.criterion,
        given=row.point,
        reason=row.reason if words else "",
        changes=tuple(
            Changed(
                old=one.old,
                new=one.new,
                why=one.why,
                by=one.by.name,
                on=timezone.localdate(one.at),
            )
            for one in row.changes.all()
        ),
    )


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
