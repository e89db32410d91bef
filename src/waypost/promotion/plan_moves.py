"""The states of a plan and the one table of moves between them: who makes each, and what must hold.

A plan is between two people, so it ends when both say so: one says that it is done, the other agrees or takes it back.
In between nothing of it changes, so that what was agreed on is what stood there.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from waypost.promotion.plan import Commitment, CommitmentState
from waypost.refusal import Missing, NotAllowed, NotNow


class PlanStage(StrEnum):
    """Where a plan stands. The value is stored."""

    DRAFT = "draft"
    OPEN = "open"
    ENDING = "ending"  # one side has said that it is done
    DONE = "done"


class Side(StrEnum):
    """The two a plan is between."""

    PERSON = "person"
    MANAGER = "manager"


class PlanStep(StrEnum):
    """What a side does to a plan; each has one row in `PLAN_MOVES`."""

    OPEN = "open"
    SAY_DONE = "say_done"
    AGREE = "agree"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMove:
    """One move of a plan. `by_other`: it belongs to the side that did not make the move before. `says` it in words."""

    step: PlanStep
    source: PlanStage
    target: PlanStage
    who: frozenset[Side]
    by_other: bool = False
    says: str


_EITHER = frozenset(Side)
PLAN_MOVES: tuple[PlanMove, ...] = (
    PlanMove(
        step=PlanStep.OPEN,
        source=PlanStage.DRAFT,
        target=PlanStage.OPEN,
        who=frozenset({Side.MANAGER}),
        says="Opens the plan to the person it is for.",
    ),
    PlanMove(
        step=PlanStep.SAY_DONE,
        source=PlanStage.OPEN,
        target=PlanStage.ENDING,
        who=_EITHER,
        says="Asks the other side whether the plan is done; nothing of it changes until they answer.",
    ),
    PlanMove(
        step=PlanStep.AGREE,
        source=PlanStage.ENDING,
        target=PlanStage.DONE,
        who=_EITHER,
        by_other=True,
        says="Ends the plan as it stands; both can read it from then on, and nobody changes it.",
    ),
    PlanMove(
        step=PlanStep.TAKE_BACK,
        source=PlanStage.ENDING,
        target=PlanStage.OPEN,
        who=_EITHER,
        says="Opens the plan again, with everything it holds.",
    ),
)


WITH_ANOTHER_MANAGER = {PlanStage.ENDING: PlanStage.OPEN}
"""Where a plan stands once it is another manager's; elsewhere it stays. What one side said of its end was said to the
other side of that day."""


def check_plan_move(step: PlanStep, stage: PlanStage, side: Side, *, said_by: Side | None = None) -> PlanMove:
    """The move, if this side may make it now. `said_by` is who said that it is done.

    Raises NotAllowed when it belongs to the other side, NotNow when the plan stands elsewhere.
    """
    move = next(one for one in PLAN_MOVES if one.step is step)
    if side not in move.who:
        raise NotAllowed("plan.not_yours", "Your manager writes the plan. Say what you would change in a check-in.")
    if stage is not move.source:
        raise NotNow(f"plan.{step}.stage", _OPENED if step is PlanStep.OPEN else _NOT_HERE[stage])
    if move.by_other and (said_by is None or said_by is side):
        raise NotNow("plan.agree.same", "You said so yourself; the plan is done once the other side agrees.")
    return move


def ending_lacks(commitments: Collection[Commitment], *, case_over: bool) -> tuple[Missing, ...]:
    """What keeps a plan from ending; () when it can. Whether a promise was kept is said before, not whether it was."""
    unsaid = sum(1 for one in commitments if one.state is CommitmentState.OPEN)
    verb = "commitment is" if unsaid == 1 else "commitments are"
    found = []
    if not case_over:
        found.append(Missing("The case this plan follows is still open; the plan ends after it.", "case"))
    if unsaid:
        found.append(Missing(f"{unsaid} {verb} marked neither kept nor broken.", "commitments"))
    return tuple(found)


_OPENED = "This plan is open already."
_NOT_HERE = {
    PlanStage.DRAFT: "The plan has to be open for this.",
    PlanStage.OPEN: "The plan is open, and nobody has said that it is done.",
    PlanStage.ENDING: "One of you has said that the plan is done. First the other agrees, or it is taken back.",
    PlanStage.DONE: "The plan is done, and stays as it is.",
}
