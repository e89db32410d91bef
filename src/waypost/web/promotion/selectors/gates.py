"""The evidence gate of cases: what the rules find in each packet today, without reading a sentence of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value
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
    """The gate of many cases, from the rows as they are now; three queries."""
    claims = _claims([case.pk for case in cases])
    voices = _voices([case.pk for case in cases])
    return {case.pk: _gate(case, claims.get(case.pk, ()), voices.get(case.pk, _Voices()), day) for case in cases}


def gate_of(case: Case, packet: packets.Packet, said: Iterable[Assessment], *, day: date) -> GateResult:
    """The gate of one case whose packet and assessments were read already."""
    given = [one for one in said if one.state == AssessmentState.GIVEN]
    voices = _Voices(
        own=sum(one.kind == AssessmentKind.SELF for one in given),
        managers=sum(one.kind == AssessmentKind.MANAGER for one in given),
        peers=tuple(one.outside_team for one in given if one.kind == AssessmentKind.PEER),
        pages=(localdate(packet.scope.saved_at),) if packet.scope else (),
    )
    return _gate(case, tuple(_counted(claim, case) for claim in packet.claims), voices, day)


def _gate(case: Case, claims: Iterable[rules.Claim], voices: _Voices, day: date) -> GateResult:
    packet = Packet(
        claims=tuple(claims),
        self_assessments=voices.own,
        manager_assessments=voices.managers,
        peers=voices.peers,
        scope_documents=voices.pages,
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


@dataclass(frozen=True, slots=True)
class _Voices:
    """The assessments given in a case, counted, and the day of the newest scope document."""

    own: int = 0
    managers: int = 0
    peers: tuple[bool, ...] = ()
    pages: tuple[date, ...] = ()


def _voices(cases: Collection[UUID]) -> dict[UUID, _Voices]:
    """One query for all of it."""
    given = Q(assessments__state=AssessmentState.GIVEN)
    peer = given & Q(assessments__kind=AssessmentKind.PEER)
    newest = ScopeDocument.objects.filter(person=OuterRef("candidate")).order_by("-saved_at")
    rows = (
        Case.objects.filter(pk__in=cases)
        .order_by()
        .annotate(
            n_own=Count("assessments", filter=given & Q(assessments__kind=AssessmentKind.SELF)),
            n_managers=Count("assessments", filter=given & Q(assessments__kind=AssessmentKind.MANAGER)),
            n_near=Count("assessments", filter=peer & Q(assessments__outside_team=False)),
            n_far=Count("assessments", filter=peer & Q(assessments__outside_team=True)),
            page_at=Subquery(newest.values("saved_at")[:1]),
        )
        .values_list("pk", "n_own", "n_managers", "n_near", "n_far", "page_at")
    )
    return {
        key: _Voices(own, managers, (False,) * near + (True,) * far, (localdate(page),) if page else ())
        for key, own, managers, near, far, page in rows
    }
