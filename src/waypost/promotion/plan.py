"""The plan after "not yet": what each gap would look like closed, the chance to close it, and whether it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from waypost.refusal import Missing


class GapKind(StrEnum):
    """Why an expectation was not met: the organisation gave no chance to show it, or it was not shown."""

    NO_OPPORTUNITY_YET = "no_opportunity_yet"
    NOT_SHOWN_YET = "not_shown_yet"


class OpportunityKind(StrEnum):
    """Where a gap can be closed."""

    INITIATIVE = "initiative"
    PROPOSAL = "proposal"
    LEAD = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """A real chance to close a gap, in words."""

    kind: OpportunityKind
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One criterion of the plan. `support` is what the manager commits to, `by` when it should be closed."""

    criterion: str
    kind: GapKind
    looks_like: str = ""
    opportunity: Opportunity | None = None
    support: str = ""
    by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft:
    """A plan before it is opened to the candidate."""

    gaps: tuple[Gap, ...] = ()
    next_look: date | None = None


class CommitmentState(StrEnum):
    """Whether a promise was kept; nobody has said yet while it is open."""

    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What one side promised, by the end of which day, and what came of it."""

    due: date
    state: CommitmentState = CommitmentState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHealth:
    """How a plan is kept: promises kept, still to come, past their day without word, and broken."""

    kept: int
    due: int
    overdue: int
    broken: int

    @property
    def total(self) -> int:
        """All promises."""
        return self.kept + self.due + self.overdue + self.broken


def check_plan(
    plan: PlanDraft, *, criteria: Collection[str], today: date, titles: Mapping[str, str] | None = None
) -> tuple[Missing, ...]:
    """What the plan lacks; () when it is complete.

    `criteria` are those the standing reasons of the decision cite; `titles` says how to name them. A plan may hold more
    gaps than there are reasons, and each has to be complete.
    """
    names = titles or {}
    gaps: dict[str, list[Gap]] = {}
    for gap in plan.gaps:
        gaps.setdefault(gap.criterion, []).append(gap)
    uncovered = tuple(
        Missing(f"The decision names “{names.get(key, key)}”, and the plan has no gap for it.", f"gap:{key}")
        for key in dict.fromkeys(criteria)
        if key not in gaps
    )
    incomplete = tuple(
        missing
        for gap in plan.gaps
        for missing in _gap_lacks(gap, name=names.get(gap.criterion, gap.criterion), today=today)
    )
    return (*uncovered, *incomplete, *_next_look_lacks(plan, today=today))


def plan_health(commitments: Collection[Commitment], *, today: date) -> PlanHealth:
    """Counts of promises by what came of them. A promise is overdue from the day after the one it was due on."""
    counted = Counter(c.state for c in commitments)
    overdue = sum(1 for c in commitments if c.state is CommitmentState.OPEN and c.due < today)
    return PlanHealth(
        kept=counted[CommitmentState.KEPT],
        due=counted[CommitmentState.OPEN] - overdue,
        overdue=overdue,
        broken=counted[CommitmentState.BROKEN],
    )


def _gap_lacks(gap: Gap, *, name: str, today: date) -> tuple[Missing, ...]:
    opportunity = gap.opportunity is not None and gap.opportunity.words.strip()
    in_time = gap.by is not None and gap.by > today
    asks = (
        (gap.looks_like.strip(), f"Say what “{name}” would look like here."),
        (opportunity, f"Name an opportunity to show “{name}”: an initiative, a proposal or a lead role."),
        (gap.support.strip(), f"Say what the manager does to support “{name}”."),
        (in_time, f"Set a day in the future for “{name}”."),
    )
    return tuple(Missing(says, f"gap:{gap.criterion}") for given, says in asks if not given)


def _next_look_lacks(plan: PlanDraft, *, today: date) -> tuple[Missing, ...]:
    if plan.next_look is None:
        return (Missing("Set the date of the next look.", "next_look"),)
    if plan.next_look <= today:
        return (Missing("The date of the next look has to be in the future.", "next_look"),)
    return ()
