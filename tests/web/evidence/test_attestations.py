"""Asking a named person about one claim, and their answer: who, what they see, what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.web.cast import Cast, evidence_of, signed_in
from tests.web.evidence.writing import QUEUE, a_claim, a_draft, edited

from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.evidence.models import Attestation, AttestationState, Claim
from waypost.web.evidence.services.attestations import ASKED_MOST, answer_attestation, ask_attestation
from waypost.web.evidence.services.claims import change_claim, withdraw_claim
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Person


def asked(cast: Cast, claim: Claim | None = None, who: str = "kim") -> Attestation:
    claim = claim or a_claim(cast)
    return ask_attestation(cast.act(cast.ada), claim=claim.pk, attester=cast.people[who].pk, question="Is 340 right?")


def answered(cast: Cast, row: Attestation, answer: str, *, seen: int = 1, **more: str) -> Attestation:
    return answer_attestation(
        cast.act(row.attester), attestation=row.pk, seen=seen, claim_seen=row.claim.version, answer=answer, **more
    )


def test_asking_tells_the_person_asked_where_and_not_what(cast: Cast) -> None:
    row = asked(cast)

    event = Event.objects.get(kind="attestation.asked")
    assert (row.state, row.claim_version, row.question) == ("asked", 1, "Is 340 right?")
    assert (event.place, event.facts) == (f"/evidence/confirm/{row.pk}/", {"again": False})
    assert [one.person for one in Notice.objects.all()] == [cast.kim]


@pytest.mark.parametrize("who", ["ada", "mia"])
def test_oneself_and_leavers_cannot_be_asked(cast: Cast, who: str) -> None:
    claim = a_claim(cast)

    with pytest.raises(Malformed):
        ask_attestation(cast.act(cast.ada), claim=claim.pk, attester=cast.people[who].pk)
    assert not Attestation.objects.exists()


def test_a_draft_cannot_be_asked_about(cast: Cast) -> None:
    with pytest.raises(NotNow):
        asked(cast, a_draft(cast))


def test_one_question_to_each_person(cast: Cast) -> None:
    row = asked(cast)

    with pytest.raises(NotNow):
        asked(cast, row.claim)
    assert Attestation.objects.count() == 1


def test_enough_people_are_enough(cast: Cast) -> None:
    claim = a_claim(cast)
    others = [one for one in cast.people.values() if one.is_active and one not in {cast.ada, cast.kim}]
    for person in others[:ASKED_MOST]:
        ask_attestation(cast.act(cast.ada), claim=claim.pk, attester=person.pk)

    with pytest.raises(NotNow):
        asked(cast, claim)


def test_only_the_author_asks(cast: Cast) -> None:
    claim = a_claim(cast)

    with pytest.raises(NotAllowed):
        ask_attestation(cast.act(cast.ben), claim=claim.pk, attester=cast.kim.pk)
    with pytest.raises(NotVisible):
        ask_attestation(cast.act(cast.lena), claim=claim.pk, attester=cast.kim.pk)


def test_an_answer_is_told_to_the_author_and_points_to_the_claim(cast: Cast) -> None:
    row = answered(cast, asked(cast), "confirmed", words="I ran the month-end with it.")

    event = Event.objects.get(kind="attestation.answered")
    assert (row.state, row.words) == ("confirmed", "I ran the month-end with it.")
    assert event.facts == {"answer": "confirmed", "claim_version": 1}
    assert Notice.objects.get(event=event).person == cast.ada
    assert signed_in(cast.ada).get(event.place)["Location"] == f"/evidence/{row.claim_id}/"


def test_an_amended_figure_stands_beside_the_claimed_one(cast: Cast) -> None:
    row = answered(
        cast, asked(cast), "amended", amended_metric="Refunds", amended_result="310", words="Twelve were doubles."
    )

    page = signed_in(cast.ada).get(f"/evidence/{row.claim_id}/").content.decode()

    assert row.claim.metrics.get().result == "340"
    assert "claimed 340, amended to 310" in page
    assert "Twelve were doubles." in page


@pytest.mark.parametrize(
    ("answer", "more"),
    [
        ("amended", {}),
        ("amended", {"words": "   "}),
        ("amended", {"amended_result": "3", "amended_metric": "Something else"}),
        ("disputed", {}),
        ("asked", {"words": "?"}),
        ("", {}),
    ],
)
def test_half_an_answer_is_refused(cast: Cast, answer: str, more: dict[str, str]) -> None:
    row = asked(cast)

    with pytest.raises(Malformed):
        answered(cast, row, answer, **more)
    assert Attestation.objects.get().state == AttestationState.ASKED


def test_an_answer_can_be_changed_and_the_journal_has_both(cast: Cast) -> None:
    row = answered(cast, asked(cast), "confirmed")

    answered(cast, row, "disputed", seen=row.version, words="I looked again.")

    answers = Event.objects.filter(kind="attestation.answered").order_by("number")
    assert Attestation.objects.get().state == "disputed"
    assert [one.facts["answer"] for one in answers] == ["confirmed", "disputed"]


def test_two_answers_at_once_are_told_apart(cast: Cast) -> None:
    row = asked(cast)
    answered(cast, row, "confirmed")

    with pytest.raises(Conflict):
        answered(cast, row, "disputed", words="Not so.")
    assert Attestation.objects.get().state == "confirmed"


def test_an_answer_about_a_claim_that_changed_meanwhile_is_refused(cast: Cast) -> None:
    row = asked(cast)
    change_claim(cast.act(cast.ada), claim=row.claim_id, seen=1, text=edited(outcome="Something bolder."))

    with pytest.raises(NotNow):
        answered(cast, row, "confirmed")
    assert Attestation.objects.get().state == AttestationState.ASKED


def test_after_a_change_somebody_may_be_asked_again_and_their_answer_stands_until_then(cast: Cast) -> None:
    row = answered(cast, asked(cast), "confirmed")
    change_claim(cast.act(cast.ada), claim=row.claim_id, seen=1, text=edited(outcome="Something bolder."))
    later = cast.now + timedelta(days=1)

    again = ask_attestation(cast.act(cast.ada, at=later), claim=row.claim_id, attester=cast.kim.pk)

    assert (again.pk, again.state, again.claim_version) == (row.pk, "confirmed", 1)
    assert list(Attestation.objects.open()) == [again]


def test_who_declined_is_not_asked_again(cast: Cast) -> None:
    row = answered(cast, asked(cast), "declined")

    with pytest.raises(NotNow):
        asked(cast, row.claim)


def test_the_person_asked_sees_that_claim_and_nothing_else_of_its_author(cast: Cast) -> None:
    row = asked(cast, a_claim(cast))
    evidence_of(cast)

    page = signed_in(cast.noor).get(f"/evidence/confirm/{row.pk}/")
    mine = signed_in(cast.kim).get(f"/evidence/confirm/{row.pk}/").content.decode()

    assert page.status_code == 404
    assert QUEUE.what in mine
    for hidden in ("Senior Engineer", "System design", "Delivery", "Payments", "Ledger split", "Staff"):
        assert hidden not in mine


def test_what_a_change_took_out_is_gone_for_the_person_asked_too(cast: Cast) -> None:
    row = asked(cast)
    change_claim(cast.act(cast.ada), claim=row.claim_id, seen=1, text=edited(what="Only this."))

    page = signed_in(cast.kim).get(f"/evidence/confirm/{row.pk}/").content.decode()

    assert "Only this." in page
    assert QUEUE.what not in page


def test_while_a_claim_is_withdrawn_there_is_nothing_to_confirm(cast: Cast) -> None:
    row = asked(cast)
    withdraw_claim(cast.act(cast.ada), claim=row.claim_id)

    assert signed_in(cast.kim).get(f"/evidence/confirm/{row.pk}/").status_code == 404
    with pytest.raises(NotVisible):
        answered(cast, row, "confirmed")


@pytest.mark.parametrize("who", ["lena", "mia", "omar", "hana", "jun", "ben", "ada"])
def test_nobody_answers_for_another(cast: Cast, who: str) -> None:
    row = asked(cast)

    with pytest.raises(NotVisible):
        answer_attestation(cast.act(cast.people[who]), attestation=row.pk, seen=1, claim_seen=1, answer="confirmed")


def test_a_leaver_cannot_answer(cast: Cast) -> None:
    row = asked(cast)
    kim = signed_in(cast.kim)
    Person.objects.filter(pk=cast.kim.pk).update(left_on=cast.now.date())

    assert kim.get(f"/evidence/confirm/{row.pk}/").status_code == 302
    row.attester.refresh_from_db()
    with pytest.raises(NotVisible):
        answered(cast, row, "confirmed")


def test_a_search_finds_colleagues_who_are_here_and_not_oneself(cast: Cast) -> None:
    claim = a_claim(cast)
    ada = signed_in(cast.ada)

    assert "Customer Success Lead" in ada.get(f"/evidence/{claim.pk}/ask/?q=kim+lar").content.decode()
    assert "Mia Jansen" not in ada.get(f"/evidence/{claim.pk}/ask/?q=mia").content.decode()
    assert "Senior Engineer, Payments" not in ada.get(f"/evidence/{claim.pk}/ask/?q=ada").content.decode()


def test_asking_and_answering_work_without_scripts(cast: Cast) -> None:
    claim = a_claim(cast)
    place = f"/evidence/{claim.pk}/ask/?q=kim"

    sent = signed_in(cast.ada).post(place, {"once": "a", "attester": str(cast.kim.pk), "question": "Is it so?"})
    row = Attestation.objects.get()
    answer = {"once": "b", "seen": "1", "claim_seen": "1", "answer": "amended", "amended_metric": "Refunds"}
    given = signed_in(cast.kim).post(f"/evidence/confirm/{row.pk}/", {**answer, "amended_result": "310"})

    row.refresh_from_db()
    assert (sent.status_code, given.status_code) == (302, 302)
    assert (row.state, row.amended_metric, row.amended_result) == ("amended", "Refunds", "310")


def test_somebody_not_found_by_the_search_cannot_be_smuggled_in(cast: Cast) -> None:
    claim = a_claim(cast)

    answer = signed_in(cast.ada).post(f"/evidence/{claim.pk}/ask/?q=kim", {"attester": str(cast.jun.pk)})

    assert (answer.status_code, Attestation.objects.count()) == (422, 0)


def test_a_stale_answer_page_shows_the_claim_as_it_is_now_and_can_be_sent_again(cast: Cast) -> None:
    row = asked(cast)
    change_claim(cast.act(cast.ada), claim=row.claim_id, seen=1, text=edited(outcome="Something bolder."))

    answer = signed_in(cast.kim).post(
        f"/evidence/confirm/{row.pk}/", {"once": "b", "seen": "1", "claim_seen": "1", "answer": "confirmed"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Something bolder." in page
    assert 'name="claim_seen" value="2"' in page
