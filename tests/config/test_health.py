"""What `waypost doctor` finds: each question answered well on a good deployment, ill on one with a planted fault."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.cast import Cast
from tests.web.journal.noting import note

from waypost.web.config import health
from waypost.web.config.environment import Environment
from waypost.web.config.health import Finding, Grade
from waypost.web.journal.models import Notice
from waypost.web.people.models import Duty, DutyKind, Person

# A secret as one is drawn.
DRAWN = "Zq4yV0mX8tR2nB6kL1cJ9wH5sD3fG7aP-uE_oIiYxTzQvNbM"


def deployment(**changes: Any) -> Environment:
    """A good deployment, but for `changes`."""
    good = {
        "secret_key": DRAWN + "42",
        "base_url": "https://waypost.example.org",
        "behind_proxy": True,
        "mail_url": "smtp://mail.example.org",
        "mail_from": "waypost@example.org",
        "anchor": Path("/mnt/elsewhere/head"),
    }
    return Environment(**(good | changes))


def graded(findings: Iterable[Finding]) -> list[Grade]:
    """How bad each is."""
    return [finding.grade for finding in findings]


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, Grade.GOOD),
        ({"secret_key": DRAWN + "4"}, Grade.FAULT),
        ({"secret_key": "ab" * 30}, Grade.FAULT),
        ({"secret_key": Environment.model_fields["secret_key"].default}, Grade.FAULT),
        ({"secret_key": Environment.model_fields["secret_key"].default, "demo": True}, Grade.WARNING),
    ],
)
def test_the_secret_is_long_random_and_this_installations_own(changes: dict[str, Any], grade: Grade) -> None:
    assert graded(health._secret(deployment(**changes))) == [grade]


def test_demo_mode_is_never_passed_over() -> None:
    assert graded(health._demo(deployment())) == []
    assert graded(health._demo(deployment(demo=True))) == [Grade.WARNING]


@pytest.mark.parametrize(
    ("changes", "grades"),
    [
        ({}, [Grade.GOOD]),
        ({"behind_proxy": False}, [Grade.GOOD, Grade.WARNING]),
        ({"base_url": "http://waypost.example.org"}, [Grade.FAULT]),
        ({"base_url": "http://127.0.0.1:8000", "demo": True}, [Grade.WARNING]),
    ],
)
def test_people_come_by_https(changes: dict[str, Any], grades: list[Grade]) -> None:
    assert graded(health._address(deployment(**changes))) == grades


@pytest.mark.parametrize(
    ("changes", "grade"),
    [
        ({}, Grade.GOOD),
        ({"mail_url": ""}, Grade.FAULT),
        ({"mail_url": "", "demo": True}, Grade.WARNING),
        ({"mail_from": "waypost@localhost"}, Grade.WARNING),
    ],
)
def test_mail_reaches_people(changes: dict[str, Any], grade: Grade) -> None:
    assert graded(health._mail(deployment(**changes))) == [grade]


def data_folder(tmp_path: Path, settings: Any, *, mode: int = 0o700) -> Path:
    """A data folder with static files, as `waypost setup` leaves it."""
    folder = tmp_path / "data"
    (folder / "static").mkdir(parents=True)
    (folder / "static" / "staticfiles.json").touch()
    folder.chmod(mode)
    settings.DATA, settings.STATIC_ROOT = folder, folder / "static"
    return folder


@pytest.mark.parametrize(
    ("mode", "grade"), [(0o700, Grade.GOOD), (0o710, Grade.FAULT), (0o704, Grade.FAULT), (0o755, Grade.FAULT)]
)
def test_nobody_else_on_the_machine_looks_into_the_data(tmp_path: Path, settings: Any, mode: int, grade: Grade) -> None:
    data_folder(tmp_path, settings, mode=mode)
    assert graded(health._data(deployment())) == [grade]


def test_static_files_are_in_their_place(tmp_path: Path, settings: Any) -> None:
    folder = data_folder(tmp_path, settings)
    (folder / "static" / "staticfiles.json").unlink()
    assert graded(health._data(deployment())) == [Grade.GOOD, Grade.FAULT]


def test_a_data_folder_that_is_not_there_is_a_fault(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path / "nowhere"
    (finding,) = health._data(deployment())
    assert (finding.grade, finding.mend) == (Grade.FAULT, "Run: waypost setup")


@pytest.mark.django_db
def test_a_database_with_every_migration_is_good() -> None:
    assert graded(health._database(deployment())) == [Grade.GOOD]


@pytest.mark.django_db
def test_a_missing_migration_is_a_fault_that_ends_the_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'calibration'")
    assert graded(health._database(deployment())) == [Grade.GOOD, Grade.FAULT]

    def not_reached(environment: Environment) -> Iterable[Finding]:
        raise AssertionError("looked into tables that may not be there")

    monkeypatch.setattr(health, "INSIDE", (not_reached,))
    assert health.waiting_migrations() != []
    assert Grade.FAULT in graded(health.examine(deployment()))


def test_an_unreachable_database_is_a_fault_without_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise OperationalError('connection to "db.internal", user "waypost" password "hunter2" failed')

    monkeypatch.setattr(connection, "cursor", fails)
    (finding,) = health._database(deployment())
    assert finding.grade is Grade.FAULT
    assert "hunter2" not in finding.says + finding.mend
    assert "db.internal" not in finding.says + finding.mend


class Answers:
    """A database that answers as planted."""

    def __init__(self, vendor: str, answers: dict[str, object]) -> None:
        self.vendor, self.answers, self.asked = vendor, answers, ""

    def cursor(self) -> Answers:
        return self

    def __enter__(self) -> Answers:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def execute(self, question: str) -> None:
        self.asked = question

    def fetchone(self) -> tuple[object]:
        return (self.answers[self.asked],)


@pytest.mark.parametrize(
    ("vendor", "answers", "grade"),
    [
        ("sqlite", {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2}, Grade.GOOD),
        ("sqlite", {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 1}, Grade.FAULT),
        ("sqlite", {"PRAGMA journal_mode": "delete", "PRAGMA synchronous": 2}, Grade.FAULT),
        ("postgresql", {"SHOW synchronous_commit": "on", "SHOW fsync": "on"}, Grade.GOOD),
        ("postgresql", {"SHOW synchronous_commit": "off", "SHOW fsync": "on"}, Grade.FAULT),
        ("postgresql", {"SHOW synchronous_commit": "on", "SHOW fsync": "off"}, Grade.FAULT),
    ],
)
def test_what_is_committed_is_on_the_disk(
    monkeypatch: pytest.MonkeyPatch, vendor: str, answers: dict[str, object], grade: Grade
) -> None:
    monkeypatch.setattr(health, "connection", Answers(vendor, answers))
    assert graded(health._durability(deployment())) == [grade]


def test_the_guards_are_those_of_the_migrations() -> None:
    assert {"journal_event_no_update", "journal_event_no_delete", "frameworks_frameworkversion_no_update"} <= set(
        health.guards()
    )
    assert {"promotion_ratingchange_no_delete", "promotion_decision_no_update"} <= set(health.guards())


@pytest.mark.django_db
def test_every_guard_is_up_in_a_new_database() -> None:
    assert graded(health._guards(deployment())) == [Grade.GOOD]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["journal_event_no_delete", "promotion_ratingchange_no_update"])
def test_a_removed_guard_is_named(name: str) -> None:
    table = name.rpartition("_no_")[0]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))
    (finding,) = health._guards(deployment())
    assert finding.grade is Grade.FAULT
    assert name in finding.says


@pytest.mark.django_db
def test_a_guard_that_is_switched_off_is_missed() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite cannot switch a trigger off")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE journal_event DISABLE TRIGGER journal_event_no_update")
    assert graded(health._guards(deployment())) == [Grade.FAULT]


def test_an_empty_journal_and_one_without_an_anchor_are_told(cast: Cast) -> None:
    assert graded(health._chain(deployment())) == [Grade.WARNING]
    note(cast.act(cast.ada), cast.ada)
    assert graded(health._chain(deployment(anchor=None))) == [Grade.WARNING]
    assert graded(health._chain(deployment())) == []


def test_every_duty_is_held_by_somebody_who_is_here(cast: Cast) -> None:
    assert graded(health._people(deployment())) == []
    Person.objects.filter(pk=cast.hana.pk).update(left_on=cast.now.date())
    Duty.objects.filter(kind=DutyKind.FRAMEWORK_OWNER).update(until_day=cast.now.date())
    assert [(finding.grade, finding.says) for finding in health._people(deployment())] == [
        (Grade.WARNING, "Nobody holds the duty: People operations."),
        (Grade.WARNING, "Nobody holds the duty: Framework owner."),
    ]


@pytest.mark.django_db
def test_an_organisation_without_a_framework_is_told() -> None:
    assert graded(health._people(deployment())) == [Grade.WARNING] * 5


@pytest.mark.parametrize(
    ("address", "real"),
    [
        ("ada@northwind.example", False),
        ("ada@example.org", False),
        ("ada@EXAMPLE.COM", False),
        ("ada@mail.example.net", False),
        ("ada@waypost.test", False),
        ("ada@localhost", False),
        ("ada@northwind.com", True),
        ("ada@notexample.org", True),
        ("ada@example.org.northwind.com", True),
        ("ada.example@northwind.io", True),
    ],
)
def test_demo_mode_does_not_open_people_with_real_addresses(
    cast: Cast, settings: Any, address: str, real: bool
) -> None:
    Person.objects.filter(pk=cast.ada.pk).update(email=address)
    assert not health.real_people_in_demo()
    settings.DEMO = True
    assert health.real_people_in_demo() is real
    assert graded(health._people(deployment(demo=True))) == [Grade.FAULT] * real


def job(**times: Any) -> None:
    """A job in the database with these times, which its own creation would not let us give."""
    row = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="waypost.web.journal.tasks.mail_notices",
        backend_name="default",
        run_after=timezone.now() - timedelta(days=9),
    )
    DBTaskResult.objects.filter(pk=row.pk).update(**times)


@pytest.mark.django_db
def test_jobs_that_no_worker_takes_are_a_fault() -> None:
    now = timezone.now()
    job(enqueued_at=now - timedelta(minutes=14))
    assert graded(health._worker(deployment())) == [Grade.GOOD]
    job(enqueued_at=now - timedelta(minutes=16))
    assert graded(health._worker(deployment())) == [Grade.FAULT]


@pytest.mark.django_db
def test_jobs_that_failed_lately_are_told() -> None:
    now = timezone.now()
    job(status="FAILED", finished_at=now - timedelta(days=8))
    assert graded(health._worker(deployment())) == [Grade.GOOD]
    job(status="FAILED", finished_at=now - timedelta(days=6))
    assert graded(health._worker(deployment())) == [Grade.GOOD, Grade.WARNING]


@pytest.mark.parametrize(("late", "due", "grades"), [(14, True, []), (16, True, [Grade.FAULT]), (16, False, [])])
def test_letters_that_do_not_go_out_are_a_fault(cast: Cast, late: int, due: bool, grades: list[Grade]) -> None:
    then = timezone.now() - timedelta(minutes=late)
    event = note(cast.act(cast.ada, at=then), cast.ada)
    Notice.objects.create(event=event, person=cast.ben, mail_after=timezone.now() if due else None)
    assert graded(health._letters(deployment())) == grades


def test_a_good_deployment_has_no_finding_but_good_ones(cast: Cast, tmp_path: Path, settings: Any) -> None:
    data_folder(tmp_path, settings)
    note(cast.act(cast.ada), cast.ada)
    durability_apart = [look for look in health.INSIDE if look is not health._durability]  # the test's own database
    looks = (*health.OUTSIDE, health._database, *durability_apart)
    assert set(graded(finding for look in looks for finding in look(deployment()))) == {Grade.GOOD}
