"""Every page that links lead to in the demo organisation: it fits a phone, is light, and can be read in the dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Stage
from tests.browser.looking import faint_in_the_dark, shoot, too_heavy, too_wide

pytestmark = pytest.mark.browser

# Between them they reach every kind of page; what one has met is not visited again by the next.
WALKERS = (
    "Ada Okafor",
    "Ben Lindqvist",
    "Chen Wei",
    "Dana Novak",
    "Ivo Horvat",
    "Hana Kato",
    "Kofi Mensah",
    "Kim Reyes",
)
STARTS = ("/", "/framework/publish/", "/people/import/", "/journal/mine/", "/ui/")
_KEY = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}/|/(?<=framework/)[^/]+/[^/]+/$|(?<=teams/)[^/]+|/[0-9]+/")
_REVIEW = re.compile(r"(/promotions/reviews/)[^/]+/[^/]+/")
LEAST = 45


def test_pages_fit_a_phone_and_are_light(demo_stage: Stage) -> None:
    met: set[str] = set()
    found: list[str] = []
    for name in WALKERS:
        page = demo_stage.as_(name)
        for place in _walk(page, met):
            faults = (*too_wide(page), *too_heavy(page), *faint_in_the_dark(page))
            found += [f"{name}, {place}: {one}" for one in faults]
            demo_stage.unheard(shoot, page, f"demo-{len(met):02}")
    assert found == []
    assert len(met) >= LEAST, sorted(met)


def _walk(page: Page, met: set[str]) -> Iterator[str]:
    """Each page of a kind not met yet that links lead to from where people begin."""
    ahead = list(STARTS)
    while ahead:
        place = ahead.pop(0)
        if (shape := _shape(place)) in met:
            continue
        answer = page.goto(place)
        if answer is None or answer.status != 200:
            continue  # a page for others: what is hidden from whom is tested elsewhere
        met.add(shape)
        yield place
        links = page.locator("main a[href^='/'], header a[href^='/']").evaluate_all(
            "(all) => all.map((one) => one.getAttribute('href'))"
        )
        ahead += [one for one in dict.fromkeys(links) if not one.endswith(".yaml")]


def _shape(place: str) -> str:
    """A place without the keys in it, and of its query only the names."""
    parts = urlsplit(place)
    path = _KEY.sub("/*/", _REVIEW.sub(r"\1*/*/", parts.path))
    return f"{path}?{'&'.join(sorted(one.partition('=')[0] for one in parts.query.split('&')))}"
