"""Every version stays readable, and any two are compared, sort by sort with the words that differ marked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.web.cast import Cast, signed_in
from tests.web.frameworks.documents import changed, raised, reworded, second_owner

from waypost.framework.diff import ChangeSort
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.services import publish_document


@pytest.fixture
def three(cast: Cast) -> list[FrameworkVersion]:
    """The cast's version, one in better words, one with a higher bar, each an hour after the one before."""
    dana = second_owner(cast)
    rows = [cast.framework]
    for hours, text in ((1, reworded(cast)), (2, raised(cast))):
        act = cast.act(cast.kofi, at=cast.now + timedelta(hours=hours))
        rows.append(publish_document(act, text, act.today, reviewed_by=dana))
    return rows


def sorts(cast: Cast, row: FrameworkVersion, against: str = "") -> tuple[str | None, list[ChangeSort]]:
    query = f"?against={against}" if against else ""
    shown = signed_in(cast.ada).get(reverse("frameworks:version", args=[row.pk]) + query).context
    before = shown["before"]
    return before.version if before else None, [part.sort for part in shown["differences"] or ()]


def test_a_version_is_held_against_the_one_before_it(cast: Cast, three: list[FrameworkVersion]) -> None:
    first, second, third = three
    assert sorts(cast, first) == (None, [])
    assert sorts(cast, second) == ("1.0.0", [ChangeSort.RENAMED])
    assert sorts(cast, third) == ("1.0.1", [ChangeSort.RENAMED, ChangeSort.CHANGED])


def test_any_two_are_compared_and_both_ways(cast: Cast, three: list[FrameworkVersion]) -> None:
    first, _, third = three
    there, back = sorts(cast, third, "1.0.0"), sorts(cast, first, "2.0.0")
    assert (there[0], back[0]) == ("1.0.0", "2.0.0")
    assert there[1]
    assert len(there[1]) == len(back[1])


def test_the_words_that_differ_are_marked(cast: Cast, three: list[FrameworkVersion]) -> None:
    page = signed_in(cast.ada).get(reverse("frameworks:version", args=[three[2].pk]) + "?against=1.0.0")
    text = page.content.decode()
    assert "<del>several </del>" in text
    assert "<ins>5 </ins>" in text


@pytest.mark.parametrize("against", ["9.9.9", "2.0.0", "<b>"])
def test_a_version_that_is_not_there_or_is_this_one_is_no_comparison(
    cast: Cast, three: list[FrameworkVersion], against: str
) -> None:
    place = reverse("frameworks:version", args=[three[2].pk])
    assert signed_in(cast.ada).get(place, {"against": against}).status_code == 404


def test_old_versions_are_read_as_they_were(cast: Cast, three: list[FrameworkVersion]) -> None:
    browser = signed_in(cast.ada)
    for row in three:
        assert browser.get(reverse("frameworks:matrix") + f"?version={row.version}").status_code == 200
        document = browser.get(reverse("frameworks:version_document", args=[row.pk])).content.decode()
        assert document == row.document
    assert changed(cast, "1.0.1", "title: Delivery\n", "title: Delivery of agreed work\n") == three[1].document
