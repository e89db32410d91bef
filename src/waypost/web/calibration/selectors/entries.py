"""One case in the room: scorecard, ratings seat by seat, agreement, notes, and how earlier cases were answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from uuid import UUID

from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from waypost.calibration.agreement import Agreement, agreement, scores_of
from waypost.calibration.precedents import EarlierCase, Precedents, precedents
from waypost.calibration.session import State
from waypost.framework.schema import Criterion, Framework, Level, Point
from waypost.promotion.decision import Outcome
from waypost.promotion.scorecard import Scorecard
from waypost.web.calibration.models import Entry, Preview, RoomNote, RoomOutcome
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Decision
from waypost.web.promotion.selectors.ratings import GivenRating, GivenReview, counted
from waypost.web.promotion.selectors.reviews import seat_title
from waypost.web.promotion.selectors.scorecards import Card, card_of, plain_number


@dataclass(frozen=True, slots=True)
class Cell:
    """One rating in the table: what it was, each change, what it is now. `point` None is *cannot judge*."""

    rating: GivenRating
    point: Point | None
    was: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat of the table: a letter and a kind of seat; of one's own it is said that it is.

    name: of whoever gave these ratings, "" unless the framework names raters to this room.
    """

    letter: str
    name: str
    kind: str
    own: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Changeable:
    """A rating that this person may change: its row, how often it was changed, and its name in a list."""

    rating: int
    changes: int
    title: str

    @property
    def key(self) -> str:
        """What a form says of it. The numbers of rows would tell which rater wrote before which."""
        return salted_hmac("waypost.calibration.rating", str(self.rating), algorithm="sha256").hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Alike:
    """How far raters agree on this case, as it is said: shares of pairs, or why there are none."""

    exact: str
    within_one: str
    pairs: int
    raters: int
    ratings: int
    widest: int
    withheld: str


