"""The plan after a "not yet": preparing it, writing it, opening it, keeping it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from waypost.promotion.plan import GapKind
from waypost.promotion.plan_moves import PlanStage, PlanStep, Side, check_plan_move
from waypost.refusal import Malformed, NotAllowed, NotNow, NotVisible
from waypost.web.frameworks.models import FrameworkVersion
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import CheckIn, Commitment, CommitmentState, Plan, PlanGap, PlanState
from waypost.web.growth.place import plan_place
from waypost.web.growth.selectors.plans import plan_complete
from waypost.web.growth.values import GapText, PlanText, PromiseText
from waypost.web.journal.acts import Act, draft, record, save_current, service
from waypost.web.journal.kinds import Kind
from waypost.web.journal.stale import refuse_stale
from waypost.web.people.models import Person
from waypost.web.people.selectors import manager_of

PROMISES_MOST = 30
WORDS_MOST = 4_000  # characters of one text


def create_plan_draft(
    act: Act,
    *,
    person: Person,
    manager: Person,
    framework_version: FrameworkVersion,
    level: str,
    criteria: Iterable[str],
) -> Plan:
    """A draft with one gap for each criterion, inside the caller's transaction; no event of its own.

    Called by the promotion app after a "not yet". The manager writes it; the person sees it once it is open.
    """
    plan = Plan.objects.create(
        person=person, manager=manager, framework=framework_version, level=level, created_at=act.at
    )
    add_gaps(plan, criteria)
    return plan


def add_gaps(plan: Plan, criteria: Iterable[str]) -> None:
    """A gap for each criterion the plan has none for yet, inside the caller's transaction; no event of its own.

    For a second decision that names what the first did not.
    """
    there = set(plan.gaps.values_list("criterion", flat=True))
    PlanGap.objects.bulk_create(
        PlanGap(plan=plan, criterion=key, kind=GapKind.NOT_SHOWN_YET.value)
        for key in dict.fromkeys(criteria)
        if key not in there
    )


@draft
def keep_plan(act: Act, *, plan: uuid.UUID, seen: int, text: PlanText) -> Plan:
    """Keep a draft as it is being written. Raises NotNow once it is open."""
    row = kept_by(act, plan)
    if row.state != PlanState.DRAFT:
        raise NotNow("plan.open", _("The plan is open; changes to it are saved as changes."))
    _write(act, row, seen=seen, text=text)
    row.commitments.all().delete()
    _promise(row, text.promises)
    return row


@service
def change_plan(act: Act, *, plan: uuid.UUID, seen: int, text: PlanText) -> Plan:
    """Change an open plan; the person is told. What was promised stays, new promises are added.

    Raises NotNow for a draft, or when the change would leave the plan incomplete.
    """
    row = kept_by(act, plan)
    if row.state != PlanState.OPEN:
        raise NotNow("plan.not_open", _("Only an open plan is changed like this."))
    _write(act, row, seen=seen, text=text)
    _promise(row, text.promises)
    _refuse_incomplete(act, row)
    record(
        act,
        Kind.PLAN_CHANGED,
        subject=row,
        place=plan_place(row),
        about=row.person,
        facts={"version": row.version, "new_commitments": len(text.promises)},
        tell=[row.person],
    )
    return row


@service
def open_plan(act: Act, *, plan: uuid.UUID, seen: int | None = None, text: PlanText | None = None) -> Plan:
    """Open the plan to the person, with the last changes to its text if there are any.

    Raises NotNow, with what is missing, while it is incomplete, and before the person was told the decision it follows.
    """
    row = kept_by(act, plan)
    opened = check_plan_move(PlanStep.OPEN, PlanStage(row.state), Side.MANAGER).target.value
    if text is not None:
        _write(act, row, seen=seen or 0, text=text)
        row.commitments.all().delete()
        _promise(row, text.promises)
    if Plan.objects.filter(pk=row.pk, case__isnull=False, case__told_at=None).exists():
        raise NotNow("plan.before_told", _("Tell the candidate the decision first; the plan would give it away."))
    _refuse_incomplete(act, row)
    row.state, row.opened_at = opened, act.at
    row.save(update_fields=["state", "opened_at"])
    record(
        act,
        Kind.PLAN_OPENED,
        subject=row,
        place=plan_place(row),
        about=row.person,
        facts={"gaps": sorted(row.gaps.values_list("criterion", flat=True)), "next_look": str(row.next_look_on)},
        tell=[row.person],
    )
    return row


@service
def check_in(act: Act, *, plan: uuid.UUID, words: str) -> CheckIn:
    """Note a look at the open plan; either side may, and the other is told."""
    row = shared_by(act, plan)
    if not words.strip() or len(words) > WORDS_MOST:
        raise Malformed("plan.words", _("Write what you looked at, in at most 4,000 characters."))
    noted = CheckIn.objects.create(plan=row, by=_actor(act), at=act.at, words=words)
    record(act, Kind.PLAN_CHECKED_IN, subject=noted, place=plan_place(row), about=row.person, tell=both_sides(row))
    return noted


@service
def mark_commitment(act: Act, *, commitment: uuid.UUID, state: str) -> Commitment:
    """Say of a commitment that it was kept or broken, or open it again; either side may, and the other is told.

    Raises NotVisible unless the plan is one's own and open, Malformed for any other state.
    """
    found = Commitment.objects.select_for_update(of=("self",)).filter(address=commitment).first()
    if found is None:
        raise NotVisible("commitment", _("There is no such commitment."))
    row = shared_by(act, found.plan_id)
    if state not in CommitmentState.values:
        raise Malformed("commitment.state", _("A commitment is open, kept or broken."))
    if found.state == state:
        raise NotNow("commitment.same", _("It is marked so already."))
    found.state = state
    found.marked_on = None if state == CommitmentState.OPEN else act.today
    found.save(update_fields=["state", "marked_on"])
    record(
        act,
        Kind.COMMITMENT_MARKED,
        subject=found,
        place=plan_place(row),
        about=row.person,
        facts={"state": str(state)},
        tell=both_sides(row),
    )
    return found


def kept_by(act: Act, plan: uuid.UUID) -> Plan:
    """The plan, locked, for the manager who keeps it; NotAllowed to the person it is for."""
    row = visible_plan(act, plan)
    if row.person_id == _actor(act).pk:
        raise NotAllowed("plan.not_yours", _("Your manager writes the plan. Say what you would change in a check-in."))
    return row


def shared_by(act: Act, plan: uuid.UUID) -> Plan:
    """The open plan, for either side."""
    row = visible_plan(act, plan)
    if row.state != PlanState.OPEN:
        raise NotNow("plan.not_open", _("The plan has to be open for this."))
    return row


def visible_plan(act: Act, plan: uuid.UUID) -> Plan:
    """The plan, locked, for whoever sees it."""
    row = Plan.objects.visible_to(_actor(act)).filter(pk=plan).first()
    if row is None:
        raise NotVisible("plan", _("There is no such plan."))
    return Plan.objects.select_for_update(of=("self",)).select_related("person", "manager", "framework").get(pk=plan)


def _actor(act: Act) -> Person:
    if act.by is None:
        raise NotVisible("plan", _("There is no such plan."))
    return act.by


def both_sides(row: Plan) -> list[Person]:
    """Both sides; the present manager too, should the plan have come with somebody to a new one."""
    present = manager_of(row.person)
    return [row.person, row.manager, *([] if present is None else [present])]


def _refuse_incomplete(act: Act, row: Plan) -> None:
    missing = plan_complete(row, act.today, opened=True)
    if missing:
        raise NotNow(
            "plan.incomplete",
            _("The plan is not complete yet. Add what is missing; nothing you wrote is lost."),
            missing=missing,
        )


def _write(act: Act, row: Plan, *, seen: int, text: PlanText) -> None:
    """Save the text. Who writes it keeps it from now on: a plan goes with a person to their new manager."""
    _refuse_excess(row, text)
    said = {gap.criterion: gap for gap in text.gaps}
    gaps = [gap for gap in row.gaps.all() if gap.criterion in said]
    refuse_stale(version=row.version, seen=seen, theirs=_texts(row, gaps), mine=_texts(row, text.gaps))
    save_current(row, seen=seen, next_look_on=text.next_look_on, manager=_actor(act))
    for gap in gaps:
        words = said[gap.criterion]
        gap.kind, gap.looks_like, gap.support = words.kind, words.looks_like, words.support
        gap.opportunity_kind, gap.opportunity, gap.due_on = words.opportunity_kind, words.opportunity, words.due_on
    PlanGap.objects.bulk_update(gaps, ["kind", "looks_like", "support", "opportunity_kind", "opportunity", "due_on"])


def _texts(row: Plan, gaps: Iterable[PlanGap | GapText]) -> list[tuple[str, str]]:
    framework = framework_of(row.framework)
    return [
        (framework.criterion(gap.criterion).title, f"{gap.looks_like}\n\n{gap.opportunity}\n\n{gap.support}")
        for gap in gaps
    ]


def _promise(row: Plan, promises: tuple[PromiseText, ...]) -> None:
    Commitment.objects.bulk_create(
        Commitment(plan=row, by=row.manager if one.by_manager else row.person, words=one.words, due_on=one.due_on)
        for one in promises
    )
    if row.commitments.count() > PROMISES_MOST:
        raise Malformed("plan.promises", _("A plan holds at most 30 commitments; keep those that matter."))


def _refuse_excess(row: Plan, text: PlanText) -> None:
    known = set(row.gaps.values_list("criterion", flat=True))
    if any(gap.criterion not in known for gap in text.gaps):
        raise Malformed("plan.gap", _("The plan has no gap for one of these criteria."))
    texts = [words for gap in text.gaps for words in (gap.looks_like, gap.opportunity, gap.support)]
    if any(len(words) > WORDS_MOST for words in (*texts, *(one.words for one in text.promises))):
        raise Malformed("plan.too_long", _("One of the texts is too long; keep each under 4,000 characters."))
