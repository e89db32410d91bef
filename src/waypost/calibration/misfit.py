"""Misfit: whether somebody's ratings scatter as the model says, or more (they follow something else) or less.

Infit is the squared residuals' sum against what is expected of it, outfit the mean of the standardised squares, which
feels single surprises (Wright and Masters 1982, Rating Scale Analysis, chapter 5). Both are 1 on average where the
model holds. Their z is Wilson and Hilferty's cube root of the mean square with the standard error of page 101.

**What is expected.** Joint maximum likelihood takes its estimates for the truth and expects the variance W of each
rating. A posterior knows better. Let E(eta) be the expected rating, and means be over the posterior of eta. Because
truth and a draw from the posterior are exchangeable over the ratings a model may bring forth (Gelman, Meng and Stern
1996, Statistica Sinica 6, 733-807), the squared residual from the posterior mean of E has expectation

    mean of W(eta) - variance of E(eta)

exactly, whatever the prior. The second term is what the fit took from the scatter by following the ratings; it makes 1
mean the same for a rater with three ratings, shrunk to the middle, as for one with three hundred. Means and variances
are over three Gauss-Hermite nodes of a normal eta.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.response import moments, probabilities
from waypost.calibration.summing import sums_by
from waypost.calibration.tables import FloatArray, Table

NODES = ((0.0, 2 / 3), (np.sqrt(3.0), 1 / 6), (-np.sqrt(3.0), 1 / 6))
"""Places in standard deviations and weights of the three-point rule, exact to polynomials of degree five."""
CHUNK = 100_000
"""Ratings at once: what stays in the processor's cache."""
FLOOR = 0.1
"""The least part of a rating's variance that its residual is expected to keep: beyond it, it said all about itself."""
SHOWN = 100
"""How many unexpected ratings are worth listing."""
SURPRISE = 2.0
"""From how many standard deviations a rating is unexpected."""

Codes = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Residuals:
    """Of each rating: the expected rating, the expected squared residual and its variance, and the squared residual
    itself.
    """

    expected: FloatArray
    residual: FloatArray
    reference: FloatArray
    variance: FloatArray

    @property
    def z(self) -> FloatArray:
        """How unexpected each rating is: its residual over the root of what is expected of its square."""
        return np.asarray(self.residual / np.sqrt(self.reference))


@dataclass(frozen=True, slots=True)
class MeanSquares:
    """Of each rater (or criterion, candidate): infit, outfit, their z, and the number of ratings; NaN without any."""

    infit: FloatArray
    infit_z: FloatArray
    outfit: FloatArray
    outfit_z: FloatArray
    n: npt.NDArray[np.int64]


def residuals(
    rating: Codes, eta: FloatArray, variance: FloatArray | None, thresholds: FloatArray, criterion: Codes
) -> Residuals:
    """What was expected of each rating, and what came.

    eta: (n,) posterior mean of candidate less rater and all else that acts on the rating; variance: (n,) its posterior
    variance, None where eta is taken for the truth (joint maximum likelihood). thresholds: (criteria, categories - 1).
    """
    found = [np.empty(len(rating)) for _ in range(4)]
    for start in range(0, len(rating), CHUNK):
        part = slice(start, start + CHUNK)
        spread = None if variance is None else variance[part]
        for column, values in zip(
            found, _chunk(rating[part], eta[part], spread, thresholds[criterion[part]]), strict=True
        ):
            column[part] = values
    return Residuals(*found)


