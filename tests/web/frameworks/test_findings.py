"""Findings in the application: for owners, of a version, of a draft, and of a text that is typed and kept nowhere."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.lint.mutations import saying
from tests.web.cast import Cast, signed_in
from tests.web.frameworks.drafting import draft

from waypost.framework.library import load
from waypost.framework.writing import write_framework
from waypost.lint.findings import Severity
from waypost.lint.settings import Settings, WordRule
from waypost.web.frameworks import findings
from waypost.web.frameworks.findings import Piece, look, pieces
from waypost.web.frameworks.models import Draft, FrameworkVersion
from waypost.web.frameworks.reading import framework_of

TODAY = date(2026, 3, 2)
VAGUE = "Can run a <b>release</b>."


def rubric(*, says: str = "") -> str:
    """The rubric that ships; `says` stands in place of its first statement."""
    framework = load("rubric")
    text = write_framework(framework)
    first = framework.expectations[0].statements[0].says
    return text.replace(first, says, 1) if says else text


def of_version(cast: Cast, query: str = "") -> str:
    return reverse("frameworks:version_findings", args=[cast.framework.pk]) + query


def of_draft(row: Draft, name: str = "draft_findings") -> str:
    return reverse(f"frameworks:{name}", args=[row.pk])


@pytest.mark.parametrize(("who", "status"), [("kofi", 200), ("ada", 403), ("ben", 403), ("hana", 403), ("omar", 403)])
def test_findings_of_a_version_are_for_its_owners_and_only_they_see_the_way(cast: Cast, who: str, status: int) -> None:
    browser = signed_in(cast.people[who])
    assert browser.get(of_version(cast)).status_code == status
    page = browser.get(reverse("frameworks:version", args=[cast.framework.pk])).content.decode()
    assert (of_version(cast) in page) is (status == 200)


def test_findings_of_a_hidden_draft_are_not_there_and_of_a_shown_one_are_refused(cast: Cast) -> None:
    row = draft(cast, rubric(says=VAGUE))
    for name in ("draft_findings", "draft_typed"):
        ask = signed_in(cast.ada).get if name == "draft_findings" else signed_in(cast.ada).post
        assert ask(of_draft(row, name)).status_code == 404
    Draft.objects.filter(pk=row.pk).update(shown=True)
    for name in ("draft_findings", "draft_typed"):
        ask = signed_in(cast.ada).get if name == "draft_findings" else signed_in(cast.ada).post
        assert ask(of_draft(row, name)).status_code == 403


def test_the_page_has_the_card_what_to_mend_the_matrix_and_the_words_marked(cast: Cast) -> None:
    row = draft(cast, rubric(says=VAGUE))
    framework = load("rubric")
    cell = framework.expectations[0]
    page = signed_in(cast.kofi).get(of_draft(row)).content.decode()
    assert "<mark>Can</mark> run a &lt;b&gt;release&lt;/b&gt;." in page
    assert "of 112 statements have findings" in page
    assert "VAG103" in page
    assert reverse("frameworks:draft_expectation", args=[row.pk, cell.level, cell.criterion]) in page
    assert "specific +" in page


def test_a_rule_can_be_chosen_and_a_page_that_is_not_there_is_the_last(cast: Cast) -> None:
    row = draft(cast, rubric(says=VAGUE))
    browser = signed_in(cast.kofi)
    chosen = browser.get(f"{of_draft(row)}?rule=VAG103").content.decode()
    assert chosen.count("<blockquote>") == 1
    assert browser.get(f"{of_draft(row)}?rule=NONE&page=99&track=nowhere").status_code == 200


def test_a_draft_that_cannot_be_read_says_why(cast: Cast) -> None:
    row = draft(cast, "version: 3\n")
    page = signed_in(cast.kofi).get(of_draft(row))
    assert page.status_code == 200
    assert "cannot be read yet" in page.content.decode()


def test_what_is_typed_is_looked_at_and_kept_nowhere(cast: Cast) -> None:
    row = draft(cast, rubric())
    before = Draft.objects.values().get(pk=row.pk)
    browser = signed_in(cast.kofi)
    answer = browser.post(of_draft(row, "draft_typed"), {"text": rubric(says=VAGUE)}, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<html" not in text
    assert "<mark>Can</mark>" in text
    assert Draft.objects.values().get(pk=row.pk) == before


def test_without_scripts_the_check_button_shows_the_same_with_the_text_still_in_the_form(cast: Cast) -> None:
    row = draft(cast, rubric())
    browser = signed_in(cast.kofi)
    form = browser.get(of_draft(row, "draft_edit")).content.decode()
    assert f'formaction="{of_draft(row, "draft_typed")}"' in form
    sent = {"seen": row.version, "name": row.name, "text": rubric(says=VAGUE).replace("\n", "\r\n"), "notes": ""}
    answer = browser.post(of_draft(row, "draft_typed"), {**sent, "in_force_on": row.in_force_on.isoformat()})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<mark>Can</mark>" in text
    assert "Can run a &lt;b&gt;release&lt;/b&gt;." in text.partition("<textarea")[2].partition("</textarea>")[0]
    assert Draft.objects.get(pk=row.pk).text == row.text


def test_a_text_with_errors_and_one_that_is_too_long_are_told(cast: Cast) -> None:
    row = draft(cast, rubric())
    browser, place = signed_in(cast.kofi), of_draft(row, "draft_typed")
    script = {"HX-Request": "true"}
    assert "cannot be read yet" in browser.post(place, {"text": "levels: ["}, headers=script).content.decode()
    long = "x" * (findings.MOST_TYPED + 1)
    assert "too long" in browser.post(place, {"text": long}, headers=script).content.decode()
    assert browser.post(place, {}, headers=script).status_code == 200


def test_a_published_version_is_looked_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    findings._by_hash.cache_clear()
    looked: list[str] = []

    def count(text: str, *, today: date, before: str = "") -> findings.Looked:
        looked.append(text)
        return look(text, today=today)

    monkeypatch.setattr(findings, "look", count)
    browser = signed_in(cast.kofi)
    for _ in range(3):
        assert browser.get(of_version(cast)).status_code == 200
    assert len(looked) == 1
    with CaptureQueriesContext(connection) as queries:
        browser.get(of_version(cast))
    assert len(queries) <= 15


def test_the_rubric_is_looked_at_within_a_tenth_of_a_second() -> None:
    taken = []
    for number in range(5):
        begun = time.process_time()
        look(f"{rubric(says=VAGUE)}# {number}\n", today=TODAY)
        taken.append(time.process_time() - begun)
    assert min(taken) <= 0.1


def test_a_framework_in_which_everything_is_vague_still_makes_a_light_page(cast: Cast) -> None:
    framework, text = load("rubric"), rubric()
    for cell in framework.expectations:
        for one in cell.statements:
            text = text.replace(
                one.says, f"Can run a splendid, robust and strategic {cell.criterion} of {cell.level}.", 1
            )
    text = text.replace(f"version: {framework.version}", "version: 9.0.0")
    row = draft(cast, text)
    answer = signed_in(cast.kofi).get(of_draft(row))
    assert answer.status_code == 200
    assert len(answer.content) <= 60_000
    assert "?page=2" in answer.content.decode()
    typed = signed_in(cast.kofi).post(of_draft(row, "draft_typed"), {"text": text}, headers={"HX-Request": "true"})
    assert typed.content.decode().count("<blockquote>") == findings.TYPED


def test_a_draft_is_held_against_the_version_it_would_follow_also_while_it_is_typed(cast: Cast) -> None:
    published = FrameworkVersion.objects.get(pk=cast.framework.pk)
    framework = framework_of(published)
    cell = framework.expectations[0]
    raised = write_framework(saying(framework, cell.criterion, cell.level, "Runs the releases of three services."))
    row, same = draft(cast, raised), draft(cast, published.document, name="As it is")
    browser = signed_in(cast.kofi)
    assert f"Version {framework.version} after {framework.version}" in browser.get(of_draft(row)).content.decode()
    assert "MNT002" not in browser.get(of_draft(same)).content.decode()
    typed = browser.post(of_draft(row, "draft_typed"), {"text": raised}, headers={"HX-Request": "true"})
    assert "MNT002" in typed.content.decode()


def test_the_organisations_configuration_counts(settings: Any) -> None:
    def codes() -> set[str]:
        return {one.code for one in look(rubric(says=VAGUE), today=TODAY).findings}

    assert codes() == {"VAG103"}
    words = WordRule("ORG001", ("release",), "Say a change that is out.")
    settings.LINT = Settings(ignore=("VAG103",), word_rules=(words,))
    assert codes() == {"ORG001"}


def test_the_gravest_come_first() -> None:
    found = look(rubric(says=VAGUE), today=TODAY)
    ranks = [list(Severity).index(one.severity) for one in found.gravest_first]
    assert ranks == sorted(ranks)
    assert sum(count for _, count in found.counted) == len(found.findings)


def test_words_are_marked_where_they_stand_once_and_in_order() -> None:
    assert pieces("Can plan, can do", ("do", "Can")) == (
        Piece("Can", marked=True),
        Piece(" plan, can ", marked=False),
        Piece("do", marked=True),
    )
    assert pieces("Plans", ("nothing", "")) == (Piece("Plans", marked=False),)
    assert pieces("", ("a",)) == ()
    assert pieces("high quality", ("high quality", "quality")) == (Piece("high quality", marked=True),)
