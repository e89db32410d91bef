"""Findings of the linter, for the framework's owners: of a version, of a draft, and of a text as it is typed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from waypost.refusal import NotAllowed
from waypost.web.frameworks import drafts, selectors
from waypost.web.frameworks.findings import (
    MOST_TYPED,
    TYPED,
    FindingsPage,
    Looked,
    cell_of_draft,
    cell_of_version,
    findings_in,
    findings_of,
    findings_page,
    followed,
    look,
    shown,
)
from waypost.web.frameworks.forms import DraftForm
from waypost.web.frameworks.services.owning import owner_of
from waypost.web.people.models import Person
from waypost.web.ui.views import act_of, one, page, person_of


@require_safe
def version_findings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the linter finds in a published version."""
    row = one(selectors.versions().visible_to(_owner(request)), pk=pk)
    looked = findings_of(row, today=timezone.localdate())
    found = findings_page(looked, cell_of_version(row), **_asked(request))
    return page(request, "frameworks/findings.html", {"row": row, "looked": looked, "shown": found})


@require_safe
def draft_findings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the linter finds in a draft as it is kept."""
    row = drafts.draft_of(person_of(request), pk)
    _owner(request)
    looked = findings_in(row, today=timezone.localdate())
    found: FindingsPage | None = findings_page(looked, cell_of_draft(row), **_asked(request))
    return page(request, "frameworks/findings.html", {"draft": row, "looked": looked, "shown": found})


@require_POST
def draft_typed(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the linter finds in the text that is sent and kept nowhere: beside the form, or with all of its page."""
    row = drafts.draft_of(person_of(request), pk)
    owner_of(act_of(request))
    text = request.POST.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    context = {"draft": row, **typed(text)}
    if request.headers.get("HX-Request"):
        return render(request, "frameworks/parts/typed.html", context)
    form = DraftForm(request.POST)
    form.is_valid()
    return page(request, "frameworks/draft_edit.html", {**context, "errors": drafts.errors_in(row)}, form)


def typed(text: str) -> dict[str, object]:
    """What stands beside a text that is being edited."""
    if len(text) > MOST_TYPED:
        return {"too_long": True}
    looked = look(text, today=timezone.localdate(), before=followed())
    return {"typed": looked, "typed_rows": _first(looked), "typed_left": max(0, len(looked.findings) - TYPED)}


def _first(looked: Looked) -> tuple[object, ...]:
    return tuple(shown(looked.framework, looked.gravest_first[:TYPED])) if looked.framework is not None else ()


def _asked(request: HttpRequest) -> dict[str, str]:
    asked = request.GET
    return {"rule": asked.get("rule", ""), "number": asked.get("page", "1"), "track": asked.get("track", "")}


def _owner(request: HttpRequest) -> Person:
    person = person_of(request)
    if selectors.may_publish(person):
        return person
    raise NotAllowed(
        "framework.findings", _("What the linter finds in the framework is read by the owners of the framework.")
    )
