"""The five answers are right for every combination: goal or none, top or bottom, framework or none, open or closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from waypost.framework.library import load
from waypost.framework.schema import Framework
from waypost.web.home.answers import (
    evidence_note,
    five_answers,
    how_evaluated,
    how_feedback,
    what_level,
    what_next,
    when,
)
from waypost.web.home.situation import Aim, OpenQuestion, Situation

LATTICE = load("lattice")
NOV = date(2026, 11, 21)
QUESTION = UUID("00000000-0000-4000-8000-000000000001")


def ada(framework: Framework | None, **more: Any) -> Situation:
    """Ada on a day between two cycles, without a goal."""
    known: dict[str, Any] = {
        "day": NOV,
        "framework": framework,
        "title": "Senior Engineer",
        "level": "senior",
        "since": date(2025, 4, 1),
        "manager": "Ben Okafor",
    }
    return Situation(**{**known, **more})


def aimed(framework: Framework, level: str = "staff", *, until: date | None = None) -> Aim:
    return Aim(level=level, framework=framework, pinned_until=until)


def newer(framework: Framework) -> Framework:
    return framework.model_copy(update={"version": "4.0.0"})


# What level am I?


def test_the_level_is_told_with_its_band_since_when_and_the_version(northwind: Framework) -> None:
    assert what_level(ada(northwind)).says == ("Senior Engineer, band B3, since 1 April 2025.", "Framework 3.1.0.")


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"title": "", "level": ""}, ("You have no position in Waypost yet.", "People operations enter it.")),
        ({"level": ""}, ("Your position has no level.", "People operations enter it.")),
        (
            {"level": "wizard"},
            (
                "Your position names the level “wizard”, which version 3.1.0 of the framework does not have.",
                "People operations can mend that.",
            ),
        ),
        ({"since": None}, ("Senior Engineer, band B3.", "Framework 3.1.0.")),
    ],
)
def test_a_level_that_is_not_there_says_who_can_mend_it(
    northwind: Framework, known: dict[str, Any], says: tuple[str, ...]
) -> None:
    assert what_level(ada(northwind, **known)).says == says


def test_without_a_framework_the_owner_is_named(northwind: Framework) -> None:
    assert what_level(ada(None, owners=("Kofi Mensah",))).says == (
        "You are Senior Engineer.",
        "No framework is published yet.",
        "Kofi Mensah writes it.",
    )
    assert what_next(ada(None)).says == (
        "No framework is published yet.",
        "Nobody owns it yet: people operations name an owner.",
    )


# What does the next require?


@pytest.mark.parametrize(
    ("claims", "says"),
    [
        ({}, "You have recorded no evidence for them yet."),
        ({"design": 3}, "For three of them you have no evidence yet."),
        ({"design": 1, "operations": 0, "outcome": 1, "communication": 1}, "For one of them you have no evidence yet."),
        (
            {"design": 1, "operations": 2, "outcome": 1, "communication": 9},
            "You have recorded evidence for each of them.",
        ),
        ({"growing": 5}, "You have recorded no evidence for them yet."),
    ],
)
def test_a_goal_counts_its_expectations_and_those_without_evidence(
    northwind: Framework, claims: dict[str, int], says: str
) -> None:
    answer = what_next(ada(northwind, aim=aimed(northwind), claims=claims))
    assert answer.says == ("Four expectations of Staff Engineer.", says)


def test_a_level_of_one_expectation_speaks_in_the_singular(northwind: Framework) -> None:
    staff = {"level": "staff", "title": "Staff Engineer"}
    none = what_next(ada(northwind, **staff))
    assert none.says == ("One expectation of Principal Engineer.", "You have no evidence for it yet.")
    assert what_next(ada(northwind, **staff, claims={"design": 1})).says[1] == "You have recorded evidence for it."


@pytest.mark.parametrize(
    ("until", "in_force", "note"),
    [
        (None, "same", "Pinned to version 3.1.0 until your goal is met or you change it."),
        (
            NOV + timedelta(days=10),
            "newer",
            (
                "Pinned to version 3.1.0 until your goal is met, at the latest until 30 November 2026. "
                "Version 4.0.0, in force now, does not move your bar before."
            ),
        ),
        (
            NOV + timedelta(days=10),
            "same",
            "Pinned to version 3.1.0 until your goal is met, at the latest until 30 November 2026.",
        ),
        (
            NOV + timedelta(days=1),
            "newer",
            (
                "Pinned to version 3.1.0 until your goal is met, at the latest until 21 November 2026. "
                "Version 4.0.0, in force now, does not move your bar before."
            ),
        ),
        (
            NOV,
            "newer",
            "The pin to version 3.1.0 ended on 20 November 2026: set your goal anew, under version 4.0.0.",
        ),
    ],
)
def test_a_goal_says_until_when_it_keeps_its_version(
    northwind: Framework, until: date | None, in_force: str, note: str
) -> None:
    current = northwind if in_force == "same" else newer(northwind)
    assert what_next(ada(current, aim=aimed(northwind, until=until))).note == note


def test_a_pinned_goal_is_read_in_its_own_version(northwind: Framework) -> None:
    links = what_next(ada(newer(northwind), aim=aimed(northwind))).links
    assert links[0].place == f"{reverse('frameworks:compare')}?from=senior&to=staff&version=3.1.0"
    links = what_next(ada(northwind, aim=aimed(northwind))).links
    assert links[0].place == f"{reverse('frameworks:compare')}?from=senior&to=staff"


def test_a_goal_that_its_version_does_not_have_is_said_to_be_gone(northwind: Framework) -> None:
    assert what_next(ada(northwind, aim=aimed(northwind, "wizard"))).says == (
        "Your goal names the level “wizard”, which version 3.1.0 does not have.",
    )


def test_without_a_goal_every_move_up_is_offered(northwind: Framework) -> None:
    answer = what_next(ada(northwind, claims={"design": 1}))
    assert answer.says == (
        (
            "Three moves up are open: Staff Engineer (1 of 4 shown), Staff Engineer, Strategic (1 of 3 shown) and "
            "Engineering Manager (1 of 4 shown)."
        ),
    )
    assert [link.label for link in answer.links] == ["Choose a goal"]


def test_a_goal_reached_is_said_and_the_next_moves_follow(northwind: Framework) -> None:
    answer = what_next(ada(northwind, level="staff", title="Staff Engineer", aim=aimed(northwind)))
    assert answer.says[:2] == ("You have reached your goal.", "One expectation of Principal Engineer.")


def test_at_the_top_no_promotion_leads_on_and_ways_sideways_are_told(northwind: Framework) -> None:
    assert what_next(ada(northwind, level="principal", title="Principal Engineer")).says == (
        "From Principal Engineer no promotion leads on.",
    )
    assert what_next(ada(northwind, level="manager", title="Engineering Manager")).says == (
        "From Engineering Manager no promotion leads on.",
        "Sideways, in the same band, the way is open to Staff Engineer and Staff Engineer, Strategic.",
    )


def test_a_next_level_that_asks_nothing_says_so(northwind: Framework) -> None:
    empty = northwind.model_copy(update={"expectations": ()})
    assert what_next(ada(empty, aim=aimed(empty))).says == ("Staff Engineer has no expectation written yet.",)
    assert evidence_note(empty, empty.level("staff"), {}) == ""


# How will I be evaluated?


def test_the_panels_are_counted_for_the_goal_and_at_the_top_for_ones_own_level(northwind: Framework) -> None:
    manager = how_evaluated(ada(northwind, aim=aimed(northwind, "manager"))).says
    assert manager[:2] == (
        "Three engineers at or above the band in question rate one technical criterion.",
        "One person each from product, business and design rate three strategic and people criteria.",
    )
    top = how_evaluated(ada(northwind, level="principal")).says
    assert top[0] == "Three engineers at or above the band in question rate one technical criterion."
    assert how_evaluated(ada(northwind)).links[0].place == reverse("home:how")


# When do promotions happen?


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (
            date(2026, 3, 31),
            ("No cycle is open now.", "The next begins on 1 April 2026, with packets until 21 April 2026."),
        ),
        (
            date(2026, 4, 1),
            (
                "The window is open: packets until 21 April 2026, answers by 11 May 2026.",
                "The next begins on 1 October 2026, with packets until 21 October 2026.",
            ),
        ),
        (
            date(2026, 10, 21),
            (
                "The window is open: packets until 21 October 2026, answers by 10 November 2026.",
                "The next cycle has no date yet.",
            ),
        ),
        (
            date(2026, 10, 22),
            (
                "Packets are in: panels review until 31 October 2026, answers by 10 November 2026.",
                "The next cycle has no date yet.",
            ),
        ),
        (
            date(2026, 11, 5),
            (
                "Reviews are in: calibration until 5 November 2026, answers by 10 November 2026.",
                "The next cycle has no date yet.",
            ),
        ),
        (
            date(2026, 11, 10),
            (
                "Cases of this cycle are being decided and told, until 10 November 2026.",
                "The next cycle has no date yet.",
            ),
        ),
        (date(2026, 11, 11), ("No cycle is open now.", "The next cycle has no date yet.")),
    ],
)
def test_the_window_is_told_to_the_day(northwind: Framework, day: date, says: tuple[str, ...]) -> None:
    assert when(ada(northwind, day=day)).says == says


def test_without_dates_whoever_sets_them_is_named(northwind: Framework) -> None:
    undated = northwind.model_copy(update={"process": northwind.process.model_copy(update={"cycles": ()})})
    assert when(ada(undated, owners=("Kofi Mensah",))).says == (
        "The framework names no dates yet.",
        "Kofi Mensah sets them.",
    )
    assert when(ada(undated)).says[1] == "Engineering-leadership sets them."


# How do I get feedback?


def test_whom_to_ask_and_how_soon_an_answer_is_promised(northwind: Framework) -> None:
    answer = how_feedback(ada(northwind))
    assert answer.says == (
        "Ask Ben Okafor “what would it take?” about any level: the answer is promised within 14 days.",
    )
    assert [link.place for link in answer.links] == [reverse("growth:question_ask")]


@pytest.mark.parametrize(
    ("due", "says"),
    [
        (NOV, "Ben Okafor owes you an answer about Staff Engineer by 21 November 2026."),
        (
            NOV - timedelta(days=1),
            (
                "Ben Okafor owed you an answer about Staff Engineer by 20 November 2026; "
                "people operations see that it is late."
            ),
        ),
    ],
)
def test_an_answer_owed_is_told_first_and_a_late_one_is_called_late(northwind: Framework, due: date, says: str) -> None:
    question = OpenQuestion(key=QUESTION, asked="Ben Okafor", about="Staff Engineer", due_on=due)
    answer = how_feedback(ada(northwind, questions=(question,)))
    assert answer.says[0] == says
    assert answer.links[0].place == reverse("growth:question", args=[QUESTION])


def test_without_a_manager_nobody_is_asked_in_vain(northwind: Framework) -> None:
    answer = how_feedback(ada(northwind, manager=""))
    assert answer.says == (
        "You have no manager in Waypost, so “what would it take?” has nobody to answer it.",
        "People operations enter one.",
    )
    assert answer.links == ()


# Whatever the combination

LEVELS = st.sampled_from(["", "wizard", *(level.key for level in LATTICE.levels)])
AIMS = st.none() | st.builds(
    Aim,
    level=LEVELS.filter(bool),
    framework=st.sampled_from([LATTICE, newer(LATTICE)]),
    pinned_until=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
SITUATIONS = st.builds(
    Situation,
    day=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
    framework=st.sampled_from([None, LATTICE]),
    owners=st.sampled_from([(), ("Kofi Mensah",)]),
    title=st.sampled_from(["", "Engineer"]),
    level=LEVELS,
    since=st.none() | st.just(date(2025, 4, 1)),
    manager=st.sampled_from(["", "Ben Okafor"]),
    aim=AIMS,
    claims=st.dictionaries(st.sampled_from([one.key for one in LATTICE.criteria]), st.integers(0, 4)),
    questions=st.sampled_from([(), (OpenQuestion(key=QUESTION, asked="Ben", about="Staff", due_on=NOV),)]),
)


@given(situation=SITUATIONS)
def test_every_question_has_an_answer_in_whole_sentences(situation: Situation) -> None:
    answers = five_answers(situation)
    assert [answer.asks for answer in answers] == [
        "What level am I?",
        "What does the next require?",
        "How will I be evaluated?",
        "When do promotions happen?",
        "How do I get feedback?",
    ]
    for answer in answers:
        assert answer.says
        for says in (*answer.says, answer.note):
            assert says == "" or (says[0].isupper() and says.endswith(".")), says
            assert "%" not in says
            assert "None" not in says
        assert all(link.label and link.place.startswith("/") for link in answer.links)


@given(situation=SITUATIONS)
def test_no_answer_counts_more_evidence_than_there_are_expectations(situation: Situation) -> None:
    for level in LATTICE.levels:
        note = evidence_note(LATTICE, level, situation.claims)
        if note:
            have, asked = (int(word) for word in note.split() if word.isdigit())
            assert 0 <= have <= asked
