"""The one table of who sees which part of a case, from which stage; what is not in the table is never seen.

Roles and facts are those of one round. A case that was appealed has two rounds: the first, once reopened, is asked
about at `Stage.APPEALED` with the roles people had in it; the second with the stage the case has now. So the second
panels never meet the first panels' reviews, and the candidate keeps the answer they were told.

An attester has no row: an attester sees one claim, through the claim, and no case.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType

from waypost.promotion.terms import ORDER, Role, Stage, effective_roles


class Part(StrEnum):
    """One part of a case that can be shown or not."""

    STATUS = "status"
    GATE = "gate"
    PANEL = "panel"
    REQUEST = "request"
    CLAIMS = "claims"
    SELF_ASSESSMENT = "self_assessment"
    MANAGER_ASSESSMENT = "manager_assessment"
    PEER_ASSESSMENTS = "peer_assessments"
    TECHNICAL_REVIEWS = "technical_reviews"
    STRATEGIC_REVIEWS = "strategic_reviews"
    SUMMARY = "summary"
    MEASURES = "measures"
    RATERS = "raters"
    CALIBRATION_NOTES = "calibration_notes"
    DECISION = "decision"
    REASONS = "reasons"
    DISSENT = "dissent"
    LETTER = "letter"
    PLAN = "plan"
    APPEAL = "appeal"

    @property
    def label(self) -> str:
        """The part as a person reads it."""
        return _PART_LABELS[self]


_PART_LABELS: Mapping[Part, str] = {
    Part.STATUS: "Stage of the case and its dates",
    Part.GATE: "What the packet still lacks",
    Part.PANEL: "Who sits on the panels",
    Part.REQUEST: "Requests to peers",
    Part.CLAIMS: "Claims and work products",
    Part.SELF_ASSESSMENT: "Self-assessment",
    Part.MANAGER_ASSESSMENT: "Manager's assessment",
    Part.PEER_ASSESSMENTS: "Peers' assessments",
    Part.TECHNICAL_REVIEWS: "Technical panellists' reviews",
    Part.STRATEGIC_REVIEWS: "Strategic panellists' reviews",
    Part.SUMMARY: "Scorecard",
    Part.MEASURES: "Measures and how panellists rate",
    Part.RATERS: "Names of panellists beside their ratings",
    Part.CALIBRATION_NOTES: "Notes of the calibration room",
    Part.DECISION: "Outcome",
    Part.REASONS: "Reasons per criterion",
    Part.DISSENT: "Panels' dissent and its answer",
    Part.LETTER: "Letter",
    Part.PLAN: "Plan",
    Part.APPEAL: "Appeal",
}


class Extent(IntEnum):
    """How much of a part is seen; each includes the one before it.

    OWN: what they wrote, or what was asked of them. THEIR_CRITERIA: what speaks to the criteria their panel judges, and
    what they wrote. ALL: the whole part.
    """

    OWN = 1
    THEIR_CRITERIA = 2
    ALL = 3


class When(StrEnum):
    """What must hold besides the stage.

    RELEASED and ALL_REVIEWS_IN are facts of the round; TOLD follows from the stage and is written into the stages.
    """

    ALWAYS = "always"
    ALL_REVIEWS_IN = "all_reviews_in"
    OWN_REVIEW_GIVEN_AND_ALL_IN = "own_review_given_and_all_in"
    ALL_IN_AND_RATERS_NAMED = "all_in_and_raters_named"
    RELEASED = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureFacts:
    """What disclosure depends on besides role and stage; the defaults show least.

    raters_named: the case is in an open calibration room all of whose cases are of versions that name raters, and this
    person is in the room for every one of them.
    """

    all_reviews_in: bool = False
    own_review_given: bool = False
    released: bool = False
    raters_named: bool = False


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One row: this role sees this much of this part at these stages, when this holds."""

    role: Role
    part: Part
    extent: Extent
    stages: frozenset[Stage]
    when: When = When.ALWAYS


def _from(first: Stage) -> frozenset[Stage]:
    """`first` and what can follow it, without a case given back or withdrawn."""
    return frozenset(ORDER[ORDER.index(first) :]) | {Stage.APPEALED}


