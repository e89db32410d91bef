"""The tables of a fit say what their columns promise, each number with how many ratings it rests on."""

from __future__ import annotations

import numpy as np
import pytest

from waypost.calibration.fitting import fit
from waypost.calibration.measures import fair_ratings
from waypost.calibration.ratings import read_ratings
from waypost.calibration.result import Calibration
from waypost.calibration.simulating import Truth, simulate

TRUTH = Truth(candidates=30, raters=9, criteria=3, halo_sd=0.5, teams=3, rater_groups=2)
SIMULATED = simulate(TRUTH, seed=8)


@pytest.fixture(scope="module")
def calibration() -> Calibration:
    return fit(SIMULATED.columns, categories=5)


def test_every_table_has_its_columns_and_rows(calibration: Calibration) -> None:
    shapes = {
        name: (table.columns, table.height)
        for name in ("measures", "severity", "criteria", "thresholds", "components", "design")
        for table in [getattr(calibration, name)]
    }

    assert shapes == {
        "measures": (("candidate", "measure", "se", "low", "high", "fair", "n", "component"), 30),
        "severity": (("rater", "severity", "se", "low", "high", "infit", "outfit", "n"), 9),
        "criteria": (("criterion", "difficulty", "se", "n", "infit", "outfit"), 3),
        "thresholds": (("criterion", "category", "threshold", "se", "n"), 12),
        "components": (("component", "sd", "low", "high"), 4),
        "design": (("statistic", "value"), 12),
    }


def test_counts_are_those_of_the_ratings(calibration: Calibration) -> None:
    assert calibration.measures["n"].tolist() == [9] * 30
    assert calibration.severity["n"].tolist() == np.bincount(SIMULATED.columns["rater"]).tolist()
    assert calibration.criteria["n"].tolist() == [90] * 3
    first = SIMULATED.columns["rating"][SIMULATED.columns["criterion"] == 0]
    counted = np.bincount(first, minlength=5)
    assert calibration.thresholds["n"][:4].tolist() == (counted[1:] + counted[:-1]).tolist()


def test_intervals_are_as_wide_as_their_level(calibration: Calibration) -> None:
    narrow = fit(SIMULATED.columns, categories=5, interval=0.5)
    for table, one in ((calibration.measures, "measure"), (calibration.severity, "severity")):
        np.testing.assert_allclose(table["high"] - table[one], 1.959964 * table["se"], rtol=1e-6)
        np.testing.assert_allclose(table[one] - table["low"], 1.959964 * table["se"], rtol=1e-6)
    np.testing.assert_allclose(
        narrow.measures["high"] - narrow.measures["measure"], 0.67449 * narrow.measures["se"], rtol=1e-4
    )
    assert (narrow.components["high"] < calibration.components["high"]).all()


def test_measures_and_severity_are_about_the_average_of_those_present(calibration: Calibration) -> None:
    assert np.mean(calibration.measures["measure"]) == pytest.approx(0, abs=1e-12)
    assert np.mean(calibration.severity["severity"]) == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(
        calibration.criteria["difficulty"], calibration.thresholds["threshold"].reshape(3, 4).mean(axis=1)
    )


def test_a_fair_rating_is_the_mean_of_the_categories_at_the_measure() -> None:
    """Two categories and one threshold: the chance of the higher is logistic; over two criteria their mean."""
    fair = fair_ratings(np.array([0.0, 1.0]), np.array([[0.0], [1.0]]))

    def logistic(x: float) -> float:
        return 1 / (1 + np.exp(-x))

    np.testing.assert_allclose(fair, [(0.5 + logistic(-1)) / 2, (logistic(1) + 0.5) / 2])


def test_a_fair_rating_rises_with_the_measure_and_stays_on_the_scale(calibration: Calibration) -> None:
    order = np.argsort(calibration.measures["measure"])
    fair = calibration.measures["fair"][order]

    assert (np.diff(fair) > 0).all()
    assert 0 < fair[0] < fair[-1] < 4


def test_a_severe_rater_costs_a_candidate_ratings_but_not_the_measure() -> None:
    """All are rated by Ben; half also by Dua, half by Eve, who gives everybody two points less."""
    rows = [
        (
            f"c{one:02}",
            rater,
            criterion,
            int(np.clip(2 + one % 3 + (criterion == "craft") - 2 * (rater == "Eve"), 0, 4)),
        )
        for one in range(24)
        for rater in ("Ben", "Dua" if one < 12 else "Eve")
        for criterion in ("craft", "scope")
    ]
    candidate, rater, criterion, rating = zip(*rows, strict=True)
    calibration = fit({"candidate": candidate, "rater": rater, "criterion": criterion, "rating": rating}, categories=5)

    severity = {row["rater"]: row["severity"] for row in calibration.severity.rows()}
    raw = np.array(rating).reshape(24, 4).mean(axis=1)
    fair = np.array(calibration.measures["fair"])
    assert severity["Eve"] > 1
    assert severity["Dua"] < 0
    assert raw[:12].mean() - raw[12:].mean() > 0.7
    assert abs(fair[:12].mean() - fair[12:].mean()) < 0.25


def test_effects_of_teams_and_groups_sum_to_zero_and_lean_has_a_cell_for_each() -> None:
    lean = ((0.0, 0.0, 1.0), (0.0, 0.0, -1.0))
    truth = Truth(
        candidates=60, raters=20, raters_each=4, teams=3, rater_groups=2, lean=lean, team_sd=0.5, candidate_sd=1.0
    )
    posterior = fit(simulate(truth, seed=3).columns, categories=5, lean=True).posterior

    assert posterior.lean is not None
    assert posterior.lean_se is not None
    assert posterior.team_effect is not None
    assert posterior.group_effect is not None
    assert posterior.lean.shape == posterior.lean_se.shape == (2, 3)
    assert posterior.team_effect.sum() == pytest.approx(0, abs=1e-12)
    assert posterior.group_effect.sum() == pytest.approx(0, abs=1e-12)
    apart = posterior.lean[0] - posterior.lean[1]
    assert 1.2 < apart[2] - apart[:2].mean() < 2.4
    assert abs(apart[0] - apart[1]) < 0.6
    assert posterior.sd("lean") > 0.2


def test_the_prior_share_of_a_contrast_falls_with_every_rater() -> None:
    shares = []
    for each in (1, 2, 4, 8):
        truth = Truth(candidates=20, raters=8, raters_each=each)
        calibration = fit(simulate(truth, seed=1).columns, categories=5)
        shares.append(calibration.posterior.prior_share(np.array([0, 1]), np.array([1.0, -1.0])))

    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[-1] < 0.2 < shares[0] < 1


def test_the_joint_of_a_few_is_a_part_of_the_whole(calibration: Calibration) -> None:
    posterior = calibration.posterior
    mean, covariance = posterior.joint(np.array([3, 7]), np.array([2]))

    np.testing.assert_allclose(mean, [posterior.theta[3], posterior.theta[7], posterior.alpha[2]])
    np.testing.assert_allclose(
        np.sqrt(np.diag(covariance)), [posterior.theta_se[3], posterior.theta_se[7], posterior.alpha_se[2]]
    )
    assert (np.linalg.eigvalsh(covariance) > 0).all()
    assert read_ratings(SIMULATED.columns).pairs.shape == (90, 2)
