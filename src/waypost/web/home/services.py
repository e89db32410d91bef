"""Marking notices as read. Nobody else's state changes, so nothing of it goes into the journal."""

from __future__ import annotations

from waypost.web.journal.acts import Act, draft
from waypost.web.journal.models import Notice


@draft
def read_notice(act: Act, notice: Notice) -> None:
    """Mark one notice as read; the first reading counts."""
    Notice.objects.filter(pk=notice.pk, person=act.by, read_at=None).update(read_at=act.at)


@draft
def read_every_notice(act: Act) -> int:
    """Mark all of the person's notices as read; returns how many were not."""
    return Notice.objects.filter(person=act.by, read_at=None).update(read_at=act.at)
