"""What calibration asks of somebody: previews to give, a session to move on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

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
    """Previews the person still owes, session by session, and rooms they facilitate.

    One query for most people on most days; a second one counts previews for those who are asked for any.
    """
    if not person.is_active:
        return ()
    rows = Session.objects.filter(attendees__person=person, state__in=(State.PREVIEW, State.IN_ROOM))
    sessions = list(rows.order_by("opened_at"))
    counts = _counts(sessions, person) if any(row.state == State.PREVIEW for row in sessions) else {}
    found = (_room(row, person) if row.state == State.IN_ROOM else _previews(row, counts[row.pk]) for row in sessions)
    return tuple(waiting for waiting in found if waiting is not None)


class _Counts(NamedTuple):
    """Previews asked of somebody in a session, those given, and the hash of the framework of its cases."""

    asked: int
    given: int
    framework: str


def _counts(sessions: Iterable[Session], person: Person) -> dict[UUID, _Counts]:
    rows = Session.objects.filter(pk__in=[row.pk for row in sessions]).annotate(
        asked=Coalesce(Subquery(_number(_asked(person))), 0),
        given=Coalesce(Subquery(_number(_given(person))), 0),
        framework=Subquery(Entry.objects.filter(session=OuterRef("pk")).values("case__framework__hash")[:1]),
    )
    return {key: _Counts(*counted) for key, *counted in rows.values_list("pk", "asked", "given", "framework")}


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


def _previews(row: Session, counts: _Counts) -> Waiting | None:
    owed = counts.asked - counts.given
    if owed <= 0:
        return None
    says = ngettext(
        "%(name)s: %(n)d case waits for your preview.", "%(name)s: %(n)d cases wait for your preview.", owed
    )
    return Waiting(
        says=says % {"name": row.name, "n": owed},
        place=session_place(row),
        label=_("Give previews"),
        due=due(Stage.IN_CALIBRATION, row.opened_at, framework_with(counts.framework).process),
    )


def _room(row: Session, person: Person) -> Waiting | None:
    if row.facilitator_id != person.pk:
        return None
    return Waiting(
        says=_("%(name)s: the room is open.") % {"name": row.name},
        place=session_place(row),
        label=_("Go to the room"),
    )
