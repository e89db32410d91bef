"""What was measured: of a session, of its raters, of one case; and a page that says what all of it means."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from waypost.calibration.session import State
from waypost.refusal import NotVisible
from waypost.web.calibration.selectors.explaining import example
from waypost.web.calibration.selectors.measured import MeasuredPage, case_page, measures_shown
from waypost.web.calibration.views.sessions import room_of
from waypost.web.ui.views import page, person_of


@require_safe
def measured(request: HttpRequest, pk: UUID, number: int | None = None) -> HttpResponse:
    """The cases of a session on the scale, in the order of its agenda; of the last measurement or an earlier one."""
    found = _found(request, pk, number)
    entries = found.page(request.GET.get("page", ""))
    lines = found.lines(list(entries.object_list))
    context = _context(found) | {"entries": entries, "told": lines, "picture": found.picture(lines)}
    return page(request, "calibration/measured.html", context)


@require_safe
def raters(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How the raters of a session rate: severity under letters, agreement, the panels, the cycles before."""
    return page(request, "calibration/raters.html", _context(_found(request, pk, None)))


@require_safe
def measured_case(request: HttpRequest, entry: UUID) -> HttpResponse:
    """One case as it was measured. Asked with `since`, answers with what is new, or with nothing."""
    found = case_page(person_of(request), entry)
    if found is None:
        raise NotVisible("measured.case", _("There is no such page."))
    context = {"found": found, "line": found.line, "row": found.row, "case": found.entry.case, "entry": found.entry}
    context["polls"] = found.entry.session.state == State.IN_ROOM
    if "since" in request.GET:
        if request.GET["since"] == (found.line.stamp if found.row else "0"):
            return HttpResponse(status=204)
        return page(request, "calibration/parts/measure.html", context)
    return page(request, "calibration/measured_case.html", context)


@require_safe
def explained(request: HttpRequest) -> HttpResponse:
    """What all of it means, for a person who knows no statistics; about nobody."""
    return page(request, "calibration/explained.html", {"example": example()})


def _found(request: HttpRequest, pk: UUID, number: int | None) -> MeasuredPage:
    room = room_of(request, pk)
    if not measures_shown(room):
        raise NotVisible("session.measured", _("There is no such page."))
    found = MeasuredPage(room, number)
    if number is not None and (found.row is None or not found.whole):
        raise NotVisible("session.measured", _("There is no such page."))
    return found


def _context(found: MeasuredPage) -> dict[str, object]:
    return {
        "found": found,
        "room": found.room,
        "session": found.room.session,
        "row": found.row,
        "value": found.value,
    }
