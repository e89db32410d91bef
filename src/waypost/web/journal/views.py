"""The journal on screen: the organisation's, and what happened about oneself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from waypost.refusal import NotAllowed
from waypost.web.journal import selectors
from waypost.web.journal.turning import Turn
from waypost.web.ui.views import page, person_of


@require_safe
def journal(request: HttpRequest) -> HttpResponse:
    """What happened in the organisation, without content."""
    reader = person_of(request)
    if not selectors.may_read(reader):
        raise NotAllowed("journal.closed", _("The journal is read by people operations and administrators."))
    kinds = selectors.kinds_in_words()
    asked = request.GET.get("kind", "")
    kind = asked if asked in dict(kinds) else ""
    after = Turn.read(request.GET.get("before", ""))
    shown = selectors.journal_page(reader, kind=kind, after=after)
    context = {"shown": shown, "kinds": kinds, "kind": kind, "first": after is None}
    return page(request, "journal/journal.html", context)


@require_safe
def my_journal(request: HttpRequest) -> HttpResponse:
    """What happened about the reader, and who looked."""
    after = Turn.read(request.GET.get("before", ""))
    shown = selectors.my_page(person_of(request), after=after)
    return page(request, "journal/mine.html", {"shown": shown, "first": after is None})
