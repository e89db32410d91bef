"""What the worker does for calibration: it measures a session whose ratings are new."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone
from django_tasks import task

from waypost.web.calibration.services.measuring import bring_up_to_date


@task()  # type: ignore[untyped-decorator]
def measure_session(session_id: str) -> int:
    """Measure a session if its ratings changed since; returns the number of its last measurement, 0 without any."""
    row = bring_up_to_date(UUID(session_id), at=timezone.now())
    return row.number if row is not None else 0
