"""Confirmations: a claim's author asks a named person, and that person answers."""

from __future__ import annotations

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.evidence.models import Attestation, AttestationState, Claim, ClaimState
from waypost.web.journal.acts import Act, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person

ASKED_MOST = 12  # people asked about one claim
ANSWERS = (
    AttestationState.CONFIRMED,
    AttestationState.AMENDED,
    AttestationState.DISPUTED,
    AttestationState.DECLINED,
)


@service
def ask_attestation(act: Act, *, claim: uuid.UUID, attester: uuid.UUID, question: str = "") -> Attestation:
    """Ask somebody who works here whether a recorded claim is right; one question to each person.

    Somebody who answered about an earlier version may be asked again, and their answer stands until then. Raises
    NotVisible, NotAllowed for a claim that is another's, NotNow for a claim that is not recorded or a person who was
    asked already, Malformed for somebody who cannot be asked.
    """
    row = _claim_to_ask_about(act, claim)
    person = _askable(act, row, attester)
    earlier = Attestation.objects.filter(claim=row, attester=person).first()
    asked = _again(act, row, earlier, question) if earlier else _first(act, row, person, question)
    record(
        act,
        Kind.ATTESTATION_ASKED,
        subject=asked,
        place=attestation_place(asked),
        about=row.person,
        facts={"again": earlier is not None},
        tell=[person],
    )
    return asked


@service
def answer_attestation(
    act: Act,
    *,
    attestation: uuid.UUID,
    seen: int,
    claim_seen: int,
    answer: str,
    words: str = "",
    amended_metric: str = "",
    amended_result: str = "",
) -> Attestation:
    """Confirm, amend, dispute or decline, as the person asked. An answer may be changed: that is another event.

    `claim_seen` is the version of the claim that was on the page. Raises NotVisible to anybody else, NotNow when the
    claim was changed meanwhile, Malformed for an answer that lacks its words or figure.
    """
    row = _asked_of(act, attestation)
    if row.claim.version != claim_seen:
        raise NotNow(
            "attestation.claim_changed",
            _("The claim was changed while you read it. It is shown below as it is now; please look again."),
        )
    amends = answer == AttestationState.AMENDED
    _refuse_half_answers(row, answer, words, amended_metric, amended_result)
    save_current(
        row,
        seen=seen,
        mine={"words": words, "amended_result": amended_result},
        state=answer,
        words=words,
        amended_metric=amended_metric if amends and amended_result else "",
        amended_result=amended_result if amends else "",
        answered_at=act.at,
        claim_version=row.claim.version,
    )
    record(
        act,
        Kind.ATTESTATION_ANSWERED,
        subject=row,
        place=attestation_place(row),
        about=row.claim.person,
        facts={"answer": str(answer), "claim_version": row.claim_version},
        tell=[row.claim.person],
    )
    return row


def attestation_place(attestation: Attestation) -> str:
    """Where an attestation is answered, and from where its author is led on to the claim."""
    return reverse("evidence:attestation", args=[attestation.pk])


def _claim_to_ask_about(act: Act, claim: uuid.UUID) -> Claim:
    if act.by is None:
        raise NotVisible("claim", _("There is no such claim."))
    row = Claim.objects.visible_to(act.by).select_related("person").filter(pk=claim).first()
    if row is None:
        raise NotVisible("claim", _("There is no such claim."))
    if row.person_id != act.by.pk:
        raise NotAllowed("claim.not_yours", _("Only the person a claim is of can ask for its confirmation."))
    if row.state != ClaimState.RECORDED:
        raise NotNow("attestation.claim_not_recorded", _("Record the claim first; then somebody can confirm it."))
    return row


def _askable(act: Act, claim: Claim, attester: uuid.UUID) -> Person:
    person: Person | None = Person.objects.present(act.today).filter(pk=attester).first()
    if person is None:
        raise Malformed(
            "attestation.nobody", _("Nobody who works here now was chosen. Search for a name and pick one.")
        )
    if person.pk == claim.person_id:
        raise Malformed("attestation.self", _("You cannot confirm your own claim; ask somebody who saw it."))
    return person


def _first(act: Act, claim: Claim, person: Person, question: str) -> Attestation:
    if Attestation.objects.filter(claim=claim).count() >= ASKED_MOST:
        raise NotNow(
            "attestation.enough",
            _("%(most)s people were asked about this claim. That is enough to know.") % {"most": ASKED_MOST},
        )
    return Attestation.objects.create(
        claim=claim, attester=person, asked_at=act.at, question=question, claim_version=claim.version
    )


def _again(act: Act, claim: Claim, earlier: Attestation, question: str) -> Attestation:
    name = {"name": earlier.attester.name}
    if earlier.state == AttestationState.DECLINED:
        raise NotNow("attestation.declined", _("%(name)s preferred not to answer. Ask somebody else.") % name)
    waits = earlier.answered_at is None or earlier.answered_at < earlier.asked_at
    if waits or earlier.claim_version == claim.version:
        raise NotNow("attestation.asked", _("%(name)s was asked about this already.") % name)
    save_current(earlier, seen=earlier.version, asked_at=act.at, question=question)
    return earlier


def _asked_of(act: Act, attestation: uuid.UUID) -> Attestation:
    if act.by is None:
        raise NotVisible("attestation", _("There is nothing to confirm here."))
    asked = Attestation.objects.asked_of(act.by).select_related("claim__person")
    row = asked.filter(pk=attestation).first()
    if row is None:
        raise NotVisible("attestation", _("There is nothing to confirm here."))
    return row


def _refuse_half_answers(row: Attestation, answer: str, words: str, metric: str, result: str) -> None:
    if answer not in ANSWERS:
        raise Malformed("attestation.answer", _("Choose one of the four answers."))
    if answer == AttestationState.AMENDED and not (result.strip() or words.strip()):
        raise Malformed("attestation.amendment", _("Say what it should be: the right figure, or a few words."))
    if answer == AttestationState.DISPUTED and not words.strip():
        raise Malformed("attestation.dispute", _("Say in a few words what is not right, so that it can be mended."))
    known = row.claim.metrics.filter(name=metric).exists() if metric else True
    if answer == AttestationState.AMENDED and not known:
        raise Malformed("attestation.metric", _("That number is not part of this claim."))
