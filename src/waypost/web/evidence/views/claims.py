"""Claims: the timeline, one claim, and its states."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from waypost.refusal import NotVisible
from waypost.web.evidence.led import led_by
from waypost.web.evidence.models import Attestation
from waypost.web.evidence.selectors.claim_page import claim_page
from waypost.web.evidence.selectors.colleagues import with_position
from waypost.web.evidence.selectors.timeline import timeline
from waypost.web.evidence.services.attestations import attestation_place
from waypost.web.evidence.services.claims import claim_place, record_claim, take_back_claim, withdraw_claim
from waypost.web.evidence.yardstick import yardstick
from waypost.web.journal.acts import Act
from waypost.web.people.models import Person
from waypost.web.ui.views import act_of, page, person_of


@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Somebody's claims: one's own, or what somebody shares with their manager."""
    reader, today = person_of(request), Act(by=None).today
    of = whose(reader, request.GET.get("of", ""))
    measure = yardstick(of, day=today)
    criterion = request.GET.get("criterion", "")
    known = measure is not None and criterion in measure.framework.index.criteria
    shown = timeline(
        reader,
        of=of,
        measure=measure,
        criterion=criterion if known else "",
        withdrawn="withdrawn" in request.GET,
        page=request.GET.get("page", "1"),
    )
    reports = () if of != reader else with_position(Person.objects.filter(pk__in=led_by(reader)), day=today)
    context = {
        "of": of,
        "mine": of == reader,
        "measure": measure,
        "criterion": criterion if known else "",
        "withdrawn": "withdrawn" in request.GET,
        "shown": shown,
        "reports": reports,
    }
    return page(request, "evidence/claims.html", context)


@require_safe
def claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One claim. Who was only asked to confirm it is led to the page that shows them just that."""
    reader = person_of(request)
    try:
        shown = claim_page(reader, pk)
    except NotVisible:
        asked = Attestation.objects.asked_of(reader).filter(claim=pk).first()
        if asked is None:
            raise
        return redirect(attestation_place(asked))
    measure = yardstick(shown.claim.person, day=Act(by=None).today)
    keys = [one.criterion for one in shown.claim.criteria.all()]
    titles = [(key, measure.title_of(key) if measure else key) for key in keys]
    return page(request, "evidence/claim.html", {"shown": shown, "criteria": titles, "measure": measure})


@require_POST
def claim_record(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a draft count."""
    return redirect(claim_place(record_claim(act_of(request), claim=pk)))


@require_POST
def claim_withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a claim away."""
    return redirect(claim_place(withdraw_claim(act_of(request), claim=pk)))


@require_POST
def claim_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Undo a withdrawal."""
    return redirect(claim_place(take_back_claim(act_of(request), claim=pk)))


def whose(reader: Person, key: str) -> Person:
    """The person whose evidence is asked for: the reader, or one of their reports; anybody else is not there."""
    if not key or key == str(reader.pk):
        return reader
    try:
        asked = UUID(key)
    except ValueError:
        asked = None
    found: Person | None = Person.objects.filter(pk__in=led_by(reader)).filter(pk=asked).first() if asked else None
    if found is None:
        raise NotVisible("claims", _("There is no such page."))
    return found
