"""What each person meets on the real pages of a case, at every stage: a secret is planted in every part of it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.web.cast import Cast, case_at, signed_in

from waypost.promotion.disclosure import DisclosureFacts, Extent, Part, visible_parts
from waypost.promotion.stages import Role, Stage
from waypost.web.evidence.models import Claim, ClaimCriterion, ScopeDocument
from waypost.web.promotion.models import Assessment, Case, CaseClaim, Decision, Letter, Rating, Reason, Review, Seat
from waypost.web.promotion.packets import LIVE, packets_now

CAST: Mapping[str, Role] = {
    "ada": Role.CANDIDATE,
    "ben": Role.MANAGER,
    "chen": Role.TECHNICAL,
    "eli": Role.STRATEGIC,
    "dana": Role.FACILITATOR,
    "uma": Role.CALIBRATOR,
    "ivo": Role.DECIDER,
    "hana": Role.PEOPLE_OPERATIONS,
}
NOBODY = ("jun", "kim", "kofi", "lena", "omar")  # a peer, an attester, three without any tie
FROM_REVIEW = {Stage.IN_REVIEW, Stage.IN_CALIBRATION, Stage.DECIDED, Stage.TOLD, Stage.APPEALED, Stage.CLOSED}
SEEN_AT: Mapping[Role, set[Stage]] = {
    Role.CANDIDATE: set(Stage),
    Role.MANAGER: set(Stage),
    Role.PEOPLE_OPERATIONS: set(Stage),
    Role.FACILITATOR: FROM_REVIEW | {Stage.SUBMITTED, Stage.RETURNED},
    Role.TECHNICAL: FROM_REVIEW,
    Role.STRATEGIC: FROM_REVIEW,
    Role.CALIBRATOR: FROM_REVIEW,
    Role.DECIDER: FROM_REVIEW - {Stage.IN_REVIEW},
}

# The secrets of a part that a panel sees for its criteria only: those of its criteria, and the rest.
SPLIT: Mapping[Part, tuple[set[str], set[str]]] = {
    Part.CLAIMS: ({"claim-of-both", "scope-page"}, {"claim-of-technical"}),
    Part.SELF_ASSESSMENT: ({"self-communication"}, {"self-design"}),
    Part.MANAGER_ASSESSMENT: ({"manager-communication"}, {"manager-design"}),
    Part.PEER_ASSESSMENTS: ({"peer-communication"}, {"peer-design"}),
}
WHOLE: Mapping[Part, set[str]] = {Part.APPEAL: {"appeal-words"}}
# Drawn by other templates, each with tests of its own; here they must never appear too early or to the wrong person.
OTHERS: Mapping[Part, set[str]] = {
    Part.TECHNICAL_REVIEWS: {"review-of-chen", "review-of-ravi"},
    Part.STRATEGIC_REVIEWS: {"review-of-eli", "review-of-femi"},
    Part.DECISION: {"decision-summary"},
    Part.REASONS: {"reason-words"},
    Part.DISSENT: {"dissent-answer"},
    Part.LETTER: {"letter-words"},
}
EVERY = {
    *("why-words", "returned-words"),
    *(secret for near, far in SPLIT.values() for secret in near | far),
    *(secret for part in (WHOLE, OTHERS) for secrets in part.values() for secret in secrets),
}


def planted(secret: str) -> str:
    """A word that stands nowhere else on any page."""
    return f"xq-{secret}-xq"


@pytest.fixture
def case(cast: Cast) -> Case:
    """Ada's case in review, with a secret in every part, whether or not its time has come."""
    case = case_at(cast, Stage.IN_REVIEW)
    _plant_packet(cast, case)
    for kind, word in (("self", "self"), ("manager", "manager"), ("peer", "peer")):
        words = {key: planted(f"{word}-{key}") for key in ("design", "communication")}
        Assessment.objects.filter(case=case, kind=kind).update(words=words)
    Seat.objects.create(case=case, person=cast.uma, panel="calibrator", kind="engineer", seated_at=cast.now)
    for review in Review.objects.filter(seat__case=case).select_related("seat__person"):
        name = review.seat.person.email.split("@")[0]
        criterion = "design" if review.seat.panel == "technical" else "communication"
        Rating.objects.create(review=review, criterion=criterion, point="meets", reason=planted(f"review-of-{name}"))
    _plant_decision(cast, case)
    Case.objects.filter(pk=case.pk).update(
        why=planted("why-words"), returned_words=planted("returned-words"), appeal_words=planted("appeal-words")
    )
    return Case.objects.get(pk=case.pk)


