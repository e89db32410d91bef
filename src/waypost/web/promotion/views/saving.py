"""What a form that saves itself hears back."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.html import conditional_escape, format_html


def saved(says: str, *, seen: int | None = None) -> HttpResponse:
    """One line for the place beside the button; the version goes into the form's hidden field."""
    words = conditional_escape(says)
    if seen is None:
        return HttpResponse(words)
    field = '<input type="hidden" name="seen" value="{}" id="id_seen" hx-swap-oob="true">'
    return HttpResponse(format_html("{}" + field, words, seen))
