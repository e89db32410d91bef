"""The components in Chromium: axe finds nothing, nothing is wider than the screen, and the script only helps.

Pages are drawn once and served as they are, with the application's own content security policy: the face is tested,
and nothing behind it.
"""

from __future__ import annotations

import mimetypes
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from csp.middleware import CSPMiddleware
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from playwright.sync_api import Browser, BrowserContext, Page
from tests.browser.looking import no_findings

from waypost.refusal import Missing, NotNow
from waypost.web.journal.models import Notice
from waypost.web.people.models import Person
from waypost.web.ui.errors import failed, not_found, refused
from waypost.web.ui.showing import components

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.web.ui.addresses")]
LOOKS = [("/ui/", width, scheme) for width in (1440, 390) for scheme in ("light", "dark")]
PRESSED = (
    ".button, button, select, .places a, .self a, .self summary, .scale label, fieldset label, .tick, .foot a,"
    " .crumbs a, details.table summary, .field input:not([type=checkbox], [type=radio])"
)


@dataclass
class House:
    """Serves drawn pages and real assets on loopback; notes what a page asked for and what went wrong."""

    url: str
    contexts: list[BrowserContext] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    trouble: list[str] = field(default_factory=list)

    def open(self, browser: Browser, *, width: int = 1440, scheme: str = "light", scripts: bool = True) -> Page:
        """A window on this house."""
        context = browser.new_context(
            base_url=self.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.asked.add(request.url.removeprefix(self.url)))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", lambda said: self.trouble.append(said.text) if "Content Security" in said.text else None)
        return page


