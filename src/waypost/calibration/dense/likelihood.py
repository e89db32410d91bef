"""The expected log likelihood of the ratings and its curvature, where what is rated is known up to a normal error.

With eta normal about its mean, the expectation is taken by Gauss-Hermite quadrature. Thresholds found from it do not
shrink, as those of a joint mode do: eta's uncertainty flattens the expected curves as it flattens the observed counts.

Every array begins with an axis of settings: standard deviations under which the same ratings are looked at together,
because a few ratings at a time cost less than the calls that compute with them.
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
    """Expectations over eta at one point for each setting, and derivatives of the log likelihood.

    value (settings,): the expected log likelihood. slope, curvature (settings, pairs): its first derivative by eta and
    minus its second. mixed (settings, pairs, criteria * steps): minus its derivative by eta and threshold.
    threshold_slope (settings, criteria, steps), threshold_curvature (settings, criteria, steps, steps): the same by
    thresholds. weight (settings, n): minus each rating's second derivative by eta.
    """

    value: FloatArray
    slope: FloatArray
    curvature: FloatArray
    mixed: FloatArray
    threshold_slope: FloatArray
    threshold_curvature: FloatArray
    weight: FloatArray


def expected_likelihood(layout: Layout, *, eta: FloatArray, variance: FloatArray, thresholds: FloatArray) -> Expected:
    """Expectations over eta (settings, pairs) with a variance for each rating (settings, n), at thresholds (settings,
    criteria, steps)."""
    at = eta[:, layout.pair]
    tails, log_sums = _tails(layout, at + NODES[:, None, None] * np.sqrt(variance), thresholds)
    weighted = tails * WEIGHTS[:, None, None]
    reached = weighted.sum(axis=1)
    # Of the rating with reaching step k, the covariance: sum over l >= k of l P(l), minus E[rating] P(>= k).
    above = _added_from_above(reached.copy())
    with_step = reached * np.arange(layout.steps)[:, None, None]
    with_step += above
    curvatures = _by_thresholds(layout, tails, weighted, reached, with_step)
    weight = with_step.sum(axis=0)
    value = at @ layout.rating - thresholds.reshape(len(eta), -1) @ layout.above.ravel() - WEIGHTS @ log_sums
    return Expected(
        value=value,
        slope=sums(layout.pair, layout.rating - above[0], layout.pairs),
        curvature=sums(layout.pair, weight, layout.pairs),
        mixed=_mixed(layout, with_step),
        threshold_slope=_of_criteria(layout, reached).transpose(1, 2, 0) - layout.above,
        threshold_curvature=curvatures,
        weight=weight,
    )


def _tails(layout: Layout, nodes: FloatArray, thresholds: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(steps, nodes, settings, n) probabilities of reaching each step, and (nodes, settings) sums over ratings of the
    logarithms of what these were divided by."""
    below = np.ascontiguousarray(np.cumsum(thresholds, axis=2).transpose(2, 0, 1))
    logits = np.empty((layout.steps + 1, *nodes.shape))
    logits[0] = 0.0
    for step in range(1, layout.steps + 1):
        np.multiply(nodes, step, out=logits[step])
        logits[step] -= below[step - 1][:, layout.criterion]
    highest = logits.max(axis=0)
    logits -= highest
    np.exp(logits, out=logits)
    total, tails = _added_from_above(logits)[0], logits[1:]
    tails /= total
    np.log(total, out=total)
    total += highest
    return tails, total.sum(axis=2)


def _by_thresholds(
    layout: Layout, tails: FloatArray, weighted: FloatArray, reached: FloatArray, with_step: FloatArray
) -> FloatArray:
    """Minus the second derivatives by the thresholds of each criterion; takes E[rating] P(>= k) off `with_step`, which
    is the sum over l of the same products."""
    steps, settings = layout.steps, tails.shape[2]
    curvatures = np.empty((settings, layout.criteria, steps, steps))
    for step in range(steps):
        products = (tails[step:] * weighted[step]).sum(axis=1)
        with_step[step] -= products.sum(axis=0)
        with_step[step + 1 :] -= products[1:]
        found = _of_criteria(layout, reached[step:] - products).transpose(1, 2, 0)
        curvatures[:, :, step, step:] = found
        curvatures[:, :, step:, step] = found
    return curvatures


def _mixed(layout: Layout, with_step: FloatArray) -> FloatArray:
    """(settings, pairs, criteria * steps) from what each rating adds; no pair has two ratings on one criterion."""
    steps, settings, _n = with_step.shape
    mixed = np.zeros((settings, layout.pairs * layout.criteria * steps))
    place = (layout.pair * layout.criteria + layout.criterion) * steps
    for step in range(steps):
        mixed[:, place + step] = -with_step[step]
    return mixed.reshape(settings, layout.pairs, -1)


def _of_criteria(layout: Layout, of_ratings: FloatArray) -> FloatArray:
    """(..., criteria) sums over the ratings of each criterion."""
    return np.asarray(np.add.reduceat(of_ratings, layout.blocks[:-1], axis=-1))


def _added_from_above(rows: FloatArray) -> FloatArray:
    """The same rows, each with all after it added; one by one, because numpy's own sum along the first axis is slow."""
    for row in range(len(rows) - 2, -1, -1):
        rows[row] += rows[row + 1]
    return rows
