"""The posterior given the standard deviations: a normal distribution found by Newton's method on small blocks.

Every pair's halo and every element of the larger facet has a block of its own, so both are eliminated (Schur
complements) and what is left is dense only in the smaller facet, lean, effects of groups and thresholds. The variance
of what a rating measures comes back from the inverse into the expected likelihood until neither moves (Opper and
Archambeau 2009, The variational Gaussian approximation revisited, Neural Computation 21, 786-792).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import lapack

from waypost.calibration.dense.layout import Layout
from waypost.calibration.dense.likelihood import Expected, expected_likelihood
from waypost.calibration.dense.scales import EFFECT_SD, LOCATION_SD, Scales
from waypost.calibration.tables import FloatArray

MOST_STEPS = 100
LONGEST_STEP = 2.0


@dataclass(frozen=True, eq=False)
class Point:
    """Where the posterior is: eliminated facet `one`, the dense part `rest`, halos of pairs, variances of ratings.

    rest is laid out as facet two, cells of lean, free effects of groups of one and of two, thresholds.
    """

    one: FloatArray
    rest: FloatArray
    halo: FloatArray
    variance: FloatArray

    def towards(self, others: tuple[Point, ...], shares: FloatArray) -> Point:
        """This point moved by a share of the way to each of the others: where a linear guess expects the next."""

        def moved(own: FloatArray, theirs: list[FloatArray]) -> FloatArray:
            return np.asarray(own + sum(share * (one - own) for share, one in zip(shares, theirs, strict=True)))

        return Point(
            one=moved(self.one, [other.one for other in others]),
            rest=moved(self.rest, [other.rest for other in others]),
            halo=moved(self.halo, [other.halo for other in others]),
            variance=np.maximum(moved(self.variance, [other.variance for other in others]), 0.3 * self.variance),
        )


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


@dataclass(frozen=True, slots=True)
class Parts:
    """Where each kind of effect stands in `rest`."""

    two: slice
    lean: slice
    effects_one: slice
    effects_two: slice
    thresholds: slice
    size: int

    @classmethod
    def of(cls, layout: Layout) -> Parts:
        sizes = (
            layout.two.count,
            len(layout.cells),
            layout.one.contrasts.shape[1],
            layout.two.contrasts.shape[1],
            layout.criteria * layout.steps,
        )
        ends = np.cumsum(sizes).tolist()
        slices = [slice(end - size, end) for size, end in zip(sizes, ends, strict=True)]
        return cls(*slices, size=ends[-1])


def start(layout: Layout) -> Point:
    """A point to begin from: everybody average, thresholds from how often each category was given."""
    parts = Parts.of(layout)
    rest = np.zeros(parts.size)
    above = layout.above + 0.5
    total = np.diff(layout.blocks)[:, None] + 0.5
    given = np.concatenate([total, above], axis=1)
    given = given - np.concatenate([above, np.zeros_like(total)], axis=1) + 0.5
    rest[parts.thresholds] = 1.2 * np.log(given[:, :-1] / given[:, 1:]).ravel()
    return Point(
        one=np.zeros(layout.one.count),
        rest=rest,
        halo=np.zeros(layout.pairs),
        variance=np.full(len(layout.rating), 0.3),
    )


def conditional(layout: Layout, *, scales: Scales, point: Point, tolerance: float = 1e-6) -> Conditional:
    """The posterior given these standard deviations, by Newton's method from a point near it."""
    system = System(layout, scales)
    steps, share, before = 0, 1.0, np.zeros(0)
    while steps < MOST_STEPS:
        steps += 1
        blocks = system.blocks(point)
        moved = system.newton(point, blocks)
        pull = system.variances(blocks) - point.variance
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
    return system.settled(point, steps=steps)


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


