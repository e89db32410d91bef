"""Pages about people: teams, one person, duties, one's own zone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.refusal import NotAllowed
from waypost.web.people import directory
from waypost.web.people.forms import DutyForm, LeavingForm, ZoneForm
from waypost.web.people.models import Duty, DutyKind, Person, Team
from waypost.web.people.services import choose_zone, end_duty, give_duty, record_leaving
from waypost.web.ui.views import act_of, one, page, person_of


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Teams with their people, or whom a search finds."""
    reader, today = person_of(request), timezone.localdate()
    words, number = request.GET.get("q", "").strip()[:100], _number(request)
    context: dict[str, object] = {
        "words": words,
        "found": None,
        "teams": None,
        "may_import": reader.holds(DutyKind.PEOPLE_OPERATIONS),
        "may_give_duties": reader.holds(DutyKind.ADMINISTRATOR),
    }
    if words:
        context["found"] = directory.found(words, today, number=number)
    else:
        context["teams"] = directory.teams_page(today, number=number)
    return page(request, "people/people.html", context)


@require_safe
def team(request: HttpRequest, key: str) -> HttpResponse:
    """One team."""
    row = one(Team.objects.all(), key=key)
    members = directory.members_of(row, timezone.localdate(), number=_number(request))
    return page(request, "people/team.html", {"team": row, "found": members})


@require_safe
def person(request: HttpRequest, pk: str) -> HttpResponse:
    """One person, as the reader may see them."""
    reader = person_of(request)
    row = one(Person.objects.visible_to(reader), pk=pk)
    shown = reader if row == reader else row
    form = LeavingForm()
    return page(
        request, "people/person.html", {"shown": directory.person_page(reader, shown, timezone.localdate())}, form
    )


@require_POST
def leaving(request: HttpRequest, pk: str) -> HttpResponse:
    """People operations record somebody's last day."""
    reader = person_of(request)
    row = one(Person.objects.visible_to(reader), pk=pk)
    form = LeavingForm(request.POST)
    if form.is_valid():
        with form.refusing():
            record_leaving(act_of(request), row, left_on=form.cleaned_data["left_on"])
            messages.success(request, _("Recorded."))
            return redirect("people:person", pk=row.pk)
    if not reader.holds(DutyKind.PEOPLE_OPERATIONS):
        raise NotAllowed("people.operations_only", _("Only people operations record that somebody leaves."))
    return page(
        request, "people/person.html", {"shown": directory.person_page(reader, row, timezone.localdate())}, form
    )


@require_http_methods(["GET", "HEAD", "POST"])
def duties(request: HttpRequest) -> HttpResponse:
    """Who has which duty; an administrator gives one."""
    reader = person_of(request)
    form = DutyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            give_duty(act_of(request), form.cleaned_data["email"], DutyKind(form.cleaned_data["kind"]))
            return redirect("people:duties")
    may_give = reader.holds(DutyKind.ADMINISTRATOR)
    if request.method == "POST" and not may_give:
        raise NotAllowed("duty.administrators_only", _("Only an administrator gives and ends duties."))
    lines = directory.duty_lines(timezone.localdate())
    return page(request, "people/duties.html", {"lines": lines, "may_give": may_give}, form)


@require_POST
def duty_end(request: HttpRequest, pk: int) -> HttpResponse:
    """An administrator ends a duty."""
    end_duty(act_of(request), one(Duty.objects.all(), pk=pk))
    return redirect("people:duties")


@require_http_methods(["GET", "HEAD", "POST"])
def zone(request: HttpRequest) -> HttpResponse:
    """The zone in which this person reads times."""
    reader = person_of(request)
    form = ZoneForm(request.POST or None, initial={"zone": reader.time_zone})
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            choose_zone(act_of(request), form.cleaned_data["zone"])
            messages.success(request, _("Times are told in this zone from now on."))
            return redirect("people:zone")
    return page(request, "people/zone.html", {}, form)


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
