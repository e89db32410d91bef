"""A person's notices, and what each says: that something happened and where, never what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from waypost.web.journal.kinds import notice_says
from waypost.web.journal.models import Notice, NoticeQuerySet
from waypost.web.people.models import Person


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice as it is listed: what its kind says, and whether it was read."""

    address: UUID
    says: str
    at: datetime
    read: bool


def notice_lines(notices: Iterable[Notice]) -> tuple[NoticeLine, ...]:
    """Notices as lines; each says what its kind says, at most with a day, and nothing of what happened."""
    return tuple(
        NoticeLine(one.address, notice_says(one.event.kind, one.event.facts), one.event.at, one.read_at is not None)
        for one in notices
    )


def notices_of(person: Person) -> NoticeQuerySet:
    """The person's notices, newest first, with the events they were made from."""
    return Notice.objects.visible_to(person).select_related("event").order_by("-event__number")
