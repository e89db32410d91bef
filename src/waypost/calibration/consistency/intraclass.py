"""Intraclass correlation: of the differences between ratings, the part that is differences between candidates.

McGraw and Wong 1996 (Psychological Methods 1, 30-46), tables 4 and 7, with the correction of 1996 (1, 390); Shrout and
Fleiss 1979 call the three ICC(1), ICC(2) and ICC(3). They are for complete tables, every candidate by the same number
of raters; a ragged one is refused here and answered by `generalizability.reml`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.estimate import Estimate, too_few
from waypost.calibration.tables import FloatArray
from waypost.refusal import Malformed

NO_VARIATION = "All ratings are the same: whether raters can tell candidates apart cannot be said."
NOTHING_OVER = "How far this is known cannot be said: the ratings leave no error to judge it by."
ONE = "It takes two candidates and two raters at least."


@dataclass(frozen=True, slots=True, kw_only=True)
class Intraclass:
    """Three correlations of one rating, and of the mean of all k raters.

    oneway: each candidate by other raters, ICC(1). agreement: the same raters for all, their severity counts as error,
    ICC(2) or A-1. consistency: their severity does not count, ICC(3) or C-1. n is the number of candidates.
    """

    oneway: Estimate
    agreement: Estimate
    consistency: Estimate
    oneway_mean: Estimate
    agreement_mean: Estimate
    consistency_mean: Estimate


@dataclass(frozen=True, slots=True)
class _Squares:
    """Mean squares of a table of n candidates by k raters: rows, columns, residual, and within rows."""

    n: int
    k: int
    rows: float
    columns: float
    residual: float
    within: float


def intraclass(table: FloatArray, *, interval: float = 0.95) -> Intraclass:
    """The six correlations of a complete table, one row per candidate, one column per rater.

    Malformed refuses a table with gaps. Without two rows, two columns or any variation there is no value.
    """
    table = np.asarray(table, dtype=np.float64)
    if np.isnan(table).any():
        raise Malformed(
            "calibration.ragged",
            "An intraclass correlation needs every rater to have rated every candidate. "
            "Ask for variance components instead; they allow for gaps.",
        )
    n, k = table.shape
    if n < 2 or k < 2:
        return _without(n, ONE)
    squares = _squares(table)
    if squares.rows + squares.within < 1e-12:
        return _without(n, NO_VARIATION)
    one = (_oneway(squares, interval), _agreement(squares, interval), _consistency(squares, interval))
    return Intraclass(
        oneway=one[0],
        agreement=one[1],
        consistency=one[2],
        oneway_mean=_of_mean(one[0], k),
        agreement_mean=_of_mean(one[1], k),
        consistency_mean=_of_mean(one[2], k),
    )


def _without(n: int, why: str) -> Intraclass:
    none = too_few(n, why=why)
    return Intraclass(
        oneway=none,
        agreement=none,
        consistency=none,
        oneway_mean=none,
        agreement_mean=none,
        consistency_mean=none,
    )


def _squares(table: FloatArray) -> _Squares:
    n, k = table.shape
    mean = table.mean()
    rows = k * float(np.sum((table.mean(axis=1) - mean) ** 2))
    columns = n * float(np.sum((table.mean(axis=0) - mean) ** 2))
    within = float(np.sum((table - table.mean(axis=1, keepdims=True)) ** 2))
    residual = max(within - columns, 0.0)
    return _Squares(n, k, rows / (n - 1), columns / (k - 1), residual / ((n - 1) * (k - 1)), within / (n * (k - 1)))


def _oneway(s: _Squares, interval: float) -> Estimate:
    return _from_ratio(s, s.within, freedom=s.n * (s.k - 1), interval=interval)


def _consistency(s: _Squares, interval: float) -> Estimate:
    if s.rows + s.residual < 1e-12:
        return too_few(
            s.n, why="Candidates do not differ beyond the raters' severity: there is nothing to be consistent about."
        )
    return _from_ratio(s, s.residual, freedom=(s.n - 1) * (s.k - 1), interval=interval)


def _from_ratio(s: _Squares, error: float, *, freedom: int, interval: float) -> Estimate:
    """ICC(1) and ICC(3): a function of one F ratio, so that its interval is exact for normal ratings."""
    from scipy.special import fdtri

    value = (s.rows - error) / (s.rows + (s.k - 1) * error)
    if error < 1e-12:
        return Estimate(value=value, n=s.n, withheld=NOTHING_OVER)
    upper = 0.5 + interval / 2
    least = s.rows / error / float(fdtri(s.n - 1, freedom, upper))
    most = s.rows / error * float(fdtri(freedom, s.n - 1, upper))
    return Estimate(value=value, low=(least - 1) / (least + s.k - 1), high=(most - 1) / (most + s.k - 1), n=s.n)


def _agreement(s: _Squares, interval: float) -> Estimate:
    """ICC(2): the interval by Satterthwaite's degrees of freedom (McGraw and Wong, table 7, case 2A)."""
    from scipy.special import fdtri

    n, k = s.n, s.k
    whole = s.rows + (k - 1) * s.residual + k / n * (s.columns - s.residual)
    if whole < 1e-12:
        return too_few(n, why="The estimated variances sum to nothing: there is no share of them to tell.")
    value = max(-1.0, (s.rows - s.residual) / whole)
    if s.residual < 1e-12:
        return Estimate(value=value, n=n, withheld=NOTHING_OVER)
    # The formula has the correlation itself in it, for which nothing below zero makes sense.
    odds = max(value, 0.0) / (1 - value)
    a, b = k * odds / n, 1 + k * (n - 1) * odds / n
    ac, be = a * s.columns, b * s.residual
    freedom = (ac + be) ** 2 / (ac**2 / (k - 1) + be**2 / ((n - 1) * (k - 1)))
    upper = 0.5 + interval / 2
    least, most = float(fdtri(n - 1, freedom, upper)), float(fdtri(freedom, n - 1, upper))
    spread = k * s.columns + (k * n - k - n) * s.residual
    low = n * (s.rows - least * s.residual) / (least * spread + n * s.rows)
    high = n * (most * s.rows - s.residual) / (spread + n * most * s.rows)
    return Estimate(value=value, low=max(-1.0, min(low, value)), high=max(high, value), n=n)


def _of_mean(one: Estimate, k: int) -> Estimate:
    """Spearman and Brown's step from one rater to the mean of k; it keeps the order, so it serves the limits too.

    A mean of k may be below every bound (a value under -1 / (k - 1) would turn the formula round); it is cut off at -1.
    """

    def step(value: float | None) -> float | None:
        if value is None:
            return None
        return max(-1.0, k * value / (1 + (k - 1) * value)) if 1 + (k - 1) * value > 1e-12 else -1.0

    return Estimate(value=step(one.value), low=step(one.low), high=step(one.high), n=one.n, withheld=one.withheld)
