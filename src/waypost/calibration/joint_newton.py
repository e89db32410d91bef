"""Newton's method on all parameters of the many-facet model at once, candidates eliminated first.

Parameters are theta (candidates), alpha (raters) and phi, of which the thresholds are a linear function: the
thresholds themselves (partial credit), or difficulties of criteria and common steps (rating scale). Moves that change
no probability, as adding 1 to every theta and every alpha, are held still and the caller centres afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from waypost.calibration.response import probabilities
from waypost.calibration.summing import sums_by
from waypost.calibration.tables import FloatArray
from waypost.refusal import NotNow

STEPS = 200
SETTLED = 1e-9
FAR = 30.0
"""A measure out here is on its way to infinity."""

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Problem:
    """Coded ratings that have a finite answer.

    shape: how many candidates, raters, criteria, categories. design: thresholds, criterion after criterion, are design
    @ phi. gauges: rows of phi whose sums are held still.
    """

    candidate: Codes
    rater: Codes
    criterion: Codes
    rating: Codes
    shape: tuple[int, int, int, int]
    design: FloatArray
    gauges: FloatArray

    def thresholds(self, phi: FloatArray) -> FloatArray:
        """(criteria, categories - 1)."""
        return np.asarray((self.design @ phi).reshape(self.shape[2], self.shape[3] - 1))


@dataclass(frozen=True, slots=True)
class Information:
    """The information on all parameters in blocks: candidates (a diagonal), candidates with the rest, and the rest."""

    own: FloatArray
    cross: FloatArray
    rest: FloatArray


@dataclass(frozen=True, slots=True)
class Maximum:
    """Where the likelihood is highest, the information there, and the steps it took."""

    theta: FloatArray
    alpha: FloatArray
    phi: FloatArray
    information: Information
    steps: int


def maximum(problem: Problem) -> Maximum:
    """The joint maximum of the likelihood.

    NotNow refuses parts that nothing connects, and ratings whose measures run away to infinity.
    """
    candidates, raters = problem.shape[:2]
    theta, alpha, phi = np.zeros(candidates), np.zeros(raters), np.zeros(problem.design.shape[1])
    held = gauge(problem)
    for step in range(1, STEPS + 1):
        gradient, information = _derivatives(problem, theta, alpha, phi)
        eliminated = information.cross / information.own[:, None]
        remaining = information.rest + held - information.cross.T @ eliminated
        if step == 1:
            _refuse_parts(remaining)
        change = np.linalg.solve(remaining, gradient[candidates:] - eliminated.T @ gradient[:candidates])
        own_change = gradient[:candidates] / information.own - eliminated @ change
        largest = float(max(np.abs(change).max(), np.abs(own_change).max()))
        damped = 1.0 / max(1.0, largest)
        theta, alpha, phi = (
            theta + damped * own_change,
            alpha + damped * change[:raters],
            phi + damped * change[raters:],
        )
        if largest < SETTLED:
            return Maximum(theta, alpha, phi, information, step)
        if max(np.abs(theta).max(), np.abs(alpha).max(), np.abs(phi).max()) > FAR:
            break
    raise NotNow(
        "calibration.jmle-infinite",
        "Joint maximum likelihood runs away to infinity with these ratings. Use another method, which stays finite.",
    )


def _refuse_parts(remaining: FloatArray) -> None:
    values = np.linalg.eigvalsh(remaining)
    if values[0] < 1e-9 * values[-1]:
        raise NotNow(
            "calibration.not-connected",
            "Candidates and raters fall into parts that nothing connects. Joint maximum likelihood cannot place them "
            "on one scale.",
        )


def gauge(problem: Problem) -> FloatArray:
    """What is added to the information on raters and phi so that their sums stay where they are."""
    raters = problem.shape[1]
    rows = np.zeros((1 + len(problem.gauges), raters + problem.design.shape[1]))
    rows[0, :raters] = 1.0
    rows[1:, raters:] = problem.gauges
    return np.asarray(rows.T @ rows)


def _derivatives(
    problem: Problem, theta: FloatArray, alpha: FloatArray, phi: FloatArray
) -> tuple[FloatArray, Information]:
    candidates, raters, criteria, categories = problem.shape
    candidate, rater, criterion = problem.candidate, problem.rater, problem.criterion
    probable = probabilities(theta[candidate] - alpha[rater], problem.thresholds(phi)[criterion])
    place = np.arange(categories, dtype=np.float64)
    mean = probable @ place
    variance = probable @ place**2 - mean**2
    above = _from_above(probable)  # P(rating >= k), k = 1, 2, ...
    lean = _from_above(probable * place) - mean[:, None] * above  # its covariance with the rating
    residual = problem.rating - mean
    passed = (problem.rating[:, None] > np.arange(categories - 1)).astype(np.float64)
    by = _Thresholds(criterion, criteria, categories - 1)
    seen = sums_by(candidate * raters + rater, variance, candidates * raters).reshape(candidates, raters)
    with_phi = by.grouped(rater, lean, raters) @ problem.design
    information = Information(
        own=sums_by(candidate, variance, candidates),
        cross=np.hstack([-seen, -by.grouped(candidate, lean, candidates) @ problem.design]),
        rest=np.block(
            [
                [np.diag(sums_by(rater, variance, raters)), with_phi],
                [with_phi.T, problem.design.T @ by.square(above) @ problem.design],
            ]
        ),
    )
    slopes = (sums_by(candidate, residual, candidates), -sums_by(rater, residual, raters))
    return np.concatenate([*slopes, problem.design.T @ by.total(above - passed)]), information


def _from_above(values: FloatArray) -> FloatArray:
    return np.asarray(np.cumsum(values[:, ::-1], axis=1)[:, ::-1][:, 1:])


@dataclass(frozen=True, slots=True)
class _Thresholds:
    """Sums of (n, steps) values by criterion, laid out as thresholds are: criterion after criterion."""

    criterion: Codes
    criteria: int
    steps: int

    def total(self, values: FloatArray) -> FloatArray:
        found = [sums_by(self.criterion, values[:, step], self.criteria) for step in range(self.steps)]
        return np.stack(found, axis=1).ravel()

    def grouped(self, group: Codes, values: FloatArray, groups: int) -> FloatArray:
        """(groups, thresholds)."""
        cell = group * self.criteria + self.criterion
        found = [sums_by(cell, values[:, step], groups * self.criteria) for step in range(self.steps)]
        return np.stack(found, axis=1).reshape(groups, -1)

    def square(self, above: FloatArray) -> FloatArray:
        """Covariances of the indicators that a rating is at least k and at least l, criterion by criterion."""
        whole = np.zeros((self.criteria, self.steps, self.criteria, self.steps))
        every = np.arange(self.criteria)
        for one in range(self.steps):
            for other in range(self.steps):
                together = above[:, max(one, other)] - above[:, one] * above[:, other]
                whole[every, one, every, other] = sums_by(self.criterion, together, self.criteria)
        return whole.reshape(self.criteria * self.steps, -1)
