"""Looking at a kept measurement again: whether it is what was written, and whether it comes out once more."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from waypost.calibration.measured import Measured, Reach
from waypost.calibration.measuring import ENGINE, measure, ratings_hash
from waypost.calibration.sheets import Sheet
from waypost.web.calibration.models import Entry, Measurement
from waypost.web.calibration.services.measuring import hash_of
from waypost.web.journal.acts import subject_of
from waypost.web.journal.kinds import Kind
from waypost.web.journal.models import Event
from waypost.web.promotion.models import Decision

CLOSE = 1e-6
"""What the same engine may differ by on another machine; everything that is told is rounded coarser."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What became of one measurement.

    faults: what is wrong with the row, each in a sentence; () where it is what was written. same_engine: whether the
    engine that made it is this one. furthest: the largest difference between a number then and now, in logits, points
    or probability; None where both have words alone.
    """

    row: Measurement
    faults: tuple[str, ...]
    same_engine: bool
    furthest: float | None

    @property
    def holds(self) -> bool:
        """Whether it is what was written and, by the same engine, comes out again."""
        return not self.faults and not (self.same_engine and (self.furthest or 0.0) > CLOSE)


def measured_again(row: Measurement) -> Again:
    """The row against its digest, the journal and its ratings; and its ratings measured by this engine."""
    same_engine = row.engine == ENGINE
    try:
        sheet = Sheet.from_document(row.sheet)
        then = Measured.model_validate(row.result)
        faults, furthest = tuple(_faults(row, sheet)), _furthest(then, measure(sheet).measured)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        says = "its ratings or its result cannot be read or measured any more."
        return Again(row=row, faults=(*_told_otherwise(row), says), same_engine=same_engine, furthest=None)
    return Again(row=row, faults=faults, same_engine=same_engine, furthest=furthest)


def lost() -> Iterator[str]:
    """What is named and not there: by the journal, or by a decision, of the session of its case; each in a sentence."""
    kept = {(subject_of(row.session), row.hash) for row in _named()}
    for event in Event.objects.filter(kind=Kind.SESSION_MEASURED).order_by("number"):
        if (event.subject, event.facts["content"]) not in kept:
            yield f"{event.facts['content'][:12]}  event {event.number} names it, and it is not there."
    of_a_case = Entry.objects.filter(case=OuterRef("case"), round=OuterRef("round"))
    its_own = of_a_case.filter(session__measurements__hash=OuterRef("measured"))
    decided = Decision.objects.filter(decided_at__isnull=False, measured__isnull=False)
    for row in decided.exclude(Exists(its_own)).order_by("decided_at"):
        yield f"{(row.measured or '')[:12]}  a decision names it, and it is no measurement of the session of its case."


def ratings_of(row: Measurement) -> str:
    """The ratings of the present session as CSV for `waypost calibrate`; cases and raters by what stands for them."""
    columns = Sheet.from_document(row.sheet).columns()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return out.getvalue()


def _named() -> Iterator[Measurement]:
    rows = Measurement.objects.select_related("session").only("hash", "session__id")
    return rows.iterator()


def _faults(row: Measurement, sheet: Sheet) -> Iterator[str]:
    yield from _told_otherwise(row)
    if ratings_hash(sheet) != row.ratings:
        yield "its ratings are not those whose hash it names."


def _told_otherwise(row: Measurement) -> Iterator[str]:
    if hash_of(row) != row.hash:
        yield "its digest is not that of what it says: somebody changed the row."
    told = Event.objects.filter(kind=Kind.SESSION_MEASURED, subject=subject_of(row.session), facts__number=row.number)
    if [(event.facts["content"], event.at) for event in told] != [(row.hash, row.made_at)]:
        yield "the journal names another measurement of this number, another time, or none."


def _furthest(then: Measured, now: Measured) -> float | None:
    if then.withheld or now.withheld:
        return None if then.withheld == now.withheld else float("inf")
    one, other = dict(_numbers(then)), dict(_numbers(now))
    if one.keys() != other.keys():
        return float("inf")
    return max((abs(one[key] - other[key]) for key in one), default=None)


def _numbers(measured: Measured) -> Iterator[tuple[tuple[str, str, str], float]]:
    """Everything that is told of a case or a rater, by whom and what it is about."""
    for case in measured.cases:
        for name in ("measure", "fair", "swap", "apart"):
            yield from _ends(case.case, name, getattr(case, name))
    for rater in measured.raters:
        yield from _ends(rater.rater, "severity", rater.severity)


def _ends(about: str, name: str, reach: Reach | None) -> Iterator[tuple[tuple[str, str, str], float]]:
    if reach is not None:
        for end in ("value", "low", "high"):
            yield (about, name, end), getattr(reach, end)
