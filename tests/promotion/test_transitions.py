"""The table of moves as a whole: every row once, every stage reached, every need asked, and the page says it."""

from datetime import UTC, datetime

from waypost.promotion.needs import Need, describe_need, missing_for
from waypost.promotion.stages import (
    CLOSED_STAGES,
    OPEN_STAGES,
    ORDER,
    TRANSITIONS,
    Action,
    Facts,
    Stage,
    describe,
    stage_constraint_values,
    stage_pairs,
    transition_of,
)


def test_the_whole_table() -> None:
    table = {
        (
            t.action.value,
            tuple(s.value for s in t.sources),
            t.target and t.target.value,
            tuple(sorted(r.value for r in t.who)),
        )
        for t in TRANSITIONS
    }
    desk = ("facilitator", "people_operations")
    undecided = (
        "nominated", "accepted", "gathering", "returned", "submitted", "in_review", "in_calibration",
    )  # fmt: skip
    assert table == {
        ("nominate", (), "nominated", ("manager",)),
        ("accept", ("nominated",), "accepted", ("candidate",)),
        ("start_gathering", ("accepted",), "gathering", ("candidate", "manager")),
        ("submit", ("gathering",), "submitted", ("candidate",)),
        ("start_review", ("submitted",), "in_review", desk),
        ("return_case", ("submitted", "in_review"), "returned", desk),
        ("resume", ("returned",), "gathering", ("candidate",)),
        ("open_calibration", ("in_review",), "in_calibration", desk),
        ("decide", ("in_calibration",), "decided", ("decider",)),
        ("tell", ("decided",), "told", ("manager", "people_operations")),
        ("appeal", ("told",), "appealed", ("candidate",)),
        ("reopen", ("appealed",), "in_review", ("people_operations",)),
        ("take_back_appeal", ("appealed", "in_review", "in_calibration"), "told", ("candidate",)),
        ("close", ("told",), "closed", ("manager", "people_operations")),
        ("withdraw", undecided, "withdrawn", ("candidate",)),
        ("hand_over", tuple(s.value for s in Stage if s in OPEN_STAGES), None, ("people_operations",)),
    }


def test_each_action_has_exactly_one_row() -> None:
    assert [t.action for t in TRANSITIONS] == list(Action)
    assert all(transition_of(action).action is action for action in Action)


def test_every_stage_is_reached_and_only_the_closed_ones_are_never_left() -> None:
    reached = {t.target for t in TRANSITIONS} - {None}
    left = {stage for t in TRANSITIONS for stage in t.sources}
    assert reached == set(Stage)
    assert set(Stage) - left == CLOSED_STAGES == {Stage.CLOSED, Stage.WITHDRAWN}
    assert set(Stage) == OPEN_STAGES | CLOSED_STAGES


def test_who_manages_a_case_changes_without_moving_it() -> None:
    staying = [t for t in TRANSITIONS if t.target is None]
    assert [t.action for t in staying] == [Action.HAND_OVER]
    assert [t.leads_to(stage) for t in staying for stage in t.sources] == list(staying[0].sources)
    said = describe()[list(Action).index(Action.HAND_OVER)]
    assert (said.sources, said.target) == (("Any open stage",), "The same")


def test_the_straight_way_is_made_of_moves() -> None:
    assert set(zip((None, *ORDER), ORDER, strict=False)) <= stage_pairs()


def test_the_database_knows_every_stage() -> None:
    assert stage_constraint_values() == tuple(stage.value for stage in Stage)
    assert max(map(len, stage_constraint_values())) <= 16


def test_every_row_says_what_it_does_and_how_to_take_it_back() -> None:
    for transition in TRANSITIONS:
        for sentence in (transition.says, transition.undo):
            assert sentence.endswith("."), transition.action
            assert "!" not in sentence
        assert transition.label[0].isupper()
        assert not transition.label.endswith(".")
        assert transition.asks_reason == (Need.REASON in transition.needs)


def test_every_need_can_be_asked_and_said() -> None:
    nothing = Facts(now=datetime(2026, 10, 20, 9, 0, tzinfo=UTC))
    for need in Need:
        assert describe_need(need)
        assert missing_for(need, nothing) == () or all(m.says.endswith(".") for m in missing_for(need, nothing))


def test_every_need_is_used() -> None:
    assert {need for t in TRANSITIONS for need in (*t.needs, *t.only_when)} == set(Need)


def test_the_page_about_evaluation_says_the_table_in_words() -> None:
    rows = describe()
    assert len(rows) == len(TRANSITIONS)
    tell = rows[list(Action).index(Action.TELL)]
    assert (tell.action, tell.sources, tell.target, tell.who, tell.needs) == (
        "Tell the candidate",
        ("Decided",),
        "Told",
        ("Manager", "People operations"),
        ("the result to be released", "the letter to the candidate"),
    )
