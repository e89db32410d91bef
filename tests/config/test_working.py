"""The worker: jobs whose worker died are taken up again, ended ones are forgotten, letters left over are swept up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.cast import Cast
from tests.web.journal.test_mailing import tell

from waypost.web.config import working
from waypost.web.config.working import Work, take_up_abandoned, tidy
from waypost.web.journal.models import Notice


def job(**state: Any) -> DBTaskResult:
    """A job in this state."""
    made = DBTaskResult.objects.create(
        args_kwargs={"args": [0], "kwargs": {}},
        task_path="waypost.web.journal.tasks.mail_notices",
        backend_name="default",
        run_after=timezone.now() - timedelta(days=30),
    )
    DBTaskResult.objects.filter(pk=made.pk).update(**state)
    return made


def states() -> list[str]:
    """The states of all jobs."""
    return sorted(DBTaskResult.objects.values_list("status", flat=True))


@pytest.mark.parametrize(("minutes", "state"), [(59, "RUNNING"), (61, "READY")])
@pytest.mark.django_db
def test_a_job_that_never_ended_is_taken_up_again_after_an_hour(minutes: int, state: str) -> None:
    job(status="RUNNING", started_at=timezone.now() - timedelta(minutes=minutes))
    take_up_abandoned()
    assert states() == [state]


@pytest.mark.django_db
def test_jobs_that_ended_a_week_ago_are_forgotten_and_no_others() -> None:
    old, new = timezone.now() - timedelta(days=8), timezone.now() - timedelta(days=6)
    job(status="SUCCESSFUL", finished_at=old)
    job(status="FAILED", finished_at=old)
    job(status="SUCCESSFUL", finished_at=new)
    job(status="READY", enqueued_at=old)
    tidy()
    assert states() == ["READY", "SUCCESSFUL"]


@pytest.mark.django_db
def test_sessions_that_ran_out_are_forgotten_and_no_others() -> None:
    now = timezone.now()
    Session.objects.create(session_key="out", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="in", session_data="", expire_date=now + timedelta(minutes=1))
    tidy()
    assert [session.session_key for session in Session.objects.all()] == ["in"]


@pytest.mark.django_db(transaction=True)
def test_once_does_what_waits_and_sweeps_up_letters_left_over(cast: Cast) -> None:
    tell(cast.act(cast.chen), [cast.ada])
    tell(cast.act(cast.chen), [cast.ben])
    Notice.objects.filter(person=cast.ben).update(mail_after=timezone.now() - timedelta(minutes=1))
    DBTaskResult.objects.filter(args_kwargs__args=[Notice.objects.get(person=cast.ben).event_id]).delete()
    Work().once()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["ada@example.org", "ben@example.org"]
    assert states() == ["SUCCESSFUL"]


@pytest.mark.django_db(transaction=True)
def test_once_looks_what_falls_due(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(working, "tell_of_grace", lambda: looked.append(1))
    Work().once()
    assert looked == [1]


@pytest.mark.django_db(transaction=True)
def test_a_failing_mail_server_fails_no_job(cast: Cast, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    tell(cast.act(cast.chen), [cast.ada])
    Work().once()
    assert states() == ["SUCCESSFUL"]
    assert Notice.objects.get().mail_after is not None
