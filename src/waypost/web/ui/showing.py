"""The page of components: every one in every state, so that the next page is assembled and not drawn anew."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from waypost.web.ui.views import page


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component, with real, long, empty and foreign content."""
    return page(request, "ui/components.html", {})
