"""The gate: does a packet hold what the evidence policy asks before anybody judges it?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from waypost.evidence.claims import Claim
from waypost.evidence.outcomes import Family
from waypost.framework.schema import Criterion, Framework, Requirements
from waypost.refusal import Missing


class Requirement(StrEnum):
    """One thing a packet may have to hold."""

    SELF = "self"
    MANAGER = "manager"
    PEERS = "peers"
    PEERS_OUTSIDE_TEAM = "peers_outside_team"
    WORK_PRODUCTS = "work_products"
    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"
    ATTESTED = "attested"
    PRIMARY_CRITERION = "primary_criterion"
    SCOPE_DOCUMENT = "scope_document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """What is in a packet today: only what was given counts, a request without an answer does not.

    peers: one entry per peer who gave an assessment, True for a peer of another team.
    scope_documents: the days on which versions were saved.
    """

    claims: tuple[Claim, ...] = ()
    self_assessments: int = 0
    manager_assessments: int = 0
    peers: tuple[bool, ...] = ()
    scope_documents: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """One requirement against the packet.

    have, need: counts. says: what is asked. mend: what to do when it does not pass, "" when it does.
    criterion: the key, on a line about one criterion.
    """

    requirement: Requirement
    have: int
    need: int
    says: str
    mend: str
    criterion: str | None = None

    @property
    def passed(self) -> bool:
        """Whether there is enough."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True)
