"""What both ways to fit have to get right whatever the table: where zero is, which way signs point, who is comparable.

Oracle: the truth that a table was drawn from. How near measures come to it, and how often intervals hold, is tested
for each way in its own folder and told in docs/calibration-engine.md.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from waypost.calibration.fitting import FitMethod, fit
from waypost.calibration.misfit import pair_eta, residuals
from waypost.calibration.ratings import read_ratings
from waypost.calibration.result import Calibration
from waypost.calibration.simulating import Simulated, Truth, simulate
from waypost.refusal import Refusal

BOTH = pytest.mark.parametrize("method", ["integrated", "variational"])
TRUTH = Truth(candidates=260, raters=14, halo_sd=0.8, thresholds=(-0.5, 0.6, 1.9, 3.1))
BLOCKS = Truth(candidates=40, raters=8, raters_each=4, criteria=8, blocks=2, bridges=1, rater_sd=1.0)


@cache
def _fitted(method: FitMethod) -> tuple[Simulated, Calibration]:
    simulated = simulate(TRUTH, seed=12)
    return simulated, fit(simulated.columns, categories=5, method=method)


@BOTH
def test_a_halo_is_looked_for_without_being_asked_and_intervals_hold(method: FitMethod) -> None:
    """Without it, .77 of them would."""
    simulated, calibration = _fitted(method)
    posterior, theta = calibration.posterior, simulated.theta - simulated.theta.mean()

    assert posterior.sd("halo") == pytest.approx(0.8, abs=0.08)
    assert np.mean(np.abs(posterior.theta - theta) <= 1.96 * posterior.theta_se) >= 0.91


@BOTH
def test_the_average_candidate_and_the_average_rater_are_at_zero_and_thresholds_are_where_ratings_are(
    method: FitMethod,
) -> None:
    """Thresholds are those of average people, so that what the model expects adds up to what was given."""
    _simulated, calibration = _fitted(method)
    ratings, posterior = calibration.ratings, calibration.posterior
    eta = pair_eta(ratings, posterior)[ratings.pair]
    variance = posterior.pair_se[ratings.pair] ** 2
    expected = residuals(ratings.rating, eta, variance, posterior.thresholds, ratings.criterion).expected

    assert posterior.theta.mean() == pytest.approx(0.0, abs=1e-9)
    assert posterior.alpha.mean() == pytest.approx(0.0, abs=1e-9)
    assert expected.mean() == pytest.approx(ratings.rating.mean(), abs=0.02)


def test_both_ways_know_as_much() -> None:
    """Oracle: each other. They share no line of linear algebra."""
    small, large = (_fitted(method)[1].posterior for method in ("integrated", "variational"))

    for name, most in (("theta", 0.05), ("alpha", 0.05), ("thresholds", 0.15)):
        ratio = getattr(large, f"{name}_se") / getattr(small, f"{name}_se")
        assert ratio.mean() == pytest.approx(1.0, abs=most), name
        assert getattr(large, name) == pytest.approx(getattr(small, name), abs=0.3 * getattr(small, f"{name}_se").max())


@BOTH
def test_severe_raters_have_the_higher_severity_and_gave_less(method: FitMethod) -> None:
    simulated, calibration = _fitted(method)
    alpha = simulated.alpha - simulated.alpha.mean()

    assert calibration.posterior.alpha == pytest.approx(alpha, abs=4 * calibration.posterior.alpha_se.max())
    assert np.corrcoef(calibration.posterior.alpha, alpha)[0, 1] > 0.9


@BOTH
def test_a_criterion_that_was_hardly_rated_borrows_its_thresholds(method: FitMethod) -> None:
    """Six ratings of it, all at the top: by themselves they would put its thresholds as low as they can be."""
    columns = simulate(replace(TRUTH, criteria=5, threshold_sd=0.1, thresholds=(-1.5, -0.5, 0.5, 1.5)), seed=13).columns
    rare = columns["criterion"] == 4
    kept = ~rare | (np.cumsum(rare) <= 6)
    rating = np.where(rare, 4, columns["rating"])
    table = {name: column[kept] for name, column in {**columns, "rating": rating}.items()}
    thresholds = fit(table, categories=5, method=method).posterior.thresholds

    assert np.abs(thresholds[4] - thresholds[:4].mean(axis=0)).max() < 1.0


def test_parameter_expansion_halves_the_rounds() -> None:
    """One criterion, where measures and their spread are hard to tell: 11 rounds, 22 without. It changes nothing else:
    standard deviations are those that were drawn."""
    simulated = simulate(Truth(candidates=2_000, raters=150, criteria=1), seed=14)
    posterior = fit(simulated.columns, categories=5, method="variational").posterior

    assert posterior.iterations <= 14
    assert posterior.sd("candidate") == pytest.approx(simulated.theta.std(), rel=0.06)
    assert posterior.sd("rater") == pytest.approx(simulated.alpha.std(), rel=0.08)


def test_belief_propagation_does_not_hear_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Oracle: the exact inverse, where everybody has few links, so that an echo is loud: it would leave .96."""
    ratings = read_ratings(simulate(Truth(candidates=400, raters=350, raters_each=2), seed=1).columns)
    found = []
    for exact in (False, True):
        monkeypatch.setattr("waypost.calibration.large.concluding.worth_inverting", lambda *_, exact=exact, **__: exact)
        found.append(fit(ratings, method="variational").posterior)
    ratio = np.concatenate([found[0].theta_se / found[1].theta_se, found[0].alpha_se / found[1].alpha_se])

    assert ratio.mean() >= 0.99
    assert ratio.min() >= 0.95


@BOTH
def test_parts_that_nothing_connects_are_not_compared_and_one_bridge_is_a_weak_one(method: FitMethod) -> None:
    apart = fit(simulate(replace(BLOCKS, bridges=0), seed=6).columns, method=method)
    bridged = fit(simulate(BLOCKS, seed=6).columns, method=method)

    with pytest.raises(Refusal, match="0 and 39 cannot be compared") as refused:
        apart.compare("0", "39")
    assert refused.value.code == "calibration.not-connected"
    assert apart.compare("0", "1").se > 0

    def se(pairs: list[tuple[int, int]]) -> Any:
        return np.mean([bridged.compare(str(one), str(other)).se for one, other in pairs])

    assert se([(i, i + 23) for i in range(10)]) > 1.15 * se([(i, i + 10) for i in range(10)])
    assert bridged.compare("0", "39").prior_share > 5 * bridged.compare("0", "9").prior_share