def _plant_packet(cast: Cast, case: Case) -> None:
    Claim.objects.filter(packets__case=case).update(what=planted("claim-of-both"))
    only = Claim.objects.create(
        person=cast.ada,
        title="On call",
        what=planted("claim-of-technical"),
        outcome="Quieter nights.",
        state="recorded",
        created_at=cast.now,
        changed_at=cast.now,
    )
    ClaimCriterion.objects.create(claim=only, criterion="operations")
    CaseClaim.objects.create(case=case, claim=only)
    ScopeDocument.objects.create(person=cast.ada, quarter="2026-Q4", body=planted("scope-page"), saved_at=cast.now)
    packet = packets_now((case,))[case.pk].model_dump(mode="json")
    Case.objects.filter(pk=case.pk).update(packet=packet)


def _plant_decision(cast: Cast, case: Case) -> None:
    decision = Decision.objects.create(
        case=case,
        outcome="not_yet",
        summary=planted("decision-summary"),
        dissent_answer=planted("dissent-answer"),
        by=cast.ivo,
    )
    Reason.objects.create(
        decision=decision, criterion="communication", level="staff", expectation="…", words=planted("reason-words")
    )
    Decision.objects.filter(pk=decision.pk).update(decided_at=cast.now)
    Letter.objects.create(decision=decision, words=planted("letter-words"), by=cast.ben)


def put(case: Case, stage: Stage, *, reviews_in: bool, released: bool, now: object) -> DisclosureFacts:
    """Set the case to a stage, with what else disclosure depends on. An appeal begins the second round."""
    again = stage is Stage.APPEALED
    Case.objects.filter(pk=case.pk).update(
        stage=stage.value, released_at=now if released else None, round=2 if again else 1
    )
    if reviews_in:
        Review.objects.filter(seat__case=case).update(given_at=now)
    return DisclosureFacts(all_reviews_in=reviews_in, own_review_given=reviews_in, released=released or again)


def met(cast: Cast, case: Case, name: str) -> set[str] | None:
    """The secrets somebody meets on the pages of the case; None when there is no such page for them."""
    browser, place = signed_in(cast.people[name]), f"/promotions/{case.pk}/"
    first = browser.get(place)
    if first.status_code == 404:
        return None
    pages = [browser.get(place + rest) for rest in ("?criterion=design", "?criterion=communication", "packet/")]
    pages += [browser.get(place + "panel/"), browser.get("/promotions/")]
    text = "".join(page.content.decode() for page in (first, *pages))
    return {secret for secret in EVERY if planted(secret) in text}


def due_to(role: Role, stage: Stage, facts: DisclosureFacts) -> tuple[set[str], set[str]]:
    """What the table gives this role: what is surely drawn, and what may be drawn besides."""
    parts = visible_parts({role}, stage, facts)
    surely = {secret for part, secrets in WHOLE.items() if part in parts for secret in secrets}
    for part, (near, far) in SPLIT.items():
        if part in parts:
            surely |= near if parts[part] is Extent.THEIR_CRITERIA else near | far
    if role in (Role.CANDIDATE, Role.MANAGER):
        surely.add("why-words")
    if Part.GATE in parts and stage in LIVE:
        surely.add("returned-words")
    besides = {s for part, secrets in OTHERS.items() if parts.get(part) is Extent.ALL for s in secrets}
    own = {Role.TECHNICAL: "review-of-chen", Role.STRATEGIC: "review-of-eli"}
    return surely, besides | ({own[role]} if role in own else set())


@pytest.mark.parametrize("stage", list(Stage))
def test_everybody_meets_exactly_what_the_table_gives_them(cast: Cast, case: Case, stage: Stage) -> None:
    late = stage not in LIVE | {Stage.SUBMITTED, Stage.IN_REVIEW}
    facts = put(case, stage, reviews_in=late, released=stage in (Stage.TOLD, Stage.CLOSED), now=cast.now)
    for name, role in CAST.items():
        found = met(cast, case, name)
        if stage not in SEEN_AT[role]:
            assert found is None, (name, stage)
            continue
        surely, besides = due_to(role, stage, facts)
        assert found is not None, (name, stage)
        assert surely <= found <= surely | besides, (name, stage, found - surely - besides, surely - found)


