"""The pages that say no."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from waypost.refusal import NotAllowed, NotVisible, Refusal


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal; what is invisible looks like any address that never existed."""
    if isinstance(refusal, NotVisible):
        return not_found(request)
    return render(request, "ui/refused.html", {"refusal": refusal}, status=refusal.status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what is not there and for what is not yours to see."""
    return render(request, "ui/not_found.html", status=404)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from a page of this session."""
    refusal = NotAllowed(
        "form.stale", _("This form is from an earlier session. Go back, reload the page and send it again.")
    )
    return render(request, "ui/refused.html", {"refusal": refusal}, status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """500: nothing of the request is repeated, and nothing is asked that could fail again."""
    return HttpResponse(get_template("ui/failed.html").render(), status=500)