def serving(pages: dict[str, HttpResponse]) -> type[BaseHTTPRequestHandler]:
    """What answers: a page or an asset to GET; to POST the page of its address, or on to where an act leads."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            if path.startswith("/static/"):
                found = Path(str(finders.find(path.removeprefix("/static/"))))
                kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
                self.answer(200, {"Content-Type": kind}, found.read_bytes())
            else:
                page = pages.get(path, pages["/none/"])
                self.answer(page.status_code, dict(page.headers), page.content)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            if self.path in pages:
                self.do_GET()
            else:
                self.answer(303, {"Location": self.path.removeprefix("/act")}, b"")

        def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Answers


@cache
def drawn() -> dict[str, HttpResponse]:
    """The pages by their addresses."""

    class Unread:
        def filter(self, **_: object) -> Unread:
            return self

        def count(self) -> int:
            return 3

    def request(path: str) -> HttpRequest:
        made = RequestFactory().get(path)
        made.user = Person(id=uuid.UUID(int=1), name="Ada Okafor", email="ada@northwind.test")
        made._messages = ["Recorded. Ben is told that it is there."]  # type: ignore[attr-defined]
        return made

    refusal = NotNow("case.gate", "Not yet.", missing=(Missing("One peer is still to answer.", "/promotions/"),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Notice.objects, "visible_to", lambda _: Unread())
        plain = {
            "/ui/": components(request("/ui/")),
            "/none/": not_found(request("/none/")),
            "/refused/": refused(request("/refused/"), refusal),
            "/failed/": failed(request("/failed/")),
        }
    pages = {path: CSPMiddleware(lambda _, page=page: page)(request(path)) for path, page in plain.items()}
    return {**pages, "/framework/": pages["/ui/"]}


@pytest.fixture
def house() -> Iterator[House]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), serving(drawn()))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    made = House(f"http://127.0.0.1:{server.server_port}")
    yield made
    for context in made.contexts:
        context.close()
    server.shutdown()
    server.server_close()
    thread.join()
    assert made.trouble == []


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [*LOOKS, ("/none/", 390, "light"), ("/refused/", 390, "dark"), ("/failed/", 390, "light")],
)
def test_axe_finds_nothing(browser: Browser, house: House, path: str, width: int, scheme: str) -> None:
    page = house.open(browser, width=width, scheme=scheme)
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    no_findings(page)


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_page_is_wider_than_its_screen(browser: Browser, house: House, width: int) -> None:
    page = house.open(browser, width=width)
    page.goto("/ui/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_labels_of_pictures_do_not_meet(browser: Browser, house: House) -> None:
    page = house.open(browser)
    page.goto("/ui/")
    meeting = page.evaluate(
        """() => [...document.querySelectorAll("svg.picture")].flatMap((svg) => {
          const labels = [...svg.querySelectorAll("text")].map((one) => [one.textContent, one.getBoundingClientRect()]);
          return labels.flatMap(([one, a], at) => labels.slice(at + 1)
            .filter(([, b]) => a.left < b.right && b.left < a.right)
            .filter(([, b]) => a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2)
            .map(([other]) => [one, other]));
        })"""
    )
    assert meeting == []


def test_what_can_be_pressed_is_large_enough(browser: Browser, house: House) -> None:
    """At least 24 by 24, or a link inside a sentence (WCAG 2.2, 2.5.8)."""
    page = house.open(browser, width=390)
    page.goto("/ui/")
    small = page.evaluate(
        """(pressed) => [...document.querySelectorAll(pressed)]
          .filter((one) => one.checkVisibility()).map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
          .filter(([, box]) => box.height < 24 || box.width < 24).map(([says]) => says)""",
        PRESSED,
    )
    assert small == []


def test_the_frame_works_without_scripts(browser: Browser, house: House) -> None:
    page = house.open(browser, scripts=False)
    page.goto("/ui/")
    page.get_by_text("Ada Okafor").first.click()
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.locator("summary", has_text="Withdraw").click()
    assert page.get_by_role("button", name="Yes: Withdraw").is_visible()
    page.get_by_role("button", name="Keys").click()
    assert page.get_by_role("dialog").is_visible()


def test_g_and_a_letter_go_and_question_mark_shows_the_keys(browser: Browser, house: House) -> None:
    page = house.open(browser)
    page.goto("/ui/")
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").is_hidden()
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url("**/framework/")


def test_keys_are_quiet_while_typing_and_can_be_turned_off(browser: Browser, house: House) -> None:
    page = house.open(browser)
    page.goto("/ui/")
    page.locator("#id_title").press_sequentially("g?1")
    assert page.input_value("#id_title") == "g?1"
    assert page.get_by_role("dialog").is_hidden()
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use these keys in this browser").uncheck()
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_hidden()
    page.keyboard.press("1")
    assert page.locator("[data-press='2']").is_checked()


def test_a_key_of_the_page_presses_what_carries_it(browser: Browser, house: House) -> None:
    page = house.open(browser)
    page.goto("/ui/")
    page.locator("h1").click()
    page.keyboard.press("1")
    assert page.locator("[data-press='1']").is_checked()


def test_mistakes_have_the_focus_and_lead_to_their_fields(browser: Browser, house: House) -> None:
    page = house.open(browser)
    page.goto("/ui/")
    assert page.evaluate("document.activeElement.className") == "summary"
    page.locator(".summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "w_what"


def test_room_is_counted(browser: Browser, house: House) -> None:
    page = house.open(browser)
    page.goto("/ui/")
    page.fill("#id_what", "a" * 1234)
    assert page.locator("[data-count=id_what]").inner_text() == "1,234 of 2,000 characters"


def drafts(page: Page) -> int:
    found: int = page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')).length")
    return found


def typed(browser: Browser, house: House) -> Page:
    """A page in which something was typed and kept."""
    page = house.open(browser)
    page.goto("/ui/")
    page.fill("#id_what", "What I typed.")
    page.check("#id_criteria_1")
    assert drafts(page) == 1
    return page


def test_leaving_what_was_typed_asks_first(browser: Browser, house: House) -> None:
    page = typed(browser, house)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/framework/")
    assert asked == ["beforeunload"]


def test_what_was_typed_is_offered_again_and_put_back(browser: Browser, house: House) -> None:
    page = typed(browser, house)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.input_value("#id_what") == ""
    page.get_by_role("button", name="Put it back").click()
    assert page.input_value("#id_what") == "What I typed."
    assert page.is_checked("#id_criteria_1")


def test_what_was_typed_can_be_forgotten(browser: Browser, house: House) -> None:
    page = typed(browser, house)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("button", name="Forget it").click()
    page.goto("/ui/")
    assert page.get_by_role("button", name="Put it back").count() == 0


def send(page: Page, to: str) -> None:
    page.evaluate("(to) => { document.querySelector('form[data-guard]').action = to }", to)
    page.locator("form[data-guard]").first.get_by_role("button", name="Record it").click()
    page.wait_for_url(f"**{to.removeprefix('/act')}")


@pytest.mark.parametrize("to", ["/act/framework/", "/act/ui/"])
def test_what_was_sent_and_done_is_not_offered_again(browser: Browser, house: House, to: str) -> None:
    page = typed(browser, house)
    send(page, to)
    assert drafts(page) == 0


@pytest.mark.parametrize("to", ["/refused/", "/failed/", "/none/", "/act/none/"])
def test_what_was_sent_in_vain_is_kept(browser: Browser, house: House, to: str) -> None:
    page = typed(browser, house)
    send(page, to)
    assert drafts(page) == 1
    page.goto("/ui/")
    assert page.get_by_role("button", name="Put it back").count() == 1


def test_signing_out_drops_what_was_typed(browser: Browser, house: House) -> None:
    page = typed(browser, house)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_text("Ada Okafor").first.click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/logout/")
    assert drafts(page) == 0


def test_nothing_but_this_house_is_asked(browser: Browser, house: House) -> None:
    page = house.open(browser)
    page.goto("/ui/")
    assert sorted(house.asked) == [
        "/static/django_htmx/htmx-2.min.js",
        "/static/ui/waypost.css",
        "/static/ui/waypost.js",
        "/ui/",
    ]
