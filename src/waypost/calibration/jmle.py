"""Joint maximum likelihood of the many-facet model, uncorrected: only for comparing with programs that use it.

Every candidate, rater and criterion is a free parameter, and the likelihood of all of them together is maximised
(Wright and Masters 1982, Rating Scale Analysis, chapter 4; Linacre 1989, Many-Facet Rasch Measurement). Its measures
spread too far, its standard errors (from the information on one parameter, all others taken for known) are too small,
and who got only top marks is at infinity: at the size of a small company its 95 % intervals hold the truth three times
out of four. That is why `fit` has others.

Candidates and criteria are centred, raters are free.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from waypost.calibration.joint_newton import Maximum, Problem, gauge, maximum
from waypost.calibration.misfit import MeanSquares, Residuals, mean_squares, residuals
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.response import probabilities
from waypost.calibration.summing import sums_by
from waypost.calibration.tables import BoolArray, FloatArray, IntArray
from waypost.refusal import NotNow

KINDS = ("candidate", "rater", "criterion")


@dataclass(frozen=True, slots=True)
class Facet:
    """Candidates, raters or criteria: measures and standard errors in logits, infit and outfit.

    A measure is infinite where all ratings are lowest or highest, and NaN where none is left without those that are;
    the standard error is NaN for both.
    """

    measure: FloatArray
    se: FloatArray
    squares: MeanSquares


@dataclass(frozen=True, slots=True)
class JointEstimates:
    """What joint maximum likelihood makes of ratings. A criterion's measure is its difficulty, the mean of its
    thresholds.

    thresholds (criteria, categories - 1), difficulty included. kept: the ratings that have a finite answer. residuals:
    of these.
    """

    candidates: Facet
    raters: Facet
    criteria: Facet
    thresholds: FloatArray
    thresholds_se: FloatArray
    eta: FloatArray
    kept: BoolArray
    residuals: Residuals
    spread: JointSpread
    iterations: int


@dataclass(frozen=True, slots=True)
class _Finite:
    """The ratings left without extreme ones, and each element's measure where that alone decides it."""

    kept: BoolArray
    decided: tuple[FloatArray, FloatArray, FloatArray]


def joint_estimates(ratings: Ratings, *, common: bool = False) -> JointEstimates:
    """The joint maximum; `common`: one set of steps for all criteria (rating scale), else their own (partial credit).

    NotNow refuses ratings without a finite answer: a category that nobody gave (to a criterion, unless `common`),
    parts that nothing connects, nothing but extreme ratings.
    """
    finite = _finite(ratings)
    problem, present = _problem(ratings, finite.kept, common=common)
    found = _centred(problem, maximum(problem), common=common)
    thresholds = problem.thresholds(found.phi)
    eta = found.theta[problem.candidate] - found.alpha[problem.rater]
    rest = residuals(problem.rating, eta, None, thresholds, problem.criterion)
    codes = (problem.candidate, problem.rater, problem.criterion)
    measures = (found.theta, found.alpha, thresholds.mean(axis=1))
    candidates, raters, criteria = (
        _facet(one, who, code, measure, rest)
        for one, who, code, measure in zip(finite.decided, present, codes, measures, strict=True)
    )
    all_thresholds, all_se = np.full((2, len(ratings.criteria), ratings.categories - 1), np.nan)
    all_thresholds[present[2]] = thresholds
    all_se[present[2]] = _thresholds_se(problem, eta, thresholds, common=common)
    return JointEstimates(
        candidates=candidates,
        raters=raters,
        criteria=criteria,
        thresholds=all_thresholds,
        thresholds_se=all_se,
        eta=eta,
        kept=finite.kept,
        residuals=rest,
        spread=JointSpread(problem=problem, maximum=found, candidates=present[0], raters=present[1]),
        iterations=found.steps,
    )


def jmle(ratings: Ratings, *, interval: float = 0.95) -> Posterior:
    """The joint maximum of the rating scale model, laid out as a posterior is: no halo, no components, no prior.

    The rating scale model is what programs for comparing with fit unless told otherwise.
    """
    found = joint_estimates(ratings, common=True)
    return Posterior(
        theta=found.candidates.measure,
        theta_se=found.candidates.se,
        alpha=found.raters.measure,
        alpha_se=found.raters.se,
        thresholds=found.thresholds,
        thresholds_se=found.thresholds_se,
        pair_se=np.hypot(found.candidates.se[ratings.pairs[:, 0]], found.raters.se[ratings.pairs[:, 1]]),
        components=(),
        method="jmle",
        iterations=found.iterations,
        spread=found.spread,
        difficulty_se=found.criteria.se,
    )


def _finite(ratings: Ratings) -> _Finite:
    """Whoever has only lowest or only highest ratings is set aside with them, again and again."""
    top = ratings.categories - 1
    coded = (ratings.candidate, ratings.rater, ratings.criterion)
    sizes = (len(ratings.candidates), len(ratings.raters), len(ratings.criteria))
    decided = tuple(np.full(size, np.nan) for size in sizes)
    kept = np.ones(len(ratings), dtype=np.bool_)
    while True:
        aside = np.zeros(len(ratings), dtype=np.bool_)
        for which, (codes, size) in enumerate(zip(coded, sizes, strict=True)):
            n = np.bincount(codes, kept, size)
            total = np.bincount(codes, kept * ratings.rating.astype(np.float64), size)
            lowest, highest = (n > 0) & (total == 0), (n > 0) & (total == n * top)
            decided[which][highest] = np.inf if which == 0 else -np.inf
            decided[which][lowest] = -np.inf if which == 0 else np.inf
            aside |= kept & (lowest | highest)[codes]
        if not aside.any():
            return _Finite(kept, (decided[0], decided[1], decided[2]))
        kept &= ~aside


