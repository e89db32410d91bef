"""The posterior given the standard deviations: a normal distribution found by Newton's method.

The variance of what a rating compares comes back from the inverse into the expected likelihood until neither moves
(Opper and Archambeau 2009, The variational Gaussian approximation revisited, Neural Computation 21, 786-792).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.dense.knowing import compared_variances, evidence, halo_variances, moments
from waypost.calibration.dense.layout import Layout
from waypost.calibration.dense.placing import Point
from waypost.calibration.dense.scales import Scales
from waypost.calibration.dense.system import System
from waypost.calibration.tables import FloatArray

MOST_STEPS = 100


@dataclass(frozen=True, eq=False)
class Conditional:
    """The posterior given standard deviations.

    evidence: the logarithm of the ratings' probability (its lower bound). inverse: the covariance of `rest`.
    ahead (one, rest) with precision (one,): given rest, element i of facet one varies about -ahead[i] @ rest with
    1 / precision[i]. halo_variance (pairs,). moments: of each component, the expected sum of squares, and its number.
    """

    scales: Scales
    point: Point
    evidence: float
    inverse: FloatArray
    ahead: FloatArray
    precision: FloatArray
    halo_variance: FloatArray
    moments: FloatArray
    numbers: FloatArray
    steps: int


def conditional(layout: Layout, *, scales: Scales, point: Point, tolerance: float = 1e-6) -> Conditional:
    """The posterior given these standard deviations, by Newton's method from a point near it."""
    system = System(layout, scales)
    steps, share, before = 0, 1.0, np.zeros(0)
    while steps < MOST_STEPS:
        steps += 1
        blocks = system.blocks(point)
        moved = system.newton(point, blocks)
        pull = compared_variances(system, blocks) - point.variance
        share = _relaxed(share, before, pull)
        before = pull
        change = max(
            float(np.abs(moved.one - point.one).max()),
            float(np.abs(moved.rest - point.rest).max()),
            0.5 * float(np.abs(pull).max()),
        )
        variance = np.maximum(point.variance + share * pull, 0.3 * point.variance)
        point = Point(one=moved.one, rest=moved.rest, halo=moved.halo, variance=variance)
        if change < tolerance:
            break
    return _settled(system, point, steps=steps)


def _settled(system: System, point: Point, *, steps: int) -> Conditional:
    """What is known at the point where Newton's method has settled."""
    blocks = system.blocks(point)
    of_halos = halo_variances(system, blocks)
    sums, numbers = moments(system, point, blocks, of_halos)
    return Conditional(
        scales=system.scales,
        point=point,
        evidence=evidence(system, point, blocks),
        inverse=blocks.inverse,
        ahead=blocks.ahead,
        precision=blocks.precision,
        halo_variance=of_halos,
        moments=sums,
        numbers=numbers,
        steps=steps,
    )


def _relaxed(share: float, before: FloatArray, pull: FloatArray) -> float:
    """How far to follow the variances' pull, from how the last step changed it (Aitken's relaxation).

    On ratings that people agree on perfectly the pull overshoots ever further when it is followed whole.
    """
    if not len(before):
        return share
    turned = before - pull
    square = float(turned @ turned)
    if square == 0.0:
        return share
    return float(np.clip(share * float(before @ turned) / square, 0.2, 1.0))
