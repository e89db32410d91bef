"""How much agreement a fitted model expects of raters who judge independently of each other.

That is the posterior mean of the sum over categories of P(one rater) P(another), and what acts on two ratings of one
candidate is uncertain together: both have the candidate's readiness in them. With c = halo variance + variance of the
rater's severity and W the information of the rater's ratings, readiness moves what acts on them by k = 1 / (1 + c W)
of its own move; that part is shared by the candidate's raters, the rest is each rater's own. Three Gauss-Hermite nodes
for either part. Against simulated ratings this is right to .001 in large tables and .02 in one of 120 ratings, where
measures taken for certain expect .01 too much at any size.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from waypost.calibration.consistency.exact import expected_hits, pairs_of, share_of
from waypost.calibration.consistency.units import units_of
from waypost.calibration.estimate import Estimate
from waypost.calibration.misfit import NODES, information, pair_eta
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.response import probabilities
from waypost.calibration.tables import FloatArray

CHUNK = 200_000
"""About so many ratings at once; a candidate's are kept together."""


def expected_of(
    ratings: Ratings, posterior: Posterior, *, places: int = 1, interval: float = 0.95
) -> tuple[Estimate, ...]:
    """The shares of pairs of ratings at most 0, 1, ... `places` apart that the fit expects; n: how many pairs."""
    eta, units = pair_eta(ratings, posterior), units_of(ratings)
    shared, own = _parts(ratings, posterior, eta)
    hits = np.zeros((places + 1, units.clusters))
    for rows, candidates in _chunks(ratings):
        pair, criterion = ratings.pair[rows], ratings.criterion[rows]
        given = _given(eta[pair], shared[pair], own[pair], posterior.thresholds[criterion])
        hits[:, candidates] = expected_hits(units.of(rows, candidates), given, places=places)
    pairs = pairs_of(units)
    return tuple(share_of(within, pairs, interval=interval) for within in hits)


def _chunks(ratings: Ratings) -> Iterator[tuple[slice, slice]]:
    """Rows, and the candidates whose rows they are."""
    first = np.searchsorted(ratings.candidate, np.arange(len(ratings.candidates) + 1))
    start = 0
    while start < len(ratings.candidates):
        end = max(start + 1, int(np.searchsorted(first, first[start] + CHUNK, side="right")) - 1)
        yield slice(int(first[start]), int(first[end])), slice(start, end)
        start = end


def _given(
    eta: FloatArray, shared: FloatArray, own: FloatArray, thresholds: FloatArray
) -> Iterator[tuple[float, FloatArray]]:
    for place, weight in NODES:
        probable = np.zeros((len(eta), thresholds.shape[1] + 1))
        for inner, inner_weight in NODES:
            probable += inner_weight * probabilities(eta + place * shared + inner * own, thresholds)
        yield weight, np.nan_to_num(probable)


def _parts(ratings: Ratings, posterior: Posterior, eta: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(pairs,) standard deviations of what acts on a pair's ratings: shared by the candidate's raters, and its own.

    Both are zero under joint maximum likelihood, which takes its measures for certain.
    """
    if posterior.method == "jmle":
        return np.zeros_like(eta), np.zeros_like(eta)
    candidate, rater = ratings.pairs[:, 0], ratings.pairs[:, 1]
    seen = information(ratings, posterior)
    moved = 1 / (1 + seen * (posterior.sd("halo") ** 2 + posterior.alpha_se[rater] ** 2))
    shared = np.minimum(moved * posterior.theta_se[candidate], posterior.pair_se)
    return shared, np.sqrt(posterior.pair_se**2 - shared**2)
