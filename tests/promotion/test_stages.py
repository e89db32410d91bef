"""The table of moves: every action x stage x role has one answer, and what is missing is said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.promotion.decision import Outcome
from waypost.promotion.needs import Need, missing_for
from waypost.promotion.stages import (
    OPEN_STAGES,
    TRANSITIONS,
    Action,
    Facts,
    Role,
    Stage,
    allowed,
    check,
    effective_roles,
    next_steps,
    transition_of,
)
from waypost.refusal import Missing, NotAllowed, NotNow

NOW = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
NOTHING = Facts(now=NOW)
FIRST_ROUND = Facts(
    now=NOW,
    path_allowed=True,
    has_open_case=False,
    gate=(),
    panels=(),
    reviews_in=6,
    reviews_expected=6,
    in_session=True,
    session_locked=True,
    released=True,
    outcome=Outcome.NOT_YET,
    decision=(),
    letter=True,
    reason="The scope document is from last year.",
    appeal_ends=NOW + timedelta(days=3),
    plan=(),
)
ALL_ACTIONS = list(Action)
role_sets = st.frozensets(st.sampled_from(list(Role)))


def actions(stage: Stage | None, *roles: Role) -> set[Action]:
    return {transition.action for transition in allowed(stage, roles)}


def refusal(action: Action, stage: Stage | None, roles: set[Role], facts: Facts) -> tuple[str, str, tuple[str, ...]]:
    with pytest.raises((NotAllowed, NotNow)) as caught:
        check(action, stage, roles, facts)
    return caught.value.code, caught.value.sentence, tuple(m.says for m in caught.value.missing)


def test_facts_nobody_gathered_open_no_door() -> None:
    """Ada's case with a forgotten query: only what needs no facts goes on, or what she may always do."""
    free = set()
    for transition in TRANSITIONS:
        stage = transition.sources[0] if transition.sources else None
        try:
            check(transition.action, stage, transition.who, NOTHING)
        except NotNow:
            continue
        free.add(transition.action)
    assert free == {Action.ACCEPT, Action.START_GATHERING, Action.RESUME, Action.WITHDRAW}


@pytest.mark.parametrize("action", ALL_ACTIONS)
def test_who_may_do_what_when_is_the_table_and_nothing_else(action: Action) -> None:
    row = transition_of(action)
    for stage, role in product((None, *Stage), Role):
        at_source = stage in row.sources if stage is not None else not row.sources
        assert (action in actions(stage, role)) == (at_source and role in row.who)
        if role not in row.who:
            assert refusal(action, stage, {role}, FIRST_ROUND)[0] == f"case.{action.value}.not_yours"
        elif not at_source:
            assert refusal(action, stage, {role}, FIRST_ROUND)[0] == f"case.{action.value}.stage"


@given(held=role_sets)
def test_being_the_subject_beats_every_role(held: frozenset[Role]) -> None:
    mine = held | {Role.CANDIDATE}
    assert effective_roles(mine) == {Role.CANDIDATE}
    for stage in (None, *Stage):
        assert allowed(stage, mine) == allowed(stage, {Role.CANDIDATE})


@given(held=role_sets)
def test_a_manager_never_judges_their_own_report(held: frozenset[Role]) -> None:
    mine = effective_roles(held | {Role.MANAGER})
    assert not mine & {Role.TECHNICAL, Role.STRATEGIC, Role.FACILITATOR, Role.CALIBRATOR}


@given(held=role_sets)
def test_counting_roles_twice_changes_nothing(held: frozenset[Role]) -> None:
    assert effective_roles(effective_roles(held)) == effective_roles(held)
    assert effective_roles(held) <= held


def test_a_person_without_a_role_may_do_nothing() -> None:
    assert all(allowed(stage, ()) == () for stage in (None, *Stage))
    assert all(allowed(stage, {Role.PEER, Role.ATTESTER}) == () for stage in (None, *Stage))


