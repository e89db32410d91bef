"""Where a session and its cases are seen."""

from __future__ import annotations

from django.urls import reverse

from waypost.web.calibration.models import Entry, Session


def session_place(session: Session) -> str:
    """The page of a session."""
    return reverse("calibration:session", args=[session.pk])


def measured_place(session: Session) -> str:
    """What was measured of a session."""
    return reverse("calibration:measured", args=[session.pk])


def entry_place(entry: Entry) -> str:
    """The page of one case in the room."""
    return reverse("calibration:entry", args=[entry.session_id, entry.pk])
