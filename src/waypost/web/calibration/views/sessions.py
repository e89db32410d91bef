"""Sessions: the list, a new one, the agenda of one, and moving it on."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.calibration.session import RoomRole, State, Step
from waypost.refusal import NotVisible
from waypost.web.calibration.forms import SessionForm, StepForm
from waypost.web.calibration.models import Session
from waypost.web.calibration.places import session_place
from waypost.web.calibration.selectors.measured import measures_shown
from waypost.web.calibration.selectors.opening import bands_waiting, may_open, opening
from waypost.web.calibration.selectors.rooms import Room
from waypost.web.calibration.services.measuring import bring_up_to_date
from waypost.web.calibration.services.sessions import move_session, open_session
from waypost.web.people.fresh import signed_in_freshly
from waypost.web.people.models import Person
from waypost.web.ui.views import act_of, one, page, person_of


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions somebody is in, and for people operations all of them; without a count of cases."""
    person = person_of(request)
    rows = Session.objects.visible_to(person).select_related("facilitator").order_by("-opened_at")[:50]
    opens = may_open(person)
    bands = bands_waiting(person) if opens else ()
    context = {"sessions": [(row, State(row.state)) for row in rows], "opens": opens, "bands": bands}
    return page(request, "calibration/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: HttpRequest) -> HttpResponse:
    """A session over the cases of a band (`?band=`) up to a cycle."""
    person = person_of(request)
    if not may_open(person):
        raise NotVisible("session.new", _("There is no such page."))
    bands = bands_waiting(person)
    band = request.GET.get("band", "") or (bands[0][0] if bands else "")
    cycle = _cycle(request.GET.get("cycle", ""))
    found = opening(person, band=band, cycle_on=cycle, day=timezone.localdate())
    initial = {
        "name": _("Calibration %(band)s, %(month)s") % {"band": band, "month": timezone.localdate().strftime("%B %Y")},
        "facilitator": str(found.facilitators[0].pk) if found.facilitators else "",
        "attendees": [str(one.pk) for one in found.calibrators],
    }
    form = SessionForm(request.POST or None, facilitators=found.facilitators, people=found.people, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with form.refusing():
            made = open_session(
                act_of(request),
                name=said["name"],
                band=band,
                cycle_on=cycle,
                facilitator=UUID(said["facilitator"]),
                attendees=[*map(UUID, said["attendees"]), *(one.pk for one in said["others"])],
            )
            messages.success(request, _("The session is open for previews."))
            return redirect(session_place(made))
    context = {"bands": bands, "band": band, "cycle": cycle, "opening": found}
    return page(request, "calibration/new.html", context, form)


@require_safe
def session(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The agenda. Asked with `since`, answers with nothing while nothing changed."""
    room = room_of(request, pk)
    if request.GET.get("since") == room.stamp:
        return HttpResponse(status=204)
    context = {"room": room, "session": room.session}
    if "since" in request.GET:
        return fragment(request, room, "calibration/parts/agenda_now.html", context)
    return page(request, "calibration/session.html", context | {"measured": measures_shown(room)})


@require_POST
def session_act(request: HttpRequest, pk: UUID, step: str) -> HttpResponse:
    """One step: open the room, lock, release."""
    room = room_of(request, pk)
    if step not in set(Step):
        raise NotVisible("session.step", _("There is no such action."))
    form = StepForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    if step == Step.RELEASE:
        signed_in_freshly(request)
    locks = step == Step.LOCK and RoomRole.FACILITATOR in room.roles
    if locks:
        # A decision refers to what the room saw last. As a rule the worker was here before, and this is one look.
        bring_up_to_date(room.session.pk, at=timezone.now())
    move_session(act_of(request), room.session, Step(step), seen=seen)
    if locks:  # a rating may have changed between the two; from here on none can
        bring_up_to_date(room.session.pk, at=timezone.now(), just_locked=True)
    return redirect(session_place(room.session))


def room_of(request: HttpRequest, pk: UUID) -> Room:
    """The session for the person who asks; NotVisible for a stranger."""
    person: Person = person_of(request)
    return Room(one(Session.objects.visible_to(person).select_related("facilitator"), pk=pk), person)


def fragment(request: HttpRequest, room: Room, template: str, context: dict[str, object]) -> HttpResponse:
    """What changed since a page was made; when the session itself moved on, the page is made anew."""
    if request.GET["since"].partition("-")[0] != str(room.session.version):
        return HttpResponse(headers={"HX-Refresh": "true"})
    return page(request, template, context)


def _cycle(text: str) -> date:
    """The cycle up to which cases are taken; without one, every cycle that has begun or is next."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max
