"""The steps of the fit: thresholds and the scale, measures, variances; each improves one of them with the others held.

The posterior is approximated by a normal one, whose mean and variances make the expected log-likelihood less its
distance from the prior greatest (Opper and Archambeau 2009): precision of the prior plus the expected curvature.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from waypost.calibration.large import kernels
from waypost.calibration.large.cells import Cells
from waypost.calibration.large.passes import Passes, inner
from waypost.calibration.large.raters import System
from waypost.calibration.large.thresholds import WIDE, Bend, Step, bend_of, first_thresholds, improved_thresholds
from waypost.calibration.large.variances import SHORTEST, Steadying, bounded, information, rise, slope
from waypost.calibration.tables import FloatArray

SCALES = {"candidate": 1.5, "rater": 1.0, "halo": 1.0, "lean": 1.0}
"""Of the half-normal priors of standard deviations."""
SAMPLE = 1_500
"""From about so many pairs the curvature of thresholds is counted while they still move."""
ORIGIN = np.array([1.0, -1.0, -1.0])
"""The signs of candidates, raters and cells in eta."""
EARLY = 4
"""So many steps means may overshoot, since nothing is near its place yet."""
STEADY = 1.05
"""Keeps the two variances' steps bounded where ratings hardly tell candidates from halos."""
FEWEST = 200
"""So many ratings of each criterion, if there are as many, are in that sample."""


