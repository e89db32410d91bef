"""The page of a case: its trail, what can be done now, and its parts, whole or one criterion at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from waypost.framework.schema import Criterion, Expectation, Framework, Level
from waypost.promotion.disclosure import Part
from waypost.promotion.stages import Facts, Role, Stage, allowed, due, next_steps
from waypost.web.journal.acts import subject_of
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.promotion.models import Case
from waypost.web.promotion.packets import OPEN, PacketClaim
from waypost.web.promotion.places import mends
from waypost.web.promotion.selectors.facts import facts_of, needs_at
from waypost.web.promotion.selectors.further import NEEDS, further
from waypost.web.promotion.selectors.offers import Offer, offer
from waypost.web.promotion.selectors.parts import Said, View, parts_of
from waypost.web.promotion.selectors.seating import SEATERS
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.selectors.trail import TrailStep, trail
from waypost.web.promotion.selectors.withheld import as_told
from waypost.web.promotion.wording import about_the_stage

LOOKS_SHOWN = 20
VOICES = (Part.SELF_ASSESSMENT, Part.MANAGER_ASSESSMENT, Part.PEER_ASSESSMENTS)
PACKET_PARTS = (Part.CLAIMS, *VOICES)


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion in the overview: how much is there, of what this person sees."""

    criterion: Criterion
    dimension: str
    claims: int
    voices: int


@dataclass(frozen=True, slots=True)
class OneCriterion:
    """One criterion with everything about it beside one another, and its neighbours."""

    criterion: Criterion
    asked: Expectation | None
    before: Expectation | None
    claims: tuple[PacketClaim, ...]
    said: tuple[tuple[Said, str], ...]
    previous: Criterion | None
    following: Criterion | None


