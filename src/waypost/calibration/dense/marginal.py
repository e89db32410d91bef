"""The posterior of the standard deviations: its mode and shape, in coordinates in which it is nearly normal.

A standard deviation that may be zero has a density with no mode in its logarithm's left tail. Its square root has one
inside, is nearly normal around it, and for well-known standard deviations is as good as the logarithm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from waypost.calibration.dense.conditional import Conditional, conditionals
from waypost.calibration.dense.layout import Layout
from waypost.calibration.dense.placing import Point, start
from waypost.calibration.dense.scales import PRIOR_SD, Scales
from waypost.calibration.tables import FloatArray

LEAST = 0.1
"""The least coordinate: a standard deviation of .01 is none."""

MOST_CLIMBS = 25
LONGEST_CLIMB = 0.3
MOST_RETREATS = 5
WORST_FALL = 1.0
TOLERANCE = 5e-3
"""Where Newton's method stops while the mode is looked for: in logits, and in their squares for variances. The last
step is still taken, so that what is off is far less."""

TOLERANCE_FIRST = 5e-2
"""The same at the first guess, which is soon left behind."""

TOLERANCE_AROUND = 2e-2
"""The same in the grid that follows, over which errors average out."""

LEAST_KNOWN = 0.02
"""The least that is taken to be known of a component's effects before it was looked at any closer."""

LEAST_CURVATURE = 4.0
"""No coordinate is less known than with a standard deviation of one half; the prior alone says more."""

NEAR_MODE = 0.05
"""In posterior standard deviations of a coordinate: the grid that follows corrects for a mode that is off by less."""


@dataclass(frozen=True, eq=False)
class Place:
    """The posterior given one setting of the standard deviations, and how probable the setting is.

    at: square roots of the standard deviations. density: logarithm of the posterior density of `at`, up to a constant;
    slope: its derivative.
    """

    at: FloatArray
    density: float
    slope: FloatArray
    given: Conditional


@dataclass(frozen=True, eq=False)
class Summit:
    """The mode of the standard deviations' posterior, and its covariance there.

    aside: where the posterior is a `reach` further along each coordinate; its place elsewhere is guessed from these.
    """

    place: Place
    covariance: FloatArray
    aside: tuple[Point, ...]
    reach: FloatArray

    def guess(self, at: FloatArray) -> Point:
        """Where the posterior may be at other coordinates."""
        return self.place.given.point.towards(self.aside, (at - self.place.at) / self.reach)


@dataclass(frozen=True, eq=False)
class Mixture:
    """Posteriors given standard deviations, with weights that sum to 1; the first is at the mode."""

    layout: Layout
    places: tuple[Place, ...]
    weights: FloatArray
    steps: int


class Marginal:
    """The posterior density of the standard deviations of one layout."""

    def __init__(self, layout: Layout, scales: Scales) -> None:
        self.layout = layout
        self.scales = scales
        self.prior = np.array([PRIOR_SD[name] for name in scales.names])
        self.steps = 0

    def place(self, at: FloatArray, *, near: Point, tolerance: float) -> Place:
        """The posterior at these coordinates, found from a point near it."""
        return self.places(at[None], near=[near], tolerance=tolerance)[0]

    def places(self, ats: FloatArray, *, near: Sequence[Point], tolerance: float) -> tuple[Place, ...]:
        """The posteriors at some coordinates (places, coordinates), each found from a point near it."""
        scales = [self.scales.with_values(at**2) for at in ats]
        found = conditionals(self.layout, scales=scales, points=near, tolerance=tolerance)
        self.steps += sum(given.steps for given in found)
        return tuple(self._place(at, given) for at, given in zip(ats, found, strict=True))

    def _place(self, at: FloatArray, given: Conditional) -> Place:
        sd = at**2
        density = given.evidence - 0.5 * float(((sd / self.prior) ** 2).sum()) + float(np.log(at).sum())
        by_log_sd = given.moments / sd**2 - given.numbers - (sd / self.prior) ** 2
        return Place(at=at, density=density, slope=(2.0 * by_log_sd + 1.0) / at, given=given)

    def climb(self, tell: Callable[[int], None]) -> Summit:
        """The mode, by a quasi-Newton method (BFGS), and the curvature around it by differences of slopes."""
        here = self.place(np.sqrt(self.scales.values()), near=start(self.layout), tolerance=TOLERANCE_FIRST)
        spread = np.diag(1.0 / self._first_curvature(here))
        for climbs in range(MOST_CLIMBS):
            tell(climbs)
            move = _shortened(here.at, spread @ here.slope)
            there = self.place(here.at + move, near=here.given.point, tolerance=TOLERANCE)
            for _ in range(MOST_RETREATS):
                if there.density > here.density - WORST_FALL:
                    break
                move = 0.3 * move
                there = self.place(here.at + move, near=here.given.point, tolerance=TOLERANCE)
            spread = _updated(spread, move, here.slope - there.slope)
            here = there
            if np.all(np.abs(spread @ here.slope) < NEAR_MODE * np.sqrt(np.diag(spread))):
                break
        return self._summit(here, np.clip(0.7 * np.sqrt(np.diag(spread)), 0.02, 0.2))

    def _first_curvature(self, here: Place) -> FloatArray:
        """A first guess of minus the second derivative: of a variance of so many normal effects, as known as these.

        Of an effect, what is known is the part of its prior variance that its posterior variance does not have; their
        number times the mean of these parts squared is Fisher's information on the logarithm of a variance, doubled.
        """
        given, variance = here.given, here.at**4
        parts = np.clip(1.0 - (given.moments - given.of_means) / (variance * given.numbers), LEAST_KNOWN, 1.0)
        by_log_sd = 2.0 * given.numbers * parts**2 + 2.0 * variance / self.prior**2
        return np.asarray((4.0 * by_log_sd + 1.0) / here.at**2)

    def _summit(self, here: Place, reach: FloatArray) -> Summit:
        steps = np.diag(reach)
        near = here.given.point
        aside = self.places(here.at + steps, near=[near] * len(steps), tolerance=TOLERANCE)
        curvature = np.array([(here.slope - place.slope) / length for place, length in zip(aside, reach, strict=True)])
        values, vectors = np.linalg.eigh((curvature + curvature.T) / 2.0)
        covariance = (vectors / np.maximum(values, LEAST_CURVATURE)) @ vectors.T
        return Summit(place=here, covariance=covariance, aside=tuple(place.given.point for place in aside), reach=reach)


def _shortened(at: FloatArray, move: FloatArray) -> FloatArray:
    move = np.clip(move, -LONGEST_CLIMB, LONGEST_CLIMB)
    return np.asarray(np.maximum(at + move, np.maximum(0.6 * at, LEAST)) - at)


def _updated(spread: FloatArray, move: FloatArray, fall: FloatArray) -> FloatArray:
    """The inverse curvature after a step (Broyden, Fletcher, Goldfarb and Shanno), kept positive."""
    along = float(move @ fall)
    if along <= 1e-10:
        return spread
    left = np.eye(len(move)) - np.outer(move, fall) / along
    return np.asarray(left @ spread @ left.T + np.outer(move, move) / along)