@pytest.mark.parametrize("stage", [Stage.GATHERING, Stage.IN_REVIEW, Stage.DECIDED, Stage.TOLD])
def test_who_has_no_part_in_a_case_finds_no_such_page(cast: Cast, case: Case, stage: Stage) -> None:
    put(case, stage, reviews_in=True, released=True, now=cast.now)
    assert {name: met(cast, case, name) for name in NOBODY} == dict.fromkeys(NOBODY)


def test_reviews_are_sealed_until_the_last_is_in(cast: Cast, case: Case) -> None:
    put(case, Stage.IN_REVIEW, reviews_in=False, released=False, now=cast.now)
    Review.objects.filter(seat__case=case).exclude(seat__person=cast.femi).update(given_at=cast.now)
    others = {"review-of-ravi", "review-of-femi", "review-of-eli"}
    assert others & (met(cast, case, "chen") or set()) == set()
    assert {*others, "review-of-chen"} & (met(cast, case, "dana") or set()) == set()


def test_the_candidate_meets_no_review_whatever_else_they_are(cast: Cast, case: Case) -> None:
    put(case, Stage.CLOSED, reviews_in=True, released=True, now=cast.now)
    cast.ada.duties.create(kind="people_operations", from_day=cast.now.date())
    for panel in ("technical", "strategic", "facilitator", "calibrator", "decider"):
        Seat.objects.create(case=case, person=cast.ada, panel=panel, kind="engineer", seated_at=cast.now)
    secret = OTHERS[Part.TECHNICAL_REVIEWS] | OTHERS[Part.STRATEGIC_REVIEWS] | {"dissent-answer"}
    assert (secret | {"peer-design", "manager-design"}) & (met(cast, case, "ada") or {"nothing"}) == set()


def test_the_second_panels_never_meet_the_first_ones(cast: Cast, case: Case) -> None:
    """Tomas sits after the appeal; Chen, who sat before, meets nothing of the second round."""
    put(case, Stage.TOLD, reviews_in=True, released=True, now=cast.now)
    first = OTHERS[Part.TECHNICAL_REVIEWS] | OTHERS[Part.STRATEGIC_REVIEWS] | {"decision-summary", "reason-words"}
    seat = Seat.objects.create(
        case=case, person=cast.tomas, panel="technical", kind="engineer", round=2, seated_at=cast.now
    )
    review = Review.objects.create(seat=seat)
    Rating.objects.create(review=review, criterion="design", point="meets", reason="Steady, seen again.")
    Review.objects.filter(pk=review.pk).update(given_at=cast.now)
    for stage in (Stage.APPEALED, Stage.IN_REVIEW, Stage.IN_CALIBRATION):
        Case.objects.filter(pk=case.pk).update(stage=stage.value, round=2, released_at=None)
        found = met(cast, case, "tomas")
        assert (found is None) == (stage is Stage.APPEALED), stage  # as before the first review: nothing yet
        assert first & (found or set()) == set(), stage


def test_a_peer_meets_the_request_and_their_own_words_alone(cast: Cast, case: Case) -> None:
    row = Assessment.objects.get(case=case, author=cast.jun)
    Assessment.objects.filter(pk=row.pk).update(words={"design": planted("self-design")})
    page = signed_in(cast.jun).get(f"/promotions/assessments/{row.pk}/").content.decode()
    assert {secret for secret in EVERY if planted(secret) in page} == {"self-design"}
    assert "In review" not in page


def test_people_operations_read_no_sentence_of_a_packet(cast: Cast, case: Case) -> None:
    """Not even the peers' words, the nomination's, or a claim's title."""
    put(case, Stage.GATHERING, reviews_in=False, released=False, now=cast.now)
    page = signed_in(cast.hana).get(f"/promotions/{case.pk}/").content.decode()
    assert "Ledger split" not in page
    assert met(cast, case, "hana") == {"returned-words"}