def test_ada_submits_when_the_gate_passes_and_reads_what_is_missing_when_not() -> None:
    assert check(Action.SUBMIT, Stage.GATHERING, {Role.CANDIDATE}, FIRST_ROUND).target is Stage.SUBMITTED
    lacking = (Missing("Add a claim that speaks to “System design”.", "primary_criterion:design"),)
    assert refusal(Action.SUBMIT, Stage.GATHERING, {Role.CANDIDATE}, replace(FIRST_ROUND, gate=lacking)) == (
        "case.submit.missing",
        "Add a claim that speaks to “System design”.",
        ("Add a claim that speaks to “System design”.",),
    )


def test_several_missing_things_are_counted_and_listed() -> None:
    facts = replace(FIRST_ROUND, released=False, letter=False)
    assert refusal(Action.TELL, Stage.DECIDED, {Role.MANAGER}, facts) == (
        "case.tell.missing",
        "“Tell the candidate” has to wait: 2 things are missing.",
        ("The result has not been released yet.", "The letter to the candidate is not written."),
    )


def test_ben_cannot_accept_for_ada() -> None:
    assert refusal(Action.ACCEPT, Stage.NOMINATED, {Role.MANAGER}, FIRST_ROUND) == (
        "case.accept.not_yours",
        "“Accept the nomination” belongs to the candidate.",
        (),
    )


def test_a_refusal_names_everybody_it_belongs_to() -> None:
    assert refusal(Action.TELL, Stage.DECIDED, {Role.DECIDER}, FIRST_ROUND)[1] == (
        "“Tell the candidate” belongs to the manager or people operations."
    )


def test_a_move_from_the_wrong_stage_says_where_the_case_is_and_where_it_would_go() -> None:
    assert refusal(Action.RETURN_CASE, Stage.TOLD, {Role.FACILITATOR}, FIRST_ROUND)[1] == (
        "The case is told now. “Return the case” is possible while it is submitted or in review."
    )
    assert refusal(Action.NOMINATE, Stage.GATHERING, {Role.MANAGER}, FIRST_ROUND)[1] == (
        "“Nominate” starts a new case; this one is gathering already."
    )
    assert refusal(Action.SUBMIT, None, {Role.CANDIDATE}, FIRST_ROUND)[1] == (
        "“Submit the packet” needs a case, and there is none yet."
    )


def test_a_nomination_needs_a_path_and_no_open_case() -> None:
    facts = replace(FIRST_ROUND, path_allowed=False, has_open_case=True)
    assert refusal(Action.NOMINATE, None, {Role.MANAGER}, facts)[2] == (
        "The framework has no path from the person's level to this one.",
        "The person already has an open case; it has to end first.",
    )
    assert check(Action.NOMINATE, None, {Role.MANAGER}, FIRST_ROUND).target is Stage.NOMINATED


def test_whether_there_is_an_open_case_has_to_be_known() -> None:
    assert refusal(Action.NOMINATE, None, {Role.MANAGER}, Facts(now=NOW, path_allowed=True))[2] == (
        "The person already has an open case; it has to end first.",
    )


def test_a_return_says_why_in_words() -> None:
    facts = replace(FIRST_ROUND, reason="  \n")
    assert refusal(Action.RETURN_CASE, Stage.IN_REVIEW, {Role.FACILITATOR}, facts)[2] == (
        "Say why, in your own words.",
    )
    assert check(Action.RETURN_CASE, Stage.IN_REVIEW, {Role.FACILITATOR}, FIRST_ROUND).target is Stage.RETURNED


@pytest.mark.parametrize(
    ("given", "expected", "says"),
    [
        (0, 0, ("No panellist has been asked for a review yet.",)),
        (5, 6, ("1 of 6 reviews is still to come.",)),
        (2, 6, ("4 of 6 reviews are still to come.",)),
        (6, 6, ()),
    ],
)
def test_calibration_waits_for_the_last_review(given: int, expected: int, says: tuple[str, ...]) -> None:
    facts = replace(FIRST_ROUND, reviews_in=given, reviews_expected=expected)
    assert tuple(m.says for m in missing_for(Need.REVIEWS_IN, facts)) == says


