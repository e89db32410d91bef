"""Letters: one for each notice, none lost while the mail server is away, none sent twice, none with content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any, ClassVar

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from tests.web.cast import Cast

from waypost.web.journal import mailing
from waypost.web.journal.acts import record, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.mailing import CLAIM, mail_due
from waypost.web.journal.models import Event, Notice
from waypost.web.people.models import Person


@service
def tell(act: Any, people: Sequence[Person], kind: Kind = Kind.FEEDBACK_GIVEN) -> Event:
    """Record something of which these people hear."""
    return record(act, kind, subject=people[0], place="/growth/", about=people[0], tell=people)


class Mended(BaseEmailBackend):
    """A mail server that behaves as planted."""

    broken: ClassVar[dict[str, Exception]] = {}
    letters: ClassVar[list[EmailMessage]] = []

    def send_messages(self, letters: Sequence[EmailMessage]) -> int:
        for letter in letters:
            if fault := self.broken.get(letter.to[0]) or self.broken.get("*"):
                raise fault
            self.letters.append(letter)
        return len(letters)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> type[Mended]:
    """A mail server of this test's own."""
    monkeypatch.setattr(mailing, "get_connection", Mended)
    monkeypatch.setattr(Mended, "broken", {})
    monkeypatch.setattr(Mended, "letters", [])
    return Mended


def later(by: timedelta) -> None:
    """Time passes for every letter that waits."""
    for notice in Notice.objects.exclude(mail_after=None):
        Notice.objects.filter(pk=notice.pk).update(mail_after=notice.mail_after - by)


def to(server: type[Mended]) -> list[str]:
    """Who got a letter, in order."""
    return [letter.to[0] for letter in server.letters]


def test_everybody_told_gets_one_letter_and_no_second(cast: Cast, server: type[Mended]) -> None:
    event = tell(cast.act(cast.chen), [cast.ada, cast.ben])
    assert mail_due(event=event.pk) == 2
    assert sorted(to(server)) == ["ada@example.org", "ben@example.org"]
    assert mail_due(event=event.pk) == 0
    assert mail_due() == 0
    assert not Notice.objects.filter(mailed_at=None).exists()


def test_a_letter_says_that_something_waits_and_where(cast: Cast) -> None:
    event = tell(cast.act(cast.chen), [cast.ada])
    mail_due()
    (letter,) = mail.outbox
    assert letter.subject == "Something waits for you in Waypost"
    assert letter.body == (
        "Ada Lindqvist\n\nSomebody wrote you feedback.\nhttp://testserver/growth/\n\n"
        "Waypost writes only that something waits for you, never what it says.\n"
    )
    notice = event.notices.get()
    assert letter.extra_headers == {"Message-ID": f"<notice-{notice.address}@testserver>"}


def test_what_is_not_worth_a_letter_gets_none(cast: Cast, server: type[Mended]) -> None:
    tell(cast.act(cast.chen), [cast.ada], Kind.GOAL_SET)
    assert mail_due() == 0
    assert Notice.objects.get().mail_after is None


def test_while_the_server_is_away_letters_wait_and_then_go_out_once(cast: Cast, server: type[Mended]) -> None:
    tell(cast.act(cast.chen), [cast.ada, cast.ben])
    server.broken["*"] = SMTPServerDisconnected("connection closed")
    assert mail_due() == 0
    assert Notice.objects.exclude(mail_after=None).count() == 2
    server.broken.clear()
    later(timedelta(hours=1))
    assert mail_due() == 2
    assert mail_due() == 0
    assert sorted(to(server)) == ["ada@example.org", "ben@example.org"]


@pytest.mark.parametrize("fault", [ConnectionRefusedError(), TimeoutError(), SMTPServerDisconnected("gone")])
def test_the_first_sign_that_the_server_is_away_ends_the_run(cast: Cast, server: type[Mended], fault: OSError) -> None:
    tell(cast.act(cast.chen), [cast.ada, cast.ben, cast.noor])
    server.broken["*"] = fault
    mail_due()
    assert Notice.objects.to_mail(timezone.now()).count() == 2


def test_an_address_that_is_refused_does_not_hold_up_the_others(cast: Cast, server: type[Mended]) -> None:
    tell(cast.act(cast.chen), [cast.ada, cast.ben])
    server.broken["ada@example.org"] = SMTPRecipientsRefused({"ada@example.org": (550, b"unknown")})
    mail_due()
    assert to(server) == ["ben@example.org"]
    assert Notice.objects.get(person=cast.ada).mail_after is not None


@pytest.mark.parametrize(
    ("waited", "pause"),
    [
        (timedelta(seconds=5), timedelta(minutes=1)),
        (timedelta(minutes=20), timedelta(minutes=20)),
        (timedelta(days=2), timedelta(hours=1)),
    ],
)
def test_it_is_tried_again_after_as_long_as_it_waited_within_bounds(
    cast: Cast, server: type[Mended], waited: timedelta, pause: timedelta
) -> None:
    tell(cast.act(cast.chen, at=timezone.now() - waited), [cast.ada])
    server.broken["*"] = TimeoutError()
    mail_due()
    due = Notice.objects.get().mail_after
    assert due is not None
    assert abs(due - (timezone.now() + pause)) < timedelta(seconds=5)


def test_of_two_workers_one_sends(cast: Cast, server: type[Mended]) -> None:
    tell(cast.act(cast.chen), [cast.ada])
    mine, theirs = Notice.objects.get(), Notice.objects.get()
    now = timezone.now()
    assert mailing._claimed(mine, now)
    assert not mailing._claimed(theirs, now)
    assert mail_due() == 0


def test_a_letter_whose_worker_died_is_taken_up_when_its_claim_ends(cast: Cast, server: type[Mended]) -> None:
    tell(cast.act(cast.chen), [cast.ada])
    assert mailing._claimed(Notice.objects.get(), timezone.now())
    later(CLAIM - timedelta(seconds=5))
    assert mail_due() == 0
    later(timedelta(seconds=5))
    assert mail_due() == 1


def test_who_left_has_read_it_or_would_hear_a_week_late_gets_no_letter(cast: Cast, server: type[Mended]) -> None:
    tell(cast.act(cast.chen), [cast.ada, cast.ben, cast.noor])
    tell(cast.act(cast.chen, at=timezone.now() - timedelta(days=7)), [cast.jun])
    Person.objects.filter(pk=cast.ada.pk).update(left_on=cast.now.date())
    Notice.objects.filter(person=cast.ben).update(read_at=cast.now)
    assert mail_due() == 1
    assert to(server) == ["noor@example.org"]
    assert not Notice.objects.exclude(mail_after=None).exists()
    assert Notice.objects.exclude(mailed_at=None).get().person == cast.noor


def test_the_log_names_nobody(cast: Cast, server: type[Mended], caplog: pytest.LogCaptureFixture) -> None:
    tell(cast.act(cast.chen), [cast.ada, cast.ben])
    server.broken["ada@example.org"] = SMTPRecipientsRefused({"ada@example.org": (550, b"no Ada here")})
    server.broken["ben@example.org"] = SMTPServerDisconnected("bye, ben@example.org")
    mail_due()
    assert len(caplog.records) == 2
    assert "example.org" not in caplog.text
    assert "Ada" not in caplog.text
