"""Importing the list of people: give it, look at what it would do, apply exactly that."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.people.columns import Column
from waypost.people.plan import Entry, Plan
from waypost.refusal import NotAllowed, Refusal
from waypost.web.people.forms import ImportForm
from waypost.web.people.levels import levels_on
from waypost.web.people.models import DutyKind, Function, ImportState, PeopleImport
from waypost.web.people.services import apply_import, preview_people
from waypost.web.people.services.importing import PlanChanged, plan_for
from waypost.web.ui.forms import PressForm
from waypost.web.ui.views import act_of, one, page, person_of

SHOWN = 60  # of each kind; the numbers above them are of all


@require_http_methods(["GET", "HEAD", "POST"])
def people_import(request: HttpRequest) -> HttpResponse:
    """Give a list and the day from which it holds."""
    if not person_of(request).holds(DutyKind.PEOPLE_OPERATIONS):
        raise NotAllowed("people.operations_only", _("Only people operations import the list of people."))
    today = timezone.localdate()
    form = ImportForm(request.POST or None, request.FILES or None, initial={"in_force_on": today})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            kept = preview_people(
                act_of(request), text=form.text, name=form.source, in_force_on=form.cleaned_data["in_force_on"]
            )
            return redirect("people:people_import_preview", pk=kept.pk)
    context = {
        "columns": tuple(Column),
        "levels": tuple(levels_on(today).items()),
        "functions": Function.choices,
        "recent": _recent(request),
    }
    return page(request, "people/import.html", context, form)


@require_safe
def preview(request: HttpRequest, pk: str) -> HttpResponse:
    """What the list would do to the people of this moment; for an applied one, that it was applied."""
    kept = one(PeopleImport.objects.visible_to(person_of(request)), pk=pk)
    if kept.state == ImportState.APPLIED:
        return page(request, "people/import_applied.html", {"kept": kept})
    return _shown(request, kept, plan_for(kept.text, kept.in_force_on))


@require_POST
def apply(request: HttpRequest, pk: str) -> HttpResponse:
    """Do what was previewed."""
    kept = one(PeopleImport.objects.visible_to(person_of(request)), pk=pk)
    try:
        plan = apply_import(act_of(request), kept, digest=request.POST.get("digest", "")[:64])
    except PlanChanged as refusal:
        return _shown(request, kept, refusal.plan, refusal)
    counts = {"added": len(plan.added), "changed": len(plan.changed), "ended": len(plan.ended)}
    messages.success(request, _("Applied: %(added)d added, %(changed)d changed, %(ended)d ended.") % counts)
    return redirect("people:people")


def _recent(request: HttpRequest) -> QuerySet[PeopleImport]:
    lists = PeopleImport.objects.visible_to(person_of(request)).defer("text").select_related("by")
    return lists.order_by("-at")[:10]


def _shown(request: HttpRequest, kept: PeopleImport, plan: Plan, refusal: Refusal | None = None) -> HttpResponse:
    form = PressForm()
    form.refusal = refusal
    groups = (
        (_("Added"), plan.added, "added"),
        (_("Changed"), plan.changed, "changed"),
        (_("Ended"), plan.ended, "ended"),
    )
    context = {
        "kept": kept,
        "plan": plan,
        "groups": tuple((title, kind, len(of), _cut(of)) for title, of, kind in groups),
        "errors": plan.errors[:SHOWN],
        "more_errors": max(0, len(plan.errors) - SHOWN),
        "applies": not plan.errors and not plan.does_nothing,
    }
    return page(request, "people/import_preview.html", context, form)


def _cut(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return entries[:SHOWN]
