"""Two people at once, or one with two windows or a nervous finger: one wins, the other is told, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect
from tests.browser.conftest import Installation, Stage, served
from tests.browser.hands import click, days_ago, fill, follow, press, says

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("organisation")]  # it is made once


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, organisation: Path) -> Iterator[Installation]:
    """One for all of these: none needs what another changes."""
    with served(tmp_path_factory.mktemp("served"), organisation) as made:
        yield made


def test_two_people_press_the_same_move_at_once(demo_stage: Stage) -> None:
    ((candidate, manager),) = demo_stage.installation.rows(
        "SELECT candidate.name, manager.name FROM promotion_case one"
        " JOIN people_person candidate ON candidate.id = one.candidate_id"
        " JOIN people_person manager ON manager.id = one.manager_id WHERE one.stage = 'accepted' LIMIT 1"
    )
    windows = [demo_stage.as_(candidate), demo_stage.as_(manager)]
    for page in windows:
        page.goto("/promotions/")
        follow(page, candidate)
    for page in windows:
        page.locator("main summary.button", has_text="Start gathering evidence").click()
    answers: list[int] = []
    for page in windows:
        page.on("response", lambda answer: answers.append(answer.status) if answer.request.method == "POST" else None)
        # Only asks the page to press: neither window waits for the other.
        page.evaluate(
            "() => { setTimeout(() => document.querySelector(`form[action$='start_gathering/'] button`).click(), 50) }"
        )
    for page in windows:
        page.wait_for_function("() => !document.querySelector(`form[action$='start_gathering/']`)")
    assert sorted(answers) == [302, 409]
    for page in windows:
        page.goto("/promotions/")
        follow(page, candidate)
        says(page, "What the packet holds")


def test_a_claim_changed_in_two_windows_shows_both_texts(demo_stage: Stage) -> None:
    ada = demo_stage.as_("Ada Okafor")
    _record(ada, "Timeouts that say which service")
    press(ada, "Edit")
    second = ada.context.new_page()
    second.goto(ada.url)
    fill(ada, outcome="Calls at night halved.")
    press(ada, "Save the change")
    fill(second, outcome="Nobody has to guess at night.")
    with second.expect_response(lambda answer: answer.request.method == "POST") as answered:
        click(second.get_by_role("button", name="Save the change"))
    assert answered.value.status == 409
    says(second, "Calls at night halved.", "Nobody has to guess at night.")
    expect(second.locator("main [name=outcome]")).to_have_value("Nobody has to guess at night.")
    press(second, "Save the change")
    says(second, "Nobody has to guess at night.")


def test_who_types_on_after_a_send_that_came_to_nothing_is_saved_again(demo_stage: Stage) -> None:
    page = _asked_for_an_assessment(demo_stage)
    page.route("**/promotions/assessments/*/", lambda route: route.abort("aborted"))  # as Escape does it
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Give it").click(no_wait_after=True)
    with page.expect_request("**/draft/"):
        page.locator("main textarea").first.fill("Found it, and says how.")
        page.clock.fast_forward(2_000)


def test_what_is_pressed_while_the_draft_is_being_saved_does_not_meet_it(demo_stage: Stage) -> None:
    page = _asked_for_an_assessment(demo_stage)
    place = page.url
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/draft/", lambda route: held.append((route, route.fetch())))  # saved, and the page does not know yet
    with page.expect_request("**/draft/"):
        page.locator("main textarea").first.fill("Found the fault that three teams had looked for.")
        page.clock.fast_forward(2_000)
    for _ in range(500):
        if not held:
            page.wait_for_timeout(10)
    with page.expect_navigation():
        page.get_by_role("button", name="Give it").click(no_wait_after=True)
        ((route, answer),) = held
        route.fulfill(response=answer)
    expect(page.locator("main [role=alert]")).to_have_count(0)
    page.goto(place)
    says(page, "Found the fault that three teams had looked for.", "You can give it again")


def _asked_for_an_assessment(stage: Stage) -> Page:
    """The page on which somebody writes one, with a clock that the test moves."""
    ((pk, author),) = stage.installation.rows(
        "SELECT one.id, author.name FROM promotion_assessment one"
        " JOIN people_person author ON author.id = one.author_id"
        " JOIN promotion_case held ON held.id = one.case_id"
        " WHERE one.state = 'asked' AND held.stage = 'gathering' LIMIT 1"
    )
    page = stage.as_(author)
    page.clock.install()
    page.goto(f"/promotions/assessments/{UUID(pk)}/")
    return page


def test_a_double_click_does_it_once(demo_stage: Stage) -> None:
    ada = demo_stage.as_("Ada Okafor")
    _record(ada, "Keys that rotate by themselves", nervous=True)
    count = "SELECT count(*) FROM evidence_claim WHERE title = 'Keys that rotate by themselves'"
    assert demo_stage.installation.rows(count) == [(1,)]


def _record(page: Page, title: str, *, nervous: bool = False) -> None:
    _begin(page, title)
    page.get_by_role("button", name="Record it").click(click_count=2 if nervous else 1)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def _begin(page: Page, title: str) -> None:
    page.goto("/evidence/new/")
    fill(page, title=title, what="Built it.", part="All of it.", ended_on=days_ago(3), outcome="Fewer calls.")
    fill(page, outcome_kind="risk")
    page.locator("main [name=criteria]").first.check()
