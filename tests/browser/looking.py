"""What every page must hold when it is looked at: axe finds nothing, it fits a phone, it is light."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize

SHOTS = Path(__file__).parent / "shots"
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
_KEY = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}/|/(?<=framework/)[^/]+/[^/]+/$|(?<=teams/)[^/]+|/[0-9]+/")
_REVIEW = re.compile(r"(/promotions/reviews/)[^/]+/[^/]+/")
MOST_HTML = 60_000
MOST_WITH_ASSETS = 300_000

_WEIGHT = """() => {
    const [page] = performance.getEntriesByType('navigation');
    const assets = performance.getEntriesByType('resource').filter((one) => one.initiatorType !== 'xmlhttprequest');
    const all = assets.reduce((sum, one) => sum + one.decodedBodySize, page.decodedBodySize);
    return [page.decodedBodySize, all];
}"""
# Only what is found leaves the page: the whole of what axe tells is larger than the page, and slow to read. It need not
# fetch the style sheets again either, for a rule that is off; sound and film it does look for.
_BY_AXE = """async () => {
    const found = await axe.run({resultTypes: ['violations'], preload: {assets: ['media']}});
    return found.violations.map((one) => `axe, ${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
}"""
_WIDER = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return '';
    const out = [...document.querySelectorAll('main *')].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.right > room + 1 && !one.closest('.scroll');
    });
    return `${document.documentElement.scrollWidth} px, by ${out[0]?.outerHTML.slice(0, 160)}`;
}"""


def no_findings(page: Page) -> None:
    """Assert that axe finds nothing on the page as it stands."""
    assert (found := by_axe(page)) == [], f"{page.url}: {found}"


def by_axe(page: Page) -> list[str]:
    """What axe finds, each by its rule and the first element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_BY_AXE)
    return found


def too_heavy(page: Page) -> list[str]:
    """Whether the document, or it and its assets, weigh too much, uncompressed."""
    html, whole = page.evaluate(_WEIGHT)
    found = [f"{html} bytes of HTML"] if html > MOST_HTML else []
    return [*found, f"{whole} bytes with assets"] if whole > MOST_WITH_ASSETS else found


def too_wide(page: Page) -> list[str]:
    """Whether the page as a whole scrolls sideways on a phone."""
    before = page.viewport_size or DESK
    page.set_viewport_size(PHONE)
    wider = page.evaluate(_WIDER)
    page.set_viewport_size(before)
    return [f"wider than a phone: {wider}"] if wider else []


def by_axe_in_the_dark(page: Page) -> list[str]:
    """What axe finds on a dark screen, where colours are others and all else is the same."""
    page.emulate_media(color_scheme="dark")
    found = by_axe(page)
    page.emulate_media(color_scheme="light")
    return [f"in the dark, {one}" for one in found]


def shoot(page: Page, name: str) -> None:
    """Leave shots for a human, wide and narrow, light and dark, where TEST_SHOTS=1 asks for them."""
    if os.environ.get("TEST_SHOTS") != "1":
        return
    SHOTS.mkdir(exist_ok=True)
    before = page.viewport_size or DESK
    for width, size in (("wide", DESK), ("phone", PHONE)):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=SHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)


def kind_of(place: str) -> str:
    """Which kind of page a place is: it without the keys in it, and of its query only the names."""
    parts = urlsplit(place)
    path = _KEY.sub("/*/", _REVIEW.sub(r"\1*/*/", parts.path))
    return f"{path}?{'&'.join(sorted(one.partition('=')[0] for one in parts.query.split('&')))}"
