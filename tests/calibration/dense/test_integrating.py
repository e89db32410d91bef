"""The mixture over the standard deviations is the integral over them; on simulated truths its intervals hold.

Oracles: a fine product grid; truths that are known. At 48 candidates a share of intervals that cover has a standard
error of about .007 in 45 tables, so that the bounds catch what matters (leaving halo out: .77; the joint mode: .90).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from waypost.calibration.dense import integrated
from waypost.calibration.dense.averaging import averaged
from waypost.calibration.dense.design_points import design, ends_of_axes, parabola
from waypost.calibration.dense.integrating import mixture_of
from waypost.calibration.dense.layout import layout_of
from waypost.calibration.dense.marginal import Marginal, Mixture
from waypost.calibration.dense.placing import start
from waypost.calibration.dense.scales import Scales
from waypost.calibration.ratings import read_ratings
from waypost.calibration.simulating import Truth, simulate
from waypost.calibration.tables import FloatArray


@pytest.mark.parametrize("dimensions", [1, 2, 3, 4, 5])
def test_the_design_integrates_mean_and_covariance_of_a_normal(dimensions: int) -> None:
    points, masses = design(dimensions)

    assert masses.sum() == pytest.approx(1)
    assert (masses > 0).all()
    assert not points[0].any()
    np.testing.assert_allclose(masses @ points, 0, atol=1e-12)
    np.testing.assert_allclose((masses[:, None] * points).T @ points, np.eye(dimensions), atol=1e-12)


@pytest.mark.parametrize("dimensions", [2, 3, 4, 5])
def test_what_changes_in_parabolas_along_the_axes_is_known_from_their_ends(dimensions: int) -> None:
    """With an end left out, what changes in a line along that axis."""
    points, _masses = design(dimensions)
    bent = np.arange(dimensions) - 1.0
    for ends in (points[1 : 1 + 2 * dimensions], points[2 : 1 + 2 * dimensions]):
        left_out = set(range(dimensions)) - {d for d in range(dimensions) if np.count_nonzero(ends[:, d]) == 2}
        bent[list(left_out)] = 0.0
        changes = points @ np.ones(dimensions) + points**2 @ bent
        known = ends @ np.ones(dimensions) + ends**2 @ bent

        assert ends_of_axes(np.concatenate([points[:1], ends, points[1 + 2 * dimensions :]])) == len(ends)
        np.testing.assert_allclose([parabola(ends, point) @ known for point in points], changes, atol=1e-12)


def test_the_mixture_is_what_a_fine_grid_integrates() -> None:
    """One criterion, so that there are two standard deviations; a grid of 18 times 18 over all that is probable."""
    ratings = read_ratings(simulate(Truth(candidates=14, raters=5, criteria=1), seed=2).columns, categories=5)
    layout = layout_of(ratings, lean=False)
    marginal = Marginal(layout, Scales(candidate=1.0, rater=0.6, halo=None, lean=None, threshold=None))
    near, places = start(layout), []
    for one in np.linspace(0.12, 2.1, 18):
        for other in np.linspace(0.12, 1.8, 18):
            places.append(marginal.place(np.array([one, other]), near=near, tolerance=1e-3))
            near = places[-1].given.point
    weights = np.exp(np.array([place.density for place in places]))
    grid = averaged(Mixture(layout, tuple(places), weights / weights.sum(), 0), ratings, interval=0.95)

    found = integrated(ratings, halo=False, lean=False)

    np.testing.assert_allclose(found.theta, grid.theta, atol=0.02)
    np.testing.assert_allclose(found.theta_se / grid.theta_se, 1, atol=0.01)
    np.testing.assert_allclose(found.alpha, grid.alpha, atol=0.02)
    np.testing.assert_allclose(found.thresholds, grid.thresholds, atol=0.02)
    for name in ("candidate", "rater"):
        assert found.sd(name) == pytest.approx(grid.sd(name), abs=0.02)


@dataclass(frozen=True)
class Held:
    """Of many simulated tables: what share of intervals covered the truth, and how far measures were from it."""

    candidates: float
    raters: float
    thresholds: float
    rmse: float
    said: float
    slope: float
    halo: float


def held_against(truth: Truth, *, tables: int, halo: bool = True) -> Held:
    """Truths are centred as measures are: over those present."""
    rows = []
    for seed in range(tables):
        simulated = simulate(truth, seed=seed)
        ratings = read_ratings(simulated.columns, categories=len(truth.thresholds) + 1)
        there = np.array(ratings.raters, dtype=int)
        theta, alpha = simulated.theta, simulated.alpha[there]
        steps = simulated.thresholds - theta.mean() + alpha.mean()
        theta, alpha = theta - theta.mean(), alpha - alpha.mean()
        found = integrated(ratings, halo=halo, lean=False)
        rows.append(
            (
                _covered(found.theta - theta, found.theta_se),
                _covered(found.alpha - alpha, found.alpha_se),
                _covered(found.thresholds - steps, found.thresholds_se),
                float(np.mean((found.theta - theta) ** 2)),
                float(np.mean(found.theta_se**2)),
                float(np.polyfit(steps.ravel(), found.thresholds.ravel(), 1)[0]),
                found.sd("halo"),
            )
        )
    mean = np.mean(rows, axis=0)
    return Held(*mean[:3], rmse=float(np.sqrt(mean[3])), said=float(np.sqrt(mean[4])), slope=mean[5], halo=mean[6])


def _covered(away: FloatArray, se: FloatArray) -> float:
    return float(np.mean(np.abs(away) < 1.96 * se))


STARTUP = {"candidates": 48, "raters": 12, "raters_each": 3, "candidate_sd": 1.2}


def test_without_halo_in_the_truth_intervals_of_a_startup_hold() -> None:
    held = held_against(Truth(**STARTUP), tables=45)

    assert 0.93 <= held.candidates <= 0.98
    assert 0.93 <= held.raters <= 0.98
    assert 0.93 <= held.thresholds <= 0.98
    assert held.rmse <= 0.42
    assert held.rmse == pytest.approx(held.said, rel=0.08)
    assert 0.95 <= held.slope <= 1.05


def test_with_halo_in_the_truth_intervals_of_a_startup_hold() -> None:
    """Four raters each; with three, nothing could be nearer to the truth than .54 on average."""
    held = held_against(Truth(**{**STARTUP, "raters_each": 4}, halo_sd=0.8), tables=45)

    assert 0.93 <= held.candidates <= 0.97
    assert 0.91 <= held.raters <= 0.97
    assert 0.93 <= held.thresholds <= 0.97
    assert held.rmse <= 0.53
    assert held.rmse == pytest.approx(held.said, rel=0.06)
    assert 0.95 <= held.slope <= 1.05
    assert held.halo == pytest.approx(0.8, abs=0.04)


def test_leaving_out_a_halo_that_is_there_shows() -> None:
    held = held_against(Truth(**STARTUP, halo_sd=0.8), tables=15, halo=False)

    assert held.candidates < 0.86


def test_thresholds_do_not_shrink() -> None:
    """Two hundred candidates with halo: the joint mode of all effects would have a slope of .85."""
    held = held_against(Truth(candidates=200, raters=50, halo_sd=0.8), tables=6)

    assert 0.97 <= held.slope <= 1.03
    assert 0.93 <= held.thresholds <= 0.97


def test_no_halo_in_the_truth_is_found_as_next_to_none() -> None:
    ratings = read_ratings(simulate(Truth(candidates=200, raters=40), seed=1).columns, categories=5)

    halo = next(part for part in integrated(ratings, halo=True, lean=False).components if part.name == "halo")

    assert halo.sd < 0.2
    assert halo.low < 0.05


def test_weights_are_a_distribution_and_the_first_place_is_the_most_probable_of_all() -> None:
    ratings = read_ratings(simulate(Truth(**STARTUP), seed=4).columns, categories=5)

    mixture = mixture_of(ratings, halo=True, lean=False)

    assert mixture.weights.sum() == pytest.approx(1)
    assert mixture.places[0].density >= max(place.density for place in mixture.places) - 0.1