@dataclass(frozen=True, eq=False)
class Blocks:
    """The second derivatives at a point after elimination, and what goes with them."""

    expected: Expected
    stiffness: FloatArray  # (pairs,) curvature and the halo's prior precision; inf without halo
    shrink: FloatArray  # (pairs,) what is left of a pair's information after its halo
    leaned: FloatArray  # (pairs, thresholds) how the halo follows the thresholds
    precision: FloatArray
    cross: FloatArray
    factor: FloatArray
    inverse: FloatArray
    one_slope: FloatArray
    rest_slope: FloatArray
    halo_slope: FloatArray


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
        return np.linalg.inv(self.criteria_covariance)

    @property
    def criteria_covariance(self) -> FloatArray:
        spread = 0.0 if self.scales.threshold is None else self.scales.threshold**2
        count = self.layout.criteria
        return np.full((count, count), LOCATION_SD**2) + spread * np.eye(count)

    def eta(self, point: Point) -> FloatArray:
        layout, parts = self.layout, self.parts
        eta = (
            layout.one.sign * point.one[layout.one.of_pair]
            + layout.two.sign * point.rest[parts.two][layout.two.of_pair]
        )
        if layout.cell is not None:
            eta = eta + point.rest[parts.lean][layout.cell]
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

        precision = np.abs(layout.one.sums(information)) + self.one_precision
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
        layout, parts = self.layout, self.parts
        one, two = layout.one, layout.two
        cross = np.zeros((one.count, parts.size))
        cross[one.of_pair, two.of_pair] = one.sign * two.sign * information  # a pair stands once
        if layout.cell is not None:
            cells = len(layout.cells)
            place = one.of_pair * cells + layout.cell
            sums = np.bincount(place, information, minlength=one.count * cells)
            cross[:, parts.lean] = one.sign * sums.reshape(one.count, cells)
        cross[:, parts.effects_one] = -self.one_precision * one.contrasts
        cross[:, parts.thresholds] = one.sums(mixed)
        return cross

    def _rest(self, information: FloatArray, mixed: FloatArray, expected: Expected, leaned: FloatArray) -> FloatArray:
        """(rest, rest) second derivatives before facet one is eliminated."""
        layout, parts = self.layout, self.parts
        two, steps = layout.two, layout.steps
        block = self.prior.copy()
        _add_diagonal(block, parts.two, np.abs(two.sums(information)))
        to_thresholds = two.sums(mixed)
        block[parts.two, parts.thresholds] += to_thresholds
        block[parts.thresholds, parts.two] += to_thresholds.T
        if layout.cell is not None:
            self._add_lean(block, information, mixed)
        thresholds = block[parts.thresholds, parts.thresholds]
        thresholds -= expected.mixed.T @ leaned
        for criterion in range(layout.criteria):
            own = slice(criterion * steps, (criterion + 1) * steps)
            thresholds[own, own] += expected.threshold_curvature[criterion]
        return block

    def _add_lean(self, block: FloatArray, information: FloatArray, mixed: FloatArray) -> None:
        layout, parts = self.layout, self.parts
        two, cells = layout.two, len(layout.cells)
        _add_diagonal(block, parts.lean, np.bincount(layout.cell, information, minlength=cells))
        place = two.of_pair * cells + layout.cell
        sums = two.sign * np.bincount(place, information, minlength=two.count * cells).reshape(two.count, cells)
        block[parts.two, parts.lean] += sums
        block[parts.lean, parts.two] += sums.T
        member = np.zeros((cells, layout.pairs))
        member[layout.cell, np.arange(layout.pairs)] = 1.0
        to_thresholds = member @ mixed
        block[parts.lean, parts.thresholds] += to_thresholds
        block[parts.thresholds, parts.lean] += to_thresholds.T

    def _rest_slope(
        self, point: Point, pair_slope: FloatArray, expected: Expected, leaned: FloatArray, halo_slope: FloatArray
    ) -> FloatArray:
        layout, parts = self.layout, self.parts
        slope = -self.prior @ point.rest
        slope[parts.two] += layout.two.sums(pair_slope)
        if layout.cell is not None:
            slope[parts.lean] += np.bincount(layout.cell, pair_slope, minlength=len(layout.cells))
        slope[parts.effects_one] += self.one_precision * (layout.one.contrasts.T @ point.one)
        slope[parts.thresholds] += expected.threshold_slope.ravel() - leaned.T @ halo_slope
        return slope

    def newton(self, point: Point, blocks: Blocks) -> Point:
        """One step of Newton's method, shortened where it would leave what the curvature can tell."""
        layout, parts = self.layout, self.parts
        right = blocks.rest_slope - blocks.cross.T @ (blocks.one_slope / blocks.precision)
        rest = blocks.inverse @ right
        one = (blocks.one_slope - blocks.cross @ rest) / blocks.precision
        pair = layout.one.sign * one[layout.one.of_pair] + layout.two.sign * rest[parts.two][layout.two.of_pair]
        if layout.cell is not None:
            pair = pair + rest[parts.lean][layout.cell]
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

    def variances(self, blocks: Blocks) -> FloatArray:
        """(n,) the posterior variance of what each rating compares: eta minus its criterion's mean threshold."""
        layout, parts = self.layout, self.parts
        rows = blocks.shrink[:, None] * self._pair_rows(blocks)
        rows[:, parts.thresholds] -= blocks.leaned
        spread = rows @ blocks.inverse
        own = blocks.shrink**2 / blocks.precision[layout.one.of_pair] + 1.0 / blocks.stiffness
        of_pair = np.einsum("pr,pr->p", spread, rows) + own
        shape = (layout.pairs, layout.criteria, layout.steps)
        with_mean = spread[:, parts.thresholds].reshape(shape).mean(axis=2)
        corner = blocks.inverse[parts.thresholds, parts.thresholds]
        corner = corner.reshape(layout.criteria, layout.steps, layout.criteria, layout.steps)
        of_mean = np.einsum("csct->c", corner) / layout.steps**2
        variance = of_pair[layout.pair] - 2.0 * with_mean[layout.pair, layout.criterion] + of_mean[layout.criterion]
        return np.maximum(variance, 0.0)

    def _pair_rows(self, blocks: Blocks) -> FloatArray:
        """(pairs, rest) how each pair's eta without its halo follows `rest`, facet one following too."""
        layout, parts = self.layout, self.parts
        rows = -layout.one.sign * (blocks.cross / blocks.precision[:, None])[layout.one.of_pair]
        at = np.arange(layout.pairs)
        rows[at, layout.two.of_pair] += layout.two.sign
        if layout.cell is not None:
            rows[at, parts.lean.start + layout.cell] += 1.0
        return np.asarray(rows)

    def settled(self, point: Point, *, steps: int) -> Conditional:
        """What is known at the point where Newton's method has settled."""
        blocks = self.blocks(point)
        halo_variance = self._halo_variances(blocks)
        moments, numbers = self._moments(point, blocks, halo_variance)
        return Conditional(
            scales=self.scales,
            point=point,
            evidence=self._evidence(point, blocks),
            inverse=blocks.inverse,
            ahead=blocks.cross / blocks.precision[:, None],
            precision=blocks.precision,
            halo_variance=halo_variance,
            moments=moments,
            numbers=numbers,
            steps=steps,
        )

    def _halo_variances(self, blocks: Blocks) -> FloatArray:
        if self.halo_precision is None:
            return np.zeros(0)
        layout, parts = self.layout, self.parts
        follows = 1.0 - blocks.shrink
        rows = -follows[:, None] * self._pair_rows(blocks)
        rows[:, parts.thresholds] -= blocks.leaned
        own = follows**2 / blocks.precision[layout.one.of_pair] + 1.0 / blocks.stiffness
        return np.asarray(np.einsum("pr,pr->p", rows @ blocks.inverse, rows) + own)

    def _moments(self, point: Point, blocks: Blocks, halo_variance: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Expected sums of squares of the effects of each component about their means, and how many effects."""
        layout, parts, inverse = self.layout, self.parts, blocks.inverse
        away = blocks.cross / blocks.precision[:, None]
        away[:, parts.effects_one] += layout.one.contrasts
        one = point.one - layout.one.contrasts @ point.rest[parts.effects_one]
        one_moment = one @ one + np.einsum("ir,ir->", away @ inverse, away) + (1.0 / blocks.precision).sum()
        two_rows = np.zeros((layout.two.count, parts.size))
        two_rows[:, parts.two] = np.eye(layout.two.count)
        two_rows[:, parts.effects_two] = -layout.two.contrasts
        two = two_rows @ point.rest
        two_moment = two @ two + np.einsum("ir,ir->", two_rows @ inverse, two_rows)
        found = {layout.one.name: (one_moment, layout.one.count), layout.two.name: (two_moment, layout.two.count)}
        found["halo"] = (point.halo @ point.halo + halo_variance.sum(), layout.pairs)
        lean = point.rest[parts.lean]
        found["lean"] = (lean @ lean + np.trace(inverse[parts.lean, parts.lean]), len(layout.cells))
        found["threshold"] = (self._threshold_moment(point, blocks), layout.criteria * layout.steps)
        names = self.scales.names
        return np.array([found[name][0] for name in names]), np.array([float(found[name][1]) for name in names])

    def _threshold_moment(self, point: Point, blocks: Blocks) -> float:
        """The expected sum of squares that has the slope of the thresholds' prior by their standard deviation."""
        if self.scales.threshold is None:
            return 0.0
        layout, parts = self.layout, self.parts
        b = point.rest[parts.thresholds].reshape(layout.criteria, layout.steps)
        shape = (layout.criteria, layout.steps) * 2
        second = b @ b.T + np.einsum("csds->cd", blocks.inverse[parts.thresholds, parts.thresholds].reshape(shape))
        precision = self.criteria_precision
        # derivative of the log prior by log sd, brought to the form moment / sd**2 - number
        slope = np.trace(precision @ second @ precision) - layout.steps * np.trace(precision)
        return float(self.scales.threshold**2 * (self.scales.threshold**2 * slope + layout.criteria * layout.steps))

    def _evidence(self, point: Point, blocks: Blocks) -> float:
        """The lower bound of the log probability of the ratings, thresholds by Laplace's method."""
        layout, parts = self.layout, self.parts
        prior = self.prior
        rest = point.rest
        one = point.one - layout.one.contrasts @ rest[parts.effects_one]
        no_effects = rest.copy()
        no_effects[parts.effects_one] = 0.0
        effects_one = rest[parts.effects_one]
        square = self.one_precision * (one @ one) + no_effects @ prior @ no_effects
        square += EFFECT_SD**-2 * (effects_one @ effects_one)
        prior_logs = layout.one.count * np.log(self.one_precision) + layout.two.count * np.log(self.two_precision)
        prior_logs -= layout.steps * np.linalg.slogdet(self.criteria_covariance)[1]
        logs = 2.0 * np.log(np.diag(blocks.factor)).sum() + np.log(blocks.precision).sum()
        if self.scales.lean is not None:
            prior_logs -= 2.0 * len(layout.cells) * np.log(self.scales.lean)
        if self.halo_precision is not None:
            square += self.halo_precision * (point.halo @ point.halo)
            prior_logs += layout.pairs * np.log(self.halo_precision)
            logs += np.log(blocks.stiffness).sum()
        curved = blocks.expected.weight @ point.variance
        return float(blocks.expected.value + 0.5 * (curved - square + prior_logs - logs))


def _add_diagonal(matrix: FloatArray, where: slice, values: FloatArray | float) -> None:
    at = np.arange(where.start, where.stop)
    matrix[at, at] += values
