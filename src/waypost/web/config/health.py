"""What `waypost doctor` looks at: one question, one function, each answered by a finding."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import available_timezones

from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from waypost.web.config.environment import Environment

SECRET_LENGTH = 50
STUCK_AFTER = timedelta(minutes=15)
GUARDED_TABLES = ("journal_event", "frameworks_frameworkversion", "promotion_ratingchange")


class Grade(StrEnum):
    """How bad it is."""

    GOOD = "good"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer: how bad, what is so, and what to do."""

    grade: Grade
    says: str
    mend: str = ""


def waiting_migrations() -> list[str]:
    """The names of the migrations this database lacks."""
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def examine() -> list[Finding]:
    """Every finding; what needs the database is left out when it cannot be reached."""
    environment: Environment = settings.ENVIRONMENT
    findings = [finding for look in OUTSIDE for finding in look(environment)]
    reach = list(_database(environment))
    findings += reach
    if all(finding.grade is not Grade.FAULT for finding in reach):
        findings += [finding for look in INSIDE for finding in look(environment)]
    return findings


def _secret(environment: Environment) -> Iterable[Finding]:
    if environment.default_secret:
        yield Finding(
            Grade.WARNING if environment.demo else Grade.FAULT,
            "The secret is the one in the source; anybody can forge a session.",
            "Set WAYPOST_SECRET_KEY to 50 or more random characters.",
        )
    elif len(environment.secret_key) < SECRET_LENGTH:
        yield Finding(
            Grade.FAULT,
            f"The secret has {len(environment.secret_key)} characters.",
            f"Use {SECRET_LENGTH} or more random ones in WAYPOST_SECRET_KEY.",
        )
    else:
        yield Finding(Grade.GOOD, "The secret is this installation's own.")


def _demo(environment: Environment) -> Iterable[Finding]:
    if environment.demo:
        yield Finding(
            Grade.WARNING,
            "Demo mode: anyone who reaches this address may sign in as anyone.",
            "Unset WAYPOST_DEMO before a real person is in it.",
        )


def _address(environment: Environment) -> Iterable[Finding]:
    if environment.secure:
        yield Finding(Grade.GOOD, f"People come by https: {environment.base_url}")
        if not environment.behind_proxy:
            yield Finding(
                Grade.WARNING,
                "Nothing says that a proxy ends https in front of this process.",
                "Set WAYPOST_BEHIND_PROXY=1 if one does; without it every request is sent to https again and again.",
            )
    else:
        yield Finding(
            Grade.WARNING if environment.demo else Grade.FAULT,
            f"People come by plain http: {environment.base_url}",
            "Put a proxy with a certificate in front and set WAYPOST_BASE_URL to its https address.",
        )


def _zone(environment: Environment) -> Iterable[Finding]:
    if environment.time_zone not in available_timezones():
        yield Finding(
            Grade.FAULT,
            f"WAYPOST_TIME_ZONE={environment.time_zone} is no zone this machine knows.",
            "Write one like Europe/Berlin.",
        )


def _mail(environment: Environment) -> Iterable[Finding]:
    if not environment.mail_url:
        yield Finding(
            Grade.WARNING,
            "Mail is printed to the worker's console; nobody gets any, nor a link to set a password.",
            "Set WAYPOST_MAIL_URL=smtp://user:password@host:587",
        )
    else:
        yield Finding(Grade.GOOD, f"Mail goes out as {environment.mail_from}.")


def _data(environment: Environment) -> Iterable[Finding]:
    folder = Path(settings.DATA)
    if not folder.is_dir():
        yield Finding(Grade.FAULT, f"The data folder {folder} is not there.", "Run: waypost setup")
        return
    loose = stat.S_IMODE(folder.stat().st_mode) & 0o077
    if loose:
        yield Finding(
            Grade.FAULT, f"Others on this machine can look into {folder}.", f"Run: chmod 700 {folder}"
        )
    else:
        yield Finding(Grade.GOOD, f"Only this user reads {folder}.")
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield Finding(Grade.FAULT, "The static files are not in their place.", "Run: waypost setup")


