"""What the worker does for the journal: mail that something waits."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from waypost.web.journal.kinds import KINDS, Kind
from waypost.web.journal.models import Notice


@task()
def mail_notices(event_id: int) -> int:
    """Mail each person with an unmailed notice of the event; returns how many were sent. Safe to run again."""
    waiting = Notice.objects.filter(event_id=event_id, mailed_at=None).select_related("event", "person")
    sent = 0
    for notice in waiting:
        if notice.person.is_active:
            _letter(notice).send()
            sent += 1
        # One by one: if the mail server fails half-way, nobody gets a second letter on the next try.
        Notice.objects.filter(pk=notice.pk).update(mailed_at=timezone.now())
    return sent


def _letter(notice: Notice) -> EmailMessage:
    says = KINDS[Kind(notice.event.kind)].notice
    body = "{hello}\n\n{says}\n{link}\n\n{why}\n".format(
        hello=notice.person.name,
        says=says,
        link=f"{settings.BASE_URL}{notice.event.place}",
        why=_("Waypost writes only that something waits for you, never what it says."),
    )
    return EmailMessage(subject=_("Something waits for you in Waypost"), body=body, to=[notice.person.email])
