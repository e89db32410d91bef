"""The page of a case: what one can do now, what is missing and where it is mended, who looked, and its bounds."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, case_at, evidence_of, move, signed_in
from tests.web.climbing import choose

from waypost.promotion.stages import Action, Stage
from waypost.web.journal.models import Event
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case

STAGES = (
    Stage.NOMINATED,
    Stage.ACCEPTED,
    Stage.GATHERING,
    Stage.RETURNED,
    Stage.SUBMITTED,
    Stage.IN_REVIEW,
    Stage.WITHDRAWN,
)
PEOPLE = ("ada", "ben", "chen", "eli", "dana", "ivo", "hana")


def page(cast: Cast, case: Case, name: str, query: str = "") -> str:
    """The page as somebody sees it."""
    return signed_in(cast.people[name]).get(f"/promotions/{case.pk}/{query}").content.decode()


def offered(cast: Cast, case: Case, name: str) -> dict[str, bool]:
    """The buttons on the page: label -> whether it can be pressed."""
    found = signed_in(cast.people[name]).get(f"/promotions/{case.pk}/").context["page"]
    return {offer.label: offer.ready for offer in found.steps}


def without_token(answer: HttpResponse) -> str:
    """A page without the token that differs with every answer."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_each_of_them_is_offered_what_the_table_gives_them(cast: Cast) -> None:
    case = case_at(cast, Stage.ACCEPTED)
    assert offered(cast, case, "ada") == {"Start gathering evidence": True, "Withdraw": True}
    assert offered(cast, case, "ben") == {"Start gathering evidence": True}
    assert offered(cast, case, "hana") == {}


