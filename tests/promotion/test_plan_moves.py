"""A plan ends when both say so; until then either takes it back, and one side alone ends nothing."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from waypost.promotion.plan import Commitment, CommitmentState
from waypost.promotion.plan_moves import PLAN_MOVES, PlanStage, PlanStep, Side, check_plan_move, ending_lacks
from waypost.refusal import NotAllowed, NotNow

DAY = date(2026, 5, 4)


def made(state: CommitmentState) -> Commitment:
    return Commitment(due=DAY, state=state)


def test_the_whole_table() -> None:
    assert [(m.step, m.source, m.target, sorted(m.who), m.by_other) for m in PLAN_MOVES] == [
        ("open", "draft", "open", ["manager"], False),
        ("say_done", "open", "ending", ["manager", "person"], False),
        ("agree", "ending", "done", ["manager", "person"], True),
        ("take_back", "ending", "open", ["manager", "person"], False),
    ]
    assert [m.step for m in PLAN_MOVES] == list(PlanStep)
    assert all(m.says.endswith(".") for m in PLAN_MOVES)


def test_done_is_never_left_and_every_stage_is_reached() -> None:
    assert {m.target for m in PLAN_MOVES} == set(PlanStage) - {PlanStage.DRAFT}
    assert PlanStage.DONE not in {m.source for m in PLAN_MOVES}


@pytest.mark.parametrize(("side", "said_by"), list(product(Side, (*Side, None))))
def test_only_the_other_side_agrees(side: Side, said_by: Side | None) -> None:
    if said_by is not None and said_by is not side:
        assert check_plan_move(PlanStep.AGREE, PlanStage.ENDING, side, said_by=said_by).target is PlanStage.DONE
        return
    with pytest.raises(NotNow):
        check_plan_move(PlanStep.AGREE, PlanStage.ENDING, side, said_by=said_by)


@pytest.mark.parametrize(("step", "stage", "side"), list(product(PlanStep, PlanStage, Side)))
def test_a_step_is_made_where_the_table_has_it_and_nowhere_else(step: PlanStep, stage: PlanStage, side: Side) -> None:
    other = next(one for one in Side if one is not side)
    rows = [m for m in PLAN_MOVES if m.step is step and m.source is stage and side in m.who]
    if rows:
        assert check_plan_move(step, stage, side, said_by=other) is rows[0]
        return
    with pytest.raises((NotAllowed, NotNow)) as refused:
        check_plan_move(step, stage, side, said_by=other)
    assert refused.value.sentence.endswith(".")


def test_a_plan_that_was_opened_is_not_opened_again() -> None:
    for stage in (PlanStage.OPEN, PlanStage.ENDING, PlanStage.DONE):
        with pytest.raises(NotNow) as refused:
            check_plan_move(PlanStep.OPEN, stage, Side.MANAGER)
        assert refused.value.sentence == "This plan is open already."


def test_a_plan_ends_with_broken_promises_and_not_with_open_ones() -> None:
    kept, broken, unsaid = (
        made(state) for state in (CommitmentState.KEPT, CommitmentState.BROKEN, CommitmentState.OPEN)
    )

    assert ending_lacks([kept, broken], case_over=True) == ()
    assert ending_lacks([], case_over=True) == ()
    assert [one.says for one in ending_lacks([kept, unsaid], case_over=True)] == [
        "1 commitment is marked neither kept nor broken."
    ]
    assert [(one.where, one.says) for one in ending_lacks([unsaid, unsaid], case_over=False)] == [
        ("case", "The case this plan follows is still open; the plan ends after it."),
        ("commitments", "2 commitments are marked neither kept nor broken."),
    ]
