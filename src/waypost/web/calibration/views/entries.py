"""One case in the room: its page, its preview, a changed rating, a note, its outcome."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from waypost.calibration.agenda import Vote
from waypost.calibration.measured import Measured
from waypost.calibration.session import State
from waypost.refusal import NotVisible
from waypost.web.calibration.forms import NoteForm, OutcomeForm, PreviewForm, RatingChangeForm
from waypost.web.calibration.models import RoomOutcome
from waypost.web.calibration.places import entry_place, session_place
from waypost.web.calibration.selectors.entries import EntryPage
from waypost.web.calibration.selectors.measured import line_for, measurement_of, measures_shown
from waypost.web.calibration.services import previews, rooms
from waypost.web.calibration.views.sessions import fragment, room_of
from waypost.web.ui.forms import ActForm
from waypost.web.ui.views import act_of, page


@require_safe
def entry(request: HttpRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """The room with one case. Asked with `since`, answers with what changed, or with nothing."""
    found = _found(request, pk, entry)
    if request.GET.get("since") == found.room.stamp:
        return HttpResponse(status=204)
    if "since" in request.GET:
        return fragment(request, found.room, "calibration/parts/now.html", _context(found))
    return _page(request, found)


@require_POST
def preview(request: HttpRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """Agree, question or pass; then the next case that waits for one."""
    found = _found(request, pk, entry)
    form = PreviewForm(request.POST)
    if form.is_valid():
        with form.refusing():
            vote, words = Vote(form.cleaned_data["vote"]), form.cleaned_data["words"]
            previews.give_preview(act_of(request), found.entry, vote=vote, words=words)
            messages.success(request, _("Your preview is kept; you can change it until the room opens."))
            return redirect(_next(found))
    return _page(request, found, preview_form=form)


@require_POST
def rating_change(request: HttpRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """Change a rating in the room."""
    found = _found(request, pk, entry)
    form = RatingChangeForm(request.POST, framework=found.framework, ratings=found.changeable)
    if form.is_valid():
        with form.refusing():
            key, changes = form.chosen
            rooms.change_rating(act_of(request), found.entry, rating=key, seen=changes, new=form.becomes)
            messages.success(request, _("The rating is changed; the old one stays beside it."))
            return redirect(entry_place(found.entry))
    return _page(request, found, change_form=form)


@require_POST
def room_note(request: HttpRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """Take a note."""
    found = _found(request, pk, entry)
    form = NoteForm(request.POST)
    if form.is_valid():
        with form.refusing():
            rooms.note(act_of(request), found.entry, words=form.cleaned_data["words"])
            return redirect(entry_place(found.entry))
    return _page(request, found, note_form=form)


@require_POST
def room_outcome(request: HttpRequest, pk: UUID, entry: UUID) -> HttpResponse:
    """Set what the room makes of the case."""
    found = _found(request, pk, entry)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        with form.refusing():
            outcome = RoomOutcome(form.cleaned_data["outcome"])
            rooms.set_outcome(act_of(request), found.entry, outcome=outcome, was=form.cleaned_data["was"])
            return redirect(entry_place(found.entry))
    return _page(request, found, outcome_form=form)


def _found(request: HttpRequest, pk: UUID, key: UUID) -> EntryPage:
    room = room_of(request, pk)
    row = next((one for one in room.seen if one.pk == key), None)
    if row is None:
        raise NotVisible("session.entry", _("There is no such case."))
    return EntryPage(room, row)


def _next(found: EntryPage) -> str:
    """The next case without a preview of one's own, or the agenda."""
    waiting = (line.entry for line in found.room.agenda if not line.vote and found.room.votes(line.entry))
    following = next((row for row in waiting if row.pk != found.entry.pk), None)
    return entry_place(following) if following is not None else session_place(found.room.session)


def _context(found: EntryPage) -> dict[str, object]:
    return {
        "room": found.room,
        "session": found.room.session,
        "entry": found.entry,
        "found": found,
        "case": found.case,
        "open_now": found.room.state is State.IN_ROOM,
        "leads": found.room.leads(found.entry),
    }


def _measured(found: EntryPage) -> dict[str, object]:
    """What was measured of the case, once the room is open, for whoever may see it."""
    if found.room.state is State.PREVIEW or not measures_shown(found.room):
        return {}
    row = measurement_of(found.room.session)
    value = Measured.model_validate(row.result) if row is not None else None
    polls = found.room.state is State.IN_ROOM
    return {"measured": True, "row": row, "line": line_for(found.room, found.entry, value), "polls": polls}


def _page(request: HttpRequest, found: EntryPage, **forms: ActForm) -> HttpResponse:
    own = found.own_preview
    preview = {"vote": own.vote, "words": own.words} if own is not None else None
    votes_now = found.room.state is State.PREVIEW and found.room.votes(found.entry)
    context = (
        _context(found)
        | _measured(found)
        | {
            "preview_form": PreviewForm(initial=preview),
            "change_form": RatingChangeForm(framework=found.framework, ratings=found.changeable),
            "note_form": NoteForm(),
            **forms,
            "votes_now": votes_now,
        }
    )
    failed = next(iter(forms.values()), None)
    on_page = {"preview_form": votes_now, "change_form": context["open_now"], "note_form": context["open_now"]}
    if failed is not None and not any(on_page.get(name) for name in forms):
        context["refused"] = failed.refusal
    return page(request, "calibration/entry.html", context, failed)
