"""How every journey begins: the installation is founded, the framework published, the people imported."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Installation, Stage, no_findings

HERE = Path(__file__).parent


def found(installation: Installation) -> None:
    """The operators, from the command line."""
    mail = "{}@northwind.example".format
    installation.run(
        *("found", "--people", HERE / "founders.csv", "--administrator", mail("omar")),
        *("--people-operations", mail("hana"), "--framework-owner", mail("kofi")),
        *("--leader", mail("ivo"), "--leader", mail("dana")),
    )


def publish(stage: Stage, rubric: Path, folder: Path) -> None:
    """Kofi imports the old rubric on his machine and publishes it in the browser."""
    document = folder / "framework.yaml"
    printed = stage.installation.run("import", rubric, "--out", document)
    assert "112" in printed, printed
    page = stage.as_("Kofi Mensah")
    page.goto("/framework/publish/")
    no_findings(page)
    page.get_by_label("The document as a file").set_input_files(document)
    page.get_by_label("In force from").fill(date.today().isoformat())  # noqa: DTZ011 - what a person would type
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("7 levels")).to_be_visible()
    expect(page.get_by_text("112 expectations")).to_be_visible()
    page.get_by_role("button", name="Publish").first.click()
    page.goto("/framework/")
    expect(page.get_by_role("table")).to_be_visible()
    no_findings(page)


def import_people(stage: Stage) -> None:
    """Hana gives the list, sees what it would do, and applies it."""
    page = stage.as_("Hana Kato")
    page.goto("/people/import/")
    no_findings(page)
    page.get_by_label("A CSV file").set_input_files(HERE / "company.csv")
    page.get_by_label("In force from").fill(date.today().isoformat())  # noqa: DTZ011 - what a person would type
    page.locator("main form button").last.click()
    expect(page.get_by_role("cell", name="Ada Okafor")).to_be_visible()
    no_findings(page)
    page.get_by_role("button", name="Apply").click()
    page.goto("/people/?q=Ada")
    expect(page.get_by_role("link", name="Ada Okafor")).to_be_visible()


def days_pass(installation: Installation, days: int) -> None:
    """Time passes for what people said to each other; a journey of months has to fit into a minute."""
    moved = {
        "growth_question": ("asked_at", "due_at", "answered_at"),
        "growth_feedback": ("given_at",),
        "evidence_attestation": ("asked_at", "answered_at"),
        "evidence_claim": ("created_at", "changed_at"),
    }
    with sqlite3.connect(installation.data / "waypost.sqlite3", timeout=20) as database:
        for table, columns in moved.items():
            changes = ", ".join(f"{column} = datetime({column}, '-{days} days')" for column in columns)
            database.execute(f"UPDATE {table} SET {changes}")  # noqa: S608 - the names above
    database.close()


def days_ago(days: int) -> str:
    """A day as a date field takes it."""
    return (date.today() - timedelta(days=days)).isoformat()  # noqa: DTZ011 - what a person would type


def settled(page: Page) -> Page:
    """The page after an act: no refusal stands on it."""
    page.wait_for_load_state()
    refusal = page.locator(".refusal")
    assert refusal.count() == 0, refusal.first.inner_text()
    return page
