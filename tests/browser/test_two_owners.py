"""Two owners change the framework of the demo without a script: one edits, the other approves, the first publishes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Stage
from tests.browser.hands import fill, follow, press, says

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("organisation")]  # it is made once

CELL = "/at/senior/communication/"


def test_a_draft_is_edited_reviewed_and_published_by_two(plain_stage: Stage) -> None:
    kofi, rosa = plain_stage.as_("Kofi Mensah"), plain_stage.as_("Rosa Delgado")
    kofi.goto("/framework/drafts/")
    follow(kofi, "Words for the spring")
    place = kofi.url.removesuffix("/")
    kofi.goto(f"{place}{CELL}")
    press(kofi, "Edit this expectation")
    words = kofi.locator("main [name=statements]").input_value()
    fill(kofi, statements=words.replace("without a meeting", "and nobody has to meet"))
    press(kofi, "Save")
    says(kofi, "and nobody has to meet")

    rosa.goto("/")
    says(rosa, "You are asked to review a draft of the framework.")
    press(rosa, "Look at it")
    expect(rosa.get_by_role("button", name="Publish 1.1.1")).to_have_count(0)
    press(rosa, "Approve this")
    says(rosa, "Rosa Delgado approved exactly this", "You approved this, so somebody else publishes it.")

    kofi.goto(place + "/")
    press(kofi, "Publish 1.1.1")
    says(kofi, "Kofi Mensah", "Rosa Delgado")


def test_anyone_comments_and_suggests_and_an_owner_answers(plain_stage: Stage) -> None:
    ada, kofi = plain_stage.as_("Ada Okafor"), plain_stage.as_("Kofi Mensah")
    ada.goto("/framework/senior/delivery/")
    fill(ada, words="Does a date that support asked for count?")
    press(ada, "Comment")
    says(ada, "Does a date that support asked for count?")
    press(ada, "Suggest other words")
    fill(ada, statements="Brings a project of several people from outline to release, dates visible.", why="Shorter.")
    press(ada, "Suggest this")
    says(ada, "As suggested", "Shorter.")

    kofi.goto("/framework/proposals/")
    follow(kofi, "Delivery, Senior Engineer")
    press(kofi, "Accept into the draft")
    says(kofi, "Accepted by Kofi Mensah")
    kofi.goto("/framework/comments/")
    follow(kofi, "Delivery, Senior Engineer")
    fill(kofi, words="It counts when others could plan by it.")
    press(kofi, "Send")
    ada.goto("/framework/senior/delivery/")
    says(ada, "It counts when others could plan by it.")
