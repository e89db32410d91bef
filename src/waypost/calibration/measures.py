"""Measures: the tables of candidates, raters, criteria, thresholds and standard deviations, made from a posterior."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from waypost.calibration.tables import FloatArray


def z_of(interval: float) -> float:
    """The normal quantile of a central interval of this level: 1.96 for .95."""
    return NormalDist().inv_cdf(0.5 + interval / 2)


def category_probabilities(eta: FloatArray, thresholds: FloatArray) -> FloatArray:
    """(n, categories) probabilities of the partial credit model at eta (n,) with thresholds (n, categories - 1)."""
    steps = np.cumsum(eta[:, None] - thresholds, axis=1)
    logits = np.concatenate([np.zeros((len(eta), 1)), steps], axis=1)
    logits -= logits.max(axis=1, keepdims=True)
    odds = np.exp(logits)
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)
