"""The seats of cases against the panel policy: what is open, who must not sit where they do, and who could."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waypost.framework.schema import Framework, SeatKind
from waypost.promotion.deciding import eligible_to_decide
from waypost.promotion.panel import (
    Candidacy,
    Eligibility,
    Member,
    PanelKind,
    Seating,
    eligible,
    policy_of,
    seating,
)
from waypost.promotion.panel import Seat as Taken
from waypost.promotion.stages import Role, Stage
from waypost.refusal import Missing
from waypost.web.frameworks.reading import framework_of
from waypost.web.people.models import Person, Position
from waypost.web.promotion.models import Case, PanelName, Seat
from waypost.web.promotion.selectors.members import declared_with, lines_of, member_of, positions_of

KINDS: Mapping[str, PanelKind] = {
    PanelName.TECHNICAL.value: PanelKind.TECHNICAL,
    PanelName.STRATEGIC.value: PanelKind.STRATEGIC,
    PanelName.FACILITATOR.value: PanelKind.FACILITATOR,
}

SEATERS = frozenset({Role.PEOPLE_OPERATIONS, Role.FACILITATOR})
# Until the room has begun; whoever decides can be replaced until they have.
SEATING = frozenset({Stage.ACCEPTED, Stage.GATHERING, Stage.RETURNED, Stage.SUBMITTED, Stage.IN_REVIEW, Stage.APPEALED})
SEATING_DECIDER = SEATING | {Stage.IN_CALIBRATION}


@dataclass(frozen=True, slots=True)
class Table:
    """One case's seats against the policy, in its present round."""

    framework: Framework
    case: Candidacy
    seating: Seating
    decider: Eligibility | None
    sat_before: tuple[str, ...]
    declared: frozenset[tuple[str, str]]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What the panels still lack, the decider included."""
        return (*self.seating.missing, *self._decider_missing)

    @property
    def _decider_missing(self) -> tuple[Missing, ...]:
        if self.decider is None:
            return (Missing(_("Nobody is named yet who decides."), "panel:decider"),)
        return () if self.decider.may_sit else (Missing(self.decider.says, "panel:decider"),)

    def eligible(self, panel: PanelName, members: Collection[Member]) -> tuple[Eligibility, ...]:
        """What speaks for and against each of `members` on one panel of this case."""
        if panel is PanelName.DECIDER:
            return eligible_to_decide(
                self.case.candidate, framework=self.framework, members=members, declared=self.declared
            )
        return eligible(
            self.case, framework=self.framework, members=members, panel=KINDS[panel], declared=self.declared
        )


def seats_wanted(framework: Framework, panel: PanelName) -> tuple[tuple[SeatKind, int], ...]:
    """The seats a framework wants on a panel, by kind; the decider's is one."""
    if panel is PanelName.DECIDER:
        return ((framework.panels.decides, 1),)
    return policy_of(framework, KINDS[panel]).seats


def judges_wanted(framework: Framework) -> int:
    """How many reviews the policy asks for."""
    panels = (PanelName.TECHNICAL, PanelName.STRATEGIC)
    return sum(count for panel in panels for _kind, count in seats_wanted(framework, panel))


def tables(cases: Collection[Case], seats: Iterable[Seat], *, day: date) -> dict[UUID, Table]:
    """The seating of many cases; three queries. `seats` are theirs, of every round, with people, left ones too."""
    by_case: dict[UUID, list[Seat]] = {case.pk: [] for case in cases}
    for seat in seats:
        by_case[seat.case_id].append(seat)
    everyone = {case.candidate_id for case in cases} | {s.person_id for rows in by_case.values() for s in rows}
    positions = positions_of(everyone, day=day)
    lines = lines_of(everyone, day=day)
    declared = declared_with([case.candidate_id for case in cases])
    return {case.pk: _table(case, by_case[case.pk], positions, lines, declared) for case in cases}


def _table(
    case: Case,
    seats: list[Seat],
    positions: Mapping[UUID, Position],
    lines: Mapping[UUID, tuple[UUID, ...]],
    declared: frozenset[tuple[str, str]],
) -> Table:
    framework = framework_of(case.framework)

    def member(person: Person) -> Member:
        return member_of(person, positions.get(person.pk), framework=framework, above=lines.get(person.pk, ()))

    judged = [seat for seat in seats if seat.panel in (PanelName.TECHNICAL, PanelName.STRATEGIC)]
    before = {str(seat.person_id): seat.person.name for seat in judged if seat.round < case.round}
    candidacy = Candidacy(
        candidate=member(case.candidate), target_level=case.target_level, sat_before=frozenset(before)
    )
    # A seat of somebody who left the organisation is open again, whether or not anyone freed it.
    now = [s for s in seats if s.round == case.round and s.left_at is None and s.person_id in positions]
    taken = [
        Taken(panel=KINDS[seat.panel], kind=SeatKind(seat.kind), member=member(seat.person))
        for seat in now
        if seat.panel in KINDS
    ]
    deciders = [member(seat.person) for seat in now if seat.panel == PanelName.DECIDER]
    answers = eligible_to_decide(candidacy.candidate, framework=framework, members=deciders, declared=declared)
    again = {str(seat.person_id) for seat in now if seat.panel in (PanelName.TECHNICAL, PanelName.STRATEGIC)}
    return Table(
        framework=framework,
        case=candidacy,
        seating=seating(framework, case=candidacy, seats=taken, declared=declared),
        decider=answers[0] if answers else None,
        sat_before=tuple(name for key, name in before.items() if key in again),
        declared=declared,
    )
