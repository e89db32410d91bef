"""The composer: a form that works without scripts, saves itself with them, and asks so what."""

from __future__ import annotations

import re

import pytest
from tests.web.cast import Cast, evidence_of, signed_in
from tests.web.evidence.writing import BARE, QUEUE, a_claim, a_draft, edited, sent

from waypost.web.evidence.models import Claim, ClaimState
from waypost.web.evidence.services.claims import draft_id, keep_draft
from waypost.web.evidence.values import MetricText, ProductText
from waypost.web.journal.models import Event


def test_the_empty_composer_names_every_kind_of_outcome_with_its_question(cast: Cast) -> None:
    page = signed_in(cast.ada).get("/evidence/new/").content.decode()

    for words in ("Risk avoided", "Capability", "Talent", "What can be done now that could not be done before"):
        assert words in page
    assert page.count('name="outcome_kind"') == 10


def test_the_composer_offers_the_criteria_of_the_framework_with_what_the_next_level_asks(cast: Cast) -> None:
    page = signed_in(cast.ada).get("/evidence/new/").content.decode()

    asked = cast.lattice.expectation("design", "staff")
    assert page.count('name="criteria"') == len(cast.lattice.criteria)
    assert asked is not None
    assert asked.statements[0].says in page


def test_a_form_kept_as_a_draft_leads_to_the_claim_and_shows_what_a_reader_would_ask(cast: Cast) -> None:
    ada = signed_in(cast.ada)

    answer = ada.post("/evidence/new/", sent(BARE, then="keep"), follow=True)

    claim = Claim.objects.get()
    assert answer.redirect_chain == [(f"/evidence/{claim.pk}/", 302)]
    assert "So what? Say what changed for somebody because of this." in answer.content.decode()


def test_a_form_can_be_recorded_at_once(cast: Cast) -> None:
    signed_in(cast.ada).post("/evidence/new/", sent(QUEUE, then="record"))

    claim = Claim.objects.get()
    assert (claim.state, claim.metrics.get().result) == (ClaimState.RECORDED, "340")


def test_a_form_sent_twice_makes_one_claim(cast: Cast) -> None:
    ada = signed_in(cast.ada)

    places = {ada.post("/evidence/new/", sent(QUEUE, then="record"))["Location"] for _ in range(2)}

    assert places == {f"/evidence/{Claim.objects.get().pk}/"}
    assert Event.objects.count() == 1


def test_forms_without_a_key_are_claims_of_their_own(cast: Cast) -> None:
    ada = signed_in(cast.ada)

    for _ in range(2):
        ada.post("/evidence/new/", sent(QUEUE, once="", then="keep"))

    assert Claim.objects.count() == 2


def test_a_refused_recording_keeps_what_was_typed_on_the_page(cast: Cast) -> None:
    answer = signed_in(cast.ada).post("/evidence/new/", sent(edited(BARE, what="Half a story."), then="record"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Half a story." in page
    assert 'href="#criteria"' in page


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"title": ""}, "Title"),
        ({"started_on": "2026-07-01", "ended_on": "2026-06-01"}, "It ends before it begins"),
        ({"product-0-url": "http://example.org/"}, "begins with https://"),
        ({"product-0-url": "javascript:alert(1)"}, "begins with https://"),
        ({"product-0-url": "https://wiki.example.org@evil.example/"}, "without a name before an"),
        ({"product-1-title": "A link without a link"}, "Add the link, or clear this row."),
        ({"metric-0-share": "101"}, "less than or equal to 100"),
        ({"criteria": "no-such-criterion"}, "no-such-criterion"),
        ({"outcome_kind": "glory"}, "glory"),
    ],
)
def test_a_faulty_form_says_where_and_saves_nothing(cast: Cast, more: dict[str, str], says: str) -> None:
    answer = signed_in(cast.ada).post("/evidence/new/", sent(QUEUE, **more))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Claim.objects.exists()


def test_editing_fills_the_form_with_what_was_written(cast: Cast) -> None:
    claim = a_draft(cast)

    page = signed_in(cast.ada).get(f"/evidence/{claim.pk}/edit/").content.decode()

    for words in (QUEUE.title, QUEUE.what, "https://example.org/queue", 'value="340"', 'value="2026-06-30"'):
        assert words in page
    assert re.search(r'name="criteria" value="design" checked', page)
    assert re.search(r'name="outcome_kind" value="users" checked', page)


