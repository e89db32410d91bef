"""Integrating over the standard deviations: a mixture of posteriors, each weighted by its evidence."""

from __future__ import annotations

import numpy as np
from threadpoolctl import threadpool_limits

from waypost.calibration.dense.averaging import averaged
from waypost.calibration.dense.design_points import design, ends_of_axes, parabola
from waypost.calibration.dense.layout import layout_of
from waypost.calibration.dense.marginal import LEAST, TOLERANCE_AROUND, Marginal, Mixture, Place, Summit
from waypost.calibration.dense.scales import Scales
from waypost.calibration.fitting import OnProgress, Progress
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import FloatArray

FIRST_GUESS = {"candidate": 1.0, "rater": 0.6, "halo": 0.5, "lean": 0.3, "threshold": 0.4}
"""Standard deviations from which the climb to the mode begins, in logits."""


def integrated(
    ratings: Ratings, *, halo: bool, lean: bool, interval: float = 0.95, progress: OnProgress | None = None
) -> Posterior:
    """The posterior of everything, with the standard deviations integrated out.

    halo, lean: whether the model has them; lean needs teams and groups. interval: the level of the components'
    intervals. One thread: the matrices are so small that several would only wait for each other, a hundred times over
    where the processors are busy.
    """
    with threadpool_limits(1, user_api="blas"):
        mixture = mixture_of(ratings, halo=halo, lean=lean, progress=progress)
        return averaged(mixture, ratings, interval=interval)


def mixture_of(ratings: Ratings, *, halo: bool, lean: bool, progress: OnProgress | None = None) -> Mixture:
    """The mixture over the standard deviations' posterior; the first of its places is at the mode."""
    layout = layout_of(ratings, lean=lean)
    scales = Scales(
        candidate=FIRST_GUESS["candidate"],
        rater=FIRST_GUESS["rater"],
        halo=FIRST_GUESS["halo"] if halo else None,
        lean=FIRST_GUESS["lean"] if lean else None,
        threshold=FIRST_GUESS["threshold"] if layout.criteria > 1 else None,
    )
    tell = progress or _silent
    marginal = Marginal(layout, scales)
    summit = marginal.climb(lambda climbs: tell(Progress("standard deviations", climbs)))
    places, weights = _around(marginal, summit, tell)
    return Mixture(layout=layout, places=places, weights=weights, steps=marginal.steps)


def _silent(progress: Progress) -> None:
    """Nobody listens."""


def _around(marginal: Marginal, summit: Summit, tell: OnProgress) -> tuple[tuple[Place, ...], FloatArray]:
    """The places of the design around the mode, and their weights: mass times density over the normal's."""
    points, masses = design(len(summit.place.at))
    ats = summit.place.at + points @ np.linalg.cholesky(summit.covariance).T
    there = np.all(ats > LEAST / 2, axis=1)  # no standard deviation is below zero
    ats, points, masses = ats[there], points[there], masses[there]
    last = 1 + ends_of_axes(points)
    near = [summit.guess(at) for at in ats[1:last]]
    ends = marginal.places(ats[1:last], near=near, tolerance=TOLERANCE_AROUND)
    tell(Progress("integration", last, len(points)))
    centre, at_ends = summit.place.given.point, tuple(end.given.point for end in ends)
    near = [centre.towards(at_ends, parabola(points[1:last], point)) for point in points[last:]]
    places = (summit.place, *ends, *marginal.places(ats[last:], near=near, tolerance=TOLERANCE_AROUND))
    tell(Progress("integration", len(points), len(points)))
    logs = np.log(masses) + [place.density for place in places] + 0.5 * (points**2).sum(axis=1)
    weights = np.exp(logs - logs.max())
    return places, weights / weights.sum()
