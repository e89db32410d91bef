"""The parts of a case page. The one place where a part is loaded, and only if the disclosure table shows it.

`LOADERS` has one function per part, from a `View` to what its template draws. A loader is asked only when the part is
seen at all, and narrows what it reads to the extent and the rounds in which it is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from waypost.evidence.gate import GateResult
from waypost.framework.schema import Framework
from waypost.promotion.disclosure import Extent, Part
from waypost.promotion.panel import PanelKind, judged_criteria
from waypost.promotion.stages import Stage
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import Plan
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case, PanelName, Seat
from waypost.web.promotion.packets import LIVE, Packet, packet_of
from waypost.web.promotion.selectors.answers import Answer, answers_seen
from waypost.web.promotion.selectors.gates import gate_of, gates
from waypost.web.promotion.selectors.members import positions_of
from waypost.web.promotion.selectors.ratings import GivenReview, given_reviews_of, judges_of
from waypost.web.promotion.selectors.reviews import ReviewsOfRound, reviews_seen
from waypost.web.promotion.selectors.scorecards import Card, cards_seen
from waypost.web.promotion.selectors.sight import Sight

MADE_OF_REVIEWS = (Part.TECHNICAL_REVIEWS, Part.STRATEGIC_REVIEWS, Part.SUMMARY)
MADE_OF_THE_ANSWER = (Part.DECISION, Part.REASONS, Part.DISSENT, Part.LETTER)
ASSESSMENT_PARTS: Mapping[str, Part] = {
    AssessmentKind.SELF.value: Part.SELF_ASSESSMENT,
    AssessmentKind.MANAGER.value: Part.MANAGER_ASSESSMENT,
    AssessmentKind.PEER.value: Part.PEER_ASSESSMENTS,
}


class View:
    """One person's view of one case at one moment: what several parts read is read once."""

    def __init__(self, sight: Sight, *, now: datetime) -> None:
        self.sight = sight
        self.now = now

    @property
    def case(self) -> Case:
        """The case."""
        return self.sight.case

    @cached_property
    def framework(self) -> Framework:
        """The pinned framework."""
        return framework_of(self.case.framework)

    @cached_property
    def their_criteria(self) -> frozenset[str]:
        """The criteria of the panel that sees a packet for its criteria only."""
        return frozenset(judged_criteria(self.framework, PanelKind.STRATEGIC, level=self.case.target_level))

    def criteria(self, part: Part) -> frozenset[str]:
        """The criteria about which this person sees something of `part`."""
        extent = self.sight.extent(part)
        if extent is Extent.ALL:
            return frozenset(one.key for one in self.framework.criteria_at(self.case.target_level))
        return self.their_criteria if extent is Extent.THEIR_CRITERIA else frozenset()

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """All assessments of the case with their authors; words stay in the database for who reads none of them."""
        rows = self.case.assessments.select_related("author").order_by("kind", "asked_at", "pk")
        readers = any(self.sight.sees(part) for part in ASSESSMENT_PARTS.values())
        return tuple(rows if readers else rows.defer("words"))

    @cached_property
    def packet(self) -> Packet:
        """The whole packet; what of it is shown is the loaders' to narrow."""
        return packet_of(self.case)

    @cached_property
    def reviews(self) -> Mapping[int, tuple[GivenReview, ...]]:
        """The reviews that were given, for each round in which some part made of them is seen."""
        numbers = sorted({number for part in MADE_OF_REVIEWS for number in self.sight.rounds_of(part)})
        judges = {(self.case.pk, number): judges_of(self.case, number, self.sight.seats) for number in numbers}
        return {number: found for (_case, number), found in given_reviews_of(judges, words=True).items()}

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The decisions of the rounds in which some part of one is seen."""
        return answers_seen(self.sight, *MADE_OF_THE_ANSWER)

    def answers_for(self, part: Part) -> tuple[Answer, ...]:
        """The decisions of the rounds in which `part` is seen."""
        return tuple(one for one in self.answers if one.number in self.sight.rounds_of(part))

    @cached_property
    def gate(self) -> GateResult:
        """What the gate finds; reads no sentence for somebody who does not see the claims."""
        day = timezone.localdate(self.now)
        if self.sight.sees(Part.CLAIMS, Extent.ALL):
            return gate_of(self.case, self.packet, self.assessments, day=day)
        return gates((self.case,), day=day)[self.case.pk]


@dataclass(frozen=True, slots=True)
class Said:
    """What one author says, as far as it is seen: by criterion."""

    kind: str
    author: str
    outside_team: bool
    words: Mapping[str, str]

    @property
    def role(self) -> str:
        """Who speaks, in words."""
        return str(AssessmentKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody on a panel, with what they are."""

    seat: Seat
    title: str
    team: str


@dataclass(frozen=True, slots=True)
class PanelRound:
    """Who sits in one round, panel by panel."""

    number: int
    panels: tuple[tuple[str, tuple[Sitting, ...]], ...]


def _gate(view: View) -> GateResult | None:
    """Shown while the packet can still be mended."""
    return view.gate if Stage(view.case.stage) in LIVE else None


def _claims(view: View) -> Packet:
    if view.sight.extent(Part.CLAIMS) is Extent.ALL:
        return view.packet
    return view.packet.speaking_to(view.criteria(Part.CLAIMS))