def test_editing_a_recorded_claim_changes_it_with_an_event(cast: Cast) -> None:
    claim = a_claim(cast)

    signed_in(cast.ada).post(f"/evidence/{claim.pk}/edit/", sent(edited(what="Told better."), seen=1, once="again"))

    assert Claim.objects.get().what == "Told better."
    assert list(Event.objects.values_list("kind", flat=True)) == ["claim.recorded", "claim.changed"]


def test_a_conflict_shows_both_texts_and_lets_the_next_sending_decide(cast: Cast) -> None:
    claim = a_draft(cast)
    keep_draft(cast.act(cast.ada), claim=claim.pk, seen=1, text=edited(what="From the phone."))
    ada = signed_in(cast.ada)

    answer = ada.post(f"/evidence/{claim.pk}/edit/", sent(edited(what="From the laptop."), seen=1, then="keep"))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "From the phone." in page
    assert "From the laptop." in page
    assert re.search(r'name="seen" value="2"', page)


def test_autosave_begins_the_draft_and_tells_the_form_its_version(cast: Cast) -> None:
    ada = signed_in(cast.ada)
    place = f"/evidence/{draft_id(cast.ada, 'form-1')}/draft/"

    first = ada.post(place, sent(BARE))
    second = ada.post(place, sent(edited(BARE, what="More."), seen=1))

    assert 'value="1" id="id_seen"' in first.content.decode()
    assert 'value="2" id="id_seen"' in second.content.decode()
    assert Claim.objects.get().what == "More."
    assert not Event.objects.exists()


def test_autosave_keeps_what_holds_of_a_half_written_form(cast: Cast) -> None:
    half = edited(work_products=(ProductText(kind="talk", title="A talk", url="https://"),))

    answer = signed_in(cast.ada).post(f"/evidence/{draft_id(cast.ada, 'form-1')}/draft/", sent(half))

    assert "half written" in answer.content.decode()
    assert (Claim.objects.get().what, Claim.objects.get().work_products.count()) == (QUEUE.what, 0)


def test_autosave_needs_a_title(cast: Cast) -> None:
    answer = signed_in(cast.ada).post(f"/evidence/{draft_id(cast.ada, 'form-1')}/draft/", sent(edited(BARE, title="")))

    assert (answer.status_code, Claim.objects.count()) == (422, 0)


def test_an_autosave_that_comes_too_late_overwrites_nothing(cast: Cast) -> None:
    claim = a_draft(cast)
    keep_draft(cast.act(cast.ada), claim=claim.pk, seen=1, text=edited(what="Newer."))

    answer = signed_in(cast.ada).post(f"/evidence/{claim.pk}/draft/", sent(edited(what="Older."), seen=1))

    assert (answer.status_code, Claim.objects.get().what) == (409, "Newer.")


def test_so_what_asks_of_what_is_being_typed_and_saves_nothing(cast: Cast) -> None:
    page = signed_in(cast.ada).post("/evidence/so-what/", sent(edited(outcome="", metrics=()))).content.decode()

    assert "So what? Say what changed for somebody because of this." in page
    assert "One number makes this checkable." in page
    assert not Claim.objects.exists()


def test_so_what_asks_how_a_number_is_known(cast: Cast) -> None:
    bare = edited(metrics=(MetricText(name="Refunds", result="340"),))

    page = signed_in(cast.ada).post("/evidence/so-what/", sent(bare)).content.decode()

    assert "What was “Refunds” before?" in page
    assert "How was “Refunds” measured?" in page


@pytest.mark.parametrize("who", ["lena", "kim", "hana"])
def test_another_persons_composer_does_not_exist(cast: Cast, who: str) -> None:
    claim = evidence_of(cast)["ledger"]
    client = signed_in(cast.people[who])

    assert client.get(f"/evidence/{claim.pk}/edit/").status_code == 404
    assert client.post(f"/evidence/{claim.pk}/edit/", sent(seen=1)).status_code == 404
    assert client.post(f"/evidence/{claim.pk}/draft/", sent(seen=1)).status_code == 404


def test_the_manager_may_not_edit_what_is_shared(cast: Cast) -> None:
    claim = evidence_of(cast)["ledger"]

    assert signed_in(cast.ben).get(f"/evidence/{claim.pk}/edit/").status_code == 403


def test_without_a_framework_the_composer_says_who_can_mend_that(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("waypost.web.evidence.yardstick.in_force", lambda day: None)

    answer = signed_in(cast.ada).get("/evidence/new/")

    assert answer.status_code == 409
    assert "No framework is published yet" in answer.content.decode()