@dataclass(frozen=True, slots=True)
class GateLine:
    """One requirement: passed, or what mends it and where."""

    says: str
    passed: bool
    where: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything the page of a case draws."""

    sight: Sight
    source: Level | None
    target: Level
    trail: tuple[TrailStep, ...]
    due: datetime | None
    says: str
    steps: tuple[Offer, ...]
    mends: Mapping[str, str]
    parts: Mapping[str, Any]
    lines: tuple[Line, ...]
    one: OneCriterion | None
    looks: tuple[Event, ...]
    late: bool
    new_manager: str

    @property
    def case(self) -> Case:
        """The case."""
        return self.sight.case

    @property
    def mine(self) -> bool:
        """Whether its reader is the candidate."""
        return Role.CANDIDATE in self.sight.roles

    @property
    def reads_why(self) -> bool:
        """Whether the words of the nomination are for its reader: they are between two people."""
        return bool(self.sight.roles & {Role.CANDIDATE, Role.MANAGER})

    @property
    def may_ask(self) -> bool:
        """Whether its reader may ask peers now."""
        return self.reads_why and Stage(self.case.stage) in OPEN

    @property
    def may_prepare(self) -> bool:
        """Whether its reader may choose claims now."""
        return self.mine and Stage(self.case.stage) in OPEN

    @property
    def seats_people(self) -> bool:
        """Whether its reader seats the panels."""
        return bool(self.sight.roles & SEATERS)

    @property
    def nobody_sits(self) -> bool:
        """Whether every seat is still free."""
        return not self.sight.seated()

    @property
    def twice(self) -> bool:
        """Whether the case is heard a second time."""
        return bool(self.case.round == 2)

    @property
    def role_labels(self) -> str:
        """What its reader is to the case, in words."""
        return ", ".join(role.label for role in Role if any(role in one.roles for one in self.sight.rounds))

    @property
    def zone(self) -> str:
        """The zone in which times are told."""
        return str(timezone.get_current_timezone_name())

    @property
    def gate_lines(self) -> tuple[GateLine, ...]:
        """The gate as lines: what is there in the words of the policy, what is missing in the words of its mend."""
        found = self.parts.get(Part.GATE.value)
        if found is None:
            return ()
        wheres = iter(found.missing)
        return tuple(
            GateLine(line.says, True, "") if line.passed else GateLine(line.mend, False, next(wheres).where)
            for line in found.lines
        )


def case_page(sight: Sight, *, now: datetime, criterion: str = "") -> CasePage:
    """The page as this person sees it now. An unknown criterion, or one they see nothing of, shows the overview."""
    view = View(sight, now=now)
    parts = parts_of(view)
    case, framework = sight.case, view.framework
    stage, target = Stage(case.stage), framework.level(case.target_level)
    seen = _criteria_seen(view)
    ends = due(stage, case.stage_since, framework.process, cycle_on=case.cycle_on)
    facts = _facts(view, parts)
    return CasePage(
        sight=sight,
        source=level_of(framework, case.from_level),
        target=target,
        trail=trail(case),
        due=ends,
        says=about_the_stage(case, sight.roles, target=target.title),
        steps=(*(offer(case, step) for step in next_steps(stage, sight.roles, facts)), *further(sight, facts)),
        mends=mends(sight, view.assessments if Part.GATE.value in parts else ()),
        parts=parts,
        lines=tuple(_line(framework, one, parts) for one in seen),
        one=_one(view, seen, parts, criterion),
        looks=_looks(sight),
        late=ends is not None and ends <= now,
        new_manager=facts.new_manager,
    )


@dataclass(frozen=True, slots=True)
class PacketPage:
    """The packet for print: every criterion with what is said about it, then the claims."""

    sight: Sight
    source: Level | None
    target: Level
    parts: Mapping[str, Any]
    criteria: tuple[OneCriterion, ...]

    @property
    def case(self) -> Case:
        """The case."""
        return self.sight.case


def packet_page(sight: Sight, *, now: datetime) -> PacketPage:
    """Everything of the packet this person sees."""
    view = View(sight, now=now)
    parts = parts_of(view, only=PACKET_PARTS)
    seen = _criteria_seen(view)
    found = tuple(_one(view, seen, parts, one.key) for one in seen)
    return PacketPage(
        sight=sight,
        source=level_of(view.framework, sight.case.from_level),
        target=view.framework.level(sight.case.target_level),
        parts=parts,
        criteria=tuple(one for one in found if one is not None),
    )


def level_of(framework: Framework, key: str) -> Level | None:
    """The level, if this version has it."""
    try:
        return framework.level(key)
    except KeyError:
        return None


def _facts(view: View, parts: Mapping[str, Any]) -> Facts:
    """The facts on which the buttons of this person depend; the others are not looked up."""
    found, stage, roles = parts.get(Part.GATE.value), Stage(view.case.stage), view.sight.roles
    gate = found.missing if found is not None else None
    asked = {need for one in allowed(stage, roles) for need in (*one.needs, *one.only_when)}
    asked |= NEEDS if Role.PEOPLE_OPERATIONS in roles else frozenset()
    facts = facts_of(view.case, now=view.now, seats=view.sight.seats, gate=gate, without=needs_at(stage) - asked)
    return as_told(facts, view.sight)


def _criteria_seen(view: View) -> tuple[Criterion, ...]:
    keys = frozenset().union(*(view.criteria(part) for part in PACKET_PARTS))
    return tuple(one for one in view.framework.criteria_at(view.case.target_level) if one.key in keys)


def _said(parts: Mapping[str, Any], key: str) -> tuple[tuple[Said, str], ...]:
    every = (one for part in VOICES for one in parts.get(part.value, ()))
    return tuple((one, one.words[key]) for one in every if key in one.words)


def _speaking(parts: Mapping[str, Any], key: str) -> tuple[PacketClaim, ...]:
    packet = parts.get(Part.CLAIMS.value)
    return tuple(claim for claim in packet.claims if key in claim.criteria) if packet else ()


def _line(framework: Framework, criterion: Criterion, parts: Mapping[str, Any]) -> Line:
    return Line(
        criterion=criterion,
        dimension=framework.dimension_of(criterion.key).title,
        claims=len(_speaking(parts, criterion.key)),
        voices=len(_said(parts, criterion.key)),
    )


def _one(view: View, seen: tuple[Criterion, ...], parts: Mapping[str, Any], key: str) -> OneCriterion | None:
    place = next((number for number, one in enumerate(seen) if one.key == key), None)
    if place is None:
        return None
    framework, case = view.framework, view.case
    return OneCriterion(
        criterion=seen[place],
        asked=framework.expectation(key, case.target_level),
        before=framework.expectation(key, case.from_level) if level_of(framework, case.from_level) else None,
        claims=_speaking(parts, key),
        said=_said(parts, key),
        previous=seen[place - 1] if place else None,
        following=seen[place + 1] if place + 1 < len(seen) else None,
    )


def _looks(sight: Sight) -> tuple[Event, ...]:
    """Who of people operations looked at the case: the candidate is told, nobody else."""
    if Role.CANDIDATE not in sight.roles:
        return ()
    events = Event.objects.filter(subject=subject_of(sight.case), kind=Kind.CASE_LOOKED_AT.value)
    return tuple(events.select_related("actor").order_by("-number")[:LOOKS_SHOWN])