def test_a_decision_waits_for_the_lock_only_in_a_session() -> None:
    unlocked = replace(FIRST_ROUND, session_locked=False)
    assert refusal(Action.DECIDE, Stage.IN_CALIBRATION, {Role.DECIDER}, unlocked)[2] == (
        "The calibration session is not locked yet.",
    )
    outside = replace(unlocked, in_session=False)
    assert check(Action.DECIDE, Stage.IN_CALIBRATION, {Role.DECIDER}, outside).target is Stage.DECIDED


def test_a_lock_is_not_a_release() -> None:
    locked = replace(FIRST_ROUND, session_locked=True, released=False)
    assert refusal(Action.TELL, Stage.DECIDED, {Role.MANAGER}, locked)[2] == ("The result has not been released yet.",)


def test_an_appeal_is_possible_until_the_window_ends_and_not_at_its_end() -> None:
    last_moment = replace(FIRST_ROUND, appeal_ends=NOW + timedelta(microseconds=1))
    assert check(Action.APPEAL, Stage.TOLD, {Role.CANDIDATE}, last_moment).target is Stage.APPEALED
    assert refusal(Action.APPEAL, Stage.TOLD, {Role.CANDIDATE}, replace(FIRST_ROUND, appeal_ends=NOW)) == (
        "case.appeal.closed_off",
        "The time to appeal is over.",
        ("The time to appeal is over.",),
    )


def test_a_case_is_appealed_once_and_a_yes_never() -> None:
    again = replace(FIRST_ROUND, appealed=True)
    assert refusal(Action.APPEAL, Stage.TOLD, {Role.CANDIDATE}, again)[1] == (
        "A case can be appealed once, and this one was."
    )
    yes = replace(FIRST_ROUND, outcome=Outcome.YES)
    assert refusal(Action.APPEAL, Stage.TOLD, {Role.CANDIDATE}, yes)[1] == "Only “not yet” can be appealed."


def test_an_appeal_goes_to_other_panellists() -> None:
    facts = replace(FIRST_ROUND, appealed=True, sat_before=("Chen Wei",))
    assert refusal(Action.REOPEN, Stage.APPEALED, {Role.PEOPLE_OPERATIONS}, facts)[2] == (
        "Chen Wei sat in the first round; an appeal goes to other panellists.",
    )


def test_the_same_thing_is_not_listed_twice() -> None:
    says = "Chen Wei sat in the first round; an appeal goes to other panellists."
    facts = replace(FIRST_ROUND, sat_before=("Chen Wei",), panels=(Missing(says, "panel:technical"),))
    assert refusal(Action.REOPEN, Stage.APPEALED, {Role.PEOPLE_OPERATIONS}, facts)[2] == (says,)


def test_a_second_look_ends_by_taking_the_appeal_back_and_never_by_withdrawing() -> None:
    """The first answer was told; withdrawing would make it, and its plan, disappear."""
    second = replace(FIRST_ROUND, appealed=True)
    for stage in (Stage.IN_REVIEW, Stage.IN_CALIBRATION):
        offered = {step.transition.action for step in next_steps(stage, {Role.CANDIDATE}, second)}
        assert offered == {Action.TAKE_BACK_APPEAL}
        assert refusal(Action.WITHDRAW, stage, {Role.CANDIDATE}, second)[0] == "case.withdraw.closed_off"
        first = {step.transition.action for step in next_steps(stage, {Role.CANDIDATE}, FIRST_ROUND)}
        assert first == {Action.WITHDRAW}
    assert check(Action.TAKE_BACK_APPEAL, Stage.APPEALED, {Role.CANDIDATE}, second).target is Stage.TOLD


