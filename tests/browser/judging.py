"""From the packet to the decision: panels, sealed reviews, the calibration room, the decider and the goalpost guard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tests.browser.conftest import Stage
from tests.browser.gathering import DESIGN, INFLUENCE, follow_home
from tests.browser.hands import click, days_ago, fill, follow, hidden_from, press, push, says, send, silent

TECHNICAL = ("Chen Wei", "Ravi Menon", "Uma Sato")
REPLACEMENT = "Sana Iqbal"
STRATEGIC = ("Eli Marsh", "Femi Adeyemi", "Gül Demir")
QUESTION = "Do we read design as one panel?"
SECRET = "The design stayed within one team."  # what Chen writes in his review, and nobody may read too early


def the_case(stage: Stage) -> str:
    """The address of Ada's case, from her own board."""
    ada = stage.as_("Ada Okafor")
    follow_home(ada, "/promotions/", "Ada Okafor")
    return ada.url


def seat_panels(stage: Stage) -> None:
    """Hana seats both panels, who facilitates and who decides; one engineer declares a conflict and is replaced."""
    hana = stage.as_("Hana Kato")
    hana.goto("/")
    says(hana, "1 packet waits for its panels")
    stage.look(hana, "home-of-people-operations")
    follow_home(hana, "/promotions/", "Ada Okafor")
    follow(hana, "Seat the panels")
    panel = hana.url
    for name, people in (("technical", TECHNICAL), ("strategic", STRATEGIC)):
        for person in people:
            _seat(hana, panel, name, person)
    _seat(hana, panel, "facilitator", "Dana Novak")
    _seat(hana, panel, "decider", "Ivo Horvat")
    stage.look(hana, "panel")


def _seat(hana: Page, panel: str, name: str, person: str) -> None:
    hana.goto(f"{panel}?panel={name}&q={person}")
    click(hana.locator("main ul.todo li", has_text=person).get_by_role("button", name="Seat"))
    expect(hana.get_by_text(f"{person} has a seat now.")).to_be_visible()


def start_review(stage: Stage) -> None:
    """Dana, who facilitates, hands the packet to both panels."""
    dana = stage.as_("Dana Novak")
    follow_home(dana, "/promotions/", "Ada Okafor")
    press(dana, "Start the review")


def replace_for_a_conflict(stage: Stage) -> None:
    """Uma knows Ada too well and says so once she sees the case; her seat goes to Sana."""
    start_review(stage)
    hana, uma = stage.as_("Hana Kato"), stage.as_("Uma Sato")
    follow_home(uma, "/promotions/", "Ada Okafor")
    case = uma.url
    follow(uma, "Panels and conflicts")
    press(uma, "Declare a conflict")
    fill(uma, words="We are close friends.")
    stage.look(uma, "conflict")
    press(uma, "Declare it")
    hidden_from(uma, case)
    follow_home(hana, "/promotions/", "Ada Okafor")
    follow(hana, "Seat the panels")
    says(hana, "The technical panel still needs an engineer.")
    _seat(hana, hana.url, "technical", REPLACEMENT)


def review_by_hand(stage: Stage) -> None:
    """Chen rates field by field with the keyboard; a reload in the middle loses nothing."""
    chen = stage.as_("Chen Wei")
    chen.goto("/")
    stage.look(chen, "home-of-a-panellist")
    click(chen.locator("main a[href*='/promotions/reviews/']").first)
    review = chen.url
    stage.look(chen, "review")
    press(chen, "Begin with Code & Implementation")
    chen.keyboard.press("2")
    chen.locator("[name=reason]").press_sequentially("Clear changes, each with its test.")
    expect(chen.locator(".saved")).to_contain_text("Saved at")
    chen.reload()
    expect(chen.locator("[name=reason]")).to_have_value("Clear changes, each with its test.")
    expect(chen.locator("[name=choice]:checked")).to_have_value("meets")
    stage.look(chen, "review-criterion")
    press(chen, "Keep it, then System Design & Architecture")
    _rate(chen, "1", SECRET)
    _rate(chen, "2", "Knows what lies around the ledger.")
    _rate(chen, "x", "I saw nothing of this.")
    assert chen.url == review
    stage.look(chen, "review-whole")
    press(chen, "Give the review")
    expect(chen.get_by_text("You gave it on")).to_be_visible()
    silent(chen, "Reviewer")


