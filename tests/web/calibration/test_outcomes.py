"""Notes and outcomes of the room: who writes and reads them, and what another set meanwhile."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.web.calibration.in_the_room import entry, place
from tests.web.cast import Cast, signed_in

from waypost.refusal import Conflict, NotAllowed, NotVisible
from waypost.web.calibration.models import RoomNote, RoomOutcome, Session
from waypost.web.calibration.services.rooms import note, set_outcome
from waypost.web.promotion.models import Case


def test_a_note_is_read_by_who_is_in_the_room_for_the_case(cast: Cast, room: Session) -> None:
    note(cast.act(cast.uma), entry(), words="Read the memo of March again.")
    case = Case.objects.get()
    shown = {
        who: "Read the memo of March again."
        in signed_in(cast.people[who]).get(reverse("promotion:case", args=[case.pk])).content.decode()
        for who in ("ada", "ben", "chen", "ravi", "dana", "ivo", "hana")
    }

    assert {who for who, sees in shown.items() if sees} == {"chen", "dana", "ivo"}


def test_the_decider_who_is_not_in_the_room_takes_no_notes(cast: Cast, room: Session) -> None:
    with pytest.raises(NotVisible):
        note(cast.act(cast.ivo), entry(), words="From outside.")


def test_the_facilitator_sets_the_outcome(cast: Cast, room: Session) -> None:
    with pytest.raises(NotAllowed):
        set_outcome(cast.act(cast.uma), entry(), outcome=RoomOutcome.CONFIRM, was="")
    set_outcome(cast.act(cast.dana), entry(), outcome=RoomOutcome.CONFIRM, was="")
    assert entry().outcome == "confirm"


def test_another_outcome_set_meanwhile_is_shown(cast: Cast, room: Session) -> None:
    set_outcome(cast.act(cast.dana), entry(), outcome=RoomOutcome.PARK, was="")
    with pytest.raises(Conflict) as refused:
        set_outcome(cast.act(cast.dana), entry(), outcome=RoomOutcome.CONFIRM, was="")
    assert refused.value.theirs == (("Outcome", "Parked"),)
    set_outcome(cast.act(cast.dana), entry(), outcome=RoomOutcome.PARK, was="")  # the same twice is no conflict


def test_notes_and_outcomes_by_the_page(cast: Cast, room: Session) -> None:
    dana = signed_in(cast.dana)
    assert dana.post(place("room_note"), {"words": ""}).status_code == 422
    assert dana.post(place("room_note"), {"words": "Noted."}).status_code == 302
    assert dana.post(place("room_outcome"), {"outcome": "confirm", "was": ""}).status_code == 302
    assert (RoomNote.objects.count(), entry().outcome) == (1, "confirm")
    shown = dana.get(place()).content.decode()
    assert all(f'data-press="{key}"' in shown for key in "crep")