def test_a_button_that_has_to_wait_says_for_what_and_leads_there(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    text = page(cast, case, "ada")
    assert offered(cast, case, "ada")["Submit the packet"] is False
    assert "Write your self-assessment." in text
    for place in (f"/promotions/{case.pk}/ask/", f"/promotions/{case.pk}/claims/", "/evidence/scope/edit/"):
        assert f'href="{place}' in text
    assert f'action="/promotions/{case.pk}/do/submit/"' not in text


def test_the_manager_finds_no_link_to_what_the_candidate_mends(cast: Cast) -> None:
    text = page(cast, case_at(cast, Stage.GATHERING), "ben")
    assert "Write your self-assessment." in text
    assert "/claims/" not in text


def test_every_button_works_without_scripts(cast: Cast) -> None:
    case = case_at(cast, Stage.NOMINATED)
    ada = signed_in(cast.ada)
    text = ada.get(f"/promotions/{case.pk}/").content.decode()
    seen = re.search(r'name="seen" value="(\d+)"', text)
    assert seen is not None
    answer = ada.post(f"/promotions/{case.pk}/do/accept/", {"seen": seen[1], "once": "a"})
    assert (answer.status_code, answer.url) == (302, f"/promotions/{case.pk}/")
    again = ada.post(f"/promotions/{case.pk}/do/accept/", {"seen": seen[1], "once": "a"})
    assert (again.status_code, again.url) == (302, f"/promotions/{case.pk}/")
    other = ada.post(f"/promotions/{case.pk}/do/accept/", {"seen": seen[1], "once": "b"})
    assert other.status_code == 409
    assert "nothing of yours was done" in other.content.decode()


@pytest.mark.parametrize(
    ("action", "status"), [("nominate", 404), ("delete", 404), ("submit", 409), ("tell", 403), ("accept", 409)]
)
def test_an_action_that_is_not_offered_is_refused_by_its_kind(cast: Cast, action: str, status: int) -> None:
    case = case_at(cast, Stage.GATHERING)
    ada, place = signed_in(cast.ada), f"/promotions/{case.pk}/do/{action}/"
    assert ada.post(place, {"seen": case.version, "once": "a"}).status_code == status
    assert Case.objects.get(pk=case.pk).stage == Stage.GATHERING


def test_an_action_is_not_done_by_looking_at_it(cast: Cast) -> None:
    case = case_at(cast, Stage.NOMINATED)
    assert signed_in(cast.ada).get(f"/promotions/{case.pk}/do/accept/").status_code == 200
    assert Case.objects.get(pk=case.pk).stage == Stage.NOMINATED


def test_a_form_without_what_it_saw_moves_nothing(cast: Cast) -> None:
    case = case_at(cast, Stage.NOMINATED)
    assert signed_in(cast.ada).post(f"/promotions/{case.pk}/do/accept/", {"once": "a"}).status_code == 422


def test_returning_asks_why_and_the_candidate_reads_it(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    hana, place = signed_in(cast.hana), f"/promotions/{case.pk}/do/return_case/"
    assert hana.post(place, {"seen": case.version, "words": "", "once": "a"}).status_code == 422
    assert (
        hana.post(place, {"seen": case.version, "words": "One number has no source.", "once": "b"}).status_code == 302
    )
    assert "One number has no source." in page(cast, case, "ada")


@pytest.mark.parametrize("name", ["lena", "jun", "kim", "omar", "kofi"])
def test_a_stranger_finds_the_same_page_as_for_an_address_that_never_was(cast: Cast, name: str) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    browser = signed_in(cast.people[name])
    for rest in ("", "packet/", "panel/", "claims/", "ask/", "do/withdraw/", "panel/conflict/"):
        real = browser.get(f"/promotions/{case.pk}/{rest}")
        made_up = browser.get(f"/promotions/{cast.ada.pk}/{rest}")
        assert real.status_code == made_up.status_code == 404
        assert without_token(real) == without_token(made_up)


def test_who_left_is_out_with_the_next_request(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    chen = signed_in(cast.chen)
    assert chen.get(f"/promotions/{case.pk}/").status_code == 200
    Person.objects.filter(pk=cast.chen.pk).update(left_on=cast.now.date())
    assert chen.get(f"/promotions/{case.pk}/").status_code == 302
    assert signed_in(cast.mia).get(f"/promotions/{case.pk}/").status_code == 302


def test_a_look_by_people_operations_is_written_once_a_day_and_shown_to_the_candidate(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    hana = signed_in(cast.hana)
    for rest in ("", "", "?criterion=design"):
        hana.get(f"/promotions/{case.pk}/{rest}")
    looks = Event.objects.filter(kind="case.looked_at")
    assert [(look.actor, look.about, look.subject) for look in looks] == [(cast.hana, cast.ada, f"case:{case.pk}")]
    assert "Hana Kobayashi" in page(cast, case, "ada")
    assert "Hana Kobayashi" not in page(cast, case, "ben")


def test_a_look_at_another_page_of_the_case_is_a_look_too(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    signed_in(cast.hana).get(f"/promotions/{case.pk}/panel/")
    assert Event.objects.filter(kind="case.looked_at").count() == 1


def test_nobody_elses_look_is_written_down(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    for name in ("ada", "ben", "chen", "dana", "lena"):
        page(cast, case, name)
    assert not Event.objects.filter(kind="case.looked_at").exists()


def test_one_criterion_shows_what_is_asked_what_is_shown_and_what_is_said(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    text = page(cast, case, "chen", "?criterion=design")
    for words in (
        "Owns a design that several teams build on",
        "Order events became one schema",
        "Owns the order-events design.",
        "Writes the design of a whole service",
    ):
        assert words in text
    assert "Ledger split" not in text


def test_a_panel_that_sees_its_criteria_finds_no_page_of_another(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    found = signed_in(cast.eli).get(f"/promotions/{case.pk}/?criterion=design").context["page"]
    assert found.one is None
    assert {line.criterion.key for line in found.lines} == {
        *("outcome", "context", "judgement", "delivery"),
        *("communication", "collaboration", "growing-others"),
    }


def test_the_end_of_a_stage_is_told_with_its_hour_and_zone(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    Person.objects.filter(pk=cast.ada.pk).update(time_zone="Asia/Tokyo")
    ends = case.stage_since + timedelta(days=21)
    found = signed_in(cast.ada).get(f"/promotions/{case.pk}/")
    assert (found.context["page"].due, found.context["page"].late) == (ends, False)
    text = found.content.decode()
    assert f"{(ends + timedelta(hours=9)):%H:%M}</time>" in text
    assert "Asia/Tokyo" in text
    Case.objects.filter(pk=case.pk).update(stage_since=cast.now - timedelta(days=21))
    assert signed_in(cast.ada).get(f"/promotions/{case.pk}/").context["page"].late is True


def test_the_trail_of_a_returned_case_stands_at_gathering(cast: Cast) -> None:
    found = signed_in(cast.ada).get(f"/promotions/{case_at(cast, Stage.RETURNED).pk}/").context["page"].trail
    assert [(step.title, step.state) for step in found][:4] == [
        ("Nominated", "done"),
        ("Accepted", "done"),
        ("Returned", "now"),
        ("Submitted", "next"),
    ]


def test_the_words_of_a_nomination_are_between_two_people(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    words = "You already do much of what Staff asks."
    assert {name for name in PEOPLE if words in page(cast, case, name)} == {"ada", "ben"}


@pytest.mark.parametrize("stage", STAGES)
def test_the_page_costs_at_most_fifteen_queries_for_everybody(cast: Cast, stage: Stage) -> None:
    case = case_at(cast, stage)
    for name in PEOPLE:
        browser = signed_in(cast.people[name])
        for query in ("", "?criterion=communication"):
            browser.get(f"/promotions/{case.pk}/{query}")  # the look of people operations is written once
            with CaptureQueriesContext(connection) as spent:
                answer = browser.get(f"/promotions/{case.pk}/{query}")
            assert len(spent) <= 15, (name, stage, query, [one["sql"][:90] for one in spent])
            assert len(answer.content) < 60_000


def test_choosing_claims_changes_the_packet_and_ends_with_it(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    claims = evidence_of(cast)
    ada, place = signed_in(cast.ada), f"/promotions/{case.pk}/claims/"
    assert "Order events became one schema" in ada.get(place).content.decode()
    form = {"seen": case.version, "claims": [str(claims["schema"].pk), str(claims["ledger"].pk)], "once": "c"}
    assert ada.post(place, form).status_code == 302
    assert set(case.chosen.values_list("claim", flat=True)) == {claims["schema"].pk, claims["ledger"].pk}
    assert ada.post(place, {**form, "once": "d"}).status_code == 409
    fresh = Case.objects.get(pk=case.pk)
    assert (
        ada.post(place, {"seen": fresh.version, "claims": [str(claims["errors"].pk)], "once": "e"}).status_code == 302
    )
    assert set(case.chosen.values_list("claim", flat=True)) == {claims["errors"].pk}
    assert signed_in(cast.ben).get(place).status_code == 403


def test_foreign_and_unrecorded_claims_stay_out(cast: Cast) -> None:
    case = case_at(cast, Stage.GATHERING)
    own, foreign = evidence_of(cast), evidence_of(cast, cast.chen)
    own["errors"].state = "draft"
    own["errors"].save()
    ada, place = signed_in(cast.ada), f"/promotions/{case.pk}/claims/"
    for claim in (foreign["schema"], own["errors"]):
        answer = ada.post(place, {"seen": case.version, "claims": [str(claim.pk)], "once": str(claim.pk)})
        assert answer.status_code == 422
    assert not case.chosen.exists()


def test_after_submitting_the_choice_stands(cast: Cast) -> None:
    case = case_at(cast, Stage.SUBMITTED)
    answer = signed_in(cast.ada).post(f"/promotions/{case.pk}/claims/", {"seen": case.version, "claims": []})
    assert answer.status_code == 409
    assert case.chosen.count() == 3


def test_a_claim_withdrawn_before_submitting_drops_out_of_the_packet(cast: Cast) -> None:
    case = choose(cast, case_at(cast, Stage.GATHERING))
    cast.claims["ledger"].state = "withdrawn"
    cast.claims["ledger"].save()
    assert "Ledger split" not in page(cast, case, "ben")
    moved = move(cast, case, Action.WITHDRAW, cast.ada)
    assert "Ledger split" not in page(cast, moved, "ada")