def _database(environment: Environment) -> Iterable[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError as error:
        yield Finding(Grade.FAULT, f"The database does not answer: {error}", "Look at WAYPOST_DATABASE_URL.")
        return
    yield Finding(Grade.GOOD, f"The database answers ({connection.vendor}, Python {sys.version.split()[0]}).")
    if lacking := waiting_migrations():
        yield Finding(
            Grade.FAULT,
            f"The database lacks {len(lacking)} migrations.",
            "Back it up, then run: waypost setup",
        )


def _durability(environment: Environment) -> Iterable[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            journal = str(cursor.fetchone()[0])
            cursor.execute("PRAGMA synchronous")
            safe = journal == "wal" and int(cursor.fetchone()[0]) == 2
        else:
            cursor.execute("SHOW synchronous_commit")
            safe = str(cursor.fetchone()[0]) not in {"off", "local"} and _shows(cursor, "fsync") == "on"
    if safe:
        yield Finding(Grade.GOOD, "What is committed is on the disk.")
    else:
        yield Finding(
            Grade.FAULT,
            "The database may lose what it said was written when power goes.",
            "SQLite: keep the file on a local disk. PostgreSQL: fsync=on, synchronous_commit=on.",
        )


def _shows(cursor: object, name: str) -> str:
    cursor.execute(f"SHOW {name}")  # type: ignore[attr-defined]
    return str(cursor.fetchone()[0])  # type: ignore[attr-defined]


def _guards(environment: Environment) -> Iterable[Finding]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {str(row[0]) for row in cursor.fetchall()}
    wanted = {f"{table}_no_{event}" for table in GUARDED_TABLES for event in ("update", "delete")}
    if lacking := sorted(wanted - present):
        yield Finding(
            Grade.FAULT,
            f"The database would let somebody change what must stay: {', '.join(lacking)} missing.",
            "Find out who removed these triggers, then restore them from a fresh database of this version.",
        )
    else:
        yield Finding(
            Grade.GOOD, "The journal, published frameworks and changed ratings cannot be rewritten."
        )


def _chain(environment: Environment) -> Iterable[Finding]:
    from waypost.web.journal.models import Event

    last = Event.objects.order_by("-number").first()
    if last is None:
        yield Finding(Grade.WARNING, "The journal is empty.", "Found the organisation: waypost found --help")
    elif environment.anchor is None:
        yield Finding(
            Grade.WARNING,
            f"The journal has {last.number} events and no anchor: cutting off its end would go unseen.",
            "Set WAYPOST_ANCHOR to a file on another machine and run `waypost verify --write-anchor` by a timer.",
        )


def _people(environment: Environment) -> Iterable[Finding]:
    from waypost.web.frameworks.models import FrameworkVersion
    from waypost.web.people.models import Duty, DutyKind

    held = set(Duty.objects.filter(until_day=None).values_list("kind", flat=True))
    for kind in DutyKind:
        if kind.value not in held:
            yield Finding(
                Grade.WARNING, f"Nobody holds the duty: {kind.label}.", "Give it under People, Duties."
            )
    if not FrameworkVersion.objects.exists():
        yield Finding(
            Grade.WARNING,
            "No framework is published, so nobody can be nominated.",
            "Publish one under Framework.",
        )


def _worker(environment: Environment) -> Iterable[Finding]:
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(
        status="READY", enqueued_at__lt=timezone.now() - STUCK_AFTER
    ).count()
    if waiting:
        yield Finding(
            Grade.FAULT,
            f"{waiting} jobs wait for more than 15 minutes; no worker takes them.",
            "Run: waypost worker",
        )
    else:
        yield Finding(Grade.GOOD, "No job waits for a worker.")


Look = Callable[[Environment], Iterable[Finding]]
OUTSIDE: tuple[Look, ...] = (_secret, _demo, _address, _zone, _mail, _data)
INSIDE: tuple[Look, ...] = (_durability, _guards, _chain, _people, _worker)
