"""The partial-credit response: how probable each category is at a place on the scale, and its moments.

log P(k) / P(k - 1) = eta - b_k (Masters 1982, Psychometrika 47, 149-174): with thresholds b the categories 0 ... K - 1
have probabilities proportional to exp(k eta - b_1 - ... - b_k).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.tables import FloatArray


@dataclass(frozen=True, slots=True)
class Moments:
    """Of each rating, as a number: its mean, its variance, and its fourth central moment."""

    mean: FloatArray
    variance: FloatArray
    fourth: FloatArray


def probabilities(eta: FloatArray, thresholds: FloatArray) -> FloatArray:
    """(n, categories) from eta (n,) and thresholds (n, categories - 1), each rating's own row."""
    steps = np.empty((len(eta), thresholds.shape[1] + 1))
    steps[:, 0] = 0.0
    np.cumsum(eta[:, None] - thresholds, axis=1, out=steps[:, 1:])
    steps -= steps.max(axis=1, keepdims=True)
    np.exp(steps, out=steps)
    steps /= steps.sum(axis=1, keepdims=True)
    return steps


def moments(probable: FloatArray) -> Moments:
    """Mean, variance and fourth central moment of ratings with these (n, categories) probabilities."""
    place = np.arange(probable.shape[1], dtype=np.float64)
    mean = probable @ place
    square = (place[None, :] - mean[:, None]) ** 2
    variance = np.einsum("nk,nk->n", probable, square)
    np.multiply(square, square, out=square)
    return Moments(mean, variance, np.einsum("nk,nk->n", probable, square))
