"""What was rated and what it got: the ragged table of things and raters that every measure of agreement reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import FloatArray

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, kw_only=True)
class Units:
    """Ratings of things ("units", one criterion of one candidate), in any order.

    unit, rater, value: (n,) codes from 0; value is a category. cluster: (units,) code of what a unit belongs to and is
    drawn with when the ratings are resampled: the candidate, because criteria of one candidate are no independent
    cases. categories: how many there are.
    """

    unit: Codes
    rater: Codes
    value: Codes
    cluster: Codes
    categories: int

    @property
    def count(self) -> int:
        """How many units there are."""
        return len(self.cluster)

    @property
    def clusters(self) -> int:
        """How many clusters there are."""
        return int(self.cluster.max(initial=-1)) + 1

    def of(self, rows: slice, clusters: slice) -> Units:
        """The part that is these clusters, one after the other, whose ratings are these rows."""
        units = slice(*np.searchsorted(self.cluster, [clusters.start, clusters.stop]))
        return Units(
            unit=self.unit[rows] - units.start,
            rater=self.rater[rows],
            value=self.value[rows],
            cluster=self.cluster[units] - clusters.start,
            categories=self.categories,
        )

    @cached_property
    def counts(self) -> FloatArray:
        """(units, categories): how often each unit got each category."""
        place = self.unit * np.int64(self.categories) + self.value
        counted = np.bincount(place, minlength=self.count * self.categories)
        return counted.reshape(self.count, self.categories).astype(np.float64)


def units_of(ratings: Ratings) -> Units:
    """One unit per criterion of a candidate; the candidate is the cluster."""
    criteria = len(ratings.criteria)
    unit = ratings.candidate.astype(np.int64) * criteria + ratings.criterion
    return Units(
        unit=unit,
        rater=ratings.rater.astype(np.int64),
        value=ratings.rating.astype(np.int64),
        cluster=np.repeat(np.arange(len(ratings.candidates), dtype=np.int64), criteria),
        categories=ratings.categories,
    )


def units_from(table: FloatArray, *, categories: int | None = None) -> Units:
    """Units from a table with one row per unit and one column per rater; NaN is a rating that was not given.

    Categories are whole numbers from 0. Each unit is a cluster of its own. ValueError for anything else.
    """
    table = np.asarray(table, dtype=np.float64)
    unit, rater = np.nonzero(~np.isnan(table))
    value = table[unit, rater]
    if np.any(value != np.round(value)) or np.any(value < 0):
        raise ValueError("a category is a whole number from 0")
    highest = int(value.max(initial=0)) + 1
    if categories is not None and highest > categories:
        raise ValueError(f"a rating of {highest - 1} is outside {categories} categories")
    return Units(
        unit=unit.astype(np.int64),
        rater=rater.astype(np.int64),
        value=value.astype(np.int64),
        cluster=np.arange(len(table), dtype=np.int64),
        categories=categories or highest,
    )
