"""Student's t: the quantiles by which a share estimated from few clusters gets its interval.

From the finite sums for whole degrees of freedom (Abramowitz and Stegun 1964, Handbook of Mathematical Functions,
26.7.3 and 26.7.4), inverted by Newton's method from their expansion 26.7.5, which is exact enough by itself where there
are many. Loading a library of special functions for one number takes as long as measuring a whole session.
"""

from __future__ import annotations

from functools import cache
from math import atan, cos, exp, lgamma, log, log1p, pi, sin, sqrt
from statistics import NormalDist

import numpy as np

MANY = 1_000
"""From so many degrees of freedom on, the expansion about the normal is right to nine digits."""

MOST_STEPS = 20
TOLERANCE = 1e-14


@cache
def t_quantile(probability: float, *, freedom: int) -> float:
    """The value below which Student's t with these degrees of freedom lies with this probability.

    Raises ValueError for a probability that is not between 0 and 1, or less than one degree of freedom.
    """
    if not 0 < probability < 1 or freedom < 1:
        raise ValueError("a quantile needs a probability between 0 and 1, and at least one degree of freedom")
    if probability < 0.5:
        return -t_quantile(1.0 - probability, freedom=freedom)
    within, t = 2.0 * probability - 1.0, _expanded(NormalDist().inv_cdf(probability), freedom)
    if freedom > MANY:
        return t
    for _ in range(MOST_STEPS):
        step = (within - share_within(t, freedom=freedom)) / (2.0 * _density(t, freedom))
        t += step
        if abs(step) <= TOLERANCE * max(t, 1.0):
            break
    return t


def _expanded(x: float, freedom: int) -> float:
    """The quantile from the normal's."""
    terms = (
        x**3 + x,
        (5 * x**5 + 16 * x**3 + 3 * x) / 24,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 96,
    )
    return x + sum(term / (4 * float(freedom) ** power) for power, term in enumerate(terms, start=1))


def share_within(t: float, *, freedom: int) -> float:
    """The probability that Student's t with these degrees of freedom lies between -t and t."""
    angle = atan(t / sqrt(freedom))
    square, terms = cos(angle) ** 2, (freedom + 1) // 2 - 1 if freedom % 2 else freedom // 2 - 1
    first = np.arange(1, terms + 1, dtype=np.float64)
    if freedom % 2 == 0:
        return float(sin(angle) * (1.0 + np.cumprod(square * (2 * first - 1) / (2 * first)).sum()))
    if freedom == 1:
        return 2.0 / pi * angle
    rest = np.cumprod(square * 2 * first[:-1] / (2 * first[:-1] + 1)).sum()
    return 2.0 / pi * (angle + sin(angle) * cos(angle) * (1.0 + float(rest)))


def _density(t: float, freedom: int) -> float:
    logs = lgamma((freedom + 1) / 2) - lgamma(freedom / 2) - 0.5 * log(freedom * pi)
    return exp(logs - (freedom + 1) / 2 * log1p(t * t / freedom))
