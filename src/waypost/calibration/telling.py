"""When ratings are enough for a number, and when words are the truth: the least that a room is told numbers from.

Below these a model still answers, because its prior does. Such an answer says more about the prior than about people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

LEAST_CASES = 5
LEAST_RATERS = 5
LEAST_RATINGS = 60
"""Of a session: below these, how far people differ from one another cannot be told from chance."""

LEAST_RATERS_OF_A_CASE = 3
LEAST_RATINGS_OF_A_CASE = 6
LEAST_OTHER_RATERS = 3
"""Of a case: below these one person's view would stand for the case."""

LEAST_CASES_OF_A_RATER = 2
LEAST_RATINGS_OF_A_RATER = 6
"""Of a rater: who rated one case cannot be told from what they saw in that case."""

WIDEST_SHARE = 0.5
"""An interval over more than this share of the scale is said in words: it leaves out next to nothing."""


def session_withheld(*, cases: int, raters: int, ratings: int, points: int) -> str:
    """Why nothing is said of a session in numbers, or ""."""
    if ratings == 0:
        return "No rating of this session can be counted yet."
    if cases < LEAST_CASES or raters < LEAST_RATERS or ratings < LEAST_RATINGS:
        return (
            f"Too few ratings to say: {_n(ratings, 'rating')} of {_n(cases, 'case')} by {_n(raters, 'rater')}. From "
            f"{LEAST_CASES} cases, {LEAST_RATERS} raters and {LEAST_RATINGS} ratings on, readiness can be told from "
            "who happened to rate."
        )
    if points < 2:
        return "Every rating is the same point of the scale; nothing tells one case from another."
    return ""


def case_withheld(*, raters: int, ratings: int, part: int) -> str:
    """Why nothing is said of one case in numbers, or ""."""
    if part != 1:
        return "No rater of this case rated any of the others, so nothing connects it with them."
    if raters < LEAST_RATERS_OF_A_CASE or ratings < LEAST_RATINGS_OF_A_CASE:
        return f"Too few ratings to say: {_n(ratings, 'rating')} by {_n(raters, 'rater')}."
    return ""


def too_wide(low: float, high: float, *, categories: int) -> bool:
    """Whether an interval in points of the scale leaves out too little to be a number."""
    return high - low > WIDEST_SHARE * (categories - 1)


def narrowest(*, ratings: int, categories: int, z: float) -> float:
    """Half the width, in logits, below which no interval of so many ratings is ever shown.

    A rating of K categories carries at most the information (K - 1)^2 / 4, the largest variance a number from 0 to
    K - 1 can have, so n of them leave a standard error of at least 2 / ((K - 1) sqrt(n)) even if all else were known.
    """
    return z * 2 / ((categories - 1) * sqrt(ratings))


@dataclass(frozen=True, slots=True)
class Told:
    """How one rater among others is told: in a group of raters with about as many ratings, all as wide as the widest.

    half: half the width of the interval. least: every rater of the group gave at least so many ratings.
    """

    half: float
    least: int


def told_together(found: Sequence[tuple[int, float]], *, threshold: int) -> tuple[Told, ...] | None:
    """For each rater (ratings given, half width): how they are told so that neither n nor width says who they are.

    Who sits on which panel is known, so somebody with an unusual number of ratings would be known by it. Raters are
    told in groups of at least `threshold` with alike counts. None when there are fewer than `threshold` raters.
    """
    if len(found) < threshold:
        return None
    order = sorted(range(len(found)), key=lambda one: (-found[one][0], found[one][1]))
    groups = [order[start : start + threshold] for start in range(0, len(order), threshold)]
    if len(groups[-1]) < threshold:
        last = groups.pop()
        groups[-1] = [*groups[-1], *last]
    told: dict[int, Told] = {}
    for group in groups:
        together = Told(half=max(found[one][1] for one in group), least=min(found[one][0] for one in group))
        told |= dict.fromkeys(group, together)
    return tuple(told[one] for one in range(len(found)))


def _n(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
