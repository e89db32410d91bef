"""Two quarters before a case and the packet itself: claims, what it would take, nomination, voices, the gate."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect
from tests.browser.beginnings import days_pass
from tests.browser.conftest import Stage
from tests.browser.hands import click, days_ago, fill, follow, hidden_from, press, says, silent

LEVEL = "Level 5"
DESIGN = "system-design-and-architecture"
INFLUENCE = "influence-and-cross-functional-collaboration"


@dataclass(frozen=True)
class Told:
    """One thing Ada did, who can say so, and what they answer."""

    title: str
    kind: str
    outcome: str
    criteria: tuple[str, ...]
    attester: str
    answer: str = "confirmed"


SETTLEMENT = Told(
    title="Settlement without the nightly batch",
    kind="efficiency",
    outcome="Shops see their money on the same day; support no longer explains the gap.",
    criteria=("code-and-implementation", DESIGN, "delivery-and-accountability"),
    attester="Kim Reyes",
    answer="amended",
)
RULES = Told(
    title="Review rules for changes to the ledger",
    kind="reach",
    outcome="Search and Data adopted the same rules; two incidents of one kind did not come back.",
    criteria=("technical-breadth-and-expertise", "technical-strategy-and-judgment", INFLUENCE),
    attester="Rosa Delgado",
)
MENTORING = Told(
    title="A rota on which nobody is alone at night",
    kind="testimony",
    outcome="Two engineers run the service at night without waking anybody else.",
    criteria=("mentorship-and-knowledge-sharing", "initiative-and-ownership"),
    attester="Noor Rahman",
)
CLAIMS = (SETTLEMENT, RULES, MENTORING)


def record_claims(stage: Stage) -> None:
    """Ada records what she did: outcome, number, link, criteria."""
    ada = stage.as_("Ada Okafor")
    ada.goto("/")
    stage.look(ada, "home-at-first")
    for told in CLAIMS:
        ada.goto("/evidence/new/")
        stage.look(ada, "claim-new")
        fill(
            ada,
            title=told.title,
            what="Wrote the design, moved it service by service, and ran it beside the old one for a month.",
            part="The design and the cut-over; Noor built the reports.",
            started_on=days_ago(180),
            ended_on=days_ago(40),
            outcome_kind=told.kind,
            outcome=told.outcome,
            criteria=list(told.criteria),
        )
        if told is SETTLEMENT:
            fill(ada, **_number("metric-0-", name="Time to settle", baseline="26", result="4", unit="hours"))
            fill(ada, **_number("metric-0-", period="the last month", how_measured="From the ledger", share="70"))
            link = "https://docs.northwind.example/settlement"
            fill(ada, **_number("product-0-", kind="design document", title="Settlement", url=link))
        press(ada, "Record it")
        expect(ada.get_by_role("heading", level=1)).to_have_text(told.title)
        stage.look(ada, "claim")
    ada.goto("/evidence/")
    stage.look(ada, "claims")


def _number(prefix: str, **said: str) -> dict[str, str]:
    return {prefix + name: value for name, value in said.items()}


def attest(stage: Stage) -> None:
    """Each partner is asked by name and sees that claim only; Kim amends the number."""
    ada = stage.as_("Ada Okafor")
    for told in CLAIMS:
        ada.goto("/evidence/")
        follow(ada, told.title)
        claim = ada.url
        press(ada, "Ask somebody to confirm it")
        fill(ada, q=told.attester)
        press(ada, "Search")
        ada.get_by_role("radio").first.check()
        fill(ada, question="Is this how you know it?")
        stage.look(ada, "claim-ask")
        press(ada, "Ask them")
        _answer(stage, told, claim=claim)
    follow_home(ada, "/evidence/", SETTLEMENT.title)
    says(ada, "claimed 4", "amended to 5")
    stage.look(ada, "claim-attested")


def follow_home(page: Page, place: str, label: str) -> None:
    """Go to a list and from there to one of its lines."""
    page.goto(place)
    follow(page, label)


def _answer(stage: Stage, told: Told, *, claim: str) -> None:
    partner = stage.as_(told.attester)
    partner.goto("/")
    stage.look(partner, "home-of-an-attester")
    click(partner.locator("main a[href*='/evidence/confirm/']").first)
    says(partner, told.title, told.outcome)
    silent(partner, *(other.title for other in CLAIMS if other is not told))
    stage.look(partner, "attestation")
    asked = partner.url
    partner.goto(claim)
    assert partner.url == asked, "the claim's own page led an attester elsewhere than to the question"
    hidden_from(stage.of("Lena Fischer"), claim)
    if told.answer == "amended":
        fill(partner, answer="amended", amended_result="5", words="Our own figures say five hours.")
    else:
        fill(partner, answer="confirmed")
    press(partner, "Give this answer")


def what_would_it_take(stage: Stage) -> None:
    """Ada asks, Ben answers with gaps; months pass, so that both were raised long before the packet."""
    ada = stage.as_("Ada Okafor")
    ada.goto("/growth/goal/")
    fill(ada, level="level-5")
    stage.look(ada, "goal")
    press(ada, "Make it my goal")
    ada.goto("/growth/questions/ask/")
    stage.look(ada, "question-ask")
    fill(ada, level="level-5", words="What would you look at first?")
    press(ada, "Ask")
    stage.look(ada, "question-waits")
    question = ada.url
    ben = stage.as_("Ben Lindqvist")
    ben.goto("/")
    stage.look(ben, "home-of-a-manager")
    click(ben.locator("main a[href*='/growth/questions/']").first)
    assert ben.url == question
    for one in ben.locator("main input[type=radio][value=shown]").all():
        one.check()
    for criterion, gap in ((DESIGN, "A design that more than one team builds on."), (INFLUENCE, "Lead across teams.")):
        fill(ben, **{f"state-{criterion}": "not_shown_yet", f"words-{criterion}": gap})
    fill(ben, answer="You are close. Design beyond the team is what I would look at.")
    stage.look(ben, "question-answer")
    press(ben, "Give the answer")
    ada.goto(question)
    says(ada, "A design that more than one team builds on.", "Lead across teams.")
    stage.look(ada, "question-answered")
    for name in ("Hana Kato", "Lena Fischer", "Omar Haddad"):
        hidden_from(stage.of(name), question)
    days_pass(stage.installation, 200)


def nominate(stage: Stage) -> str:
    """Ben nominates, Ada accepts and begins to gather. Returns the place of the case."""
    ben, ada = stage.as_("Ben Lindqvist"), stage.as_("Ada Okafor")
    ben.goto("/promotions/")
    stage.look(ben, "board-of-a-manager")
    follow(ben, "Nominate Ada Okafor")
    fill(ben, target_level="level-5", why="You have worked like this for half a year.")
    stage.look(ben, "nominate")
    press(ben, "Nominate")
    follow_home(ada, "/promotions/", "Ada Okafor")
    says(ada, "You have worked like this for half a year.")
    stage.look(ada, "case-nominated")
    press(ada, "Accept the nomination")
    press(ada, "Start gathering evidence")
    return ada.url


def prepare(stage: Stage) -> None:
    """Claims, self-assessment, manager and three peers; the gate names what is missing, and at the end nothing."""
    ada = stage.as_("Ada Okafor")
    follow_home(ada, "/promotions/", "Ada Okafor")
    stage.look(ada, "case-gathering")
    press(ada, "Choose claims")
    for told in CLAIMS:
        ada.get_by_role("checkbox", name=told.title).check()
    stage.look(ada, "case-claims")
    press(ada, "Keep this choice")
    _write(stage, "Ada Okafor", "I have carried this.")
    for peer in ("Noor Rahman", "Rosa Delgado", "Jun Park"):
        follow_home(ada, "/promotions/", "Ada Okafor")
        press(ada, "Ask a peer")
        fill(ada, q=peer)
        press(ada, "Search")
        stage.look(ada, "peer-ask")
        press(ada, "Ask")
        _write(stage, peer, f"{peer} saw this happen.")
    _write(stage, "Ben Lindqvist", "Ben has seen it for two quarters.")


def _write(stage: Stage, name: str, words: str) -> None:
    """Somebody writes the assessment that waits on their home page, about two of the criteria."""
    page = stage.as_(name)
    page.goto("/")
    click(page.locator("main a[href*='/promotions/assessments/']").first)
    fill(page, **{f"about-{DESIGN}": words, f"about-{INFLUENCE}": words})
    stage.look(page, "assessment-own" if name == "Ada Okafor" else "assessment")
    press(page, "Give it")


def submit(stage: Stage) -> str:
    """The gate shows one thing missing, then passes, and the packet is handed in. Returns the place of the case."""
    ada = stage.as_("Ada Okafor")
    follow_home(ada, "/promotions/", "Ada Okafor")
    says(ada, "One thing is still missing before the packet can be submitted.")
    stage.look(ada, "case-one-missing")
    says(ada, "Write your scope document, or bring it up to date.")
    follow(ada, "Mend it")
    fill(ada, body="Settlement and the ledger. The nightly batch is gone; reports read the ledger itself.")
    stage.look(ada, "scope-edit")
    press(ada, "Save this version")
    follow_home(ada, "/promotions/", "Ada Okafor")
    says(ada, "Everything the evidence policy asks for is there.")
    stage.look(ada, "case-ready")
    press(ada, "Submit the packet")
    says(ada, "submitted")
    return ada.url


def unseen_by_strangers(stage: Stage, case: str) -> None:
    """Nobody without a part in it can open the case, whatever duty they have."""
    for name in ("Lena Fischer", "Jun Park", "Kim Reyes", "Omar Haddad", "Kofi Mensah", "Rosa Delgado"):
        who = stage.of(name)
        for place in (case, f"{case}packet/", f"{case}panel/", f"{case}decision/", f"{case}letter/"):
            hidden_from(who, place)
        board = who.request.get("/promotions/")
        assert board.ok
        assert "Ada Okafor" not in board.text(), f"{name} reads of Ada's case"
    lena = stage.as_("Lena Fischer")
    lena.goto("/promotions/")
    silent(lena, "Ada Okafor")
    stage.look(lena, "board-of-a-stranger")
