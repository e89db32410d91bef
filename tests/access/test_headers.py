"""Every answer carries what keeps pages private, and no page asks a third party or runs anything of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from tests.access.asked import all_answers
from tests.access.world import at_the_moment, world_at

from waypost.web.config import settings

pytestmark = pytest.mark.django_db
ASSETS = ("src", "srcset", "data", "poster", "action", "formaction", "background", "manifest")


class Page(HTMLParser):
    """Collects what a page must not have."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: dict[str, str] = {name: value or "" for name, value in attrs}
        self._inside = tag if tag in {"script", "style"} and "src" not in values else ""
        if tag == "style":
            self.wrong.append("an inline style sheet")
        for name, value in values.items():
            if name.startswith("on") or name == "style":
                self.wrong.append(f"{tag} {name}={value!r}")
            if name in ASSETS and _foreign(value):
                self.wrong.append(f"{tag} {name}={value!r}")
            if name == "href" and (value.lower().startswith(("javascript:", "data:")) or _foreign(value)):
                rel = set(values.get("rel", "").split())
                if tag != "a" or not {"noopener", "noreferrer", "nofollow"} <= rel or value.startswith("javascript"):
                    self.wrong.append(f"{tag} href={value!r} rel={sorted(rel)}")

    def handle_data(self, data: str) -> None:
        if self._inside == "script" and data.strip():
            self.wrong.append("an inline script")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def _foreign(place: str) -> bool:
    return bool(re.match(r"(?:[a-z]+:)?//", place.strip().lower()))


@pytest.mark.parametrize(
    ("moment", "viewer"),
    [
        at_the_moment(moment, viewer)
        for moment, viewer in (
            ("gathering", "ada"),
            ("in_calibration", "dana"),
            ("told", "hana"),
            ("told", "ben"),
            ("told", "anonymous"),
        )
    ],
)
def test_every_answer_is_private_and_stands_alone(moment: str, viewer: str) -> None:
    world = world_at(moment)
    wrong: list[str] = []
    for answer in all_answers(world, viewer):
        label, headers = answer.address.label, answer.headers
        wrong += [f"{label}: {what}" for what in _headers(headers)]
        if headers.get("Content-Type", "").startswith("text/html"):
            page = Page()
            page.feed(answer.text)
            wrong += [f"{label}: {what}" for what in page.wrong]
    assert not wrong, "\n".join(wrong)


def _headers(sent: Mapping[str, str]) -> list[str]:
    wanted = {
        "Cache-Control": {"no-store"},
        "X-Content-Type-Options": {"nosniff"},
        "Referrer-Policy": {"same-origin", "no-referrer", "strict-origin"},
        "X-Frame-Options": {"DENY"},
        "Cross-Origin-Opener-Policy": {"same-origin"},
        "Cross-Origin-Resource-Policy": {"same-origin"},
    }
    found = [f"{name}: {sent.get(name)}" for name, good in wanted.items() if not _holds(sent.get(name), good)]
    policy = sent.get("Content-Security-Policy", "")
    strict = (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
    if "unsafe" in policy or "*" in policy or "http" in policy or any(one not in policy for one in strict):
        found.append(f"Content-Security-Policy: {policy}")
    return found


def _holds(value: str | None, good: set[str]) -> bool:
    return bool(good & {part.strip() for part in (value or "").split(",")})


def test_the_policy_of_the_settings_has_no_unsafe_word() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert "unsafe" not in repr(directives)