class GateResult:
    """Every requirement in a fixed order."""

    lines: tuple[GateLine, ...]

    @property
    def passed(self) -> bool:
        """Whether every line passes."""
        return all(line.passed for line in self.lines)

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What `Facts.gate` wants to know: the lines that do not pass."""
        return tuple(Missing(line.mend, _place(line)) for line in self.lines if not line.passed)


def gate(framework: Framework, *, level: str, packet: Packet, today: date) -> GateResult:
    """The packet of a case aimed at `level` against the evidence policy and the criteria of the framework.

    Every criterion of the kind that is primary on the level's track needs a claim, whatever the policy says.
    Raises KeyError for a level the framework does not have.
    """
    asked = framework.evidence.for_level(framework.level(level), framework=framework)
    lines = (
        *_voices(asked, packet),
        *_work(asked, packet),
        *_outcomes(asked, packet),
        *(_criterion(one, packet) for one in primary_criteria(framework, level=level)),
        *_scope_document(asked, packet, today=today),
    )
    return GateResult(lines)


def primary_criteria(framework: Framework, *, level: str) -> tuple[Criterion, ...]:
    """The criteria that ask something at the level and are of the kind its track is about."""
    primary = framework.track(framework.level(level).track).primary
    return tuple(one for one in framework.criteria_at(level) if framework.dimension_of(one.key).kind is primary)


def _voices(asked: Requirements, packet: Packet) -> tuple[GateLine, ...]:
    peers, outside = asked.peers or 0, asked.peers_outside_team or 0
    lacking, lacking_outside = peers - len(packet.peers), outside - sum(packet.peers)
    return tuple(
        _line(requirement, have=have, need=need, says=says, mend=mend)
        for requirement, have, need, says, mend in (
            (
                Requirement.SELF,
                packet.self_assessments,
                asked.self or 0,
                "A self-assessment",
                "Write your self-assessment.",
            ),
            (
                Requirement.MANAGER,
                packet.manager_assessments,
                asked.manager or 0,
                "An assessment by the manager",
                "Ask your manager for an assessment.",
            ),
            (
                Requirement.PEERS,
                len(packet.peers),
                peers,
                f"{_count(peers, 'assessment')} by peers",
                f"Assessments by {_count(lacking, 'more peer')} have to come in.",
            ),
            (
                Requirement.PEERS_OUTSIDE_TEAM,
                sum(packet.peers),
                outside,
                f"{_count(outside, 'assessment')} from outside the team",
                f"Assessments by {_count(lacking_outside, 'more peer')} from another team have to come in.",
            ),
        )
        if need
    )


def _work(asked: Requirements, packet: Packet) -> tuple[GateLine, ...]:
    need = asked.work_products or 0
    have = len({product for claim in packet.claims for product in claim.work_products})
    says = f"{_count(need, 'work product')}: a change, a design, an incident review, a talk"
    mend = f"Link {_count(need - have, 'more work product')} to a claim."
    return (_line(Requirement.WORK_PRODUCTS, have=have, need=need, says=says, mend=mend),) if need else ()


def _outcomes(asked: Requirements, packet: Packet) -> tuple[GateLine, ...]:
    measured, spoken_for = asked.quantitative or 0, asked.qualitative or 0
    have_measured = len(_claims_of(packet, Family.QUANTITATIVE))
    have_spoken_for = len(_claims_of(packet, Family.QUALITATIVE))
    lines = (
        _line(
            Requirement.QUANTITATIVE,
            have=have_measured,
            need=measured,
            says=f"{_count(measured, 'claim')} with a measured outcome",
            mend=f"Measure the outcome of {_count(measured - have_measured, 'more claim')}: a number, and how it was "
            "found.",
        ),
        _line(
            Requirement.QUALITATIVE,
            have=have_spoken_for,
            need=spoken_for,
            says=f"{_count(spoken_for, 'claim')} with an outcome that somebody speaks for",
            mend=f"Add {_count(spoken_for - have_spoken_for, 'more claim')} with testimony, alignment or reach.",
        ),
    )
    return (*(line for line in lines if line.need), *_attested(asked, packet))


def _attested(asked: Requirements, packet: Packet) -> tuple[GateLine, ...]:
    """As many confirmed claims of each family as the policy counts; a policy that counts none still wants one."""
    if not asked.attested:
        return ()
    counted = ((Family.QUANTITATIVE, asked.quantitative or 0), (Family.QUALITATIVE, asked.qualitative or 0))
    need = sum(number for _, number in counted)
    have = sum(min(number, _confirmed(_claims_of(packet, family))) for family, number in counted)
    if need == 0:
        need, have = 1, _confirmed(packet.claims)
    says = "Those outcomes confirmed or amended by a named partner"
    mend = f"Ask a partner to confirm {_count(need - have, 'more outcome')}."
    return (_line(Requirement.ATTESTED, have=have, need=need, says=says, mend=mend),)


def _criterion(criterion: Criterion, packet: Packet) -> GateLine:
    have = any(criterion.key in claim.criteria for claim in packet.claims)
    says = f"Evidence for “{criterion.title}”"
    mend = f"Add a claim that speaks to “{criterion.title}”."
    line = _line(Requirement.PRIMARY_CRITERION, have=int(have), need=1, says=says, mend=mend)
    return replace(line, criterion=criterion.key)


def _scope_document(asked: Requirements, packet: Packet, *, today: date) -> tuple[GateLine, ...]:
    days = asked.scope_document_within_days
    if days is None:
        return ()
    fresh = any(0 <= (today - saved).days <= days for saved in packet.scope_documents)
    says = f"A scope document not older than {_count(days, 'day')}"
    mend = "Write your scope document, or bring it up to date."
    return (_line(Requirement.SCOPE_DOCUMENT, have=int(fresh), need=1, says=says, mend=mend),)


def _line(requirement: Requirement, *, have: int, need: int, says: str, mend: str) -> GateLine:
    passed = have >= need
    return GateLine(requirement=requirement, have=have, need=need, says=says, mend="" if passed else mend)


def _confirmed(claims: Collection[Claim]) -> int:
    return sum(1 for claim in claims if claim.attested)


def _claims_of(packet: Packet, family: Family) -> tuple[Claim, ...]:
    return tuple(claim for claim in packet.claims if claim.counts_as is family)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _place(line: GateLine) -> str:
    return f"{line.requirement}:{line.criterion}" if line.criterion else line.requirement.value
