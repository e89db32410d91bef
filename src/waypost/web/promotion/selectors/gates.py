"""The evidence gate of cases: what the rules find in each packet today."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.utils.timezone import localdate

from waypost.evidence import claims as rules
from waypost.evidence.gate import GateResult, gate
from waypost.evidence.gate import Packet as Counted
from waypost.evidence.outcomes import OutcomeKind
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case
from waypost.web.promotion.packets import Packet, PacketClaim, packets_now


def gates(cases: Collection[Case], *, day: date) -> dict[UUID, GateResult]:
    """The gate of many cases with a constant number of queries."""
    packets = packets_now(tuple(cases))
    said = given_in([case.pk for case in cases])
    return {case.pk: gate_of(case, packets[case.pk], said.get(case.pk, ()), day=day) for case in cases}


def gate_of(case: Case, packet: Packet, said: Iterable[Assessment], *, day: date) -> GateResult:
    """The gate of one case, given its packet and its assessments."""
    given = [one for one in said if one.state == AssessmentState.GIVEN]
    counted = Counted(
        claims=tuple(_claim(claim, case) for claim in packet.claims),
        self_assessments=sum(one.kind == AssessmentKind.SELF for one in given),
        manager_assessments=sum(one.kind == AssessmentKind.MANAGER for one in given),
        peers=tuple(one.outside_team for one in given if one.kind == AssessmentKind.PEER),
        scope_documents=(localdate(packet.scope.saved_at),) if packet.scope else (),
    )
    return gate(framework_of(case.framework), level=case.target_level, packet=counted, today=day)


def given_in(cases: Collection[UUID]) -> Mapping[UUID, list[Assessment]]:
    """The assessments given in these cases, without their words."""
    found: dict[UUID, list[Assessment]] = {}
    for one in Assessment.objects.filter(case__in=cases, state=AssessmentState.GIVEN).defer("words"):
        found.setdefault(one.case_id, []).append(one)
    return found


def _claim(claim: PacketClaim, case: Case) -> rules.Claim:
    return rules.Claim(
        key=str(claim.id),
        person=str(case.candidate_id),
        title=claim.title,
        criteria=claim.criteria,
        outcome_kind=OutcomeKind(claim.outcome_kind) if claim.outcome_kind else None,
        outcome=claim.outcome,
        metrics=tuple(rules.Metric(result=m.result, how_measured=m.how_measured) for m in claim.metrics),
        work_products=tuple(product.url for product in claim.work_products),
        attestations=tuple(
            rules.Attestation(attester=one.attester_key, state=rules.AttestationState(one.state), current=one.current)
            for one in claim.attestations
        ),
    )
