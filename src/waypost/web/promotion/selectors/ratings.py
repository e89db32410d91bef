"""The ratings of a round as they count now: from reviews that were given, with what the room changed in them.

Nothing here asks who may see them; whoever calls has asked the disclosure table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from string import ascii_uppercase
from uuid import UUID

from django.db.models import F, Value
from django.utils import timezone
from django.utils.crypto import salted_hmac

from waypost.promotion.panel import PanelKind
from waypost.promotion.scorecard import Rating as Counted
from waypost.web.promotion.models import Case, PanelName, Rating, Seat
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
    """One panellist's review, without their name: a letter, the kind of seat, and the day.

    Whether `person` may be told by name is for whoever shows it to ask the disclosure table.
    """

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
    """The reviews of one round that were given and count, in an order that says nothing of who or when; one query."""
    return given_reviews_of({(case.pk, number): judges_of(case, number, seats)}, words=True)[case.pk, number]


def judges_of(case: Case, number: int, seats: Iterable[Seat]) -> list[Seat]:
    """The seats of a round whose reviews count, given or not."""
    stage = next((one.stage for one in rounds_of(case) if one.number == number), None)
    return judges_in(seats, number, stage) if stage is not None else []


def given_reviews_of(
    judges: Mapping[RoundKey, Iterable[Seat]], *, words: bool = False
) -> dict[RoundKey, tuple[GivenReview, ...]]:
    """`given_reviews` of many rounds with one query; without `words` the reasons stay in the database."""
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
    rows = Rating.objects.filter(review__in=reviews).order_by("pk", "changes__at", "changes__pk")
    reason = F("reason") if words else Value("")
    changed = ("changes__old", "changes__new", "changes__why", "changes__by__name", "changes__at")
    listed = rows.values_list("review_id", "pk", "criterion", "point", reason, *changed)
    found: dict[UUID, list[GivenRating]] = {}
    # A rating comes once for each change the room made, and once without any.
    for (review, key, criterion, point, why), times in groupby(listed, key=lambda row: row[:5]):
        changes = tuple(_change(*row[5:]) for row in times if row[-1] is not None)
        found.setdefault(review, []).append(
            GivenRating(key=key, criterion=criterion, given=point, reason=why, changes=changes)
        )
    return found


def _change(old: str, new: str, why: str, by: str, at: datetime) -> Changed:
    return Changed(old=old, new=new, why=why, by=by, on=timezone.localdate(at))


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
    """The technical panel first; inside a panel an order nobody chose and nobody can foresee.

    With the server's secret: the keys of seats stand in addresses beside names, where panels are made up.
    """
    return (
        seat.panel != PanelName.TECHNICAL,
        salted_hmac("letters of seats", seat.pk.bytes, algorithm="sha256").hexdigest(),
    )


def _letters(count: int) -> list[str]:
    return [ascii_uppercase[n % 26] * (n // 26 + 1) for n in range(count)]
