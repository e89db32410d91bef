"""Kappa: agreement beyond chance, with weights for how bad a disagreement is.

Two raters: Cohen 1960, and 1968 with weights; the standard error is that of Fleiss, Cohen and Everitt 1969
(Psychological Bulletin 72, 323-327, formula 13), which does not assume that kappa is zero. More raters: Fleiss 1971
(Psychological Bulletin 76, 378-382), with weights and ragged tables as in Gwet 2014 (Handbook of Inter-Rater
Reliability, 4th edition, chapter 2): chance is what everybody's ratings together make it. The mean over pairs of
raters (Light 1971) is not offered, because it needs every two raters to share enough candidates, and where each sees a
few it is a mean over whoever happened to meet.
"""

from __future__ import annotations

from enum import Enum
from functools import partial
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from waypost.calibration.consistency.coincidences import Coincidences, Weighing, coincidences
from waypost.calibration.consistency.resampling import DEFAULT, Resampling, resampled
from waypost.calibration.consistency.units import Units
from waypost.calibration.estimate import Estimate, too_few
from waypost.calibration.tables import FloatArray

NOTHING = "No two raters have rated the same criterion of a candidate."
NO_VARIATION = "Only one category was used: whether raters can tell candidates apart cannot be said."


class Weights(Enum):
    """How bad a disagreement is: all alike, by the distance of the categories, or by its square."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def disagreement(categories: int, weights: Weights) -> FloatArray:
    """(categories, categories) weights of disagreement, 0 on the diagonal and 1 at most."""
    place = np.arange(categories)
    apart = np.abs(place[:, None] - place[None, :]) / max(categories - 1, 1)
    return np.asarray(
        {Weights.NONE: apart > 0, Weights.LINEAR: apart, Weights.QUADRATIC: apart**2}[weights], np.float64
    )


def cohen(
    table: npt.ArrayLike,
    *,
    weights: Weights | npt.ArrayLike = Weights.NONE,
    n: int | None = None,
    interval: float = 0.95,
) -> Estimate:
    """Kappa of two raters from their table of counts (or of proportions, with `n`), one a row, the other a column.

    weights: of disagreement; a table of them has zeros on its diagonal, which ValueError insists upon. n is the number
    of units, taken as independent; where they are criteria of few candidates, `fleiss` has the interval to believe.
    """
    counts = np.asarray(table, dtype=np.float64)
    rated = round(float(counts.sum())) if n is None else n
    if rated == 0:
        return too_few(0, why=NOTHING)
    away = _given(weights, len(counts))
    shares = counts / counts.sum()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    by_chance = float(rows @ away @ columns)
    if by_chance < 1e-12:
        return too_few(rated, why=NO_VARIATION)
    kappa = 1 - float(np.sum(shares * away)) / by_chance
    se = _standard_error(shares, away, kappa) / float(np.sqrt(rated))
    if se < 1e-9:
        why = "The two raters agree in everything: how far that is known cannot be said."
        return Estimate(value=kappa, n=rated, withheld=why)
    reach = NormalDist().inv_cdf(0.5 + interval / 2) * se
    return Estimate(value=kappa, low=max(-1.0, kappa - reach), high=min(1.0, kappa + reach), n=rated)


def standard_error(
    table: npt.ArrayLike, *, weights: Weights | npt.ArrayLike = Weights.NONE, n: int | None = None
) -> float:
    """The large-sample standard error of `cohen`'s value; NaN where there is no value."""
    counts = np.asarray(table, dtype=np.float64)
    away, shares = _given(weights, len(counts)), counts / counts.sum()
    by_chance = float(shares.sum(axis=1) @ away @ shares.sum(axis=0))
    if by_chance < 1e-12:
        return float("nan")
    kappa = 1 - float(np.sum(shares * away)) / by_chance
    return _standard_error(shares, away, kappa) / float(np.sqrt(counts.sum() if n is None else n))


def _given(weights: Weights | npt.ArrayLike, categories: int) -> FloatArray:
    if isinstance(weights, Weights):
        return disagreement(categories, weights)
    away = np.asarray(weights, dtype=np.float64)
    if away.shape != (categories, categories) or np.any(np.diag(away) != 0) or np.any(away < 0) or not np.any(away > 0):
        raise ValueError("weights of disagreement: a square table, 0 on the diagonal, none negative")
    return away


def _standard_error(shares: FloatArray, away: FloatArray, kappa: float) -> float:
    """Times the root of n: Fleiss, Cohen and Everitt's formula 13 with weights of agreement 1 - v / max(v)."""
    agree = 1 - away / away.max()
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    by_chance = float(rows @ agree @ columns)
    margins = (agree @ columns)[:, None] + (rows @ agree)[None, :]
    first = float(np.sum(shares * (agree - margins * (1 - kappa)) ** 2))
    second = (kappa - by_chance * (1 - kappa)) ** 2
    return float(np.sqrt(max(first - second, 0.0))) / (1 - by_chance)


def fleiss(
    units: Units, *, weights: Weights | npt.ArrayLike = Weights.QUADRATIC, how: Resampling = DEFAULT
) -> Estimate:
    """Kappa of any number of raters, each of whom may have rated any of the units; n is the units with two or more
    ratings.

    Each unit counts the same; the interval resamples candidates with all their ratings.
    """
    away = _given(weights, units.categories)
    found = coincidences(units, weighing=Weighing.UNIT)
    if not found.units:
        return too_few(0, why=NOTHING)
    return resampled(
        found.sums, partial(_fleiss, found=found, away=away), n=found.units, how=how, undefined=NO_VARIATION
    )


def _fleiss(sums: FloatArray, *, found: Coincidences, away: FloatArray) -> FloatArray:
    pairs, margins = sums[:, : len(found.one)], sums[:, len(found.one) :]
    total = margins.sum(axis=1)
    shares = margins / total[:, None]
    observed = pairs @ ((away + away.T) / 2)[found.one, found.other] / total
    by_chance = np.einsum("bi,ij,bj->b", shares, away, shares)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(by_chance > 1e-12, 1 - observed / by_chance, np.nan)
