"""The list of claims and one claim's page: order, filter, marks, who reads them, and what they cost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import Cast, evidence_of, signed_in
from tests.web.evidence.writing import QUEUE, a_claim, a_draft, edited

from waypost.web.evidence.models import Attestation, AttestationState, Claim, ClaimCriterion, ClaimState, Metric
from waypost.web.evidence.selectors.standing import standing_of
from waypost.web.evidence.selectors.timeline import timeline
from waypost.web.evidence.services.claims import change_claim, withdraw_claim


def many(cast: Cast, count: int) -> None:
    """Claims of Ada's with everything that a list could ask of them."""
    claims = [
        Claim(
            person=cast.ada,
            title=f"Claim {number}",
            what="What was done.",
            part="All of it.",
            outcome_kind="users",
            outcome="Something changed for somebody. " * 8,
            ended_on=date(2024, 1, 1) + timedelta(days=4 * number),
            state=ClaimState.RECORDED,
            created_at=cast.now,
            changed_at=cast.now,
        )
        for number in range(count)
    ]
    Claim.objects.bulk_create(claims)
    for key in ("design", "code", "delivery"):
        ClaimCriterion.objects.bulk_create(ClaimCriterion(claim=claim, criterion=key) for claim in claims)
    Metric.objects.bulk_create(Metric(claim=claim, name="n", result="1") for claim in claims)
    Attestation.objects.bulk_create(
        Attestation(claim=claim, attester=cast.kim, asked_at=cast.now, claim_version=1) for claim in claims
    )


def test_drafts_come_first_then_quarters_from_the_newest(cast: Cast) -> None:
    a_claim(cast, edited(title="Old", ended_on=date(2025, 2, 1), started_on=None), once="1")
    a_claim(cast, edited(title="New", ended_on=date(2026, 10, 1), started_on=None), once="2")
    a_draft(cast, edited(title="Draft", ended_on=date(2024, 1, 1), started_on=None), once="3")

    shown = timeline(cast.ada, of=cast.ada, measure=None)

    found = [(str(one.quarter), [line.claim.title for line in one.lines]) for one in shown.stretches]
    assert found == [("None", ["Draft"]), ("2026-Q4", ["New"]), ("2025-Q1", ["Old"])]


def test_an_empty_page_teaches_the_first_step(cast: Cast) -> None:
    page = signed_in(cast.ada).get("/evidence/").content.decode()

    assert "Start with one thing you did" in page
    assert 'href="/evidence/new/"' in page


def test_a_criterion_filters(cast: Cast) -> None:
    a_claim(cast, edited(title="About design", criteria=("design",)), once="1")
    a_claim(cast, edited(title="About code", criteria=("code",)), once="2")

    page = signed_in(cast.ada).get("/evidence/?criterion=code").content.decode()

    assert "About code" in page
    assert "About design" not in page


def test_an_unknown_criterion_filters_nothing(cast: Cast) -> None:
    a_claim(cast)

    assert QUEUE.title in signed_in(cast.ada).get("/evidence/?criterion=nonsense").content.decode()


def test_withdrawn_claims_are_kept_aside(cast: Cast) -> None:
    withdraw_claim(cast.act(cast.ada), claim=a_claim(cast).pk)
    ada = signed_in(cast.ada)

    assert QUEUE.title not in ada.get("/evidence/").content.decode()
    assert QUEUE.title in ada.get("/evidence/?withdrawn").content.decode()


def test_the_manager_reads_what_is_shared_with_them(cast: Cast) -> None:
    evidence_of(cast)
    a_claim(cast, edited(title="Kept back", shared=False), once="1")
    a_draft(cast, edited(title="Half a thought"), once="2")

    page = signed_in(cast.ben).get(f"/evidence/?of={cast.ada.pk}").content.decode()

    assert "Ledger split without downtime" in page
    assert "Kept back" not in page
    assert "Half a thought" not in page


