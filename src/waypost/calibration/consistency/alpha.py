"""Krippendorff's alpha: agreement beyond chance of any number of raters on any scale, with ratings missing anywhere.

Krippendorff 2019, Content Analysis, 4th edition, chapter 12: alpha = 1 - Do / De from the table of coincidences
(12.3.1), the squared differences of the nominal, ordinal, interval and ratio scale (12.3.4). The interval resamples
candidates with all their ratings, and both Do and De anew; Krippendorff's own bootstrap holds De fixed and draws pairs
as if they were independent, which with several criteria of one candidate they are not.
"""

from __future__ import annotations

from enum import Enum
from functools import partial

import numpy as np

from waypost.calibration.consistency.coincidences import Coincidences, Weighing, coincidences
from waypost.calibration.consistency.resampling import DEFAULT, Resampling, resampled
from waypost.calibration.consistency.units import Units
from waypost.calibration.estimate import Estimate, too_few
from waypost.calibration.tables import FloatArray

NOTHING = "No two raters have rated the same criterion of a candidate."
NO_VARIATION = "All compared ratings are the same: whether raters can tell candidates apart cannot be said."


class Scale(Enum):
    """What a distance between two categories means."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def alpha(
    units: Units, *, scale: Scale = Scale.ORDINAL, values: FloatArray | None = None, how: Resampling = DEFAULT
) -> Estimate:
    """Krippendorff's alpha; n is the number of units with two or more ratings.

    values: what the categories stand for (interval and ratio), 0, 1, 2, ... unless given. No value where all compared
    ratings are the same, because then neither agreement nor chance can be seen.
    """
    found = coincidences(units, weighing=Weighing.RATING)
    if not found.units:
        return too_few(0, why=NOTHING)
    values = np.arange(units.categories, dtype=np.float64) if values is None else np.asarray(values, dtype=np.float64)
    statistic = partial(_alpha, found=found, scale=scale, values=values)
    return resampled(found.sums, statistic, n=found.units, how=how, undefined=NO_VARIATION)


def _alpha(sums: FloatArray, *, found: Coincidences, scale: Scale, values: FloatArray) -> FloatArray:
    pairs, margins = sums[:, : len(found.one)], sums[:, len(found.one) :]
    apart = _differences(margins, found, scale, values)
    total = margins.sum(axis=1)
    observed: FloatArray = np.sum(pairs * apart, axis=1)
    by_chance: FloatArray = np.sum(margins[:, found.one] * margins[:, found.other] * apart, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(by_chance > 1e-12, 1 - (total - 1) * observed / by_chance, np.nan))


def _differences(margins: FloatArray, found: Coincidences, scale: Scale, values: FloatArray) -> FloatArray:
    """(draws or 1, pairs): squared differences of the scale; those of the ordinal one depend on the margins."""
    one, other = values[found.one], values[found.other]
    if scale is Scale.NOMINAL:
        return np.asarray(found.one != found.other, dtype=np.float64)[None, :]
    if scale is Scale.INTERVAL:
        return np.asarray((one - other) ** 2)[None, :]
    if scale is Scale.RATIO:
        both = np.where(one + other == 0, 1, one + other)
        return np.asarray(((one - other) / both) ** 2)[None, :]
    place = np.cumsum(margins, axis=1) - margins / 2  # the middle rank of each category
    return np.asarray((place[:, found.one] - place[:, found.other]) ** 2)