class EntryPage:
    """One case of a session for somebody who is in the room for it."""

    def __init__(self, room: Room, entry: Entry) -> None:
        self.room = room
        self.entry = entry
        self.case = entry.case
        self.framework: Framework = framework_of(entry.case.framework)

    @property
    def level(self) -> Level:
        """The target level."""
        return self.framework.level(self.case.target_level)

    @property
    def value(self) -> Scorecard:
        """The scorecard."""
        return self.room.cards[self.entry.pk]

    @property
    def card(self) -> Card:
        """The scorecard as it is shown."""
        return card_of(self.case, self.entry.round, self.room.reviews_on(self.entry), full=True)

    @property
    def says(self) -> str:
        """What the panels say, in a sentence."""
        one, other = self.value.divergence.technical, self.value.divergence.strategic
        voices = {
            "technical": one.outcome.label.lower() if one.outcome else _("nothing yet"),
            "strategic": other.outcome.label.lower() if other.outcome else _("nothing yet"),
        }
        if self.value.divergence.recommendations_differ:
            return _(
                "The panels differ: the technical panel says %(technical)s, the strategic panel %(strategic)s."
            ) % (voices)
        if one.outcome is other.outcome and one.outcome is not None:
            return _("Both panels say %(technical)s.") % voices
        return _("The technical panel says %(technical)s, the strategic panel %(strategic)s.") % voices

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The columns of the table: what was rated."""
        return self.framework.criteria_at(self.case.target_level)

    @property
    def seats(self) -> tuple[SeatRow, ...]:
        """The ratings seat by seat."""
        return tuple(
            SeatRow(
                letter=review.letter,
                name=self._names.get(review.person, ""),
                kind=seat_title(review.kind),
                own=review.person == self.room.person.pk,
                cells=tuple(
                    self._cell(given) if (given := review.rating(criterion.key)) else None
                    for criterion in self.criteria
                ),
            )
            for review in self.room.reviews_on(self.entry)
        )

    @property
    def rows(self) -> tuple[tuple[Criterion, tuple[Cell | None, ...]], ...]:
        """The same, a row for each criterion, so that the table stays narrow."""
        seats = self.seats
        return tuple(
            (criterion, tuple(seat.cells[place] for seat in seats)) for place, criterion in enumerate(self.criteria)
        )

    @property
    def outcomes(self) -> tuple[tuple[str, str, str], ...]:
        """What the room can make of it: the value, what the button says, its key."""
        return (
            (RoomOutcome.CONFIRM.value, _("Confirm"), "c"),
            (RoomOutcome.CHANGE.value, _("A rating changed"), "r"),
            (RoomOutcome.MORE_EVIDENCE.value, _("More evidence"), "e"),
            (RoomOutcome.PARK.value, _("Park"), "p"),
        )

    @property
    def changed(self) -> tuple[tuple[str, str, GivenRating], ...]:
        """Every rating the room changed: whose it is, by letter or name, the criterion, the rating."""
        return tuple(
            (self._rater(review), self.framework.criterion(one.criterion).title, one)
            for review in self.room.reviews_on(self.entry)
            for one in review.ratings
            if one.changes
        )

    @property
    def changeable(self) -> tuple[Changeable, ...]:
        """The ratings this person may change: all for who leads, else their own."""
        leads = self.room.leads(self.entry)
        return tuple(
            Changeable(
                rating=one.key,
                changes=len(one.changes),
                title=f"{self._rater(review)} {seat_title(review.kind)}, "
                f"{self.framework.criterion(one.criterion).title}: {self.title_of(one.point)}",
            )
            for review in self.room.reviews_on(self.entry)
            if leads or review.person == self.room.person.pk
            for one in review.ratings
        )

    @property
    def alike(self) -> Alike:
        """Raw agreement over the pairs of ratings of this case."""
        ratings = counted(self.room.reviews_on(self.entry))
        scores = scores_of(self.framework, case=str(self.case.pk), ratings=ratings)
        return say_agreement(agreement(scores, points=len(self.framework.scale)))

    @property
    def votes(self) -> Mapping[str, int]:
        """How the previews fell, once the room is open."""
        found = [preview.vote for preview in self._previews]
        return {vote: found.count(vote) for vote in ("agree", "question", "pass")}

    @property
    def questions(self) -> tuple[str, ...]:
        """What calibrators questioned, without names."""
        return tuple(sorted(one.words for one in self._previews if one.vote == "question"))

    @property
    def own_preview(self) -> Preview | None:
        """What this person said."""
        return next((one for one in self._previews if one.person_id == self.room.person.pk), None)

    @property
    def notes(self) -> tuple[RoomNote, ...]:
        """The room's notes."""
        return tuple(RoomNote.objects.filter(entry=self.entry).select_related("by"))

    @cached_property
    def earlier(self) -> Precedents:
        """How earlier cases for the same level were answered, where there are enough of them; one query."""
        cycle, level = self.room.session.cycle_on, self.case.target_level
        return precedents(
            earlier_cases(level, before=cycle), before=cycle, threshold=self.framework.process.small_groups.numbers
        )

    @property
    def gaps(self) -> tuple[tuple[str, int], ...]:
        """What earlier "not yet" cited, by title."""
        titles = {one.key: one.title for one in self.framework.criteria}
        return tuple((titles.get(key, key), count) for key, count in self.earlier.gaps)

    @property
    def letters_stay(self) -> bool:
        """Whether raters stand by letter in the open room although the version of the case would name them."""
        opened = self.room.state is not State.PREVIEW
        return opened and self.framework.process.names_raters and not self.names_raters

    @cached_property
    def names_raters(self) -> bool:
        """Whether this person reads by name who gave which rating."""
        return self.room.names_raters_of(self.entry)

    @property
    def _names(self) -> Mapping[UUID, str]:
        return self.room.rater_names if self.names_raters else {}

    def _rater(self, review: GivenReview) -> str:
        return self._names.get(review.person, review.letter)

    def title_of(self, point: str) -> str:
        """A point in words."""
        return self.framework.point(point).title if point else _("cannot judge")

    @property
    def _previews(self) -> tuple[Preview, ...]:
        return self.room.previews[self.entry.pk]

    def _cell(self, given: GivenRating) -> Cell:
        points = [given.given, *(change.new for change in given.changes)][:-1]
        return Cell(
            rating=given,
            point=self.framework.point(given.point) if given.point else None,
            was=tuple(str(self.framework.point(point).value) if point else "–" for point in points),
        )


def earlier_cases(level: str, *, before: date) -> list[EarlierCase]:
    """Every told case for a level in cycles before a day, one row per decision; no name is read."""
    rows = Decision.objects.filter(
        case__target_level=level, case__cycle_on__lt=before, letter__told_at__isnull=False, round=F("case__round")
    ).values_list("pk", "case__cycle_on", "outcome", "reasons__criterion")
    found: dict[object, tuple[date, str, list[str]]] = {}
    for key, cycle, outcome, criterion in rows:
        found.setdefault(key, (cycle, outcome, []))[2].extend([criterion] if criterion else [])
    return [
        EarlierCase(cycle_on=cycle, outcome=Outcome(outcome), criteria=tuple(criteria))
        for cycle, outcome, criteria in found.values()
    ]


def say_agreement(found: Agreement) -> Alike:
    """Agreement in words and per cent."""
    return Alike(
        exact=_per_cent(found.exact),
        within_one=_per_cent(found.within_one),
        pairs=found.pairs,
        raters=found.raters,
        ratings=found.ratings,
        widest=found.widest,
        withheld=found.withheld,
    )


def _per_cent(share: Fraction | None) -> str:
    return "" if share is None else plain_number(Fraction(round(share * 100)))
