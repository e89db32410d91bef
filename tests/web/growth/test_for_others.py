"""What other apps ask of growth: points raised before a day, what waits, and the page itself."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, evidence_of, signed_in
from tests.web.growth.planning import a_plan, an_open_plan, later
from tests.web.growth.test_questions import asked, lines

from waypost.promotion.decision import RaisedIn, RaisedPoint
from waypost.web.growth.models import Feedback, Goal, Question
from waypost.web.growth.selectors import raised_points, waiting_for
from waypost.web.growth.services.feedback import give_feedback
from waypost.web.growth.services.goals import set_goal
from waypost.web.growth.services.plans import mark_commitment
from waypost.web.growth.services.questions import give_answer, keep_answer
from waypost.web.people.models import Person


def test_answers_feedback_and_open_plans_raise_points_and_nothing_else_does(cast: Cast) -> None:
    day = cast.now.date()
    question = asked(cast)
    give_answer(cast.act(cast.ben), question=question.pk, seen=1, lines=lines(cast, "outcome"), answer="So.")
    for to_grow, criterion in ((True, "code"), (False, "design")):
        give_feedback(cast.act(cast.jun), about=cast.ada.pk, criterion=criterion, words="Seen.", to_grow=to_grow)
    an_open_plan(cast)
    a_plan(cast)
    half = asked(cast, "staff-strategic")
    keep_answer(cast.act(cast.ben), question=half.pk, seen=1, lines=(), answer="Unsaid.")

    found = raised_points(cast.ada, day + timedelta(days=1))

    assert set(found) == {
        RaisedPoint(criterion="outcome", level="staff", on=day, source=RaisedIn.QUESTION),
        RaisedPoint(criterion="code", level=None, on=day, source=RaisedIn.FEEDBACK),
        RaisedPoint(criterion="direction", level="staff", on=day, source=RaisedIn.PLAN),
        RaisedPoint(criterion="communication", level="staff", on=day, source=RaisedIn.PLAN),
    }


def test_what_is_raised_on_the_day_itself_comes_too_late(cast: Cast) -> None:
    give_feedback(cast.act(cast.jun), about=cast.ada.pk, criterion="code", words="Seen.", to_grow=True)

    assert raised_points(cast.ada, cast.now.date()) == ()
    assert len(raised_points(cast.ada, later(cast, 1))) == 1


def waits(cast: Cast, who: str, *, days: int = 0) -> list[tuple[str, str]]:
    person = Person.objects.get(pk=cast.people[who].pk)
    return [(one.label, one.place) for one in waiting_for(person, later(cast, days))]


def test_a_question_waits_for_the_manager_with_its_hour_until_it_is_answered(cast: Cast) -> None:
    question = asked(cast)
    (waiting,) = waiting_for(cast.ben, cast.now.date())
    assert (waiting.place, waiting.due) == (f"/growth/questions/{question.pk}/", question.due_at)
    assert waits(cast, "ada") == []

    give_answer(cast.act(cast.ben), question=question.pk, seen=1, lines=lines(cast), answer="So.")
    assert waits(cast, "ben") == []


def test_a_draft_waits_for_the_manager_alone(cast: Cast) -> None:
    plan = a_plan(cast)

    assert waits(cast, "ben") == [("Write it", f"/growth/plans/{plan.pk}/edit/")]
    assert waits(cast, "ada") == []


def test_a_commitment_waits_for_who_made_it_from_two_weeks_before_its_day(cast: Cast) -> None:
    plan = an_open_plan(cast)
    place = ("Open the plan", f"/growth/plans/{plan.pk}/")

    assert (waits(cast, "ada", days=15), waits(cast, "ada", days=16)) == ([], [place])
    mark_commitment(cast.act(cast.ben), commitment=plan.commitments.get(by=cast.ada).address, state="kept")
    assert waits(cast, "ada", days=16) == []


def test_the_next_look_waits_for_both(cast: Cast) -> None:
    plan = an_open_plan(cast)
    for promise in plan.commitments.all():
        mark_commitment(cast.act(cast.ben), commitment=promise.address, state="kept")

    for who in ("ada", "ben"):
        assert waits(cast, who, days=105) == []
        assert waits(cast, who, days=106) == [("Open the plan", f"/growth/plans/{plan.pk}/")]


def test_nothing_waits_for_a_leaver(cast: Cast) -> None:
    assert waits(cast, "mia") == []


def test_the_page_shows_the_goal_with_evidence_and_where_else_it_leads(cast: Cast) -> None:
    evidence_of(cast)
    set_goal(cast.act(cast.ada), level="staff")

    page = signed_in(cast.ada).get("/growth/")

    shown = page.context["shown"]
    have = {"design", "direction", "collaboration", "communication", "operations", "code", "delivery", "expertise"}
    asked_of = [one.key for one in cast.lattice.criteria_at("staff")]
    expected = len([key for key in asked_of if key in {*have, "growing-others"}])
    assert (shown.goal.with_evidence, len(shown.goal.asked)) == (expected, len(asked_of))
    assert [one.level.key for one in shown.near] == ["staff", "staff-strategic", "staff-specialist", "manager"]
    assert f"You have evidence for {expected} of the {len(asked_of)} things it asks." in page.content.decode()


def test_without_a_goal_the_page_teaches_to_choose_one(cast: Cast) -> None:
    assert "Choose a goal" in signed_in(cast.ada).get("/growth/").content.decode()
    assert "Your position has no level" in signed_in(cast.kim).get("/growth/").content.decode()


def test_the_manager_sees_what_they_owe(cast: Cast) -> None:
    asked(cast)
    a_plan(cast)
    set_goal(cast.act(cast.noor), level="senior")

    page = signed_in(cast.ben).get("/growth/").content.decode()

    assert "Ada Lindqvist asks what it would take for Staff Engineer." in page
    assert "not open yet" in page
    assert "Noor Haddad: Senior Engineer" in page


def test_the_page_costs_the_same_with_little_and_much_on_it(cast: Cast) -> None:
    evidence_of(cast)
    asked(cast)
    an_open_plan(cast)
    set_goal(cast.act(cast.ada), level="staff")
    give_feedback(cast.act(cast.jun), about=cast.ada.pk, criterion="code", words="Seen.", to_grow=True)
    clients = {who: signed_in(cast.people[who]) for who in ("ada", "ben")}
    counts: dict[str, list[int]] = {"ada": [], "ben": []}
    for number in range(2):
        for who, client in clients.items():
            with CaptureQueriesContext(connection) as queries:
                answer = client.get("/growth/")
            counts[who].append(len(queries))
            assert len(answer.content) < 60_000
        if not number:
            _much(cast)
    assert counts["ada"][0] == counts["ada"][1] <= 15
    assert counts["ben"][0] == counts["ben"][1] <= 15


def _much(cast: Cast) -> None:
    for number in range(200):
        Feedback.objects.create(
            about=cast.ada,
            author=cast.jun,
            framework=cast.framework,
            criterion="code",
            words="Seen again. " * 40,
            given_at=cast.now - timedelta(days=number),
        )
        Question.objects.create(
            asker=cast.ada,
            manager=cast.ben,
            framework=cast.framework,
            level="staff",
            asked_at=cast.now,
            due_at=cast.now,
        )
    Goal.objects.create(person=cast.noor, framework=cast.framework, level="senior", set_at=cast.now)
