"""What an author does with a claim: keep a draft, record it, change it, withdraw it, take it back."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.evidence.claims import Claim as ClaimValue
from waypost.evidence.recording import lacks
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.evidence.models import (
    Attestation,
    AttestationState,
    Claim,
    ClaimCriterion,
    ClaimState,
    Metric,
    WorkProduct,
)
from waypost.web.evidence.values import METRICS_MOST, PRODUCTS_MOST, ClaimText
from waypost.web.evidence.written import typed_claim, written_claim
from waypost.web.journal.acts import Act, draft, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.stale import refuse_stale
from waypost.web.people.models import Person

_DRAFTS = uuid.UUID("6f0a1f0e-5d0c-4b8e-9a51-0c2f6f1f5a3e")
WORDS_MOST = 10_000  # characters of one text


def draft_id(person: Person, once: str) -> uuid.UUID:
    """The id a new claim gets from the key of the form it is written in.

    The form's autosave and its sending, once or twice, thus all reach one and the same row, and nobody can begin a
    claim under an id of their choosing.
    """
    return uuid.uuid5(_DRAFTS, f"{person.pk}:{once}")


@draft
def keep_draft(act: Act, *, claim: uuid.UUID, seen: int, text: ClaimText) -> Claim:
    """Keep what is being typed. `seen` 0 begins the draft.

    Raises NotVisible for another's claim, NotNow when it is no draft any more, Conflict when it was changed elsewhere.
    """
    row = _begun(act, claim, text) if seen == 0 else _own(act, claim)
    if row.state != ClaimState.DRAFT:
        raise NotNow("claim.no_draft", _("This claim is recorded or withdrawn; open it again to change it."))
    _write(act, row, seen=_seen(row, seen), text=text)
    return row


@service
def record_claim(act: Act, *, claim: uuid.UUID, seen: int | None = None, text: ClaimText | None = None) -> Claim:
    """Make a draft part of the author's evidence, with the last changes to its text if there are any.

    Raises NotNow, with what is missing, while the claim does not say enough to be judged.
    """
    row = _begun(act, claim, text) if text is not None and seen == 0 else _own(act, claim)
    if row.state != ClaimState.DRAFT:
        raise NotNow("claim.not_a_draft", _("Only a draft can be recorded, and this claim is not one."))
    if text is not None:
        _write(act, row, seen=_seen(row, seen or 0), text=text)
    missing = lacks(written_claim(row))
    if missing:
        raise NotNow(
            "claim.lacks",
            _("This claim does not say enough yet. Add what is missing, then record it."),
            missing=missing,
        )
    _move(act, row, ClaimState.RECORDED)
    record(act, Kind.CLAIM_RECORDED, subject=row, place=claim_place(row), about=row.person, facts=_facts(row))
    return row


@service
def change_claim(act: Act, *, claim: uuid.UUID, seen: int, text: ClaimText) -> Claim:
    """Change a recorded claim. Confirmations stay, and show that they were given for an earlier version.

    Whoever confirmed or amended it is told. Raises NotNow when the change would leave too little said.
    """
    row = _own(act, claim)
    if row.state != ClaimState.RECORDED:
        raise NotNow("claim.not_recorded", _("Only a recorded claim can be changed like this."))
    _write(act, row, seen=seen, text=text)
    missing = lacks(written_claim(row))
    if missing:
        raise NotNow(
            "claim.lacks",
            _("A recorded claim has to keep saying what others rely on. Add what is missing, or withdraw the claim."),
            missing=missing,
        )
    record(
        act,
        Kind.CLAIM_CHANGED,
        subject=row,
        place=claim_place(row),
        about=row.person,
        facts=_facts(row),
        tell=_vouchers(row),
    )
    return row


@service
def withdraw_claim(act: Act, *, claim: uuid.UUID) -> Claim:
    """Put a draft or a recorded claim away. It can be taken back; packets already frozen keep their copy."""
    row = _own(act, claim)
    if row.state == ClaimState.WITHDRAWN:
        raise NotNow("claim.withdrawn", _("This claim is withdrawn already."))
    was = row.state
    _move(act, row, ClaimState.WITHDRAWN)
    record(act, Kind.CLAIM_WITHDRAWN, subject=row, place=claim_place(row), about=row.person, facts={"was": str(was)})
    return row


@service
def take_back_claim(act: Act, *, claim: uuid.UUID) -> Claim:
    """Undo a withdrawal: the claim becomes a draft again, with everything that was said about it."""
    row = _own(act, claim)
    if row.state != ClaimState.WITHDRAWN:
        raise NotNow("claim.not_withdrawn", _("Only a withdrawn claim can be taken back."))
    _move(act, row, ClaimState.DRAFT)
    record(act, Kind.CLAIM_TAKEN_BACK, subject=row, place=claim_place(row), about=row.person)
    return row


def claim_place(claim: Claim) -> str:
    """Where a claim is seen."""
    return reverse("evidence:claim", args=[claim.pk])


def _own(act: Act, claim: uuid.UUID) -> Claim:
    """The author's claim, locked. A manager it is shared with sees it and may not touch it."""
    if act.by is None:
        raise NotVisible("claim", _("There is no such claim."))
    row = Claim.objects.visible_to(act.by).filter(pk=claim).first()
    if row is None:
        raise NotVisible("claim", _("There is no such claim."))
    if row.person_id != act.by.pk:
        raise NotAllowed("claim.not_yours", _("Only the person a claim is of can change it."))
    return Claim.objects.select_for_update(of=("self",)).select_related("person").get(pk=claim)


