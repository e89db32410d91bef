"""What the moves up to the review do: assessments are asked for, the packet is frozen, reviews are asked for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from waypost.web.promotion.models import Assessment, AssessmentKind, PanelName, Review, Seat
from waypost.web.promotion.packets import packets_now
from waypost.web.promotion.selectors.people import people_operations
from waypost.web.promotion.selectors.sight import JUDGES
from waypost.web.promotion.services.effects import Effect, Move


def accept(move: Move) -> Effect:
    """The candidate says yes to being nominated."""
    return Effect(tell=(move.case.manager,))


def start_gathering(move: Move) -> Effect:
    """Open the packet, and ask the candidate and the manager for their assessments."""
    _ask(move, AssessmentKind.SELF)
    _ask(move, AssessmentKind.MANAGER)
    return Effect(tell=(move.case.candidate, move.case.manager))


def submit(move: Move) -> Effect:
    """Freeze the claims and the scope document as they stand; the event remembers their digest."""
    packet = packets_now((move.case,))[move.case.pk]
    desk = [seat.person for seat in move.seated() if seat.panel == PanelName.FACILITATOR]
    return Effect(
        changes={"packet": packet.model_dump(mode="json"), "submitted_at": move.act.at, "returned_words": ""},
        remember={"packet": packet.digest, "claims": len(packet.claims)},
        tell=(move.case.manager, *desk, *people_operations(move.act.today, of=move.case)),
    )


def start_review(move: Move) -> Effect:
    """Ask each judge who has none yet for a sealed review."""
    judges = [seat for seat in move.seated() if seat.panel in (PanelName.TECHNICAL, PanelName.STRATEGIC)]
    Review.objects.bulk_create(Review(seat=seat) for seat in judges if not hasattr(seat, "review"))
    around = [seat.person for seat in move.seated()]
    return Effect(remember={"judges": len(judges)}, tell=(move.case.candidate, move.case.manager, *around))


def return_case(move: Move) -> Effect:
    """Give the case back; the words say what is missing. Reviews already given are kept."""
    around = [seat.person for seat in move.seated() if seat.panel == PanelName.FACILITATOR]
    return Effect(
        changes={"returned_words": move.words},
        tell=(move.case.candidate, move.case.manager, *around, *people_operations(move.act.today, of=move.case)),
    )


def resume(move: Move) -> Effect:
    """Open the packet again."""
    return Effect(tell=(move.case.manager,))


def open_calibration(move: Move) -> Effect:
    """Close the reviews; whoever decides and facilitates is told. Whoever left the organisation gives up their seat."""
    gone = [seat.pk for seat in move.seated() if seat.panel in JUDGES and not seat.person.is_active]
    Seat.objects.filter(pk__in=gone).update(left_at=move.act.at, left_because=_("Left the organisation."))
    room = {PanelName.DECIDER, PanelName.FACILITATOR, PanelName.CALIBRATOR}
    around = [seat.person for seat in move.seated() if seat.panel in room]
    return Effect(tell=(*around, *people_operations(move.act.today, of=move.case)))


def withdraw(move: Move) -> Effect:
    """End the case. Only those who still see that it was there are told."""
    return Effect(tell=(move.case.manager, *people_operations(move.act.today, of=move.case)))


def _ask(move: Move, kind: AssessmentKind) -> None:
    author = move.case.candidate if kind is AssessmentKind.SELF else move.case.manager
    Assessment.objects.get_or_create(case=move.case, author=author, defaults={"kind": kind, "asked_at": move.act.at})
