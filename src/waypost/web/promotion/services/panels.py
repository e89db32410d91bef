"""Panels: a seat is taken by somebody who may have it, freed for a reason, and a conflict is declared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from waypost.framework.schema import SeatKind
from waypost.promotion.disclosure import Extent, Part
from waypost.promotion.panel import Eligibility
from waypost.promotion.stages import Role, Stage
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.reading import framework_of
from waypost.web.journal.acts import Act, record, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, DeclaredConflict, PanelName, Review, Seat
from waypost.web.promotion.places import panel_place
from waypost.web.promotion.selectors.members import lines_of, member_of, positions_of
from waypost.web.promotion.selectors.people import people_operations
from waypost.web.promotion.selectors.seating import SEATERS, SEATING, SEATING_DECIDER, Table, seats_wanted, tables
from waypost.web.promotion.selectors.sight import Sight
from waypost.web.promotion.services.moves import WORDS_MOST, open_case

JUDGES = (PanelName.TECHNICAL, PanelName.STRATEGIC)


@service
def seat_take(act: Act, case: Case, *, panel: PanelName, person: Person) -> Seat:
    """Seat somebody on a panel of the present round, on the first free seat of a kind they can fill.

    Somebody who does not see the case yet is told when the review begins; a notice leads nowhere before.

    Raises NotAllowed for anybody but people operations and the facilitator, NotNow after the reviews are closed, for
    somebody with a conflict, below the band or of the wrong function, and when no seat is free.
    """
    fresh, sight = open_case(act, case)
    _refuse_seater(fresh, sight, panel)
    found, table = _eligibility(act, fresh, sight, panel, person)
    if not found.may_sit:
        raise NotNow("seat.unfit", found.says)
    taken = [seat for seat in sight.seated() if not _gone(act, seat)]
    kind = _free_kind(table, taken, panel, found)
    if kind is None:
        raise NotNow("seat.full", _("Every seat %(name)s could take is taken. Free one first.") % {"name": person.name})
    seat = _seated(act, fresh, panel, person, kind)
    if panel in JUDGES and fresh.stage == Stage.IN_REVIEW:
        Review.objects.create(seat=seat)  # the review has begun: they are asked at once
    record(
        act,
        Kind.SEAT_TAKEN,
        subject=seat,
        place=panel_place(fresh),
        about=fresh.candidate,
        facts={"panel": panel.value, "kind": kind.value, "round": fresh.round},
        tell=[person] if Case.objects.visible_to(person).filter(pk=fresh.pk).exists() else [],
    )
    return seat


@service
def seat_leave(act: Act, seat: Seat, *, because: str) -> Seat:
    """Free a seat, with the reason; what was reviewed from it counts no more.

    People operations and the facilitator free any seat, a panellist their own.
    """
    fresh, sight = open_case(act, seat.case)
    row = next((one for one in sight.seated() if one.pk == seat.pk), None)
    if row is None or not sight.sees(Part.PANEL):
        raise NotVisible("seat", _("There is no such seat."))
    refuse_freeing(sight, row)
    if not because.strip() or len(because) > WORDS_MOST:
        raise Malformed("seat.because", _("Say in a sentence why the seat becomes free."))
    _free(act, row, because.strip())
    record(
        act,
        Kind.SEAT_LEFT,
        subject=row,
        place=panel_place(fresh),
        about=fresh.candidate,
        facts={"panel": row.panel, "round": row.round},
        tell=people_operations(act.today, of=fresh),
    )
    return row


@service
def conflict_declare(act: Act, case: Case, *, other: Person, words: str = "") -> DeclaredConflict:
    """Say that one of two people must not judge the other: a panellist about the candidate, or the other way round.

    A panellist who says so leaves their seats at once. After the candidate says so, the seat has to be given to
    somebody else before the case moves on; people operations are told.
    """
    fresh, sight = open_case(act, case)
    if not sight.sees(Part.PANEL, Extent.ALL):
        raise NotVisible("conflict", _("There is no such panel."))
    own = sight.own_seats()
    if other.pk not in may_conflict_with(sight):
        raise Malformed("conflict.other", _("A conflict is declared between the candidate and somebody who sits."))
    if len(words) > WORDS_MOST:
        raise Malformed("case.words", _("Keep it under %(most)s characters.") % {"most": WORDS_MOST})
    made = _declared(act, sight.person, other, words.strip())
    for seat in own:
        _free(act, seat, _("Declared a conflict of interest."))
    record(
        act,
        Kind.CONFLICT_DECLARED,
        subject=fresh,
        place=panel_place(fresh),
        about=fresh.candidate,
        facts={"seats_freed": len(own)},
        tell=people_operations(act.today, of=fresh),
    )
    return made


def refuse_freeing(sight: Sight, seat: Seat) -> None:
    """NotAllowed for whoever neither sits on the seat nor seats the panels, NotNow once they are closed."""
    panel = PanelName(seat.panel)
    if seat.person_id != sight.person.pk:
        _refuse_seater(sight.case, sight, panel)
    elif Stage(sight.case.stage) not in _stages(panel):
        raise NotNow("seat.stage", _("The panels are closed; nobody takes or leaves a seat now."))


def may_conflict_with(sight: Sight) -> Mapping[UUID, Person]:
    """With whom this person can declare a conflict here: the candidate with who sits, who sits with the candidate.

    Raises NotAllowed for anybody else, NotNow once the panels are closed.
    """
    if Role.CANDIDATE in sight.roles:
        found = {seat.person_id: seat.person for seat in sight.seated()}
    elif sight.own_seats():
        found = {sight.case.candidate_id: sight.case.candidate}
    else:
        raise NotAllowed("conflict.not_yours", _("A panellist or the candidate declares a conflict of their own."))
    if Stage(sight.case.stage) not in SEATING_DECIDER:
        raise NotNow("conflict.stage", _("The panels are closed. Speak to people operations about it."))
    return found


def _stages(panel: PanelName) -> frozenset[Stage]:
    return SEATING_DECIDER if panel is PanelName.DECIDER else SEATING


def _refuse_seater(case: Case, sight: Sight, panel: PanelName) -> None:
    if not sight.roles & SEATERS:
        raise NotAllowed("seat.not_yours", _("People operations and the facilitator seat the panels."))
    if panel is PanelName.CALIBRATOR:
        raise Malformed("seat.panel", _("A calibrator's seat comes with the session the case is taken to."))
    if Stage(case.stage) not in _stages(panel):
        raise NotNow("seat.stage", _("The panels are closed; nobody takes or leaves a seat now."))


def _eligibility(act: Act, case: Case, sight: Sight, panel: PanelName, person: Person) -> tuple[Eligibility, Table]:
    table = tables((case,), sight.seats, day=act.today)[case.pk]
    positions = positions_of([person.pk], day=act.today)
    if person.pk not in positions:
        raise NotNow("seat.left", _("%(name)s has no position here any more.") % {"name": person.name})
    above = lines_of([person.pk], day=act.today).get(person.pk, ())
    member = member_of(person, positions[person.pk], framework=framework_of(case.framework), above=above)
    (found,) = table.eligible(panel, (member,))
    return found, table


def _free_kind(table: Table, taken: list[Seat], panel: PanelName, found: Eligibility) -> SeatKind | None:
    held = Counter(seat.kind for seat in taken if seat.panel == panel)
    wanted = dict(seats_wanted(table.framework, panel))
    return next((kind for kind in found.seat_kinds if held[kind.value] < wanted[kind]), None)


def _gone(act: Act, seat: Seat) -> bool:
    return seat.person.left_on is not None and seat.person.left_on <= act.today


def _seated(act: Act, case: Case, panel: PanelName, person: Person, kind: SeatKind) -> Seat:
    # One person judges or leads a case from one seat; whoever decides may have facilitated.
    others = Seat.objects.filter(case=case, person=person, round=case.round, left_at=None)
    judging = (*JUDGES, PanelName.FACILITATOR)
    twice = others.filter(panel__in=judging) if panel in judging else others.filter(panel=panel)
    if twice.exists():
        raise NotNow("seat.twice", _("%(name)s has a seat on this case already.") % {"name": person.name})
    try:
        with transaction.atomic():
            return Seat.objects.create(
                case=case, person=person, panel=panel.value, kind=kind.value, round=case.round, seated_at=act.at
            )
    except IntegrityError as twice_at_once:
        raise NotNow(
            "seat.twice", _("%(name)s has a seat on this case already.") % {"name": person.name}
        ) from twice_at_once


def _free(act: Act, seat: Seat, because: str) -> None:
    seat.left_at, seat.left_because = act.at, because
    seat.save(update_fields=["left_at", "left_because"])


def _declared(act: Act, one: Person, other: Person, words: str) -> DeclaredConflict:
    if DeclaredConflict.objects.filter(one=one, other=other).exists():
        raise NotNow("conflict.twice", _("You declared this already."))
    return DeclaredConflict.objects.create(one=one, other=other, words=words, declared_at=act.at)