def _rate(page: Page, key: str, reason: str) -> None:
    """One criterion without a mouse: the number chooses, the form is sent from its button."""
    page.get_by_role("heading", level=1).click()
    page.keyboard.press(key)
    page.locator("[name=reason]").fill(reason)
    page.locator("main .send button.main").focus()
    before = page.url
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(before)


def review_quickly(stage: Stage, name: str, *, weak: tuple[str, ...] = ()) -> None:
    """Somebody fills the same pages, criterion by criterion, without the browser drawing any of them."""
    who = stage.of(name)
    review = _first(r'href="(/promotions/reviews/[^/"]+/)"', who.request.get("/").text())
    lines = re.findall(rf'href="({review}[a-z-]+/)"', who.request.get(review).text())
    assert lines
    for place in dict.fromkeys(lines):
        choice = "partly" if any(one in place for one in weak) else "meets"
        send(who, place, choice=choice, reason=f"{name} saw it in the packet.")
    assert "You gave it on" in send(who, review, to=f"{review}do/give/")


def _first(pattern: str, written: str) -> str:
    found = re.search(pattern, written)
    assert found is not None, f"nothing like {pattern} is there"
    return found[1]


def reviews_stay_sealed(stage: Stage, case: str) -> None:
    """Before the last review is in nobody reads another's: not the other panellists, nor those who run the case."""
    for name in ("Ravi Menon", "Eli Marsh", "Dana Novak", "Ivo Horvat", "Hana Kato", "Ben Lindqvist", "Ada Okafor"):
        who = stage.of(name)
        for place in (case, f"{case}?criterion={DESIGN}", f"{case}packet/"):
            answer = who.request.get(place)
            assert SECRET not in answer.text(), f"{name} reads a sealed review at {place}"


def open_session(stage: Stage) -> str:
    """Hana opens the session over the band; it takes the case out of review. Returns its place."""
    hana = stage.as_("Hana Kato")
    hana.goto("/calibration/")
    stage.look(hana, "sessions")
    follow(hana, "Open a session")
    stage.look(hana, "session-new")
    ivo = hana.locator("label", has_text="Ivo Horvat").last
    ivo.click()
    press(hana, "Open it for previews")
    stage.look(hana, "session-known")
    return hana.url


def preview(stage: Stage, session: str) -> None:
    """Everybody in the room says before it what they make of the case; Eli has a question."""
    for name, said in (("Chen Wei", {"vote": "agree"}), ("Eli Marsh", {"vote": "question", "words": QUESTION})):
        page = stage.as_(name)
        page.goto(session)
        stage.look(page, "session-preview")
        follow(page, "Ada Okafor")
        stage.look(page, "entry-preview")
        fill(page, **said)
        press(page, "Keep it")
    for name in (TECHNICAL[1], REPLACEMENT, *STRATEGIC[1:], "Dana Novak"):
        who = stage.of(name)
        entry = session + _first(r'href="(cases/[^/"]+/)"', who.request.get(session).text())
        send(who, entry, to=f"{entry}preview/", vote="agree")
    stage.rest()


