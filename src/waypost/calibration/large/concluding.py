"""What a settled estimate says: means with their standard errors, standard deviations with their intervals."""

from __future__ import annotations

import numpy as np

from waypost.calibration.large.cells import place_uncertain
from waypost.calibration.large.covariances import Covariances, Moving, exact_variances
from waypost.calibration.large.estimating import Estimate
from waypost.calibration.large.raters import System
from waypost.calibration.large.thresholds import WIDE, Bend
from waypost.calibration.large.variances import Known, information
from waypost.calibration.posterior import Component, Posterior
from waypost.calibration.tables import FloatArray

EXACT_RATERS = 300
"""Up to so many raters the exact inverse is cheaper than to explain belief propagation's one percent."""
SWEEPS = 8
"""The most sweeps of belief propagation at the end; each leaves about a tenth of what was wrong."""
STILL = 1e-4
SAMPLE = 20_000
"""So many pairs, about, tell how well thresholds are known."""


def concluded(estimate: Estimate, *, interval: float, rounds: int) -> Posterior:
    """The posterior of an estimate that has settled, after one last precise step."""
    estimate.read(counting=False)
    system, right = estimate.condense()
    estimate.bend = estimate.counted_bend(sample=SAMPLE)
    estimate.part = 1.0
    estimate.improve_means(system, right, tolerance=1e-7, drop=0.0)
    _spread_until_still(estimate)
    estimate.improve_columns(system, tolerance=1e-3)
    moving = _moving(estimate)
    spread = Covariances(system, moving, estimate.candidate, estimate.rater)
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
    layout, moving = estimate.layout, spread.moving
    if layout.raters <= EXACT_RATERS:
        theta_variance, alpha_variance = exact_variances(system)
    else:
        theta_variance, alpha_variance = estimate.theta_variance, 1.0 / estimate.known
    moves = spread.all_candidate_moves()
    left = np.diag(moving.left)
    effects = _effects(estimate)
    team, group = effects[0], effects[1]
    return Posterior(
        theta=estimate.theta + (0.0 if team is None else team[layout.team]),
        theta_se=np.sqrt(theta_variance + _quadratic(moves, moving.covariance) + left[layout.team]),
        alpha=estimate.vector[: layout.raters] + (0.0 if group is None else group[layout.group]),
        alpha_se=np.sqrt(
            alpha_variance + _quadratic(moving.raters, moving.covariance) + left[layout.teams + layout.group]
        ),
        thresholds=estimate.thresholds.values,
        thresholds_se=_thresholds_se(estimate),
        pair_se=np.sqrt(estimate.variance),
        components=_components(estimate, interval),
        method="variational",
        iterations=rounds,
        spread=spread,
        halo=_halo(estimate),
        halo_se=_halo_se(estimate),
        team_effect=team,
        group_effect=group,
        lean=effects[2],
        lean_se=_lean_se(estimate, moving),
    )


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


def _thresholds_se(estimate: Estimate) -> FloatArray:
    """From the curvature with measures held, less what their common place takes from it."""
    own, kinds = estimate.thresholds.own, estimate.thresholds.own.shape[1]
    whole = _block_diagonal(estimate.bend)
    rows = whole.sum(axis=1)
    total, told = float(rows.sum()), float(estimate.told_of_cells.sum())
    whole -= (total - told) / total**2 * np.outer(rows, rows)
    spread = estimate.thresholds.variance * np.eye(own.size) if len(own) > 1 else np.zeros((kinds, kinds))
    prior = spread + WIDE**2 * np.tile(np.eye(kinds), (len(own), len(own)))
    covariance = np.linalg.inv(whole + np.linalg.inv(prior))
    return np.sqrt(np.diag(covariance)).reshape(own.shape)


def _block_diagonal(bend: Bend) -> FloatArray:
    criteria, kinds, _ = bend.own.shape
    whole = np.zeros((criteria, kinds, criteria, kinds))
    for criterion in range(criteria):
        whole[criterion, :, criterion, :] = bend.own[criterion]
    return whole.reshape(criteria * kinds, criteria * kinds)


def _components(estimate: Estimate, interval: float) -> tuple[Component, ...]:
    """Standard deviations with intervals from Fisher's information about the variances."""
    told = estimate.told()
    known = {"rater": Known(estimate.rater, information(estimate.rater, 1.0 / estimate.known) ** -0.5)}
    if estimate.halo:
        candidate, halo = np.sqrt(np.diag(np.linalg.inv(told)))
        known["candidate"] = Known(estimate.candidate, float(candidate))
        known["halo"] = Known(estimate.halo, float(halo))
    else:
        known["candidate"] = Known(estimate.candidate, float(told[0, 0]) ** -0.5)
    if estimate.lean:
        known["lean"] = Known(estimate.leaning, estimate.leaning_error)
    if len(estimate.thresholds.own) > 1:
        variance = estimate.thresholds.variance
        known["threshold"] = Known(variance, information(variance, estimate.own_variance) ** -0.5)
    names = ("candidate", "rater", "halo", "lean", "threshold")
    return tuple(
        Component(name, float(np.sqrt(known[name].variance)), *known[name].interval(interval))
        for name in names
        if name in known
    )


def _quadratic(moves: FloatArray, covariance: FloatArray) -> FloatArray:
    made: FloatArray = np.einsum("im,im->i", moves @ covariance, moves)
    return made
