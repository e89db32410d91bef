"""The pages everyone reads: what they show, to whom, in how many queries, and how large they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.cast import Cast, make_cast, signed_in
from tests.web.frameworks.documents import changed, published, raised, reworded

from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of, framework_with
from waypost.web.frameworks.selectors import in_force, versions
from waypost.web.growth.models import Goal
from waypost.web.people.models import Duty, Person, Position

MATRIX, COMPARE, LATTICE = (reverse(f"frameworks:{name}") for name in ("matrix", "compare", "lattice"))
VERSIONS = reverse("frameworks:versions")
DESIGN = reverse("frameworks:expectation", args=["staff", "design"])


def aim(cast: Cast, person: Person, level: str, version: FrameworkVersion | None = None) -> None:
    Goal.objects.create(person=person, framework=version or cast.framework, level=level, set_at=cast.now)


def heads(html: str) -> dict[str, list[str]]:
    """The classes of the table's columns and their titles."""
    found = re.findall(r'<th scope="col"(?: class="(\w+)")?>([^<]+)<br>', html)
    return {kind: [title for k, title in found if k == kind] for kind in ("mine", "next")}


@pytest.fixture
def nothing_published(db: None) -> Cast:
    """The cast before the first framework."""
    return make_cast(published=False)


# The table


def test_my_level_and_my_goal_are_marked(cast: Cast) -> None:
    aim(cast, cast.ada, "staff-strategic")
    html = signed_in(cast.ada).get(MATRIX).content.decode()
    assert heads(html) == {"mine": ["Senior Engineer"], "next": ["Staff Engineer, Strategic"]}


def test_somebody_without_a_level_reads_the_table_without_marks(cast: Cast) -> None:
    answer = signed_in(cast.gul).get(MATRIX)
    assert answer.status_code == 200
    assert heads(answer.content.decode()) == {"mine": [], "next": []}


def test_a_level_the_version_does_not_have_is_marked_nowhere(cast: Cast) -> None:
    Position.objects.filter(person=cast.ada).update(level="wizard")
    aim(cast, cast.ada, "archmage")
    for address in (MATRIX, COMPARE, LATTICE, DESIGN):
        assert signed_in(cast.ada).get(address).status_code == 200


@pytest.mark.parametrize("track", ["depth", "strategic", "specialist", "management"])
def test_no_table_of_the_lattice_is_larger_than_sixty_kilobytes(cast: Cast, track: str) -> None:
    aim(cast, cast.ada, "staff")
    answer = signed_in(cast.ada).get(MATRIX, {"track": track, "dimension": "all"})
    assert len(answer.content) < 60_000


# Comparing, the lattice, one expectation


def test_my_level_and_my_goal_stand_side_by_side_unless_others_are_asked_for(cast: Cast) -> None:
    aim(cast, cast.ada, "manager")
    shown = signed_in(cast.ada).get(COMPARE).context
    assert (shown["source"].key, shown["target"].key) == ("senior", "manager")
    shown = signed_in(cast.ada).get(COMPARE, {"from": "staff", "to": "principal"}).context
    assert (shown["source"].key, shown["target"].key) == ("staff", "principal")


def test_the_map_has_its_words_and_its_table(cast: Cast) -> None:
    html = signed_in(cast.ada).get(LATTICE).content.decode()
    assert "You are here: Senior Engineer." in html
    assert html.count("<tr>") == len(cast.lattice.levels) + 1


def test_an_expectation_has_an_address_that_everyone_may_open(cast: Cast) -> None:
    for person in (cast.ada, cast.gul, cast.omar, cast.lena):
        html = signed_in(person).get(DESIGN).content.decode()
        assert "System design, Staff Engineer" in html
        assert "Owns a design that several teams build on" in html


def test_an_expectation_that_no_version_has_is_not_found(cast: Cast) -> None:
    for level, criterion in (("wizard", "design"), ("staff", "spells"), ("versions", "x")):
        address = reverse("frameworks:expectation", args=[level, criterion])
        assert signed_in(cast.ada).get(address).status_code == 404


def test_a_link_to_a_criterion_that_was_dropped_leads_to_the_last_version_that_had_it(cast: Cast) -> None:
    dropped = re.sub(
        r"(?m)^      context:\n(?:        .*\n)+|^  context:\n(?:    .*\n|\n)+", "", cast.framework.document
    )
    text = dropped.replace("version: 1.0.0\n", "version: 2.0.0\n")
    published(cast, text, cast.now.date())
    address = reverse("frameworks:expectation", args=["staff", "context"])
    answer = signed_in(cast.ada).get(address)
    assert answer.headers["Location"] == f"{address}?version=1.0.0"
    assert "which is not the one in force" in signed_in(cast.ada).get(answer.headers["Location"]).content.decode()


# Versions


