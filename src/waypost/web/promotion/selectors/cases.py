"""What somebody is to a case, in each of its rounds: by relation, by seat, by duty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, IntegerField, Value

from waypost.promotion.stages import Role, Stage, effective_roles
from waypost.web.people.models import DutyKind, Person
from waypost.web.promotion.models import (
    Assessment,
    AssessmentKind,
    AssessmentQuerySet,
    Case,
    CaseClaim,
    CaseQuerySet,
    PanelName,
    Seat,
)

SEAT_ROLES: Mapping[str, Role] = {
    PanelName.TECHNICAL.value: Role.TECHNICAL,
    PanelName.STRATEGIC.value: Role.STRATEGIC,
    PanelName.FACILITATOR.value: Role.FACILITATOR,
    PanelName.CALIBRATOR.value: Role.CALIBRATOR,
    PanelName.DECIDER.value: Role.DECIDER,
}
NO_ROLES: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Round:
    """One hearing of a case: its number, and the stage at which the disclosure table is asked about it."""

    number: int
    stage: Stage


def cases_for(person: Person) -> CaseQuerySet:
    """The cases a person may open, with the people on them; the framework's document stays in the database."""
    return (
        Case.objects.visible_to(person)
        .select_related("candidate", "manager", "framework")
        .defer("framework__document", "framework__notes")
    )


def authored(person: Person) -> AssessmentQuerySet:
    """The assessments a person was asked to write, with their cases; the packets stay in the database."""
    return (
        Assessment.objects.visible_to(person)
        .select_related("case__candidate", "case__manager", "case__framework", "author")
        .defer("case__framework__document", "case__framework__notes", "case__packet")
    )


def rounds_of(case: Case) -> tuple[Round, ...]:
    """The rounds of a case, the present one last.

    An appealed case keeps its first round, asked about as appealed. Its second waits for panels as a submitted packet
    does until it is reopened, so that nobody newly seated meets what the first panels said.
    """
    stage = Stage(case.stage)
    if case.round == 1:
        return (Round(1, stage),)
    return (Round(1, Stage.APPEALED), Round(2, Stage.SUBMITTED if stage is Stage.APPEALED else stage))


def roles_on(case: Case, person: Person) -> frozenset[Role]:
    """The roles somebody has in the present round of a case; being its subject beats every other."""
    return roles_in(case, person, case.round, ties(person, (case.pk,)).get(case.pk, ()))


Tie = tuple[Role, int]
"""A role by seat or relation, and the round it is for; 0 is every round."""


def ties(person: Person, cases: Iterable[UUID]) -> dict[UUID, tuple[Tie, ...]]:
    """Seats held, assessments asked as a peer and claims confirmed by a person, by case: one query."""
    among = list(cases)
    every = {"tied_in": Value(0, output_field=IntegerField())}
    seats = Seat.objects.filter(case__in=among, person=person, left_at=None).order_by()
    peers = Assessment.objects.filter(case__in=among, author=person, kind=AssessmentKind.PEER).order_by()
    confirmed = CaseClaim.objects.filter(case__in=among, claim__attestations__attester=person).order_by()
    rows = seats.values_list("case_id", "panel", "round").union(
        peers.annotate(tie=_word(Role.PEER), **every).values_list("case_id", "tie", "tied_in"),
        confirmed.annotate(tie=_word(Role.ATTESTER), **every).values_list("case_id", "tie", "tied_in"),
    )
    found: dict[UUID, tuple[Tie, ...]] = {}
    for case, word, number in rows:
        found[case] = (*found.get(case, ()), (SEAT_ROLES.get(word) or Role(word), number))
    return found


def seats_held(person: Person, cases: Iterable[UUID]) -> dict[UUID, tuple[Tie, ...]]:
    """The seats alone of a person's ties, by case: one query."""
    rows = Seat.objects.filter(case__in=list(cases), person=person, left_at=None).order_by()
    found: dict[UUID, tuple[Tie, ...]] = {}
    for case, panel, number in rows.values_list("case_id", "panel", "round"):
        found[case] = (*found.get(case, ()), (SEAT_ROLES[panel], number))
    return found


def roles_in(case: Case, person: Person, number: int, held: Iterable[Tie]) -> frozenset[Role]:
    """The roles that count in round `number`, given a person's ties to the case."""
    if not person.is_active:
        return NO_ROLES
    roles = {role for role, only in held if only in (0, number)}
    if person.pk == case.candidate_id:
        roles.add(Role.CANDIDATE)
    if person.pk == case.manager_id:
        roles.add(Role.MANAGER)
    if person.holds(DutyKind.PEOPLE_OPERATIONS):
        roles.add(Role.PEOPLE_OPERATIONS)
    return effective_roles(roles)


def _word(role: Role) -> Value:
    return Value(role.value, output_field=CharField())
