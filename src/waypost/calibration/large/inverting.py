"""Variances from the inverse of a whole system: exact, and cubic in the fewer of raters and candidates."""

from __future__ import annotations

import numpy as np
from scipy.linalg.lapack import dpotrf, dpotri

from waypost.calibration.large import kernels
from waypost.calibration.large.layout import Layout
from waypost.calibration.large.raters import System
from waypost.calibration.tables import FloatArray, IntArray

CHEAP = 300
"""Up to so many raters or candidates the inverse is cheaper than to explain what belief propagation leaves out."""
MOST = 5_000
"""So many take some 18 seconds; with more, it would be minutes."""
NEEDED = 0.02
"""From so much on, as a part of a variance, what belief propagation leaves out is too much: 1 % of a standard error."""


def worth_inverting(layout: Layout, *, weight: FloatArray, candidate: float, rater: float) -> bool:
    """Whether variances shall come from the inverse: it is cheap, or belief propagation would leave out too much.

    candidate, rater: the variances of these. Ratings say nothing about all candidates and raters moving up together;
    where everybody is linked with many, that is what belief propagation, which sees one link at a time, misses most.
    It is 1 / (candidates / variance + raters / variance), and counts beside what the ratings of one person leave open.
    """
    fewer = min(layout.candidates, layout.raters)
    together = layout.candidates / candidate + layout.raters / rater
    told = float(weight.sum()) / fewer
    return fewer <= CHEAP or (fewer <= MOST and told / together > NEEDED)


def exact_variances(system: System, *, candidate: float) -> tuple[FloatArray, FloatArray]:
    """Candidates' and raters' variances, cells held. candidate: the variance of candidates.

    Whichever are more are eliminated, each by its own precision; the system of the others is inverted.
    """
    layout = system.passes.layout
    if layout.raters <= layout.candidates:
        theta, alpha = _variances(
            layout.start, layout.rater, system.weight, system.total, layout.raters, system.precision
        )
        return theta, alpha
    order = np.argsort(layout.rater, kind="stable")
    start = np.searchsorted(layout.rater[order], np.arange(layout.raters + 1)).astype(np.int32)
    people = np.repeat(np.arange(layout.candidates, dtype=np.int32), np.diff(layout.start))[order]
    weight = system.weight[order]
    total = system.precision + np.add.reduceat(weight, start[:-1])
    alpha, theta = _variances(start, people, weight, total, layout.candidates, 1.0 / candidate)
    return theta, alpha


def _variances(
    start: IntArray, others: IntArray, weight: FloatArray, total: FloatArray, size: int, precision: float
) -> tuple[FloatArray, FloatArray]:
    """The variances of those who are eliminated and of the others, of whom there are `size`."""
    whole = np.zeros((size, size))
    kernels.fill(0, len(total), start, others, weight, total, whole)
    whole[np.diag_indices(size)] += precision
    factor, failed = dpotrf(whole, lower=1, overwrite_a=1)
    inverse, _ = dpotri(factor, lower=1, overwrite_c=1)
    if failed:
        raise np.linalg.LinAlgError("a system with a prior is positive definite")
    inverse = np.ascontiguousarray(np.tril(inverse) + np.tril(inverse, -1).T)
    variances = np.zeros(len(total))
    kernels.vary(0, len(total), start, others, weight, total, inverse, variances)
    return variances, np.diag(inverse).copy()
