"""The states of a session: who moves it on, what must hold, and what may be done in it, while."""

from __future__ import annotations

import pytest

from waypost.calibration.session import (
    STEPS,
    WHILE,
    Doing,
    RoomRole,
    SessionFacts,
    State,
    Step,
    check,
    offered,
    refuse_unless_open,
)
from waypost.refusal import NotAllowed, NotNow

FACILITATOR = {RoomRole.FACILITATOR}
READY = SessionFacts(cases=2, without_outcome=0, undecided=0)


def test_a_session_goes_one_way_and_every_step_is_in_the_table_once() -> None:
    assert [(row.source, row.target) for row in STEPS] == [
        (State.PREVIEW, State.IN_ROOM),
        (State.IN_ROOM, State.LOCKED),
        (State.LOCKED, State.RELEASED),
    ]
    assert {row.step for row in STEPS} == set(Step)


@pytest.mark.parametrize("step", list(Step))
def test_a_step_is_taken_from_its_own_state_only(step: Step) -> None:
    source = next(row.source for row in STEPS if row.step is step)
    for state in State:
        if state is source:
            assert check(step, state, FACILITATOR, READY).target is not state
        else:
            with pytest.raises(NotNow) as refused:
                check(step, state, FACILITATOR, READY)
            assert refused.value.code == f"session.{step}.state"


@pytest.mark.parametrize("step", list(Step))
def test_a_calibrator_moves_nothing(step: Step) -> None:
    source = next(row.source for row in STEPS if row.step is step)
    with pytest.raises(NotAllowed):
        check(step, source, {RoomRole.CALIBRATOR}, READY)


def test_people_operations_release_but_neither_open_nor_lock() -> None:
    mine = {RoomRole.PEOPLE_OPERATIONS}
    assert check(Step.RELEASE, State.LOCKED, mine, READY).target is State.RELEASED
    for step, state in ((Step.OPEN_ROOM, State.PREVIEW), (Step.LOCK, State.IN_ROOM)):
        with pytest.raises(NotAllowed):
            check(step, state, mine, READY)


def test_what_nobody_looked_up_opens_no_door() -> None:
    for row in STEPS:
        with pytest.raises(NotNow):
            check(row.step, row.source, FACILITATOR, SessionFacts())


def test_a_room_is_locked_once_every_case_is_settled() -> None:
    with pytest.raises(NotNow) as refused:
        check(Step.LOCK, State.IN_ROOM, FACILITATOR, SessionFacts(cases=2, without_outcome=1, undecided=0))
    assert [one.says for one in refused.value.missing] == ["1 case has no outcome of the room yet."]


def test_decisions_are_released_once_every_settled_case_is_decided() -> None:
    with pytest.raises(NotNow) as refused:
        check(Step.RELEASE, State.LOCKED, FACILITATOR, SessionFacts(cases=2, without_outcome=0, undecided=2))
    assert [one.says for one in refused.value.missing] == ["2 cases are not decided yet."]


def test_what_is_offered_names_what_is_missing() -> None:
    (found,) = offered(State.IN_ROOM, FACILITATOR, SessionFacts(cases=1, without_outcome=1, undecided=0))
    assert (found.row.step, found.ready) == (Step.LOCK, False)
    assert offered(State.IN_ROOM, {RoomRole.CALIBRATOR}, READY) == ()
    assert offered(State.RELEASED, set(RoomRole), READY) == ()


@pytest.mark.parametrize("doing", list(Doing))
def test_each_thing_is_done_in_one_state(doing: Doing) -> None:
    for state in State:
        if state is WHILE[doing]:
            refuse_unless_open(doing, state)
        else:
            with pytest.raises(NotNow) as refused:
                refuse_unless_open(doing, state)
            assert refused.value.code == f"session.{doing}.state"
    with pytest.raises(NotNow, match="locked"):
        refuse_unless_open(doing, State.LOCKED)
