"""Plans: as values for the rules, and as their page shows them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.framework.schema import Criterion, Expectation
from waypost.promotion import plan as rules
from waypost.promotion.plan import GapKind, PlanHealth, check_plan, plan_health
from waypost.promotion.plan_moves import Side, ending_lacks
from waypost.promotion.terms import Stage
from waypost.refusal import Missing, NotVisible
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import CheckIn, Commitment, CommitmentState, OpportunityKind, Plan, PlanGap, PlanState
from waypost.web.people.models import Person

GAP_KINDS = {
    GapKind.NOT_SHOWN_YET: "Not shown yet: there was an opportunity",
    GapKind.NO_OPPORTUNITY_YET: "No opportunity yet: one has to be made",
}


@dataclass(frozen=True, slots=True)
class GapShown:
    """A gap with the expectation it is measured against."""

    gap: PlanGap
    criterion: Criterion
    expectation: Expectation | None
    kind: str
    opportunity_kind: str


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """A commitment, whether its day is over, and whether it is the reader's own."""

    commitment: Commitment
    overdue: bool
    mine: bool

    @property
    def open(self) -> bool:
        """Whether nobody has said yet that it was kept or broken."""
        return bool(self.commitment.state == CommitmentState.OPEN)


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan as its two sides read it."""

    plan: Plan
    level: str
    gaps: tuple[GapShown, ...]
    promises: tuple[PromiseShown, ...]
    check_ins: tuple[CheckIn, ...]
    health: PlanHealth
    says: str
    missing: tuple[Missing, ...]
    keeps: bool
    lacks: tuple[Missing, ...]
    said_by_me: bool

    @property
    def draft(self) -> bool:
        """Whether only the manager sees it yet."""
        return bool(self.plan.state == PlanState.DRAFT)

    @property
    def ending(self) -> bool:
        """Whether one side has said that it is done."""
        return bool(self.plan.state == PlanState.ENDING)

    @property
    def done(self) -> bool:
        """Whether both have."""
        return bool(self.plan.state == PlanState.DONE)

    @property
    def open(self) -> bool:
        """Whether both sides are at it."""
        return bool(self.plan.state == PlanState.OPEN)


def plan_page(reader: Person, plan: uuid.UUID, *, today: date) -> PlanPage:
    """The plan with its gaps, commitments and check-ins, in five queries at most; NotVisible to anybody else."""
    parts = ("gaps", "commitments__by", "check_ins__by")
    rows = Plan.objects.visible_to(reader).select_related("person", "manager", "framework", "said_done_by")
    row = rows.defer("framework__document").prefetch_related(*parts).filter(pk=plan).first()
    if row is None:
        raise NotVisible("plan", _("There is no such plan."))
    framework = framework_of(row.framework)
    health = plan_health_of(row, today)
    return PlanPage(
        plan=row,
        level=framework.level(row.level).title,
        gaps=tuple(_gap(row, gap) for gap in row.gaps.all()),
        promises=tuple(
            PromiseShown(one, one.state == CommitmentState.OPEN and one.due_on < today, one.by_id == reader.pk)
            for one in row.commitments.all()
        ),
        check_ins=tuple(row.check_ins.all()),
        health=health,
        says=say_health(health),
        missing=plan_complete(row, today, opened=True),
        keeps=row.person_id != reader.pk,
        lacks=lacks_for_ending(row) if row.state == PlanState.OPEN else (),
        said_by_me=row.said_done_by is not None and side_of(row, row.said_done_by) is side_of(row, reader),
    )


def side_of(plan: Plan, person: Person) -> Side:
    """Which of the two somebody is who sees the plan: the person it is for, or the manager's side."""
    return Side.PERSON if person.pk == plan.person_id else Side.MANAGER


def lacks_for_ending(plan: Plan) -> tuple[Missing, ...]:
    """What keeps an open plan from ending. Its case lives in the app above, and is reached over its relation."""
    over = not Plan.objects.filter(pk=plan.pk, case__isnull=False).exclude(case__stage__in=_CASE_OVER).exists()
    return ending_lacks([_promise(one) for one in plan.commitments.all()], case_over=over)


_CASE_OVER = (Stage.CLOSED.value, Stage.WITHDRAWN.value)


def _promise(row: Commitment) -> rules.Commitment:
    return rules.Commitment(due=row.due_on, state=rules.CommitmentState(row.state))


def plan_complete(plan: Plan, today: date, *, opened: bool = False) -> tuple[Missing, ...]:
    """What the plan lacks; () when it is complete and open to the person. With `opened`, as if it were open."""
    if plan.state in (PlanState.ENDING, PlanState.DONE):
        return ()
    framework = framework_of(plan.framework)
    gaps = list(plan.gaps.all())
    draft = rules.PlanDraft(gaps=tuple(_value(gap) for gap in gaps), next_look=plan.next_look_on)
    titles = {one.key: one.title for one in framework.criteria}
    missing = check_plan(draft, criteria=[gap.criterion for gap in gaps], today=today, titles=titles)
    if plan.state == PlanState.DRAFT and not opened:
        return (*missing, Missing(_("Open the plan to the person it is for."), "plan"))
    return missing


def plan_health_of(plan: Plan, today: date) -> PlanHealth:
    """How the commitments of the plan are kept. No query when they were prefetched."""
    return plan_health([_promise(one) for one in plan.commitments.all()], today=today)


def say_health(health: PlanHealth) -> str:
    """ "3 of 5 kept, 1 overdue"; empty without commitments."""
    if not health.total:
        return ""
    parts = [_("%(kept)d of %(total)d kept") % {"kept": health.kept, "total": health.total}]
    if health.overdue:
        parts.append(ngettext("%(n)d overdue", "%(n)d overdue", health.overdue) % {"n": health.overdue})
    if health.broken:
        parts.append(ngettext("%(n)d broken", "%(n)d broken", health.broken) % {"n": health.broken})
    return ", ".join(parts)


def _value(gap: PlanGap) -> rules.Gap:
    kind = rules.OpportunityKind(gap.opportunity_kind) if gap.opportunity_kind else None
    return rules.Gap(
        criterion=gap.criterion,
        kind=GapKind(gap.kind),
        looks_like=gap.looks_like,
        opportunity=rules.Opportunity(kind=kind, words=gap.opportunity) if kind else None,
        support=gap.support,
        by=gap.due_on,
    )


def _gap(plan: Plan, gap: PlanGap) -> GapShown:
    framework = framework_of(plan.framework)
    return GapShown(
        gap=gap,
        criterion=framework.criterion(gap.criterion),
        expectation=framework.expectation(gap.criterion, plan.level),
        kind=GAP_KINDS[GapKind(gap.kind)],
        opportunity_kind=str(OpportunityKind(gap.opportunity_kind).label) if gap.opportunity_kind else "",
    )
