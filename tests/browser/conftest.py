"""A real server in a process of its own, Chromium, and the people of the cast in windows of their own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.hands import click
from tests.browser.looking import DESK, by_axe, kind_of, shoot, too_heavy, too_wide

START = 30.0  # seconds a server may take
PATIENCE = 15_000  # milliseconds a page may take on a busy machine
expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Installation:
    """A Waypost of its own: its address and the environment its commands run in."""

    url: str
    data: Path
    environment: dict[str, str] = field(repr=False)

    def rows(self, question: str) -> list[tuple[str, ...]]:
        """What the database answers; for finding out who in the demo organisation stands where."""
        with closing(sqlite3.connect(self.data / "waypost.sqlite3", timeout=20)) as database:
            return database.execute(question).fetchall()

    def run(self, *arguments: str | Path) -> str:
        """Run a `waypost` command in it; fails with what it printed."""
        command = [sys.executable, "-m", "waypost", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation that was just set up; tests take copies."""
    data = tmp_path_factory.mktemp("empty") / "data"
    Installation("", data, _environment(data)).run("setup")
    return data


@pytest.fixture
def demo(tmp_path: Path, organisation: Path) -> Iterator[Installation]:
    """The demo organisation, served on loopback until the test ends."""
    with served(tmp_path, organisation) as made:
        yield made


def _environment(data: Path, url: str = "") -> dict[str, str]:
    kept = {name: one for name, one in os.environ.items() if not name.startswith(("WAYPOST_", "DJANGO_", "TEST_"))}
    address = {"WAYPOST_BASE_URL": url} if url else {}
    return {**kept, **address, "WAYPOST_DEMO": "1", "WAYPOST_DATA": str(data)}


@contextmanager
def served(folder: Path, data: Path) -> Iterator[Installation]:
    """A copy of a data folder, served on loopback; the copy lies in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    own = Path(shutil.copytree(data, folder / "data"))
    made = Installation(url, own, _environment(own, url))
    command = [sys.executable, "-m", "waypost", "serve", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=made.environment, stdout=log, stderr=log)
        try:
            _await(url, server)
            yield made
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait(timeout=10)


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(f"{url}/health/", timeout=2) as answer:
                assert answer.read() == b"ok"
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not answer within {START} s")


class Stage:
    """Where the cast plays: each person in a window of their own, every page checked as it is met."""

    def __init__(
        self, browser: Browser, installation: Installation, *, scripts: bool = True, closely: bool = True
    ) -> None:
        self.browser = browser
        self.installation = installation
        self.scripts = scripts
        self.closely = closely
        self.contexts: dict[str, BrowserContext] = {}
        self.windows: dict[str, Page] = {}
        self.trouble: list[str] = []
        self.looked_at: set[str] = set()
        self.kinds: set[str] = set()
        self.shooting = False

    def as_(self, name: str) -> Page:
        """The window of a person, signed in; the same one until they rest."""
        context = self.of(name)
        if name not in self.windows or self.windows[name].is_closed():
            self.windows[name] = self._opened(context, name)
        return self.windows[name]

    def of(self, name: str) -> BrowserContext:
        """What a person's window keeps, signed in, for asking addresses of which nothing has to be drawn.

        The form of the demo's page is sent as that page would send it: two pages less to draw for each window.
        """
        if name not in self.contexts:
            context = self._context(name)
            form = context.request.get("/account/login/").text()
            ((person,),) = self.installation.rows(f"SELECT id FROM people_person WHERE name = '{name}'")  # noqa: S608
            (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', form))
            said: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, "person": person}
            answer = context.request.post("/demo/sign-in/", form=said, max_redirects=0)
            assert answer.status == 302, f"signing in as {name} answered {answer.status}"
        return self.contexts[name]

    def at_the_door(self, name: str) -> Page:
        """The window of a person who signs in through the demo's page."""
        page = self.windows[name] = self._opened(self._context(name), name)
        page.goto(f"/demo/sign-in/?q={quote(name)}")
        click(page.get_by_role("button", name=name).first)
        return page

    def _context(self, name: str) -> BrowserContext:
        context = self.contexts[name] = self.browser.new_context(
            base_url=self.installation.url, java_script_enabled=self.scripts, viewport=DESK
        )
        context.set_default_timeout(PATIENCE)
        return context

    def _opened(self, context: BrowserContext, name: str) -> Page:
        page = context.new_page()
        page.on("console", lambda message: self._heard(name, message.type, message.text))
        page.on("pageerror", lambda error: self.trouble.append(f"{name}: {error}"))
        page.on("request", lambda request: self._asked(name, request.url))
        return page

    def look(self, page: Page, name: str) -> None:
        """Look closely at a page of the journey, once for each name; what is wrong fails the test at its end."""
        if self.closely and name not in self.looked_at:
            self.looked_at.add(name)
            page.wait_for_load_state()
            place = kind_of(page.url)
            known = place in self.kinds and not page.locator("main [role=alert]").count()
            self.kinds.add(place)  # axe takes longest, and seldom finds in a page what was not there a stage before
            found = (*([] if known else by_axe(page)), *too_heavy(page), *too_wide(page))
            self.trouble += [f"{name}, {page.url}: {one}" for one in found]
            self.unheard(shoot, page, name)

    def unheard(self, shot: Callable[[Page, str], None], page: Page, name: str) -> None:
        """Take a shot. Playwright styles the page for it, which CSP rightly refuses and which is no trouble."""
        self.shooting = True
        shot(page, name)
        self.shooting = False

    def _heard(self, name: str, kind: str, text: str) -> None:
        # A refused page answers 4xx on purpose; Chromium mentions that too.
        if kind in {"error", "warning"} and "Failed to load resource" not in text and not self.shooting:
            self.trouble.append(f"{name}: {text}")

    def _asked(self, name: str, url: str) -> None:
        if not url.startswith((self.installation.url, "data:", "blob:")):
            self.trouble.append(f"{name}: a page asked a third party: {url}")

    def rest(self) -> None:
        """Everybody closes their window: pages that ask for news every second stop asking."""
        for page in self.windows.values():
            page.close()

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts.values():
            context.close()


@pytest.fixture
def demo_stage(browser: Browser, demo: Installation) -> Iterator[Stage]:
    """The demo organisation as a stage."""
    with played(browser, demo, closely=False) as stage:
        yield stage


@pytest.fixture
def plain_stage(browser: Browser, demo: Installation) -> Iterator[Stage]:
    """The demo organisation as a stage whose browsers run no scripts."""
    with played(browser, demo, scripts=False, closely=False) as stage:
        yield stage


@contextmanager
def played(
    browser: Browser, installation: Installation, *, scripts: bool = True, closely: bool = True
) -> Iterator[Stage]:
    """A stage. Leaving it fails when a script failed, CSP refused something, a third party was asked, a page is wrong.

    Without `closely`, pages are not looked at one by one (axe, weight, width).
    """
    stage = Stage(browser, installation, scripts=scripts, closely=closely)
    try:
        yield stage
    finally:
        stage.close()
    assert stage.trouble == []
