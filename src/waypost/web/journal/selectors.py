"""What somebody may read in the journal: what happened, by whom, when; never what it said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from waypost.web.journal.kinds import KINDS, Kind
from waypost.web.journal.models import Event
from waypost.web.journal.turning import Turn

if TYPE_CHECKING:
    from waypost.web.people.models import Person

A_PAGE = 50

# The journal stands below the people and their duties, so it knows these two by name; a test keeps the names true.
OPERATIONS = "people_operations"
ADMINISTRATOR = "administrator"

# What a person may read of events about themselves. Whatever is not named here stays out, so that neither who
# reviews, what the room does, nor that a decision has been taken shows before it is told.
TOLD_TO_THE_PERSON = frozenset(
    {
        Kind.DUTY_GIVEN,
        Kind.DUTY_ENDED,
        Kind.PERSON_LEFT,
        Kind.ZONE_CHOSEN,
        Kind.CLAIM_RECORDED,
        Kind.CLAIM_CHANGED,
        Kind.CLAIM_WITHDRAWN,
        Kind.CLAIM_TAKEN_BACK,
        Kind.ATTESTATION_ASKED,
        Kind.ATTESTATION_ANSWERED,
        Kind.SCOPE_DOCUMENT_SAVED,
        Kind.GOAL_SET,
        Kind.GOAL_GRACE_BEGUN,
        Kind.GOAL_GRACE_NEAR,
        Kind.GOAL_GRACE_ENDED,
        Kind.QUESTION_ASKED,
        Kind.QUESTION_ANSWERED,
        Kind.FEEDBACK_GIVEN,
        Kind.PLAN_CHANGED,
        Kind.PLAN_OPENED,
        Kind.PLAN_CHECKED_IN,
        Kind.PLAN_SAID_DONE,
        Kind.PLAN_DONE,
        Kind.PLAN_NOT_DONE,
        Kind.COMMITMENT_MARKED,
        Kind.CASE_NOMINATED,
        Kind.CASE_CLAIMS_CHOSEN,
        Kind.CASE_HANDED_OVER,
        Kind.CASE_LOOKED_AT,
        Kind.CASE_TOLD,
        Kind.CASE_APPEALED,
        Kind.POSITION_RECORDED,
    }
)

# What panels and the room do. These events say whose case it is, so that its candidate never reads them under another
# duty; and nobody who reads the journal is told whose it was.
OF_THE_ROOM = frozenset(
    {Kind.REVIEW_GIVEN, Kind.PREVIEW_GIVEN, Kind.RATING_CHANGED, Kind.ROOM_NOTED, Kind.ROOM_OUTCOME}
)


# What the machine does after a rating of whatever case changed. Nobody reads it line by line: held against the changes
# that are listed, it would tell a candidate who keeps the journal that theirs was among those that are not.
UNLISTED = frozenset({Kind.SESSION_MEASURED})


@dataclass(frozen=True, slots=True)
class Line:
    """One event as it is read. `about` and `place` are empty where the reader may not know them.

    An event's number in the chain is no part of it: what is missing between two numbers would count what is hidden.
    """

    at: datetime
    actor: Person | None
    says: str
    about: Person | None
    place: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Events, the newest first; `further` is where the next page begins, None at the end."""

    lines: tuple[Line, ...]
    further: Turn | None


def may_read(person: Person) -> bool:
    """Whether the organisation's journal is open to somebody."""
    return not person.duty_kinds.isdisjoint({OPERATIONS, ADMINISTRATOR})


def events_visible_to(reader: Person) -> QuerySet[Event]:
    """All events for who keeps the journal; of those about themselves only what anybody is told about themselves."""
    if not may_read(reader):
        return Event.objects.none()
    told = [kind.value for kind in TOLD_TO_THE_PERSON]
    listed = Event.objects.exclude(kind__in=[kind.value for kind in UNLISTED])
    return listed.filter(~Q(about=reader) | Q(about=None) | Q(actor=reader) | Q(kind__in=told))


def events_about(person: Person) -> QuerySet[Event]:
    """What a person may read of what happened about them: what is told, and what they did themselves."""
    told = Q(kind__in=[kind.value for kind in TOLD_TO_THE_PERSON])
    return Event.objects.filter(told | Q(actor=person), about=person)


def journal_page(reader: Person, *, kind: str = "", after: Turn | None = None) -> JournalPage:
    """The organisation's journal. Only people operations read whom an event is about, and never its place.

    An administrator keeps the machine running and learns nothing of a case, not even whose it is.
    """
    events = events_visible_to(reader)
    if kind in KINDS:
        events = events.filter(kind=kind)
    return _page(events, after=after, about=OPERATIONS in reader.duty_kinds, places=False)


def my_page(person: Person, *, after: Turn | None = None) -> JournalPage:
    """What happened about this person, and where to look at it."""
    return _page(events_about(person), after=after, about=False, places=True)


def kinds_in_words() -> tuple[tuple[str, str], ...]:
    """Every kind of event with what the journal says of it, in the order of their sentences."""
    return tuple(
        sorted(
            ((kind.value, str(telling.journal)) for kind, telling in KINDS.items() if kind not in UNLISTED),
            key=lambda one: one[1],
        )
    )


def _page(events: QuerySet[Event], *, after: Turn | None, about: bool, places: bool) -> JournalPage:
    skip = 0
    if after is not None:
        events, skip = events.filter(at__lte=after.at), after.shown
    rows = list(events.select_related("actor", "about").order_by("-at", "-number")[skip : skip + A_PAGE + 1])
    lines = tuple(
        Line(
            at=row.at,
            actor=row.actor,
            says=says_of(row.kind),
            about=row.about if about and row.kind not in OF_THE_ROOM else None,
            place=row.place if places else "",
        )
        for row in rows[:A_PAGE]
    )
    further = Turn.past([line.at for line in lines], before=after) if len(rows) > A_PAGE else None
    return JournalPage(lines, further)


def says_of(kind: str) -> str:
    """What the journal says of a kind; its plain name when this version knows it no longer."""
    return str(KINDS[Kind(kind)].journal) if kind in KINDS else kind
