"""What panels and the room do shows neither to their candidate under another duty nor, before time, to one another."""

from __future__ import annotations

from tests.web.cast import Cast, case_at, signed_in
from tests.web.judging import entry_of, session_over, settle, step

from waypost.calibration.agenda import Vote
from waypost.calibration.session import Step
from waypost.promotion.stages import Stage
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.calibration.services.previews import give_preview
from waypost.web.calibration.services.rooms import note
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.journal.selectors import Line
from waypost.web.people.models import Duty, DutyKind, Person

SEALED = {Kind.REVIEW_GIVEN, Kind.PREVIEW_GIVEN, Kind.ROOM_NOTED, Kind.ROOM_OUTCOME}


def lines(person: Person, kind: Kind) -> list[Line]:
    """What the organisation's journal lists of one kind."""
    return list(signed_in(person).get(f"/journal/?kind={kind.value}").context["shown"].lines)


def a_session_with_everything(cast: Cast) -> None:
    """Reviews, a preview, a note and an outcome, about Ada."""
    case = case_at(cast, Stage.IN_CALIBRATION)
    session = session_over(cast, "uma")
    give_preview(cast.act(cast.uma), entry_of(session, case), vote=Vote.AGREE)
    step(cast, session, Step.OPEN_ROOM)
    note(cast.act(cast.uma), entry_of(session, case), words="We looked at the memo.")
    settle(cast, session)


def test_a_candidate_with_a_duty_reads_in_no_journal_what_is_done_about_them(cast: Cast) -> None:
    for kind in (DutyKind.PEOPLE_OPERATIONS, DutyKind.ADMINISTRATOR):
        Duty.objects.create(person=cast.ada, kind=kind, from_day=cast.ada.joined_on)
    a_session_with_everything(cast)
    assert {kind: bool(lines(cast.hana, kind)) for kind in SEALED} == dict.fromkeys(SEALED, True)
    assert {kind: lines(cast.ada, kind) for kind in SEALED} == {kind: [] for kind in SEALED}


def test_people_operations_are_not_told_whose_review_or_note_it_was(cast: Cast) -> None:
    a_session_with_everything(cast)
    assert {line.about for kind in SEALED for line in lines(cast.hana, kind)} == {None}
    assert not Event.objects.filter(kind__in=SEALED).exclude(about=cast.ada).exists()


def test_nobody_can_tell_from_their_page_that_somebody_gave_a_preview(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_CALIBRATION)
    session = session_over(cast, "uma", "tomas")
    before = Room(session, cast.tomas).stamp
    give_preview(cast.act(cast.uma), entry_of(session, case), vote=Vote.AGREE)
    assert Room(session, cast.tomas).stamp == before
