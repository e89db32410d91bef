"""The static site in Chromium, from files and without a network: searching, comparing, keys, paper, axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect
from tests.browser.looking import DESK, by_axe_in_the_dark, no_findings, shoot, too_wide

from waypost.cli.main import main
from waypost.framework.library import file_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the lattice in two versions."""
    made = tmp_path_factory.mktemp("site")
    text = file_of("lattice").read_text(encoding="utf-8")
    new = made / "new.yaml"
    new.write_text(text.replace("version: 1.0.0", "version: 2.0.0").replace("Owns a design", "Holds a design"))
    done = CliRunner().invoke(main, ["site", str(file_of("lattice")), str(new), "--out", str(made / "out")])
    assert done.exit_code == 0, done.output
    return made / "out"


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """A page that may open the site's files and nothing else; whatever it says or asks for besides fails the test."""
    context = browser.new_context(viewport=DESK, offline=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda one: None if one.url.startswith(folder.as_uri()) else wrong.append(one.url))
    yield opened
    context.close()
    assert wrong == []


PAGES = (
    "index.html",
    "track-depth.html",
    "level-staff.html",
    "move-senior~to~staff.html",
    "compare.html?from=senior&to=vp",
    "search.html?q=design",
    "versions.html",
    "versions/1.0.0/level-staff.html",
)


@pytest.mark.parametrize("name", PAGES)
def test_every_kind_of_page_is_sound_light_dark_and_narrow(browser: Browser, folder: Path, name: str) -> None:
    page = browser.new_page(viewport=DESK)  # axe itself asks for the style sheet, which a page from a file may not
    page.goto(f"{folder.as_uri()}/{name}")
    page.wait_for_load_state("networkidle")
    no_findings(page)
    assert by_axe_in_the_dark(page) == []
    assert too_wide(page) == []
    shoot(page, f"site-{name.split('.html', maxsplit=1)[0].replace('/', '-')}")
    page.close()


def test_searching_finds_expectations_and_leads_to_their_place(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/index.html")
    page.keyboard.press("/")
    page.keyboard.type("hölds DESIGN teams build")
    page.keyboard.press("Enter")
    first = page.locator("#_found li").first
    expect(first).to_contain_text("Holds a design that several teams build on")
    assert first.locator("mark").all_inner_texts()[0].lower() == "design"
    first.get_by_role("link").click()
    expect(page).to_have_url(f"{folder.as_uri()}/level-staff.html#design")
    expect(page.locator("article:target h3")).to_contain_text("System design")


def test_what_is_not_there_is_said(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/search.html?q=zeppelin")
    expect(page.get_by_role("status").first).to_have_text(
        "Nothing holds all of these words. Try fewer, or the beginning of one."
    )


def test_any_two_levels_are_compared_as_the_pages_of_moves_do(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/compare.html")
    page.get_by_label("From").select_option("senior")
    page.get_by_label("To").select_option("staff")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#_compared table").first).to_be_visible()
    by_script = page.locator("#_compared table.sides").all_inner_texts()
    assert page.url.endswith("compare.html?from=senior&to=staff")
    counted = page.locator("#_compared > p").inner_text()
    page.goto(f"{folder.as_uri()}/move-senior~to~staff.html")
    assert page.locator("table.sides").all_inner_texts() == by_script
    expect(page.locator("h1 + p")).to_have_text(f"A promotion. {counted}")


def test_two_levels_of_different_tracks_are_compared(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/compare.html?from=associate&to=vp")
    expect(page.locator("#_compared section").first).to_be_visible()
    assert page.locator("#_compared th[scope=col]").all_inner_texts()[:2] == [
        "Associate Engineer",
        "Vice President of Engineering",
    ]


def test_without_scripts_every_expectation_can_be_reached(browser: Browser, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/compare.html")
    expect(page.get_by_label("From")).to_be_hidden()
    page.get_by_role("link", name="to Staff Engineer", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Senior Engineer to Staff Engineer")
    page.goto(f"{folder.as_uri()}/search.html")
    expect(page.get_by_text("Below stands every criterion.")).to_be_visible()
    context.close()


def test_the_keyboard_reaches_the_content_first(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/level-staff.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()


def test_it_prints_without_its_controls(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/track-depth.html")
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator("table.matrix")).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
