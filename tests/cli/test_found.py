"""`waypost found`: a list and addresses become the first people; what is wrong is said, and nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.cli.deployment import DUTIES, PEOPLE, Deployment

pytestmark = pytest.mark.xdist_group("installation")  # it is set up once

DAYS = """
from waypost.web.people.models import Duty, Position
print({row.from_day.isoformat() for row in [*Duty.objects.all(), *Position.objects.all()]})
"""


@pytest.fixture
def deployment(set_up: Path, tmp_path: Path) -> Deployment:
    """An empty installation of its own."""
    shutil.copytree(set_up, tmp_path / "data")
    return Deployment(tmp_path / "data")


def written(folder: Path, text: str | bytes) -> str:
    """A list of people in a file."""
    path = folder / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def test_the_first_people_come_in_once(deployment: Deployment, tmp_path: Path) -> None:
    people = written(tmp_path, "\ufeff" + PEOPLE)  # as spreadsheets save it
    done = deployment.run("found", "--people", people, *DUTIES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("4 people are in.")
    again = deployment.run("found", "--people", people, *DUTIES)
    assert (again.returncode, again.stdout) == (1, "")
    assert again.stderr.startswith("Error: This organisation has people already")
    assert "Nobody holds the duty" not in deployment.run("doctor").stdout


def test_the_day_of_the_list_can_be_given(deployment: Deployment, tmp_path: Path) -> None:
    done = deployment.run("found", "--people", written(tmp_path, PEOPLE), *DUTIES, "--on", "2024-02-29")
    assert done.returncode == 0
    days = deployment.python(DAYS)
    assert days == "{'2024-02-29'}\n"


def test_unknown_addresses_are_named(deployment: Deployment, tmp_path: Path) -> None:
    duties = [word.replace("omar@example.org", "omar@exmaple.org") for word in DUTIES]
    done = deployment.run("found", "--people", written(tmp_path, PEOPLE), *duties)
    assert done.returncode == 1
    assert "\n  omar@exmaple.org (Administrator)\n" in done.stderr
    assert deployment.run("found", "--people", written(tmp_path, PEOPLE), *DUTIES).returncode == 0


def test_errors_of_the_list_are_told_with_their_lines(deployment: Deployment, tmp_path: Path) -> None:
    wrong = PEOPLE.replace("Platform,1,", "Platform,9,").replace("2020-01-01", "1.1.2020", 1)
    done = deployment.run("found", "--people", written(tmp_path, wrong), *DUTIES)
    assert done.returncode == 1
    assert "\n  line 2, joined: " in done.stderr
    assert "\n  line 5, manager: " in done.stderr


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"id,name\n1,G\xfcl\n", "is not UTF-8 text"), (b"x" * 5_000_001, "is larger than 5 MB")],
    ids=["other letters", "too large"],
)
def test_what_is_no_list_is_refused_before_the_database_is_opened(tmp_path: Path, content: bytes, says: str) -> None:
    done = Deployment(tmp_path / "data").run("found", "--people", written(tmp_path, content), *DUTIES)
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("duty", ["--administrator", "--people-operations", "--framework-owner", "--leader"])
def test_every_duty_must_be_given(tmp_path: Path, duty: str) -> None:
    at = DUTIES.index(duty)
    done = Deployment(tmp_path / "data").run(
        "found", "--people", written(tmp_path, PEOPLE), *DUTIES[:at], *DUTIES[at + 2 :]
    )
    assert done.returncode == 2
    assert f"Missing option '{duty}'" in done.stderr
