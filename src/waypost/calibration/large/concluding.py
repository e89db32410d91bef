"""What a settled estimate says: means with their standard errors, standard deviations with their intervals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from waypost.calibration.large.cells import place_uncertain
from waypost.calibration.large.covariances import Covariances, Moving
from waypost.calibration.large.estimating import Estimate
from waypost.calibration.large.inverting import exact_variances, worth_inverting
from waypost.calibration.large.passes import Passes
from waypost.calibration.large.raters import System
from waypost.calibration.large.thresholds import WIDE, Bend
from waypost.calibration.large.variances import Known, information
from waypost.calibration.posterior import Component, Posterior
from waypost.calibration.tables import FloatArray

FEW_CELLS = 60
"""Up to so many leans, their standard deviation is averaged over instead of taken where it is most probable."""
TINY = 1e-12
SWEEPS = 8
"""The most sweeps of belief propagation at the end; each leaves about a tenth of what was wrong."""
STILL = 1e-4
SAMPLE = 20_000
"""So many pairs, about, tell how well thresholds are known."""


def concluded(estimate: Estimate, *, interval: float, rounds: int) -> Posterior:
    """The posterior of an estimate that has settled, after one last precise step."""
    estimate.read(counting=False)
    system, right = estimate.condense()
    if estimate.lean and estimate.layout.cells <= FEW_CELLS:
        estimate.weigh_leaning(system)
        estimate.read(counting=False)
        system, right = estimate.condense()
    estimate.bend = estimate.counted_bend(sample=SAMPLE)
    estimate.part = 1.0
    estimate.improve_means(system, right, tolerance=1e-7, drop=0.0)
    _spread_until_still(estimate)
    estimate.improve_columns(system, tolerance=1e-3)
    moving = _moving(estimate)
    alone = replace(system, passes=Passes(estimate.layout))  # the threads end with the fit
    spread = Covariances(alone, moving, estimate.candidate, estimate.rater)
    return _posterior(estimate, system, spread, interval=interval, rounds=rounds)


def _spread_until_still(estimate: Estimate) -> None:
    for _ in range(SWEEPS):
        before = estimate.known
        estimate.spread()
        if np.max(np.abs(estimate.known / before - 1.0)) < STILL:
            return


def _moving(estimate: Estimate) -> Moving:
    layout = estimate.layout
    raters, teams = layout.raters, layout.teams
    if not estimate.lean:
        made_of, covariance = place_uncertain(estimate.told_of_cells)
        regression, left = np.zeros((2, 1)), np.zeros((2, 2))
    else:
        made_of, covariance = estimate.cells.uncertain(estimate.told_of_cells)
        regression, left = estimate.cells.told_apart()
        regression = np.hstack([regression, np.zeros((len(regression), 1))])
    answers = np.vstack([-estimate.columns[:raters] @ made_of, made_of])
    by_group = regression[teams : teams + layout.groups]
    return Moving(
        answers=answers,
        covariance=covariance,
        raters=answers[:raters] + by_group[layout.group],
        teams=regression[:teams],
        left=left[: teams + layout.groups, : teams + layout.groups],
    )


def _posterior(estimate: Estimate, system: System, spread: Covariances, *, interval: float, rounds: int) -> Posterior:
    team, group, lean = _effects(estimate)
    theta, alpha, thresholds = _centred(estimate, team, group)
    theta_se, alpha_se = _measures_se(estimate, system, spread)
    place = sum(spread.origin)
    known = _thresholds_covariance(estimate, spread.moving) - place
    criteria, kinds = thresholds.shape
    blocks = np.einsum("ckcl->ckl", known.reshape(criteria, kinds, criteria, kinds))
    return Posterior(
        theta=theta,
        theta_se=theta_se,
        alpha=alpha,
        alpha_se=alpha_se,
        thresholds=thresholds,
        thresholds_se=_root(np.diag(known)).reshape(criteria, kinds),
        difficulty_se=_root(blocks.mean(axis=(1, 2))),
        pair_se=np.sqrt(estimate.variance),
        components=_components(estimate, _scale_variance(thresholds, estimate.bend, known), interval),
        method="variational",
        iterations=rounds,
        spread=spread,
        halo=_halo(estimate),
        halo_se=_halo_se(estimate),
        team_effect=team,
        group_effect=group,
        lean=lean,
        lean_se=_lean_se(estimate, spread.moving),
    )


def _centred(
    estimate: Estimate, team: FloatArray | None, group: FloatArray | None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Candidates, raters and thresholds, about the means of those present; one alone stays where they are."""
    layout = estimate.layout
    theta = estimate.theta + (0.0 if team is None else team[layout.team])
    alpha = estimate.vector[: layout.raters] + (0.0 if group is None else group[layout.group])
    ready = float(theta.mean()) if len(theta) > 1 else 0.0
    severe = float(alpha.mean()) if len(alpha) > 1 else 0.0
    return theta - ready, alpha - severe, estimate.thresholds.shifted(severe - ready).values


def _measures_se(estimate: Estimate, system: System, spread: Covariances) -> tuple[FloatArray, FloatArray]:
    """Standard errors of candidates and raters, with what cells and the place of thresholds add, less the origin's."""
    layout, moving = estimate.layout, spread.moving
    if worth_inverting(layout, weight=system.weight, candidate=estimate.candidate, rater=estimate.rater):
        theta, alpha = exact_variances(system, candidate=estimate.candidate)
    else:
        theta, alpha = estimate.theta_variance, 1.0 / estimate.known
    left = np.diag(moving.left)
    ready, severe = spread.origin
    theta = theta + _quadratic(spread.all_candidate_moves(), moving.covariance) + left[layout.team]
    alpha = alpha + _quadratic(moving.raters, moving.covariance) + left[layout.teams + layout.group]
    return _root(theta - ready), _root(alpha - severe)


