"""Claims: one thing a person did, what came of it, how that was measured, and who confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.evidence.outcomes import Family, OutcomeKind


class AttestationState(StrEnum):
    """What a named partner said about one claim."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    AMENDED = "amended"
    DISPUTED = "disputed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A number: from baseline to result, in a unit over a period, how it was measured, and the share that is theirs.

    Baseline and result are kept as they were written ("15k", "4 min"). share: per cent, None when nothing was said.
    """

    result: str
    name: str = ""
    baseline: str = ""
    unit: str = ""
    period: str = ""
    how_measured: str = ""
    share: int | None = None

    @property
    def measured(self) -> bool:
        """Whether there is a number and a way somebody else could find it again."""
        return any(sign.isdigit() for sign in self.result) and bool(self.how_measured.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """What `attester` (a stable key) said; `current` is False once the claim was changed after the answer."""

    attester: str
    state: AttestationState
    current: bool = True

    @property
    def stands(self) -> bool:
        """Whether it speaks for the claim as it is now: confirmed or amended, and not overtaken by a change."""
        return self.current and self.state in (AttestationState.CONFIRMED, AttestationState.AMENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing a person did.

    key, person: stable keys. part: their own role in it. criteria: keys of the framework it speaks to.
    outcome_kind, outcome: what changed for somebody. work_products: titles or addresses of links.
    """

    key: str
    person: str
    title: str
    what: str = ""
    part: str = ""
    started_on: date | None = None
    ended_on: date | None = None
    criteria: tuple[str, ...] = ()
    outcome_kind: OutcomeKind | None = None
    outcome: str = ""
    metrics: tuple[Metric, ...] = ()
    work_products: tuple[str, ...] = ()
    attestations: tuple[Attestation, ...] = ()

    @property
    def measured(self) -> bool:
        """Whether any of its numbers is measured."""
        return any(metric.measured for metric in self.metrics)

    @property
    def attested(self) -> bool:
        """Whether a partner confirms or amends it as it is now; nobody attests to their own claim."""
        return any(a.stands and a.attester != self.person for a in self.attestations)

    @property
    def disputed(self) -> bool:
        """Whether a partner disputes it. Shown beside it; a dispute informs the panels and vetoes nothing."""
        return any(a.state is AttestationState.DISPUTED for a in self.attestations)

    @property
    def counts_as(self) -> Family | None:
        """Whether the gate counts its outcome as quantitative or qualitative; None when as neither.

        An enabling outcome counts as quantitative with a measured number and as qualitative without one, so that deep
        work can be told its own way (docs/decisions/evidence-gate.md).
        """
        if self.outcome_kind is None or not self.outcome.strip():
            return None
        match self.outcome_kind.family:
            case Family.QUALITATIVE:
                return Family.QUALITATIVE
            case Family.QUANTITATIVE:
                return Family.QUANTITATIVE if self.measured else None
            case Family.ENABLING:
                return Family.QUANTITATIVE if self.measured else Family.QUALITATIVE


@dataclass(frozen=True, slots=True)
class Prompt:
    """A gentle question of the composer: a stable code, the field it is about, and the question."""

    code: str
    field: str
    says: str


def asks_so_what(claim: Claim) -> tuple[Prompt, ...]:
    """The questions a reader would ask of this claim, most important first; () when none is left."""
    return (*_of_the_work(claim), *_of_the_outcome(claim), *_of_the_numbers(claim), *_of_the_witnesses(claim))


def _of_the_work(claim: Claim) -> tuple[Prompt, ...]:
    asks = (
        (claim.what, Prompt("no_what", "what", "What did you do? Two sentences are enough.")),
        (claim.part, Prompt("no_part", "part", "What was your own part in it?")),
    )
    return tuple(prompt for text, prompt in asks if not text.strip())


def _of_the_outcome(claim: Claim) -> tuple[Prompt, ...]:
    found = []
    if not claim.outcome.strip():
        says = "So what? Say what changed for somebody because of this."
        found.append(Prompt("output_without_outcome", "outcome", says))
    if claim.outcome_kind is None:
        found.append(Prompt("no_kind", "outcome_kind", "What kind of change was it?"))
    if not claim.criteria:
        found.append(Prompt("no_criteria", "criteria", "Which criteria does this speak to?"))
    return tuple(found)


def _of_the_numbers(claim: Claim) -> tuple[Prompt, ...]:
    kind = claim.outcome_kind
    if kind is not None and kind.family is Family.QUANTITATIVE and not claim.metrics:
        return (Prompt("no_number", "metrics", f"{kind.asks} One number makes this checkable."),)
    if kind is not None and kind.family is Family.ENABLING and not claim.metrics:
        return (Prompt("could_have_number", "metrics", f"{kind.asks} A number helps if there is an honest one."),)
    return tuple(prompt for metric in claim.metrics for prompt in _of_metric(metric))


def _of_metric(metric: Metric) -> tuple[Prompt, ...]:
    name = f"“{metric.name}”" if metric.name.strip() else f"“{metric.result}”"
    asks = (
        (metric.baseline, Prompt("no_baseline", "metrics", f"What was {name} before?")),
        (metric.how_measured, Prompt("not_measured", "metrics", f"How was {name} measured?")),
        (metric.period, Prompt("no_period", "metrics", f"Over which time does {name} hold?")),
    )
    found = tuple(prompt for text, prompt in asks if not text.strip())
    if metric.share is None:
        return (*found, Prompt("no_share", "metrics", f"What share of {name} came from your work?"))
    return found


def _of_the_witnesses(claim: Claim) -> tuple[Prompt, ...]:
    if not any(a.attester != claim.person for a in claim.attestations):
        return (Prompt("nobody_asked", "attestations", "Who saw this and can confirm it?"),)
    if claim.attestations and not any(a.current for a in claim.attestations):
        says = "This was changed after it was confirmed; ask again."
        return (Prompt("attestation_overtaken", "attestations", says),)
    return ()
