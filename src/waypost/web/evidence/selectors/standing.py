"""How a claim stands with those who were asked about it: one mark for a list, one line for each answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.web.evidence.models import Attestation, AttestationState, Claim, ClaimState


@dataclass(frozen=True, slots=True)
class Standing:
    """A mark: its words, and its kind (ok, wait, lost, plain)."""

    says: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One person's answer as it is shown beside the claim; `overtaken` once the claim was changed after it."""

    name: str
    present: bool
    state: str
    mark: Standing
    asked_at: datetime
    answered_at: datetime | None
    words: str
    question: str
    metric: str
    claimed: str
    amended: str
    overtaken: bool
    waits: bool


def standing_of(claim: Claim, answers: Collection[Attestation]) -> Standing | None:
    """The one mark that matters most: its state, a dispute, what confirms it, what waits; None if nobody was asked."""
    if claim.state == ClaimState.DRAFT:
        return Standing(_("draft"), "wait")
    if claim.state == ClaimState.WITHDRAWN:
        return Standing(_("withdrawn"), "plain")
    return _said_now(claim, answers) or _said_earlier(answers)


def _said_now(claim: Claim, answers: Collection[Attestation]) -> Standing | None:
    current = [one.state for one in answers if one.claim_version == claim.version]
    if AttestationState.DISPUTED in current:
        return Standing(_("disputed"), "lost")
    if AttestationState.AMENDED in current:
        return Standing(_("confirmed with a change"), "ok")
    confirmed = current.count(AttestationState.CONFIRMED)
    if not confirmed:
        return None
    return Standing(ngettext("confirmed", "confirmed by %(count)s", confirmed) % {"count": confirmed}, "ok")


def _said_earlier(answers: Collection[Attestation]) -> Standing | None:
    if any(waits(one) for one in answers):
        return Standing(_("asked"), "wait")
    vouched = {AttestationState.CONFIRMED, AttestationState.AMENDED}
    if any(one.state in vouched for one in answers):
        return Standing(_("confirmed before the last change"), "plain")
    return None


def answers_of(claim: Claim) -> tuple[Answer, ...]:
    """Every answer and open question, oldest first. `attestations__attester` and `metrics` should be prefetched."""
    results = {one.name: one.result for one in claim.metrics.all()}
    return tuple(_answer(claim, one, results) for one in claim.attestations.all())


def waits(attestation: Attestation) -> bool:
    """Whether an answer is still to come: the first, or another after a change."""
    return attestation.answered_at is None or attestation.answered_at < attestation.asked_at


def _answer(claim: Claim, one: Attestation, results: dict[str, str]) -> Answer:
    answered = one.state != AttestationState.ASKED
    return Answer(
        name=one.attester.name,
        present=one.attester.is_active,
        state=one.state,
        mark=_mark(one),
        asked_at=one.asked_at,
        answered_at=one.answered_at,
        words=one.words,
        question=one.question,
        metric=one.amended_metric,
        claimed=results.get(one.amended_metric, ""),
        amended=one.amended_result,
        overtaken=answered and one.state != AttestationState.DECLINED and one.claim_version != claim.version,
        waits=waits(one),
    )


def _mark(one: Attestation) -> Standing:
    return {
        AttestationState.ASKED: Standing(_("asked"), "wait"),
        AttestationState.CONFIRMED: Standing(_("confirmed"), "ok"),
        AttestationState.AMENDED: Standing(_("amended"), "ok"),
        AttestationState.DISPUTED: Standing(_("disputed"), "lost"),
        AttestationState.DECLINED: Standing(_("declined"), "plain"),
    }[AttestationState(one.state)]
