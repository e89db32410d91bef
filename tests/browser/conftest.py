"""A real server in a process of its own, Chromium, and the people of the cast in windows of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.needs import chromium

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START = 30.0  # seconds a server may take
PATIENCE = 15_000  # milliseconds a page may take on a busy machine


@dataclass(frozen=True)
class Installation:
    """A Waypost of its own: its address and the environment its commands run in."""

    url: str
    data: Path
    environment: dict[str, str] = field(repr=False)

    def run(self, *arguments: str | Path) -> str:
        """Run a `waypost` command in it; fails with what it printed."""
        command = [sys.executable, "-m", "waypost", *map(str, arguments)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty installation in demo mode, set up and served on loopback until the test ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("WAYPOST_", "DJANGO_", "TEST_"))},
        "WAYPOST_DEMO": "1",
        "WAYPOST_DATA": str(tmp_path / "data"),
        "WAYPOST_BASE_URL": url,
    }
    made = Installation(url, tmp_path / "data", environment)
    made.run("setup")
    command = [sys.executable, "-m", "waypost", "serve", "--port", str(port)]
    with (tmp_path / "server.log").open("w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a skip with the reason."""
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


class Stage:
    """Where the cast plays: each person in a window of their own, every page checked as it is met."""

    def __init__(self, browser: Browser, installation: Installation, *, scripts: bool = True) -> None:
        self.browser = browser
        self.installation = installation
        self.scripts = scripts
        self.windows: dict[str, tuple[BrowserContext, Page]] = {}
        self.trouble: list[str] = []

    def as_(self, name: str) -> Page:
        """The window of a person, signed in through the demo's page; the same one each time."""
        if name not in self.windows:
            context = self.browser.new_context(base_url=self.installation.url, java_script_enabled=self.scripts)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.on("console", lambda message: self._heard(name, message.type, message.text))
            page.on("pageerror", lambda error: self.trouble.append(f"{name}: {error}"))
            page.on("request", lambda request: self._asked(name, request.url))
            page.goto("/demo/sign-in/")
            self._sign_in(page, name)
            self.windows[name] = (context, page)
        return self.windows[name][1]

    def _sign_in(self, page: Page, name: str) -> None:
        page.get_by_role("searchbox").fill(name)
        page.get_by_role("searchbox").press("Enter")
        page.get_by_role("button", name=name).first.click()

    def _heard(self, name: str, kind: str, text: str) -> None:
        # A refused page answers 4xx on purpose; Chromium mentions that too.
        if kind in {"error", "warning"} and "Failed to load resource" not in text:
            self.trouble.append(f"{name}: {text}")

    def _asked(self, name: str, url: str) -> None:
        if not url.startswith((self.installation.url, "data:", "blob:")):
            self.trouble.append(f"{name}: a page asked a third party: {url}")

    def close(self) -> None:
        """Close every window."""
        for context, _page in self.windows.values():
            context.close()


@pytest.fixture
def stage(browser: Browser, installation: Installation) -> Iterator[Stage]:
    """The stage of one test; it fails when a script failed, CSP refused something or a third party was asked."""
    opened = Stage(browser, installation)
    yield opened
    opened.close()
    assert opened.trouble == []


def no_findings(page: Page) -> None:
    """Assert that axe finds nothing on the page as it stands."""
    result = Axe().run(page)
    found = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in result.response["violations"]]
    assert found == [], f"{page.url}: {found}"