def _root(variance: FloatArray) -> FloatArray:
    """The standard error; a variance that is none but for rounding is next to none."""
    return np.sqrt(np.maximum(variance, TINY))


def _effects(estimate: Estimate) -> tuple[FloatArray | None, FloatArray | None, FloatArray | None]:
    """Teams, groups and leans (groups, teams), from what the cells are."""
    if not estimate.lean:
        return None, None, None
    layout = estimate.layout
    regression, _ = estimate.cells.told_apart()
    found = regression @ estimate.vector[layout.raters :]
    teams, groups, leans = np.split(found, [layout.teams, layout.teams + layout.groups])
    return teams, groups, leans.reshape(layout.groups, layout.teams)


def _lean_se(estimate: Estimate, moving: Moving) -> FloatArray | None:
    if not estimate.lean:
        return None
    layout = estimate.layout
    regression, left = estimate.cells.told_apart()
    variances = _quadratic(regression, moving.covariance[:-1, :-1]) + np.diag(left)
    return np.sqrt(variances[layout.teams + layout.groups :]).reshape(layout.groups, layout.teams)


def _halo(estimate: Estimate) -> FloatArray | None:
    if not estimate.halo:
        return None
    layout = estimate.layout
    theta = np.repeat(estimate.theta, np.diff(layout.start))
    return estimate.mean - theta + estimate.vector[layout.rater] + estimate.vector[layout.cell]


def _halo_se(estimate: Estimate) -> FloatArray | None:
    """Of each pair: its prior variance less what is known of it; weight holds the halo's variance, variance eta's."""
    if not estimate.halo:
        return None
    noise = 1.0 / estimate.weight - estimate.halo
    known = (1.0 - estimate.variance / noise) / noise
    return np.sqrt(estimate.halo - estimate.halo**2 * known)


def _thresholds_covariance(estimate: Estimate, moving: Moving) -> FloatArray:
    """From the curvature with measures held, less what measures take from it where they move together with thresholds.

    They do along two directions: their place, of which the ratings tell what cells are told, and their scale, of which
    they tell all, since standard deviations are free to follow.
    """
    own, kinds, bend = estimate.thresholds.own, estimate.thresholds.own.shape[1], estimate.bend
    whole = _block_diagonal(bend)
    rows = whole.sum(axis=1)
    total, told = float(rows.sum()), 1.0 / float(moving.covariance[-1, -1])
    held = total * told / max(total - told, TINY * total)
    stretched = bend.stretched.ravel()
    both = np.array([[total + held, -stretched.sum()], [-stretched.sum(), bend.scale]])
    taken = np.column_stack([-rows, stretched])
    whole -= taken @ np.linalg.solve(both, taken.T)
    spread = estimate.thresholds.variance * np.eye(own.size) if len(own) > 1 else np.zeros((kinds, kinds))
    prior = spread + WIDE**2 * np.tile(np.eye(kinds), (len(own), len(own)))
    return np.asarray(np.linalg.inv(whole + np.linalg.inv(prior)), dtype=np.float64)


def _block_diagonal(bend: Bend) -> FloatArray:
    criteria, kinds, _ = bend.own.shape
    whole = np.zeros((criteria, kinds, criteria, kinds))
    for criterion in range(criteria):
        whole[criterion, :, criterion, :] = bend.own[criterion]
    return whole.reshape(criteria * kinds, criteria * kinds)


def _components(estimate: Estimate, scale: float, interval: float) -> tuple[Component, ...]:
    """Standard deviations with intervals, from Fisher's information about variances and how well the scale is known.

    scale: the variance of its logarithm, which all deviations of measures share.
    """
    (own, both, halos), values = estimate.told(), estimate.variances
    apart = own * halos - both * both
    errors = {
        "candidate": halos / apart if estimate.halo else 1.0 / own,
        "rater": 1.0 / information(estimate.rater, 1.0 / estimate.known),
        "halo": own / apart,
        "lean": estimate.leaning_error**2,
    }
    known = {
        name: Known(values[name], float(np.sqrt(error + 4.0 * values[name] ** 2 * scale)))
        for name, error in errors.items()
        if values[name]
    }
    if len(estimate.thresholds.own) > 1:
        variance = estimate.thresholds.variance
        known["threshold"] = Known(variance, information(variance, estimate.own_variance) ** -0.5)
    found = {name: (one.variance**0.5, *one.interval(interval)) for name, one in known.items()}
    if estimate.leans:
        found["lean"] = _averaged(*estimate.leans, interval)
    return tuple(Component(name, *map(float, values)) for name, values in found.items())


def _averaged(sds: FloatArray, weights: FloatArray, interval: float) -> tuple[float, float, float]:
    """The mean and the interval of a standard deviation that was averaged over."""
    below = np.cumsum(weights) - 0.5 * weights
    low, high = np.interp([(1.0 - interval) / 2.0, (1.0 + interval) / 2.0], below, sds)
    return float(weights @ sds), float(low), float(high)


def _scale_variance(thresholds: FloatArray, bend: Bend, covariance: FloatArray) -> float:
    """Of the logarithm of the scale: how far the spread of thresholds is known, each as much as ratings tell of it."""
    apart = thresholds.ravel()
    told = _block_diagonal(bend)
    apart = apart - (told.sum(axis=0) @ apart) / told.sum()
    along = told @ apart
    return float(along @ covariance @ along) / max(float(apart @ along), TINY) ** 2 if thresholds.shape[1] > 1 else 0.0


def _quadratic(moves: FloatArray, covariance: FloatArray) -> FloatArray:
    made: FloatArray = np.einsum("im,im->i", moves @ covariance, moves)
    return made
