"""Publishing, for the owners of the framework: give a document, look at what it changes, publish it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from waypost.refusal import NotAllowed
from waypost.web.frameworks import services
from waypost.web.frameworks.differences import differences_of
from waypost.web.frameworks.forms import DocumentForm, PublishForm
from waypost.web.frameworks.models import FrameworkDraft, FrameworkVersion
from waypost.web.frameworks.selectors import draft_of, may_publish, owners
from waypost.web.frameworks.views import as_file
from waypost.web.people.models import Person
from waypost.web.ui.forms import ActForm
from waypost.web.ui.views import act_of, one, page, person_of

# A longer document is not written into the page again; it is kept, and can be replaced or fetched.
FITS_THE_PAGE = 20_000


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Give a document and see what publishing it would do; nothing is published here."""
    owner = _owner(request)
    kept = draft_of(owner)
    if request.method != "POST":
        return _desk(request, kept, DocumentForm(initial=_initial(kept), kept=kept is not None))
    form = DocumentForm(request.POST, request.FILES, kept=kept is not None)
    if form.is_valid():
        with form.refusing():
            services.keep_draft(
                act_of(request),
                text=form.cleaned_data.get("document", ""),
                file_name=form.cleaned_data.get("file_name", ""),
                in_force_on=form.cleaned_data["in_force_on"],
                notes=form.cleaned_data["notes"],
            )
            return redirect("frameworks:publish")
    return _desk(request, kept, form)


@require_POST
def publish_now(request: HttpRequest) -> HttpResponse:
    """Publish the draft, if it still is what was looked at."""
    owner = _owner(request)
    form = PublishForm(request.POST)
    if form.is_valid():
        looked_at = services.LookedAt(form.cleaned_data["hash"], form.cleaned_data["follows"])
        with form.refusing():
            row = services.publish_draft(act_of(request), looked_at=looked_at)
            messages.success(request, _("Version %s is published.") % row.version)
            return redirect("frameworks:version", pk=row.pk)
    kept = draft_of(owner)
    return _desk(request, kept, DocumentForm(initial=_initial(kept), kept=kept is not None), pressed=form)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Take the draft off the desk."""
    services.drop_draft(act_of(request))
    messages.info(request, _("The draft is gone. What is published stays as it is."))
    return redirect("frameworks:publish")


@require_safe
def draft_document(request: HttpRequest) -> HttpResponse:
    """The draft as a file, as it was given."""
    kept = one(FrameworkDraft.objects.visible_to(person_of(request)))
    return as_file(kept.text, name="framework-draft.yaml")


def _owner(request: HttpRequest) -> Person:
    person = person_of(request)
    if may_publish(person):
        return person
    names = ", ".join(owner.name for owner in owners(day=timezone.localdate()))
    raise NotAllowed(
        "framework.not_owner",
        _("Publishing belongs to the owners of the framework: %s.") % names
        if names
        else _("Publishing belongs to the owners of the framework, and there is none yet. People operations name one."),
    )


def _desk(
    request: HttpRequest, kept: FrameworkDraft | None, form: DocumentForm, *, pressed: PublishForm | None = None
) -> HttpResponse:
    """The page of the draft. When pressing was refused, its refusal stands at the top and gives the page its status."""
    context: dict[str, Any] = {"kept": kept, "document": form, "pressed": pressed}
    if kept is not None:
        context |= _looked_at(kept, today=timezone.localdate())
    speaking: ActForm = pressed if pressed is not None else form
    return page(request, "frameworks/publish.html", context, speaking)


def _looked_at(kept: FrameworkDraft, *, today: date) -> dict[str, Any]:
    check, follows = services.check_next(kept.text, in_force_on=kept.in_force_on, today=today)
    found = check.framework
    return {
        "check": check,
        "follows": follows,
        "differences": differences_of(check.changes) if check.changes is not None else None,
        "lines": kept.text.count("\n") + 1,
        "press": _press(found.hash, follows) if found is not None and check.ready else None,
    }


def _press(hash_: str, follows: FrameworkVersion | None) -> PublishForm:
    return PublishForm(initial={"hash": hash_, "follows": follows.hash if follows is not None else ""})


def _initial(kept: FrameworkDraft | None) -> dict[str, object]:
    if kept is None:
        return {"in_force_on": timezone.localdate()}
    text = kept.text if len(kept.text) <= FITS_THE_PAGE else ""
    return {"text": text, "in_force_on": kept.in_force_on, "notes": kept.notes}