class Estimate:
    """Means and variances of everything, while they are being improved.

    mean, variance: of each pair's eta with its halo. vector: raters' severities and cells behind them. known: raters'
    precisions, message: what of them came from each pair. went: how far each mean had to go in the last round; part:
    how much of its way it goes, less where means go to and fro. target and weight are scratch between steps.
    """

    def __init__(self, passes: Passes, *, halo: bool, lean: bool) -> None:
        layout = passes.layout
        self.passes, self.layout, self.lean = passes, layout, lean
        self.candidate, self.rater, self.halo = 1.0, 0.5, 0.5 if halo else 0.0
        self.leaning, self.leaning_error = 0.05 if lean else 0.0, 1.0
        self.thresholds = first_thresholds(layout.given)
        self.mean, self.variance = np.zeros(layout.pairs), np.ones(layout.pairs)
        self.target, self.weight, self.message, self.went = (np.zeros(layout.pairs) for _ in range(4))
        self.theta, self.theta_variance = np.zeros(layout.candidates), np.ones(layout.candidates)
        self.total, self.level = np.zeros(layout.candidates), np.zeros(layout.candidates)
        self.vector = np.zeros(layout.raters + layout.cells)
        self.known = np.full(layout.raters, 1.0 / self.rater)
        self.columns = np.zeros((len(self.vector), layout.cells))
        self.told_of_cells = np.zeros((layout.cells, layout.cells))
        self.facts, self.loops = np.zeros(6), 0.0
        self.steadied, self.part, self.steps = Steadying(), 1.0, 0
        self.leans: tuple[FloatArray, FloatArray] | None = None
        self.own_variance = np.zeros_like(self.thresholds.own)
        criteria, kinds = self.thresholds.own.shape
        self.bend = Bend(np.zeros((criteria, kinds, kinds)), np.zeros((criteria, kinds)), 0.0)  # counted when needed

    @property
    def cells(self) -> Cells:
        """The prior of cells as variances are now."""
        return Cells(self.layout.groups, self.layout.teams, self.leaning)

    @property
    def variances(self) -> dict[str, float]:
        """The variances of measures' components; 0.0 of those that are not in the model."""
        return {"candidate": self.candidate, "rater": self.rater, "halo": self.halo, "lean": self.leaning}

    @property
    def sds(self) -> FloatArray:
        """The standard deviations of candidates, raters, halos, leans and thresholds' deviations."""
        return np.sqrt([*self.variances.values(), self.thresholds.variance])

    def read(self, *, counting: bool) -> FloatArray:
        """A pass over the ratings: slopes into `target`, curvatures into `weight`; what categories were expected."""
        layout, weights = self.layout, self.thresholds.weights

        def one(first: int, last: int, used: FloatArray) -> None:
            kernels.expect(
                layout.start[first], layout.start[last], counting, self.mean, self.variance, layout.score,
                layout.rated, layout.criterion, weights, self.target, self.weight, used,
            )  # fmt: skip

        used = self.passes.summed(one, weights.shape)
        used *= weights
        return used

    def counted_bend(self, *, sample: int = SAMPLE) -> Bend:
        """How the expected log-likelihood bends with thresholds and the scale, counted in a sample of the pairs."""
        step = -(-self.layout.pairs // sample)
        given, enough = self.layout.given, False
        while not enough:
            together = self._together(step)
            counted = together[:, -1, 0]
            enough = step == 1 or bool(np.all(counted >= np.minimum(FEWEST, given.sum(axis=1))))
            step = 1
        return bend_of(together, given)

    def _together(self, step: int) -> FloatArray:
        layout, weights = self.layout, self.thresholds.weights

        def one(first: int, last: int, together: FloatArray) -> None:
            kernels.expect_together(
                layout.start[first], layout.start[last], step, self.mean, self.variance, layout.rated,
                layout.criterion, weights, together,
            )  # fmt: skip

        criteria, kinds = weights.shape
        return self.passes.summed(one, (criteria, kinds + 1, kinds))

    def improve_thresholds(self, used: FloatArray) -> Step:
        """Thresholds anew, from a pass that counted; and the scale of all measures with them."""
        step = improved_thresholds(
            self.thresholds,
            slope=_at_least(used) - _at_least(self.layout.given),
            bend=self.bend,
            steadied=self.steadied,
            along=inner(self.target, self.mean) - inner(self.weight, self.variance) + self._prior_along(),
        )
        self.thresholds, self.own_variance = step.thresholds, step.own_variance
        self._stretch(step.stretch)
        return step

    def _prior_along(self) -> float:
        """The slope along the scale that is not in the ratings, so that it and the variances want the same.

        It is standard deviations' priors, what means have cost, what belief propagation's loops leave of the sum of
        curvature times variance, and cells, whose prior does not stretch.
        """
        values = {"candidate": self.candidate, "rater": self.rater, "halo": self.halo}
        prior = sum(values[name] / SCALES[name] ** 2 for name in values)
        cells = self.vector[self.layout.raters :]
        fixed = float(cells @ self.cells.precision @ cells) if self.lean else 0.0
        return self.layout.teams + self.layout.groups + self.loops - prior - fixed

    def _explained(self) -> float:
        """How many effects the ratings have determined, of all: what curvature times variance is where it is exact."""
        candidates = self.layout.candidates - self.facts[0] / self.candidate
        raters = self.layout.raters - float(np.sum(1.0 / self.known)) / self.rater
        return float(candidates + raters + (self.layout.pairs - self.facts[1] / self.halo if self.halo else 0.0))

    def _stretch(self, by: float) -> None:
        for means in (self.mean, self.vector, self.theta, self.columns):
            np.multiply(means, by, out=means)
        for variances in (self.variance, self.theta_variance):
            np.multiply(variances, by * by, out=variances)
        for precisions in (self.known, self.message):
            np.divide(precisions, by * by, out=precisions)
        self.candidate, self.rater, self.halo, self.leaning = (
            value * by * by for value in (self.candidate, self.rater, self.halo, self.leaning)
        )

    def condense(self) -> tuple[System, FloatArray]:
        """The raters' system and its right-hand side, from a pass over the ratings."""
        layout = self.layout
        size = len(self.vector)

        def one(first: int, last: int, sums: FloatArray) -> None:
            kernels.condense(
                first, last, layout.start, layout.rater, layout.cell, 1.0 / self.candidate, self.halo, self.mean,
                self.target, self.weight, self.total, self.level, sums[0], sums[1],
            )  # fmt: skip

        diagonal, right = self.passes.summed(one, (2, size))
        cells = self.cells.precision if self.lean else None
        if cells is None:
            right[layout.raters :] = 0.0
        return System(self.passes, self.weight, self.total, diagonal, 1.0 / self.rater, cells), right

    def improve_means(self, system: System, right: FloatArray, *, tolerance: float, drop: float) -> FloatArray:
        """One step of Newton's for the means of everything. Returns the sums of squares of candidates and of halos."""
        layout = self.layout
        self.vector = system.solved(right, self.vector, tolerance=tolerance, drop=drop)

        def one(first: int, last: int, sums: FloatArray) -> None:
            kernels.expand(
                first, last, layout.start, layout.rater, layout.cell, self.halo, self.part, self.target, self.weight,
                self.total, self.level, self.vector, self.theta, self.mean, self.went, sums,
            )  # fmt: skip

        total, squares, halos, on = self.passes.summed(one, 4)
        self.steps += 1
        if self.steps > EARLY:
            self.part = max(0.5 * self.part, SHORTEST) if on < 0.0 else min(1.25 * self.part, 1.0)
        return np.array([squares + self._centre(total / layout.candidates), halos])

    def _centre(self, ready: float) -> float:
        """The means of candidates, which is given, raters and cells to where priors want them; what squares gain by it.

        Thresholds move with them, so that the ratings have no say: means go to zero but for thresholds' wide prior.
        """
        layout, common = self.layout, self.thresholds.common
        raters, cells = self.vector[: layout.raters], self.vector[layout.raters :]
        means = np.array([ready, raters.mean(), 0.0])
        loose = np.array([self.candidate / layout.candidates, self.rater / layout.raters, 0.0])
        if self.lean:
            prior = self.cells.precision.sum(axis=0)
            means[2], loose[2] = prior @ cells / prior.sum(), 1.0 / prior.sum()
        tied = len(common) / WIDE**2
        pull = float(common.sum() / WIDE**2 - tied * (ORIGIN @ means)) / (1.0 + tied * float(loose.sum()))
        moved = means + ORIGIN * loose * pull
        by = float(ORIGIN @ moved)
        self.theta -= moved[0]
        raters -= moved[1]
        cells -= moved[2]
        self.mean -= by
        self.thresholds = self.thresholds.shifted(-by)
        return float(layout.candidates * moved[0] * (moved[0] - 2.0 * ready))

    def spread(self) -> None:
        """One sweep of belief propagation: the variances of everything, and what is known about their variances."""
        layout = self.layout

        def one(first: int, last: int, sums: FloatArray) -> None:
            kernels.propagate(
                first, last, layout.start, layout.rater, 1.0 / self.candidate, self.halo, self.part, self.weight,
                self.known, self.message, self.variance, self.theta_variance, sums[6:], sums[:6],
                np.empty(layout.widest),
            )  # fmt: skip

        sums = self.passes.summed(one, 6 + layout.raters)
        self.facts = sums[:6]
        self.known = 1.0 / self.rater + sums[6:]
        self.loops = self.facts[5] - self._explained()

    def improve_variances(self, system: System, squares: FloatArray) -> None:
        """One scoring step for the variances of all components."""
        layout = self.layout
        if self.lean:
            self.leaning = bounded(self.leaning, self.leaning + self.steadied("lean", self._rise_of_leaning(system)))
        severity = rise(
            self.rater, means=self.vector[: layout.raters], variances=1.0 / self.known, scale=SCALES["rater"],
            lost=layout.groups,
        )  # fmt: skip
        self.rater = bounded(self.rater, self.rater + self.steadied("rater", severity))
        readiness, seen = self._rises(squares + self.facts[:2] + np.array([self.candidate * layout.teams, 0.0]))
        self.candidate = bounded(self.candidate, self.candidate + self.steadied("candidate", readiness))
        if self.halo:
            self.halo = bounded(self.halo, self.halo + self.steadied("halo", seen))

    def _rises(self, expected: FloatArray) -> tuple[float, float]:
        """By how much the variances of candidates and halos grow in one step, which is taken for both at once."""
        own, both, halos = self.told()
        first = slope(self.candidate, count=self.layout.candidates, expected=expected[0], scale=SCALES["candidate"])
        if not self.halo:
            return first / own, 0.0
        second = slope(self.halo, count=self.layout.pairs, expected=expected[1], scale=SCALES["halo"])
        seen = (own * second - both * first) / (own * halos - both * both)
        taken = bounded(self.halo, self.halo + seen) - self.halo  # a halo that is none takes nothing from candidates
        return (first - both * taken) / own, seen

    def told(self) -> tuple[float, float, float]:
        """Fisher's information about the variances of candidates and halos: of the first, of both, of the second."""
        own, both, halos = (0.5 * self.facts[2:5]).tolist()
        return own * STEADY, both, halos * STEADY

    def _rise_of_leaning(self, system: System) -> float:
        self.improve_columns(system, tolerance=1e-2)
        cells = self.cells
        regression, left = cells.told_apart()
        _, covariance = cells.uncertain(self.told_of_cells)
        leans = slice(cells.groups + cells.teams, None)
        means = (regression @ self.vector[self.layout.raters :])[leans]
        variances = np.diag(regression @ covariance[:-1, :-1] @ regression.T + left)[leans]
        self.leaning_error = information(self.leaning, variances) ** -0.5
        return rise(self.leaning, means=means, variances=variances, scale=SCALES["lean"])

    def weigh_leaning(self, system: System) -> None:
        """The variance of leans averaged over what the ratings leave possible, where there are few of them."""
        self.improve_columns(system, tolerance=1e-3)
        self.leans = self.cells.weighed(self.told_of_cells, self.vector[self.layout.raters :], scale=SCALES["lean"])
        sds, weights = self.leans
        self.leaning = float(weights @ sds**2)

    def improve_columns(self, system: System, *, tolerance: float) -> None:
        """How raters answer to each cell, a column each, and what the ratings tell about the cells."""
        raters, cells = self.layout.raters, self.layout.cells
        pinned = replace(system, cells=None)
        images = np.empty((raters + cells, cells))
        for cell in range(cells):
            unit = np.zeros(raters + cells)
            unit[raters + cell] = 1.0
            images[:, cell] = system.without_prior(unit)
            right = np.append(images[:raters, cell], np.zeros(cells))
            self.columns[:, cell] = pinned.solved(right, self.columns[:, cell], tolerance=tolerance)
        self.told_of_cells = images[raters:] - images[:raters].T @ self.columns[:raters]


def _at_least(counts: FloatArray) -> FloatArray:
    """Of each criterion, how many ratings are at least k, for k from 1."""
    made: FloatArray = np.cumsum(counts[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return made
