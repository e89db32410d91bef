"""What calibration asks of somebody: previews to give, a session to move on."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.calibration.session import State
from waypost.promotion.stages import Stage, due
from waypost.web.calibration.models import Session
from waypost.web.calibration.places import session_place
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.frameworks.reading import framework_of
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import Person

SESSIONS_MOST = 3  # at once for one person; each costs its queries


def waiting_for(person: Person, today: date) -> tuple[Waiting, ...]:
    """Previews the person still owes, session by session, and rooms they facilitate."""
    open_now = Session.objects.visible_to(person).filter(attendees__person=person)
    rows = open_now.filter(state__in=(State.PREVIEW, State.IN_ROOM)).order_by("opened_at")[:SESSIONS_MOST]
    return tuple(found for row in rows if (found := _of(Room(row, person))) is not None)


def _of(room: Room) -> Waiting | None:
    if room.state is State.IN_ROOM:
        return _room(room)
    owed = [line for line in room.agenda if room.votes(line.entry) and not line.vote]
    if not owed:
        return None
    case = owed[0].case
    return Waiting(
        says=ngettext(
            "%(name)s: %(n)d case waits for your preview.", "%(name)s: %(n)d cases wait for your preview.", len(owed)
        )
        % {"name": room.session.name, "n": len(owed)},
        place=session_place(room.session),
        label=_("Give previews"),
        due=due(Stage.IN_CALIBRATION, room.session.opened_at, framework_of(case.framework).process),
    )


def _room(room: Room) -> Waiting | None:
    if room.session.facilitator_id != room.person.pk:
        return None
    return Waiting(
        says=_("%(name)s: the room is open.") % {"name": room.session.name},
        place=session_place(room.session),
        label=_("Go to the room"),
    )
