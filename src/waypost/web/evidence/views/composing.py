"""Writing a claim: the composer, its draft that saves itself, and the questions it asks."""

from __future__ import annotations

import uuid
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waypost.evidence.claims import Prompt, asks_so_what
from waypost.refusal import NotAllowed, NotNow, Refusal
from waypost.web.evidence.forms.composer import Composer
from waypost.web.evidence.models import Claim, ClaimState
from waypost.web.evidence.services.claims import change_claim, claim_place, draft_id, keep_draft, record_claim
from waypost.web.evidence.written import typed_claim, written_claim
from waypost.web.evidence.yardstick import Yardstick, yardstick
from waypost.web.journal.acts import Act
from waypost.web.people.models import Person
from waypost.web.ui.catching_up import catch_up
from waypost.web.ui.views import act_of, one, page, person_of

PARTS = ("criteria", "metrics", "work_products", "attestations")


@require_http_methods(["GET", "HEAD", "POST"])
def claim_new(request: HttpRequest) -> HttpResponse:
    """The composer, empty. Its draft gets its address from the form's own key."""
    person = person_of(request)
    measure = _measure(person)
    if request.method != "POST":
        composer = Composer(measure)
        pk = draft_id(person, str(composer.form["once"].value()))
        return _composing(request, composer, pk, None)
    composer, act = Composer(measure, sent=request.POST), _keyed(act_of(request))
    return _save(request, composer, draft_id(person, act.once), act, None)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The composer over a claim of one's own."""
    person = person_of(request)
    row = one(Claim.objects.visible_to(person).prefetch_related(*PARTS), pk=pk)
    if row.person_id != person.pk:
        raise NotAllowed("claim.not_yours", _("Only the person a claim is of can change it."))
    if row.state == ClaimState.WITHDRAWN:
        raise NotNow("claim.withdrawn", _("This claim is withdrawn. Take it back first; it becomes a draft again."))
    measure = _measure(person)
    if request.method != "POST":
        return _composing(request, Composer(measure, claim=row), pk, row)
    return _save(request, Composer(measure, sent=request.POST, claim=row), pk, act_of(request), row)


@require_POST
def claim_autosave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what was typed so far; answers with a short line, and the version the form has now seen."""
    composer = Composer(_measure(person_of(request)), sent=request.POST)
    text, seen = composer.text(), composer.form.cleaned_data.get("seen")
    if not text.title or seen is None:
        says = _("Not saved yet: give it a title, then it saves itself.")
        return HttpResponse(says, status=422, content_type="text/plain")
    try:
        row = keep_draft(_keyed(act_of(request)), claim=pk, seen=seen, text=text)
    except Refusal as refusal:
        if refusal.status not in {409, 422}:
            raise
        return HttpResponse(refusal.sentence, status=refusal.status, content_type="text/plain")
    context = {"version": row.version, "at": timezone.localtime(), "whole": composer.is_valid()}
    return render(request, "ui/parts/kept.html", context)


@require_POST
def so_what(request: HttpRequest) -> HttpResponse:
    """The questions a reader would ask of what is being typed. Nothing is saved."""
    composer = Composer(_measure(person_of(request)), sent=request.POST)
    return render(request, "evidence/parts/so_what.html", {"prompts": prompts(composer)})


def prompts(composer: Composer) -> tuple[Prompt, ...]:
    """What the composer asks. Witnesses come later: only a recorded claim can be shown to one."""
    return tuple(one for one in asks_so_what(typed_claim(composer.text())) if one.field != "attestations")


def _save(request: HttpRequest, composer: Composer, pk: UUID, act: Act, row: Claim | None) -> HttpResponse:
    if composer.is_valid():
        seen, text = composer.form.cleaned_data["seen"], composer.text()
        with composer.form.refusing():
            if row is not None and row.state == ClaimState.RECORDED:
                change_claim(act, claim=pk, seen=seen, text=text)
            elif request.POST.get("then") == "record":
                record_claim(act, claim=pk, seen=seen, text=text)
            else:
                keep_draft(act, claim=pk, seen=seen, text=text)
            return redirect("evidence:claim", pk)
        now = Claim.objects.filter(pk=pk).values_list("version", flat=True).first()
        catch_up(composer.form, now or 0)
    return _composing(request, composer, pk, row)


def _composing(request: HttpRequest, composer: Composer, pk: UUID, row: Claim | None) -> HttpResponse:
    recorded = row is not None and row.state == ClaimState.RECORDED
    written = row is not None or composer.form.is_bound
    context = {
        "composer": composer,
        "claim": row,
        "pk": pk,
        "recorded": recorded,
        "place": claim_place(row) if row else "",
        "prompts": asks_so_what(typed_claim(composer.text(), of=row)) if composer.form.is_bound else _asked(row),
        "written": written,
        "mend": {field: f"#id_{field}" for field in ("title", "what", "part", "started_on")}
        | {"criteria": "#criteria", "metrics": "#metrics"},
    }
    return page(request, "evidence/compose.html", context, composer.form)


def _asked(row: Claim | None) -> tuple[Prompt, ...]:
    return asks_so_what(written_claim(row)) if row is not None else ()


def _measure(person: Person) -> Yardstick:
    measure = yardstick(person, day=Act(by=None).today)
    if measure is None:
        raise NotNow(
            "framework.none",
            _("No framework is published yet, so there is nothing to hold evidence against. Its owner publishes one."),
        )
    return measure


def _keyed(act: Act) -> Act:
    """An act from a form without a key gets one of its own: two such forms are two claims."""
    return act if act.once else replace(act, once=uuid.uuid4().hex)
