"""Who could sit on a panel of a case: everybody who works here, those who fit first, a page at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from waypost.framework.schema import AtOrAbove, Framework, SeatKind
from waypost.promotion.panel import Eligibility, policy_of
from waypost.web.people.models import Function, Position
from waypost.web.promotion.models import Case, PanelName
from waypost.web.promotion.selectors.members import leads_on, lines_of, member_of, positions_on
from waypost.web.promotion.selectors.seating import KINDS, Table, seats_wanted

PAGE = 20

_FUNCTIONS = {
    SeatKind.ENGINEER: Function.ENGINEERING,
    SeatKind.PRODUCT: Function.PRODUCT,
    SeatKind.BUSINESS: Function.BUSINESS,
    SeatKind.DESIGN: Function.DESIGN,
}


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody with what speaks for and against a seat; `sits`: they have one that keeps them from another."""

    position: Position
    eligibility: Eligibility
    sits: bool


@dataclass(frozen=True, slots=True)
class Sitters:
    """One page of them. With a search everybody who answers to it is listed, with the reason why some cannot sit."""

    listed: tuple[Sitter, ...]
    query: str
    number: int
    more: bool


def sitters(
    case: Case,
    table: Table,
    *,
    panel: PanelName,
    sitting: Collection[UUID],
    query: str,
    number: int,
    day: date,
) -> Sitters:
    """People for one panel; two queries, however many work here. `sitting` have a seat on this case already."""
    number = max(1, number)
    rows = _working(day).annotate(leads=leads_on(day)).select_related("person", "team")
    rows = (
        rows.filter(person__name__icontains=query[:80]) if query else rows.filter(_fits(table.framework, case, panel))
    )
    start = (number - 1) * PAGE
    found = list(rows.order_by("person__name", "person_id")[start : start + PAGE + 1])
    lines = lines_of([row.person_id for row in found], day=day)
    members = tuple(
        member_of(row.person, row, framework=table.framework, above=lines.get(row.person_id, ())) for row in found
    )
    answers = table.eligible(panel, members)
    listed = tuple(Sitter(row, answer, row.person_id in sitting) for row, answer in zip(found, answers, strict=True))
    return Sitters(listed=listed[:PAGE], query=query, number=number, more=len(found) > PAGE)


def _working(day: date) -> QuerySet[Position]:
    return positions_on(day).filter(Q(person__left_on=None) | Q(person__left_on__gt=day))


def _fits(framework: Framework, case: Case, panel: PanelName) -> Q:
    """Those of the right function and band, as far as a query can tell; the rules have the last word."""
    found = Q(pk=None)
    for kind, _count in seats_wanted(framework, panel):
        found |= Q(leads=True) if kind is SeatKind.ENGINEERING_LEADER else Q(function=_FUNCTIONS[kind])
    if panel in KINDS and policy_of(framework, KINDS[panel]).at_or_above is AtOrAbove.TARGET_BAND:
        floor = framework.band_rank(case.target_band)
        found &= Q(level__in=[one.key for one in framework.levels if framework.band_rank(one.band) >= floor])
    return found
