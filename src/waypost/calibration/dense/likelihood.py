"""The expected log likelihood of the ratings and its curvature, where what is rated is known up to a normal error.

With eta normal about its mean, the expectation is taken by Gauss-Hermite quadrature. Thresholds found from it do not
shrink, as those of a joint mode do: eta's uncertainty flattens the expected curves as it flattens the observed counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.dense.layout import Layout, sums
from waypost.calibration.tables import FloatArray

NODES = np.array([-np.sqrt(3.0), 0.0, np.sqrt(3.0)])
WEIGHTS = np.array([1.0, 4.0, 1.0]) / 6.0
"""Three nodes: exact for polynomials up to the fifth degree."""


@dataclass(frozen=True, eq=False)
class Expected:
    """Expectations over eta at one point, and derivatives of the log likelihood.

    value: the expected log likelihood. slope, curvature (pairs,): its first derivative by eta and minus its second.
    mixed (pairs, criteria * steps): minus its derivative by eta and threshold. threshold_slope (criteria, steps),
    threshold_curvature (criteria, steps, steps): the same by thresholds. weight (n,): minus each rating's second
    derivative by eta.
    """

    value: float
    slope: FloatArray
    curvature: FloatArray
    mixed: FloatArray
    threshold_slope: FloatArray
    threshold_curvature: FloatArray
    weight: FloatArray


def expected_likelihood(layout: Layout, *, eta: FloatArray, variance: FloatArray, thresholds: FloatArray) -> Expected:
    """Expectations over eta (pairs,) with a variance for each rating (n,), at thresholds (criteria, steps)."""
    steps, n, q = layout.steps, len(layout.rating), len(NODES)
    at = eta[layout.pair]
    nodes = (at[:, None] + np.sqrt(variance)[:, None] * NODES).ravel()
    tails, log_sums = _tails(layout, nodes, thresholds)
    # covariance of the rating with reaching step k: sum over l >= k of l P(l), minus E[rating] P(>= k)
    upper = _added_from_above(tails.copy())
    with_step = np.arange(steps)[:, None] - upper[0]
    with_step *= tails
    with_step += upper
    with_step = (with_step.reshape(-1, q) @ WEIGHTS).reshape(steps, n)
    mean = upper[0].reshape(n, q) @ WEIGHTS
    weight = with_step.sum(axis=0)
    mixed = np.zeros((layout.pairs, layout.criteria, steps))
    mixed[layout.pair, layout.criterion] = -with_step.T
    slopes, curvatures = _by_threshold(layout, tails)
    value = layout.rating @ at - np.vdot(layout.above, thresholds) - WEIGHTS @ log_sums.reshape(n, q).sum(axis=0)
    return Expected(
        value=float(value),
        slope=sums(layout.pair, layout.rating - mean, layout.pairs),
        curvature=sums(layout.pair, weight, layout.pairs),
        mixed=mixed.reshape(layout.pairs, -1),
        threshold_slope=slopes,
        threshold_curvature=curvatures,
        weight=weight,
    )


def _tails(layout: Layout, nodes: FloatArray, thresholds: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(steps, n q) probabilities of reaching each step, and (n q,) logarithms of the sums they were divided by."""
    steps, q = layout.steps, len(NODES)
    logits = np.empty((steps + 1, len(nodes)))
    logits[0] = 0.0
    below = np.cumsum(thresholds, axis=1)
    rows = np.repeat(below.T, np.diff(layout.blocks) * q, axis=1)
    np.multiply(np.arange(1, steps + 1)[:, None], nodes, out=logits[1:])
    logits[1:] -= rows
    highest = logits.max(axis=0)
    logits -= highest
    np.exp(logits, out=logits)
    total, tails = _added_from_above(logits)[0], logits[1:]
    tails /= total
    return tails, np.log(total) + highest


def _by_threshold(layout: Layout, tails: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Slope and minus the curvature of the expected log likelihood by the thresholds of each criterion."""
    q, steps = len(NODES), layout.steps
    weights = np.tile(WEIGHTS, int(np.diff(layout.blocks).max(initial=0)))
    slopes = np.empty((layout.criteria, steps))
    curvatures = np.empty((layout.criteria, steps, steps))
    higher = np.maximum.outer(np.arange(steps), np.arange(steps))
    for criterion in range(layout.criteria):
        block = tails[:, layout.blocks[criterion] * q : layout.blocks[criterion + 1] * q]
        weighted = block * weights[: block.shape[1]]
        sums = weighted.sum(axis=1)
        slopes[criterion] = sums - layout.above[criterion]
        curvatures[criterion] = sums[higher] - weighted @ block.T
    return slopes, curvatures


def _added_from_above(rows: FloatArray) -> FloatArray:
    """The same rows, each with all after it added; one by one, because numpy's own sum along the first axis is slow."""
    for row in range(len(rows) - 2, -1, -1):
        rows[row] += rows[row + 1]
    return rows
