"""The worker: does the jobs that wait in the database, looks what falls due and what was left over, and tidies.

Every job of Waypost can safely be done twice. So one whose worker died is simply taken up again.
"""

from __future__ import annotations

import logging
import signal
import time
from datetime import timedelta
from types import FrameType
from uuid import uuid4

from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from waypost.web.calibration.tasks import measure_left_over
from waypost.web.growth.services.grace import tell_of_grace
from waypost.web.journal.mailing import mail_due

PAUSE = 0.5  # seconds between two looks for jobs
SWEEP_EVERY = 60.0
LOOK_EVERY = 3600.0  # for what falls due by the day
AWAY = 5.0  # seconds to leave a database alone that does not answer
ABANDONED_AFTER = timedelta(hours=1)  # no job takes minutes
KEPT = timedelta(days=7)

log = logging.getLogger("waypost.worker")


class Work:
    """What one worker process does until it is told to stop, or once."""

    def __init__(self) -> None:
        self._stopping = False
        self._jobs = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
            excluded_queue_names=[],
        )

    def once(self) -> None:
        """Do what waits, then return."""
        measure_left_over()
        self._jobs.run()
        look_what_is_due()
        mail_due()

    def until_stopped(self) -> None:
        """Do what comes until SIGTERM or SIGINT; the job at hand is finished first. Outlives a database restart."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        swept = looked = 0.0
        while not self._stopping:
            try:
                self._jobs.run()
                if time.monotonic() - swept >= SWEEP_EVERY or not swept:
                    swept = time.monotonic()
                    take_up_abandoned()
                    mail_due()
                    measure_left_over()
                    tidy()
                if time.monotonic() - looked >= LOOK_EVERY or not looked:
                    looked = time.monotonic()
                    look_what_is_due()
            except (OperationalError, InterfaceError):
                log.warning("The database does not answer; the worker tries again.")
                close_old_connections()
                self._rest(AWAY)
            self._rest(PAUSE)

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self._stopping and time.monotonic() < end:
            time.sleep(min(PAUSE, seconds))

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
        self._jobs.running = False


def look_what_is_due() -> None:
    """Tell people what the calendar brings, each thing once, whoever looks and however often."""
    tell_of_grace()


def take_up_abandoned() -> None:
    """Let jobs run again whose worker never said how they ended."""
    begun = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - ABANDONED_AFTER)
    begun.update(status="READY", started_at=None)


def tidy() -> None:
    """Forget jobs that ended a week ago, for what they did stands in the journal, and sessions that ran out."""
    now = timezone.now()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEPT).delete()
    Session.objects.filter(expire_date__lt=now).delete()
