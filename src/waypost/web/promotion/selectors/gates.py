"""The evidence gate of cases: what the rules find in each packet today, without reading a sentence of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, Max, QuerySet, Value
from django.utils.timezone import localdate

from waypost.evidence import claims as rules
from waypost.evidence.gate import GateResult, Packet, gate
from waypost.evidence.outcomes import OutcomeKind
from waypost.web.evidence.models import (
    Attestation,
    Claim,
    ClaimCriterion,
    ClaimState,
    Metric,
    ScopeDocument,
    WorkProduct,
)
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion import packets
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case


def gates(cases: Collection[Case], *, day: date) -> dict[UUID, GateResult]:
    """The gate of many cases, from the rows as they are now; four queries."""
    claims = _claims([case.pk for case in cases])
    pages = _newest_pages([case.candidate_id for case in cases])
    said = _said([case.pk for case in cases])
    return {
        case.pk: _gate(case, claims.get(case.pk, ()), said.get(case.pk, ()), pages.get(case.candidate_id, ()), day)
        for case in cases
    }


def gate_of(case: Case, packet: packets.Packet, said: Iterable[Assessment], *, day: date) -> GateResult:
    """The gate of one case whose packet and assessments were read already."""
    pages = (localdate(packet.scope.saved_at),) if packet.scope else ()
    return _gate(case, tuple(_counted(claim, case) for claim in packet.claims), said, pages, day)


def _gate(
    case: Case, claims: Iterable[rules.Claim], said: Iterable[Assessment], pages: tuple[date, ...], day: date
) -> GateResult:
    given = [one for one in said if one.state == AssessmentState.GIVEN]
    packet = Packet(
        claims=tuple(claims),
        self_assessments=sum(one.kind == AssessmentKind.SELF for one in given),
        manager_assessments=sum(one.kind == AssessmentKind.MANAGER for one in given),
        peers=tuple(one.outside_team for one in given if one.kind == AssessmentKind.PEER),
        scope_documents=pages,
    )
    return gate(framework_of(case.framework), level=case.target_level, packet=packet, today=day)


def _counted(claim: packets.PacketClaim, case: Case) -> rules.Claim:
    return rules.Claim(
        key=str(claim.id),
        person=str(case.candidate_id),
        title=claim.title,
        criteria=claim.criteria,
        outcome_kind=_kind(claim.outcome_kind),
        outcome=claim.outcome,
        metrics=tuple(rules.Metric(result=m.result, how_measured=m.how_measured) for m in claim.metrics),
        work_products=tuple(product.url for product in claim.work_products),
        attestations=tuple(
            rules.Attestation(attester=one.attester_key, state=rules.AttestationState(one.state), current=one.current)
            for one in claim.attestations
        ),
    )


def _claims(cases: list[UUID]) -> dict[UUID, tuple[rules.Claim, ...]]:
    rows = list(
        Claim.objects.filter(packets__case__in=cases, state=ClaimState.RECORDED)
        .annotate(in_case=F("packets__case"))
        .only("id", "person_id", "title", "outcome_kind", "outcome", "version")
        .order_by("pk")
    )
    belongs = _belongings({row.pk for row in rows})
    found: dict[UUID, tuple[rules.Claim, ...]] = {}
    for row in rows:
        case: UUID = row.in_case  # type: ignore[attr-defined]  # annotated above
        found[case] = (*found.get(case, ()), _claim(row, belongs.get(row.pk, ())))
    return found


NOUGHT = Value(0)
Belonging = tuple[str, str, str, int]
"""What it is, two texts, and a number: one shape for all that hangs on a claim, so that one query reads it."""


def _belongings(claims: Collection[UUID]) -> Mapping[UUID, tuple[Belonging, ...]]:
    criteria = _shaped(ClaimCriterion.objects.filter(claim__in=claims), "criterion", F("criterion"), Value(""))
    numbers = _shaped(Metric.objects.filter(claim__in=claims), "metric", F("result"), F("how_measured"))
    products = _shaped(WorkProduct.objects.filter(claim__in=claims), "product", F("url"), Value(""))
    others = Attestation.objects.filter(claim__in=claims).exclude(attester=F("claim__person"))
    answers = _shaped(others, "answer", F("state"), Value(""), F("claim_version"))
    found: dict[UUID, tuple[Belonging, ...]] = {}
    for claim, *belonging in criteria.union(numbers, products, answers, all=True):
        found[claim] = (*found.get(claim, ()), tuple(belonging))
    return found


def _shaped(rows: QuerySet, word: str, one: F | Value, two: F | Value, number: F | Value = NOUGHT) -> QuerySet:  # type: ignore[type-arg]
    text = CharField()
    shaped = rows.order_by().annotate(a_word=Value(word, output_field=text), a_one=one, a_two=two, a_number=number)
    listed: QuerySet[Any, Any] = shaped.values_list("claim_id", "a_word", "a_one", "a_two", "a_number")
    return listed


def _claim(row: Claim, belongs: Iterable[Belonging]) -> rules.Claim:
    def of(word: str) -> list[Belonging]:
        return [one for one in belongs if one[0] == word]

    return rules.Claim(
        key=str(row.pk),
        person=str(row.person_id),
        title=row.title,
        criteria=tuple(one[1] for one in of("criterion")),
        outcome_kind=_kind(row.outcome_kind),
        outcome=row.outcome,
        metrics=tuple(rules.Metric(result=one[1], how_measured=one[2]) for one in of("metric")),
        work_products=tuple(one[1] for one in of("product")),
        attestations=tuple(
            rules.Attestation(
                attester="somebody else", state=rules.AttestationState(one[1]), current=one[3] == row.version
            )
            for one in of("answer")
        ),
    )


def _kind(word: str) -> OutcomeKind | None:
    return OutcomeKind(word) if word else None


def _newest_pages(people: list[UUID]) -> dict[UUID, tuple[date, ...]]:
    newest = ScopeDocument.objects.filter(person__in=people).order_by().values("person").annotate(at=Max("saved_at"))
    return {row["person"]: (localdate(row["at"]),) for row in newest}


def _said(cases: list[UUID]) -> dict[UUID, tuple[Assessment, ...]]:
    found: dict[UUID, tuple[Assessment, ...]] = {}
    for one in Assessment.objects.filter(case__in=cases, state=AssessmentState.GIVEN).defer("words"):
        found[one.case_id] = (*found.get(one.case_id, ()), one)
    return found
