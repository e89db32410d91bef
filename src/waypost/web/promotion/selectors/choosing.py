"""Choosing claims for a packet: what was recorded, what is in, and which criteria nothing speaks to yet."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from waypost.evidence.gate import primary_criteria
from waypost.framework.schema import Criterion, Framework
from waypost.web.evidence.models import Claim, ClaimState
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Case, CaseClaim


@dataclass(frozen=True, slots=True)
class Offered:
    """A recorded claim, and the criteria of the target level it speaks to."""

    claim: Claim
    speaks_to: tuple[Criterion, ...]
    chosen: bool

    @property
    def key(self) -> str:
        """The claim's key as a form sends it."""
        return str(self.claim.pk)


@dataclass(frozen=True, slots=True)
class Choosing:
    """The recorded claims, newest first; with a criterion, those that speak to it come first."""

    offered: tuple[Offered, ...]
    criterion: Criterion | None
    primary: tuple[Criterion, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims alone."""
        return tuple(one.claim for one in self.offered)

    @property
    def chosen(self) -> tuple[UUID, ...]:
        """The keys of those in the packet."""
        return tuple(one.claim.pk for one in self.offered if one.chosen)


def choosing(case: Case, *, criterion: str = "") -> Choosing:
    """What the candidate of `case` may choose from; three queries."""
    framework = framework_of(case.framework)
    chosen = set(CaseClaim.objects.filter(case=case).values_list("claim_id", flat=True))
    rows = Claim.objects.filter(person=case.candidate, state=ClaimState.RECORDED).prefetch_related("criteria")
    about = next((one for one in framework.criteria_at(case.target_level) if one.key == criterion), None)
    offered = [Offered(row, _speaks_to(framework, case, row), row.pk in chosen) for row in rows]
    if about is not None:
        offered.sort(key=lambda one: about not in one.speaks_to)
    return Choosing(tuple(offered), about, primary_criteria(framework, level=case.target_level))


def _speaks_to(framework: Framework, case: Case, claim: Claim) -> tuple[Criterion, ...]:
    keys = {row.criterion for row in claim.criteria.all()}
    return tuple(one for one in framework.criteria_at(case.target_level) if one.key in keys)
