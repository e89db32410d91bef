"""Integrating over the standard deviations: a mixture of posteriors, each weighted by its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waypost.calibration.dense.averaging import averaged
from waypost.calibration.dense.design_points import central_composite
from waypost.calibration.dense.layout import layout_of
from waypost.calibration.dense.marginal import LEAST, TOLERANCE, Marginal, Mixture, Place, Summit
from waypost.calibration.dense.scales import Scales
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import FloatArray

if TYPE_CHECKING:
    from waypost.calibration.fitting import OnProgress

NEGLIGIBLE = 1e-4
"""A point of the grid with less weight than this changes no figure that is shown."""


def mixture_of(ratings: Ratings, *, halo: bool, lean: bool, progress: OnProgress | None = None) -> Mixture:
    """The mixture over the standard deviations' posterior."""
    layout = layout_of(ratings, lean=lean)
    scales = Scales(
        candidate=1.0,
        rater=0.6,
        halo=0.5 if halo else None,
        lean=0.3 if lean else None,
        threshold=0.4 if layout.criteria > 1 else None,
    )
    marginal = Marginal(layout, scales)
    summit = marginal.climb()
    points, masses = central_composite(len(summit.place.at))
    places, weights = _around(marginal, summit, points, masses)
    return Mixture(layout=layout, places=places, weights=weights, steps=marginal.steps)


def _around(
    marginal: Marginal, summit: Summit, points: FloatArray, masses: FloatArray
) -> tuple[tuple[Place, ...], FloatArray]:
    turned = points @ np.linalg.cholesky(summit.covariance).T
    places, logs = [], []
    for point, offset, mass in zip(points, turned, masses, strict=True):
        at = summit.place.at + offset
        if np.any(at < LEAST):  # no standard deviation is below zero
            continue
        place = marginal.place(at, near=summit.guess(at), tolerance=TOLERANCE)
        places.append(place)
        logs.append(np.log(mass) + place.density + 0.5 * float(point @ point))
    weights = np.exp(np.array(logs) - max(logs))
    return tuple(places), weights / weights.sum()


def integrated(
    ratings: Ratings, *, halo: bool, lean: bool, interval: float = 0.95, progress: OnProgress | None = None
) -> Posterior:
    """The posterior of everything, with the standard deviations integrated out."""
    mixture = mixture_of(ratings, halo=halo, lean=lean, progress=progress)
    return averaged(mixture, ratings, interval=interval)
