"""Variances of effects: one step of Fisher's scoring towards where the fixed point of their expected squares is.

The fixed point is MacKay's (1992), variance = (sum of squared means + sum of posterior variances) / n, but for the
half-normal prior of the standard deviation. Iterating it as it stands takes hundreds of steps where a variance is
small; dividing its slope by Fisher's information takes ten.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtri, ndtri

from waypost.calibration.tables import FloatArray

SMALLEST = 1e-6
"""The smallest variance; its standard deviation, a thousandth of a logit, is none."""
FARTHEST = 9.0
"""The most that a variance grows or shrinks in one step, as a factor."""
SHORTEST = 0.1
"""The least part of a step that is taken."""


def slope(variance: float, *, count: float, expected: float, scale: float) -> float:
    """Of the log posterior of a variance; expected: the sum of what squares are expected to be, of so many effects."""
    return 0.5 * (expected / variance - count) / variance - 0.5 / scale**2


def bounded(old: float, new: float) -> float:
    """The new variance, where it is not too far from the old."""
    return max(min(max(new, old / FARTHEST), old * FARTHEST), SMALLEST)


def information(variance: float, variances: FloatArray) -> float:
    """Fisher's information about a variance, from the posterior variances of independent effects."""
    known = np.clip(1.0 - variances / variance, 1e-3, 1.0) / variance
    return 0.5 * float(np.sum(known * known))


class Steadying:
    """Shortens steps that go to and fro, each by its name: halved where one goes back, longer again where not."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._part: dict[str, float] = {}

    def __call__(self, name: str, step: float) -> float:
        """So much of this step as is wise."""
        back = step * self._last.get(name, 0.0) < 0.0
        part = self._part.get(name, 1.0)
        self._part[name] = max(0.5 * part, SHORTEST) if back else min(1.25 * part, 1.0)
        self._last[name] = step
        return step * self._part[name]


def rise(old: float, *, means: FloatArray, variances: FloatArray, scale: float, lost: float = 0.0) -> float:
    """By how much a variance grows in one step. lost: how many effects went into means that were estimated."""
    expected = float(np.sum(means * means) + np.sum(variances)) + lost * old
    return slope(old, count=means.size, expected=expected, scale=scale) / information(old, variances)


@dataclass(frozen=True)
class Known:
    """A variance and the standard error it is known with."""

    variance: float
    error: float

    def interval(self, level: float) -> tuple[float, float]:
        """Of the standard deviation: Satterthwaite's (1946) chi-square, from zero where next to nothing is known."""
        tail = (1.0 - level) / 2.0
        freedom = 2.0 * (self.variance / self.error) ** 2
        if freedom < 4.0:
            return 0.0, float(np.sqrt(self.variance + ndtri(1.0 - tail) * self.error))
        low, high = (self.variance * freedom / chdtri(freedom, side) for side in (tail, 1.0 - tail))
        return float(np.sqrt(low)), float(np.sqrt(high))
