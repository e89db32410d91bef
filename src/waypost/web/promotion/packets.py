"""A packet as a value: the claims and the scope document of a case, as they are now or as they were when submitted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db.models import Prefetch
from pydantic import BaseModel, ConfigDict

from waypost.promotion.stages import Stage
from waypost.web.evidence.models import Attestation, Claim, ClaimState, ScopeDocument
from waypost.web.journal.acts import content_digest
from waypost.web.promotion.models import Case

# Where the packet is still the candidate's to change; everywhere else it is what they submitted.
LIVE = frozenset({Stage.NOMINATED, Stage.ACCEPTED, Stage.GATHERING, Stage.RETURNED})
# Where it is changed and assessments are written; a returned case is resumed first.
OPEN = frozenset({Stage.GATHERING})


class Frozen(BaseModel):
    """A part of a packet, kept as JSON without losing a type."""

    model_config = ConfigDict(frozen=True, from_attributes=True, extra="ignore")


class PacketMetric(Frozen):
    """A number of a claim."""

    name: str
    baseline: str
    result: str
    unit: str
    period: str
    how_measured: str
    share: int | None


class PacketProduct(Frozen):
    """A link to something made."""

    kind: str
    title: str
    url: str


class PacketAttestation(Frozen):
    """What a named partner said about a claim; `current` while the claim is the one they answered about."""

    attester: str
    attester_key: str
    state: str
    words: str
    amended_result: str
    asked_at: datetime
    answered_at: datetime | None
    current: bool


class PacketClaim(Frozen):
    """One claim with all that belongs to it."""

    id: UUID
    title: str
    what: str
    part: str
    outcome_kind: str
    outcome: str
    started_on: date | None
    ended_on: date | None
    criteria: tuple[str, ...]
    metrics: tuple[PacketMetric, ...]
    work_products: tuple[PacketProduct, ...]
    attestations: tuple[PacketAttestation, ...]


class PacketScope(Frozen):
    """The newest scope document."""

    quarter: str
    body: str
    saved_at: datetime


class Packet(Frozen):
    """Claims in the candidate's order, and the newest scope document."""

    claims: tuple[PacketClaim, ...] = ()
    scope: PacketScope | None = None

    @property
    def digest(self) -> str:
        """What the journal remembers of it."""
        return content_digest(self.model_dump_json())

    def speaking_to(self, criteria: frozenset[str]) -> Self:
        """The claims that speak to one of these criteria; the scope document is about the whole and stays."""
        return self.model_copy(update={"claims": tuple(c for c in self.claims if criteria & set(c.criteria))})


def packet_of(case: Case) -> Packet:
    """The packet as the case's stage has it: from the rows while it is gathered, as submitted afterwards."""
    if Stage(case.stage) not in LIVE and case.packet:
        return Packet.model_validate(case.packet)
    return packets_now((case,))[case.pk]


def packets_now(cases: tuple[Case, ...]) -> dict[UUID, Packet]:
    """What the rows say now, for many cases with a constant number of queries. Withdrawn claims drop out."""
    rows = _chosen([case.pk for case in cases])
    chosen: dict[UUID, list[PacketClaim]] = {case.pk: [] for case in cases}
    for claim in rows:
        chosen[claim.in_case].append(_as_value(claim))  # type: ignore[attr-defined]
    pages = _scope_pages([case.candidate_id for case in cases])
    return {case.pk: Packet(claims=tuple(chosen[case.pk]), scope=pages.get(case.candidate_id)) for case in cases}


def _chosen(cases: list[UUID]) -> list[Claim]:
    from django.db.models import F

    answers = Attestation.objects.select_related("attester").order_by("asked_at", "pk")
    return list(
        Claim.objects.filter(packets__case__in=cases, state=ClaimState.RECORDED)
        .annotate(in_case=F("packets__case"))
        .order_by("-ended_on", "-created_at")
        .prefetch_related("criteria", "metrics", "work_products", Prefetch("attestations", queryset=answers))
    )


def _scope_pages(people: list[UUID]) -> dict[UUID, PacketScope]:
    rows = ScopeDocument.objects.filter(person__in=people).order_by("saved_at")
    return {row.person_id: PacketScope.model_validate(row) for row in rows}  # the newest is read last


def _as_value(claim: Claim) -> PacketClaim:
    return PacketClaim(
        id=claim.pk,
        title=claim.title,
        what=claim.what,
        part=claim.part,
        outcome_kind=claim.outcome_kind,
        outcome=claim.outcome,
        started_on=claim.started_on,
        ended_on=claim.ended_on,
        criteria=tuple(sorted(row.criterion for row in claim.criteria.all())),
        metrics=tuple(PacketMetric.model_validate(row) for row in claim.metrics.all()),
        work_products=tuple(PacketProduct.model_validate(row) for row in claim.work_products.all()),
        attestations=tuple(_answer(claim, row) for row in claim.attestations.all()),
    )


def _answer(claim: Claim, row: Attestation) -> PacketAttestation:
    return PacketAttestation(
        attester=row.attester.name,
        attester_key=str(row.attester_id),
        state=row.state,
        words=row.words,
        amended_result=row.amended_result,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        current=row.claim_version == claim.version,
    )
