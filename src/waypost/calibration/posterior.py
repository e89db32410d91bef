"""The posterior: what a fit knows about every candidate, rater and threshold, whichever path computed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np

from waypost.calibration.tables import FloatArray, IntArray

Method = Literal["integrated", "variational", "jmle"]


@dataclass(frozen=True, slots=True)
class Component:
    """A standard deviation on the logit scale with its interval; name: candidate, rater, halo, lean or threshold."""

    name: str
    sd: float
    low: float
    high: float


class Spread(Protocol):
    """How the measures vary together; each path has its own way to know it."""

    def covariance(self, *, candidates: IntArray, raters: IntArray) -> FloatArray:
        """The posterior covariance of these candidates followed by these raters; a small set."""

    def prior_share(self, candidates: IntArray, weights: FloatArray) -> float:
        """See `Posterior.prior_share`."""


@dataclass(frozen=True, eq=False)
class Posterior:
    """Posterior means and standard errors, in logits; codes are those of the `Ratings` that were fitted.

    theta (candidates,), alpha (raters,) include the effects of their team and group, if these were fitted. Positive
    alpha is severe. halo (pairs,), lean (groups, teams; positive is generous), team_effect (teams,) and group_effect
    (groups,) are None where they were not in the model. thresholds (criteria, categories - 1). pair_se (pairs,): of
    eta = theta - alpha + halo + lean of each pair, which is far less than its parts say, because they move together.
    difficulty_se (criteria,): of the mean of each criterion's thresholds, None where it was not computed. components:
    the standard deviations. iterations: Newton or sweep steps in total.

    The origin: theta averages zero over the candidates present, alpha over the raters present. Standard errors are
    about this origin, not about the mean of a population from which these people may be a sample; a truth that theta
    is held against has to be centred likewise.
    """

    theta: FloatArray
    theta_se: FloatArray
    alpha: FloatArray
    alpha_se: FloatArray
    thresholds: FloatArray
    thresholds_se: FloatArray
    pair_se: FloatArray
    components: tuple[Component, ...]
    method: Method
    iterations: int
    spread: Spread
    halo: FloatArray | None = None
    halo_se: FloatArray | None = None
    lean: FloatArray | None = None
    lean_se: FloatArray | None = None
    team_effect: FloatArray | None = None
    group_effect: FloatArray | None = None
    difficulty_se: FloatArray | None = None

    def sd(self, component: str) -> float:
        """The standard deviation of this name, 0.0 where the model had none."""
        return next((c.sd for c in self.components if c.name == component), 0.0)

    def joint(self, candidates: IntArray, raters: IntArray) -> tuple[FloatArray, FloatArray]:
        """Mean and covariance of a small set: these candidates, then these raters."""
        mean = np.concatenate([self.theta[candidates], self.alpha[raters]])
        return mean, self.spread.covariance(candidates=candidates, raters=raters)

    def prior_share(self, candidates: IntArray, weights: FloatArray) -> float:
        """How much of the precision of a contrast of candidates came from the prior, from 0 to 1.

        With S the posterior covariance of all candidates and raters, L its inverse, L0 their prior precision and
        v = S c the change of everything that a change of the contrast c implies: v' L0 v / v' L v. Near 1 means that
        the ratings say next to nothing about this contrast, and that the prior makes strangers look comparable.
        """
        return self.spread.prior_share(candidates, weights)
