"""What a case, a session and a plan put on the home page of each person, and what that costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.web.cast import Cast, case_at, signed_in

from waypost.promotion.stages import Stage
from waypost.web.growth.models import Commitment, CommitmentState, Plan, PlanState, Question
from waypost.web.growth.selectors.waiting import open_questions
from waypost.web.home.selectors import situation_of
from waypost.web.home.waits import waiting_for
from waypost.web.people.models import Person

STAGES = [Stage.NOMINATED, Stage.ACCEPTED, Stage.GATHERING, Stage.SUBMITTED, Stage.IN_REVIEW, Stage.IN_CALIBRATION]
EVERYBODY = ("ada", "ben", "chen", "dana", "eli", "hana", "ivo", "jun", "kim", "kofi", "lena", "omar")


def says(person: Person) -> list[str]:
    today = timezone.localdate()
    found = waiting_for(person, today, questions=open_questions(person), situation=situation_of(person, day=today))
    assert all(one.place.startswith("/") and one.label for one in found)
    return [one.says for one in found]


@pytest.mark.parametrize(
    ("stage", "who", "line"),
    [
        (Stage.NOMINATED, "ada", "You are nominated: accept, or withdraw"),
        (Stage.ACCEPTED, "ben", "Ada Lindqvist accepted: start gathering evidence"),
        (Stage.GATHERING, "ada", "Gather your packet, and submit it when nothing is missing"),
        (Stage.IN_REVIEW, "chen", "Review Ada Lindqvist's packet"),
        (Stage.IN_REVIEW, "eli", "Review Ada Lindqvist's packet"),
    ],
)
def test_a_case_asks_at_its_stage_whose_turn_it_is(cast: Cast, stage: Stage, who: str, line: str) -> None:
    case_at(cast, stage)
    assert line in says(cast.people[who])


def test_a_case_asks_nothing_of_who_has_no_part_in_it(cast: Cast) -> None:
    for stage in (Stage.GATHERING, Stage.IN_REVIEW):
        if stage is Stage.GATHERING:
            case_at(cast, stage)
        assert not any("Ada Lindqvist" in line for line in says(cast.lena))
        assert not any("Ada Lindqvist" in line for line in says(cast.omar))


def plan(cast: Cast, *, look: int, state: str = PlanState.OPEN) -> Plan:
    return Plan.objects.create(
        person=cast.ada,
        manager=cast.ben,
        framework=cast.framework,
        level="staff",
        next_look_on=cast.now.date() + timedelta(days=look),
        state=state,
        created_at=cast.now,
    )


def commit(cast: Cast, to: Plan, by: Person, words: str, *, days: int, state: str = CommitmentState.OPEN) -> None:
    day = cast.now.date() + timedelta(days=days)
    Commitment.objects.create(plan=to, by=by, words=words, due_on=day, state=state)


def test_a_plan_is_brought_up_once_and_each_commitment_to_who_made_it(cast: Cast) -> None:
    kept = plan(cast, look=14)
    commit(cast, kept, cast.ben, "Find a lead role", days=14)
    commit(cast, kept, cast.ben, "Read the draft", days=-3)
    commit(cast, kept, cast.ben, "Not yet near", days=15)
    commit(cast, kept, cast.ben, "Done", days=1, state=CommitmentState.KEPT)
    commit(cast, kept, cast.ada, "Write the decision record", days=2)
    assert says(cast.ben) == [
        "You committed: Read the draft",
        "The next look at the plan of Ada Lindqvist is near.",
        "You committed: Find a lead role",
    ]
    assert says(cast.ada) == ["You committed: Write the decision record", "The next look at your plan is near."]
    assert says(cast.lena) == []


def test_a_look_that_is_far_still_brings_up_a_commitment_that_is_near(cast: Cast) -> None:
    commit(cast, plan(cast, look=15), cast.ben, "Find a lead role", days=1)
    assert says(cast.ben) == ["You committed: Find a lead role"]


def test_a_draft_of_a_plan_waits_for_its_manager_alone(cast: Cast) -> None:
    commit(cast, plan(cast, look=3, state=PlanState.DRAFT), cast.ben, "Find a lead role", days=1)
    assert says(cast.ben) == [
        "The plan for Ada Lindqvist is a draft. It opens once every gap has an opportunity and a day."
    ]
    assert says(cast.ada) == []


def test_a_question_waits_for_who_owes_the_answer_and_not_for_who_asked(cast: Cast) -> None:
    Question.objects.create(
        asker=cast.ada,
        manager=cast.ben,
        framework=cast.framework,
        level="staff",
        asked_at=cast.now,
        due_at=cast.now + timedelta(days=9),
    )
    assert says(cast.ben) == ["Ada Lindqvist asks what it would take for Staff Engineer."]
    assert says(cast.ada) == []


@pytest.mark.parametrize("stage", STAGES)
def test_home_costs_at_most_fifteen_queries_for_everybody_at_every_stage(cast: Cast, stage: Stage) -> None:
    case_at(cast, stage)
    kept = plan(cast, look=3)
    commit(cast, kept, cast.ben, "Find a lead role", days=1)
    costs = {who: queries(cast.people[who]) for who in EVERYBODY}
    assert max(costs.values()) <= 15, costs


def queries(person: Person) -> int:
    browser, home = signed_in(person), reverse("home:home")
    browser.get(home)
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(home)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    return len(captured)
