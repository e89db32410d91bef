"""What hands do on a page: fill fields by their names, press what is written on a button."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

from playwright.sync_api import BrowserContext, Locator, Page, expect

# A click alone returns before the page it leads to is there, and what comes next would still meet the old one.
_LEADS_ON = """(one) => one.matches('a[href]') ||
    (one.matches('button:not([type=button])') && !!one.form && (one.form.noValidate || one.form.matches(':valid')))"""

# Letters drawn by lot now and then spell a word that must not be there.
_TOKENS = re.compile(r'name="(?:csrfmiddlewaretoken|once)" value="[^"]*"')


def days_ago(days: int) -> str:
    """A day as a date field takes it."""
    return (date.today() - timedelta(days=days)).isoformat()  # noqa: DTZ011 - what a person would type


def days_ahead(days: int) -> str:
    """A day to come as a date field takes it."""
    return days_ago(-days)


def fill(page: Page, **said: str | list[str]) -> None:
    """Fill fields of the page by name; radio buttons and boxes are chosen by their value."""
    for name, value in said.items():
        field = page.locator(f"main [name='{name}']:not([type=hidden])")
        kind = field.first.get_attribute("type")
        if kind in {"radio", "checkbox"}:
            for one in [value] if isinstance(value, str) else value:
                page.locator(f"main [name='{name}'][value='{one}']").check()
        elif field.first.evaluate("(one) => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            assert isinstance(value, str)
            field.fill(value)


def press(page: Page, label: str) -> None:
    """Press the button or link that says this; where it asks whether one is sure, say yes. No refusal may follow."""
    push(page, label)
    refusal = page.locator("main .refusal[role=alert], main .summary[role=alert]")
    assert refusal.count() == 0, f"{page.url}: {refusal.first.inner_text()}"


def push(page: Page, label: str) -> None:
    """Press like `press`, whatever comes of it."""
    exactly = re.compile(rf"^\s*{re.escape(label)}\s*$")
    sure = page.locator("main summary.button", has_text=exactly)
    if sure.count():
        sure.first.click()
        label = f"Yes: {label}"
        exactly = re.compile(rf"^\s*{re.escape(label)}\s*$")
    button = page.locator("main button, main a.button", has_text=exactly)
    click(button.first)


def follow(page: Page, label: str) -> None:
    """Follow a link by its words."""
    click(page.get_by_role("main").get_by_role("link", name=label).first)


def click(target: Locator) -> None:
    """Click a link or button; where it leads to a page, that page is there afterwards."""
    if target.evaluate(_LEADS_ON):
        with target.page.expect_navigation():
            target.click()
    else:
        target.click()


def hidden_from(who: Page | BrowserContext, place: str) -> None:
    """Assert that a place is nothing at all to this person, whether they have a window open or not."""
    answer = who.request.get(place)
    assert answer.status == 404, f"{place} answered {answer.status}"


def send(who: Page | BrowserContext, place: str, *, to: str = "", **said: str) -> str:
    """Send a form of a page with its hidden fields, without the browser drawing it. Returns the page after it."""
    form = who.request.get(place).text()
    hidden: list[tuple[str, str]] = re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', form)
    values: dict[str, str | float | bool] = {name: unescape(value) for name, value in hidden}
    answer = who.request.post(to or place, form=values | said, headers={"Referer": place})
    assert answer.ok, f"{place} answered {answer.status}"
    return answer.text()


def says(page: Page, *words: str) -> None:
    """Assert that the page says all of this."""
    for one in words:
        expect(page.get_by_role("main")).to_contain_text(one)


def silent(page: Page, *words: str) -> None:
    """Assert that the page says none of this, not even where it is folded away."""
    written = _TOKENS.sub("", page.content())
    for one in words:
        assert one not in written, f"{page.url} says “{one}”"
