"""Newton's equations given the standard deviations, solved by eliminating what has a block of its own.

Every pair's halo and every element of the larger facet is such a block (Schur complements); what is left is dense only
in the smaller facet, lean, effects of groups and thresholds. Several settings of the standard deviations are worked on
together: every array begins with an axis of settings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from waypost.calibration.dense.inverting import inverted
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

    stiffness (settings, pairs): minus the second derivative by each halo, infinite without halos. shrink (settings,
    pairs): the part of a pair's information that its halo leaves. leaned (settings, pairs, thresholds): how halos
    follow thresholds. precision (settings, one): of facet one. ahead (settings, one, rest): how far each of its
    elements follows `rest`, with the sign turned. left (settings, rest, rest): what is left for `rest`, and its
    inverse. The slopes are first derivatives of the penalised expected log likelihood, those of one and rest
    after their halos have followed.
    """

    expected: Expected
    stiffness: FloatArray
    shrink: FloatArray
    leaned: FloatArray
    precision: FloatArray
    ahead: FloatArray
    left: FloatArray
    inverse: FloatArray
    one_slope: FloatArray
    rest_slope: FloatArray
    halo_slope: FloatArray


@dataclass(frozen=True, eq=False)
class Step:
    """Where Newton's method goes (settings, ...), how far at most, and what the log posterior gains on the way."""

    to: Point
    farthest: FloatArray
    gain: FloatArray


