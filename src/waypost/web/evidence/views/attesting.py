"""Confirmations: asking a named person, and answering."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from waypost.refusal import NotAllowed
from waypost.web.evidence.forms.asking import AnswerForm, AskForm
from waypost.web.evidence.models import Attestation, Claim
from waypost.web.evidence.selectors.claim_page import AskedClaim, asked_claim
from waypost.web.evidence.selectors.colleagues import people_named
from waypost.web.evidence.services.attestations import answer_attestation, ask_attestation
from waypost.web.evidence.services.claims import claim_place
from waypost.web.journal.acts import Act
from waypost.web.ui.catching_up import catch_up, resend_as
from waypost.web.ui.views import act_of, one, page, person_of


@require_http_methods(["GET", "HEAD", "POST"])
def claim_ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Find somebody by name and ask them to confirm one claim."""
    person = person_of(request)
    row = one(Claim.objects.visible_to(person), pk=pk)
    if row.person_id != person.pk:
        raise NotAllowed("claim.not_yours", _("Only the person a claim is of can ask for its confirmation."))
    words = request.GET.get("q", "").strip()[:80]
    found = people_named(person, words, day=Act(by=None).today)
    form = AskForm(request.POST or None, found=found)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            ask_attestation(
                act_of(request),
                claim=pk,
                attester=UUID(form.cleaned_data["attester"]),
                question=form.cleaned_data["question"],
            )
            return redirect(claim_place(row))
    context = {"claim": row, "words": words, "found": found, "searched": bool(words)}
    return page(request, "evidence/ask.html", context, form)


@require_http_methods(["GET", "HEAD", "POST"])
def attestation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One claim as the person asked sees it, and their answer. Its author is led to the claim."""
    person = person_of(request)
    asked = Attestation.objects.visible_to(person).exclude(attester=person).select_related("claim")
    others = asked.filter(pk=pk).first()
    if others is not None:
        return redirect(claim_place(others.claim))
    shown = asked_claim(person, pk)
    form = _answer_form(request, shown)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusing():
            answer_attestation(
                act_of(request),
                attestation=pk,
                seen=said["seen"],
                claim_seen=said["claim_seen"],
                answer=said["answer"],
                words=said["words"],
                amended_metric=said.get("amended_metric", ""),
                amended_result=said.get("amended_result", ""),
            )
            return redirect(request.path)
        shown = asked_claim(person, pk)
        catch_up(form, shown.attestation.version)
        resend_as(form, claim_seen=shown.claim.version)
    return page(request, "evidence/attestation.html", {"shown": shown}, form)


def _answer_form(request: HttpRequest, shown: AskedClaim) -> AnswerForm:
    said = shown.attestation
    initial = {
        "seen": said.version,
        "claim_seen": shown.claim.version,
        "answer": said.state if shown.answered else None,
        "amended_metric": said.amended_metric,
        "amended_result": said.amended_result,
        "words": said.words,
    }
    return AnswerForm(request.POST or None, asked=said, initial=initial)
