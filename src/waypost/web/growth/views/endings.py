"""How a plan ends: one side says that it is done, the other agrees, or it is taken back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waypost.web.growth.forms.planning import CheckInForm, DoneForm
from waypost.web.growth.services.ending import agree_done, say_done, take_back_done
from waypost.web.growth.views.plans import page_of, shown_plan
from waypost.web.ui.forms import EditForm
from waypost.web.ui.views import act_of, person_of


@require_POST
def plan_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that the plan is done, and what came of it."""
    shown = page_of(person_of(request), pk)
    form = DoneForm(request.POST)
    if form.is_valid():
        with form.refusing():
            say_done(act_of(request), plan=pk, seen=form.cleaned_data["seen"], words=form.cleaned_data["words"])
            messages.success(request, _("The other side is asked whether the plan is done."))
            return redirect("growth:plan", pk)
    return shown_plan(request, shown, CheckInForm(), done=form)


@require_POST
def plan_agree(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Agree that the plan is done."""
    agree_done(act_of(request), plan=pk, seen=_seen(request))
    messages.success(request, _("The plan is done. Both of you can read it from now on as it stands."))
    return redirect("growth:plan", pk)


@require_POST
def plan_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the plan again."""
    take_back_done(act_of(request), plan=pk, seen=_seen(request))
    messages.success(request, _("The plan is open again."))
    return redirect("growth:plan", pk)


def _seen(request: HttpRequest) -> int:
    """The version the page showed; 0, which no plan has, when nothing readable was sent."""
    form = EditForm(request.POST)
    return form.cleaned_data["seen"] if form.is_valid() else 0
