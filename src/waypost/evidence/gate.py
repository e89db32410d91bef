"""The gate: does a packet hold what the evidence policy asks before anybody judges it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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


def _line(
    requirement: Requirement,
    *,
    have: int,
    need: int,
    says: str,
    mend: Callable[[int], str],
    criterion: str | None = None,
) -> GateLine:
    return GateLine(
        requirement=requirement,
        have=have,
        need=need,
        says=says,
        mend="" if have >= need else mend(need - have),
        criterion=criterion,
    )


def _voices(asked: Requirements, packet: Packet) -> tuple[GateLine, ...]:
    found = []
    if need := asked.self:
        have, says = packet.self_assessments, "A self-assessment"
        found.append(
            _line(Requirement.SELF, have=have, need=need, says=says, mend=lambda _: "Write your self-assessment.")
        )
    if need := asked.manager:
        have, says = packet.manager_assessments, "An assessment by the manager"
        found.append(
            _line(
                Requirement.MANAGER,
                have=have,
                need=need,
                says=says,
                mend=lambda _: "Ask your manager for an assessment.",
            )
        )
    if need := asked.peers:
        have, says = len(packet.peers), f"{_count(need, 'assessment')} by peers"
        found.append(
            _line(
                Requirement.PEERS,
                have=have,
                need=need,
                says=says,
                mend=lambda n: f"{_count(n, 'peer')} still to answer.",
            )
        )
    if need := asked.peers_outside_team:
        have, says = sum(packet.peers), f"{_count(need, 'peer')} from outside the team"
        found.append(
            _line(
                Requirement.PEERS_OUTSIDE_TEAM,
                have=have,
                need=need,
                says=says,
                mend=lambda n: f"{_count(n, 'peer')} from another team still to answer.",
            )
        )
    return tuple(found)


def _work(asked: Requirements, packet: Packet) -> tuple[GateLine, ...]:
    need = asked.work_products
    if not need:
        return ()
    have = len({product for claim in packet.claims for product in claim.work_products})
    return (
        _line(
            Requirement.WORK_PRODUCTS,
            have=have,
            need=need,
            says=f"{_count(need, 'work product')}: a change, a design, an incident review, a talk",
            mend=lambda n: f"Link {_count(n, 'more work product' if have else 'work product')} to a claim.",
        ),
    )


def _outcomes(asked: Requirements, packet: Packet) -> tuple[GateLine, ...]:
    found = []
    for requirement, family, need in (
        (Requirement.QUANTITATIVE, Family.QUANTITATIVE, asked.quantitative),
        (Requirement.QUALITATIVE, Family.QUALITATIVE, asked.qualitative),
    ):
        if need:
            have = len(_claims_of(packet, family))
            found.append(
                _line(
                    requirement,
                    have=have,
                    need=need,
                    says=f"{_count(need, 'claim')} {_OUTCOME_WORDS[family][0]}",
                    mend=lambda n, family=family: f"Add {_count(n, 'claim')} {_OUTCOME_WORDS[family][1]}.",
                )
            )
    return (*found, *_attested(asked, packet))


_OUTCOME_WORDS = {
    Family.QUANTITATIVE: (
        "with a measured outcome",
        "with a measured outcome, or measure one you have: a number and how it was found",
    ),
    Family.QUALITATIVE: (
        "with an outcome somebody can speak for",
        "with an outcome somebody can speak for: testimony, alignment, reach",
    ),
}


def _attested(asked: Requirements, packet: Packet) -> tuple[GateLine, ...]:
    """Only as many claims need confirming as the policy counts; a policy that counts none still wants one."""
    if not asked.attested:
        return ()
    counted = (
        (Family.QUANTITATIVE, asked.quantitative or 0),
        (Family.QUALITATIVE, asked.qualitative or 0),
    )
    need = sum(number for _, number in counted)
    have = sum(
        min(number, sum(1 for claim in _claims_of(packet, family) if claim.attested)) for family, number in counted
    )
    if need == 0:
        need, have = 1, sum(1 for claim in packet.claims if claim.attested)
    return (
        _line(
            Requirement.ATTESTED,
            have=have,
            need=need,
            says="These outcomes confirmed or amended by a named partner",
            mend=lambda n: f"Ask a partner to confirm {_count(n, 'more outcome' if have else 'outcome')}.",
        ),
    )


def _criterion(criterion: Criterion, packet: Packet) -> GateLine:
    return _line(
        Requirement.PRIMARY_CRITERION,
        have=min(1, sum(1 for claim in packet.claims if criterion.key in claim.criteria)),
        need=1,
        says=f"Evidence for “{criterion.title}”",
        mend=lambda _: f"Add a claim that speaks to “{criterion.title}”.",
        criterion=criterion.key,
    )


def _scope_document(asked: Requirements, packet: Packet, *, today: date) -> tuple[GateLine, ...]:
    days = asked.scope_document_within_days
    if days is None:
        return ()
    fresh = any(0 <= (today - saved).days <= days for saved in packet.scope_documents)
    return (
        _line(
            Requirement.SCOPE_DOCUMENT,
            have=int(fresh),
            need=1,
            says=f"A scope document not older than {days} days",
            mend=lambda _: "Write your scope document, or bring it up to date.",
        ),
    )


def _claims_of(packet: Packet, family: Family) -> tuple[Claim, ...]:
    return tuple(claim for claim in packet.claims if claim.counts_as is family)


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def _place(line: GateLine) -> str:
    return f"{line.requirement}:{line.criterion}" if line.criterion else line.requirement.value
