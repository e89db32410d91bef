"""Sessions: what they take, who is in the room, and how they move on; locking is not releasing."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from tests.web.cast import Cast, case_at, move, signed_in
from tests.web.judging import (
    decide,
    entry_of,
    give_all,
    keep_plan,
    not_yet,
    session_over,
    settle,
    step,
    tell,
)

from waypost.calibration.session import State, Step
from waypost.promotion.stages import Action, Stage
from waypost.refusal import Conflict, Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.calibration.models import Attendee, Entry, RoomOutcome, Session, SessionState
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.calibration.services.sessions import move_session, open_session
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.promotion.models import Case, DeclaredConflict, PanelName, Seat

JUSTIFIED = not_yet("communication", justification="It showed only in this packet.")


def place(session: Session) -> str:
    return reverse("calibration:session", args=[session.pk])


# Opening


def test_the_stored_states_are_those_of_the_table() -> None:
    assert set(SessionState.values) == {state.value for state in State}


def test_it_takes_the_cases_of_the_band_whose_reviews_are_in(cast: Cast) -> None:
    case = give_all(cast, case_at(cast, Stage.IN_REVIEW))
    session = session_over(cast, "uma")
    case.refresh_from_db()

    assert (case.stage, entry_of(session, case).round) == (Stage.IN_CALIBRATION, 1)
    assert session.cycle_on == case.cycle_on
    event = Event.objects.get(kind=Kind.SESSION_OPENED)
    assert (event.facts["cases"], event.facts["moved"]) == ([str(case.pk)], 1)


def test_it_takes_no_case_whose_reviews_are_missing(cast: Cast) -> None:
    give_all(cast, case_at(cast, Stage.IN_REVIEW), but=("gul",))
    with pytest.raises(NotNow) as refused:
        session_over(cast, "uma")
    assert refused.value.code == "session.none"


def test_a_case_is_taken_once_a_round(cast: Cast, session: Session) -> None:
    with pytest.raises(NotNow):
        session_over(cast, "uma")


def test_everybody_gets_a_calibrators_seat_but_on_cases_they_have_a_conflict_with(cast: Cast, session: Session) -> None:
    seats = Seat.objects.filter(panel=PanelName.CALIBRATOR).values_list("person__name", flat=True)

    assert set(seats) == {"Dana Mbeki", "Chen Wei", "Eli Brandt", "Uma Sato"}
    assert Attendee.objects.filter(session=session).count() == 5  # Ben is in the room, and leaves it for her


def test_a_declared_conflict_and_the_same_team_leave_no_seat(cast: Cast, case: Case) -> None:
    DeclaredConflict.objects.create(one=cast.uma, other=cast.ada, declared_at=cast.now)
    session_over(cast, "uma", "noor", "wim", "ivo")
    seats = Seat.objects.filter(panel=PanelName.CALIBRATOR).values_list("person__name", flat=True)

    assert set(seats) == {"Dana Mbeki", "Wim Bakker"}  # Ivo is above Ada, Noor beside her


def test_people_operations_open_it_and_a_facilitator_takes_what_they_facilitate(cast: Cast, case: Case) -> None:
    with pytest.raises(NotVisible):
        session_over(cast, "uma", by=cast.uma)
    with pytest.raises(NotVisible):
        session_over(cast, "uma", by=cast.ben)
    assert Entry.objects.filter(session=session_over(cast, "uma", by=cast.dana)).count() == 1


def test_a_facilitator_takes_no_case_that_another_facilitates(cast: Cast, case: Case) -> None:
    Seat.objects.filter(case=case, panel=PanelName.FACILITATOR).update(person=cast.ivo)
    with pytest.raises(NotVisible):
        session_over(cast, "uma", by=cast.dana)


@pytest.mark.parametrize("who", ["chen", "ada", "mia"])
def test_a_leader_or_a_facilitator_of_the_cases_facilitates(cast: Cast, case: Case, who: str) -> None:
    with pytest.raises(Malformed):
        open_session(
            cast.act(cast.hana),
            name="Autumn",
            band=case.target_band,
            cycle_on=date.max,
            facilitator=cast.people[who].pk,
            attendees=[],
        )


def test_who_left_is_not_asked_into_the_room(cast: Cast, case: Case) -> None:
    with pytest.raises(Malformed):
        session_over(cast, "mia")


def test_by_the_page(cast: Cast, case: Case) -> None:
    hana = signed_in(cast.hana)
    new = f"{reverse('calibration:session_new')}?band={case.target_band}"
    assert "Ada Lindqvist" in hana.get(new).content.decode()
    sent = {
        "name": "Autumn",
        "facilitator": str(cast.dana.pk),
        "attendees": [str(cast.chen.pk)],
        "others": "uma@example.org",
    }
    assert hana.post(new, {**sent, "others": "nobody@example.org"}).status_code == 422
    assert hana.post(new, sent).status_code == 302
    assert set(Attendee.objects.values_list("person__name", flat=True)) == {"Dana Mbeki", "Chen Wei", "Uma Sato"}
    for who in ("ben", "chen", "lena", "omar"):
        assert signed_in(cast.people[who]).get(new).status_code == 404, who


# Who sees it


def test_who_is_in_the_room_and_people_operations_see_the_session(cast: Cast, session: Session) -> None:
    seen = [who for who in cast.people if signed_in(cast.people[who]).get(place(session)).status_code == 200]
    assert set(seen) == {"dana", "chen", "eli", "uma", "ben", "hana"}


def test_people_operations_see_whose_cases_it_holds_and_nothing_said_of_them(cast: Cast, room: Session) -> None:
    case = Case.objects.get()
    hana = signed_in(cast.hana)
    shown = hana.get(place(room)).content.decode()

    assert "Ada Lindqvist" in shown
    assert "the panels disagree" not in shown
    assert hana.get(reverse("calibration:entry", args=[room.pk, entry_of(room, case).pk])).status_code == 404


def test_the_manager_in_the_room_is_told_to_leave_it(cast: Cast, room: Session) -> None:
    ben = signed_in(cast.ben)
    shown = ben.get(place(room)).content.decode()

    assert "You leave the room for" in shown
    assert "Ada Lindqvist" in shown
    entry = Entry.objects.get()
    assert ben.get(reverse("calibration:entry", args=[room.pk, entry.pk])).status_code == 404


def test_a_candidate_in_the_room_does_not_find_their_own_case_not_even_in_a_count(cast: Cast, case: Case) -> None:
    with_own = session_over(cast, "uma", "ada")
    ada = signed_in(cast.ada)
    seen = ada.get(place(with_own)).content.decode()
    stamp = Room(Session.objects.get(), cast.ada).stamp
    entry = Entry.objects.get()
    step(cast, with_own, Step.OPEN_ROOM)
    opened = Room(Session.objects.get(), cast.ada).stamp
    settle(cast, with_own)

    assert "Ada Lindqvist</a></th>" not in seen
    assert "You leave the room for" not in seen
    assert "There is no case here for you." in seen
    assert ada.get(reverse("calibration:entry", args=[with_own.pk, entry.pk])).status_code == 404
    assert Room(Session.objects.get(), cast.ada).stamp == opened != stamp  # what the room does to it does not show
    assert not Seat.objects.filter(person=cast.ada).exists()


def test_people_operations_who_are_a_candidate_are_nothing_more_than_that(cast: Cast, case: Case) -> None:
    from waypost.web.people.models import Duty, DutyKind

    session = session_over(cast, "uma")
    Duty.objects.create(person=cast.ada, kind=DutyKind.PEOPLE_OPERATIONS, from_day=cast.now.date())
    step(cast, session, Step.OPEN_ROOM)
    settle(cast, session)
    step(cast, session, Step.LOCK)
    ada = Room(Session.objects.get(), type(cast.ada).objects.get(pk=cast.ada.pk))

    assert (ada.seen, ada.known, ada.away, ada.steps) == ((), (), (), ())
    with pytest.raises(NotAllowed):
        step(cast, session, Step.RELEASE, by=type(cast.ada).objects.get(pk=cast.ada.pk))


def test_a_withdrawn_case_leaves_the_agenda(cast: Cast, room: Session) -> None:
    move(cast, Case.objects.get(), Action.WITHDRAW, cast.ada)
    shown = signed_in(cast.uma).get(place(room)).content.decode()

    assert "Ada Lindqvist" not in shown


# Moving on


def test_the_facilitator_opens_the_room_and_nobody_else(cast: Cast, session: Session) -> None:
    for who, refused in (("chen", NotAllowed), ("hana", NotAllowed), ("lena", NotVisible), ("ada", NotVisible)):
        with pytest.raises(refused):
            step(cast, session, Step.OPEN_ROOM, by=cast.people[who])
    assert step(cast, session, Step.OPEN_ROOM).state == State.IN_ROOM


def test_two_facilitators_at_once_one_wins(cast: Cast, session: Session) -> None:
    seen = session.version
    move_session(cast.act(cast.dana), session, Step.OPEN_ROOM, seen=seen)
    with pytest.raises((Conflict, NotNow)):
        move_session(cast.act(cast.dana), session, Step.OPEN_ROOM, seen=seen)


def test_it_is_locked_once_every_case_has_its_outcome(cast: Cast, room: Session) -> None:
    with pytest.raises(NotNow):
        step(cast, room, Step.LOCK)
    settle(cast, room)
    assert step(cast, room, Step.LOCK).locked_at == cast.now


def test_a_decision_waits_for_the_lock(cast: Cast, room: Session) -> None:
    case = Case.objects.get()
    with pytest.raises(NotNow) as refused:
        decide(cast, case, JUSTIFIED)
    assert [one.where for one in refused.value.missing] == ["session"]
    settle(cast, room)
    step(cast, room, Step.LOCK)

    assert decide(cast, case, JUSTIFIED).stage == Stage.DECIDED


def test_locking_is_not_releasing(cast: Cast, room: Session) -> None:
    settle(cast, room)
    step(cast, room, Step.LOCK)
    case = decide(cast, Case.objects.get(), JUSTIFIED)
    assert case.released_at is None
    with pytest.raises(NotNow) as refused:
        move(cast, case, Action.TELL, cast.ben)
    assert "session" in {one.where for one in refused.value.missing}

    step(cast, room, Step.RELEASE)
    assert tell(cast, Case.objects.get()).stage == Stage.TOLD


def test_a_release_waits_for_every_decision(cast: Cast, room: Session) -> None:
    settle(cast, room)
    step(cast, room, Step.LOCK)
    with pytest.raises(NotNow) as refused:
        step(cast, room, Step.RELEASE)
    assert [one.says for one in refused.value.missing] == ["1 case is not decided yet."]


def test_a_case_of_a_session_is_not_released_by_itself(cast: Cast, room: Session) -> None:
    settle(cast, room)
    step(cast, room, Step.LOCK)
    case = decide(cast, Case.objects.get(), JUSTIFIED)
    from tests.web.judging import release

    with pytest.raises(NotNow) as refused:
        release(cast, case)
    assert refused.value.code == "case.release.session"


def test_what_the_room_parked_is_released_by_itself_after_the_session(cast: Cast, room: Session) -> None:
    from tests.web.judging import release

    settle(cast, room, RoomOutcome.PARK)
    step(cast, room, Step.LOCK)
    step(cast, room, Step.RELEASE)
    case = decide(cast, Case.objects.get(), JUSTIFIED)
    assert case.released_at is None

    assert release(cast, case).released_at is not None


def test_the_release_tells_the_managers_where_they_can_read_it(cast: Cast, room: Session) -> None:
    settle(cast, room)
    step(cast, room, Step.LOCK)
    decide(cast, Case.objects.get(), JUSTIFIED)
    step(cast, room, Step.RELEASE, by=cast.hana)
    event = Event.objects.filter(kind=Kind.SESSION_MOVED).latest("number")

    assert set(event.notices.values_list("person__name", flat=True)) == {"Ben Okafor"}
    assert signed_in(cast.ben).get(event.place).status_code == 200


def test_a_case_keeps_its_room_after_it_is_closed(cast: Cast, room: Session) -> None:
    settle(cast, room)
    step(cast, room, Step.LOCK)
    decide(cast, Case.objects.get(), JUSTIFIED)
    step(cast, room, Step.RELEASE)
    keep_plan(cast, tell(cast, Case.objects.get()))
    entry = Entry.objects.get()

    assert signed_in(cast.uma).get(reverse("calibration:entry", args=[room.pk, entry.pk])).status_code == 200


def test_steps_by_the_page(cast: Cast, session: Session) -> None:
    dana = signed_in(cast.dana)
    assert "Open the room" in dana.get(place(session)).content.decode()
    act = reverse("calibration:session_act", args=[session.pk, "open_room"])
    assert dana.post(act, {"seen": str(session.version)}).status_code == 302
    assert dana.post(act, {"seen": str(session.version)}).status_code == 409
    assert dana.post(reverse("calibration:session_act", args=[session.pk, "burn"])).status_code == 404
    assert signed_in(cast.chen).post(act, {"seen": "2"}).status_code == 403
    assert signed_in(cast.lena).post(act, {"seen": "2"}).status_code == 404
