"""Telling: after the release, with a letter; the candidate then sees outcome, reasons and letter, never a rating."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.web.cast import Cast, case_at, move, signed_in
from tests.web.judging import GAP, LETTER, decide, release, tell, yes

from waypost.promotion.stages import Action, Stage
from waypost.refusal import Conflict, NotAllowed, NotNow, NotVisible
from waypost.web.growth.models import PlanState
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.promotion.models import Case, Letter
from waypost.web.promotion.selectors.waiting import waiting_for
from waypost.web.promotion.services.telling import keep_letter, release_case

OUTCOME_WORDS = ("Close, and not there yet.", GAP, LETTER)


@pytest.fixture
def case(cast: Cast) -> Case:
    return case_at(cast, Stage.DECIDED)


def shown(cast: Cast, case: Case, who: str) -> str:
    answer = signed_in(cast.people[who]).get(reverse("promotion:case", args=[case.pk]))
    return answer.content.decode() if answer.status_code == 200 else ""


# Release


def test_telling_before_the_release_is_refused(cast: Cast, case: Case) -> None:
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.TELL, cast.ben)
    assert {one.where for one in refused.value.missing} == {"session", "letter"}


def test_before_the_release_the_manager_and_people_operations_read_nothing_of_the_answer(
    cast: Cast, case: Case
) -> None:
    for who in ("ben", "hana", "ada", "chen", "eli", "lena"):
        assert "Close, and not there yet." not in shown(cast, case, who), who
        assert signed_in(cast.people[who]).get(reverse("promotion:letter", args=[case.pk])).status_code == 404, who


def test_after_it_the_manager_reads_the_answer_and_the_candidate_does_not(cast: Cast, case: Case) -> None:
    released = release(cast, case)

    assert "Close, and not there yet." in shown(cast, released, "ben")
    assert "Close, and not there yet." not in shown(cast, released, "ada")


def test_a_release_asks_for_the_password_again_and_then_goes_on(cast: Cast, case: Case) -> None:
    cast.hana.set_password("correct horse battery staple")
    cast.hana.save()
    browser = signed_in(cast.hana)

    asked = browser.post(reverse("promotion:release", args=[case.pk]), {"once": "a", "seen": case.version})
    assert (asked.status_code, asked["Location"].partition("?")[0]) == (302, reverse("account_reauthenticate"))
    assert Case.objects.get(pk=case.pk).released_at is None

    wrong = browser.post(asked["Location"], {"password": "something else"})
    assert (wrong.status_code, Case.objects.get(pk=case.pk).released_at) == (200, None)
    browser.post(asked["Location"], {"password": "correct horse battery staple"}, follow=True)
    assert Case.objects.get(pk=case.pk).released_at is not None


def test_people_operations_and_the_facilitator_release_and_nobody_else(cast: Cast, case: Case) -> None:
    for who in ("ben", "ada", "ivo"):
        with pytest.raises(NotAllowed):
            release_case(cast.act(cast.people[who]), case, seen=case.version)
    with pytest.raises(NotVisible):
        release_case(cast.act(cast.lena), case, seen=case.version)
    assert release_case(cast.act(cast.dana), case, seen=case.version).released_at == cast.now


def test_a_release_happens_once(cast: Cast, case: Case) -> None:
    released = release(cast, case)
    with pytest.raises(NotNow):
        release(cast, released)


def test_nothing_is_released_before_it_is_decided(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_CALIBRATION)
    with pytest.raises(NotNow):
        release(cast, case)


def test_the_home_page_asks_the_manager_to_tell_once_it_is_released(cast: Cast, case: Case) -> None:
    def asked() -> list[str]:
        return [one.place for one in waiting_for(cast.ben, cast.now.date()) if one.label == "Tell"]

    assert asked() == []
    release(cast, case)
    assert asked() == [reverse("promotion:letter", args=[case.pk])]


# The letter


def test_telling_without_a_letter_is_refused(cast: Cast, case: Case) -> None:
    released = release(cast, case)
    keep_letter(cast.act(cast.ben), released, seen=0, words="   ")
    with pytest.raises(NotNow) as refused:
        move(cast, released, Action.TELL, cast.ben)
    assert [one.where for one in refused.value.missing] == ["letter"]


def test_the_letter_begins_with_the_outcome_and_the_reasons(cast: Cast, case: Case) -> None:
    release(cast, case)
    page = signed_in(cast.ben).get(reverse("promotion:letter", args=[case.pk])).content.decode()

    assert "Dear Ada," in page
    assert GAP in page


def test_people_operations_write_it_without_reading_the_reasons(cast: Cast, case: Case) -> None:
    release(cast, case)
    page = signed_in(cast.hana).get(reverse("promotion:letter", args=[case.pk])).content.decode()

    assert "not yet" in page
    assert GAP not in page


def test_two_who_write_one_letter_the_second_sees_both(cast: Cast, case: Case) -> None:
    released = release(cast, case)
    keep_letter(cast.act(cast.ben), released, seen=0, words="From Ben.")
    with pytest.raises(Conflict) as refused:
        keep_letter(cast.act(cast.hana), released, seen=0, words="From Hana.")

    assert (dict(refused.value.theirs), dict(refused.value.mine)) == (
        {"Letter": "From Ben."},
        {"Letter": "From Hana."},
    )


def test_the_candidate_does_not_see_the_draft(cast: Cast, case: Case) -> None:
    released = release(cast, case)
    keep_letter(cast.act(cast.ben), released, seen=0, words="An early draft.")

    assert "An early draft." not in shown(cast, released, "ada")


# Told


def test_the_candidate_sees_outcome_reasons_and_letter_and_never_a_rating(cast: Cast, case: Case) -> None:
    told = tell(cast, case)
    text = shown(cast, told, "ada")

    assert all(words in text for words in OUTCOME_WORDS)
    assert "It showed only in this packet." in text  # why a reason stands that was never raised
    for word in ("Scorecard", "Reviewer A", "I saw it in the packet.", "Lowest to highest", "We heard you."):
        assert word not in text


def test_the_panels_see_the_outcome_and_the_answer_to_their_dissent_alone(cast: Cast, case: Case) -> None:
    told = tell(cast, case)
    text = shown(cast, told, "chen")

    assert "We heard you." in text
    assert GAP not in text
    assert LETTER not in text


def test_telling_prepares_the_plan_that_the_reasons_ask_for(cast: Cast, case: Case) -> None:
    told = tell(cast, case)
    assert told.plan is not None
    assert (told.plan.person, told.plan.manager, told.plan.state) == (cast.ada, cast.ben, PlanState.DRAFT)
    assert list(told.plan.gaps.values_list("criterion", flat=True)) == ["communication"]
    event = Event.objects.get(kind=Kind.CASE_TOLD)
    assert set(event.notices.values_list("person__name", flat=True)) == {"Ada Lindqvist"}
    assert LETTER not in str(event.facts)


def test_a_yes_prepares_no_plan(cast: Cast) -> None:
    case = decide(cast, case_at(cast, Stage.IN_CALIBRATION), yes(cast, "design"))
    assert tell(cast, case).plan is None


def test_a_plan_is_kept_by_who_leads_the_candidate_now(cast: Cast, case: Case) -> None:
    from waypost.web.people.models import Position

    released = release(cast, case)
    cast.ben.left_on = cast.now.date()
    cast.ben.save(update_fields=["left_on"])
    Position.objects.filter(person=cast.ada).update(manager=cast.vera)
    keep_letter(cast.act(cast.hana), released, seen=0, words=LETTER)
    told = move(cast, released, Action.TELL, cast.hana)

    assert told.plan is not None
    assert told.plan.manager == cast.vera


def test_a_told_letter_stays(cast: Cast, case: Case) -> None:
    tell(cast, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.update(words="Something else.")
    with pytest.raises(NotVisible):
        keep_letter(cast.act(cast.ben), case, seen=2, words="Something else.")


def test_nobody_but_manager_and_people_operations_tells(cast: Cast, case: Case) -> None:
    released = release(cast, case)
    keep_letter(cast.act(cast.ben), released, seen=0, words=LETTER)
    for who in ("dana", "ivo"):
        with pytest.raises(NotAllowed):
            move(cast, released, Action.TELL, cast.people[who])


def test_by_the_page_the_letter_is_kept_and_handed_over(cast: Cast, case: Case) -> None:
    released = release(cast, case)
    sent = {"seen": "0", "case_seen": str(released.version), "words": LETTER, "then": "tell"}
    answer = signed_in(cast.ben).post(reverse("promotion:letter", args=[case.pk]), sent, follow=True)

    assert answer.status_code == 200
    assert Case.objects.get(pk=case.pk).stage == Stage.TOLD


def test_by_the_page_a_release_is_asked_and_made(cast: Cast, case: Case) -> None:
    place = reverse("promotion:release", args=[case.pk])
    hana = signed_in(cast.hana)
    assert hana.get(place).status_code == 200
    assert hana.post(place, {"seen": str(case.version)}).status_code == 302
    assert Case.objects.get(pk=case.pk).released_at is not None
    assert signed_in(cast.ben).get(place).status_code == 403
    assert signed_in(cast.lena).get(place).status_code == 404