def in_the_room(stage: Stage, session: str) -> None:
    """Dana leads: a rating changes with its reason, a note, an outcome, and the session is locked."""
    dana, chen = stage.as_("Dana Novak"), stage.as_("Chen Wei")
    dana.goto(session)
    press(dana, "Open the room")
    stage.look(dana, "session-room")
    follow(dana, "Ada Okafor")
    says(dana, QUESTION)
    silent(dana, "Eli Marsh saw it", "Chen Wei</")
    stage.look(dana, "entry-room")
    chen.goto(dana.url)
    change = dana.locator("form[action$='/rating/'] [name=rating] option", has_text="System Design").first
    dana.locator("form[action$='/rating/'] [name=rating]").select_option(change.get_attribute("value"))
    dana.locator("form[action$='/rating/'] [name=point]").select_option("none")
    dana.locator("form[action$='/rating/'] [name=why]").fill("The second design was never built.")
    press(dana, "Change it")
    expect(chen.get_by_text("The second design was never built.")).to_be_visible()  # without a reload
    dana.locator("form[action$='/note/'] [name=words]").fill("The room talked about reach, not craft.")
    press(dana, "Note it")
    dana.get_by_role("heading", level=1).click()
    dana.keyboard.press("r")
    expect(dana.locator("[name=outcome][value=change][aria-pressed=true]")).to_be_visible()
    stage.look(dana, "entry-changed")
    dana.goto(session)
    press(dana, "Lock the session")
    stage.look(dana, "session-locked")
    stage.rest()


def decide_not_yet(stage: Stage) -> None:
    """Ivo gives three reasons; the one that was never raised stops him, and he withdraws it."""
    ivo = stage.as_("Ivo Horvat")
    ivo.goto("/")
    stage.look(ivo, "home-of-a-decider")
    follow_home(ivo, "/promotions/", "Ada Okafor")
    stage.look(ivo, "case-of-a-decider")
    press(ivo, "Prepare it")
    stage.look(ivo, "decision")
    fill(ivo, outcome="not_yet", summary="Strong work, not yet beyond the team.")
    _reason(ivo, DESIGN, "One design that several teams build on.")
    _reason(ivo, INFLUENCE, "Lead across teams that do not report to her.")
    _reason(ivo, "strategic-thinking", "No plan beyond the year.")
    push(ivo, "Record the decision")
    expect(ivo.locator(".refusal")).to_contain_text("“Strategic Thinking” was never raised with the candidate")
    stage.look(ivo, "decision-stopped")
    _reason(ivo, "strategic-thinking", "")
    fill(ivo, dissent_answer="The panels see the craft; the level asks for reach.")
    press(ivo, "Record the decision")
    says(ivo, "Not yet")
    stage.look(ivo, "case-decided")


def decide_yes(stage: Stage) -> None:
    """Without a session: Hana opens calibration; Ivo says yes from a day on, and answers panels that did not."""
    hana, ivo = stage.as_("Hana Kato"), stage.as_("Ivo Horvat")
    hana.goto(the_case(stage))
    press(hana, "Open calibration")
    ivo.goto(f"{the_case(stage)}decision/")
    fill(ivo, outcome="yes", in_force_on=days_ago(0), summary="This is the level she works at.")
    _reason(ivo, DESIGN, "Three teams build on her design of the ledger.")
    push(ivo, "Record the decision")
    expect(ivo.locator(".refusal")).to_contain_text("answer it in writing")
    fill(ivo, dissent_answer="The panels miss reach; the ledger has it.")
    press(ivo, "Record the decision")
    says(ivo, "Yes")


def _reason(page: Page, criterion: str, words: str) -> None:
    folded = page.locator(f"details#reason-{criterion}:not([open]) > summary")
    if folded.count():
        folded.click()
    fill(page, **{f"words_{criterion}": words})


def nothing_before_release(stage: Stage, case: str) -> None:
    """Until it is released, the decision does not exist for Ada and Ben, on no page and in no notice."""
    for name in ("Ada Okafor", "Ben Lindqvist"):
        page = stage.as_(name)
        for place in (
            case,
            f"{case}packet/",
            f"{case}?criterion={DESIGN}",
            "/",
            "/notices/",
            "/promotions/",
            "/growth/",
        ):
            page.goto(place)
            silent(page, "Not yet beyond", "not yet beyond", "One design that several", SECRET, "never built")
        hidden_from(page, f"{case}decision/")


def release(stage: Stage, session: str) -> None:
    """Hana or Dana releases what the room locked."""
    dana = stage.as_("Dana Novak")
    dana.goto(session)
    press(dana, "Release the decisions")
