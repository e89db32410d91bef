"""Reaching one case of a session to do something in it, with the session locked against everything else meanwhile."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext as _

from waypost.calibration.session import Doing, refuse_unless_open
from waypost.refusal import NotNow, NotVisible
from waypost.web.calibration.models import Entry
from waypost.web.calibration.selectors.rooms import Room, in_calibration
from waypost.web.calibration.services.sessions import open_room
from waypost.web.journal.acts import Act

WORDS_MOST = 2000


def open_entry(act: Act, entry: Entry, doing: Doing) -> tuple[Room, Entry]:
    """The room and the case as they are now.

    Raises NotVisible for somebody who is not in the room for this case, NotNow in another state of the session or when
    the case is not in calibration any more.
    """
    room = open_room(act, entry.session)
    fresh = next((one for one in room.seen if one.pk == entry.pk), None)
    if fresh is None:
        raise NotVisible("session.entry", _("There is no such case."))
    refuse_unless_open(doing, room.state)
    if not in_calibration(fresh):
        raise NotNow(f"session.{doing}.case", _("This case is not in calibration any more."))
    return room, fresh


def touch(entry: Entry) -> None:
    """Mark that something about the case changed, so that everybody in the room sees it."""
    Entry.objects.filter(pk=entry.pk).update(version=F("version") + 1)
