"""The scorecard on a page: the parts beside the whole, how far ratings lie apart, and the panels against each other.

Who sees the scorecard but not how panellists rate gets no range, no counts, and no mean of a single rating.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from waypost.framework.schema import Framework
from waypost.promotion.disclosure import Part
from waypost.promotion.scorecard import (
    CriterionScore,
    DimensionScore,
    Measure,
    PanelVoice,
    Scorecard,
    Withheld,
    scorecard,
)
from waypost.report.pictures.ratings import Apart, Spread, draw_apart, draw_spread
from waypost.web.frameworks.reading import framework_of
from waypost.web.promotion.models import Case
from waypost.web.promotion.selectors.ratings import GivenReview, counted, given_reviews
from waypost.web.promotion.selectors.sight import Sight


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it rests on, or why there is none. `low` and `high` are None where ranges are not shown."""

    value: str = ""
    n: int = 0
    low: int | None = None
    high: int | None = None
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion: `met` is None while that cannot be said, and for criteria that are no must-have."""

    key: str
    title: str
    must: bool
    met: bool | None
    figure: Figure
    cannot_judge: int


@dataclass(frozen=True, slots=True)
class DimensionLine:
    """One dimension with its share of the whole in per cent, and its criteria."""

    title: str
    share: int
    figure: Figure
    criteria: tuple[CriterionLine, ...]


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """What one panel says by itself."""

    title: str
    figure: Figure
    says: str


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard as it is shown. `spread` and `apart` are pictures, "" where they are not shown."""

    round: int
    bar: str
    bar_value: int
    raters: int
    whole: Figure
    clears: bool | None
    dimensions: tuple[DimensionLine, ...]
    voices: tuple[VoiceLine, ...]
    differ: bool
    full: bool
    spread: str
    apart: str

    @property
    def musts(self) -> tuple[CriterionLine, ...]:
        """The must-have criteria, each judged by itself."""
        return tuple(line for dimension in self.dimensions for line in dimension.criteria if line.must)


def scorecard_of(case: Case, reviews: Iterable[GivenReview]) -> Scorecard:
    """The scorecard's value from the reviews of one round."""
    return scorecard(framework_of(case.framework), level=case.target_level, ratings=counted(reviews))


def cards_seen(sight: Sight, read: Mapping[int, tuple[GivenReview, ...]] | None = None) -> tuple[Card, ...]:
    """The scorecard of each round in which this person sees one, the first round first.

    `read` are the given reviews of the rounds, where they were read already.
    """

    def reviews(number: int) -> tuple[GivenReview, ...]:
        return read[number] if read is not None else given_reviews(sight.case, number, sight.seats)

    return tuple(
        card_of(sight.case, number, reviews(number), full=_full(sight, number))
        for number in sight.rounds_of(Part.SUMMARY)
    )


def card_of(case: Case, number: int, reviews: Collection[GivenReview], *, full: bool) -> Card:
    """A scorecard for the page. `full` is for who may also see how panellists rate."""
    framework = framework_of(case.framework)
    value = scorecard_of(case, reviews)
    divergence = value.divergence
    musts = {must.criterion.key: must.met for must in value.must_haves}
    return Card(
        round=number,
        bar=value.bar.title,
        bar_value=value.bar.value,
        raters=len(reviews),
        whole=_figure(value.whole, full=full),
        clears=value.clears_bar,
        dimensions=tuple(_dimension(one, musts, full=full) for one in value.dimensions),
        voices=tuple(_voice(voice, full=full) for voice in (divergence.technical, divergence.strategic)),
        differ=divergence.recommendations_differ,
        full=full,
        spread=_spread(framework, case, reviews) if full else "",
        apart=_apart(framework, value) if full else "",
    )


def plain_number(mean: Fraction) -> str:
    """A mean with at most two decimals, never rounded up to a bar it does not reach: "1.99" and not "2"."""
    hundredths = mean * 100 // 1
    return f"{int(hundredths) / 100:.2f}".rstrip("0").rstrip(".")


def _full(sight: Sight, number: int) -> bool:
    return sight.extent_in(Part.MEASURES, number) is not None


def _figure(measure: Measure | Withheld, *, full: bool) -> Figure:
    if isinstance(measure, Withheld):
        return Figure(withheld=measure.says)
    if full:
        return Figure(plain_number(measure.mean), measure.n, measure.low, measure.high)
    if measure.n < 2:
        return Figure(n=measure.n, withheld=_("One panellist rated this; one person's rating is not shown."))
    return Figure(plain_number(measure.mean), measure.n)


def _dimension(one: DimensionScore, musts: Mapping[str, bool | None], *, full: bool) -> DimensionLine:
    return DimensionLine(
        title=one.dimension.title,
        share=round(one.share * 100),
        figure=_figure(one.measure, full=full),
        criteria=tuple(_criterion(score, musts, full=full) for score in one.criteria),
    )


def _criterion(score: CriterionScore, musts: Mapping[str, bool | None], *, full: bool) -> CriterionLine:
    figure = _figure(score.measure, full=full)
    return CriterionLine(
        key=score.criterion.key,
        title=score.criterion.title,
        must=score.criterion.must,
        # Whether a bar is met gives a single rating away as much as the rating would.
        met=musts.get(score.criterion.key) if not figure.withheld else None,
        figure=figure,
        cannot_judge=score.cannot_judge if full else 0,
    )


def _voice(voice: PanelVoice, *, full: bool) -> VoiceLine:
    title = _("Technical panel") if voice.panel == "technical" else _("Strategic panel")
    return VoiceLine(title, _figure(voice.measure, full=full), voice.outcome.label if voice.outcome else "")


def _spread(framework: Framework, case: Case, reviews: Collection[GivenReview]) -> str:
    points = [point.key for point in framework.scale]
    rows = []
    for criterion in framework.criteria_at(case.target_level):
        for panel in dict.fromkeys(review.panel for review in reviews):
            given = [r for review in reviews if review.panel is panel and (r := review.rating(criterion.key))]
            if given:
                counts = tuple(sum(r.point == point for r in given) for point in points)
                none = "" if any(counts) else _("Nobody could judge it.")
                rows.append(Spread(criterion=criterion.title, panel=panel.value, counts=counts, withheld=none))
    if not rows:
        return ""
    return draw_spread(
        tuple(rows),
        scale=tuple(point.title for point in framework.scale),
        bar=points.index(framework.bar.key),
        title=_("How the panellists rated, criterion by criterion"),
        says=_("The same numbers stand in the tables of this page."),
        key=f"spread-{case.pk.hex[:8]}",
    )


def _apart(framework: Framework, value: Scorecard) -> str:
    one, other = value.divergence.technical.measure, value.divergence.strategic.measure
    if isinstance(one, Withheld) or isinstance(other, Withheld):
        return ""
    line = Apart(
        title=_("All criteria, each panel by itself"),
        technical=float(one.mean),
        strategic=float(other.mean),
        raters_technical=one.n,
        raters_strategic=other.n,
    )
    return draw_apart(
        (line,),
        scale=tuple((float(point.value), point.title) for point in framework.scale),
        title=_("The two panels held against each other"),
        says=_("Technical panel %(one)s from %(n)s ratings, strategic panel %(other)s from %(m)s.")
        % {"one": plain_number(one.mean), "n": one.n, "other": plain_number(other.mean), "m": other.n},
    )
