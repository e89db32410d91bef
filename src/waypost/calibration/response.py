"""The partial-credit response: how probable each category is at a place on the scale, and its moments.

log P(k) / P(k - 1) = eta - b_k (Masters 1982, Psychometrika 47, 149-174): with thresholds b the categories 0 ... K - 1
have probabilities proportional to exp(k eta - b_1 - ... - b_k).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.tables import FloatArray

FARTHEST = 200.0
"""Beyond so many logits, infinity included, the highest or lowest category is certain to all digits."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Of each rating, as a number: its mean, its variance, and its fourth central moment."""

    mean: FloatArray
    variance: FloatArray
    fourth: FloatArray


def probabilities(eta: FloatArray, thresholds: FloatArray) -> FloatArray:
    """(n, categories) from eta (n,) and thresholds (n, categories - 1), each rating's own row.

    Category after category in memory, because few categories and many ratings are worked through that way round.
    """
    eta = np.clip(eta, -FARTHEST, FARTHEST)
    steps = np.empty((thresholds.shape[1] + 1, len(eta)))
    steps[0] = 0.0
    for category in range(1, len(steps)):
        np.subtract(eta, thresholds[:, category - 1], out=steps[category])
        steps[category] += steps[category - 1]
    steps -= steps.max(axis=0)
    np.exp(steps, out=steps)
    steps /= steps.sum(axis=0)
    return steps.T


def moments(probable: FloatArray) -> Moments:
    """Mean, variance and fourth central moment of ratings with these (n, categories) probabilities."""
    mean, variance, fourth = (np.zeros(len(probable)) for _ in range(3))
    for category, chance in enumerate(probable.T):
        mean += category * chance
    for category, chance in enumerate(probable.T):
        square = (category - mean) ** 2
        variance += chance * square
        fourth += chance * square**2
    return Moments(mean, variance, fourth)
