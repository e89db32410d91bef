"""Letters that something waits: one for each notice, tried again while the mail server is away.

The notice is its own outbox: `mail_after` says when its letter is due. Whoever sends claims it first by moving that
time on, so that two workers never send one letter. A worker that dies between the server's answer and its note of it
sends the letter again after CLAIM, with the same Message-ID.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django.utils.translation import gettext as _

from waypost.web.journal.kinds import notice_says
from waypost.web.journal.models import Notice

CLAIM = timedelta(minutes=10)  # far longer than one letter takes
SHORTEST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=7)  # by then the letter would only confuse; the notice stays in the application
BATCH = 200

log = logging.getLogger("waypost.mail")


def mail_due(*, event: int | None = None) -> int:
    """Send the letters that are due, of one event or of all; returns how many went out. Safe to run at any time.

    Stops at the first sign that the server is away: what is left stays due.
    """
    now = timezone.now()
    due = Notice.objects.to_mail(now).select_related("event", "person")
    line = get_connection()
    sent = 0
    for notice in due.filter(event=event)[:BATCH] if event else due[:BATCH]:
        if not _wanted(notice, now):
            _settle(notice)
        elif _claimed(notice, now):
            if not _sent(notice, line, now):
                break
            sent += 1
    line.close()
    return sent


def _wanted(notice: Notice, now: datetime) -> bool:
    """Whoever left, has read it here, or is told a week late, gets no letter."""
    return notice.person.is_active and notice.read_at is None and now - notice.event.at < GIVEN_UP_AFTER


def _claimed(notice: Notice, now: datetime) -> bool:
    mine = Notice.objects.filter(pk=notice.pk, mail_after=notice.mail_after)
    return mine.update(mail_after=now + CLAIM) == 1


def _sent(notice: Notice, line: BaseEmailBackend, now: datetime) -> bool:
    """Whether the server is there; an address it refuses is tried again later, and does not hold up the others."""
    try:
        line.send_messages([letter_of(notice)])
    except SMTPRecipientsRefused:
        log.warning("The mail server refuses the address of notice %s; it is tried again.", notice.pk)
        _later(notice, now)
        return True
    except OSError as error:
        # The class alone: what a server answers can hold names and addresses, and logs are read by many.
        log.warning("Mail cannot be sent (%s); what is due waits and is tried again.", type(error).__name__)
        _later(notice, now)
        return False
    _settle(notice, mailed_at=timezone.now())
    return True


def _later(notice: Notice, now: datetime) -> None:
    """Wait as long again as it has waited so far, within bounds."""
    pause = min(max(now - notice.event.at, SHORTEST_PAUSE), LONGEST_PAUSE)
    Notice.objects.filter(pk=notice.pk).update(mail_after=now + pause)


def _settle(notice: Notice, mailed_at: datetime | None = None) -> None:
    Notice.objects.filter(pk=notice.pk).update(mail_after=None, mailed_at=mailed_at)


def letter_of(notice: Notice) -> EmailMessage:
    """The letter: that something waits and where, never what it says."""
    says = notice_says(notice.event.kind, notice.event.facts)
    body = "{hello}\n\n{says}\n{link}\n\n{why}\n".format(
        hello=notice.person.name,
        says=says,
        link=f"{settings.BASE_URL}{notice.event.place}",
        why=_("Waypost writes only that something waits for you, never what it says."),
    )
    return EmailMessage(
        subject=_("Something waits for you in Waypost"),
        body=body,
        to=[notice.person.email],
        headers={"Message-ID": f"<notice-{notice.address}@{urlsplit(settings.BASE_URL).hostname}>"},
    )
