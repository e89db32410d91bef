"""The board of cases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from waypost.web.promotion.selectors.board import board as board_of
from waypost.web.ui.views import page, person_of


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The cases this person may open: `?stage=`, `?cycle=`, `?page=`."""
    found = board_of(
        person_of(request),
        now=timezone.now(),
        today=timezone.localdate(),
        stage=request.GET.get("stage", ""),
        cycle=request.GET.get("cycle", ""),
        number=int(number) if (number := request.GET.get("page", "")).isdecimal() and len(number) < 6 else 1,
    )
    return page(request, "promotion/board.html", {"board": found})
