"""Decisions: what a draft lacks, what its decider works with, and the answers of a case as far as they are seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from waypost.framework.schema import Criterion, Expectation, Framework
from waypost.promotion.decision import (
    Completeness,
    DecisionDraft,
    Outcome,
    RaisedPoint,
    ReasonDraft,
    Recommendation,
    check_decision,
)
from waypost.promotion.disclosure import Part
from waypost.promotion.scorecard import Scorecard
from waypost.promotion.stages import Role, Stage
from waypost.refusal import Missing
from waypost.web.frameworks.reading import framework_of
from waypost.web.growth.selectors import plan_complete, raised_points
from waypost.web.promotion.models import Case, Decision, Letter, Reason, Seat
from waypost.web.promotion.selectors.ratings import GivenReview, given_reviews, given_reviews_of, judges_of
from waypost.web.promotion.selectors.scorecards import Card, card_of, scorecard_of
from waypost.web.promotion.selectors.sight import Sight


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One criterion on the decider's desk. `raised` is what was raised with the candidate in time."""

    criterion: Criterion
    expectation: Expectation
    measure: str
    words: str
    justification: str
    raised: tuple[RaisedPoint, ...]

    @property
    def moved(self) -> bool:
        """Whether a reason on it would be a moved goalpost."""
        return not self.raised


class DecisionDesk:
    """The decision of the present round as its decider works on it."""

    def __init__(self, sight: Sight) -> None:
        self.sight = sight
        self.case = sight.case

    @cached_property
    def framework(self) -> Framework:
        """The pinned framework."""
        return framework_of(self.case.framework)

    @cached_property
    def draft(self) -> Decision | None:
        """The draft, or the decision once it is recorded."""
        rows = Decision.objects.filter(case=self.case, round=self.case.round).prefetch_related("reasons")
        return rows.select_related("by").first()

    @property
    def mine(self) -> bool:
        """Whether the person is the one who decides."""
        return Role.DECIDER in self.sight.roles

    @property
    def open(self) -> bool:
        """Whether it is still being written."""
        return Stage(self.case.stage) is Stage.IN_CALIBRATION

    @cached_property
    def reviews(self) -> tuple[GivenReview, ...]:
        """The reviews of the round."""
        return given_reviews(self.case, self.case.round, self.sight.seats)

    @cached_property
    def scorecard(self) -> Scorecard:
        """What the reviews come to."""
        return scorecard_of(self.case, self.reviews)

    @cached_property
    def card(self) -> Card | None:
        """The scorecard as it is shown, if it is."""
        number = self.case.round
        if self.sight.extent_in(Part.SUMMARY, number) is None:
            return None
        full = self.sight.extent_in(Part.MEASURES, number) is not None
        return card_of(self.case, number, self.reviews, full=full)

    @cached_property
    def raised(self) -> tuple[RaisedPoint, ...]:
        """What was raised with the candidate before the packet was submitted."""
        return raised_before_submission(self.case)

    @cached_property
    def completeness(self) -> Completeness:
        """What the draft lacks."""
        return _completeness(self.case, self.draft, recommendations(self.scorecard), self.raised)

    @property
    def voices(self) -> tuple[Recommendation, ...]:
        """What each panel recommends."""
        return recommendations(self.scorecard)

    @property
    def lines(self) -> tuple[ReasonLine, ...]:
        """Every criterion asked at the target level, with what the draft says of it."""
        drafted = {reason.criterion: reason for reason in self.draft.reasons.all()} if self.draft else {}
        figures = {line.key: line.figure for d in (self.card.dimensions if self.card else ()) for line in d.criteria}
        found = []
        for criterion in self.framework.criteria_at(self.case.target_level):
            expectation = self.framework.expectation(criterion.key, self.case.target_level)
            reason = drafted.get(criterion.key)
            figure = figures.get(criterion.key)
            if expectation is not None:
                found.append(
                    ReasonLine(
                        criterion=criterion,
                        expectation=expectation,
                        measure=f"{figure.value} (n {figure.n})" if figure is not None and figure.value else "",
                        words=reason.words if reason else "",
                        justification=reason.justification if reason else "",
                        raised=tuple(point for point in self.raised if _speaks_of(point, criterion.key, self.case)),
                    )
                )
        return tuple(found)


@dataclass(frozen=True, slots=True)
class SeenReason:
    """A reason as it is read; `justification` is there when it was never raised before."""

    title: str
    expectation: tuple[str, ...]
    words: str
    justification: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The decision of one round once it is recorded. The part asked about says what of it is shown."""

    number: int
    decision: Decision
    label: str
    yes: bool
    reasons: tuple[SeenReason, ...]
    letter: Letter | None

    @property
    def told(self) -> bool:
        """Whether the letter reached the candidate."""
        return self.letter is not None and self.letter.told_at is not None


def answers_seen(sight: Sight, *parts: Part) -> tuple[Answer, ...]:
    """The recorded decisions of the rounds in which this person sees one of `parts`; two queries at most."""
    numbers = {number for part in parts for number in sight.rounds_of(part)}
    if not numbers:
        return ()
    rows = sight.case.decisions.filter(round__in=numbers, decided_at__isnull=False)
    rows = rows.select_related("by", "letter", "letter__by").prefetch_related("reasons").order_by("round")
    return tuple(_answer(framework_of(sight.case.framework), row) for row in rows)


def recommendations(card: Scorecard) -> tuple[Recommendation, ...]:
    """What each panel's ratings recommend by themselves."""
    return (card.divergence.technical.recommendation, card.divergence.strategic.recommendation)


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
        not_yet = drafts[case.pk].outcome == Outcome.NOT_YET
        raised = raised_before_submission(case) if not_yet else ()
        found[case.pk] = _completeness(case, drafts[case.pk], voices, raised)
    return found


