"""The fit of large tables: step after step until nothing moves, then what is known of everything."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from waypost.calibration.fitting import OnProgress, Progress
from waypost.calibration.large.concluding import concluded
from waypost.calibration.large.estimating import Estimate
from waypost.calibration.large.layout import lay_out
from waypost.calibration.large.passes import passes_over
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings

MOST_ROUNDS = 100
SETTLED = 2.5e-4
"""A round that moves no standard deviation and no threshold by more than so many logits is the last but one."""
UNBENT = (4, 6, 7, 8, 10)
"""The rounds that take how thresholds bend as it was before, since by then it hardly changes."""


def variational(
    ratings: Ratings,
    *,
    halo: bool,
    lean: bool,
    interval: float,
    threads: int = 1,
    progress: OnProgress | None = None,
) -> Posterior:
    """The normal variational posterior of these ratings: two passes over them a round, ten rounds or so.

    halo: whether pairs of a candidate and a rater have an effect of their own. lean: whether groups of raters lean for
    or against teams; the ratings must have both then. interval: the level of the intervals of standard deviations.
    progress is told after each round. The number of threads changes nothing.
    """
    with passes_over(lay_out(ratings, lean=lean), threads=threads) as passes:
        estimate = Estimate(passes, halo=halo, lean=lean)
        rounds = _settle(estimate, progress)
        return concluded(estimate, interval=interval, rounds=rounds)


def _settle(estimate: Estimate, progress: Callable[[Progress], None] | None) -> int:
    """Rounds until nothing moves; how many it took."""
    for round_ in range(1, MOST_ROUNDS + 1):
        before = estimate.sds, estimate.thresholds.values
        if round_ > 1:
            _improve_thresholds(estimate, round_)
        _improve_measures(estimate, tolerance=3e-2 if round_ == 1 else 1e-3)
        after = estimate.sds, estimate.thresholds.values
        change = max(float(np.abs(new - old).max()) for old, new in zip(before, after, strict=True))
        if progress is not None:
            progress(Progress(step="fitting", done=round_, change=change))
        if change < SETTLED:
            return round_
    return MOST_ROUNDS


def _improve_thresholds(estimate: Estimate, round_: int) -> None:
    used = estimate.read(counting=True)
    if round_ not in UNBENT:
        estimate.bend = estimate.counted_bend()
    estimate.improve_thresholds(used)


def _improve_measures(estimate: Estimate, *, tolerance: float) -> None:
    estimate.read(counting=False)
    system, right = estimate.condense()
    squares = estimate.improve_means(system, right, tolerance=tolerance, drop=0.1)
    estimate.spread()
    estimate.improve_variances(system, squares)
