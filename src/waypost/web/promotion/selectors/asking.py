"""Whom to ask as a peer: a search by name, and who was asked already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from waypost.web.people.models import Position
from waypost.web.promotion.models import Assessment, AssessmentKind, AssessmentState, Case
from waypost.web.promotion.selectors.members import positions_of, positions_on

FOUND_MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody who could be asked."""

    position: Position
    outside_team: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """The peers asked so far, and who answers to the search."""

    asked: tuple[Assessment, ...]
    query: str
    found: tuple[Found, ...]


def asking(case: Case, *, query: str, day: date) -> Asking:
    """Who was asked, and, without a search, the candidate's own team; three queries."""
    rows = case.assessments.select_related("author").defer("words").order_by("asked_at", "pk")
    voices = {row.author_id for row in rows if row.state != AssessmentState.DECLINED}
    voices |= {case.candidate_id, case.manager_id}
    team = positions_of([case.candidate_id], day=day).get(case.candidate_id)
    people = _people(day, query.strip(), team).exclude(person__in=voices)
    return Asking(
        asked=tuple(row for row in rows if row.kind == AssessmentKind.PEER),
        query=query.strip(),
        found=tuple(Found(one, _outside(one, team)) for one in people[:FOUND_MOST]),
    )


def _people(day: date, query: str, team: Position | None) -> QuerySet[Position]:
    working = positions_on(day).filter(person__left_on=None) | positions_on(day).filter(person__left_on__gt=day)
    ordered = working.select_related("person", "team").order_by("person__name", "person_id")
    if query:
        return ordered.filter(person__name__icontains=query[:80])
    return ordered.filter(team=team.team_id) if team is not None else ordered.none()


def _outside(position: Position, team: Position | None) -> bool:
    return team is None or position.team_id != team.team_id
