"""Fitting: from a table of ratings to a calibration, by the path that suits its size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from threadpoolctl import threadpool_limits

from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings, read_ratings
from waypost.calibration.result import Calibration

FitMethod = Literal["auto", "integrated", "variational", "jmle"]

INTEGRATED_RATINGS = 8_000
"""Up to so many ratings the integrated path takes well under a second: a pass over them is most of its time."""

INTEGRATED_ALGEBRA = 10_000_000
"""Pairs times the square of what its linear algebra is dense in; as many again for each of a hundred steps."""

MOST_INTEGRATED = 6_000
"""Candidates and raters together whose joint covariance, of 300 MB, is still made when it is asked for by name."""

HALO_PAIRS = 5
"""From so many candidate-rater pairs with two ratings or more, a halo can be told from noise."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long fit is: its step in words, how many are done, of how many (None: until it settles).

    change: the largest change of the last step, where that is what settles.
    """

    step: str
    done: int
    of: int | None = None
    change: float | None = None


OnProgress = Callable[[Progress], None]


def fit(
    ratings: Ratings | Mapping[str, Any],
    *,
    columns: Mapping[str, str] | None = None,
    categories: int | None = None,
    method: FitMethod = "auto",
    halo: bool | None = None,
    lean: bool | None = None,
    interval: float = 0.95,
    threads: int = 1,
    progress: OnProgress | None = None,
    seed: int = 0,
) -> Calibration:
    """Measures of candidates and raters on one scale, with what the ratings can and cannot tell.

    ratings: any mapping of columns `candidate, rater, criterion, rating` and optionally `team, rater_group, panel,
    session`: a dict, a pandas or polars frame. columns: the table's own name for each of these, where it differs.
    categories: the number of points of the scale, if nobody may have used the highest. halo: whether each pair of
    candidate and rater has an effect of its own; None decides by whether the ratings let it be estimated. lean:
    whether groups of raters may lean for or against teams; None: no. interval: the level of every interval. seed: of
    the resampling in agreement's intervals.

    Raises RatingsError when the table cannot be used as it is, ValueError for an argument outside its bounds.
    """
    if not 0 < interval < 1:
        raise ValueError("interval is a probability, as 0.95")
    if method not in get_args(FitMethod):
        raise ValueError(f"method is one of {', '.join(get_args(FitMethod))}")
    if threads < 1 or seed < 0:
        raise ValueError("threads is at least 1, seed at least 0")
    table = (
        ratings if isinstance(ratings, Ratings) else read_ratings(ratings, names=columns or {}, categories=categories)
    )
    chosen = choose_method(table) if method == "auto" else method
    with_halo = can_have_halo(table) if halo is None else halo
    if lean and not (table.teams and table.rater_groups):
        raise ValueError("lean needs the columns team and rater_group")
    if lean and chosen == "jmle":
        raise ValueError("the method jmle estimates no lean; ask for it with method integrated or variational")
    if chosen == "integrated" and len(table.candidates) + len(table.raters) > MOST_INTEGRATED:
        raise ValueError(f"more than {MOST_INTEGRATED} candidates and raters are for method variational")
    # Threads of a BLAS spin while they wait for one another: on a busy machine two took 50 times as long as one.
    with threadpool_limits(threads, user_api="blas"):
        posterior = _posterior(
            table, method=chosen, halo=with_halo, lean=bool(lean), interval=interval, threads=threads, progress=progress
        )
    return Calibration(ratings=table, posterior=posterior, interval=interval, seed=seed)


def choose_method(ratings: Ratings) -> Literal["integrated", "variational"]:
    """Integrated where that takes less than a second, otherwise variational."""
    dense = min(len(ratings.candidates), len(ratings.raters)) + len(ratings.criteria) * (ratings.categories - 1)
    small = len(ratings) <= INTEGRATED_RATINGS and len(ratings.pairs) * dense**2 <= INTEGRATED_ALGEBRA
    return "integrated" if small else "variational"


def can_have_halo(ratings: Ratings) -> bool:
    """Whether there are two criteria or more and at least a handful of pairs with two ratings or more."""
    if len(ratings.criteria) < 2:
        return False
    return int(np.count_nonzero(np.bincount(ratings.pair) >= 2)) >= HALO_PAIRS


def _posterior(
    ratings: Ratings,
    *,
    method: Literal["integrated", "variational", "jmle"],
    halo: bool,
    lean: bool,
    interval: float,
    threads: int,
    progress: OnProgress | None,
) -> Posterior:
    if method == "integrated":
        from waypost.calibration.dense import integrated

        return integrated(ratings, halo=halo, lean=lean, interval=interval, progress=progress)
    if method == "variational":
        from waypost.calibration.large import variational

        return variational(ratings, halo=halo, lean=lean, interval=interval, threads=threads, progress=progress)
    from waypost.calibration.jmle import jmle

    return jmle(ratings, interval=interval)
