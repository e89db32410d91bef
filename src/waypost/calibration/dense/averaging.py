"""Averaging a mixture: means, and variances within and between its parts (the law of total variance)."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from waypost.calibration.dense.conditional import Conditional
from waypost.calibration.dense.layout import Layout
from waypost.calibration.dense.marginal import Mixture
from waypost.calibration.dense.placing import Parts
from waypost.calibration.dense.spreading import Centring, DenseSpread, full_covariance, full_mean, prior_precision
from waypost.calibration.posterior import Component, Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import FloatArray


def averaged(mixture: Mixture, ratings: Ratings, *, interval: float) -> Posterior:
    """The mixture's mean and covariance as a posterior."""
    layout, weights = mixture.layout, mixture.weights
    centre = Centring.of(layout)
    parts = [place.given for place in mixture.places]
    means = np.array([centre.rows(full_mean(given)) for given in parts])
    mean = weights @ means
    covariance = np.zeros((means.shape[1], means.shape[1]))
    for weight, given in zip(weights, parts, strict=True):
        covariance += weight * full_covariance(given)
    covariance = centre.both(covariance) + (weights[:, None] * (means - mean)).T @ (means - mean)
    se = np.sqrt(np.maximum(np.diag(covariance), 0.0))
    thresholds = (layout.criteria, layout.steps)
    halo, halo_se = _halos(mixture)
    return Posterior(
        theta=mean[centre.candidates],
        theta_se=se[centre.candidates],
        alpha=mean[centre.raters],
        alpha_se=se[centre.raters],
        thresholds=mean[centre.thresholds].reshape(thresholds),
        thresholds_se=se[centre.thresholds].reshape(thresholds),
        pair_se=_pair_se(mixture),
        components=components(mixture, interval=interval),
        method="integrated",
        iterations=mixture.steps,
        spread=_spread(layout, centre, covariance, parts[0]),
        halo=halo,
        halo_se=halo_se,
        difficulty_se=_difficulty_se(covariance[centre.thresholds, centre.thresholds], thresholds),
        **_effects(mixture, ratings, mean, se),
    )


def components(mixture: Mixture, *, interval: float) -> tuple[Component, ...]:
    """The standard deviations: their squared roots are nearly normal, so are the ends of their intervals."""
    at = np.array([place.at for place in mixture.places])
    mean = mixture.weights @ at
    sd = np.sqrt(mixture.weights @ (at - mean) ** 2)
    reach = NormalDist().inv_cdf(0.5 + interval / 2) * sd
    low, high = np.maximum(mean - reach, 0.0) ** 2, (mean + reach) ** 2
    names = mixture.places[0].given.scales.names
    return tuple(
        Component(name=name, sd=float(mid**2), low=float(one), high=float(other))
        for name, mid, one, other in zip(names, mean, low, high, strict=True)
    )


def _halos(mixture: Mixture) -> tuple[FloatArray | None, FloatArray | None]:
    if mixture.places[0].given.scales.halo is None:
        return None, None
    halos = np.array([place.given.point.halo for place in mixture.places])
    within = np.array([place.given.halo_variance for place in mixture.places])
    mean = mixture.weights @ halos
    return mean, np.sqrt(mixture.weights @ (within + (halos - mean) ** 2))


def _difficulty_se(covariance: FloatArray, shape: tuple[int, int]) -> FloatArray:
    return np.asarray(np.sqrt(np.einsum("csct->c", covariance.reshape(shape * 2))) / shape[1])


def _pair_se(mixture: Mixture) -> FloatArray:
    """Of what a pair's ratings compare: eta less the mean threshold of their criteria, at the mode."""
    layout = mixture.layout
    variance = mixture.places[0].given.point.variance
    total = np.bincount(layout.pair, variance, minlength=layout.pairs)
    return np.asarray(np.sqrt(total / np.bincount(layout.pair, minlength=layout.pairs)))


def _effects(mixture: Mixture, ratings: Ratings, mean: FloatArray, se: FloatArray) -> dict[str, FloatArray | None]:
    """Lean of groups towards teams, and the mean effects of both, which sum to zero."""
    layout = mixture.layout
    if layout.lean is None:
        return {}
    parts, ones = Parts.of(layout), layout.one.count
    shape = (len(ratings.rater_groups), len(ratings.teams))
    lean, lean_se = np.zeros(shape), np.full(shape, mixture.places[0].given.scales.lean)
    cells = slice(ones + parts.lean.start, ones + parts.lean.stop)
    lean.ravel()[layout.cells] = mean[cells]
    lean_se.ravel()[layout.cells] = se[cells]
    free = {
        layout.one.name: mean[ones + parts.effects_one.start : ones + parts.effects_one.stop],
        layout.two.name: mean[ones + parts.effects_two.start : ones + parts.effects_two.stop],
    }
    return {
        "lean": lean,
        "lean_se": lean_se,
        "team_effect": layout.candidates.basis @ free["candidate"],
        "group_effect": layout.raters.basis @ free["rater"],
    }


def _spread(layout: Layout, centre: Centring, covariance: FloatArray, mode: Conditional) -> DenseSpread:
    count = layout.candidates.count
    persons = np.r_[centre.candidates, centre.raters]
    at_mode = full_covariance(mode)[np.ix_(persons, persons)]
    prior = np.zeros((len(persons), len(persons)))
    prior[:count, :count] = prior_precision(layout.candidates.contrasts, mode.scales.candidate)
    prior[count:, count:] = prior_precision(layout.raters.contrasts, mode.scales.rater)
    return DenseSpread(covariance[np.ix_(persons, persons)], at_mode, prior, candidates=count)
