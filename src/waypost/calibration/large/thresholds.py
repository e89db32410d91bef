"""Thresholds: common ones and each criterion's deviations from them, by Newton's method on what passes have counted."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from waypost.calibration.large.variances import Steadying, bounded, rise
from waypost.calibration.tables import FloatArray

WIDE = 5.0
"""The standard deviation of the prior of common thresholds."""
SPREAD = 1.0
"""The scale of the half-normal prior of the standard deviation of deviations."""
FASTEST = 0.5
FARTHEST = 2.0
"""The most that the logit scale is stretched, and that a threshold moves, in one step."""


@dataclass(frozen=True)
class Thresholds:
    """common (categories - 1,), own (criteria, categories - 1), and the variance of own; own is zero without others."""

    common: FloatArray
    own: FloatArray
    variance: float

    @property
    def values(self) -> FloatArray:
        """The thresholds of each criterion."""
        made: FloatArray = self.common + self.own
        return made

    @property
    def weights(self) -> FloatArray:
        """Of each criterion and category k the factor of exp(k eta) in its probability."""
        summed = np.cumsum(self.values, axis=1)
        return np.exp(np.hstack([np.zeros((len(summed), 1)), -summed]))

    def shifted(self, by: float) -> Thresholds:
        """All thresholds moved."""
        return replace(self, common=self.common + by)


def first_thresholds(given: FloatArray) -> Thresholds:
    """Where everybody were average: the logarithms of the ratios of counts."""
    counts = given.sum(axis=0) + 0.5
    return Thresholds(np.log(counts[:-1] / counts[1:]), np.zeros((len(given), given.shape[1] - 1)), 0.25)


@dataclass(frozen=True)
class Bend:
    """The curvature of the expected log-likelihood, of each criterion's thresholds and of the logit scale.

    own (criteria, k, l): of thresholds. stretched (criteria, k): of a threshold with the scale. scale: of the scale.
    """

    own: FloatArray
    stretched: FloatArray
    scale: float


def bend_of(together: FloatArray, given: FloatArray) -> Bend:
    """From what `kernels.expect_together` counted in a part of the ratings to all of them."""
    kinds = together.shape[2]
    share = given.sum(axis=1) / together[:, kinds, 0]
    lower = np.tril(together[:, 1:kinds, 1:])
    own = lower + np.transpose(np.tril(lower, -1), (0, 2, 1))
    return Bend(
        own=own * share[:, None, None],
        stretched=-together[:, 0, 1:] * share[:, None],
        scale=float(together[:, 0, 0] @ share),
    )


@dataclass(frozen=True)
class Step:
    """New thresholds, how much longer the logit is with them, and the variances (criteria, k) of own."""

    thresholds: Thresholds
    stretch: float
    own_variance: FloatArray


def improved_thresholds(old: Thresholds, *, slope: FloatArray, bend: Bend, along: float, steadied: Steadying) -> Step:
    """One step of Newton's for thresholds and the scale of everybody's measures at once.

    slope (criteria, k) is that of the expected log-likelihood, along that of the scale. Stretching with the thresholds
    what is held otherwise is the parameter expansion of Liu, Rubin and Wu (1998): it moves all standard deviations.
    Deviations are eliminated criterion by criterion; common thresholds and the scale remain.
    """
    criteria, kinds = old.own.shape
    alone = criteria == 1
    inverse = np.linalg.inv(bend.own + np.eye(kinds) / old.variance) * (0.0 if alone else 1.0)
    slope_own = slope - old.own / old.variance
    shared = np.concatenate([bend.own, bend.stretched[:, :, None]], axis=2)  # own by (common, scale)
    whole = np.zeros((kinds + 1, kinds + 1))
    whole[:kinds, :kinds] = bend.own.sum(axis=0) + np.eye(kinds) / WIDE**2
    whole[:kinds, kinds] = whole[kinds, :kinds] = bend.stretched.sum(axis=0)
    whole[kinds, kinds] = bend.scale
    right = np.append(slope.sum(axis=0) - old.common / WIDE**2, along)
    carried = inverse @ shared
    whole -= np.sum(shared.transpose(0, 2, 1) @ carried, axis=0)
    right -= np.sum(carried * slope_own[:, :, None], axis=(0, 1))
    covariance = np.linalg.inv(whole)
    moved = covariance @ right
    moved[kinds] = steadied("scale", float(moved[kinds]))
    own = np.sum(inverse * slope_own[:, None, :], axis=2) - carried @ moved
    spread = np.diagonal(inverse, axis1=1, axis2=2) + np.sum((carried @ covariance) * carried, axis=2)
    farthest, fastest = float(np.abs(moved[:kinds] + own).max()), abs(float(moved[kinds]))
    part = 1.0 / max(1.0, farthest / FARTHEST, fastest / FASTEST)
    made = Thresholds(old.common + part * moved[:kinds], old.own + part * own, old.variance)
    if not alone:
        more = rise(old.variance, means=made.own, variances=spread, scale=SPREAD)
        made = replace(made, variance=bounded(old.variance, old.variance + steadied("threshold", more)))
    return Step(made, 1.0 + part * float(moved[kinds]), spread)
