"""The packet on one page: for whoever reads it, and of it only what they read."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, case_at, signed_in

from waypost.promotion.stages import Stage


@pytest.mark.parametrize(
    ("stage", "readers"),
    [
        (Stage.NOMINATED, {"ada"}),
        (Stage.GATHERING, {"ada", "ben"}),
        (Stage.SUBMITTED, {"ada", "ben"}),
        (Stage.IN_REVIEW, {"ada", "ben", "chen", "eli", "dana"}),
        (Stage.WITHDRAWN, {"ada"}),
    ],
)
def test_the_packet_is_read_by_those_who_see_claims(cast: Cast, stage: Stage, readers: set[str]) -> None:
    case = case_at(cast, stage)
    names = ("ada", "ben", "chen", "eli", "dana", "ivo", "hana", "jun", "kim", "lena", "omar", "kofi")
    found = {
        name for name in names if signed_in(cast.people[name]).get(f"/promotions/{case.pk}/packet/").status_code == 200
    }
    assert found == readers


def test_it_holds_every_criterion_with_its_claims_and_voices(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    page = signed_in(cast.chen).get(f"/promotions/{case.pk}/packet/")
    assert [one.criterion.key for one in page.context["page"].criteria] == [
        one.key for one in cast.lattice.criteria_at("staff")
    ]
    text = page.content.decode()
    for words in ("Ledger split without downtime", "190 → 24 minutes", "Writes so that others decide.", "Priya Raman"):
        assert words in text


def test_the_strategic_panel_reads_it_for_its_criteria(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    text = signed_in(cast.eli).get(f"/promotions/{case.pk}/packet/").content.decode()
    assert "Writes so that others decide." in text
    assert "Owns the order-events design." not in text
    assert "System design" not in text


def test_it_costs_no_more_than_the_page_of_a_case(cast: Cast) -> None:
    case = case_at(cast, Stage.IN_REVIEW)
    browser = signed_in(cast.dana)
    with CaptureQueriesContext(connection) as spent:
        page = browser.get(f"/promotions/{case.pk}/packet/")
    assert len(spent) <= 15
    assert len(page.content) < 60_000
