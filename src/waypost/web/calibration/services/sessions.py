"""A session is opened over the cases of a band, and moved on: to the room, locked, released."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.calibration.session import Step, check
from waypost.promotion.panel import conflict_between
from waypost.promotion.stages import Stage
from waypost.refusal import Malformed, NotNow, NotVisible
from waypost.web.calibration.models import Attendee, Entry, Session
from waypost.web.calibration.places import session_place
from waypost.web.calibration.selectors.opening import Opening, opening
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.frameworks.reading import framework_of
from waypost.web.journal.acts import Act, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, PanelName, Seat
from waypost.web.promotion.selectors.members import declared_with, lines_of, member_of, positions_of
from waypost.web.promotion.services.calibrating import put_before_the_room

NAME_MOST = 120
ATTENDEES_MOST = 40
CALIBRATOR = "calibrator"  # the kind of a calibrator's seat; no policy asks for one


@service
def open_session(
    act: Act, *, name: str, band: str, cycle_on: date, facilitator: UUID, attendees: Collection[UUID]
) -> Session:
    """Take the cases of a band to a session; everybody in the room gets a calibrator's seat, but where they conflict.

    People operations take every case of the band whose reviews are in; a facilitator takes those they facilitate.
    Cases that are still in review move to calibration with it. Raises NotVisible for anybody else, NotNow when no case
    is ready, Malformed for people who cannot be in the room.
    """
    found = opening(act.by, band=band, cycle_on=cycle_on, day=act.today)
    if not name.strip() or len(name) > NAME_MOST:
        raise Malformed("session.name", _("Give the session a name of at most 120 characters."))
    if not found.cases:
        raise NotNow("session.none", _("No case of this band has all its reviews in and waits for a session."))
    leader = _facilitator(found, facilitator)
    people = _attendees(act, leader, attendees)
    session = Session.objects.create(
        name=name.strip(),
        band=band,
        cycle_on=max(case.cycle_on for case in found.cases),
        facilitator=leader,
        opened_at=act.at,
    )
    cases, moved = put_before_the_room(act, found.cases)
    Entry.objects.bulk_create(Entry(session=session, case=case, round=case.round) for case in cases)
    Attendee.objects.bulk_create(Attendee(session=session, person=person) for person in people)
    seats = _seat(act, cases, people)
    measure_soon(session)
    record(
        act,
        Kind.SESSION_OPENED,
        subject=session,
        place=session_place(session),
        facts={"band": band, "cases": [str(case.pk) for case in cases], "moved": moved, "seats": seats},
        tell=people,
    )
    return session


@service
def move_session(act: Act, session: Session, step: Step, *, seen: int) -> Session:
    """Take one step of the session's table: open the room, lock it, release its decisions.

    Raises NotVisible, NotAllowed and NotNow as the table says, Conflict when somebody else moved it since.
    """
    room = open_room(act, session)
    row = check(step, room.state, room.roles, room.facts)
    changes: dict[str, Any] = {}
    tell: Iterable[Person] = room.attendees
    place = session_place(room.session)
    if step is Step.LOCK:
        changes = {"locked_at": act.at}
    elif step is Step.RELEASE:
        changes = {"released_at": act.at}
        # Whoever has to tell is told, and reads it where they can open it.
        tell, place = _release(act, room), reverse("promotion:board")
    save_current(room.session, seen=seen, state=row.target.value, **changes)
    record(
        act,
        Kind.SESSION_MOVED,
        subject=room.session,
        place=place,
        facts={"step": step.value, "to": row.target.value, "cases": len(room.entries)},
        tell=tell,
    )
    return room.session


def measure_soon(session: Session) -> None:
    """Leave word that the ratings of a session are new; the worker finds it once this act is done."""
    from waypost.web.calibration.tasks import measure_session

    measure_session.enqueue(str(session.pk))


def open_room(act: Act, session: Session) -> Room:
    """The session as it is now, locked until the act is done, for its actor; NotVisible for a stranger."""
    if act.by is None or not Session.objects.visible_to(act.by).filter(pk=session.pk).exists():
        raise NotVisible("session", _("There is no such session."))
    fresh = Session.objects.select_for_update(of=("self",)).select_related("facilitator").get(pk=session.pk)
    return Room(fresh, act.by)


def _facilitator(found: Opening, key: UUID) -> Person:
    leader = next((person for person in found.facilitators if person.pk == key), None)
    if leader is None:
        raise Malformed("session.facilitator", _("Choose somebody who facilitates one of these cases, or leads."))
    if any(case.candidate_id == key for case in found.cases):
        raise NotNow("session.own_case", _("Nobody facilitates a session that holds their own case."))
    return leader


def _attendees(act: Act, leader: Person, keys: Collection[UUID]) -> list[Person]:
    if len(set(keys)) > ATTENDEES_MOST:
        raise Malformed("session.attendees", _("A room holds at most 40 people."))
    people = list(Person.objects.present(act.today).filter(pk__in=set(keys)))
    if len(people) < len(set(keys)):
        raise Malformed("session.attendees", _("One of these people does not work here any more. Choose again."))
    return [leader, *(person for person in people if person.pk != leader.pk)]


def _seat(act: Act, cases: Collection[Case], people: Collection[Person]) -> int:
    """A calibrator's seat for everybody on every case they have no conflict with; how many there are."""
    everyone = {person.pk for person in people} | {case.candidate_id for case in cases}
    positions, lines = positions_of(everyone, day=act.today), lines_of(everyone, day=act.today)
    declared = declared_with([case.candidate_id for case in cases])
    seats = []
    for case in cases:
        framework = framework_of(case.framework)
        candidate, *others = (
            member_of(one, positions.get(one.pk), framework=framework, above=lines.get(one.pk, ()))
            for one in (case.candidate, *people)
        )
        for person, member in zip(people, others, strict=True):
            manages = person.pk == case.manager_id
            if not manages and conflict_between(candidate, member, declared=declared) is None:
                seats.append(_seat_of(act, case, person))
    Seat.objects.bulk_create(seats)
    return len(seats)


def _seat_of(act: Act, case: Case, person: Person) -> Seat:
    return Seat(
        case=case,
        person=person,
        panel=PanelName.CALIBRATOR.value,
        kind=CALIBRATOR,
        round=case.round,
        seated_at=act.at,
    )


def _release(act: Act, room: Room) -> list[Person]:
    """Open the decisions of the session to those who tell them; returns the managers."""
    decided = [
        entry.case
        for entry in room.entries
        if entry.case.stage == Stage.DECIDED and entry.case.round == entry.round and entry.case.released_at is None
    ]
    rows = Case.objects.filter(pk__in=[case.pk for case in decided], stage=Stage.DECIDED.value, released_at=None)
    rows.update(released_at=act.at, version=F("version") + 1)
    return [case.manager for case in decided]