def test_a_version_to_come_is_read_but_not_in_force(cast: Cast) -> None:
    later = cast.now.date() + timedelta(days=30)
    row = published(cast, raised(cast), later)
    assert in_force(cast.now.date()) == cast.framework
    assert in_force(later) == row
    assert "5 teams" not in signed_in(cast.ada).get(DESIGN).content.decode()
    assert "5 teams" in signed_in(cast.ada).get(DESIGN, {"version": "2.0.0"}).content.decode()


def test_a_version_shows_what_it_changed_against_the_one_before(cast: Cast) -> None:
    row = published(cast, raised(cast), cast.now.date(), "Two cases were **read** differently.")
    html = signed_in(cast.ada).get(reverse("frameworks:version", args=[row.pk])).content.decode()
    assert "What changed since 1.0.0" in html
    assert "<del>several </del>" in html
    assert "<ins>5 </ins>" in html
    assert "<strong>read</strong>" in html
    first = signed_in(cast.ada).get(reverse("frameworks:version", args=[cast.framework.pk])).content.decode()
    assert "This is the first version" in first


def test_the_document_comes_back_byte_for_byte_as_a_file(cast: Cast) -> None:
    text = reworded(cast) + "# über\n"
    row = published(cast, text, cast.now.date())
    answer = signed_in(cast.lena).get(reverse("frameworks:version_document", args=[row.pk]))
    assert answer.content == text.encode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lattice-1.0.1.yaml"'
    assert answer.headers["Content-Type"] == "text/yaml; charset=utf-8"


def test_versions_are_listed_the_newest_first_and_the_one_in_force_is_marked(cast: Cast) -> None:
    published(cast, reworded(cast), cast.now.date())
    published(cast, raised(cast), cast.now.date() + timedelta(days=9))
    shown = signed_in(cast.ada).get(VERSIONS).context
    assert [row.version for row in shown["rows"]] == ["2.0.0", "1.0.1", "1.0.0"]
    assert shown["in_force"].version == "1.0.1"


def test_a_version_that_is_not_there_is_not_found(cast: Cast) -> None:
    ghost = "00000000-0000-4000-8000-000000000000"
    for name in ("version", "version_document"):
        assert signed_in(cast.kofi).get(reverse(f"frameworks:{name}", args=[ghost])).status_code == 404


# Before the first framework


def test_before_the_first_framework_the_owner_is_led_to_it_and_others_are_told_whom_to_ask(
    nothing_published: Cast,
) -> None:
    cast = nothing_published
    for address in (MATRIX, COMPARE, LATTICE, VERSIONS):
        owner = signed_in(cast.kofi).get(address).content.decode()
        assert reverse("frameworks:draft_new") in owner
        other = signed_in(cast.ada).get(address).content.decode()
        assert "Kofi Mensah" in other
        assert reverse("frameworks:draft_new") not in other
    assert signed_in(cast.ada).get(DESIGN).status_code == 404


def test_without_an_owner_people_operations_are_named(nothing_published: Cast) -> None:
    Duty.objects.all().delete()
    html = signed_in(nothing_published.ada).get(MATRIX).content.decode()
    assert "People operations name an owner." in html


def test_the_first_framework_is_published_from_an_empty_desk(nothing_published: Cast) -> None:
    from tests.web.cast import _document

    cast = nothing_published
    browser = signed_in(cast.kofi)
    sent = {"once": "a", "name": "First", "text": _document(), "in_force_on": "2026-01-01", "notes": ""}
    shown = browser.post(reverse("frameworks:draft_new"), sent, follow=True)
    assert "one owner may publish it alone" in shown.content.decode()
    draft = shown.context["draft"]
    browser.post(reverse("frameworks:publish", args=[draft.pk]), {"once": "b", **shown.context["press"].initial})
    assert FrameworkVersion.objects.get().change_class == "major"


# Cost


def test_a_document_is_read_and_parsed_once_in_a_process(
    cast: Cast, django_assert_num_queries: Callable[..., Any]
) -> None:
    framework_with.cache_clear()
    rows = [versions().get(), versions().get()]
    with django_assert_num_queries(1):
        first, second = (framework_of(row) for row in rows)
    assert first is second


def test_a_stored_document_that_is_not_the_published_one_is_not_believed(cast: Cast) -> None:
    fields = {**versions().values().get(), "id": uuid4(), "version": "9.9.9", "hash": "0" * 64}
    with pytest.raises(ValueError, match="is not the document that was published"):
        framework_of(FrameworkVersion.objects.create(**fields))


@pytest.mark.parametrize("address", [MATRIX, COMPARE, LATTICE, DESIGN, VERSIONS])
def test_a_page_costs_the_same_few_queries_for_ten_versions_as_for_two(cast: Cast, address: str) -> None:
    aim(cast, cast.ada, "staff")
    browser = signed_in(cast.ada)
    published(cast, reworded(cast), cast.now.date())
    few = _queries(browser, address)
    for number in range(2, 11):
        text = changed(cast, f"1.0.{number}", "title: Delivery\n", f"title: Delivery {number}\n")
        published(cast, text, cast.now.date())
    assert _queries(browser, address) == few <= 9


def _queries(browser: Any, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = browser.get(address)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    return len(queries)
