"""The posterior given the standard deviations: a normal distribution found by Newton's method.

The variance of what a rating compares comes back from the inverse into the expected likelihood until neither moves
(Opper and Archambeau 2009, The variational Gaussian approximation revisited, Neural Computation 21, 786-792).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from waypost.calibration.dense.knowing import Known, evidence, halo_variances, known, moments
from waypost.calibration.dense.layout import Layout
from waypost.calibration.dense.likelihood import NODES
from waypost.calibration.dense.placing import Point
from waypost.calibration.dense.scales import Scales
from waypost.calibration.dense.system import Blocks, Step, System
from waypost.calibration.tables import FloatArray

MOST_STEPS = 100

AT_ONCE = 100_000
"""Probabilities that are computed together, about so many: they stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Conditional:
    """The posterior given standard deviations.

    evidence: the logarithm of the ratings' probability (its lower bound). inverse: the covariance of `rest`.
    ahead (one, rest) with precision (one,): given rest, element i of facet one varies about -ahead[i] @ rest with
    1 / precision[i]. halo_variance (pairs,). moments, of_means, numbers (components,): see `Moments`.
    """

    scales: Scales
    point: Point
    evidence: float
    inverse: FloatArray
    ahead: FloatArray
    precision: FloatArray
    halo_variance: FloatArray
    moments: FloatArray
    of_means: FloatArray
    numbers: FloatArray
    steps: int


def conditionals(
    layout: Layout, *, scales: Sequence[Scales], points: Sequence[Point], tolerance: float = 1e-6
) -> tuple[Conditional, ...]:
    """The posteriors given each of these standard deviations, by Newton's method from a point near each."""
    size = max(1, AT_ONCE // (len(layout.rating) * len(NODES) * layout.steps))
    parts = [slice(begin, begin + size) for begin in range(0, len(scales), size)]
    return tuple(
        found
        for part in parts
        for found in _settle(System(layout, scales[part]), scales[part], points[part], tolerance)
    )


def conditional(layout: Layout, *, scales: Scales, point: Point, tolerance: float = 1e-6) -> Conditional:
    """The posterior given one setting of the standard deviations."""
    return conditionals(layout, scales=(scales,), points=(point,), tolerance=tolerance)[0]


def _settle(
    system: System, scales: Sequence[Scales], points: Sequence[Point], tolerance: float
) -> Iterator[Conditional]:
    """Newton's method for some settings at once, until the next step of none is longer than the tolerance."""
    point, share = Point.stacked(points), np.ones(len(points))
    before: FloatArray | None = None
    for steps in range(1, MOST_STEPS + 1):
        blocks = system.blocks(point)
        step, found = system.newton(point, blocks), known(system, blocks)
        pull = found.compared - point.variance
        share = share if before is None else _relaxed(share, before, pull)
        before = pull
        variance = np.maximum(point.variance + share[:, None] * pull, 0.3 * point.variance)
        moved = Point(one=step.to.one, rest=step.to.rest, halo=step.to.halo, variance=variance)
        change = np.maximum(step.farthest, 0.5 * np.abs(pull).max(axis=1))
        if change.max() < tolerance or steps == MOST_STEPS:
            break
        point = moved
    return _conditionals(system, scales, point, moved, blocks, step, found, steps=steps)


def _conditionals(
    system: System,
    scales: Sequence[Scales],
    point: Point,
    moved: Point,
    blocks: Blocks,
    step: Step,
    found: Known,
    *,
    steps: int,
) -> Iterator[Conditional]:
    """What is known where Newton's method has settled: curvatures of its last point, and the last short step taken."""
    of_halos = halo_variances(system, blocks, found)
    about = moments(system, moved, blocks, found, of_halos)
    logs = evidence(system, point, blocks) + step.gain
    for setting, one in enumerate(scales):
        yield Conditional(
            scales=one,
            point=moved.row(setting),
            evidence=float(logs[setting]),
            inverse=blocks.inverse[setting],
            ahead=blocks.ahead[setting],
            precision=blocks.precision[setting],
            halo_variance=of_halos[setting],
            moments=about.sums[setting],
            of_means=about.of_means[setting],
            numbers=about.numbers,
            steps=steps,
        )


def _relaxed(share: FloatArray, before: FloatArray, pull: FloatArray) -> FloatArray:
    """How far to follow the variances' pull, from how the last step changed it (Aitken's relaxation).

    On ratings that people agree on perfectly the pull overshoots ever further when it is followed whole.
    """
    turned = before - pull
    square = (turned**2).sum(axis=1)
    followed = share * (before * turned).sum(axis=1) / np.maximum(square, 1e-300)
    return np.asarray(np.where(square > 0.0, np.clip(followed, 0.2, 1.0), share))
