"""What the worker does for calibration: it measures a session whose ratings are new."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django_tasks import task

from waypost.web.calibration.models import Measurement, Session
from waypost.web.calibration.services.measuring import bring_up_to_date
from waypost.web.promotion.models import RatingChange


@task()  # type: ignore[untyped-decorator]
def measure_session(session_id: str) -> int:
    """Measure a session if its ratings changed since; returns the number of its last measurement, 0 without any."""
    row = bring_up_to_date(UUID(session_id), at=timezone.now())
    return row.number if row is not None else 0


def measure_left_over() -> int:
    """Leave new jobs for sessions whose own went wrong: open ones without a measurement, or with ratings changed since.

    Returns how many there were. Costs one query where nothing is left.
    """
    changes = RatingChange.objects.filter(rating__review__seat__case__entries__session=OuterRef("pk"))
    last = Measurement.objects.filter(session=OuterRef("pk")).order_by("-number")
    rows = Session.objects.filter(locked_at=None).annotate(
        made=Subquery(last.values("made_at")[:1]), changed=Subquery(changes.order_by("-at").values("at")[:1])
    )
    left = list(rows.filter(Q(made=None) | Q(changed__gt=F("made"))).values_list("pk", flat=True))
    for key in left:
        measure_session.enqueue(str(key))
    return len(left)
