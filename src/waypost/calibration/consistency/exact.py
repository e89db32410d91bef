"""Exact agreement: how often two raters gave the same category, or one next to it, and how often they should.

Nothing here is corrected for chance; raters who all use one category agree without effort. What a fitted model expects
says how much agreement the scale and the spread of candidates bring by themselves: observed agreement far above it
means that raters did not judge independently (Linacre 1997, Rasch Measurement Transactions 10:4, 522).
"""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

import numpy as np

from waypost.calibration.consistency.coincidences import Weighing, coincidences
from waypost.calibration.consistency.resampling import LEAST
from waypost.calibration.consistency.units import Codes, Units
from waypost.calibration.estimate import Estimate, too_few
from waypost.calibration.student import t_quantile
from waypost.calibration.summing import sums_by
from waypost.calibration.tables import FloatArray

Given = Iterable[tuple[float, FloatArray]]
"""Weights, and probabilities (n, categories) of ratings."""
NOTHING = "No two raters have rated the same criterion of a candidate."


def gaps(units: Units) -> Codes:
    """(categories,): how many pairs of ratings of the same unit are 0, 1, 2, ... categories apart."""
    found = coincidences(units, weighing=Weighing.PAIR)
    apart = np.bincount(found.other - found.one, found.pairs.sum(axis=0), minlength=units.categories)
    return np.rint(apart).astype(np.int64)


def agreement_within(units: Units, *, places: int = 0, interval: float = 0.95) -> Estimate:
    """The share of pairs of ratings at most `places` categories apart; n is the number of pairs.

    The interval is Wilson's with the number of pairs that independent pairs would need to be known as well as these,
    which share raters and candidates (Korn and Graubard 1998, Survey Methodology 24, 193-201; the variance is the
    ratio estimator's over candidates), so it stays within 0 and 1 and is no point where all agree.
    """
    found = coincidences(units, weighing=Weighing.PAIR)
    near = (found.other - found.one) <= places
    return share_of(found.pairs[:, near].sum(axis=1), found.pairs.sum(axis=1), interval=interval)


def expected_agreement(units: Units, given: Given, *, places: int = 0, interval: float = 0.95) -> Estimate:
    """The share of pairs at most `places` apart that a model expects of raters who judge independently.

    given: weights and (n, categories) probabilities of each rating; several, where the model knows what acts on the
    ratings only up to a distribution of nodes with these weights. n is the number of pairs.
    """
    return share_of(expected_hits(units, given, places=places)[-1], pairs_of(units), interval=interval)


def expected_hits(units: Units, given: Given, *, places: int) -> FloatArray:
    """(places + 1, clusters): how many pairs at most 0, 1, ... `places` apart are expected of each cluster."""
    apart = np.zeros((places + 1, units.count))
    for weight, probable in given:
        sums = [sums_by(units.unit, column, units.count) for column in probable.T]
        for gap in range(places + 1):
            for low in range(units.categories - gap):
                high = low + gap
                itself = sums_by(units.unit, probable[:, low] * probable[:, high], units.count)
                apart[gap] += (weight if gap else weight / 2) * (sums[low] * sums[high] - itself)
    within = np.cumsum(apart, axis=0)
    return np.stack([sums_by(units.cluster, hits, units.clusters) for hits in within])


def pairs_of(units: Units) -> FloatArray:
    """(clusters,): how many pairs of ratings of the same unit there are."""
    rated = np.bincount(units.unit, minlength=units.count)
    return sums_by(units.cluster, rated * (rated - 1) / 2, units.clusters)


def share_of(hits: FloatArray, pairs: FloatArray, *, interval: float) -> Estimate:
    """The share that hits are of pairs, each summed by cluster, with the interval of `agreement_within`."""
    hits, pairs = hits[pairs > 0], pairs[pairs > 0]
    clusters, n = len(pairs), round(float(pairs.sum()))
    if n == 0:
        return too_few(0, why=NOTHING)
    share = float(hits.sum() / pairs.sum())
    if clusters < LEAST:
        why = f"The interval needs at least {LEAST} candidates; here are {clusters}."
        return Estimate(value=share, n=n, withheld=why)
    variance = clusters / (clusters - 1) * float(np.sum((hits - share * pairs) ** 2)) / float(pairs.sum()) ** 2
    # Where all agree there is no variance to see; then each candidate counts as one pair.
    independent = min(n, share * (1 - share) / variance) if variance > 1e-15 else clusters
    z = t_quantile(0.5 + interval / 2, freedom=clusters - 1)
    centre = (share + z * z / (2 * independent)) / (1 + z * z / independent)
    root = sqrt(max(share * (1 - share), 0.0) / independent + (z / (2 * independent)) ** 2)
    reach = z / (1 + z * z / independent) * root
    return Estimate(value=share, low=max(0.0, centre - reach), high=min(1.0, centre + reach), n=n)
