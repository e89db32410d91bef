"""An owner reads what the linter finds, and sees it change while writing; without scripts a button shows the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Installation, Stage, served
from tests.browser.hands import click, follow, press, push
from tests.browser.looking import by_axe, by_axe_in_the_dark, shoot, too_heavy, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("organisation")]  # it is made once


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, organisation: Path) -> Iterator[Installation]:
    """One for all of these: none needs what another changes."""
    with served(tmp_path_factory.mktemp("served"), organisation) as made:
        yield made


SAYS = "Can run a splendid release."


def looked_at(stage: Stage, page: Page, name: str, *, heavy: bool = False) -> None:
    """Assert that a page is sound, and leave shots of it."""
    wrong = [*by_axe(page), *too_wide(page), *by_axe_in_the_dark(page), *([] if heavy else too_heavy(page))]
    assert wrong == [], name
    stage.unheard(shoot, page, name)


def vague(page: Page) -> str:
    """The document on the page with one statement that says what somebody can do."""
    text = page.locator("#id_text").input_value()
    first = re.compile(r"(?m)^(expectations:\n +[\w-]+:\n +[\w-]+:\n)( +)- ")
    changed, count = first.subn(rf"\1\2- {SAYS}\n\2- ", text, count=1)
    assert count == 1
    return changed


def paste(page: Page, text: str) -> None:
    """Put a long text into the form at once; letter by letter a browser takes a quarter of a minute for it.

    The form does not hear of it: this draft is reviewed, so it is not saved as one types.
    """
    put = "(field, text) => { field.value = text; field.dispatchEvent(new Event('input')) }"  # heard by scripts alone
    page.locator("#id_text").evaluate(put, text)


def begin(page: Page) -> str:
    """The address of a draft of the demo."""
    page.goto("/framework/drafts/")
    follow(page, "Words for the spring")
    return page.url.removesuffix("/")


def test_without_scripts_a_button_shows_the_same(plain_stage: Stage) -> None:
    """It keeps nothing of what it writes, so it comes first."""
    kofi = plain_stage.as_("Kofi Mensah")
    place = begin(kofi)
    kofi.goto(f"{place}/edit/")
    paste(kofi, vague(kofi))
    push(kofi, "Check it")
    expect(kofi.locator("#typed mark", has_text="Can")).to_be_visible()
    assert SAYS in kofi.locator("#id_text").input_value()
    kofi.goto(f"{place}/edit/")
    assert SAYS not in kofi.locator("#id_text").input_value()


def test_an_owner_reads_findings_and_sees_them_change_while_writing(demo_stage: Stage) -> None:
    kofi = demo_stage.as_("Kofi Mensah")
    kofi.goto("/framework/versions/")
    click(kofi.locator("main tbody a, main li a").first)
    follow(kofi, "What the linter finds")
    looked_at(demo_stage, kofi, "findings-version")
    place = begin(kofi)
    kofi.goto(f"{place}/edit/")
    beside = kofi.locator("#typed")
    expect(beside.locator("[role=status]")).to_contain_text("find")
    paste(kofi, vague(kofi))
    expect(beside.locator("mark", has_text="Can")).to_be_visible()
    looked_at(demo_stage, kofi, "findings-typed", heavy=True)
    press(kofi, "Save")
    kofi.goto(f"{place}/findings/")
    expect(kofi.locator("mark", has_text="Can").first).to_be_visible()
    looked_at(demo_stage, kofi, "findings-draft")
