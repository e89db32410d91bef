"""Measures: the tables of candidates, raters, criteria, thresholds and standard deviations, made from a posterior."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.response import probabilities
from waypost.calibration.tables import FloatArray, Table

if TYPE_CHECKING:
    from waypost.calibration.connectivity import Design
    from waypost.calibration.misfit import Misfit


def z_of(interval: float) -> float:
    """The normal quantile of a central interval of this level: 1.96 for .95."""
    return NormalDist().inv_cdf(0.5 + interval / 2)


def measures(ratings: Ratings, posterior: Posterior, connected: Design, *, interval: float) -> Table:
    """candidate, measure, se, low, high, fair, n, component."""
    reach = z_of(interval) * posterior.theta_se
    return Table(
        {
            "candidate": ratings.candidates,
            "measure": posterior.theta,
            "se": posterior.theta_se,
            "low": posterior.theta - reach,
            "high": posterior.theta + reach,
            "fair": fair_ratings(posterior.theta, posterior.thresholds),
            "n": ratings.per_candidate,
            "component": connected.candidate_component,
        }
    )


def fair_ratings(theta: FloatArray, thresholds: FloatArray) -> FloatArray:
    """(n,) the average rating that raters of average severity would be expected to give, over all criteria.

    At the measure itself, with no halo and no lean, as FACETS defines its fair average (Linacre, A user's guide to
    FACETS, section "Fair average"); the uncertainty of the measure is not averaged over, which would pull everybody
    who is little known towards the middle of the scale.
    """
    points = np.arange(thresholds.shape[1] + 1)
    by_criterion = [probabilities(theta, np.broadcast_to(row, (len(theta), len(row)))) @ points for row in thresholds]
    return np.asarray(np.mean(by_criterion, axis=0))


def severity(ratings: Ratings, posterior: Posterior, misfit: Misfit, *, interval: float) -> Table:
    """rater, severity, se, low, high, infit, outfit, n."""
    reach = z_of(interval) * posterior.alpha_se
    return Table(
        {
            "rater": ratings.raters,
            "severity": posterior.alpha,
            "se": posterior.alpha_se,
            "low": posterior.alpha - reach,
            "high": posterior.alpha + reach,
            "infit": misfit.raters.infit,
            "outfit": misfit.raters.outfit,
            "n": ratings.per_rater,
        }
    )


def criteria(ratings: Ratings, posterior: Posterior, misfit: Misfit) -> Table:
    """criterion, difficulty, se, n, infit, outfit."""
    steps = posterior.thresholds.shape[1]
    se = posterior.difficulty_se
    if se is None:  # the steps taken as known independently
        se = np.sqrt((posterior.thresholds_se**2).sum(axis=1)) / steps
    return Table(
        {
            "criterion": ratings.criteria,
            "difficulty": posterior.thresholds.mean(axis=1),
            "se": se,
            "n": ratings.per_criterion,
            "infit": misfit.criteria.infit,
            "outfit": misfit.criteria.outfit,
        }
    )


def thresholds(ratings: Ratings, posterior: Posterior) -> Table:
    """criterion, category, threshold, se, n: n counts ratings of this category or the one below."""
    steps = ratings.categories - 1
    place = ratings.criterion.astype(np.int64) * ratings.categories + ratings.rating
    counts = np.bincount(place, minlength=len(ratings.criteria) * ratings.categories).reshape(-1, ratings.categories)
    return Table(
        {
            "criterion": tuple(criterion for criterion in ratings.criteria for _ in range(steps)),
            "category": np.tile(np.arange(1, steps + 1), len(ratings.criteria)),
            "threshold": posterior.thresholds.ravel(),
            "se": posterior.thresholds_se.ravel(),
            "n": (counts[:, 1:] + counts[:, :-1]).ravel(),
        }
    )


def components(posterior: Posterior) -> Table:
    """component, sd, low, high."""
    found = posterior.components
    return Table(
        {
            "component": tuple(component.name for component in found),
            "sd": np.array([component.sd for component in found]),
            "low": np.array([component.low for component in found]),
            "high": np.array([component.high for component in found]),
        }
    )
