"""After the decision: release, letter and telling; the plan after a "not yet", the position after a "yes"."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.browser.beginnings import days_pass
from tests.browser.conftest import Stage
from tests.browser.gathering import DESIGN, follow_home
from tests.browser.hands import days_ahead, fill, follow, hidden_from, press, says, silent
from tests.browser.judging import SECRET, the_case

NUMBERS = ("Not seen yet", "Seen, not yet steady", "Steady at this level", "Scorecard", "Reviewer", SECRET)


def tell(stage: Stage, *words: str) -> None:
    """Ben reads the answer, writes the letter and tells; Ada reads outcome and reasons, and no rating anywhere."""
    ben, ada = stage.as_("Ben Lindqvist"), stage.as_("Ada Okafor")
    ben.goto("/")
    stage.look(ben, "home-to-tell")
    follow_home(ben, "/promotions/", "Ada Okafor")
    says(ben, *words)
    silent(ben, SECRET, "saw it in the packet", "The room talked about reach")
    stage.look(ben, "case-to-tell")
    press(ben, "Prepare it")
    fill(ben, words="Dear Ada,\n\nwe talked about it this morning. This is what was seen, and what we do next.\n\nBen")
    stage.look(ben, "letter")
    silent(ada, *words)
    press(ben, "Tell Ada")
    follow_home(ada, "/promotions/", "Ada Okafor")
    says(ada, *words, "we talked about it this morning")
    silent(ada, *NUMBERS)
    stage.look(ada, "case-told")


def candidate_reads_no_rating(stage: Stage) -> None:
    """Whatever Ada opens after she was told, there is no rating, no panellist's word and nothing of the room."""
    ada, case = stage.as_("Ada Okafor"), the_case(stage)
    for place in (case, f"{case}packet/", f"{case}?criterion={DESIGN}", "/", "/notices/", "/journal/mine/", "/growth/"):
        ada.goto(place)
        silent(ada, *NUMBERS, "never built", "The room talked about reach")
    stage.look(ada, "home-when-told")
    for place in (f"{case}decision/", f"{case}letter/"):
        answer = ada.context.request.get(place, max_redirects=0)
        assert answer.status in {302, 404}, f"{place} answered {answer.status}"


def plan(stage: Stage) -> None:
    """Ben fills the plan with Ada's two gaps and opens it; only then she sees it, and both check in."""
    ben, ada = stage.as_("Ben Lindqvist"), stage.as_("Ada Okafor")
    follow_home(ben, "/promotions/", "Ada Okafor")
    press(ben, "Go to the plan")
    place = ben.url
    hidden_from(ada, place)
    press(ben, "Write it")
    for row in range(2):
        gap = {
            "kind": ("not_shown_yet", "no_opportunity_yet")[row],
            "looks_like": "Two teams build on a design of hers and keep it when they change it.",
            "opportunity_kind": ("lead", "initiative")[row],
            "opportunity": "The ledger that Payments and Search share.",
            "support": "Ben clears a third of her weeks for it.",
            "due_on": days_ahead(120 + row),
        }
        fill(ben, **{f"gap-{row}-{name}": value for name, value in gap.items()})
    for row, (who, words, by) in enumerate((("manager", "Clears her weeks.", 14), ("person", "Writes options.", 40))):
        promise = {"by": who, "words": words, "due_on": days_ahead(by)}
        fill(ben, **{f"promise-{row}-{name}": value for name, value in promise.items()})
    fill(ben, next_look_on=days_ahead(150))
    stage.look(ben, "plan-edit")
    press(ben, "Open the plan")
    stage.look(ben, "plan")
    ada.goto("/growth/")
    stage.look(ada, "growth-with-plan")
    ada.goto(place)
    says(ada, "The ledger that Payments and Search share.", "Clears her weeks.")
    fill(ada, words="We looked at the options; the shared ledger comes first.")
    press(ada, "Note it")
    says(ada, "the shared ledger comes first")
    stage.look(ada, "plan-open")
    for name in ("Lena Fischer", "Chen Wei", "Hana Kato", "Kofi Mensah", "Omar Haddad"):
        hidden_from(stage.of(name), place)


def close(stage: Stage) -> None:
    """While Ada may appeal the case stays open, and the page says so; when her time is over Ben closes it."""
    ben = stage.as_("Ben Lindqvist")
    follow_home(ben, "/promotions/", "Ada Okafor")
    says(ben, "The candidate may still appeal")
    stage.look(ben, "case-to-close")
    days_pass(stage.installation, 12)
    ben.reload()
    press(ben, "Close the case")
    says(ben, "This case is closed")


def release_alone(stage: Stage) -> None:
    """Hana releases a decision that no session releases."""
    hana = stage.as_("Hana Kato")
    hana.goto(f"{the_case(stage)}release/")
    stage.look(hana, "release")
    press(hana, "Release it")


def position(stage: Stage) -> None:
    """Hana records the position from its day; Ada's home says the new level, and the case is closed."""
    hana, ada = stage.as_("Hana Kato"), stage.as_("Ada Okafor")
    follow_home(hana, "/promotions/?stage=told", "Ada Okafor")
    follow(hana, "Record the new position")
    stage.look(hana, "position")
    fill(hana, title="Staff Engineer")
    press(hana, "Record it")
    press(hana, "Close the case")
    ada.goto("/")
    expect(ada.get_by_role("main")).to_contain_text("Level 5")
    stage.look(ada, "home-at-the-new-level")
