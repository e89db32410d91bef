"""What the moves from the decision on do: it is fixed, told, appealed, and what follows is prepared."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from waypost.promotion.decision import Outcome
from waypost.refusal import NotNow
from waypost.web.growth.models import Plan
from waypost.web.growth.services import add_gaps, create_plan_draft
from waypost.web.journal.acts import content_digest, save_current
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person
from waypost.web.promotion.models import Case, Decision, Letter, PanelName, Seat
from waypost.web.promotion.selectors.members import positions_of
from waypost.web.promotion.selectors.people import people_operations
from waypost.web.promotion.services.effects import Effect, Move
from waypost.web.promotion.services.preparing import start_review


def decide(move: Move) -> Effect:
    """Fix the draft of this round. The event keeps a digest, so that a later reader can tell it is the same."""
    row = Decision.objects.prefetch_related("reasons").get(case=move.case, round=move.case.round)
    if row.by_id != (move.act.by.pk if move.act.by else None):
        raise NotNow("decision.other_decider", _("Somebody else wrote this draft. Save it in your own name first."))
    measured = _measured(move.case)
    save_current(row, seen=row.version, decided_at=move.act.at, measured=measured)
    room = [seat.person for seat in move.seated() if seat.panel == PanelName.FACILITATOR]
    return Effect(
        kind=Kind.CASE_DECIDED,
        remember={"content": digest_of(row), "reasons": len(row.reasons.all()), "measured": measured or ""},
        tell=tuple(room),
    )


def _measured(case: Case) -> str | None:
    """The hash of what was last measured of the case's session: what the room saw, since a locked room stays as it is.

    Measurements live in the app above; they are reached over the relation it declares.
    """
    rows = Case.objects.filter(pk=case.pk, entries__round=case.round, entries__session__measurements__isnull=False)
    last = rows.order_by("-entries__session__measurements__number")
    return last.values_list("entries__session__measurements__hash", flat=True).first()


def digest_of(row: Decision) -> str:
    """The digest of everything a decision says."""
    said = (row.outcome, row.summary, row.dissent_answer, str(row.in_force_on or ""))
    reasons = sorted(row.reasons.all(), key=lambda reason: reason.criterion)
    lines = (text for one in reasons for text in (one.criterion, one.expectation, one.words, one.justification))
    return content_digest(*said, *lines)


def tell(move: Move) -> Effect:
    """Hand the letter over; after "not yet", prepare the plan that its reasons ask for."""
    decision = Decision.objects.prefetch_related("reasons").get(case=move.case, round=move.case.round)
    letter = Letter.objects.get(decision=decision)
    save_current(letter, seen=letter.version, told_at=move.act.at)
    changes: dict[str, Any] = {"told_at": move.act.at}
    if decision.outcome == Outcome.NOT_YET:
        changes["plan"] = _plan_for(move, [reason.criterion for reason in decision.reasons.all()])
    return Effect(
        kind=Kind.CASE_TOLD,
        changes=changes,
        remember={"letter": content_digest(letter.words)},
        tell=(move.case.candidate, move.case.manager),
    )


def appeal(move: Move) -> Effect:
    """Begin the second round: it has its own panels, reviews and decision, and the first keeps what it has."""
    return Effect(
        kind=Kind.CASE_APPEALED,
        changes={"round": 2, "appeal_words": move.words, "appealed_at": move.act.at, "released_at": None},
        tell=(move.case.manager, *people_operations(move.act.today, of=move.case)),
    )


def reopen(move: Move) -> Effect:
    """Ask the new panels for their reviews."""
    return start_review(move)


def take_back_appeal(move: Move) -> Effect:
    """Go back to the first round with everything it had; the second panels are thanked and leave."""
    around = tuple(seat.person for seat in move.seated())
    Seat.objects.filter(case=move.case, round=2, left_at=None).update(
        left_at=move.act.at, left_because=_("The appeal was taken back.")
    )
    changes = {"round": 1, "released_at": move.case.told_at}
    return Effect(changes=changes, tell=(move.case.manager, *around, *people_operations(move.act.today, of=move.case)))


def close(move: Move) -> Effect:
    """End the case."""
    return Effect(tell=(move.case.candidate, move.case.manager))


def _plan_for(move: Move, criteria: list[str]) -> Plan:
    """The draft that a "not yet" asks for; after an appeal the plan of the first answer takes up what is new."""
    if move.case.plan is not None:
        add_gaps(move.case.plan, criteria)
        return move.case.plan
    return create_plan_draft(
        move.act,
        person=move.case.candidate,
        manager=_present_manager(move),
        framework_version=move.case.framework,
        level=move.case.target_level,
        criteria=criteria,
    )


def _present_manager(move: Move) -> Person:
    """Who keeps the plan: the case's manager, or whoever leads the candidate now if that one left."""
    if move.case.manager.is_active:
        return move.case.manager
    position = positions_of([move.case.candidate_id], day=move.act.today).get(move.case.candidate_id)
    return position.manager if position is not None and position.manager is not None else move.case.manager
