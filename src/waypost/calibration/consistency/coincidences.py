"""Which categories two raters give to the same thing: the sums that agreement, kappa and alpha share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from waypost.calibration.consistency.units import Codes, Units
from waypost.calibration.summing import sums_by
from waypost.calibration.tables import FloatArray


class Weighing(Enum):
    """What counts the same: every pair of ratings, every rating, or every thing rated."""

    PAIR = "pair"
    RATING = "rating"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coincidences:
    """Sums per cluster over units with at least two ratings.

    pairs: (clusters, categories * (categories + 1) / 2), the weight of unordered pairs of categories `one` <= `other`.
    margins: (clusters, categories), the weight of each category. n: pairs of ratings altogether. units: with two or
    more.
    """

    pairs: FloatArray
    one: Codes
    other: Codes
    margins: FloatArray
    n: int
    units: int

    @property
    def sums(self) -> FloatArray:
        """(clusters, pairs and margins) side by side, as a statistic reads them."""
        return np.hstack([self.pairs, self.margins])


def coincidences(units: Units, *, weighing: Weighing) -> Coincidences:
    """Pairs of ratings of the same unit, by category; a unit with one rating can be compared with nothing and is left
    out.

    A pair weighs 1 (PAIR), 1 / (m - 1) in a unit with m ratings (RATING; Krippendorff 2019, 12.3.1) or 2 / (m (m - 1))
    (UNIT; Fleiss 1971, formula 2). A category's margin weighs m - 1, 1 and 1 / m a rating.
    """
    counts = units.counts
    rated = counts.sum(axis=1)
    kept = rated >= 2
    counts, rated, cluster = counts[kept], rated[kept], units.cluster[kept]
    per_pair, per_rating = {
        Weighing.PAIR: (np.ones_like(rated), rated - 1),
        Weighing.RATING: (1 / (rated - 1), np.ones_like(rated)),
        Weighing.UNIT: (2 / (rated * (rated - 1)), 1 / rated),
    }[weighing]
    one, other = np.triu_indices(units.categories)
    pairs = np.empty((units.clusters, len(one)))
    for place, (low, high) in enumerate(zip(one, other, strict=True)):
        both = counts[:, low] * (counts[:, high] - 1) / 2 if low == high else counts[:, low] * counts[:, high]
        pairs[:, place] = sums_by(cluster, both * per_pair, units.clusters)
    margins = np.empty((units.clusters, units.categories))
    for category in range(units.categories):
        margins[:, category] = sums_by(cluster, counts[:, category] * per_rating, units.clusters)
    used = np.bincount(cluster, minlength=units.clusters) > 0
    return Coincidences(
        pairs=pairs[used],
        one=one.astype(np.int64),
        other=other.astype(np.int64),
        margins=margins[used],
        n=round(float(np.sum(rated * (rated - 1) / 2))),
        units=len(rated),
    )
