"""Every page that links lead to in the demo organisation: it is sound, fits a phone and is light."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Stage
from tests.browser.looking import by_axe_in_the_dark, kind_of, shoot, too_heavy, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("organisation")]  # it is made once

WALKERS = ("Ada Okafor", "Ben Lindqvist", "Chen Wei", "Dana Novak", "Ivo Horvat", "Hana Kato", "Kofi Mensah")
STARTS = ("/", "/growth/", "/promotions/", "/calibration/", "/framework/drafts/", "/people/import/", "/ui/")
# These say something else to everybody and are looked at for each; any other kind of page once.
PERSONAL = {"/?", "/growth/?", "/promotions/?", "/calibration/?", "/promotions/*/?", "/calibration/*/?"}
MET_AT_LEAST = {
    "/evidence/*/?",
    "/growth/plans/*/?",
    "/growth/questions/*/?",
    "/promotions/*/?",
    "/promotions/*/panel/?",
    "/promotions/*/packet/?",
    "/promotions/*/decision/?",
    "/promotions/nominate/*/?",
    "/promotions/reviews/*/?",
    "/promotions/reviews/*/*/?",
    "/calibration/*/?",
    "/calibration/*/cases/*/?",
    "/calibration/*/measured/?",
    "/calibration/*/raters/?",
    "/calibration/how-it-is-measured/?",
    "/framework/*/?",
}
WHOLE_DOCUMENT = re.compile(r"/framework/drafts/[^/]+/edit/")  # it holds what is edited there, however long that is
_FILE = re.compile(r"\.yaml$|/framework/exports/[^/]+/")  # kept, not shown


def test_pages_are_sound_fit_a_phone_and_are_light(demo_stage: Stage) -> None:
    met: set[str] = set()
    found: list[str] = []
    for name in WALKERS:
        page = demo_stage.as_(name)
        for place, new in _walk(page, met):
            heavy = [] if WHOLE_DOCUMENT.fullmatch(place) else too_heavy(page)
            unsound = by_axe_in_the_dark(page) if new else []  # that comes from the kind of page, not from who looks
            faults = (*too_wide(page), *heavy, *unsound)
            found += [f"{name}, {place}: {one}" for one in faults]
            demo_stage.unheard(shoot, page, f"demo-{len(met):02}")
    assert found == []
    assert met >= MET_AT_LEAST, sorted(met)


def _walk(page: Page, met: set[str]) -> Iterator[tuple[str, bool]]:
    """Each page of a kind not met yet that links lead to from where people begin, and whether nobody met its kind."""
    ahead = list(STARTS)
    own: set[str] = set()
    while ahead:
        place = ahead.pop(0)
        kind = kind_of(place)
        if kind in (own if kind in PERSONAL else met):
            continue
        answer = page.goto(place)
        if answer is None or answer.status != 200:
            continue  # a page for others: what is hidden from whom is tested elsewhere
        new = kind not in met
        met.add(kind)
        own.add(kind)
        yield place, new
        links = page.locator("main a[href], header a[href]").evaluate_all(
            "(all) => all.filter((one) => one.origin === location.origin).map((one) => one.pathname + one.search)"
        )
        ahead += [one for one in dict.fromkeys(links) if not _FILE.search(one)]
