"""The panels of a case: who sits, who could, and conflicts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from waypost.promotion.disclosure import Extent, Part
from waypost.refusal import NotVisible
from waypost.web.people.models import Person
from waypost.web.promotion.forms.panels import ConflictForm, LeaveForm, SeatForm
from waypost.web.promotion.models import PanelName, Seat
from waypost.web.promotion.places import case_place, panel_place
from waypost.web.promotion.selectors.panels import panel_page
from waypost.web.promotion.selectors.seating import SEATERS
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.services import panels
from waypost.web.promotion.views.opening import opened
from waypost.web.ui.forms import ActForm
from waypost.web.ui.views import act_of, one, page, person_of

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who sits and, for who seats them, who could: `?panel=`, `?q=`, `?page=`."""
    return _page(request, _seen(request, pk))


@FORM
def seat_take(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Seat somebody; asked for without a form, it shows where that is done."""
    sight = _seen(request, pk)
    if request.method != "POST":
        return redirect(panel_place(sight.case))
    form = SeatForm(request.POST)
    if form.is_valid():
        with form.refusing():
            person = one(Person.objects.visible_to(person_of(request)), pk=form.cleaned_data["person"])
            name = PanelName(form.cleaned_data["panel"])
            panels.seat_take(act_of(request), sight.case, panel=name, person=person)
            messages.success(request, _("%(name)s has a seat now.") % {"name": person.name})
            return redirect(panel_place(sight.case))
    return _page(request, sight, form)


@FORM
def seat_leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Free a seat, with the reason."""
    row = Seat.objects.filter(pk=pk, left_at=None).values_list("case_id", flat=True).first()
    if row is None:
        raise NotVisible("seat", _("There is no such seat."))
    sight = _seen(request, row)
    seat = next((one for one in sight.seated() if one.pk == pk), None)
    if seat is None:
        raise NotVisible("seat", _("There is no such seat."))
    panels.refuse_freeing(sight, seat)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusing():
            panels.seat_leave(act_of(request), seat, because=form.cleaned_data["because"])
            messages.success(request, _("The seat is free."))
            own = seat.person_id == sight.person.pk and not sight.roles & SEATERS
            return redirect("promotion:board" if own else panel_place(sight.case))
    return page(request, "promotion/seat_leave.html", {"case": sight.case, "seat": seat}, form)


@FORM
def conflict_declare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that one of two people must not judge the other."""
    sight = _seen(request, pk)
    others = panels.may_conflict_with(sight)
    form = ConflictForm(request.POST or None, initial={"other": request.GET.get("with") or next(iter(others), None)})
    other = next((one for key, one in others.items() if str(key) == str(form["other"].value())), None)
    if request.method == "POST" and form.is_valid() and other is not None:
        with form.refusing():
            own = bool(sight.own_seats())
            panels.conflict_declare(act_of(request), sight.case, other=other, words=form.cleaned_data["words"])
            messages.success(request, _("It is declared. People operations are told."))
            return redirect("promotion:board" if own else case_place(sight.case))
    if other is None:
        raise NotVisible("conflict", _("There is nobody here to declare a conflict with."))
    return page(request, "promotion/conflict.html", {"case": sight.case, "other": other, "sight": sight}, form)


def _seen(request: HttpRequest, pk: UUID) -> Sight:
    sight = opened(request, pk)
    if not sight.sees(Part.PANEL, Extent.ALL):
        raise NotVisible("panel", _("There is no such panel."))
    return sight


def _page(request: HttpRequest, sight: Sight, form: ActForm | None = None) -> HttpResponse:
    found = panel_page(
        sight,
        day=timezone.localdate(),
        panel=request.GET.get("panel") or request.POST.get("panel", ""),
        query=request.GET.get("q", ""),
        number=int(number) if (number := request.GET.get("page", "")).isdecimal() and len(number) < 6 else 1,
    )
    return page(request, "promotion/panel.html", {"page": found, "case": sight.case, "sight": sight}, form)
