"""What the frame around every page needs: where one may go, how many notices wait, and whether this is a demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from waypost.web.journal.models import Notice


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the main navigation."""

    title: str
    path: str
    icon: str
    key: str  # pressed after `g`
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Values of `ui/base.html`. One query, for the notices."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {"demo": settings.DEMO}
    return {
        "demo": settings.DEMO,
        "places": places(request.path),
        "unread": Notice.objects.visible_to(person).filter(read_at=None).count(),
    }


def places(path: str) -> tuple[Place, ...]:
    """The main navigation; the same for everyone, so that it says nothing about anyone."""
    entries = (
        (_("Home"), "/", "house", "h"),
        (_("Framework"), "/framework/", "map", "f"),
        (_("Evidence"), "/evidence/", "file-check", "e"),
        (_("Growth"), "/growth/", "sprout", "w"),
        (_("Promotions"), "/promotions/", "signpost", "p"),
        (_("Calibration"), "/calibration/", "scale", "c"),
        (_("People"), "/people/", "users", "l"),
    )
    return tuple(
        Place(title, to, icon, key, path == to if to == "/" else path.startswith(to))
        for title, to, icon, key in entries
    )
