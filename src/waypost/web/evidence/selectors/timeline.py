"""Claims as a timeline: drafts first, then by quarter, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Coalesce, TruncDate

from waypost.web.evidence.models import Claim, ClaimQuerySet, ClaimState
from waypost.web.evidence.quarters import Quarter, quarter_of
from waypost.web.evidence.selectors.standing import Standing, standing_of
from waypost.web.evidence.yardstick import Yardstick
from waypost.web.people.models import Person

PAGE = 40  # claims


@dataclass(frozen=True, slots=True)
class Line:
    """One claim in the list."""

    claim: Claim
    criteria: tuple[str, ...]
    numbers: int
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Claims of one quarter; without one, the drafts."""

    quarter: Quarter | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of somebody's claims."""

    stretches: tuple[Stretch, ...]
    page: Page[Claim]
    withdrawn: int

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it."""
        return not self.stretches


def timeline(
    reader: Person,
    *,
    of: Person,
    measure: Yardstick | None,
    criterion: str = "",
    withdrawn: bool = False,
    page: str = "1",
) -> Timeline:
    """The claims of `of` that `reader` may read, in five queries whatever their number."""
    mine = Claim.objects.visible_to(reader).filter(person=of)
    away = mine.filter(state=ClaimState.WITHDRAWN)
    rows = away if withdrawn else mine.exclude(state=ClaimState.WITHDRAWN)
    if criterion:
        rows = rows.filter(criteria__criterion=criterion)
    found = Paginator(_in_order(rows), PAGE).get_page(page)
    return Timeline(_stretches(found, measure), found, away.count())


def day_of(claim: Claim) -> date:
    """The day a claim stands at: its last, else its first, else when it was begun."""
    return claim.ended_on or claim.started_on or claim.created_at.date()


def _in_order(rows: ClaimQuerySet) -> ClaimQuerySet:
    drafts_first = Case(When(state=ClaimState.DRAFT, then=Value(0)), default=Value(1), output_field=IntegerField())
    day = Coalesce("ended_on", "started_on", TruncDate("created_at"))
    ordered = rows.annotate(rank=drafts_first, day=day).order_by("rank", "-day", "-created_at")
    return ordered.prefetch_related("criteria", "metrics", "attestations")


def _stretches(found: Page[Claim], measure: Yardstick | None) -> tuple[Stretch, ...]:
    groups = groupby(found, key=lambda claim: None if claim.state == ClaimState.DRAFT else quarter_of(day_of(claim)))
    return tuple(Stretch(quarter, tuple(_line(claim, measure) for claim in claims)) for quarter, claims in groups)


def _line(claim: Claim, measure: Yardstick | None) -> Line:
    keys = [one.criterion for one in claim.criteria.all()]
    titles = tuple(measure.title_of(key) if measure else key for key in keys)
    return Line(claim, titles, len(claim.metrics.all()), standing_of(claim, list(claim.attestations.all())))