class System:
    """Newton's equations of one layout, at each of some settings of the standard deviations."""

    def __init__(self, layout: Layout, scales: Sequence[Scales]) -> None:
        self.layout = layout
        self.sd = {name: np.array([getattr(one, name) for one in scales]) for name in scales[0].names}
        self.settings = len(scales)
        self.parts = Parts.of(layout)
        self.one_precision = self.sd[layout.one.name] ** -2
        self.two_precision = self.sd[layout.two.name] ** -2
        self.halo_precision = self.sd["halo"] ** -2 if "halo" in self.sd else None
        self.criteria_covariance = self._criteria_covariance()
        self.criteria_precision = np.linalg.inv(self.criteria_covariance)
        self.prior = self._prior()

    def _prior(self) -> FloatArray:
        """The prior precision of `rest`, and of its effects with facet two; with facet one it is in `blocks`."""
        layout, parts = self.layout, self.parts
        prior = np.zeros((self.settings, parts.size, parts.size))
        _add_diagonal(prior, parts.two, self.two_precision[:, None])
        if layout.lean is not None:
            _add_diagonal(prior, parts.lean, self.sd["lean"][:, None] ** -2)
        for effects, facet, precision in (
            (parts.effects_one, layout.one, self.one_precision),
            (parts.effects_two, layout.two, self.two_precision),
        ):
            _add_diagonal(prior, effects, EFFECT_SD**-2)
            prior[:, effects, effects] += precision[:, None, None] * (facet.contrasts.T @ facet.contrasts)
        towards = -self.two_precision[:, None, None] * layout.two.contrasts
        _add_both(prior, parts.two, parts.effects_two, towards)
        thresholds = self.by_criteria(prior[:, parts.thresholds, parts.thresholds])
        steps = np.arange(layout.steps)
        thresholds[:, :, steps, :, steps] = self.criteria_precision
        return prior

    def _criteria_covariance(self) -> FloatArray:
        """(settings, criteria, criteria) prior covariance of the thresholds of one step."""
        spread = self.sd["threshold"] ** 2 if "threshold" in self.sd else np.zeros(self.settings)
        return np.asarray(LOCATION_SD**2 + spread[:, None, None] * np.eye(self.layout.criteria))

    def by_criteria(self, of_thresholds: FloatArray) -> FloatArray:
        """A view (settings, criteria, steps, criteria, steps) of a matrix of all thresholds."""
        layout = self.layout
        return of_thresholds.reshape(self.settings, layout.criteria, layout.steps, layout.criteria, layout.steps)

    def of_pairs(self, one: FloatArray, rest: FloatArray) -> FloatArray:
        """(settings, pairs) what each pair's eta is but for its halo."""
        layout, parts = self.layout, self.parts
        eta = layout.one.sign * one[:, layout.one.of_pair] + layout.two.sign * rest[:, layout.two.of_pair]
        if layout.lean is not None:
            eta += rest[:, parts.lean][:, layout.lean.of_pair]
        return np.asarray(eta)

    def expected(self, point: Point) -> Expected:
        layout = self.layout
        thresholds = point.rest[:, self.parts.thresholds].reshape(self.settings, layout.criteria, layout.steps)
        eta = self.of_pairs(point.one, point.rest) + point.halo
        return expected_likelihood(layout, eta=eta, variance=point.variance, thresholds=thresholds)

    def blocks(self, point: Point) -> Blocks:
        """Slopes and curvatures at a point, halos and facet one eliminated."""
        layout = self.layout
        expected = self.expected(point)
        if self.halo_precision is None:
            stiffness, shrink = np.full_like(expected.curvature, np.inf), np.ones_like(expected.curvature)
            halo_slope = np.zeros_like(expected.slope)
        else:
            stiffness = expected.curvature + self.halo_precision[:, None]
            shrink = self.halo_precision[:, None] / stiffness
            halo_slope = expected.slope - point.halo * self.halo_precision[:, None]
        leaned = expected.mixed / stiffness[:, :, None]
        pair_slope = expected.slope - expected.curvature / stiffness * halo_slope
        information, mixed = expected.curvature * shrink, expected.mixed * shrink[:, :, None]
        precision = layout.one.sign * layout.one.sums(information) + self.one_precision[:, None]
        cross = self._cross(information, mixed)
        ahead = cross / precision[:, :, None]
        block = self._rest(information, mixed, expected, leaned)
        block -= cross.transpose(0, 2, 1) @ ahead
        return Blocks(
            expected=expected,
            stiffness=stiffness,
            shrink=shrink,
            leaned=leaned,
            precision=precision,
            ahead=ahead,
            left=block,
            inverse=inverted(block),
            one_slope=self._one_slope(point, pair_slope),
            rest_slope=self._rest_slope(point, pair_slope, expected, leaned, halo_slope),
            halo_slope=halo_slope,
        )

    def _cross(self, information: FloatArray, mixed: FloatArray) -> FloatArray:
        """(settings, one, rest) second derivatives between the eliminated facet and the rest."""
        layout, parts, one = self.layout, self.parts, self.layout.one
        cross = np.zeros((self.settings, one.count, parts.size))
        cross[:, :, parts.two] = crossing(one, layout.two, information)
        if layout.lean is not None:
            cross[:, :, parts.lean] = crossing(one, layout.lean, information)
        cross[:, :, parts.effects_one] = -self.one_precision[:, None, None] * one.contrasts
        cross[:, :, parts.thresholds] = one.sums(mixed)
        return cross

    def _rest(self, information: FloatArray, mixed: FloatArray, expected: Expected, leaned: FloatArray) -> FloatArray:
        """(settings, rest, rest) second derivatives before facet one is eliminated."""
        layout, parts = self.layout, self.parts
        block = self.prior.copy()
        _add_facet(block, parts.two, layout.two, information)
        _add_both(block, parts.two, parts.thresholds, layout.two.sums(mixed))
        if layout.lean is not None:
            _add_facet(block, parts.lean, layout.lean, information)
            _add_both(block, parts.two, parts.lean, crossing(layout.two, layout.lean, information))
            _add_both(block, parts.lean, parts.thresholds, layout.lean.sums(mixed))
        thresholds = -(expected.mixed.transpose(0, 2, 1) @ leaned)
        criteria = np.arange(layout.criteria)
        by_criteria = self.by_criteria(thresholds)
        by_criteria[:, criteria, :, criteria, :] += expected.threshold_curvature.swapaxes(0, 1)
        block[:, parts.thresholds, parts.thresholds] += thresholds
        return block

    def _one_slope(self, point: Point, pair_slope: FloatArray) -> FloatArray:
        one = self.layout.one
        own = point.one - point.rest[:, self.parts.effects_one] @ one.contrasts.T
        return one.sums(pair_slope) - self.one_precision[:, None] * own

    def _rest_slope(
        self, point: Point, pair_slope: FloatArray, expected: Expected, leaned: FloatArray, halo_slope: FloatArray
    ) -> FloatArray:
        layout, parts = self.layout, self.parts
        slope = -times(self.prior, point.rest)
        slope[:, parts.two] += layout.two.sums(pair_slope)
        if layout.lean is not None:
            slope[:, parts.lean] += layout.lean.sums(pair_slope)
        slope[:, parts.effects_one] += self.one_precision[:, None] * (point.one @ layout.one.contrasts)
        slope[:, parts.thresholds] += expected.threshold_slope.reshape(self.settings, -1)
        slope[:, parts.thresholds] -= times(leaned.transpose(0, 2, 1), halo_slope)
        return np.asarray(slope)

    def newton(self, point: Point, blocks: Blocks) -> Step:
        """One step of Newton's method, shortened where it would leave what the curvature can tell."""
        alone = blocks.one_slope / blocks.precision
        right = blocks.rest_slope - times(blocks.ahead.transpose(0, 2, 1), blocks.one_slope)
        rest = times(blocks.inverse, right)
        one = alone - times(blocks.ahead, rest)
        halo = (blocks.halo_slope - blocks.expected.curvature * self.of_pairs(one, rest)) / blocks.stiffness
        halo -= times(blocks.leaned, rest[:, self.parts.thresholds])
        gain = np.vecdot(right, rest) + np.vecdot(blocks.one_slope, alone)
        gain += np.vecdot(blocks.halo_slope, blocks.halo_slope / blocks.stiffness)
        farthest = np.maximum(np.abs(one).max(axis=1), np.abs(rest).max(axis=1))
        longest = np.maximum(farthest, np.abs(halo).max(axis=1))
        share = np.minimum(1.0, LONGEST_STEP / np.maximum(longest, 1e-300))[:, None]
        to = Point(
            one=point.one + share * one,
            rest=point.rest + share * rest,
            halo=point.halo + share * halo,
            variance=point.variance,
        )
        return Step(to=to, farthest=farthest * share[:, 0], gain=0.5 * gain)


def times(matrices: FloatArray, vectors: FloatArray) -> FloatArray:
    """(settings, rows) each setting's matrix by its vector."""
    return np.asarray((matrices @ vectors[:, :, None])[:, :, 0])


def _add_diagonal(matrices: FloatArray, where: slice, values: FloatArray | float) -> None:
    at = np.arange(where.start, where.stop)
    matrices[:, at, at] += values


def _add_facet(matrices: FloatArray, where: slice, facet: Facet, information: FloatArray) -> None:
    _add_diagonal(matrices, where, facet.sign * facet.sums(information))


def _add_both(matrices: FloatArray, rows: slice, columns: slice, values: FloatArray) -> None:
    matrices[:, rows, columns] += values
    matrices[:, columns, rows] += values.transpose(0, 2, 1)
