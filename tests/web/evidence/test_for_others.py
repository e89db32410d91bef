"""What other apps ask of evidence: values for the gate, coverage, what waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.cast import PEOPLE, Cast, evidence_of
from tests.web.evidence.test_timeline import many
from tests.web.evidence.writing import QUEUE, a_claim, a_draft, edited

from waypost.evidence.claims import Attestation, AttestationState
from waypost.evidence.outcomes import Family
from waypost.web.evidence.models import Claim
from waypost.web.evidence.selectors import (
    claims_of,
    claims_per_criterion,
    coverage,
    packet_claims,
    people_named,
    waiting_for,
)
from waypost.web.evidence.services.attestations import answer_attestation, ask_attestation
from waypost.web.evidence.services.claims import change_claim, withdraw_claim
from waypost.web.people.models import Person


def test_recorded_claims_become_values_the_gate_can_count(cast: Cast) -> None:
    evidence_of(cast)
    a_draft(cast)

    found = {claim.title: claim for claim in claims_of(cast.ada)}

    ledger = found["Ledger split without downtime"]
    assert set(found) == {
        "Order events became one schema",
        "Ledger split without downtime",
        "Typed errors in the payment client",
    }
    assert ledger.attestations == (
        Attestation(attester=str(cast.kim.pk), state=AttestationState.CONFIRMED, current=True),
    )
    assert ledger.attested
    assert found["Order events became one schema"].counts_as is Family.QUALITATIVE


def test_an_answer_to_an_earlier_version_is_not_current(cast: Cast) -> None:
    claim = evidence_of(cast)["ledger"]
    change_claim(cast.act(cast.ada), claim=claim.pk, seen=1, text=QUEUE)

    (value,) = packet_claims([claim.pk])

    assert [one.current for one in value.attestations] == [False]
    assert not value.attested


def test_a_withdrawn_claim_leaves_the_packet(cast: Cast) -> None:
    claims = evidence_of(cast)
    withdraw_claim(cast.act(cast.ada), claim=claims["schema"].pk)

    found = packet_claims(claim.pk for claim in claims.values())

    assert [one.key for one in found] == [
        str(pk)
        for pk in Claim.objects.filter(pk__in=(claims["ledger"].pk, claims["errors"].pk)).values_list("pk", flat=True)
    ]


def test_coverage_counts_claims_numbers_and_confirmations_for_what_the_level_asks(cast: Cast) -> None:
    a_claim(cast, edited(criteria=("design", "code"), ended_on=date(2026, 5, 1)), once="1")
    asked = a_claim(cast, edited(criteria=("design",), ended_on=date(2026, 6, 1)), once="2")
    row = ask_attestation(cast.act(cast.ada), claim=asked.pk, attester=cast.kim.pk)
    answer_attestation(cast.act(cast.kim), attestation=row.pk, seen=1, claim_seen=1, answer="confirmed")

    lines = {one.criterion: one for one in coverage(cast.ada, framework=cast.lattice, level="staff")}

    design = lines["design"]
    assert tuple(lines) == tuple(one.key for one in cast.lattice.criteria_at("staff"))
    assert (design.claims, design.newest, design.numbers, design.asked, design.confirmed) == (
        2,
        date(2026, 6, 1),
        2,
        1,
        1,
    )
    assert (design.must, design.place) == (True, "/evidence/?criterion=design")
    assert (lines["communication"].claims, lines["communication"].newest) == (0, None)


def test_counts_for_a_manager_hold_only_what_is_shared(cast: Cast) -> None:
    a_claim(cast, edited(criteria=("design",)), once="1")
    a_claim(cast, edited(criteria=("design", "code"), shared=False), once="2")

    assert claims_per_criterion(cast.ada, reader=cast.ada) == {"design": 2, "code": 1}
    assert claims_per_criterion(cast.ada, reader=cast.ben) == {"design": 1}
    assert claims_per_criterion(cast.ada, reader=cast.lena) == {}


def test_values_cost_the_same_for_ten_and_two_hundred_claims(cast: Cast) -> None:
    counts = []
    for count in (10, 190):
        many(cast, count)
        with CaptureQueriesContext(connection) as queries:
            claims_of(cast.ada)
        counts.append(len(queries))
    assert counts == [5, 5]


def test_people_are_found_by_every_part_of_their_name(cast: Cast) -> None:
    day = cast.now.date()

    assert [one.name for one in people_named(cast.ada, "gül AYD", day=day)] == ["Gül Aydin"]
    assert people_named(cast.ada, "", day=day) == []
    assert people_named(cast.ada, "   ", day=day) == []
    assert people_named(cast.mia, "kim", day=day) == []


def waits(cast: Cast, who: str) -> list[tuple[str, str]]:
    person = Person.objects.get(pk=cast.people[who].pk)
    level = PEOPLE[who][3]
    found = waiting_for(person, cast.now.date(), framework=cast.lattice, level=level)
    return [(one.label, one.place) for one in found]


def test_who_is_asked_hears_of_it_until_they_answer(cast: Cast) -> None:
    row = ask_attestation(cast.act(cast.ada), claim=a_claim(cast).pk, attester=cast.kim.pk)
    assert waits(cast, "kim") == [("Answer", f"/evidence/confirm/{row.pk}/")]

    answer_attestation(cast.act(cast.kim), attestation=row.pk, seen=1, claim_seen=1, answer="confirmed")
    assert waits(cast, "kim") == []
    assert waits(cast, "ada") == []


@pytest.mark.parametrize("answer", ["amended", "disputed"])
def test_an_amended_or_disputed_claim_waits_for_its_author_until_it_is_changed(cast: Cast, answer: str) -> None:
    claim = a_claim(cast)
    row = ask_attestation(cast.act(cast.ada), claim=claim.pk, attester=cast.kim.pk)
    answer_attestation(cast.act(cast.kim), attestation=row.pk, seen=1, claim_seen=1, answer=answer, words="310.")
    assert waits(cast, "ada") == [("Look", f"/evidence/{claim.pk}/")]

    change_claim(cast.act(cast.ada), claim=claim.pk, seen=1, text=edited(outcome="As Kim says."))
    assert waits(cast, "ada") == []


def test_a_draft_is_brought_up_after_two_weeks_and_not_before(cast: Cast) -> None:
    draft = a_draft(cast)
    for age, says in ((14, []), (15, [("Finish it", "/evidence/")])):
        Claim.objects.filter(pk=draft.pk).update(changed_at=cast.now - timedelta(days=age))
        assert waits(cast, "ada") == says


def test_a_scope_document_is_asked_of_staff_and_not_of_senior_engineers_or_managers(cast: Cast) -> None:
    for who, says in (("chen", ["/evidence/scope/edit/"]), ("ada", []), ("ben", []), ("kim", []), ("mia", [])):
        assert [place for _label, place in waits(cast, who)] == says


def test_what_waits_costs_two_queries(cast: Cast) -> None:
    evidence_of(cast)
    with CaptureQueriesContext(connection) as queries:
        waiting_for(cast.chen, cast.now.date(), framework=cast.lattice, level="staff")
    assert len(queries) == 2