def _begun(act: Act, claim: uuid.UUID, text: ClaimText) -> Claim:
    """The draft this form began, or begins now."""
    if act.by is None or not act.by.is_active or claim != draft_id(act.by, act.once):
        raise NotVisible("claim", _("There is no such claim."))
    if Claim.objects.filter(pk=claim).exists():
        return _own(act, claim)
    try:
        with transaction.atomic():
            return Claim.objects.create(
                id=claim, person=act.by, title=text.title, created_at=act.at, changed_at=act.at, version=0
            )
    except IntegrityError:  # the form's other sending got there first
        return _own(act, claim)


def _seen(row: Claim, seen: int) -> int:
    """The version a form saw. One that saw none may write the first again: it is the form that wrote it."""
    return seen or min(row.version, 1)


def _write(act: Act, row: Claim, *, seen: int, text: ClaimText) -> None:
    _refuse_excess(text)
    changes: dict[str, Any] = {
        "title": text.title,
        "what": text.what,
        "part": text.part,
        "outcome_kind": text.outcome_kind,
        "outcome": text.outcome,
        "started_on": text.started_on,
        "ended_on": text.ended_on,
        "shared": text.shared,
        "changed_at": act.at,
    }
    refuse_stale(version=row.version, seen=seen, theirs=_texts(written_claim(row)), mine=_texts(typed_claim(text)))
    save_current(row, seen=seen, **changes)
    row.criteria.all().delete()
    row.metrics.all().delete()
    row.work_products.all().delete()
    ClaimCriterion.objects.bulk_create(ClaimCriterion(claim=row, criterion=key) for key in dict.fromkeys(text.criteria))
    Metric.objects.bulk_create(
        Metric(
            claim=row,
            name=one.name,
            baseline=one.baseline,
            result=one.result,
            unit=one.unit,
            period=one.period,
            how_measured=one.how_measured,
            share=one.share,
        )
        for one in text.metrics
    )
    WorkProduct.objects.bulk_create(
        WorkProduct(claim=row, kind=one.kind, title=one.title, url=one.url) for one in text.work_products
    )


def _texts(claim: ClaimValue) -> list[tuple[str, str]]:
    """A claim as labelled texts, for somebody who has to choose between two of them."""
    numbers = [f"{one.name}: {one.baseline} → {one.result} {one.unit}".strip() for one in claim.metrics]
    return [
        (_("Title"), claim.title),
        (_("What was done"), claim.what),
        (_("Your own part"), claim.part),
        (_("What changed because of it"), claim.outcome),
        (_("Numbers"), "\n".join(numbers)),
        (_("Links to the work"), "\n".join(claim.work_products)),
    ]


def _refuse_excess(text: ClaimText) -> None:
    if not text.title.strip():
        raise Malformed("claim.title", _("Give the claim a title: one line that names what was done."))
    if len(text.metrics) > METRICS_MOST or len(text.work_products) > PRODUCTS_MOST:
        raise Malformed(
            "claim.too_many",
            _("A claim carries at most %(metrics)s numbers and %(products)s links; split it in two.")
            % {"metrics": METRICS_MOST, "products": PRODUCTS_MOST},
        )
    if any(not one.url.startswith("https://") for one in text.work_products):
        raise Malformed("claim.link", _("Links to work begin with https://."))
    if any(len(words) > WORDS_MOST for words in (text.what, text.part, text.outcome)):
        raise Malformed("claim.too_long", _("One of the texts is too long; keep each under 10,000 characters."))
    if text.started_on and text.ended_on and text.ended_on < text.started_on:
        raise Malformed("claim.days", _("It ends before it begins; look at the two dates."))


def _move(act: Act, row: Claim, state: ClaimState) -> None:
    # The version counts what the text says, so that withdrawing and taking back leaves confirmations current.
    row.state = state
    row.changed_at = act.at
    row.save(update_fields=["state", "changed_at"])


def _vouchers(row: Claim) -> list[Person]:
    vouched = Attestation.objects.filter(
        claim=row, state__in=(AttestationState.CONFIRMED, AttestationState.AMENDED)
    ).select_related("attester")
    return [one.attester for one in vouched]


def _facts(row: Claim) -> dict[str, Any]:
    return {
        "version": row.version,
        "criteria": sorted(row.criteria.values_list("criterion", flat=True)),
        "outcome": row.outcome_kind,
        "metrics": row.metrics.count(),
    }
