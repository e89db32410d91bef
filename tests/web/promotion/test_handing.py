"""A case goes to whoever leads its candidate now: what was owed goes along, what was said stays, the old one is out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import Cast, case_at, move, signed_in
from tests.web.judging import release

from waypost.promotion.stages import OPEN_STAGES, Action, Stage
from waypost.refusal import NotAllowed, NotNow, NotVisible
from waypost.web.growth.models import GapState, Plan, Question, QuestionGap
from waypost.web.growth.services.questions import ask_question
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Person, Position
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case, Seat
from waypost.web.promotion.selectors.waiting import waiting_for
from waypost.web.promotion.services import assessments
from waypost.web.promotion.services.moves import open_case

pytestmark = pytest.mark.django_db

ON_THE_WAY = (Stage.GATHERING, Stage.IN_REVIEW, Stage.DECIDED, Stage.TOLD)


def led_by(cast: Cast, manager: Person | None) -> None:
    """The list of people names another manager for Ada."""
    Position.objects.filter(person=cast.ada, until_day=None).update(manager=manager)


def handed(cast: Cast, case: Case, to: str = "vera") -> Case:
    led_by(cast, cast.people[to])
    return move(cast, case, Action.HAND_OVER, cast.hana)


def status(cast: Cast, case: Case, who: str, page: str = "case") -> int:
    return signed_in(cast.people[who]).get(reverse(f"promotion:{page}", args=[case.pk])).status_code


# Who, and when


@pytest.mark.parametrize("stage", ON_THE_WAY)
def test_an_open_case_goes_to_the_new_manager_stays_where_it_is_and_is_shut_to_the_old_one(
    cast: Cast, stage: Stage
) -> None:
    case = case_at(cast, stage)
    after = handed(cast, case)

    assert (after.manager, after.stage, after.stage_since) == (cast.vera, case.stage, case.stage_since)
    assert (after.version, after.nominated_by) == (case.version + 1, cast.ben)
    assert [status(cast, after, who) for who in ("ada", "vera", "hana", "ben", "lena")] == [200, 200, 200, 404, 404]
    assert cast.ada.name not in signed_in(cast.ben).get(reverse("promotion:board")).content.decode()


def test_nobody_else_does(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    led_by(cast, cast.vera)
    for who in ("ada", "ben", "vera", "chen", "dana", "ivo", "jun", "kofi", "lena", "omar", "mia"):
        with pytest.raises((NotAllowed, NotVisible)):
            move(cast, case, Action.HAND_OVER, cast.people[who])
    assert Case.objects.get(pk=case.pk).manager == cast.ben


def test_people_operations_do_not_hand_over_their_own_case(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    led_by(cast, cast.vera)
    cast.ada.duties.create(kind="people_operations", from_day=cast.now.date() - timedelta(days=9))
    with pytest.raises(NotAllowed):
        move(cast, case, Action.HAND_OVER, Person.objects.get(pk=cast.ada.pk))


def test_it_goes_to_nobody_but_whom_the_list_of_people_names_and_who_works_here(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    for leads in (cast.ben, cast.mia, None):
        led_by(cast, leads)
        with pytest.raises(NotNow):
            move(cast, case, Action.HAND_OVER, cast.hana)
    assert not Event.objects.filter(kind=Kind.CASE_HANDED_OVER).exists()


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in OPEN_STAGES])
def test_a_case_that_is_over_keeps_its_manager(cast: Cast, stage: Stage) -> None:
    case = case_at(cast, stage)
    led_by(cast, cast.vera)
    with pytest.raises(NotNow):
        move(cast, case, Action.HAND_OVER, cast.hana)


def test_who_still_is_to_judge_the_case_takes_it_once_their_seat_is_free(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    led_by(cast, cast.chen)
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.HAND_OVER, cast.hana)
    assert [one.where for one in refused.value.missing] == ["panel"]
    assert "Chen Wei leads the candidate now" in refused.value.sentence

    Seat.objects.filter(case=case, person=cast.chen).update(left_at=cast.now)
    assert move(cast, case, Action.HAND_OVER, cast.hana).manager == cast.chen


def test_who_gave_a_review_and_leads_the_candidate_then_judges_no_more(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_CALIBRATION)
    after = handed(cast, case, "chen")

    _fresh, sight = open_case(cast.act(cast.chen), after)
    assert {role.value for role in sight.roles} == {"manager"}


# What goes along


def test_the_new_manager_is_asked_for_what_the_old_one_owed_and_finds_nothing_of_theirs(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    row = Assessment.objects.get(case=case, kind=AssessmentKind.MANAGER)
    assessments.keep_words(cast.act(cast.ben), row, seen=row.version, words={"design": "Ben had begun."})
    handed(cast, case)

    row.refresh_from_db()
    assert (row.author, row.words, row.state) == (cast.vera, {}, AssessmentState.ASKED)
    assert signed_in(cast.ben).get(reverse("promotion:assessment", args=[row.pk])).status_code == 404
    assert (
        "Ben had begun."
        not in signed_in(cast.vera).get(reverse("promotion:assessment", args=[row.pk])).content.decode()
    )


def test_what_the_old_manager_gave_stays_with_their_name_and_they_open_it_no_longer(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    row = Assessment.objects.get(case=case, kind=AssessmentKind.MANAGER)
    handed(cast, case)

    after = Assessment.objects.get(pk=row.pk)
    assert (after.author, after.words, after.given_at) == (cast.ben, row.words, row.given_at)
    assert signed_in(cast.ben).get(reverse("promotion:assessment", args=[row.pk])).status_code == 404


def test_who_spoke_as_a_peer_keeps_their_words_and_gives_them_again_as_the_manager(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    asked = assessments.ask_peer(cast.act(cast.ben), case, peer=cast.vera)
    assessments.give(cast.act(cast.vera), asked, seen=asked.version, words={"design": "Seen from next door."})
    handed(cast, case)

    rows = Assessment.objects.filter(case=case, kind=AssessmentKind.MANAGER)
    assert [(row.author, row.words, row.state, row.given_at) for row in rows] == [
        (cast.vera, {"design": "Seen from next door."}, AssessmentState.ASKED, None)
    ]
    assert not Assessment.objects.filter(case=case, author=cast.ben).exists()


def test_open_questions_go_along_with_their_day_and_answered_ones_stay_between_the_two(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    asked = ask_question(cast.act(cast.ada), level="staff", words="What is missing?")
    answered = ask_question(cast.act(cast.ada), level="manager")
    Question.objects.filter(pk=answered.pk).update(answered_at=cast.now, answer="Between us.")
    Question.objects.filter(pk=asked.pk).update(answer="Ben had begun.")
    QuestionGap.objects.create(question=asked, criterion="design", state=GapState.NOT_SHOWN_YET, words="Ben thinks.")
    handed(cast, case)

    now = Question.objects.get(pk=asked.pk)
    assert (now.manager, now.answer, now.due_at, now.gaps.count()) == (cast.vera, "", asked.due_at, 0)
    assert [status_of_question(cast, who, asked) for who in ("ada", "vera", "ben")] == [200, 200, 404]
    assert [status_of_question(cast, who, answered) for who in ("ada", "vera", "ben")] == [200, 404, 200]


def status_of_question(cast: Cast, who: str, row: Question) -> int:
    return signed_in(cast.people[who]).get(reverse("growth:question", args=[row.pk])).status_code


def test_the_new_manager_writes_the_letter_tells_and_keeps_the_plan(cast: Cast) -> None:
    case = release(cast, case_at(cast, Stage.DECIDED))
    after = handed(cast, case)
    assert [status(cast, after, who, "letter") for who in ("vera", "ben")] == [200, 404]

    told = case_at_told(cast, after)
    assert told.plan is not None
    assert told.plan.manager == cast.vera


def case_at_told(cast: Cast, case: Case) -> Case:
    from waypost.web.promotion.services.telling import keep_letter

    keep_letter(cast.act(cast.vera), case, seen=0, words="Dear Ada, not yet.")
    return move(cast, case, Action.TELL, cast.vera)


def test_the_plan_goes_along(cast: Cast) -> None:
    case = case_at(cast, Stage.TOLD)
    handed(cast, case)

    plan = Plan.objects.get(case=case)
    assert plan.manager == cast.vera
    pages = [signed_in(cast.people[who]).get(reverse("growth:plan", args=[plan.pk])) for who in ("vera", "ben")]
    assert [page.status_code for page in pages] == [200, 404]


# Who sees what, and who is told


def test_the_words_of_the_nomination_keep_the_name_of_who_wrote_them(cast: Cast) -> None:
    case = handed(cast, case_at(cast, Stage.ACCEPTED))

    assert (
        "In Ben Okafor’s words" in signed_in(cast.vera).get(reverse("promotion:case", args=[case.pk])).content.decode()
    )


def test_all_three_are_told_and_each_finds_something_where_the_notice_leads(cast: Cast) -> None:
    case = handed(cast, case_at(cast, Stage.IN_REVIEW))

    event = Event.objects.get(kind=Kind.CASE_HANDED_OVER)
    assert event.facts == {
        "action": "hand_over",
        "from": "in_review",
        "to": "in_review",
        "round": 1,
        "manager": str(cast.vera.pk),
        "before": str(cast.ben.pk),
        "plans": 0,
        "questions": 0,
    }
    notices = Notice.objects.filter(event=event)
    assert {one.person for one in notices} == {cast.ada, cast.ben, cast.vera}
    assert [signed_in(one.person).get(event.place).status_code for one in notices] == [200, 200, 200]
    assert "handed a case over" in signed_in(cast.ada).get(reverse("journal:my_journal")).content.decode()
    assert case.manager == cast.vera


def test_who_left_is_told_nothing(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    Person.objects.filter(pk=cast.ben.pk).update(left_on=cast.now.date())
    handed(cast, case)

    assert {one.person for one in Notice.objects.filter(event__kind=Kind.CASE_HANDED_OVER)} == {cast.ada, cast.vera}


def test_it_waits_for_people_operations_until_it_is_done(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    today = cast.now.date()
    says = "Ada Lindqvist has a new manager, and Ben Okafor still holds the case."
    assert says not in [one.says for one in waiting_for(cast.hana, today)]

    led_by(cast, cast.vera)
    assert says in [one.says for one in waiting_for(cast.hana, today)]
    assert says not in [one.says for who in ("ada", "ben", "vera") for one in waiting_for(cast.people[who], today)]
    page = signed_in(cast.hana).get(reverse("promotion:case", args=[case.pk])).content.decode()
    assert "Hand over to the new manager" in page
    assert "Leads them now" in page
    assert "Vera Novak" not in signed_in(cast.ada).get(reverse("promotion:case", args=[case.pk])).content.decode()

    move(cast, case, Action.HAND_OVER, cast.hana)
    assert says not in [one.says for one in waiting_for(cast.hana, today)]


def test_who_comes_too_late_is_told_that_it_was_handed_over(cast: Cast) -> None:
    from waypost.refusal import Conflict
    from waypost.web.promotion.services import moves

    case = case_at(cast, Stage.ACCEPTED)
    handed(cast, case)
    with pytest.raises(Conflict, match="handed a case over to a new manager"):
        moves.move(cast.act(cast.ada), case, Action.START_GATHERING, seen=case.version)
