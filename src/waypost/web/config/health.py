"""What `waypost doctor` looks at: one question, one function, each answered by a finding."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from waypost.web.config.environment import Environment
from waypost.web.journal.immutable import Immutable
from waypost.web.journal.models import Event, Notice

SECRET_LENGTH = 50
SECRET_SIGNS = 10  # different characters; fewer were typed, not drawn
STUCK_AFTER = timedelta(minutes=15)
FAILED_WITHIN = timedelta(days=7)
# Addresses that can belong to nobody (RFC 2606 and 6761); the demo holds no others.
NOBODYS = r"(@|\.)(example|test|invalid|localhost|example\.(com|org|net))$"


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


def real_people_in_demo() -> bool:
    """Whether demo mode would let anyone sign in as people whose addresses can be real."""
    from waypost.web.people.models import Person

    return settings.DEMO and Person.objects.exclude(email__iregex=NOBODYS).exists()


def guards() -> list[str]:
    """The names of the triggers that this version's migrations put up, so that no list of them can fall behind."""
    loader = MigrationLoader(None)
    found = (
        name
        for migration in loader.disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, Immutable)
        for name in operation.names
    )
    return sorted(found)


def examine(environment: Environment) -> list[Finding]:
    """Every finding; what needs the database's tables is left out when they cannot be reached."""
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
    elif len(environment.secret_key) < SECRET_LENGTH or len(set(environment.secret_key)) < SECRET_SIGNS:
        yield Finding(
            Grade.FAULT,
            "The secret is short or not random, so it can be guessed.",
            f"Use {SECRET_LENGTH} or more random characters in WAYPOST_SECRET_KEY. Everybody signs in again then.",
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


def _mail(environment: Environment) -> Iterable[Finding]:
    if not environment.mail_url:
        yield Finding(
            Grade.WARNING if environment.demo else Grade.FAULT,
            "Mail is printed to the worker's console; nobody gets any, nor a link to set a password.",
            "Set WAYPOST_MAIL_URL=smtp://user:password@host:587",
        )
    elif environment.mail_from == Environment.model_fields["mail_from"].default:
        yield Finding(
            Grade.WARNING,
            f"Mail goes out as {environment.mail_from}; most servers turn that away.",
            "Set WAYPOST_MAIL_FROM to an address of your domain.",
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
        yield Finding(Grade.FAULT, f"Others on this machine can look into {folder}.", f"Run: chmod 700 {folder}")
    else:
        yield Finding(Grade.GOOD, f"Only this user reads {folder}.")
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        yield Finding(Grade.FAULT, "The static files are not in their place.", "Run: waypost setup")


def _database(environment: Environment) -> Iterable[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        lacking = waiting_migrations()
    except OperationalError:
        # Not what the driver says: it repeats the address with user and host.
        yield Finding(
            Grade.FAULT,
            "The database does not answer.",
            "SQLite: run waypost setup. PostgreSQL: see that it runs and that WAYPOST_DATABASE_URL is right.",
        )
        return
    yield Finding(Grade.GOOD, f"The database answers ({connection.vendor}, Python {sys.version.split()[0]}).")
    if lacking:
        yield Finding(
            Grade.FAULT, f"The database lacks {len(lacking)} migrations.", "Back it up, then run: waypost setup"
        )


def _durability(environment: Environment) -> Iterable[Finding]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            safe = _says(cursor, "PRAGMA journal_mode") == "wal" and _says(cursor, "PRAGMA synchronous") == "2"
        else:
            safe = _says(cursor, "SHOW synchronous_commit") != "off" and _says(cursor, "SHOW fsync") == "on"
    if safe:
        yield Finding(Grade.GOOD, "What is committed is on the disk.")
    else:
        yield Finding(
            Grade.FAULT,
            "The database may lose what it said was written when power goes.",
            "SQLite: keep the file on a local disk. PostgreSQL: fsync=on, synchronous_commit=on.",
        )


def _says(cursor: CursorWrapper, question: str) -> str:
    cursor.execute(question)
    return str(cursor.fetchone()[0])


def _guards(environment: Environment) -> Iterable[Finding]:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {str(row[0]) for row in cursor.fetchall()}
    if lacking := [name for name in guards() if name not in present]:
        yield Finding(
            Grade.FAULT,
            f"The database would let somebody change what must stay: {', '.join(lacking)} missing.",
            "Find out who removed these triggers, then restore them from a fresh database of this version.",
        )
    else:
        yield Finding(Grade.GOOD, "The journal, published frameworks and what was decided cannot be rewritten.")


def _chain(environment: Environment) -> Iterable[Finding]:
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
    from waypost.web.people.models import Duty, DutyKind, Person

    present = Person.objects.present()
    held = set(Duty.objects.filter(until_day=None, person__in=present).values_list("kind", flat=True))
    for kind in DutyKind:
        if kind.value not in held:
            yield Finding(Grade.WARNING, f"Nobody holds the duty: {kind.label}.", "Give it under People, Duties.")
    if not FrameworkVersion.objects.exists():
        yield Finding(
            Grade.WARNING, "No framework is published, so nobody can be nominated.", "Publish one under Framework."
        )
    if real_people_in_demo():
        yield Finding(
            Grade.FAULT,
            "Demo mode is on, and this database holds people with real mail addresses.",
            "Unset WAYPOST_DEMO. Until then `waypost serve` does not start.",
        )


def _worker(environment: Environment) -> Iterable[Finding]:
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=now - STUCK_AFTER).count()
    if late:
        yield Finding(
            Grade.FAULT, f"{late} jobs wait for more than 15 minutes; no worker takes them.", "Run: waypost worker"
        )
    else:
        yield Finding(Grade.GOOD, "No job waits for a worker.")
    if failed := DBTaskResult.objects.failed().filter(finished_at__gt=now - FAILED_WITHIN).count():
        yield Finding(
            Grade.WARNING,
            f"{failed} jobs failed in the last seven days.",
            "The worker's log says why. Letters are tried again by themselves.",
        )


def _letters(environment: Environment) -> Iterable[Finding]:
    now = timezone.now()
    stuck = Notice.objects.filter(mail_after__isnull=False, event__at__lt=now - STUCK_AFTER).count()
    if stuck:
        yield Finding(
            Grade.FAULT,
            f"{stuck} letters have been waiting for more than 15 minutes.",
            "See that waypost worker runs and that WAYPOST_MAIL_URL is right; they go out once both are.",
        )


Look = Callable[[Environment], Iterable[Finding]]
OUTSIDE: tuple[Look, ...] = (_secret, _demo, _address, _mail, _data)
INSIDE: tuple[Look, ...] = (_durability, _guards, _chain, _people, _worker, _letters)
