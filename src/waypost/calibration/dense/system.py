"""Newton's equations given the standard deviations, solved by eliminating what has a block of its own.

Every pair's halo and every element of the larger facet is such a block (Schur complements); what is left is dense only
in the smaller facet, lean, effects of groups and thresholds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack

from waypost.calibration.dense.layout import Facet, Layout, crossing
from waypost.calibration.dense.likelihood import Expected, expected_likelihood
from waypost.calibration.dense.placing import Parts, Point
from waypost.calibration.dense.scales import EFFECT_SD, LOCATION_SD, Scales
from waypost.calibration.tables import FloatArray

LONGEST_STEP = 2.0
"""In logits; further away, the curvature of the ratings is another."""


@dataclass(frozen=True, eq=False)
class Blocks:
    """The second derivatives at a point, halos and facet one eliminated.

    stiffness (pairs,): minus the second derivative by each halo, infinite without halos. shrink (pairs,): the part of a
    pair's information that its halo leaves. leaned (pairs, thresholds): how halos follow thresholds. precision (one,),
    cross (one, rest): the rows of facet one. factor, inverse: of what is left for `rest`. The slopes are first
    derivatives of the penalised expected log likelihood, those of one and rest after their halos have followed.
    """

    expected: Expected
    stiffness: FloatArray
    shrink: FloatArray
    leaned: FloatArray
    precision: FloatArray
    cross: FloatArray
    factor: FloatArray
    inverse: FloatArray
    one_slope: FloatArray
    rest_slope: FloatArray
    halo_slope: FloatArray

    @property
    def ahead(self) -> FloatArray:
        """(one, rest) how far each element of facet one follows `rest`, with the sign turned."""
        return self.cross / self.precision[:, None]


class System:
    """Newton's equations of one layout at given standard deviations."""

    def __init__(self, layout: Layout, scales: Scales) -> None:
        self.layout = layout
        self.scales = scales
        self.parts = Parts.of(layout)
        self.one_precision = getattr(scales, layout.one.name) ** -2
        self.two_precision = getattr(scales, layout.two.name) ** -2
        self.halo_precision = None if scales.halo is None else scales.halo**-2
        self.prior = self._prior()

    def _prior(self) -> FloatArray:
        """The prior precision of `rest`, and of its effects with facet two; with facet one it is in `blocks`."""
        layout, parts = self.layout, self.parts
        prior = np.zeros((parts.size, parts.size))
        _add_diagonal(prior, parts.two, self.two_precision)
        if self.scales.lean is not None:
            _add_diagonal(prior, parts.lean, self.scales.lean**-2)
        for effects, facet, precision in (
            (parts.effects_one, layout.one, self.one_precision),
            (parts.effects_two, layout.two, self.two_precision),
        ):
            _add_diagonal(prior, effects, EFFECT_SD**-2)
            prior[effects, effects] += precision * facet.contrasts.T @ facet.contrasts
        prior[parts.two, parts.effects_two] = -self.two_precision * layout.two.contrasts
        prior[parts.effects_two, parts.two] = -self.two_precision * layout.two.contrasts.T
        prior[parts.thresholds, parts.thresholds] = np.kron(self.criteria_precision, np.eye(layout.steps))
        return prior

    @property
    def criteria_precision(self) -> FloatArray:
        """(criteria, criteria) prior precision of the thresholds of one step."""
        return np.asarray(np.linalg.inv(self.criteria_covariance))

    @property
    def criteria_covariance(self) -> FloatArray:
        spread = 0.0 if self.scales.threshold is None else self.scales.threshold**2
        count = self.layout.criteria
        return np.asarray(np.full((count, count), LOCATION_SD**2) + spread * np.eye(count))

    def eta(self, point: Point) -> FloatArray:
        layout, parts = self.layout, self.parts
        eta = (
            layout.one.sign * point.one[layout.one.of_pair]
            + layout.two.sign * point.rest[parts.two][layout.two.of_pair]
        )
        if layout.lean is not None:
            eta = eta + point.rest[parts.lean][layout.lean.of_pair]
        return np.asarray(eta + point.halo)

    def expected(self, point: Point) -> Expected:
        thresholds = point.rest[self.parts.thresholds].reshape(self.layout.criteria, self.layout.steps)
        return expected_likelihood(self.layout, eta=self.eta(point), variance=point.variance, thresholds=thresholds)

    def blocks(self, point: Point) -> Blocks:
        """Slopes and curvatures at a point, halos and facet one eliminated."""
        layout, parts = self.layout, self.parts
        expected = self.expected(point)
        if self.halo_precision is None:
            stiffness = np.full(layout.pairs, np.inf)
            shrink = np.ones(layout.pairs)
            halo_slope = np.zeros(layout.pairs)
        else:
            stiffness = expected.curvature + self.halo_precision
            shrink = self.halo_precision / stiffness
            halo_slope = expected.slope - point.halo * self.halo_precision
        leaned = expected.mixed / stiffness[:, None]
        pair_slope = expected.slope - expected.curvature / stiffness * halo_slope
        information = expected.curvature * shrink
        mixed = expected.mixed * shrink[:, None]

        precision = layout.one.sign * layout.one.sums(information) + self.one_precision
        cross = self._cross(information, mixed)
        block = self._rest(information, mixed, expected, leaned)
        one_slope = layout.one.sums(pair_slope) - self.one_precision * (
            point.one - layout.one.contrasts @ point.rest[parts.effects_one]
        )
        rest_slope = self._rest_slope(point, pair_slope, expected, leaned, halo_slope)
        block -= cross.T @ (cross / precision[:, None])
        factor, failed = lapack.dpotrf(block, lower=1)
        if failed:
            raise ArithmeticError("the posterior's curvature is not positive")
        inverse, _ = lapack.dpotri(factor, lower=1)
        inverse = np.tril(inverse) + np.tril(inverse, -1).T
        return Blocks(
            expected=expected,
            stiffness=stiffness,
            shrink=shrink,
            leaned=leaned,
            precision=precision,
            cross=cross,
            factor=factor,
            inverse=inverse,
            one_slope=one_slope,
            rest_slope=rest_slope,
            halo_slope=halo_slope,
        )

    def _cross(self, information: FloatArray, mixed: FloatArray) -> FloatArray:
        """(one, rest) second derivatives between the eliminated facet and the rest."""
        layout, parts, one = self.layout, self.parts, self.layout.one
        cross = np.zeros((one.count, parts.size))
        cross[:, parts.two] = crossing(one, layout.two, information)
        if layout.lean is not None:
            cross[:, parts.lean] = crossing(one, layout.lean, information)
        cross[:, parts.effects_one] = -self.one_precision * one.contrasts
        cross[:, parts.thresholds] = one.sums(mixed)
        return cross

    def _rest(self, information: FloatArray, mixed: FloatArray, expected: Expected, leaned: FloatArray) -> FloatArray:
        """(rest, rest) second derivatives before facet one is eliminated."""
        layout, parts, steps = self.layout, self.parts, self.layout.steps
        block = self.prior.copy()
        _add_facet(block, parts.two, layout.two, information)
        _add_both(block, parts.two, parts.thresholds, layout.two.sums(mixed))
        if layout.lean is not None:
            _add_facet(block, parts.lean, layout.lean, information)
            _add_both(block, parts.two, parts.lean, crossing(layout.two, layout.lean, information))
            _add_both(block, parts.lean, parts.thresholds, layout.lean.sums(mixed))
        thresholds = block[parts.thresholds, parts.thresholds]
        thresholds -= expected.mixed.T @ leaned
        for criterion in range(layout.criteria):
            own = slice(criterion * steps, (criterion + 1) * steps)
            thresholds[own, own] += expected.threshold_curvature[criterion]
        return block

    def _rest_slope(
        self, point: Point, pair_slope: FloatArray, expected: Expected, leaned: FloatArray, halo_slope: FloatArray
    ) -> FloatArray:
        layout, parts = self.layout, self.parts
        slope = -self.prior @ point.rest
        slope[parts.two] += layout.two.sums(pair_slope)
        if layout.lean is not None:
            slope[parts.lean] += layout.lean.sums(pair_slope)
        slope[parts.effects_one] += self.one_precision * (layout.one.contrasts.T @ point.one)
        slope[parts.thresholds] += expected.threshold_slope.ravel() - leaned.T @ halo_slope
        return np.asarray(slope)

    def newton(self, point: Point, blocks: Blocks) -> Point:
        """One step of Newton's method, shortened where it would leave what the curvature can tell."""
        layout, parts = self.layout, self.parts
        right = blocks.rest_slope - blocks.cross.T @ (blocks.one_slope / blocks.precision)
        rest = blocks.inverse @ right
        one = (blocks.one_slope - blocks.cross @ rest) / blocks.precision
        pair = layout.one.sign * one[layout.one.of_pair] + layout.two.sign * rest[parts.two][layout.two.of_pair]
        if layout.lean is not None:
            pair = pair + rest[parts.lean][layout.lean.of_pair]
        halo = (blocks.halo_slope - blocks.expected.curvature * pair) / blocks.stiffness
        halo -= blocks.leaned @ rest[parts.thresholds]
        longest = max(float(np.abs(one).max()), float(np.abs(rest).max()), float(np.abs(halo).max()))
        share = min(1.0, LONGEST_STEP / longest) if longest > 0 else 1.0
        return Point(
            one=point.one + share * one,
            rest=point.rest + share * rest,
            halo=point.halo + share * halo,
            variance=point.variance,
        )


def _add_diagonal(matrix: FloatArray, where: slice, values: FloatArray | float) -> None:
    at = np.arange(where.start, where.stop)
    matrix[at, at] += values


def _add_facet(matrix: FloatArray, where: slice, facet: Facet, information: FloatArray) -> None:
    _add_diagonal(matrix, where, facet.sign * facet.sums(information))


def _add_both(matrix: FloatArray, rows: slice, columns: slice, values: FloatArray) -> None:
    matrix[rows, columns] += values
    matrix[columns, rows] += values.T
