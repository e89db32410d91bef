"""What is still missing before a decision can be recorded, and before a case with a plan can be closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from waypost.promotion.decision import (
    Completeness,
    DecisionDraft,
    Outcome,
    RaisedPoint,
    ReasonDraft,
    Recommendation,
    check_decision,
)
from waypost.promotion.scorecard import Scorecard
from waypost.refusal import Missing
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.models import Plan
from waypost.web.growth.selectors import plan_complete, raised_points
from waypost.web.promotion.models import Case, Decision, Reason, Seat
from waypost.web.promotion.selectors.ratings import given_reviews_of, judges_of
from waypost.web.promotion.selectors.scorecards import scorecard_of


@dataclass(frozen=True, slots=True)
class Written:
    """A draft as the rules take it, and the day of which they know nothing."""

    draft: DecisionDraft
    in_force_on: date | None


def completeness_of(cases: Collection[Case], seats: Iterable[Seat]) -> dict[UUID, Completeness]:
    """What the drafts of many cases lack. A case without a draft is left out."""
    drafts = _drafts(cases)
    begun = [case for case in cases if case.pk in drafts]
    by_case: dict[UUID, list[Seat]] = {case.pk: [] for case in begun}
    for seat in seats:
        if seat.case_id in by_case:
            by_case[seat.case_id].append(seat)
    reviews = given_reviews_of({(c.pk, c.round): judges_of(c, c.round, by_case[c.pk]) for c in begun})
    found = {}
    for case in begun:
        voices = recommendations(scorecard_of(case, reviews[case.pk, case.round]))
        not_yet = drafts[case.pk].draft.outcome is Outcome.NOT_YET
        raised = raised_before_submission(case) if not_yet else ()
        found[case.pk] = completeness(case, drafts[case.pk], voices, raised)
    return found


def completeness(
    case: Case, written: Written | None, voices: tuple[Recommendation, ...], raised: tuple[RaisedPoint, ...]
) -> Completeness:
    """What one draft lacks; None is a draft nobody has begun."""
    found = check_decision(
        framework_of(case.framework),
        target=case.target_level,
        draft=written.draft if written is not None else DecisionDraft(decider=""),
        raised=raised,
        submitted_on=timezone.localdate(case.submitted_at or case.nominated_at),
        recommendations=voices,
    )
    if written is not None and written.draft.outcome is Outcome.YES and written.in_force_on is None:
        undated = Missing(_("Set the day the new level comes into force."), "in_force_on")
        return replace(found, missing=(*found.missing, undated))
    return found


def recommendations(card: Scorecard) -> tuple[Recommendation, ...]:
    """What each panel's ratings recommend by themselves."""
    return (card.divergence.technical.recommendation, card.divergence.strategic.recommendation)


def raised_before_submission(case: Case) -> tuple[RaisedPoint, ...]:
    """What was raised with the candidate on a day before the packet was submitted."""
    if case.submitted_at is None:
        return ()
    return raised_points(case.candidate, timezone.localdate(case.submitted_at))


def draft_of(row: Decision) -> Written:
    """A row as the rules take it, its reasons prefetched."""
    said = [(one.criterion, one.level, one.words, one.justification) for one in row.reasons.all()]
    return _written(row.by_id, row.outcome, row.dissent_answer, row.in_force_on, said)


def plans_lack(cases: Collection[Case], *, day: date) -> dict[UUID, tuple[Missing, ...] | None]:
    """What the plan of each case lacks; None while there is none. Two queries, and one for plans not loaded yet."""
    plans = _plans(cases)
    prefetch_related_objects(list(plans.values()), "gaps")
    cited = _cited(cases)
    return {
        case.pk: _plan_lacks(plans[case.pk], cited.get(case.pk, ()), day=day) if case.pk in plans else None
        for case in cases
    }


def _plan_lacks(plan: Plan, cited: Iterable[str], *, day: date) -> tuple[Missing, ...]:
    there = {gap.criterion for gap in plan.gaps.all()}
    titles = {one.key: one.title for one in framework_of(plan.framework).criteria}
    says = _("The decision names “%(title)s”, and the plan has no gap for it.")
    uncovered = (Missing(says % {"title": titles.get(key, key)}, f"gap:{key}") for key in cited if key not in there)
    return (*uncovered, *plan_complete(plan, day))


def _plans(cases: Collection[Case]) -> dict[UUID, Plan]:
    having = [case for case in cases if case.plan_id is not None]
    if not all(Case.plan.is_cached(case) for case in having):
        prefetch_related_objects(having, "plan__framework")
    found: dict[UUID, Plan] = {}
    for case in having:
        assert case.plan is not None  # noqa: S101 - it has the plan's key
        if case.plan.framework_id == case.framework_id:
            case.plan.framework = case.framework
        found[case.pk] = case.plan
    return found


def _drafts(cases: Collection[Case]) -> Mapping[UUID, Written]:
    """The drafts of the present rounds with their reasons; one query."""
    rounds = {case.pk: case.round for case in cases}
    rows = Decision.objects.filter(case__in=rounds, decided_at=None).order_by("pk", "reasons__pk")
    reason = ("reasons__criterion", "reasons__level", "reasons__words", "reasons__justification")
    head = ("case_id", "round", "by_id", "outcome", "dissent_answer", "in_force_on")
    listed = rows.values_list(*head, *reason)
    found = {}
    for (case, number, by, outcome, answer, day), said in groupby(listed, key=lambda row: row[: len(head)]):
        if number == rounds[case]:
            reasons = [row[len(head) :] for row in said if row[len(head)] is not None]
            found[case] = _written(by, outcome, answer, day, reasons)
    return found


def _written(
    by: UUID, outcome: str, dissent_answer: str, in_force_on: date | None, said: Iterable[tuple[str, str, str, str]]
) -> Written:
    """Justifications are signed by whoever wrote the draft."""
    reasons = tuple(
        ReasonDraft(
            criterion=criterion,
            level=level,
            words=words,
            justification=justification,
            justified_by=str(by) if justification.strip() else "",
        )
        for criterion, level, words, justification in said
    )
    draft = DecisionDraft(
        decider=str(by),
        outcome=Outcome(outcome) if outcome else None,
        reasons=reasons,
        dissent_answer=dissent_answer,
    )
    return Written(draft, in_force_on)


def _cited(cases: Collection[Case]) -> dict[UUID, list[str]]:
    rounds = {case.pk: case.round for case in cases}
    rows = Reason.objects.filter(decision__case__in=rounds, decision__decided_at__isnull=False)
    found: dict[UUID, list[str]] = {}
    for case, number, criterion in rows.values_list("decision__case_id", "decision__round", "criterion"):
        if number == rounds[case]:
            found.setdefault(case, []).append(criterion)
    return found