@pytest.mark.parametrize("who", ["lena", "vera", "hana", "omar", "ivo", "noor"])
def test_to_anybody_else_the_page_of_somebodys_claims_does_not_exist(cast: Cast, who: str) -> None:
    claim = evidence_of(cast)["ledger"]
    client = signed_in(cast.people[who])

    assert client.get(f"/evidence/?of={cast.ada.pk}").status_code == 404
    assert client.get(f"/evidence/{claim.pk}/").status_code == 404


def test_a_wrong_id_is_no_page(cast: Cast) -> None:
    assert signed_in(cast.ben).get("/evidence/?of=nobody").status_code == 404


def test_a_manager_to_come_sees_nothing_before_their_day(cast: Cast) -> None:
    evidence_of(cast)
    today = cast.now.date()
    now = cast.ada.positions.get()
    now.until_day = today + timedelta(days=1)
    now.save()
    cast.ada.positions.create(
        team=now.team,
        manager=cast.vera,
        function=now.function,
        level=now.level,
        title=now.title,
        from_day=now.until_day,
    )

    assert Claim.objects.visible_to(cast.ben).exists()
    assert not Claim.objects.visible_to(cast.vera).exists()


def test_a_leaver_is_out_at_the_next_request(cast: Cast) -> None:
    a_claim(cast)
    ada = signed_in(cast.ada)
    cast.ada.left_on = cast.now.date()
    cast.ada.save()

    assert ada.get("/evidence/").status_code == 302
    assert not Claim.objects.visible_to(cast.ada).exists()


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ([], None),
        ([("asked", 1)], "asked"),
        ([("confirmed", 1)], "confirmed"),
        ([("confirmed", 1), ("confirmed", 1)], "confirmed by 2"),
        ([("confirmed", 1), ("amended", 1)], "confirmed with a change"),
        ([("confirmed", 1), ("disputed", 1)], "disputed"),
        ([("declined", 1)], None),
    ],
)
def test_the_one_mark_of_a_claim(cast: Cast, answers: list[tuple[str, int]], says: str | None) -> None:
    claim = Claim(state=ClaimState.RECORDED, version=1)
    rows = [
        Attestation(
            state=AttestationState(state),
            claim_version=version,
            asked_at=cast.now,
            answered_at=None if state == "asked" else cast.now,
        )
        for state, version in answers
    ]

    found = standing_of(claim, rows)

    assert (found.says if found else None) == says


def test_after_a_change_earlier_answers_are_marked_as_such(cast: Cast) -> None:
    claim = evidence_of(cast)["ledger"]
    change_claim(cast.act(cast.ada), claim=claim.pk, seen=1, text=QUEUE)
    ada = signed_in(cast.ada)

    assert "confirmed before the last change" in ada.get("/evidence/").content.decode()
    assert "before the last change" in ada.get(f"/evidence/{claim.pk}/").content.decode()


def test_who_was_only_asked_is_led_from_the_claim_to_their_question(cast: Cast) -> None:
    claim = evidence_of(cast)["ledger"]

    answer = signed_in(cast.kim).get(f"/evidence/{claim.pk}/")

    assert answer["Location"] == f"/evidence/confirm/{claim.attestations.get().pk}/"


@pytest.mark.parametrize("who", ["ada", "ben"])
def test_the_list_costs_the_same_for_ten_and_two_hundred_claims(cast: Cast, who: str) -> None:
    client = signed_in(cast.people[who])
    place = f"/evidence/?of={cast.ada.pk}"
    counts = []
    for count in (10, 190):
        many(cast, count)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get(place)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
    assert len(answer.content) < 60_000


def test_a_claims_page_costs_the_same_with_one_and_ten_answers(cast: Cast) -> None:
    claim = evidence_of(cast)["ledger"]
    client = signed_in(cast.ada)
    counts = []
    for people in ((), ("eli", "femi", "gul", "paola", "noor", "chen", "dana", "ravi", "uma")):
        for key in people:
            Attestation.objects.create(claim=claim, attester=cast.people[key], asked_at=cast.now, claim_version=1)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/evidence/{claim.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15
