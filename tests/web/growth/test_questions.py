""" "What would it take?": asked of one's manager, due on an hour, answered once, read by two."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, evidence_of, signed_in

from waypost.promotion.what_it_takes import AnswerLine, Shown
from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.growth.models import Question, QuestionGap
from waypost.web.growth.selectors import overdue_questions
from waypost.web.growth.services.goals import set_goal
from waypost.web.growth.services.questions import ask_question, give_answer, keep_answer
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Person, Position


def asked(cast: Cast, level: str = "staff") -> Question:
    return ask_question(cast.act(cast.ada), level=level, words="Where do you see me?")


def lines(cast: Cast, *gaps: str, level: str = "staff") -> list[AnswerLine]:
    return [
        AnswerLine(criterion=one.key, state=Shown.NOT_SHOWN_YET, words="Once is not a habit.")
        if one.key in gaps
        else AnswerLine(criterion=one.key, state=Shown.SHOWN)
        for one in cast.lattice.criteria_at(level)
    ]


def posted(cast: Cast, *gaps: str, seen: int = 1, **more: str) -> dict[str, str]:
    data = {"once": "a", "seen": str(seen), "answer": "Nearly there."}
    for line in lines(cast, *gaps):
        assert line.state is not None
        data |= {f"state-{line.criterion}": line.state.value, f"words-{line.criterion}": line.words}
    return {**data, **more}


def test_a_question_goes_to_the_present_manager_and_is_due_at_an_hour(cast: Cast) -> None:
    question = asked(cast)

    event = Event.objects.get()
    assert (question.manager, question.framework, question.level) == (cast.ben, cast.framework, "staff")
    assert question.due_at == cast.now + cast.lattice.process.answer_within
    assert event.facts == {"level": "staff", "due": question.due_at.isoformat()}
    assert [one.person for one in Notice.objects.all()] == [cast.ben]


def test_the_same_question_is_not_asked_twice_while_it_is_open(cast: Cast) -> None:
    asked(cast)

    with pytest.raises(NotNow):
        asked(cast)
    assert asked(cast, "staff-strategic").level == "staff-strategic"


def test_a_level_out_of_reach_no_level_and_no_manager_are_refused(cast: Cast) -> None:
    with pytest.raises(Malformed):
        asked(cast, "associate")
    with pytest.raises(NotNow):
        ask_question(cast.act(cast.kim), level="staff")
    Position.objects.filter(person=cast.ada).update(manager=None)
    cast.ada.__dict__.pop("_position_on", None)
    with pytest.raises(NotNow) as refused:
        asked(cast)
    assert refused.value.code == "question.no_manager"


def test_a_manager_who_left_cannot_be_asked(cast: Cast) -> None:
    Person.objects.filter(pk=cast.ben.pk).update(left_on=cast.now.date())

    with pytest.raises(NotNow):
        asked(cast)


def test_nobody_else_sees_a_question(cast: Cast) -> None:
    question = asked(cast)

    for who in ("lena", "noor", "hana", "omar", "ivo", "kofi"):
        assert not Question.objects.visible_to(cast.people[who]).exists()
        assert signed_in(cast.people[who]).get(f"/growth/questions/{question.pk}/").status_code == 404
        with pytest.raises(NotVisible):
            give_answer(
                cast.act(cast.people[who]), question=question.pk, seen=1, lines=lines(cast), answer="Nearly there."
            )


def test_the_asker_does_not_answer(cast: Cast) -> None:
    question = asked(cast)

    with pytest.raises(NotAllowed):
        give_answer(cast.act(cast.ada), question=question.pk, seen=1, lines=lines(cast), answer="Soon.")
    assert signed_in(cast.ada).post(f"/growth/questions/{question.pk}/", posted(cast)).status_code == 403


def test_an_answer_is_told_with_the_gaps_it_names_and_not_with_its_words(cast: Cast) -> None:
    question = asked(cast)

    give_answer(
        cast.act(cast.ben), question=question.pk, seen=1, lines=lines(cast, "direction"), answer="Nearly there."
    )

    event = Event.objects.get(kind="question.answered")
    gap = QuestionGap.objects.get(criterion="direction")
    assert event.facts == {"level": "staff", "gaps": ["direction"], "late": False}
    assert (gap.state, gap.words) == ("not_shown_yet", "Once is not a habit.")
    assert QuestionGap.objects.count() == len(cast.lattice.criteria_at("staff"))
    assert Notice.objects.get(event=event).person == cast.ada


@pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, True), (1, True)])
def test_on_time_is_before_the_hour(cast: Cast, seconds: int, late: bool) -> None:
    question = asked(cast)
    at = question.due_at + timedelta(seconds=seconds)
    overdue = [(one.manager, one.count, one.oldest_due) for one in overdue_questions(at)]

    give_answer(cast.act(cast.ben, at=at), question=question.pk, seen=1, lines=lines(cast), answer="So.")

    assert Event.objects.get(kind="question.answered").facts["late"] is late
    assert overdue == ([(cast.ben, 1, question.due_at)] if late else [])
    assert overdue_questions(at + timedelta(days=9)) == ()


def test_an_incomplete_answer_is_refused_with_what_is_missing(cast: Cast) -> None:
    question = asked(cast)
    silent = [AnswerLine(criterion="design", state=Shown.NO_OPPORTUNITY_YET), *lines(cast)[1:]]

    with pytest.raises(NotNow) as refused:
        give_answer(cast.act(cast.ben), question=question.pk, seen=1, lines=silent, answer="")

    assert [one.where for one in refused.value.missing] == ["gap:design", "answer"]
    assert Question.objects.get().answered_at is None


def test_an_answer_stays_as_it_was_given(cast: Cast) -> None:
    question = asked(cast)
    give_answer(cast.act(cast.ben), question=question.pk, seen=1, lines=lines(cast), answer="Soon.")

    for verb in (give_answer, keep_answer):
        with pytest.raises(NotNow):
            verb(cast.act(cast.ben), question=question.pk, seen=2, lines=lines(cast), answer="Never.")
    assert Question.objects.get().answer == "Soon."


def test_criteria_of_another_level_are_no_part_of_the_answer(cast: Cast) -> None:
    question = asked(cast)
    more = [*lines(cast), AnswerLine(criterion="team-health", state=Shown.SHOWN)]

    with pytest.raises(Malformed):
        give_answer(cast.act(cast.ben), question=question.pk, seen=1, lines=more, answer="Soon.")


def test_the_asker_sees_nothing_of_an_answer_that_is_still_being_written(cast: Cast) -> None:
    question = asked(cast)
    keep_answer(
        cast.act(cast.ben), question=question.pk, seen=1, lines=lines(cast, "direction"), answer="A secret so far."
    )

    ada = signed_in(cast.ada).get(f"/growth/questions/{question.pk}/").content.decode()
    ben = signed_in(cast.ben).get(f"/growth/questions/{question.pk}/").content.decode()

    for words in ("A secret so far.", "Once is not a habit."):
        assert words in ben
        assert words not in ada
    assert "Not shown yet" not in ada


def test_the_managers_page_starts_from_the_evidence_shared_with_them(cast: Cast) -> None:
    evidence_of(cast)
    question = asked(cast)

    page = signed_in(cast.ben).get(f"/growth/questions/{question.pk}/")

    chosen = {name: page.context["form"][name].initial for name in page.context["form"].fields if "state-" in name}
    assert (chosen["state-design"], chosen["state-context"]) == ("shown", "not_shown_yet")
    assert "no_opportunity_yet" not in chosen.values()


def test_answering_works_without_scripts_and_both_read_it(cast: Cast) -> None:
    question = asked(cast)
    place = f"/growth/questions/{question.pk}/"

    answer = signed_in(cast.ben).post(place, posted(cast, "direction", then="give"))

    assert answer.status_code == 302
    for who in ("ada", "ben"):
        page = signed_in(cast.people[who]).get(place).content.decode()
        assert "Nearly there." in page
        assert "Once is not a habit." in page


def test_a_refused_answer_keeps_the_page_and_links_to_what_is_missing(cast: Cast) -> None:
    question = asked(cast)

    answer = signed_in(cast.ben).post(
        f"/growth/questions/{question.pk}/", posted(cast, then="give", **{"state-design": "", "answer": ""})
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'href="#c-design"' in page
    assert 'href="#id_answer"' in page


def test_autosave_keeps_the_answer_and_refuses_an_old_version(cast: Cast) -> None:
    question = asked(cast)
    ben = signed_in(cast.ben)
    place = f"/growth/questions/{question.pk}/draft/"

    first = ben.post(place, posted(cast, answer="First."))
    stale = ben.post(place, posted(cast, answer="Stale."))

    assert (first.status_code, stale.status_code, Question.objects.get().answer) == (200, 409, "First.")
    assert 'value="2" id="id_seen"' in first.content.decode()
    assert signed_in(cast.ada).post(place, posted(cast)).status_code == 403
    assert signed_in(cast.lena).post(place, posted(cast)).status_code == 404


def test_two_windows_of_one_manager_lose_nothing(cast: Cast) -> None:
    question = asked(cast)
    keep_answer(cast.act(cast.ben), question=question.pk, seen=1, lines=lines(cast, "design"), answer="From the phone.")

    with pytest.raises(Conflict) as refused:
        give_answer(cast.act(cast.ben), question=question.pk, seen=1, lines=lines(cast), answer="From the laptop.")

    assert ("As a whole", "From the phone.") in refused.value.theirs
    assert ("As a whole", "From the laptop.") in refused.value.mine
    assert "System design" in dict(refused.value.theirs)


def test_asking_on_the_page_says_who_answers_and_until_when(cast: Cast) -> None:
    set_goal(cast.act(cast.ada), level="staff")
    ada = signed_in(cast.ada)

    page = ada.get("/growth/questions/ask/").content.decode()
    places = {
        ada.post("/growth/questions/ask/", {"once": "a", "level": "staff", "words": ""})["Location"] for _ in range(2)
    }

    assert "Ben Okafor" in page
    assert '<option value="staff" selected>' in page
    assert places == {f"/growth/questions/{Question.objects.get().pk}/"}


def test_a_question_page_costs_the_same_empty_and_full(cast: Cast) -> None:
    question = asked(cast)
    ben, counts = signed_in(cast.ben), []
    for verb in (None, keep_answer):
        if verb:
            evidence_of(cast)
            verb(cast.act(cast.ben), question=question.pk, seen=1, lines=lines(cast, "design"), answer="So.")
        with CaptureQueriesContext(connection) as queries:
            ben.get(f"/growth/questions/{question.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