_EVERY = frozenset(Stage)
_ACCEPTED = _from(Stage.ACCEPTED) | {Stage.RETURNED}
_GATHERING = _from(Stage.GATHERING) | {Stage.RETURNED}
_SUBMITTED = _from(Stage.SUBMITTED)
_DESK = _SUBMITTED | {Stage.RETURNED}
_REVIEW = _from(Stage.IN_REVIEW)
_CALIBRATION = _from(Stage.IN_CALIBRATION)
_DECIDED = _from(Stage.DECIDED)
_TOLD = _from(Stage.TOLD)
_OWN_WORDS = _from(Stage.NOMINATED) | {Stage.RETURNED, Stage.WITHDRAWN}

_ALL, _OWN, _THEIRS = Extent.ALL, Extent.OWN, Extent.THEIR_CRITERIA

DISCLOSURES: tuple[Disclosure, ...] = (
    # The candidate: their own part; outcome and reasons once told; never a review, a rating, a measure, the room.
    Disclosure(Role.CANDIDATE, Part.STATUS, _ALL, _EVERY),
    Disclosure(Role.CANDIDATE, Part.GATE, _ALL, _ACCEPTED),
    Disclosure(Role.CANDIDATE, Part.PANEL, _ALL, _SUBMITTED),
    Disclosure(Role.CANDIDATE, Part.REQUEST, _ALL, _ACCEPTED),
    Disclosure(Role.CANDIDATE, Part.CLAIMS, _ALL, _OWN_WORDS),
    Disclosure(Role.CANDIDATE, Part.SELF_ASSESSMENT, _ALL, _OWN_WORDS),
    Disclosure(Role.CANDIDATE, Part.DECISION, _ALL, _TOLD),
    Disclosure(Role.CANDIDATE, Part.REASONS, _ALL, _TOLD),
    Disclosure(Role.CANDIDATE, Part.LETTER, _ALL, _TOLD),
    Disclosure(Role.CANDIDATE, Part.PLAN, _ALL, _TOLD),
    Disclosure(Role.CANDIDATE, Part.APPEAL, _ALL, _REVIEW),
    # The manager: all the candidate shares and the assessments; the result only after release, and never a review.
    Disclosure(Role.MANAGER, Part.STATUS, _ALL, _EVERY),
    Disclosure(Role.MANAGER, Part.GATE, _ALL, _ACCEPTED),
    Disclosure(Role.MANAGER, Part.PANEL, _ALL, _SUBMITTED),
    Disclosure(Role.MANAGER, Part.REQUEST, _ALL, _ACCEPTED),
    Disclosure(Role.MANAGER, Part.CLAIMS, _ALL, _GATHERING),
    Disclosure(Role.MANAGER, Part.SELF_ASSESSMENT, _ALL, _GATHERING),
    Disclosure(Role.MANAGER, Part.MANAGER_ASSESSMENT, _ALL, _GATHERING),
    Disclosure(Role.MANAGER, Part.PEER_ASSESSMENTS, _ALL, _GATHERING),
    Disclosure(Role.MANAGER, Part.SUMMARY, _ALL, _DECIDED, When.RELEASED),
    Disclosure(Role.MANAGER, Part.DECISION, _ALL, _DECIDED, When.RELEASED),
    Disclosure(Role.MANAGER, Part.REASONS, _ALL, _DECIDED, When.RELEASED),
    Disclosure(Role.MANAGER, Part.LETTER, _ALL, _DECIDED, When.RELEASED),
    Disclosure(Role.MANAGER, Part.PLAN, _ALL, _TOLD),
    # A peer: the request, and what they wrote.
    Disclosure(Role.PEER, Part.REQUEST, _OWN, _GATHERING),
    Disclosure(Role.PEER, Part.PEER_ASSESSMENTS, _OWN, _GATHERING),
    # The technical panel: the packet whole; the others' reviews after the last is in; the answer to its dissent.
    Disclosure(Role.TECHNICAL, Part.STATUS, _ALL, _REVIEW),
    Disclosure(Role.TECHNICAL, Part.PANEL, _ALL, _REVIEW),
    Disclosure(Role.TECHNICAL, Part.CLAIMS, _ALL, _REVIEW),
    Disclosure(Role.TECHNICAL, Part.SELF_ASSESSMENT, _ALL, _REVIEW),
    Disclosure(Role.TECHNICAL, Part.MANAGER_ASSESSMENT, _ALL, _REVIEW),
    Disclosure(Role.TECHNICAL, Part.PEER_ASSESSMENTS, _ALL, _REVIEW),
    Disclosure(Role.TECHNICAL, Part.TECHNICAL_REVIEWS, _OWN, _REVIEW),
    Disclosure(Role.TECHNICAL, Part.TECHNICAL_REVIEWS, _ALL, _REVIEW, When.OWN_REVIEW_GIVEN_AND_ALL_IN),
    Disclosure(Role.TECHNICAL, Part.STRATEGIC_REVIEWS, _ALL, _REVIEW, When.OWN_REVIEW_GIVEN_AND_ALL_IN),
    Disclosure(Role.TECHNICAL, Part.DECISION, _ALL, _TOLD),
    Disclosure(Role.TECHNICAL, Part.DISSENT, _ALL, _TOLD),
    # The strategic panel: the packet for its criteria; its own panel's reviews after the last is in.
    Disclosure(Role.STRATEGIC, Part.STATUS, _ALL, _REVIEW),
    Disclosure(Role.STRATEGIC, Part.PANEL, _ALL, _REVIEW),
    Disclosure(Role.STRATEGIC, Part.CLAIMS, _THEIRS, _REVIEW),
    Disclosure(Role.STRATEGIC, Part.SELF_ASSESSMENT, _THEIRS, _REVIEW),
    Disclosure(Role.STRATEGIC, Part.MANAGER_ASSESSMENT, _THEIRS, _REVIEW),
    Disclosure(Role.STRATEGIC, Part.PEER_ASSESSMENTS, _THEIRS, _REVIEW),
    Disclosure(Role.STRATEGIC, Part.STRATEGIC_REVIEWS, _OWN, _REVIEW),
    Disclosure(Role.STRATEGIC, Part.STRATEGIC_REVIEWS, _ALL, _REVIEW, When.OWN_REVIEW_GIVEN_AND_ALL_IN),
    Disclosure(Role.STRATEGIC, Part.DECISION, _ALL, _TOLD),
    Disclosure(Role.STRATEGIC, Part.DISSENT, _ALL, _TOLD),
    # The facilitator: everything from review on, reviews after the last is in; the plan is between two people.
    Disclosure(Role.FACILITATOR, Part.STATUS, _ALL, _DESK),
    Disclosure(Role.FACILITATOR, Part.GATE, _ALL, _DESK),
    Disclosure(Role.FACILITATOR, Part.PANEL, _ALL, _DESK),
    Disclosure(Role.FACILITATOR, Part.CLAIMS, _ALL, _REVIEW),
    Disclosure(Role.FACILITATOR, Part.SELF_ASSESSMENT, _ALL, _REVIEW),
    Disclosure(Role.FACILITATOR, Part.MANAGER_ASSESSMENT, _ALL, _REVIEW),
    Disclosure(Role.FACILITATOR, Part.PEER_ASSESSMENTS, _ALL, _REVIEW),
    Disclosure(Role.FACILITATOR, Part.TECHNICAL_REVIEWS, _ALL, _REVIEW, When.ALL_REVIEWS_IN),
    Disclosure(Role.FACILITATOR, Part.STRATEGIC_REVIEWS, _ALL, _REVIEW, When.ALL_REVIEWS_IN),
    Disclosure(Role.FACILITATOR, Part.SUMMARY, _ALL, _REVIEW, When.ALL_REVIEWS_IN),
    Disclosure(Role.FACILITATOR, Part.MEASURES, _ALL, _REVIEW, When.ALL_REVIEWS_IN),
    Disclosure(Role.FACILITATOR, Part.RATERS, _ALL, _CALIBRATION, When.ALL_IN_AND_RATERS_NAMED),
    Disclosure(Role.FACILITATOR, Part.CALIBRATION_NOTES, _ALL, _CALIBRATION),
    Disclosure(Role.FACILITATOR, Part.DECISION, _ALL, _DECIDED),
    Disclosure(Role.FACILITATOR, Part.REASONS, _ALL, _DECIDED),
    Disclosure(Role.FACILITATOR, Part.DISSENT, _ALL, _DECIDED),
    Disclosure(Role.FACILITATOR, Part.LETTER, _ALL, _DECIDED),
    Disclosure(Role.FACILITATOR, Part.APPEAL, _ALL, _REVIEW),
    # A calibrator: what the room works with, and what came of it.
    Disclosure(Role.CALIBRATOR, Part.STATUS, _ALL, _REVIEW),
    Disclosure(Role.CALIBRATOR, Part.PANEL, _ALL, _REVIEW),
    Disclosure(Role.CALIBRATOR, Part.CLAIMS, _ALL, _REVIEW),
    Disclosure(Role.CALIBRATOR, Part.SELF_ASSESSMENT, _ALL, _REVIEW),
    Disclosure(Role.CALIBRATOR, Part.MANAGER_ASSESSMENT, _ALL, _REVIEW),
    Disclosure(Role.CALIBRATOR, Part.PEER_ASSESSMENTS, _ALL, _REVIEW),
    Disclosure(Role.CALIBRATOR, Part.TECHNICAL_REVIEWS, _ALL, _REVIEW, When.ALL_REVIEWS_IN),
    Disclosure(Role.CALIBRATOR, Part.STRATEGIC_REVIEWS, _ALL, _REVIEW, When.ALL_REVIEWS_IN),
    Disclosure(Role.CALIBRATOR, Part.SUMMARY, _ALL, _REVIEW, When.ALL_REVIEWS_IN),
    Disclosure(Role.CALIBRATOR, Part.MEASURES, _ALL, _REVIEW, When.ALL_REVIEWS_IN),
    Disclosure(Role.CALIBRATOR, Part.RATERS, _ALL, _CALIBRATION, When.ALL_IN_AND_RATERS_NAMED),
    Disclosure(Role.CALIBRATOR, Part.CALIBRATION_NOTES, _ALL, _CALIBRATION),
    Disclosure(Role.CALIBRATOR, Part.DECISION, _ALL, _DECIDED),
    Disclosure(Role.CALIBRATOR, Part.REASONS, _ALL, _DECIDED),
    Disclosure(Role.CALIBRATOR, Part.DISSENT, _ALL, _DECIDED),
    # The decider: what the room saw, and the decision they write.
    Disclosure(Role.DECIDER, Part.STATUS, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.GATE, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.PANEL, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.CLAIMS, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.SELF_ASSESSMENT, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.MANAGER_ASSESSMENT, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.PEER_ASSESSMENTS, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.TECHNICAL_REVIEWS, _ALL, _CALIBRATION, When.ALL_REVIEWS_IN),
    Disclosure(Role.DECIDER, Part.STRATEGIC_REVIEWS, _ALL, _CALIBRATION, When.ALL_REVIEWS_IN),
    Disclosure(Role.DECIDER, Part.SUMMARY, _ALL, _CALIBRATION, When.ALL_REVIEWS_IN),
    Disclosure(Role.DECIDER, Part.MEASURES, _ALL, _CALIBRATION, When.ALL_REVIEWS_IN),
    Disclosure(Role.DECIDER, Part.CALIBRATION_NOTES, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.DECISION, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.REASONS, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.DISSENT, _ALL, _CALIBRATION),
    Disclosure(Role.DECIDER, Part.LETTER, _ALL, _DECIDED),
    Disclosure(Role.DECIDER, Part.APPEAL, _ALL, _CALIBRATION),
    # People operations: status and blocks of every case; the answer when they may have to tell it, and the appeal.
    Disclosure(Role.PEOPLE_OPERATIONS, Part.STATUS, _ALL, _EVERY),
    Disclosure(Role.PEOPLE_OPERATIONS, Part.GATE, _ALL, _ACCEPTED),
    Disclosure(Role.PEOPLE_OPERATIONS, Part.PANEL, _ALL, _ACCEPTED),
    Disclosure(Role.PEOPLE_OPERATIONS, Part.REQUEST, _ALL, _ACCEPTED),
    Disclosure(Role.PEOPLE_OPERATIONS, Part.DECISION, _ALL, _DECIDED, When.RELEASED),
    Disclosure(Role.PEOPLE_OPERATIONS, Part.LETTER, _ALL, _DECIDED, When.RELEASED),
    Disclosure(Role.PEOPLE_OPERATIONS, Part.REASONS, _ALL, _TOLD),
    Disclosure(Role.PEOPLE_OPERATIONS, Part.APPEAL, _ALL, _REVIEW),
)

