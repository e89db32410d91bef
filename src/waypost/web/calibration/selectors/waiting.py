"""What calibration asks of somebody: previews to give, a session to move on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.calibration.session import State
from waypost.promotion.stages import Stage, due
from waypost.web.calibration.models import Entry, Preview, Session
from waypost.web.calibration.places import session_place
from waypost.web.frameworks.reading import framework_with
from waypost.web.journal.waiting import Waiting
from waypost.web.people.models import Person
from waypost.web.promotion.models import PanelName, Seat


def waiting_for(person: Person, today: date) -> tuple[Waiting, ...]:
    """Previews the person still owes, session by session, and rooms they facilitate. One query."""
    if not person.is_active:
        return ()
    rows = Session.objects.filter(attendees__person=person, state__in=(State.PREVIEW, State.IN_ROOM))
    counted = rows.annotate(
        asked=Coalesce(Subquery(_number(_asked(person))), 0),
        given=Coalesce(Subquery(_number(_given(person))), 0),
        framework=Subquery(Entry.objects.filter(session=OuterRef("pk")).values("case__framework__hash")[:1]),
    )
    return tuple(found for row in counted.order_by("opened_at") if (found := _of(row, person)) is not None)


def _asked(person: Person) -> QuerySet[Any]:
    """The person's calibrator's seats on cases of a session; who is their candidate or manager has no voice there."""
    seats = Seat.objects.filter(person=person, panel=PanelName.CALIBRATOR, left_at=None)
    here = seats.filter(case__entries__session=OuterRef("pk"), case__entries__round=F("round"))
    return here.exclude(case__candidate=person).exclude(case__manager=person)


def _given(person: Person) -> QuerySet[Any]:
    return Preview.objects.filter(person=person, entry__session=OuterRef("pk"))


def _number(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    together = rows.order_by().annotate(all=Value(1)).values("all")
    counted: QuerySet[Any, Any] = together.annotate(n=Count("pk", distinct=True)).values("n")
    return counted


def _of(row: Any, person: Person) -> Waiting | None:
    if row.state == State.IN_ROOM:
        return _room(row) if row.facilitator_id == person.pk else None
    owed = row.asked - row.given
    if owed <= 0:
        return None
    says = ngettext(
        "%(name)s: %(n)d case waits for your preview.", "%(name)s: %(n)d cases wait for your preview.", owed
    )
    return Waiting(
        says=says % {"name": row.name, "n": owed},
        place=session_place(row),
        label=_("Give previews"),
        due=due(Stage.IN_CALIBRATION, row.opened_at, framework_with(row.framework).process),
    )


def _room(row: Session) -> Waiting:
    return Waiting(
        says=_("%(name)s: the room is open.") % {"name": row.name},
        place=session_place(row),
        label=_("Go to the room"),
    )
