"""How far a statistic of clusters is known: resampling whole clusters, corrected for bias and skewness.

The interval is BCa, "bias-corrected and accelerated" (Efron 1987, Journal of the American Statistical Association 82,
171-185, formulas 2.3 and 6.6), the acceleration from leaving out each cluster in turn. It serves every statistic that
is a function of sums over clusters, which makes a thousand resamples one product of matrices. Above `MANY` clusters
the interval is the normal one with the standard error of leaving one out (Efron and Stein 1981), which then says the
same at no cost.

Clusters are put in the order of their sums first, so that neither the order of the ratings nor anybody's id moves a
number.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from waypost.calibration.estimate import Estimate
from waypost.calibration.tables import FloatArray

LEAST = 5
"""With fewer clusters than this, drawing them again says nothing about those that were not seen."""
MANY = 3000
"""From here on leaving one out is as good as resampling."""
UNDEFINED = 0.05
"""The share of resamples in which the statistic may be undefined before its interval is withheld."""
NORMAL = NormalDist()

Statistic = Callable[[FloatArray], FloatArray]
"""From (draws, q) sums to (draws,) values; NaN where the statistic does not exist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resampling:
    """How to resample: a seed, the number of resamples, and the level of the interval."""

    seed: int = 0
    draws: int = 1000
    interval: float = 0.95


DEFAULT = Resampling()


def resampled(
    sums: FloatArray,
    statistic: Statistic,
    *,
    n: int,
    how: Resampling = DEFAULT,
    undefined: str,
    clusters: str = "candidates",
) -> Estimate:
    """A statistic of the clusters' sums (clusters, q) with its interval.

    `n` is what the estimate says it rests on; `undefined` the sentence for where the statistic does not exist;
    `clusters` what they are called.
    """
    if len(sums) <= MANY:  # which clusters a resample has must not depend on what they are called
        sums = sums[np.lexsort(sums.T[::-1])]
    value = float(statistic(sums.sum(axis=0)[None, :])[0])
    if np.isnan(value):
        return Estimate(value=None, n=n, withheld=undefined)
    if len(sums) < LEAST:
        why = f"The interval needs at least {LEAST} {clusters}; here are {len(sums)}."
        return Estimate(value=value, n=n, withheld=why)
    without = statistic(sums.sum(axis=0) - sums)
    limits = _normal(value, without, how) if len(sums) > MANY else _accelerated(value, without, sums, statistic, how)
    if limits is None:
        why = "How far this is known cannot be said: it changes with no candidate, or does not exist without some."
        return Estimate(value=value, n=n, withheld=why)
    return Estimate(value=value, low=min(limits[0], value), high=max(limits[1], value), n=n)


def _normal(value: float, without: FloatArray, how: Resampling) -> tuple[float, float] | None:
    if np.isnan(without).any():
        return None
    clusters = len(without)
    se = float(np.sqrt((clusters - 1) / clusters * np.sum((without - without.mean()) ** 2)))
    if se < 1e-12:
        return None
    reach = NORMAL.inv_cdf(0.5 + how.interval / 2) * se
    return value - reach, value + reach


def _accelerated(
    value: float, without: FloatArray, sums: FloatArray, statistic: Statistic, how: Resampling
) -> tuple[float, float] | None:
    drawn = statistic(_drawn(len(sums), how) @ sums)
    if np.isnan(drawn).mean() > UNDEFINED or np.isnan(without).any():
        return None
    drawn = np.sort(drawn[~np.isnan(drawn)])
    if drawn[-1] - drawn[0] < 1e-12:
        return None
    below = (np.sum(drawn < value - 1e-12) + np.sum(drawn <= value + 1e-12)) / 2 / len(drawn)
    bias = NORMAL.inv_cdf(min(max(below, 1 / len(drawn)), 1 - 1 / len(drawn)))
    apart = without.mean() - without
    spread = float(np.sum(apart**2)) ** 1.5
    acceleration = float(np.sum(apart**3)) / (6 * spread) if spread > 0 else 0.0
    ends = [
        _level(NORMAL.inv_cdf(tail), bias, acceleration) for tail in (0.5 - how.interval / 2, 0.5 + how.interval / 2)
    ]
    low, high = np.quantile(drawn, ends)
    return float(low), float(high)


def _level(tail: float, bias: float, acceleration: float) -> float:
    """The share of the resamples that lies below the limit; acceleration is kept from turning the order round."""
    moved = bias + tail
    return NORMAL.cdf(bias + moved / max(1 - acceleration * moved, 0.2))


@lru_cache(maxsize=1)
def _drawn(clusters: int, how: Resampling) -> FloatArray:
    """(draws, clusters): how often each cluster is in each resample."""
    chosen = np.random.default_rng(how.seed).integers(clusters, size=(how.draws, clusters))
    place = chosen + clusters * np.arange(how.draws)[:, None]
    counted = np.bincount(place.ravel(), minlength=how.draws * clusters)
    return counted.reshape(how.draws, clusters).astype(np.float64)