def _said(view: View, kind: AssessmentKind) -> tuple[Said, ...]:
    seen = view.criteria(ASSESSMENT_PARTS[kind.value])
    given = [a for a in view.assessments if a.kind == kind and a.state == AssessmentState.GIVEN]
    return tuple(
        Said(
            kind=one.kind,
            author=one.author.name,
            outside_team=one.outside_team,
            words={key: text for key, text in one.words.items() if key in seen},
        )
        for one in given
    )


def _self(view: View) -> tuple[Said, ...]:
    return _said(view, AssessmentKind.SELF)


def _manager(view: View) -> tuple[Said, ...]:
    return _said(view, AssessmentKind.MANAGER)


def _peers(view: View) -> tuple[Said, ...]:
    if not view.sight.sees(Part.PEER_ASSESSMENTS, Extent.THEIR_CRITERIA):
        return ()  # a peer meets their own words on their own page
    return _said(view, AssessmentKind.PEER)


def _requests(view: View) -> tuple[Assessment, ...]:
    """Who was asked as a peer and whether they answered; never what they wrote."""
    if not view.sight.sees(Part.REQUEST, Extent.ALL):
        return ()
    return tuple(one for one in view.assessments if one.kind == AssessmentKind.PEER)


def _panel(view: View) -> tuple[PanelRound, ...]:
    numbers = view.sight.rounds_of(Part.PANEL)
    shown = [seat for number in numbers for seat in view.sight.seated(number)]
    positions = positions_of({seat.person_id for seat in shown}, day=timezone.localdate(view.now))

    def sitting(seat: Seat) -> Sitting:
        held = positions.get(seat.person_id)
        return Sitting(seat, held.title if held else "", held.team.name if held else "")

    return tuple(
        PanelRound(
            number,
            tuple(
                (str(PanelName(name).label), tuple(sitting(s) for s in shown if s.round == number and s.panel == name))
                for name in PanelName.values
            ),
        )
        for number in numbers
    )


def _technical_reviews(view: View) -> tuple[ReviewsOfRound, ...]:
    return reviews_seen(view.sight, PanelKind.TECHNICAL, view.reviews)


def _strategic_reviews(view: View) -> tuple[ReviewsOfRound, ...]:
    return reviews_seen(view.sight, PanelKind.STRATEGIC, view.reviews)


def _summary(view: View) -> tuple[Card, ...]:
    return cards_seen(view.sight, view.reviews)


def _decision(view: View) -> tuple[Answer, ...]:
    return view.answers_for(Part.DECISION)


def _reasons(view: View) -> tuple[Answer, ...]:
    return view.answers_for(Part.REASONS)


def _dissent(view: View) -> tuple[Answer, ...]:
    return tuple(one for one in view.answers_for(Part.DISSENT) if one.decision.dissent_answer)


def _letter(view: View) -> tuple[Answer, ...]:
    return tuple(one for one in view.answers_for(Part.LETTER) if one.told)


def _notes(view: View) -> tuple[Mapping[str, Any], ...]:
    """The room's notes; they live in the app above and are reached over the relation it declares."""
    rows = Case.objects.filter(pk=view.case.pk, entries__round__in=view.sight.rounds_of(Part.CALIBRATION_NOTES))
    told = rows.filter(entries__notes__isnull=False).order_by("entries__notes__at", "entries__notes__pk")
    return tuple(
        told.values(
            words=F("entries__notes__words"),
            at=F("entries__notes__at"),
            by=F("entries__notes__by__name"),
            session=F("entries__session__name"),
        )
    )


def _measures(view: View) -> tuple[UUID, ...]:
    """The places on agendas whose measures are seen; they live in the app above, which shows what was measured."""
    rows = Case.objects.filter(pk=view.case.pk, entries__round__in=view.sight.rounds_of(Part.MEASURES))
    return tuple(rows.order_by("entries__round").values_list("entries__pk", flat=True))


def _plan(view: View) -> Plan | None:
    """The plan, for those of the two who see it now: the candidate once it is open."""
    if view.case.plan_id is None:
        return None
    return Plan.objects.visible_to(view.sight.person).filter(pk=view.case.plan_id).first()


def _appeal(view: View) -> str:
    return view.case.appeal_words


Loader = Callable[[View], Any]
LOADERS: Mapping[Part, Loader] = {
    Part.GATE: _gate,
    Part.CLAIMS: _claims,
    Part.SELF_ASSESSMENT: _self,
    Part.MANAGER_ASSESSMENT: _manager,
    Part.PEER_ASSESSMENTS: _peers,
    Part.REQUEST: _requests,
    Part.PANEL: _panel,
    Part.TECHNICAL_REVIEWS: _technical_reviews,
    Part.STRATEGIC_REVIEWS: _strategic_reviews,
    Part.SUMMARY: _summary,
    Part.DECISION: _decision,
    Part.REASONS: _reasons,
    Part.DISSENT: _dissent,
    Part.LETTER: _letter,
    Part.MEASURES: _measures,
    Part.CALIBRATION_NOTES: _notes,
    Part.PLAN: _plan,
    Part.APPEAL: _appeal,
}


def parts_of(view: View, *, only: Collection[Part] = tuple(Part)) -> dict[str, Any]:
    """What the case page draws, by the name of the part; a part that is not seen is not there."""
    return {part.value: LOADERS[part](view) for part in only if part in LOADERS and view.sight.sees(part)}
