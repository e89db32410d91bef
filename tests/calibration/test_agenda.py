"""The agenda of a session: most disputed first, and the same agenda whoever prints it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.calibration.agenda import AgendaCase, Vote, agenda

A, Q, P = Vote.AGREE, Vote.QUESTION, Vote.PASS


def order(*cases: AgendaCase) -> list[str]:
    return [item.case for item in agenda(cases)]


def test_questions_come_before_spread_before_divergence_before_nearness() -> None:
    near = AgendaCase(case="near", from_bar=Fraction(0))
    diverging = AgendaCase(case="diverging", divergence=Fraction(1), from_bar=Fraction(1))
    spread = AgendaCase(case="spread", spread=Fraction(2))
    questioned = AgendaCase(case="questioned", votes=(Q, A, A))
    clear = AgendaCase(case="clear", votes=(A, A, A), divergence=Fraction(0), from_bar=Fraction(1))
    withheld = AgendaCase(case="withheld", votes=(A, A, A))
    assert order(withheld, clear, near, diverging, spread, questioned) == [
        "questioned", "spread", "diverging", "near", "clear", "withheld",
    ]  # fmt: skip


def test_two_questions_come_before_one_whatever_the_rest() -> None:
    two = AgendaCase(case="two", votes=(Q, Q, A))
    one = AgendaCase(case="one", votes=(Q, A, P), spread=Fraction(3), divergence=Fraction(2), from_bar=Fraction(0))
    assert order(one, two) == ["two", "one"]


def test_equal_cases_stand_by_their_key() -> None:
    assert order(AgendaCase(case="b"), AgendaCase(case="c"), AgendaCase(case="a")) == ["a", "b", "c"]


def test_a_place_says_why() -> None:
    ada = AgendaCase(
        case="ada", votes=(Q, Q, A, P), spread=Fraction(2), divergence=Fraction(5, 4), from_bar=Fraction(1, 15)
    )
    quiet = AgendaCase(case="tomas", votes=(A, A), spread=Fraction(1), divergence=Fraction(1, 2), from_bar=Fraction(1))
    first, second = agenda((quiet, ada))
    assert (first.place, first.agree, first.question, first.passed, first.why) == (
        1,
        1,
        2,
        1,
        (
            "2 calibrators question it",
            "ratings of one criterion lie 2 points apart",
            "the panels disagree",
            "it is close to the bar",
        ),
    )
    assert (second.place, second.case, second.why) == (2, "tomas", ("nobody questions it",))


def test_one_question_is_said_of_one() -> None:
    (item,) = agenda((AgendaCase(case="ada", votes=(Q,)),))
    assert item.why == ("1 calibrator questions it",)


def test_an_empty_session_has_an_empty_agenda() -> None:
    assert agenda(()) == ()


def test_a_case_stands_once() -> None:
    with pytest.raises(ValueError, match="once"):
        agenda((AgendaCase(case="ada"), AgendaCase(case="ada")))


points = st.fractions(0, 3, max_denominator=6)
cases = st.lists(
    st.builds(
        AgendaCase,
        case=st.text("abcdef", min_size=1, max_size=3),
        votes=st.lists(st.sampled_from(list(Vote)), max_size=4).map(tuple),
        spread=points,
        divergence=st.none() | points,
        from_bar=st.none() | points,
    ),
    unique_by=lambda case: case.case,
    max_size=6,
)


@given(some=cases, data=st.data())
def test_the_order_they_came_in_changes_nothing(some: list[AgendaCase], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(some))
    assert agenda(some) == agenda(shuffled)


@given(some=cases)
def test_every_case_has_one_place_and_a_reason(some: list[AgendaCase]) -> None:
    items = agenda(some)
    assert [item.place for item in items] == list(range(1, len(some) + 1))
    assert {item.case for item in items} == {case.case for case in some}
    assert all(item.why for item in items)
    assert [item.question for item in items] == sorted((item.question for item in items), reverse=True)
