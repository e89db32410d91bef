"""What no page of ours sends: signs a database cannot store, numbers without end."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.cast import Cast, case_at, signed_in

from waypost.promotion.stages import Stage
from waypost.web.people.models import PeopleImport

SEARCHES = (
    "/people/?q=a%00b",
    "/people/?page=%00",
    "/promotions/?stage=%00&cycle=%00&page=%00",
    "/calibration/new/?band=%00&cycle=%00",
    "/evidence/?of=%00&criterion=%00&page=%00",
    "/framework/?version=%00&track=%00&dimension=%00",
    "/framework/compare/?from=%00&to=%00",
    "/journal/?kind=%00&before=%00",
    "/journal/?before=999999999999999",
    "/notices/?page=%00",
    "/growth/?of=%00&level=%00",
    "/evidence/scope/edit/?quarter=%00",
)


@pytest.mark.parametrize("place", SEARCHES)
def test_a_sign_no_database_stores_finds_nothing(cast: Cast, place: str) -> None:
    """PostgreSQL refuses NUL in any text it is given, also in one it only compares with."""
    assert signed_in(cast.hana).get(place).status_code < 500


@pytest.mark.parametrize(
    "part", ["panel/?panel=technical&q=a%00b", "ask/?q=%00", "claims/?criterion=%00", "?criterion=%00"]
)
def test_a_sign_no_database_stores_finds_nothing_on_a_case(cast: Cast, part: str) -> None:
    case = case_at(cast, Stage.GATHERING)
    for who in (cast.hana, cast.ada):
        assert signed_in(who).get(f"/promotions/{case.pk}/{part}").status_code < 500


def test_a_number_without_end_is_not_found(cast: Cast) -> None:
    number = "9" * 40
    assert signed_in(cast.omar).post(f"/people/duties/{number}/end/").status_code == 404
    assert signed_in(cast.ada).post(f"/growth/commitments/{number}/mark/").status_code == 404


def test_a_list_that_is_no_text_is_refused_before_it_is_kept(cast: Cast) -> None:
    file = SimpleUploadedFile("people.csv", b"id,name\nP900,A\x00B\n", content_type="text/csv")
    day = cast.now.date().isoformat()
    answer = signed_in(cast.hana).post("/people/import/", {"file": file, "in_force_on": day})
    assert answer.status_code == 422
    assert not PeopleImport.objects.exists()
