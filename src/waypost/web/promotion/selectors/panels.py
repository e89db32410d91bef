"""The page of the panels: each seat with who has it, what is still open, and who could take it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from waypost.framework.schema import SeatKind
from waypost.promotion.stages import Role, Stage
from waypost.web.promotion.models import DeclaredConflict, PanelName, Seat
from waypost.web.promotion.selectors.members import positions_of
from waypost.web.promotion.selectors.parts import Sitting
from waypost.web.promotion.selectors.seating import SEATERS, SEATING, SEATING_DECIDER, seats_wanted, tables
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.selectors.sitters import Sitters, sitters

SHOWN = (PanelName.TECHNICAL, PanelName.STRATEGIC, PanelName.FACILITATOR, PanelName.DECIDER)


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One panel: who sits, what it still needs, and whether this person may seat somebody on it now."""

    panel: PanelName
    wanted: tuple[tuple[SeatKind, int], ...]
    sitting: tuple[Sitting, ...]
    missing: tuple[str, ...]
    may_seat: bool

    @property
    def full(self) -> bool:
        """Whether every seat is taken."""
        return len(self.sitting) >= sum(count for _kind, count in self.wanted)

    @property
    def title(self) -> str:
        """The panel as a person reads it."""
        return str(self.panel.label)


@dataclass(frozen=True, slots=True)
class PanelPage:
    """Everything the page draws. What is missing and who sat before is for who seats them."""

    lines: tuple[PanelLine, ...]
    chosen: PanelName | None
    sitters: Sitters | None
    warnings: tuple[str, ...]
    left: tuple[Seat, ...]
    conflicts: tuple[DeclaredConflict, ...]
    may_declare: bool


def panel_page(sight: Sight, *, day: date, panel: str, query: str, number: int) -> PanelPage:
    """The panels as this person sees them; at most seven queries, however many work here."""
    seats_people = bool(sight.roles & SEATERS)
    case, stage = sight.case, Stage(sight.case.stage)
    table = tables((case,), sight.seats, day=day)[case.pk]
    positions = positions_of({seat.person_id for seat in sight.seated()}, day=day)

    def line(name: PanelName) -> PanelLine:
        return PanelLine(
            panel=name,
            wanted=seats_wanted(table.framework, name),
            sitting=tuple(
                Sitting(s, positions[s.person_id].title, positions[s.person_id].team.name)
                if s.person_id in positions
                else Sitting(s, "", "")
                for s in sight.seated()
                if s.panel == name
            ),
            missing=tuple(m.says for m in table.missing if m.where == f"panel:{name.value}") if seats_people else (),
            may_seat=seats_people and stage in (SEATING_DECIDER if name is PanelName.DECIDER else SEATING),
        )

    lines = tuple(line(name) for name in SHOWN)
    chosen = next((one.panel for one in lines if one.panel.value == panel and one.may_seat), None)
    found = None
    if chosen is not None:
        sitting = _sitting(sight, chosen)
        found = sitters(case, table, panel=chosen, sitting=sitting, query=query.strip(), number=number, day=day)
    desk = Role.PEOPLE_OPERATIONS in sight.roles
    return PanelPage(
        lines=lines,
        chosen=chosen,
        sitters=found,
        warnings=table.seating.warnings if seats_people else (),
        left=tuple(s for s in sight.seats if s.left_at is not None) if seats_people else (),
        conflicts=_conflicts(sight) if desk else (),
        may_declare=stage in SEATING_DECIDER and (Role.CANDIDATE in sight.roles or bool(sight.own_seats())),
    )


def _sitting(sight: Sight, panel: PanelName) -> frozenset[UUID]:
    """Who has a seat on this case that keeps them from one on `panel`; whoever decides may hold another."""
    keeps = {PanelName.DECIDER} if panel is PanelName.DECIDER else set(SHOWN) - {PanelName.DECIDER}
    return frozenset(seat.person_id for seat in sight.seated() if seat.panel in keeps)


def _conflicts(sight: Sight) -> tuple[DeclaredConflict, ...]:
    """What was declared between the candidate and whoever had a seat; only people operations read why."""
    people = [seat.person_id for seat in sight.seats]
    candidate = sight.case.candidate_id
    about = Q(one=candidate, other__in=people) | Q(other=candidate, one__in=people)
    return tuple(DeclaredConflict.objects.filter(about).select_related("one", "other").order_by("declared_at"))
