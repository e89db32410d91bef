"""The decision of the present round as its decider works on it, criterion by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from waypost.framework.schema import Criterion, Expectation, Framework
from waypost.promotion.decision import Completeness, RaisedPoint, Recommendation
from waypost.promotion.disclosure import Part
from waypost.promotion.scorecard import Scorecard
from waypost.promotion.stages import Role, Stage
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Case, Decision
from waypost.web.promotion.selectors.completeness import (
    completeness,
    draft_of,
    raised_before_submission,
    recommendations,
)
from waypost.web.promotion.selectors.ratings import GivenReview, given_reviews
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
        written = draft_of(self.draft) if self.draft is not None else None
        return completeness(self.case, written, self.voices, self.raised)

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


def _speaks_of(point: RaisedPoint, criterion: str, case: Case) -> bool:
    return point.criterion == criterion and point.level in (None, case.target_level)
