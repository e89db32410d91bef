"""Panels against each other: is one of them more severe than the other, allowing for whom each of them rated?

A panel's severity is the mean of its raters' severities, each counted by how many ratings they gave in it. Two panels
are on one scale because candidates were rated by both, or by raters who link them; and only on criteria that both
rated: where they share neither a criterion nor a rater, a stricter panel and harder criteria look the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from waypost.calibration.measures import z_of
from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import BoolArray, FloatArray, IntArray
from waypost.refusal import Refusal

if TYPE_CHECKING:
    from waypost.calibration.result import Calibration


@dataclass(frozen=True, slots=True)
class PanelContrast:
    """One panel against another, in logits: positive means that the first is more severe.

    probability: that it is. raters: of the first and of the other. n: the ratings it rests on.
    """

    one: str
    other: str
    difference: float
    se: float
    low: float
    high: float
    probability: float
    raters: tuple[int, int]
    n: int


def panels_against(calibration: Calibration, one: str, other: str) -> PanelContrast:
    """The mean severity of the raters of panel `one` less that of panel `other`.

    Raises KeyError for an unknown panel, ValueError without the column panel or for a panel against itself; Refusal
    where nothing connects them ("calibration.not-connected"), or where a stricter panel cannot be told from harder
    criteria ("calibration.not-separate").
    """
    ratings = calibration.ratings
    if ratings.panel is None:
        raise ValueError("the ratings have no column panel")
    if one == other:
        raise ValueError("give two different panels")
    for name in (one, other):
        if name not in ratings.panels:
            raise KeyError(f"there is no panel {name!r}")
    first, second = (ratings.panel == ratings.panels.index(name) for name in (one, other))
    weights = _shares(ratings, first) - _shares(ratings, second)
    raters = np.unique(ratings.rater[first | second])
    _refuse_what_cannot_be_told(calibration, {one: first, other: second}, raters=raters)
    mean, covariance = calibration.posterior.joint(np.zeros(0, dtype=np.int32), raters)
    difference = float(weights[raters] @ mean)
    se = sqrt(max(float(weights[raters] @ covariance @ weights[raters]), 0.0))
    half = z_of(calibration.interval) * se
    return PanelContrast(
        one=one,
        other=other,
        difference=difference,
        se=se,
        low=difference - half,
        high=difference + half,
        probability=NormalDist().cdf(difference / se) if se > 0 else 0.5,
        raters=(len(np.unique(ratings.rater[first])), len(np.unique(ratings.rater[second]))),
        n=int(np.count_nonzero(first | second)),
    )


def _shares(ratings: Ratings, rows: BoolArray) -> FloatArray:
    """Of each rater, the share of these ratings."""
    counts = np.bincount(ratings.rater[rows], minlength=len(ratings.raters))
    return np.asarray(counts / counts.sum())


def _refuse_what_cannot_be_told(calibration: Calibration, rows: Mapping[str, BoolArray], *, raters: IntArray) -> None:
    ratings, (one, other) = calibration.ratings, rows
    if len(np.unique(calibration.connections.rater_component[raters])) > 1:
        raise Refusal(
            "calibration.not-connected",
            f"Nothing connects all raters of {one} with those of {other}: they rated nobody in common, and no chain of "
            "raters links those whom they rated.",
        )
    shared = [np.intersect1d(codes[rows[one]], codes[rows[other]]) for codes in (ratings.criterion, ratings.rater)]
    if not any(len(codes) for codes in shared):
        raise Refusal(
            "calibration.not-separate",
            f"{one} and {other} share no criterion and no rater: whether one of them is stricter, or its criteria are "
            "harder, cannot be told apart. One criterion that both rate separates them.",
        )