NOTHING: Mapping[Part, Extent] = MappingProxyType({})


def visible_parts(roles: Collection[Role], stage: Stage, facts: DisclosureFacts) -> Mapping[Part, Extent]:
    """Every part these roles see now, each with the widest extent that any of them gives; empty for a stranger."""
    mine = effective_roles(roles)
    seen: dict[Part, Extent] = {}
    for row in DISCLOSURES:
        if row.role in mine and stage in row.stages and _holds(row.when, facts):
            seen[row.part] = max(row.extent, seen.get(row.part, row.extent))
    return MappingProxyType(seen) if seen else NOTHING


def sees(
    part: Part, *, roles: Collection[Role], stage: Stage, facts: DisclosureFacts, extent: Extent = Extent.OWN
) -> bool:
    """Whether these roles see at least `extent` of `part` now."""
    return visible_parts(roles, stage, facts).get(part, 0) >= extent


def stages_visible_to(role: Role) -> frozenset[Stage]:
    """The stages at which this role alone sees anything of a case: what a query narrows to before any row is read."""
    return frozenset(stage for row in DISCLOSURES if row.role is role for stage in row.stages)


def _holds(when: When, facts: DisclosureFacts) -> bool:
    match when:
        case When.ALWAYS:
            return True
        case When.ALL_REVIEWS_IN:
            return facts.all_reviews_in
        case When.OWN_REVIEW_GIVEN_AND_ALL_IN:
            return facts.own_review_given and facts.all_reviews_in
        case When.ALL_IN_AND_RATERS_NAMED:
            return facts.all_reviews_in and facts.raters_named
        case When.RELEASED:
            return facts.released


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRow:
    """One row of the page "how will I be evaluated?": who sees what, how much of it, from when."""

    role: Role
    part: Part
    who: str
    what: str
    how_much: str
    since: str


