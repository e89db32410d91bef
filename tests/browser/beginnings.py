"""How every journey begins: the installation is founded, the framework published, the people imported."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from playwright.sync_api import expect
from tests.browser.conftest import Installation, Stage
from tests.browser.hands import days_ago, fill, press

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
    assert "112 expectations" in printed, printed
    page = stage.at_the_door("Kofi Mensah")
    page.goto("/framework/drafts/new/")
    stage.look(page, "draft-new")
    page.get_by_label("The document as a file").set_input_files(document)
    fill(page, in_force_on=days_ago(400))
    press(page, "Begin the draft")
    expect(page.get_by_text("7 levels")).to_be_visible()
    expect(page.get_by_text("16 criteria")).to_be_visible()
    expect(page.get_by_text("112 expectations")).to_be_visible()
    stage.look(page, "draft-first")
    press(page, "Publish 0.1.0")
    page.goto("/framework/")
    expect(page.get_by_role("table").first).to_be_visible()
    stage.look(page, "matrix")


def import_people(stage: Stage) -> None:
    """Hana gives the list, sees what it would do, and applies it."""
    page = stage.as_("Hana Kato")
    page.goto("/people/import/")
    stage.look(page, "people-import")
    page.get_by_label("A CSV file").set_input_files(HERE / "company.csv")
    fill(page, in_force_on=days_ago(300))
    press(page, "Show what it would do")
    expect(page.get_by_role("rowheader", name="Ada Okafor")).to_be_visible()
    expect(page.get_by_text("Nothing is changed yet.")).to_be_visible()
    stage.look(page, "people-import-preview")
    press(page, "Apply exactly this")
    expect(page.get_by_text("14 added, 3 changed, 0 ended")).to_be_visible()
    page.goto("/people/?q=Ada")
    expect(page.get_by_role("link", name="Ada Okafor")).to_be_visible()
    stage.look(page, "people")


def days_pass(installation: Installation, days: int) -> None:
    """Time passes for what people said to each other and since a case was told; months have to fit into a minute."""
    moved = {
        "growth_question": ("asked_at", "due_at", "answered_at"),
        "growth_feedback": ("given_at",),
        "evidence_attestation": ("asked_at", "answered_at"),
        "evidence_claim": ("created_at", "changed_at"),
        "promotion_case": ("told_at", "stage_since"),
    }
    with sqlite3.connect(installation.data / "waypost.sqlite3", timeout=20) as database:
        for table, columns in moved.items():
            changes = ", ".join(f"{column} = datetime({column}, '-{days} days')" for column in columns)
            database.execute(f"UPDATE {table} SET {changes}")  # noqa: S608 - the names above
    database.close()