def _chunk(
    rating: Codes, eta: FloatArray, variance: FloatArray | None, thresholds: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    nodes = NODES if variance is not None else ((0.0, 1.0),)
    reach = np.zeros_like(eta) if variance is None else np.sqrt(variance)
    mean, square, within, fourth = (np.zeros_like(eta) for _ in range(4))
    for place, weight in nodes:
        at = moments(probabilities(eta + place * reach, thresholds))
        mean += weight * at.mean
        square += weight * at.mean**2
        within += weight * at.variance
        fourth += weight * (at.fourth - at.variance**2)
    kept = np.maximum(1 - (square - mean**2) / within, FLOOR)
    return mean, rating - mean, within * kept, fourth * kept**2


def mean_squares(found: Residuals, group: Codes, *, groups: int) -> MeanSquares:
    """Infit and outfit of each group of ratings: `group` (n,) is the code of the rater, criterion or candidate."""
    n = np.bincount(group, minlength=groups)
    squared = found.residual**2
    total = sums_by(group, found.reference, groups)
    with np.errstate(divide="ignore", invalid="ignore"):
        infit = sums_by(group, squared, groups) / total
        infit_sd = np.sqrt(sums_by(group, found.variance, groups)) / total
        outfit = sums_by(group, squared / found.reference, groups) / n
        outfit_sd = np.sqrt(sums_by(group, found.variance / found.reference**2, groups)) / n
        return MeanSquares(infit, _standardised(infit, infit_sd), outfit, _standardised(outfit, outfit_sd), n)


def _standardised(square: FloatArray, sd: FloatArray) -> FloatArray:
    return np.asarray((np.cbrt(square) - 1) * 3 / sd + sd / 3)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Mean squares of raters, criteria and candidates in the order of their codes, and the most unexpected ratings
    first.

    unexpected: candidate, rater, criterion, rating, expected, z; at most `SHOWN`, none within `SURPRISE` of what was
    expected.
    """

    raters: MeanSquares
    criteria: MeanSquares
    candidates: MeanSquares
    unexpected: Table


def misfit(ratings: Ratings, posterior: Posterior) -> Misfit:
    """How well the ratings follow the fitted model; ratings whose measures are infinite (joint maximum likelihood) are
    left out.
    """
    eta = pair_eta(ratings, posterior)[ratings.pair]
    variance = None if posterior.method == "jmle" else posterior.pair_se[ratings.pair] ** 2
    known = np.asarray(np.isfinite(posterior.thresholds).all(axis=1))[ratings.criterion]
    kept = np.flatnonzero(np.isfinite(eta) & known)
    spread = None if variance is None else variance[kept]
    found = residuals(ratings.rating[kept], eta[kept], spread, posterior.thresholds, ratings.criterion[kept])
    return Misfit(
        raters=mean_squares(found, ratings.rater[kept], groups=len(ratings.raters)),
        criteria=mean_squares(found, ratings.criterion[kept], groups=len(ratings.criteria)),
        candidates=mean_squares(found, ratings.candidate[kept], groups=len(ratings.candidates)),
        unexpected=_unexpected(ratings, kept, found),
    )


def pair_eta(ratings: Ratings, posterior: Posterior) -> FloatArray:
    """(pairs,): what acts on the ratings of each candidate by each rater, before the criterion's thresholds."""
    candidate, rater = ratings.pairs[:, 0], ratings.pairs[:, 1]
    eta = posterior.theta[candidate] - posterior.alpha[rater]
    if posterior.halo is not None:
        eta = eta + posterior.halo
    if posterior.lean is not None and ratings.team is not None and ratings.rater_group is not None:
        eta = eta + posterior.lean[ratings.rater_group[rater], ratings.team[candidate]]
    return np.asarray(eta)


def information(ratings: Ratings, posterior: Posterior) -> FloatArray:
    """(pairs,): what the ratings of each pair tell about what acts on them, at the posterior mean."""
    eta, seen = pair_eta(ratings, posterior), np.zeros(len(ratings.pairs))
    for start in range(0, len(ratings), CHUNK):
        part = slice(start, start + CHUNK)
        pair = ratings.pair[part]
        at = moments(probabilities(eta[pair], posterior.thresholds[ratings.criterion[part]]))
        first = int(pair[0])
        seen[first : int(pair[-1]) + 1] += np.bincount(pair - first, at.variance)
    return seen


def _unexpected(ratings: Ratings, kept: Codes, found: Residuals) -> Table:
    size = np.abs(found.z)
    far = np.flatnonzero(size >= SURPRISE)
    far = far[np.argsort(-size[far], kind="stable")][:SHOWN]
    row = kept[far]
    return Table(
        {
            "candidate": [ratings.candidates[code] for code in ratings.candidate[row]],
            "rater": [ratings.raters[code] for code in ratings.rater[row]],
            "criterion": [ratings.criteria[code] for code in ratings.criterion[row]],
            "rating": ratings.rating[row].astype(np.int64),
            "expected": found.expected[far],
            "z": found.z[far],
        }
    )