def describe() -> tuple[DisclosureRow, ...]:
    """The whole table in plain words, in its order."""
    return tuple(
        DisclosureRow(
            role=row.role,
            part=row.part,
            who=row.role.label,
            what=row.part.label,
            how_much=_EXTENT_WORDS[row.extent],
            since=_since(row),
        )
        for row in DISCLOSURES
    )


_EXTENT_WORDS: Mapping[Extent, str] = {
    Extent.OWN: "their own only",
    Extent.THEIR_CRITERIA: "for the criteria their panel judges",
    Extent.ALL: "all of it",
}
_WHEN_WORDS: Mapping[When, str] = {
    When.ALWAYS: "",
    When.ALL_REVIEWS_IN: ", after the last review is in",
    When.OWN_REVIEW_GIVEN_AND_ALL_IN: ", after they gave their own and the last review is in",
    When.ALL_IN_AND_RATERS_NAMED: (
        ", once the last review is in and the room is open, where every case in it is of a version that names raters "
        "and they leave for none"
    ),
    When.RELEASED: ", after the result is released",
}


def _since(row: Disclosure) -> str:
    if row.part is Part.APPEAL:
        return "once there is one"
    first = next(stage for stage in ORDER if stage in row.stages)
    return f"from “{first.label.lower()}” on{_WHEN_WORDS[row.when]}"