def plans_lack(cases: Collection[Case], *, day: date) -> dict[UUID, tuple[Missing, ...] | None]:
    """What the plan of each case lacks; None while there is none. Three queries."""
    rows = Case.objects.filter(pk__in=[case.pk for case in cases], plan__isnull=False)
    rows = rows.select_related("plan__framework").defer("plan__framework__document", "packet")
    cited = _cited(cases)
    found: dict[UUID, tuple[Missing, ...] | None] = {case.pk: None for case in cases}
    for row in rows.prefetch_related("plan__gaps"):
        assert row.plan is not None  # noqa: S101 - filtered above
        there = {gap.criterion for gap in row.plan.gaps.all()}
        titles = {one.key: one.title for one in framework_of(row.plan.framework).criteria}
        uncovered = tuple(
            Missing(
                _("The decision names “%(title)s”, and the plan has no gap for it.") % {"title": titles.get(key, key)},
                f"gap:{key}",
            )
            for key in cited.get(row.pk, ())
            if key not in there
        )
        found[row.pk] = (*uncovered, *plan_complete(row.plan, day))
    return found


def raised_before_submission(case: Case) -> tuple[RaisedPoint, ...]:
    """What was raised with the candidate on a day before the packet was submitted."""
    if case.submitted_at is None:
        return ()
    return raised_points(case.candidate, timezone.localdate(case.submitted_at))


def draft_value(row: Decision) -> DecisionDraft:
    """A draft as the rules take it; its justifications are signed by whoever wrote it."""
    return DecisionDraft(
        decider=str(row.by_id),
        outcome=Outcome(row.outcome) if row.outcome else None,
        reasons=tuple(_reason_value(reason, by=str(row.by_id)) for reason in row.reasons.all()),
        dissent_answer=row.dissent_answer,
    )


def _completeness(
    case: Case, row: Decision | None, voices: tuple[Recommendation, ...], raised: tuple[RaisedPoint, ...]
) -> Completeness:
    submitted = case.submitted_at or case.nominated_at
    found = check_decision(
        framework_of(case.framework),
        target=case.target_level,
        draft=draft_value(row) if row is not None else DecisionDraft(decider=""),
        raised=raised,
        submitted_on=timezone.localdate(submitted),
        recommendations=voices,
    )
    if row is not None and row.outcome == Outcome.YES and row.in_force_on is None:
        undated = Missing(_("Set the day the new level comes into force."), "in_force_on")
        return replace(found, missing=(*found.missing, undated))
    return found


def _drafts(cases: Collection[Case]) -> Mapping[UUID, Decision]:
    rounds = {case.pk: case.round for case in cases}
    rows = Decision.objects.filter(case__in=rounds, decided_at=None).prefetch_related("reasons")
    return {row.case_id: row for row in rows if row.round == rounds[row.case_id]}


def _cited(cases: Collection[Case]) -> dict[UUID, list[str]]:
    rounds = {case.pk: case.round for case in cases}
    rows = Reason.objects.filter(decision__case__in=rounds, decision__decided_at__isnull=False)
    found: dict[UUID, list[str]] = {}
    for case, number, criterion in rows.values_list("decision__case_id", "decision__round", "criterion"):
        if number == rounds[case]:
            found.setdefault(case, []).append(criterion)
    return found


def _reason_value(row: Reason, *, by: str) -> ReasonDraft:
    return ReasonDraft(
        criterion=row.criterion,
        level=row.level,
        words=row.words,
        justification=row.justification,
        justified_by=by if row.justification.strip() else "",
    )


def _speaks_of(point: RaisedPoint, criterion: str, case: Case) -> bool:
    return point.criterion == criterion and point.level in (None, case.target_level)


def _answer(framework: Framework, row: Decision) -> Answer:
    outcome = Outcome(row.outcome)
    titles = {one.key: one.title for one in framework.criteria}
    order = list(titles)
    reasons = sorted(row.reasons.all(), key=lambda one: order.index(one.criterion) if one.criterion in order else -1)
    return Answer(
        number=row.round,
        decision=row,
        label=outcome.label,
        yes=outcome is Outcome.YES,
        reasons=tuple(
            SeenReason(
                title=titles.get(one.criterion, one.criterion),
                expectation=tuple(one.expectation.splitlines()),
                words=one.words,
                justification=one.justification,
            )
            for one in reasons
        ),
        letter=getattr(row, "letter", None),
    )
