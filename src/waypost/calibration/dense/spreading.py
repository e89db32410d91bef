"""The joint covariance of everything but halos: of each part of a mixture, and of the mixture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.dense.conditional import Conditional
from waypost.calibration.dense.layout import Layout
from waypost.calibration.dense.placing import Parts
from waypost.calibration.dense.scales import EFFECT_SD
from waypost.calibration.tables import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class DenseSpread:
    """Covariances read from one matrix: candidates, then raters.

    at_mode is the covariance given the most probable standard deviations, and prior the prior precision given them,
    both of candidates and raters.
    """

    matrix: FloatArray
    at_mode: FloatArray
    prior: FloatArray
    candidates: int

    def covariance(self, *, candidates: IntArray, raters: IntArray) -> FloatArray:
        """The posterior covariance of these candidates followed by these raters."""
        chosen = np.concatenate([candidates, np.asarray(raters) + self.candidates])
        return np.asarray(self.matrix[np.ix_(chosen, chosen)])

    def prior_share(self, candidates: IntArray, weights: FloatArray) -> float:
        """How much of the precision of a contrast of candidates came from the prior; see `Posterior`."""
        contrast = np.zeros(len(self.at_mode))
        np.add.at(contrast, candidates, weights)
        change = self.at_mode @ contrast
        variance = float(contrast @ change)
        return float(np.clip(change @ self.prior @ change / variance, 0.0, 1.0)) if variance > 0 else 0.0


def full_mean(given: Conditional) -> FloatArray:
    """One and rest in one vector."""
    return np.concatenate([given.point.one, given.point.rest])


def full_covariance(given: Conditional) -> FloatArray:
    """The covariance of `full_mean`, halos integrated out."""
    ones = len(given.precision)
    size = ones + len(given.inverse)
    full = np.empty((size, size))
    follows = -given.ahead @ given.inverse
    full[:ones, :ones] = -follows @ given.ahead.T
    at = np.arange(ones)
    full[at, at] += 1.0 / given.precision
    full[:ones, ones:] = follows
    full[ones:, :ones] = follows.T
    full[ones:, ones:] = given.inverse
    return full


def prior_precision(contrasts: FloatArray, sd: float) -> FloatArray:
    """Of elements with this standard deviation about the means of their groups, which are themselves normal."""
    inner = contrasts.T @ contrasts + (sd / EFFECT_SD) ** 2 * np.eye(contrasts.shape[1])
    return np.asarray((np.eye(len(contrasts)) - contrasts @ np.linalg.solve(inner, contrasts.T)) / sd**2)


@dataclass(frozen=True, eq=False)
class Centring:
    """Takes out of everything where its origin is: candidates and raters average zero, thresholds follow.

    What a rating compares is left as it is. The origin of the population, as against those present, is not what
    anybody is measured against, and its uncertainty would only widen every interval. One alone is measured against
    that mean all the same: there is nobody else.
    """

    candidates: slice
    raters: slice
    thresholds: slice

    @classmethod
    def of(cls, layout: Layout) -> Centring:
        parts, ones = Parts.of(layout), layout.one.count
        one, two = slice(0, ones), slice(ones + parts.two.start, ones + parts.two.stop)
        thresholds = slice(ones + parts.thresholds.start, ones + parts.thresholds.stop)
        if layout.one.name == "candidate":
            return cls(one, two, thresholds)
        return cls(two, one, thresholds)

    def rows(self, values: FloatArray) -> FloatArray:
        """`values` (everything, ...) with the origin taken out along its first axis."""
        candidates, raters = _middle(values[self.candidates]), _middle(values[self.raters])
        values = values.copy()
        values[self.candidates] -= candidates
        values[self.raters] -= raters
        values[self.thresholds] += raters - candidates
        return values

    def both(self, covariance: FloatArray) -> FloatArray:
        """A covariance with the origin taken out of it."""
        return self.rows(self.rows(covariance).T)


def _middle(values: FloatArray) -> FloatArray:
    return np.asarray(values.mean(axis=0) if len(values) > 1 else np.zeros_like(values[0]))
