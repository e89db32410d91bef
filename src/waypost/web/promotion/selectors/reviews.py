"""Reviews: what their author works on, and what those who may see them read together once the last is in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from waypost.framework.schema import Criterion, Expectation, Framework, Level, Point
from waypost.promotion.disclosure import Extent, Part
from waypost.promotion.panel import PanelKind, judged_criteria
from waypost.promotion.stages import Stage, due
from waypost.report.reading.wording import Pair, paired
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import Person
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Rating, Review, Seat
from waypost.web.promotion.packets import PacketClaim, packet_of
from waypost.web.promotion.selectors.ratings import Changed, GivenReview, given_reviews, judges_of
from waypost.web.promotion.selectors.sight import Sight, given, sight_of

REVIEW_PARTS = {PanelKind.TECHNICAL: Part.TECHNICAL_REVIEWS, PanelKind.STRATEGIC: Part.STRATEGIC_REVIEWS}
_ASSESSMENTS = {
    AssessmentKind.SELF.value: Part.SELF_ASSESSMENT,
    AssessmentKind.MANAGER.value: Part.MANAGER_ASSESSMENT,
    AssessmentKind.PEER.value: Part.PEER_ASSESSMENTS,
}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One criterion of a review in work: what was rated so far. `point` is None until then, and for *cannot judge*."""

    criterion: Criterion
    point: Point | None
    cannot_judge: bool
    reason: str
    version: int

    @property
    def rated(self) -> bool:
        """Whether there is a rating, or a plain "I cannot judge this"."""
        return self.point is not None or self.cannot_judge

    @property
    def done(self) -> bool:
        """Whether it has what giving the review asks of it."""
        return self.rated and bool(self.reason.strip())


class Desk:
    """One review as its author works on it: their criteria, their ratings so far, and the packet beside them."""

    def __init__(self, review: Review, person: Person) -> None:
        self.review = review
        self.person = person
        self.seat: Seat = review.seat
        self.case = review.seat.case

    @cached_property
    def framework(self) -> Framework:
        """The pinned framework."""
        return framework_of(self.case.framework)

    @cached_property
    def sight(self) -> Sight:
        """What the author sees of the case."""
        return sight_of(self.case, self.person)

    @property
    def panel(self) -> PanelKind:
        """The panel the review is for."""
        return PanelKind(self.seat.panel)

    @property
    def level(self) -> Level:
        """The target level."""
        return self.framework.level(self.case.target_level)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The keys of what this panel rates for this case, in the framework's order."""
        return judged_criteria(self.framework, self.panel, level=self.case.target_level)

    @cached_property
    def lines(self) -> tuple[ReviewLine, ...]:
        """Every criterion of the review."""
        rows = {row.criterion: row for row in Rating.objects.filter(review=self.review)}
        return tuple(_line(self.framework, key, rows.get(key)) for key in self.criteria)

    @property
    def missing(self) -> tuple[ReviewLine, ...]:
        """What still lacks a rating or a reason."""
        return tuple(line for line in self.lines if not line.done)

    @property
    def open(self) -> bool:
        """Whether it can be worked on now."""
        return self.review.given_at is None and self.case.stage == Stage.IN_REVIEW and self._this_round

    @property
    def named(self) -> bool:
        """Whether the calibration room may know whose review this is; its author is told before they rate."""
        return self.framework.process.names_raters

    @property
    def due(self) -> datetime | None:
        """When the time for reviews ends, while it runs."""
        if not self.open:
            return None
        return due(Stage.IN_REVIEW, self.case.stage_since, self.framework.process)

    @property
    def of(self) -> int:
        """How many reviews are awaited in this round, one's own among them."""
        return len(judges_of(self.case, self.seat.round, self.sight.seats))

    @property
    def all_in(self) -> bool:
        """Whether the last review of the round is in."""
        sitting = judges_of(self.case, self.seat.round, self.sight.seats)
        return bool(sitting) and all(given(seat) for seat in sitting)

    @property
    def _this_round(self) -> bool:
        return self.seat.round == self.case.round


@dataclass(frozen=True, slots=True)
class Voice:
    """What one author of an assessment says of a criterion."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One criterion of a review: what is asked, what is shown for it, and where it stands in the review."""

    line: ReviewLine
    expectation: Expectation
    below: Level
    apart: tuple[Pair, ...]
    claims: tuple[tuple[PacketClaim, str, str], ...]
    voices: tuple[Voice, ...]
    number: int
    before: ReviewLine | None
    after: ReviewLine | None

    @property
    def old(self) -> tuple[Pair, ...]:
        """What the level one comes from asks, marked."""
        return tuple(pair for pair in self.apart if pair.old)

    @property
    def new(self) -> tuple[Pair, ...]:
        """What the target level asks, marked."""
        return tuple(pair for pair in self.apart if pair.new)


@dataclass(frozen=True, slots=True)
class SeenRating:
    """One criterion in a review that is read: its rating now, and what the room changed."""

    criterion: Criterion
    point: Point | None
    reason: str
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class SeenReview:
    """A review that somebody reads: of one's own it is said that it is."""

    letter: str
    title: str
    kind: str
    own: bool
    on: date
    ratings: tuple[SeenRating, ...]


@dataclass(frozen=True, slots=True)
class ReviewsOfRound:
    """The reviews of one panel in one round, as far as they are seen."""

    number: int
    panel: PanelKind
    reviews: tuple[SeenReview, ...]


def desk_of(review: Review, person: Person) -> Desk:
    """One's own review; `review` comes from `own_reviews`."""
    return Desk(review, person)


