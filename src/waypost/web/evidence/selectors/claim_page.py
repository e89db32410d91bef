"""One claim on its own page, and what the person asked about it sees of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waypost.evidence.claims import Prompt, asks_so_what
from waypost.evidence.outcomes import OutcomeKind
from waypost.refusal import NotVisible
from waypost.web.evidence.models import Attestation, AttestationState, Claim, ClaimState
from waypost.web.evidence.selectors.standing import Answer, Standing, answers_of, standing_of
from waypost.web.evidence.written import written_claim
from waypost.web.people.models import Person


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim whole, as its author or their manager reads it."""

    claim: Claim
    standing: Standing | None
    kind: str
    answers: tuple[Answer, ...]
    prompts: tuple[Prompt, ...]
    mine: bool

    @property
    def draft(self) -> bool:
        """Whether it is still being written."""
        return bool(self.claim.state == ClaimState.DRAFT)

    @property
    def recorded(self) -> bool:
        """Whether it counts as evidence."""
        return bool(self.claim.state == ClaimState.RECORDED)


@dataclass(frozen=True, slots=True)
class AskedClaim:
    """Exactly what somebody asked to confirm a claim may see: the claim's words and numbers, and their own answer."""

    attestation: Attestation
    claim: Claim
    kind: str
    author: str
    answered: bool
    overtaken: bool


def claim_page(reader: Person, claim: uuid.UUID) -> ClaimPage:
    """The claim with what belongs to it, in six queries; NotVisible unless it is the reader's or shared with them."""
    parts = ("criteria", "metrics", "work_products", "attestations__attester")
    row = Claim.objects.visible_to(reader).select_related("person").prefetch_related(*parts).filter(pk=claim).first()
    if row is None:
        raise NotVisible("claim", _("There is no such claim."))
    mine = row.person_id == reader.pk
    return ClaimPage(
        claim=row,
        standing=standing_of(row, list(row.attestations.all())),
        kind=kind_title(row.outcome_kind),
        answers=answers_of(row),
        prompts=asks_so_what(written_claim(row)) if mine else (),
        mine=mine,
    )


def asked_claim(reader: Person, attestation: uuid.UUID) -> AskedClaim:
    """What the person asked sees; NotVisible to everybody else, and while the claim does not stand."""
    asked = Attestation.objects.asked_of(reader).select_related("claim__person")
    row = asked.prefetch_related("claim__metrics", "claim__work_products").filter(pk=attestation).first()
    if row is None:
        raise NotVisible("attestation", _("There is nothing to confirm here."))
    answered = row.state != AttestationState.ASKED
    return AskedClaim(
        attestation=row,
        claim=row.claim,
        kind=kind_title(row.claim.outcome_kind),
        author=row.claim.person.name,
        answered=answered,
        overtaken=answered and row.claim_version != row.claim.version,
    )


def kind_title(kind: str) -> str:
    """An outcome's kind in words; empty when none was chosen."""
    return OutcomeKind(kind).label if kind else ""