def _problem(ratings: Ratings, kept: BoolArray, *, common: bool) -> tuple[Problem, tuple[npt.NDArray[np.int32], ...]]:
    """The coded problem without those set aside, and who of each kind is left in it."""
    if not kept.any():
        raise NotNow("calibration.jmle-extreme", "All ratings are extreme. Joint maximum likelihood has no answer.")
    coded = (ratings.candidate, ratings.rater, ratings.criterion)
    present, codes = zip(*(np.unique(one[kept], return_inverse=True) for one in coded), strict=True)
    rating = ratings.rating[kept].astype(np.int64)
    criteria, steps = len(present[2]), ratings.categories - 1
    given = np.zeros((criteria, ratings.categories), dtype=np.bool_)
    given[codes[2], rating] = True
    if not (given.any(axis=0).all() if common else given.all()):
        raise NotNow(
            "calibration.jmle-unused-category",
            "A category that nobody gave has no finite threshold under joint maximum likelihood. "
            "Use another method, which keeps it finite.",
        )
    design, gauges = np.eye(criteria * steps), np.ones((1, criteria * steps))
    if common:
        design = np.hstack([np.repeat(np.eye(criteria), steps, axis=0), np.tile(np.eye(steps), (criteria, 1))])
        gauges = np.repeat(np.eye(2), [criteria, steps], axis=1)
    shape = (len(present[0]), len(present[1]), criteria, ratings.categories)
    candidate, rater, criterion = (code.astype(np.int64) for code in codes)
    return Problem(candidate, rater, criterion, rating, shape=shape, design=design, gauges=gauges), present


def _centred(problem: Problem, found: Maximum, *, common: bool) -> Maximum:
    """Candidates and criteria at mean zero; what that takes is added to the raters."""
    criteria = problem.shape[2]
    low, difficulty = found.theta.mean(), problem.thresholds(found.phi).mean()
    phi = found.phi - found.phi.mean()
    if common:
        phi = np.concatenate([part - part.mean() for part in np.split(found.phi, [criteria])])
    return Maximum(found.theta - low, found.alpha + difficulty - low, phi, found.information, found.steps)


def _facet(
    decided: FloatArray, present: IntArray, code: npt.NDArray[np.int64], measure: FloatArray, found: Residuals
) -> Facet:
    whole, se = decided.copy(), np.full_like(decided, np.nan)
    whole[present] = measure
    se[present] = 1 / np.sqrt(sums_by(code, found.reference, len(present)))
    return Facet(whole, se, mean_squares(found, present[code], groups=len(decided)))


def _thresholds_se(problem: Problem, eta: FloatArray, thresholds: FloatArray, *, common: bool) -> FloatArray:
    """From the information on each step alone; of all criteria together where they have it in common."""
    above = 1 - np.cumsum(probabilities(eta, thresholds[problem.criterion]), axis=1)[:, :-1]
    seen = [sums_by(problem.criterion, one, problem.shape[2]) for one in (above * (1 - above)).T]
    information = np.stack(seen, axis=1)
    if common:
        information = np.broadcast_to(information.sum(axis=0), information.shape)
    return np.asarray(1 / np.sqrt(information))


@dataclass(frozen=True, slots=True)
class JointSpread:
    """How the estimates vary together, by the information on all parameters, with the candidates' mean at zero."""

    problem: Problem
    maximum: Maximum
    candidates: IntArray
    raters: IntArray

    def covariance(self, *, candidates: IntArray, raters: IntArray) -> FloatArray:
        """The covariance of these candidates followed by these raters; NaN for who is at infinity."""
        number, others = self.problem.shape[:2]
        wanted = np.full((len(candidates) + len(raters), number + others + self.problem.design.shape[1]), np.nan)
        level = np.repeat([1.0, 0.0], [number, wanted.shape[1] - number]) / number
        difficulty = np.concatenate([np.zeros(number + others), self.problem.design.mean(axis=0)])
        for row, code in enumerate(candidates):
            if code in self.candidates:
                wanted[row] = np.eye(1, wanted.shape[1], int(np.searchsorted(self.candidates, code)))[0] - level
        for row, code in enumerate(raters, start=len(candidates)):
            if code in self.raters:
                place = number + int(np.searchsorted(self.raters, code))
                wanted[row] = np.eye(1, wanted.shape[1], place)[0] - level + difficulty
        return self._covariance(wanted)

    def prior_share(self, candidates: IntArray, weights: FloatArray) -> float:
        """There is no prior."""
        return 0.0

    def _covariance(self, rows: FloatArray) -> FloatArray:
        """rows @ inverse of the information @ rows', candidates eliminated."""
        number, information = self.problem.shape[0], self.maximum.information
        eliminated = information.cross / information.own[:, None]
        remaining = information.rest + gauge(self.problem) - information.cross.T @ eliminated
        rest = rows[:, number:] - rows[:, :number] @ eliminated
        own = rows[:, :number] / information.own @ rows[:, :number].T
        return np.asarray(own + rest @ np.linalg.solve(remaining, rest.T))
