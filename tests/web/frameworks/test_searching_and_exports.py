"""Searching the framework and taking it away as a file: what is found, what is offered, what each file is."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests.web.cast import Cast, signed_in

from waypost.framework.schema import Framework
from waypost.web.frameworks.exports_views import FORMS
from waypost.web.frameworks.reading import framework_of

SEARCH, EXPORTS = reverse("frameworks:search"), reverse("frameworks:exports")


def found(cast: Cast, query: str) -> list[str]:
    """Where the links of what was found lead."""
    html = signed_in(cast.ada).get(SEARCH, {"q": query}).content.decode()
    return re.findall(r'href="([^"]+)"', html.partition('class="lines found"')[2].partition("</ol>")[0])


def of_a_kind(framework: Framework) -> tuple[str, str, str]:
    """A statement of the framework, and where it stands."""
    cell = framework.expectations[0]
    return cell.statements[0].says, cell.level, cell.criterion


def test_a_sentence_leads_to_its_expectation(cast: Cast) -> None:
    says, level, criterion = of_a_kind(framework_of(cast.framework))
    assert found(cast, says.upper()) == [reverse("frameworks:expectation", args=[level, criterion])]


def test_what_is_found_is_marked_and_counted(cast: Cast) -> None:
    html = signed_in(cast.ada).get(SEARCH, {"q": "staff"}).content.decode()
    assert "<mark>Staff</mark> Engineer" in html
    assert re.search(r'<p role="status">\d+ places\.</p>', html)


def test_nothing_found_says_what_to_try(cast: Cast) -> None:
    html = signed_in(cast.ada).get(SEARCH, {"q": "zeppelin"}).content.decode()
    assert "Nothing holds all of these words. Try fewer, or the beginning of one." in html


def test_without_a_word_there_is_only_the_question(cast: Cast) -> None:
    assert b'role="status">' not in signed_in(cast.ada).get(SEARCH).content.partition(b"<main")[2]


def test_what_was_typed_is_shown_as_text(cast: Cast) -> None:
    html = signed_in(cast.ada).get(SEARCH, {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in html


def test_every_page_of_somebody_signed_in_leads_to_searching_by_a_key(cast: Cast) -> None:
    html = signed_in(cast.ada).get("/").content.decode()
    assert f'href="{SEARCH}" data-press="/"' in html


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_a_file_of_its_kind(cast: Cast, form: str) -> None:
    answer = signed_in(cast.ada).get(reverse("frameworks:export", args=[form]), {"level": "staff"})
    wanted = FORMS[form]
    of_level = f"-{form}-staff" if wanted.of_a_level else ""
    framework = framework_of(cast.framework)
    name = f"{framework.name}-{framework.version}{of_level}.{wanted.ending}"
    assert (answer.status_code, answer["Content-Type"]) == (200, wanted.content_type)
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.content


def test_every_form_is_offered(cast: Cast) -> None:
    html = signed_in(cast.ada).get(EXPORTS).content.decode()
    for form in FORMS:
        assert reverse("frameworks:export", args=[form]) in html


@pytest.mark.parametrize(
    ("form", "query"), [("docx", {}), ("posting", {}), ("posting", {"level": "none"}), ("csv", {"version": "9.9.9"})]
)
def test_what_there_is_not_is_not_found(cast: Cast, form: str, query: dict[str, str]) -> None:
    assert signed_in(cast.ada).get(reverse("frameworks:export", args=[form]), query).status_code == 404


def test_an_export_of_an_older_version_is_of_that_version(cast: Cast) -> None:
    old = framework_of(cast.framework)
    answer = signed_in(cast.ada).get(reverse("frameworks:export", args=["json"]), {"version": old.version})
    assert f'"version": "{old.version}"' in answer.content.decode()
