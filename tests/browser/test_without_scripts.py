"""The forms on which a career hangs work in a browser that runs no scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Stage
from tests.browser.hands import click, days_ago, fill, follow, press, says

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("organisation")]  # it is made once


def test_the_main_pages_work_without_scripts(plain_stage: Stage) -> None:
    _a_claim(plain_stage)
    _a_nomination_and_its_acceptance(plain_stage)
    _a_review(plain_stage)
    _a_decision(plain_stage)


def _a_claim(stage: Stage) -> None:
    ada = stage.at_the_door("Ada Okafor")
    ada.goto("/evidence/new/")
    fill(
        ada,
        title="Refunds that explain themselves",
        what="Wrote them anew.",
        part="All of it.",
        ended_on=days_ago(9),
        outcome_kind="capability",
        outcome="Support answers a refund question in one look.",
    )
    ada.locator("main [name=criteria]").first.check()
    press(ada, "Record it")
    expect(ada.get_by_role("heading", level=1)).to_have_text("Refunds that explain themselves")
    says(ada, "Recorded")


def _a_nomination_and_its_acceptance(stage: Stage) -> None:
    ben = stage.as_("Ben Lindqvist")
    ben.goto("/promotions/")
    nominee = _nominates_somebody_who_can_rise(ben)
    fill(ben, why="You have worked like this for a year.")
    press(ben, "Nominate")
    person = stage.as_(nominee)
    person.goto("/promotions/")
    follow(person, nominee)
    press(person, "Accept the nomination")
    press(person, "Start gathering evidence")
    says(person, "What the packet holds")


def _nominates_somebody_who_can_rise(manager: Page) -> str:
    links = manager.locator("main a[href*='/promotions/nominate/']")
    for place, words in links.evaluate_all("(all) => all.map((one) => [one.href, one.textContent])"):
        manager.goto(place)
        levels = manager.locator("main [name=target_level]")
        if levels.count():
            levels.first.check()
            return str(words).removeprefix("Nominate").strip()
    pytest.fail("nobody here can be nominated")


def _a_review(stage: Stage) -> None:
    (name,) = stage.installation.rows(
        "SELECT person.name FROM promotion_review review JOIN promotion_seat seat ON seat.id = review.seat_id"
        " JOIN people_person person ON person.id = seat.person_id JOIN promotion_case one ON one.id = seat.case_id"
        " WHERE one.stage = 'in_review' AND review.given_at IS NULL AND seat.left_at IS NULL ORDER BY person.name"
    )[0]
    page = stage.as_(name)
    page.goto("/")
    click(page.locator("main a[href*='/promotions/reviews/']").first)
    review = page.url
    for place in page.locator("main ol.agenda a").evaluate_all("(all) => all.map((one) => one.href)"):
        page.goto(place)
        page.locator("main [name=choice]").nth(2).check()
        fill(page, reason="Seen in the packet.")
        click(page.locator("main .send button.main"))
    page.goto(review)
    press(page, "Give the review")
    says(page, "You gave it on")


def _a_decision(stage: Stage) -> None:
    """Until its session is locked a case waits, so the draft is kept and the refusal says what is missing."""
    ((pk,),) = stage.installation.rows(
        "SELECT lower(one.id) FROM promotion_case one JOIN promotion_seat seat ON seat.case_id = one.id"
        " JOIN people_person person ON person.id = seat.person_id"
        " WHERE one.stage = 'in_calibration' AND seat.panel = 'decider' AND person.name = 'Ivo Horvat' LIMIT 1"
    )
    ivo = stage.as_("Ivo Horvat")
    ivo.goto(f"/promotions/{pk[:8]}-{pk[8:12]}-{pk[12:16]}-{pk[16:20]}-{pk[20:]}/decision/")
    fill(ivo, outcome="yes", summary="This is the level of the work.", in_force_on=days_ago(-30))
    ivo.locator("main details[id^=reason-] > summary").first.click()
    ivo.locator("main textarea[name^=words_]").first.fill("Three teams build on it.")
    press(ivo, "Keep the draft")
    expect(ivo.locator("main textarea[name^=words_]").first).to_have_value("Three teams build on it.")
    expect(ivo.locator("main [name=outcome][value=yes]")).to_be_checked()