def test_a_case_under_appeal_is_not_returned_so_that_the_same_packet_is_judged_again() -> None:
    second = replace(FIRST_ROUND, appealed=True)
    assert Action.RETURN_CASE not in {
        step.transition.action for step in next_steps(Stage.IN_REVIEW, {Role.FACILITATOR}, second)
    }


def test_the_candidate_always_has_a_way_out_before_a_decision() -> None:
    second = replace(FIRST_ROUND, appealed=True)
    undecided = OPEN_STAGES - {Stage.DECIDED, Stage.TOLD, Stage.APPEALED}
    places = [(stage, FIRST_ROUND) for stage in undecided]
    places += [(stage, second) for stage in (Stage.APPEALED, Stage.IN_REVIEW, Stage.IN_CALIBRATION)]
    for stage, facts in places:
        ready = {step.transition.action for step in next_steps(stage, {Role.CANDIDATE}, facts) if step.ready}
        assert len(ready & {Action.WITHDRAW, Action.TAKE_BACK_APPEAL}) == 1, stage


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, ("The candidate may still appeal; wait for the window to end or for a waiver.",)),
        ({"appeal_waived": True}, ()),
        ({"appealed": True}, ()),
        ({"appeal_ends": NOW}, ()),
        (
            {"appeal_ends": NOW, "plan": None},
            ("“Not yet” comes with a plan, and there is none so far.",),
        ),
        (
            {"outcome": Outcome.YES, "plan": None},
            ("Record the new position and the day it comes into force.",),
        ),
        ({"outcome": Outcome.YES, "plan": None, "position_recorded": True}, ()),
        (
            {"outcome": None, "appeal_ends": NOW},
            ("There is no decision yet.",),
        ),
    ],
)
def test_a_case_closes_with_a_position_or_with_a_plan(changes: dict[str, object], says: tuple[str, ...]) -> None:
    facts = replace(FIRST_ROUND, **changes)  # type: ignore[arg-type]
    (step,) = next_steps(Stage.TOLD, {Role.PEOPLE_OPERATIONS}, facts)
    assert tuple(m.says for m in step.missing) == says
    assert step.ready == (not says)


def test_a_step_with_a_form_for_words_is_ready_before_they_are_written() -> None:
    steps = {s.transition.action: s for s in next_steps(Stage.SUBMITTED, {Role.FACILITATOR}, NOTHING)}
    assert steps[Action.RETURN_CASE].ready
    assert not steps[Action.START_REVIEW].ready


@given(
    roles=role_sets,
    stage=st.sampled_from([None, *Stage]),
    appealed=st.booleans(),
    outcome=st.sampled_from([None, *Outcome]),
    gate=st.sampled_from([None, (), (Missing("Write it."),)]),
    reviews=st.integers(0, 6),
)
def test_a_ready_step_succeeds_and_an_unready_one_is_refused_with_the_same_list(
    roles: frozenset[Role],
    stage: Stage | None,
    appealed: bool,
    outcome: Outcome | None,
    gate: tuple[Missing, ...] | None,
    reviews: int,
) -> None:
    facts = replace(FIRST_ROUND, appealed=appealed, outcome=outcome, gate=gate, reviews_in=reviews)
    offered = next_steps(stage, roles, facts)
    for step in offered:
        action = step.transition.action
        if step.ready:
            assert check(action, stage, roles, facts) is step.transition
        else:
            with pytest.raises(NotNow) as caught:
                check(action, stage, roles, facts)
            assert caught.value.missing == step.missing
    for action in set(Action) - {step.transition.action for step in offered}:
        with pytest.raises((NotAllowed, NotNow)):
            check(action, stage, roles, facts)


def test_roles_add_up_and_never_take_away_except_for_subject_and_manager() -> None:
    plain = [role for role in Role if role not in (Role.CANDIDATE, Role.MANAGER)]
    for stage in Stage:
        for one, other in combinations(plain, 2):
            assert actions(stage, one, other) == actions(stage, one) | actions(stage, other)
