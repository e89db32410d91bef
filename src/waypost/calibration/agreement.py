"""Raw agreement between raters: how often two who judged the same thing gave the same point, or one next to it.

Nothing is corrected for chance here, and the page has to say so: raters who all use one point agree without effort.
These few ratings are counted without numpy, which the web would otherwise load for them; with intervals and for any
number of ratings the same is `consistency.exact`, and a test holds the two to one count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from waypost.framework.schema import Framework
from waypost.promotion.scorecard import Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One rating of one criterion of one case; `place` is the point's place on the scale, the lowest being 0."""

    case: str
    rater: str
    criterion: str
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far raters agree.

    ratings, raters, pairs: what it rests on; a pair is two ratings of one criterion of one case.
    exact, within_one: shares of the pairs, None where there are too few. widest: the widest gap of a pair, in places of
    the scale. counts: how often each place of the scale was given, lowest first. withheld: why shares are None, or "".
    """

    ratings: int
    raters: int
    pairs: int
    exact: Fraction | None
    within_one: Fraction | None
    widest: int
    counts: tuple[int, ...]
    withheld: str = ""


LEAST_PAIRS = 2
"""Below this a share would be all or nothing."""


def scores_of(framework: Framework, *, case: str, ratings: Collection[Rating]) -> tuple[Score, ...]:
    """The ratings of one case as places on the scale; *cannot judge* is left out. KeyError for an unknown point."""
    places = {point.key: place for place, point in enumerate(framework.scale)}
    return tuple(
        Score(case=case, rater=rating.rater, criterion=rating.criterion, place=places[rating.point])
        for rating in ratings
        if rating.point is not None
    )


def agreement(scores: Collection[Score], *, points: int) -> Agreement:
    """Raw agreement over all pairs that judged the same criterion of the same case, whatever the order.

    `points` is the length of the scale. Raises ValueError when a place is outside it, or a rater judges one
    thing twice.
    """
    _refuse_nonsense(scores, points=points)
    gaps = _gaps(scores)
    enough = len(gaps) >= LEAST_PAIRS
    counted = Counter(score.place for score in scores)
    return Agreement(
        ratings=len(scores),
        raters=len({score.rater for score in scores}),
        pairs=len(gaps),
        exact=_share(gaps, at_most=0) if enough else None,
        within_one=_share(gaps, at_most=1) if enough else None,
        widest=max(gaps, default=0),
        counts=tuple(counted[place] for place in range(points)),
        withheld="" if enough else _too_few(len(gaps)),
    )


def _refuse_nonsense(scores: Collection[Score], *, points: int) -> None:
    if any(not 0 <= score.place < points for score in scores):
        raise ValueError("a rating is outside the scale")
    if len({(s.case, s.criterion, s.rater) for s in scores}) < len(scores):
        raise ValueError("a rater judged one criterion of one case twice")


def _gaps(scores: Collection[Score]) -> list[int]:
    judged: dict[tuple[str, str], list[int]] = {}
    for score in scores:
        judged.setdefault((score.case, score.criterion), []).append(score.place)
    return [abs(one - other) for places in judged.values() for one, other in combinations(places, 2)]


def _share(gaps: list[int], *, at_most: int) -> Fraction:
    return Fraction(sum(1 for gap in gaps if gap <= at_most), len(gaps))


def _too_few(pairs: int) -> str:
    if pairs == 0:
        return "No two people have rated the same criterion of a case yet."
    return "Only one pair of ratings can be compared; a share of one says nothing."
