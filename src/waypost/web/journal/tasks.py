"""What the worker does for the journal as soon as something happened: mail that something waits."""

from __future__ import annotations

from django_tasks import task

from waypost.web.journal.mailing import mail_due


@task()  # type: ignore[untyped-decorator]
def mail_notices(event_id: int) -> int:
    """Send the letters of one event; returns how many went out. What cannot be sent now stays due and is swept up."""
    return mail_due(event=event_id)