def own_reviews(person: Person) -> QuerySet[Review]:
    """The reviews a person wrote or owes, with the case and its people."""
    return (
        Review.objects.visible_to(person)
        .select_related("seat__case__candidate", "seat__case__manager", "seat__case__framework")
        .defer("seat__case__framework__document", "seat__case__framework__notes")
    )


def sheet_of(desk: Desk, criterion: str) -> Sheet | None:
    """One criterion of a review with everything beside it; None when it is not this panel's."""
    place = next((n for n, line in enumerate(desk.lines) if line.criterion.key == criterion), None)
    if place is None:
        return None
    framework, target = desk.framework, desk.case.target_level
    expectation = framework.expectation(criterion, target)
    assert expectation is not None  # noqa: S101 - judged criteria are asked at the target
    below = framework.level(desk.case.from_level)
    return Sheet(
        line=desk.lines[place],
        expectation=expectation,
        below=below,
        apart=paired(_says(framework.expectation(criterion, below.key)), _says(expectation)),
        claims=_claims(desk, criterion),
        voices=_voices(desk, criterion),
        number=place + 1,
        before=desk.lines[place - 1] if place else None,
        after=desk.lines[place + 1] if place + 1 < len(desk.lines) else None,
    )


def reviews_seen(
    sight: Sight, panel: PanelKind, read: Mapping[int, tuple[GivenReview, ...]] | None = None
) -> tuple[ReviewsOfRound, ...]:
    """The reviews of one panel this person sees, round by round: one's own, or all of them after the last is in.

    `read` are the given reviews of the rounds, where they were read already.
    """
    part = REVIEW_PARTS[panel]
    found = []
    for number in sight.rounds_of(part):
        whole = sight.extent_in(part, number) is Extent.ALL
        reviews = read[number] if read is not None else given_reviews(sight.case, number, sight.seats)
        seen = [one for one in reviews if one.panel is panel and (whole or one.person == sight.person.pk)]
        if seen:
            shown = tuple(_seen(sight, one, lettered=whole) for one in seen)
            found.append(ReviewsOfRound(number=number, panel=panel, reviews=shown))
    return tuple(found)


def seat_title(kind: str) -> str:
    """A kind of seat in words."""
    return kind.replace("-", " ")


def _line(framework: Framework, key: str, row: Rating | None) -> ReviewLine:
    return ReviewLine(
        criterion=framework.criterion(key),
        point=framework.point(row.point) if row is not None and row.point else None,
        cannot_judge=row is not None and row.cannot_judge,
        reason=row.reason if row is not None else "",
        version=row.version if row is not None else 0,
    )


def _says(expectation: Expectation | None) -> tuple[str, ...]:
    return tuple(statement.says for statement in expectation.statements) if expectation is not None else ()


def _claims(desk: Desk, criterion: str) -> tuple[tuple[PacketClaim, str, str], ...]:
    """Claims of the packet as it was submitted that speak to the criterion, each with its mark."""
    if not desk.sight.sees(Part.CLAIMS, Extent.THEIR_CRITERIA):
        return ()
    found = packet_of(desk.case).speaking_to(frozenset({criterion})).claims
    return tuple((claim, *_standing(claim)) for claim in found)


def _standing(claim: PacketClaim) -> tuple[str, str]:
    states = {one.state for one in claim.attestations if one.current}
    if "disputed" in states:
        return _("disputed"), "lost"
    if states & {"confirmed", "amended"}:
        return _("confirmed"), "ok"
    return (_("number not confirmed"), "wait") if claim.metrics else (_("not confirmed"), "plain")


def _voices(desk: Desk, criterion: str) -> tuple[Voice, ...]:
    """What the assessments say of it, as far as the author sees them; peers in an order that says nothing."""
    seen = [kind for kind, part in _ASSESSMENTS.items() if desk.sight.sees(part, Extent.THEIR_CRITERIA)]
    rows = Assessment.objects.filter(case=desk.case, kind__in=seen, state=AssessmentState.GIVEN).select_related(
        "author"
    )
    ordered = sorted(rows, key=lambda row: (list(_ASSESSMENTS).index(row.kind), _shuffled(row.pk)))
    return tuple(Voice(_voice_title(row), row.words[criterion]) for row in ordered if row.words.get(criterion))


def _shuffled(key: UUID) -> str:
    return hashlib.sha256(key.bytes).hexdigest()


def _voice_title(row: Assessment) -> str:
    if row.kind != AssessmentKind.PEER:
        return str(AssessmentKind(row.kind).label)
    where = _("a peer from another team") if row.outside_team else _("a peer")
    return f"{row.author.name}, {where}"


def _seen(sight: Sight, one: GivenReview, *, lettered: bool) -> SeenReview:
    framework = framework_of(sight.case.framework)
    order = [criterion.key for criterion in framework.criteria]
    ratings = sorted(one.ratings, key=lambda rating: order.index(rating.criterion))
    return SeenReview(
        letter=one.letter if lettered else "",
        title=_("Reviewer %(letter)s") % {"letter": one.letter} if lettered else _("Your review"),
        kind=seat_title(one.kind),
        own=one.person == sight.person.pk,
        on=one.given_on,
        ratings=tuple(
            SeenRating(
                criterion=framework.criterion(rating.criterion),
                point=framework.point(rating.point) if rating.point else None,
                reason=rating.reason,
                changes=_named(framework, rating.changes),
            )
            for rating in ratings
        ),
    )


def _named(framework: Framework, changes: tuple[Changed, ...]) -> tuple[Changed, ...]:
    """Changes with the titles of their points."""

    def title(point: str) -> str:
        return framework.point(point).title if point else _("cannot judge")

    return tuple(Changed(old=title(one.old), new=title(one.new), why=one.why, by=one.by, on=one.on) for one in changes)
