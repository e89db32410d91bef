"""Measurements with a result of the test's own, so that pages are tried without a fit."""

from __future__ import annotations

from waypost.calibration.measured import Measured, MeasuredCase, MeasuredRater, Reach
from waypost.calibration.measuring import ENGINE
from waypost.web.calibration.models import Entry, Measurement, Session
from waypost.web.calibration.services.measuring import hash_of


def made_by_hand(session: Session, measured: Measured, *, number: int = 1) -> Measurement:
    """A row as the worker would have written it, with a result of the test's own."""
    row = Measurement(
        session=session,
        number=number,
        made_at=session.opened_at,
        ratings="0" * 64,
        engine=ENGINE,
        sheet={},
        result=measured.model_dump(mode="json"),
        tables={},
    )
    row.hash = hash_of(row)
    row.save()
    return row


def by_hand(session: Session) -> Measured:
    """One number of each kind for every case, and six raters a panel."""
    reach = Reach(value=0.4, low=-0.2, high=1.0)
    cases = tuple(
        MeasuredCase(
            case=str(entry.pk),
            n=30,
            raters=6,
            bar=2,
            measure=reach,
            swap=Reach(value=0.41, low=0.07, high=0.9),
            fair=Reach(value=1.999, low=1.6, high=2.3),
            swap_raters=9,
            apart=Reach(value=1.4, low=0.3, high=2.5),
        )
        for entry in Entry.objects.filter(session=session)
    )
    raters = tuple(
        MeasuredRater(
            rater=f"{panel}-{n}",
            panel=panel,
            n=40 - n,
            cases=4,
            severity=reach,
            points=Reach(value=(n - 2) / 2, low=(n - 2) / 2 - 0.3 - n / 10, high=(n - 2) / 2 + 0.3 + n / 10),
        )
        for panel in ("technical", "strategic")
        for n in range(6)
    )
    return Measured(cases=cases, raters=raters, categories=4, ratings=300, cycles_withheld="The first.")
