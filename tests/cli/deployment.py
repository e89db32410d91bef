"""A deployment of its own in a folder: its environment, and its commands as processes on loopback."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

SECRET = "Zq4yV0mX8tR2nB6kL1cJ9wH5sD3fG7aP-uE_oIiYxTzQvNbM42"
START = 30.0  # seconds a process may take on a busy machine
STOP = 20.0

PEOPLE = """id,name,email,team,manager,function,title,joined
1,Ivo Petrov,ivo@example.org,Leadership,,engineering,VP Engineering,2020-01-01
2,Hana Kobayashi,hana@example.org,People,,people,People Operations,2020-01-01
3,Omar Said,omar@example.org,Office,,people,Systems Administrator,2020-01-01
4,Kofi Mensah,kofi@example.org,Platform,1,engineering,Senior Staff Engineer,2020-01-01
"""
DUTIES = (
    *("--administrator", "omar@example.org", "--people-operations", "hana@example.org"),
    *("--framework-owner", "kofi@example.org", "--leader", "ivo@example.org"),
)


@dataclass
class Deployment:
    """Where it lies and what its processes are told."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Path:
        return self.folder / "waypost.sqlite3"

    def environment(self, **settings: str | None) -> dict[str, str]:
        """The variables of a process: no others of Waypost than those given; None leaves one out."""
        clean = {name: text for name, text in os.environ.items() if not name.startswith(("WAYPOST_", "DJANGO_"))}
        given = {"DATA": str(self.folder), "SECRET_KEY": SECRET, **self.settings, **settings}
        return clean | {f"WAYPOST_{name}": text for name, text in given.items() if text is not None}

    def run(self, *arguments: str, timeout: float = 60, **settings: str | None) -> subprocess.CompletedProcess[str]:
        """A `waypost` command, to its end."""
        return subprocess.run(
            [sys.executable, "-m", "waypost", *arguments],
            env=self.environment(**settings),
            cwd=self.folder.parent,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def python(self, program: str) -> str:
        """What a program prints that runs in this deployment."""
        lines = f"from waypost.web.config.starting import start\nstart()\n{program}"
        done = subprocess.run(
            [sys.executable, "-c", lines],
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def sql(self, statement: str) -> None:
        """Change the database behind everybody's back."""
        connection = sqlite3.connect(self.database)
        with connection:
            connection.execute(statement)
        connection.close()

    @contextmanager
    def running(self, *arguments: str, **settings: str | None) -> Iterator[subprocess.Popen[bytes]]:
        """A `waypost` command that goes on; whatever is left of it is killed at the end."""
        log = (self.folder.parent / f"{arguments[0]}.log").open("w")
        command = [sys.executable, "-m", "waypost", *arguments]
        process = subprocess.Popen(
            command, env=self.environment(**settings), cwd=self.folder.parent, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            if process.poll() is None:  # a test failed: its children would go on without it
                for pid in (*descendants(process.pid), process.pid):
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)
            process.wait(STOP)
            log.close()

    def log(self, command: str) -> str:
        """What a command that was left running printed."""
        return (self.folder.parent / f"{command}.log").read_text()


def free_port() -> int:
    """A port on loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer(url: str, process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """Status and body of an address, waiting until its server is up."""
    deadline = time.monotonic() + START
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as response:
                return response.status, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            assert process.poll() is None, "the server ended before it answered"
            assert time.monotonic() < deadline, f"no answer within {START} s"
            time.sleep(0.05)


def descendants(pid: int) -> list[int]:
    """The processes under this one."""
    children = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*children, *(deeper for child in children for deeper in descendants(child))]


def stopped(process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> int:
    """Ask it to stop; returns its exit code once it and everything under it are gone."""
    family = descendants(process.pid)
    process.send_signal(number)
    code = process.wait(STOP)
    deadline = time.monotonic() + STOP
    while any(Path(f"/proc/{pid}").exists() for pid in family):
        assert time.monotonic() < deadline, f"left running: {family}"
        time.sleep(0.05)
    return code
