"""Bias: how much higher or lower a rater places one candidate than the rest of both would let expect.

All measures are held where they are, and each pair of candidate and rater gets one more parameter, by maximum
likelihood from its ratings alone (Linacre 1989, chapter 9; FACETS table 13, and table 14 for contrasts of two raters
about one candidate). A fit with a halo has the same as a random effect, shrunk to what it is worth; this here is for
comparing with programs that do not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from waypost.calibration.response import moments, probabilities
from waypost.calibration.summing import sums_by
from waypost.calibration.tables import FloatArray

STEPS = 100
SETTLED = 1e-10

Codes = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Bias:
    """Of each group of ratings, in logits: positive is more generous than expected. NaN where all are lowest or
    highest.
    """

    bias: FloatArray
    se: FloatArray
    n: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class BiasContrast:
    """Of two raters about one candidate: the first's bias less the second's, its standard error, t and degrees of
    freedom.
    """

    contrast: float
    se: float
    t: float
    freedom: float


def biases(rating: Codes, eta: FloatArray, thresholds: FloatArray, group: Codes, *, groups: int) -> Bias:
    """What each group of ratings has beyond what was expected.

    eta, group: (n,), thresholds: (n, categories - 1), each rating's own; group is the pair's code.
    """
    n = np.bincount(group, minlength=groups)
    given = sums_by(group, np.asarray(rating, np.float64), groups)
    top = thresholds.shape[1]
    finite = (given > 0) & (given < n * top)
    bias = np.zeros(groups)
    for _ in range(STEPS):
        at = moments(probabilities(eta + bias[group], thresholds))
        seen = sums_by(group, at.variance, groups)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = np.where(finite, (given - sums_by(group, at.mean, groups)) / seen, 0.0)
        bias += np.clip(step, -1.0, 1.0)
        if np.abs(step).max(initial=0.0) < SETTLED:
            break
    with np.errstate(divide="ignore"):
        se = 1 / np.sqrt(seen)
    return Bias(np.where(finite, bias, np.nan), np.where(finite, se, np.nan), n)


def contrast(found: Bias, one: int, other: int) -> BiasContrast:
    """Two groups against each other; t with Welch and Satterthwaite's degrees of freedom. NaN where either has no bias.

    Degrees of freedom rest on n - 1 ratings a group, and are NaN for a group with one.
    """
    se = float(np.hypot(found.se[one], found.se[other]))
    apart = float(found.bias[one] - found.bias[other])
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = [found.se[each] ** 4 / np.float64(found.n[each] - 1) for each in (one, other)]
        freedom = float(np.float64(se**4) / sum(shares)) if min(found.n[one], found.n[other]) > 1 else float("nan")
    return BiasContrast(contrast=apart, se=se, t=apart / se, freedom=freedom)
