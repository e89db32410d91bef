"""The scorecard of a case: ratings to a measure per criterion, per dimension, and weighted to a whole.

Every number here is a plain mean with the number of ratings and their range behind it. The whole exists only inside a
scorecard, beside its parts, and a must-have criterion is judged by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from waypost.framework.schema import Criterion, Dimension, Framework, Point
from waypost.promotion.decision import Outcome, Recommendation
from waypost.promotion.panel import PanelKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """One panellist's rating of one criterion against the target level; `point` None means *cannot judge*."""

    rater: str
    panel: PanelKind
    criterion: str
    point: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A mean in points of the scale. n, low, high: the number of ratings behind it, the lowest and the highest."""

    mean: Fraction
    n: int
    low: int
    high: int

    @property
    def spread(self) -> int:
        """How far the ratings behind it lie apart."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Withheld:
    """There is no number, and the sentence says why."""

    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """One criterion: its measure, how many could not judge it, and the ratings counted by point, low to high."""

    criterion: Criterion
    measure: Measure | Withheld
    cannot_judge: int
    counts: tuple[tuple[Point, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionScore:
    """One dimension: the mean of its criteria's means.

    weight: per cent as the track declares it. share: its part of the whole after dimensions that ask nothing at this
    level gave theirs up. unrated: its criteria without a rating; the others speak for the dimension.
    """

    dimension: Dimension
    weight: int
    share: Fraction
    measure: Measure | Withheld
    criteria: tuple[CriterionScore, ...]

    @property
    def unrated(self) -> tuple[Criterion, ...]:
        """The criteria of it that nobody rated."""
        return tuple(score.criterion for score in self.criteria if isinstance(score.measure, Withheld))


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelVoice:
    """What one panel's ratings say by themselves; the outcome is None while it has no measure."""

    panel: PanelKind
    measure: Measure | Withheld
    outcome: Outcome | None

    @property
    def recommendation(self) -> Recommendation:
        """The voice as a decision asks about it."""
        return Recommendation(panel=self.panel, outcome=self.outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionDivergence:
    """A criterion that both panels rated: each panel's measure, and how far apart they are."""

    criterion: Criterion
    technical: Measure
    strategic: Measure

    @property
    def apart(self) -> Fraction:
        """The distance between the two means, in points."""
        return abs(self.technical.mean - self.strategic.mean)


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """Where the panels disagree: in what they recommend, in their measures, and on criteria both rated."""

    technical: PanelVoice
    strategic: PanelVoice
    criteria: tuple[CriterionDivergence, ...]

    @property
    def recommendations_differ(self) -> bool:
        """Whether one panel says yes and the other not yet."""
        return {self.technical.outcome, self.strategic.outcome} == {Outcome.YES, Outcome.NOT_YET}

    @property
    def apart(self) -> Fraction | None:
        """The distance between the panels' measures, in points; None while one has none."""
        one, other = self.technical.measure, self.strategic.measure
        if isinstance(one, Withheld) or isinstance(other, Withheld):
            return None
        return abs(one.mean - other.mean)


@dataclass(frozen=True, slots=True, kw_only=True)
class MustHave:
    """A criterion that no other can make up for; `met` is None while nobody rated it."""

    criterion: Criterion
    met: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """The parts, and beside them the whole."""

    bar: Point
    dimensions: tuple[DimensionScore, ...]
    whole: Measure | Withheld
    must_haves: tuple[MustHave, ...]
    divergence: Divergence

    @property
    def must_met(self) -> bool | None:
        """Whether every must-have is met; False as soon as one is not, None while one is open and none has failed."""
        answers = {must.met for must in self.must_haves}
        return False if False in answers else None if None in answers else True

    @property
    def clears_bar(self) -> bool | None:
        """Whether the whole reaches the bar and every must-have does; None while that cannot be said.

        It informs the room and decides nothing.
        """
        if self.must_met is False:
            return False
        if isinstance(self.whole, Withheld) or self.must_met is None:
            return None
        return self.whole.mean >= self.bar.value

    @property
    def widest_spread(self) -> int:
        """The widest gap between two ratings of one criterion."""
        scores = (score for dimension in self.dimensions for score in dimension.criteria)
        return max((s.measure.spread for s in scores if isinstance(s.measure, Measure)), default=0)

    @property
    def from_bar(self) -> Fraction | None:
        """How far the whole is from the bar, without a sign; None while it is withheld."""
        return None if isinstance(self.whole, Withheld) else abs(self.whole.mean - self.bar.value)


def scorecard(framework: Framework, *, level: str, ratings: Collection[Rating]) -> Scorecard:
    """The scorecard of a case aimed at `level`, whatever the order of the ratings.

    Raises KeyError for an unknown level, criterion or point; ValueError when a criterion asks nothing at the level, or
    a rater rates it twice.
    """
    _refuse_nonsense(framework, level=level, ratings=ratings)
    dimensions = _dimensions(framework, level=level, ratings=ratings)
    return Scorecard(
        bar=framework.bar,
        dimensions=dimensions,
        whole=_whole(dimensions),
        must_haves=_must_haves(framework, dimensions),
        divergence=_divergence(framework, level=level, ratings=ratings),
    )


def _refuse_nonsense(framework: Framework, *, level: str, ratings: Collection[Rating]) -> None:
    seen = set()
    for rating in ratings:
        if framework.expectation(rating.criterion, level) is None:
            raise ValueError(f"{rating.criterion} asks nothing at {level}")
        place = (rating.rater, rating.criterion)
        if place in seen:
            raise ValueError(f"{rating.rater} rated {rating.criterion} twice")
        seen.add(place)


def _dimensions(framework: Framework, *, level: str, ratings: Collection[Rating]) -> tuple[DimensionScore, ...]:
    """The dimensions that ask something at the level. Those that ask nothing give their weight to the others."""
    asked = {criterion.key for criterion in framework.criteria_at(level)}
    weights = dict(framework.track(framework.level(level).track).weights)
    present = [d for d in framework.dimensions if any(c.key in asked for c in d.criteria)]
    total = sum(weights.get(d.key, 0) for d in present)
    given: defaultdict[str, list[Rating]] = defaultdict(list)
    for rating in ratings:
        given[rating.criterion].append(rating)
    found = []
    for dimension in present:
        scores = tuple(
            _criterion_score(framework, criterion, given[criterion.key])
            for criterion in dimension.criteria
            if criterion.key in asked
        )
        weight = weights.get(dimension.key, 0)
        found.append(
            DimensionScore(
                dimension=dimension,
                weight=weight,
                share=Fraction(weight, total) if total else Fraction(0),
                measure=_joined(dimension, scores),
                criteria=scores,
            )
        )
    return tuple(found)


def _criterion_score(framework: Framework, criterion: Criterion, mine: Collection[Rating]) -> CriterionScore:
    given = Counter(rating.point for rating in mine if rating.point is not None)
    values = [framework.point(key).value for key in given.elements()]
    return CriterionScore(
        criterion=criterion,
        measure=_mean(values) if values else Withheld(_nobody_judged(criterion, asked=len(mine))),
        cannot_judge=len(mine) - len(values),
        counts=tuple((point, given[point.key]) for point in framework.scale),
    )


def _nobody_judged(criterion: Criterion, *, asked: int) -> str:
    if asked:
        return f"Nobody could judge “{criterion.title}”."
    return f"Nobody has rated “{criterion.title}” yet."


def _mean(values: Collection[int]) -> Measure:
    return Measure(mean=Fraction(sum(values), len(values)), n=len(values), low=min(values), high=max(values))


def _weighted(parts: Iterable[tuple[Fraction, Measure]]) -> Measure:
    """The weighted mean of measures, each with a weight above 0; n and range are of all the ratings behind them."""
    weighed = tuple(parts)
    measures = [measure for _, measure in weighed]
    return Measure(
        mean=sum((weight * measure.mean for weight, measure in weighed), Fraction(0))
        / sum((weight for weight, _ in weighed), Fraction(0)),
        n=sum(measure.n for measure in measures),
        low=min(measure.low for measure in measures),
        high=max(measure.high for measure in measures),
    )


def _joined(dimension: Dimension, scores: tuple[CriterionScore, ...]) -> Measure | Withheld:
    rated = [score.measure for score in scores if isinstance(score.measure, Measure)]
    if not rated:
        return Withheld(f"No criterion of “{dimension.title}” has a rating yet.")
    return _weighted((Fraction(1), measure) for measure in rated)


def _whole(dimensions: tuple[DimensionScore, ...]) -> Measure | Withheld:
    """Withheld while a dimension that counts has no rating: without it the whole would say something else."""
    counting = [d for d in dimensions if d.share > 0]
    if not counting:
        return Withheld("The track gives no weight to any dimension that asks something at this level.")
    measured = [(d.share, d.measure) for d in counting if isinstance(d.measure, Measure)]
    if len(measured) < len(counting):
        silent = next(d for d in counting if isinstance(d.measure, Withheld))
        return Withheld(
            f"“{silent.dimension.title}” carries {silent.weight} per cent and has no rating yet; without it the whole "
            "would mislead."
        )
    return _weighted(measured)


def _must_haves(framework: Framework, dimensions: tuple[DimensionScore, ...]) -> tuple[MustHave, ...]:
    return tuple(
        MustHave(criterion=score.criterion, met=_reaches(score.measure, framework.bar))
        for dimension in dimensions
        for score in dimension.criteria
        if score.criterion.must
    )


def _reaches(measure: Measure | Withheld, bar: Point) -> bool | None:
    return None if isinstance(measure, Withheld) else measure.mean >= bar.value


def _divergence(framework: Framework, *, level: str, ratings: Collection[Rating]) -> Divergence:
    by_panel = {
        panel: _dimensions(framework, level=level, ratings=[r for r in ratings if r.panel is panel])
        for panel in (PanelKind.TECHNICAL, PanelKind.STRATEGIC)
    }
    technical, strategic = by_panel[PanelKind.TECHNICAL], by_panel[PanelKind.STRATEGIC]
    return Divergence(
        technical=_voice(framework, PanelKind.TECHNICAL, technical),
        strategic=_voice(framework, PanelKind.STRATEGIC, strategic),
        criteria=_rated_by_both(technical, strategic),
    )


def _voice(framework: Framework, panel: PanelKind, dimensions: tuple[DimensionScore, ...]) -> PanelVoice:
    """What the panel rated, weighted as the track weighs it; where it gives no weight, each dimension counts alike."""
    rated = [(d.share, d.measure) for d in dimensions if isinstance(d.measure, Measure)]
    weighed = [part for part in rated if part[0] > 0] or [(Fraction(1), measure) for _, measure in rated]
    if not weighed:
        return PanelVoice(panel=panel, measure=Withheld(f"The {panel} panel has rated nothing yet."), outcome=None)
    measure = _weighted(weighed)
    musts = {must.met for must in _must_haves(framework, dimensions)}
    clears = measure.mean >= framework.bar.value and False not in musts
    return PanelVoice(panel=panel, measure=measure, outcome=Outcome.YES if clears else Outcome.NOT_YET)


def _rated_by_both(
    technical: tuple[DimensionScore, ...], strategic: tuple[DimensionScore, ...]
) -> tuple[CriterionDivergence, ...]:
    other = {score.criterion.key: score.measure for d in strategic for score in d.criteria}
    found = []
    for score in (score for d in technical for score in d.criteria):
        theirs = other[score.criterion.key]
        if isinstance(score.measure, Measure) and isinstance(theirs, Measure):
            found.append(CriterionDivergence(criterion=score.criterion, technical=score.measure, strategic=theirs))
    return tuple(found)
