"""Agreement in one table: what a calibration says about how alike its raters judge, next to what its model expects."""

from __future__ import annotations

from collections.abc import Sequence
from math import nan

import numpy as np
from threadpoolctl import threadpool_limits

from waypost.calibration.consistency.alpha import Scale, alpha
from waypost.calibration.consistency.exact import agreement_within
from waypost.calibration.consistency.expected import expected_of
from waypost.calibration.consistency.intraclass import Intraclass, intraclass
from waypost.calibration.consistency.kappa import Weights, fleiss
from waypost.calibration.consistency.resampling import Resampling
from waypost.calibration.consistency.units import Codes, units_of
from waypost.calibration.estimate import as_table, too_few
from waypost.calibration.generalizability.dependability import Dependability, dependability
from waypost.calibration.generalizability.reml import CONFOUNDED, reml
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import FloatArray, Table
from waypost.refusal import NotNow


def agreement(ratings: Ratings, posterior: Posterior, *, interval: float = 0.95, seed: int = 0) -> Table:
    """statistic, value, low, high, n, withheld.

    Exact agreement and within one category, and what the model expects of raters who judge independently; kappa of all
    raters, plain and with quadratic weights; intraclass correlations of the mean rating over criteria, of one rater
    and of as many as a candidate had; Krippendorff's alpha. n: pairs of ratings, things rated by two or more, or
    candidates.
    """
    units, how = units_of(ratings), Resampling(seed=seed, interval=interval)
    expected = expected_of(ratings, posterior, interval=interval)
    with threadpool_limits(1, user_api="blas"):  # small matrices, for which threads only wait for each other
        correlations = intraclass_of(ratings, interval=interval)
    return as_table(
        [
            ("exact agreement", agreement_within(units, interval=interval)),
            ("expected exact agreement", expected[0]),
            ("agreement within one", agreement_within(units, places=1, interval=interval)),
            ("expected agreement within one", expected[1]),
            ("kappa", fleiss(units, weights=Weights.NONE, how=how)),
            ("weighted kappa", fleiss(units, weights=Weights.QUADRATIC, how=how)),
            ("icc(1)", correlations.oneway),
            ("icc(2)", correlations.agreement),
            ("icc(3)", correlations.consistency),
            ("icc(1,k)", correlations.oneway_mean),
            ("icc(2,k)", correlations.agreement_mean),
            ("icc(3,k)", correlations.consistency_mean),
            ("alpha nominal", alpha(units, scale=Scale.NOMINAL, how=how)),
            ("alpha ordinal", alpha(units, scale=Scale.ORDINAL, how=how)),
            ("alpha interval", alpha(units, scale=Scale.INTERVAL, how=how)),
        ]
    )


def intraclass_of(ratings: Ratings, *, interval: float = 0.95) -> Intraclass:
    """The correlations of raters' mean ratings of candidates, each criterion's average taken off first.

    From the complete table where every rater rated every candidate, else from variance components by restricted
    maximum likelihood, which are the same there; k is the harmonic mean of raters per candidate.
    """
    score = _scores(ratings)
    candidate, rater = ratings.pairs[:, 0].astype(np.int64), ratings.pairs[:, 1].astype(np.int64)
    shape = (len(ratings.candidates), len(ratings.raters))
    if len(score) == shape[0] * shape[1]:
        return intraclass(score.reshape(shape), interval=interval)
    k = float(1 / np.mean(1 / np.bincount(candidate)))
    oneway = _correlations(score, candidate, rater, effects=("p",), k=k, interval=interval)
    twoway = _correlations(score, candidate, rater, effects=("p", "r"), k=k, interval=interval)
    return Intraclass(
        oneway=oneway[0].absolute,
        agreement=twoway[0].absolute,
        consistency=twoway[0].relative,
        oneway_mean=oneway[1].absolute,
        agreement_mean=twoway[1].absolute,
        consistency_mean=twoway[1].relative,
    )


def _correlations(
    score: FloatArray, candidate: Codes, rater: Codes, *, effects: Sequence[str], k: float, interval: float
) -> tuple[Dependability, Dependability]:
    """Of one rater and of the mean of k; without a value, and why, where the design has no answer."""
    try:
        found = reml(score, {"p": candidate, "r": rater}, effects=effects)
        if {"p"} not in [component.effect for component in found.components]:
            raise NotNow("calibration.confounded", CONFOUNDED)
    except NotNow as refusal:
        none = too_few(int(candidate[-1]) + 1, why=refusal.sentence)
        without = Dependability(relative=none, absolute=none, relative_error=nan, absolute_error=nan)
        return without, without
    one, mean = (dependability(found, sizes={"r": raters}, interval=interval) for raters in (1, k))
    return one, mean


def _scores(ratings: Ratings) -> FloatArray:
    """(pairs,): the mean of a rater's ratings of a candidate, less the mean of the criteria rated."""
    given = ratings.rating.astype(np.float64)
    mean = np.bincount(ratings.criterion, given) / np.maximum(np.bincount(ratings.criterion), 1)
    rest = given - mean[ratings.criterion]
    return np.asarray(np.bincount(ratings.pair, rest) / np.bincount(ratings.pair))
