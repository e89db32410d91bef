"""A plan ends when both sides say so: one says that it is done, the other agrees, or either takes it back."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from waypost.promotion.plan_moves import PlanStage, PlanStep, Side, check_plan_move
from waypost.refusal import Conflict, Malformed, NotNow
from waypost.web.growth.models import CheckIn, Plan
from waypost.web.growth.place import plan_place
from waypost.web.growth.selectors.plans import lacks_for_ending, side_of
from waypost.web.growth.services.plans import WORDS_MOST, both_sides, visible_plan
from waypost.web.journal.acts import Act, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.people.models import Person


@service
def say_done(act: Act, *, plan: uuid.UUID, seen: int, words: str) -> Plan:
    """Say that the open plan is done, with what came of it; the other side is asked.

    Raises NotNow, with what is missing, while a commitment is neither kept nor broken or the case is open.
    """
    row, _side = _at(act, plan, PlanStep.SAY_DONE, seen=seen)
    missing = lacks_for_ending(row)
    if missing:
        raise NotNow("plan.say_done.missing", missing[0].says, missing=missing)
    if not words.strip() or len(words) > WORDS_MOST:
        raise Malformed("plan.words", _("Say what came of it, in at most 4,000 characters."))
    by = _by(act)
    CheckIn.objects.create(plan=row, by=by, at=act.at, words=words)
    save_current(row, seen=seen, state=PlanStage.ENDING.value, said_done_by=by, said_done_at=act.at)
    _record(act, row, Kind.PLAN_SAID_DONE)
    return row


@service
def agree_done(act: Act, *, plan: uuid.UUID, seen: int) -> Plan:
    """Agree that the plan is done: from now on it stays as it is."""
    row, _side = _at(act, plan, PlanStep.AGREE, seen=seen)
    save_current(row, seen=seen, state=PlanStage.DONE.value, done_at=act.at)
    _record(act, row, Kind.PLAN_DONE)
    return row


@service
def take_back_done(act: Act, *, plan: uuid.UUID, seen: int) -> Plan:
    """Open the plan again: whoever said that it is done takes it back, or the other side does not agree."""
    row, _side = _at(act, plan, PlanStep.TAKE_BACK, seen=seen)
    save_current(row, seen=seen, state=PlanStage.OPEN.value, said_done_by=None, said_done_at=None)
    _record(act, row, Kind.PLAN_NOT_DONE)
    return row


def _at(act: Act, plan: uuid.UUID, step: PlanStep, *, seen: int) -> tuple[Plan, Side]:
    """The plan, locked, and the actor's side of it, if the table gives them this step now."""
    row = visible_plan(act, plan)
    side = side_of(row, _by(act))
    said_by = side_of(row, row.said_done_by) if row.said_done_by is not None else None
    check_plan_move(step, PlanStage(row.state), side, said_by=said_by)
    if row.version != seen:
        raise Conflict(
            "plan.moved", _("The plan was changed while you had it open. Nothing was done: look at it again.")
        )
    return row, side


def _by(act: Act) -> Person:
    assert act.by is not None  # noqa: S101 - nobody else sees a plan
    return act.by


def _record(act: Act, row: Plan, kind: Kind) -> None:
    record(
        act,
        kind,
        subject=row,
        place=plan_place(row),
        about=row.person,
        facts={"state": str(row.state)},
        tell=both_sides(row),
    )
