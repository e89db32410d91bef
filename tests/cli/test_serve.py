"""`waypost setup`, `serve` and `worker` as processes: what they refuse, what they answer, and that they stop."""

from __future__ import annotations

import shutil
import signal
import socket
import socketserver
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.deployment import DUTIES, PEOPLE, STOP, Deployment, answer, free_port, stopped

pytestmark = pytest.mark.xdist_group("installation")  # it is set up once

GIVE_A_DUTY = """
from waypost.web.journal.acts import Act
from waypost.web.people.models import DutyKind, Person
from waypost.web.people.services import give_duty
by = {person.email.split("@")[0]: person for person in Person.objects.all()}
give_duty(Act(by=by["omar"]), by["ivo"], DutyKind.FRAMEWORK_OWNER)
"""


@pytest.fixture(scope="module")
def deployment(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Deployment:
    """An installation that is set up; its tests leave it as they find it."""
    folder = tmp_path_factory.mktemp("deployment")
    shutil.copytree(set_up, folder / "data")
    return Deployment(folder / "data")


@pytest.fixture(scope="module")
def with_people(set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an installation with people in it, one of whom was just given a duty."""
    folder = tmp_path_factory.mktemp("with-people")
    shutil.copytree(set_up, folder / "data")
    made = Deployment(folder / "data")
    (folder / "people.csv").write_text(PEOPLE)
    done = made.run("found", "--people", str(folder / "people.csv"), *DUTIES)
    assert done.returncode == 0, done.stderr
    made.python(GIVE_A_DUTY)
    return made.folder


@pytest.fixture
def founded(with_people: Path, tmp_path: Path) -> Deployment:
    """An installation of its own with people in it, one of whom was just given a duty."""
    shutil.copytree(with_people, tmp_path / "data")
    return Deployment(tmp_path / "data")


NEEDING_SETTINGS = (
    ("setup",),
    ("serve",),
    ("worker",),
    ("worker", "--once"),
    ("doctor",),
    ("verify",),
    ("found", "--people", __file__, *DUTIES),
)


@pytest.mark.parametrize("command", NEEDING_SETTINGS, ids=lambda command: " ".join(command[:2]))
def test_no_command_starts_with_the_secret_that_stands_in_the_source(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = Deployment(tmp_path / "data").run(*command, SECRET_KEY=None)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: WAYPOST_SECRET_KEY is not set.")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_misspelt_variable_keeps_every_command_from_starting(tmp_path: Path) -> None:
    done = Deployment(tmp_path / "data").run("setup", BEHIND_PROXI="1")
    assert (done.returncode, done.stderr) == (
        1,
        "Error: WAYPOST_BEHIND_PROXI is not a setting of Waypost. Did you mean WAYPOST_BEHIND_PROXY?\n",
    )


def test_what_setup_makes_is_this_users_alone(set_up: Path) -> None:
    assert stat.S_IMODE(set_up.stat().st_mode) == 0o700
    assert stat.S_IMODE(Deployment(set_up).database.stat().st_mode) == 0o600


def test_setup_can_be_run_again(deployment: Deployment) -> None:
    assert deployment.run("setup").returncode == 0


def test_setup_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    done = Deployment(tmp_path / "data").run("setup")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: The data folder cannot be written")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [("serve",), ("worker", "--once"), ("found", "--people", "list.csv", *DUTIES)])
def test_without_tables_commands_say_to_set_up(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "list.csv").write_text(PEOPLE)
    done = Deployment(tmp_path / "data").run(*command)
    assert done.returncode == 1
    assert "waypost setup" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_server_refuses_a_database_of_another_version(deployment: Deployment, tmp_path: Path) -> None:
    shutil.copytree(deployment.folder, tmp_path / "data")
    made = Deployment(tmp_path / "data")
    made.sql("DELETE FROM django_migrations WHERE app = 'calibration'")
    done = made.run("serve", "--port", str(free_port()))
    assert done.returncode == 1
    assert "migrations of this version. Run: waypost setup" in done.stderr


def test_a_port_in_use_is_said_in_a_sentence(deployment: Deployment) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = deployment.run("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Cannot listen on 127.0.0.1, port ")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_server_answers_and_stops_with_its_children(deployment: Deployment, number: int) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with deployment.running("serve", "--port", str(port), "--processes", "2", BASE_URL=url) as server:
        assert answer(f"{url}/health/", server) == (200, b"ok")
        status, body = answer(f"{url}/", server)
        assert (status, b"/account/login/" in body or b"Sign in" in body) == (200, True)
        assert stopped(server, number) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_outside_the_demo_there_is_no_page_to_sign_in_as_anyone(deployment: Deployment) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with deployment.running("serve", "--port", str(port), BASE_URL=url) as server:
        _status, body = answer(f"{url}/demo/sign-in/", server)
        assert b"Demo" not in body
        stopped(server)
    paths = "from django.urls import resolve, Resolver404\ntry:\n    resolve('/demo/sign-in/')\n    print('there')\n"
    assert deployment.python(f"{paths}except Resolver404:\n    print('not there')") == "not there\n"


def test_other_host_names_are_not_answered(deployment: Deployment) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with deployment.running("serve", "--port", str(port), BASE_URL="http://waypost.example.org") as server:
        assert answer(f"{url}/health/", server)[0] == 400
        stopped(server)


def test_demo_mode_does_not_open_a_database_of_real_people(founded: Deployment) -> None:
    founded.sql("UPDATE people_person SET email = 'ivo@northwind.com' WHERE number = '1'")
    for command in ("serve", "worker"):
        done = founded.run(command, DEMO="1")
        assert done.returncode == 1
        assert "this database holds people with real mail addresses" in done.stderr


def test_the_worker_prints_each_letter_once(founded: Deployment) -> None:
    first, second = founded.run("worker", "--once"), founded.run("worker", "--once")
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout.count("To: ivo@example.org") == 1
    assert "You were given a duty." in first.stdout
    assert "To:" not in second.stdout


def test_the_worker_works_until_it_is_stopped(founded: Deployment) -> None:
    with founded.running("worker") as worker:
        deadline = time.monotonic() + STOP
        while "To: ivo@example.org" not in founded.log("worker"):
            assert worker.poll() is None
            assert time.monotonic() < deadline, founded.log("worker")
            time.sleep(0.05)
        assert stopped(worker) == 0
    assert "Traceback" not in founded.log("worker")


class Mailbox(socketserver.StreamRequestHandler):
    """As much of a mail server as one client needs."""

    letters: list[str]

    def handle(self) -> None:
        self._say("220 ready")
        while line := self.rfile.readline():
            verb = line.split()[0].upper() if line.split() else b""
            if verb == b"DATA":
                self._say("354 go on")
                self._take()
            self._say("221 bye" if verb == b"QUIT" else "250 ok")
            if verb == b"QUIT":
                return

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.decode())
        self.letters.append("".join(lines))

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def mailbox() -> Iterator[tuple[int, list[str]]]:
    """The port of a mail server on this machine, and the letters it has taken."""
    letters: list[str] = []
    handler = type("Mailbox", (Mailbox,), {"letters": letters})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield server.server_address[1], letters
        server.shutdown()


def test_letters_outlive_a_mail_server_that_is_away(founded: Deployment, mailbox: tuple[int, list[str]]) -> None:
    port, letters = mailbox
    away, there = f"smtp://127.0.0.1:{free_port()}", f"smtp://127.0.0.1:{port}"
    founded.run("worker", "--once", MAIL_URL=away)
    founded.run("worker", "--once", MAIL_URL=there)
    assert letters == []  # not due again yet
    founded.sql("UPDATE journal_notice SET mail_after = '2020-01-01 00:00:00' WHERE mail_after IS NOT NULL")
    founded.run("worker", "--once", MAIL_URL=there)
    founded.run("worker", "--once", MAIL_URL=there)
    (letter,) = letters
    assert "To: ivo@example.org" in letter
    assert "You were given a duty." in letter
