"""A claim from draft to recorded, changed, withdrawn and back: who may, what is asked, what is kept."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from tests.web.cast import Cast, evidence_of, signed_in
from tests.web.evidence.writing import BARE, QUEUE, a_claim, a_draft, edited

from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.evidence.models import Claim, ClaimState
from waypost.web.evidence.services.claims import (
    change_claim,
    draft_id,
    keep_draft,
    record_claim,
    take_back_claim,
    withdraw_claim,
)
from waypost.web.evidence.values import METRICS_MOST, PRODUCTS_MOST, ClaimText, MetricText, ProductText
from waypost.web.evidence.written import written_claim
from waypost.web.journal.acts import AlreadyDone
from waypost.web.journal.models import Event, Notice


def events() -> list[str]:
    return list(Event.objects.order_by("number").values_list("kind", flat=True))


def test_a_draft_keeps_everything_that_was_typed_and_makes_no_event(cast: Cast) -> None:
    claim = a_draft(cast)

    kept = written_claim(Claim.objects.get(pk=claim.pk))
    assert (kept.title, kept.what, kept.part, kept.outcome) == (QUEUE.title, QUEUE.what, QUEUE.part, QUEUE.outcome)
    assert (kept.started_on, kept.ended_on, kept.criteria) == (QUEUE.started_on, QUEUE.ended_on, ("delivery", "design"))
    assert [(m.name, m.baseline, m.result, m.share) for m in kept.metrics] == [("Refunds", "40", "340", 70)]
    assert kept.work_products == ("Queue design",)
    assert claim.state == ClaimState.DRAFT
    assert events() == []


def test_one_form_makes_one_draft_however_often_it_is_sent(cast: Cast) -> None:
    first, second = a_draft(cast), a_draft(cast, edited(what="Mended the text."))

    assert first.pk == second.pk
    assert Claim.objects.get().what == "Mended the text."


def test_two_forms_make_two_drafts(cast: Cast) -> None:
    a_draft(cast, once="one")
    a_draft(cast, once="two")

    assert Claim.objects.count() == 2


def test_nobody_begins_a_claim_under_an_address_of_their_choosing(cast: Cast) -> None:
    theirs = draft_id(cast.lena, "form-1")

    for claim in (theirs, uuid.uuid4()):
        with pytest.raises(NotVisible):
            keep_draft(cast.act(cast.ada, once="form-1"), claim=claim, seen=0, text=BARE)
    assert not Claim.objects.exists()


def test_an_edit_of_an_old_version_shows_both_texts_and_writes_nothing(cast: Cast) -> None:
    claim = a_draft(cast)
    keep_draft(cast.act(cast.ada), claim=claim.pk, seen=1, text=edited(what="From the phone."))

    with pytest.raises(Conflict) as refused:
        keep_draft(cast.act(cast.ada), claim=claim.pk, seen=1, text=edited(what="From the laptop."))

    assert refused.value.theirs == (("What was done", "From the phone."),)
    assert refused.value.mine == (("What was done", "From the laptop."),)
    assert Claim.objects.get().what == "From the phone."


def test_recording_a_draft_is_one_event_without_a_word_of_it(cast: Cast) -> None:
    claim = a_claim(cast)

    event = Event.objects.get()
    assert claim.state == ClaimState.RECORDED
    assert (event.kind, event.actor, event.about) == ("claim.recorded", cast.ada, cast.ada)
    assert event.place == f"/evidence/{claim.pk}/"
    assert event.facts == {"version": 1, "criteria": ["delivery", "design"], "outcome": "users", "metrics": 1}


def test_a_claim_that_says_too_little_is_not_recorded_and_hears_what_is_missing(cast: Cast) -> None:
    claim = a_draft(cast, BARE)

    with pytest.raises(NotNow) as refused:
        record_claim(cast.act(cast.ada), claim=claim.pk)

    assert [one.where for one in refused.value.missing] == ["what", "part", "started_on", "criteria"]
    assert Claim.objects.get().state == ClaimState.DRAFT
    assert events() == []


def test_a_claim_can_be_written_and_recorded_in_one_go(cast: Cast) -> None:
    act = cast.act(cast.ada, once="form-1")

    claim = record_claim(act, claim=draft_id(cast.ada, "form-1"), seen=0, text=QUEUE)

    assert (claim.state, claim.title) == (ClaimState.RECORDED, QUEUE.title)


def test_recording_twice_by_one_form_does_nothing_twice(cast: Cast) -> None:
    act = cast.act(cast.ada, once="form-1")
    claim = record_claim(act, claim=draft_id(cast.ada, "form-1"), seen=0, text=QUEUE)

    with pytest.raises(AlreadyDone) as done:
        record_claim(act, claim=claim.pk, seen=0, text=QUEUE)

    assert done.value.place == f"/evidence/{claim.pk}/"
    assert events() == ["claim.recorded"]


def test_autosaving_ends_with_the_draft(cast: Cast) -> None:
    claim = a_claim(cast)

    with pytest.raises(NotNow):
        keep_draft(cast.act(cast.ada), claim=claim.pk, seen=1, text=edited(what="Late."))


def test_changing_a_recorded_claim_is_an_event_and_tells_who_vouched_for_it(cast: Cast) -> None:
    claim = evidence_of(cast)["ledger"]
    text = edited(outcome="Settlement is done before the shops open.")

    changed = change_claim(cast.act(cast.ada), claim=claim.pk, seen=1, text=text)

    assert (changed.version, changed.outcome) == (2, "Settlement is done before the shops open.")
    assert events() == ["claim.changed"]
    assert [notice.person for notice in Notice.objects.all()] == [cast.kim]
    assert claim.attestations.get().state == "confirmed"


def test_a_recorded_claim_has_to_keep_saying_what_others_rely_on(cast: Cast) -> None:
    claim = a_claim(cast)

    with pytest.raises(NotNow) as refused:
        change_claim(cast.act(cast.ada), claim=claim.pk, seen=1, text=BARE)

    assert "criteria" in [one.where for one in refused.value.missing]
    assert Claim.objects.get().what == QUEUE.what


def test_a_withdrawn_claim_comes_back_as_a_draft_with_all_it_had(cast: Cast) -> None:
    claim = evidence_of(cast)["ledger"]

    withdraw_claim(cast.act(cast.ada), claim=claim.pk)
    back = take_back_claim(cast.act(cast.ada), claim=claim.pk)

    assert back.state == ClaimState.DRAFT
    assert back.attestations.get().claim_version == back.version
    assert events() == ["claim.withdrawn", "claim.taken_back"]


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        (ClaimState.DRAFT, (change_claim, take_back_claim)),
        (ClaimState.RECORDED, (record_claim, take_back_claim)),
        (ClaimState.WITHDRAWN, (record_claim, change_claim, withdraw_claim)),
    ],
)
def test_what_a_state_does_not_allow_is_refused(cast: Cast, state: ClaimState, refused: tuple[Any, ...]) -> None:
    claim = a_draft(cast)
    Claim.objects.update(state=state)

    for verb in refused:
        more = {"seen": 1, "text": QUEUE} if verb is change_claim else {}
        with pytest.raises(NotNow):
            verb(cast.act(cast.ada), claim=claim.pk, **more)
    assert Claim.objects.get().state == state


@pytest.mark.parametrize("who", ["lena", "mia", "omar", "hana", "kofi", "kim"])
def test_to_strangers_leavers_and_duties_a_claim_does_not_exist(cast: Cast, who: str) -> None:
    claim = evidence_of(cast)["schema"]
    act = cast.act(cast.people[who])

    for verb in (record_claim, withdraw_claim, take_back_claim):
        with pytest.raises(NotVisible):
            verb(act, claim=claim.pk)
    with pytest.raises(NotVisible):
        change_claim(act, claim=claim.pk, seen=1, text=QUEUE)


def test_the_manager_reads_a_shared_claim_and_cannot_touch_it(cast: Cast) -> None:
    claim = evidence_of(cast)["schema"]

    with pytest.raises(NotAllowed):
        withdraw_claim(cast.act(cast.ben), claim=claim.pk)


def test_a_manager_sees_neither_drafts_nor_what_is_not_shared(cast: Cast) -> None:
    drafted = a_draft(cast)
    kept_back = a_claim(cast, edited(shared=False), once="form-2")

    seen = Claim.objects.visible_to(cast.ben)

    assert not seen.filter(pk__in=(drafted.pk, kept_back.pk)).exists()
    for verb in (record_claim, withdraw_claim):
        with pytest.raises(NotVisible):
            verb(cast.act(cast.ben), claim=drafted.pk)


def test_somebody_with_several_positions_sees_each_claim_once(cast: Cast) -> None:
    claim = a_claim(cast)
    position = cast.ada.positions.get()
    position.pk, position.from_day = None, position.from_day.replace(year=position.from_day.year - 1)
    position.until_day = cast.ada.positions.get().from_day
    position.save()

    assert list(Claim.objects.visible_to(cast.ada)) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        edited(title="  "),
        edited(what="x" * 10_001),
        edited(metrics=(MetricText(name="n", result="1"),) * (METRICS_MOST + 1)),
        edited(work_products=(ProductText(kind="k", title="t", url="https://e.org"),) * (PRODUCTS_MOST + 1)),
        edited(work_products=(ProductText(kind="k", title="t", url="http://e.org"),)),
        edited(work_products=(ProductText(kind="k", title="t", url="javascript:alert(1)"),)),
        edited(started_on=QUEUE.ended_on, ended_on=QUEUE.started_on),
    ],
)
def test_what_breaks_a_bound_is_refused(cast: Cast, text: ClaimText) -> None:
    with pytest.raises(Malformed):
        a_draft(cast, text)
    assert not Claim.objects.exists()


def test_the_claims_states_can_be_pressed_through_in_a_browser(cast: Cast) -> None:
    claim = a_draft(cast)
    ada = signed_in(cast.ada)

    for step, state in (("record", "recorded"), ("withdraw", "withdrawn"), ("take-back", "draft")):
        answer = ada.post(f"/evidence/{claim.pk}/{step}/", {"once": step})
        assert (answer.status_code, answer["Location"]) == (302, f"/evidence/{claim.pk}/")
        assert Claim.objects.get().state == state


def test_a_press_sent_twice_leads_to_what_the_first_did(cast: Cast) -> None:
    claim = a_draft(cast)
    ada = signed_in(cast.ada)

    answers = [ada.post(f"/evidence/{claim.pk}/record/", {"once": "the-same"}) for _ in range(2)]

    assert [(one.status_code, one["Location"]) for one in answers] == [(302, f"/evidence/{claim.pk}/")] * 2
    assert events() == ["claim.recorded"]


@pytest.mark.parametrize("step", ["record", "withdraw", "take-back"])
def test_states_change_by_post_alone(cast: Cast, step: str) -> None:
    claim = a_draft(cast)

    assert signed_in(cast.ada).get(f"/evidence/{claim.pk}/{step}/").status_code == 405
