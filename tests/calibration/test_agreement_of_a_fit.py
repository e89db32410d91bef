"""A calibration's agreement, reliability and dependability, against the truth that ratings were drawn from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from tests.calibration.reference.reading import guilford

from waypost.calibration import Calibration, Table, fit
from waypost.calibration.consistency.exact import expected_agreement
from waypost.calibration.consistency.expected import expected_of
from waypost.calibration.consistency.units import units_of
from waypost.calibration.response import moments, probabilities
from waypost.calibration.simulating import Simulated, Truth, simulate
from waypost.calibration.tables import FloatArray
from waypost.refusal import NotNow

Room = tuple[Simulated, Calibration]
ROOM = Truth(candidates=60, raters=12, raters_each=6, criteria=4, halo_sd=0.6)


def values(table: Table) -> dict[str, float]:
    return {row["statistic"]: row["value"] for row in table.rows()}


@pytest.fixture(scope="module")
def rooms() -> list[Room]:
    """Six rooms of 60 cases: what they were drawn from, and the fit."""
    return [(drawn, fit(drawn.columns)) for drawn in (simulate(ROOM, seed=seed) for seed in range(6))]


def thresholds(drawn: Simulated) -> Iterator[FloatArray]:
    """Of each criterion, a row for every pair."""
    return (np.broadcast_to(one, (drawn.eta.size, len(one))) for one in drawn.thresholds)


def test_the_model_expects_the_agreement_that_there_is(rooms: list[Room]) -> None:
    seen = [values(found.agreement) for _, found in rooms]
    for name in ("exact agreement", "agreement within one"):
        apart = np.mean([one[name] - one[f"expected {name}"] for one in seen])
        assert apart == pytest.approx(0, abs=0.012)


def test_expected_agreement_is_the_posterior_mean_of_agreement_by_chance() -> None:
    """Against draws from the joint posterior: without halos it is normal in candidates and raters alone."""
    found = fit(simulate(Truth(candidates=30, raters=10), seed=2).columns, halo=False)
    ratings, posterior = found.ratings, found.posterior
    mean, covariance = posterior.joint(np.arange(30, dtype=np.int32), np.arange(10, dtype=np.int32))
    drawn = np.random.default_rng(1).multivariate_normal(mean, covariance, 300)
    eta = drawn[:, ratings.candidate] - drawn[:, 30 + ratings.rater]
    at = posterior.thresholds[ratings.criterion]
    one_of_each = expected_agreement(units_of(ratings), [(1 / 300, probabilities(row, at)) for row in eta])
    assert expected_of(ratings, posterior)[0].value == pytest.approx(one_of_each.value, abs=0.003)


def test_reliability_is_what_measures_share_with_the_truth() -> None:
    few = Truth(candidates=60, raters=20, raters_each=2, criteria=1, candidate_sd=1.0)
    shared, said = [], []
    for seed in range(24):
        drawn = simulate(few, seed=seed)
        found = fit(drawn.columns)
        true = drawn.theta[np.array(found.ratings.candidates, dtype=int)]
        shared.append(np.corrcoef(true, found.posterior.theta)[0, 1] ** 2)
        said.append(values(found.reliability)["candidate reliability"])
    assert np.mean(said) == pytest.approx(np.mean(shared), abs=0.08)
    assert 0.2 < np.mean(shared) < 0.6


def test_dependability_is_that_of_the_truth(rooms: list[Room]) -> None:
    """Errors of one rater in logits: halo, severity, and what four ratings leave open, 1 / (4 W)."""
    seen = [
        moments(probabilities(one.eta.ravel(), rows)).variance.mean() for one, _ in rooms for rows in thresholds(one)
    ]
    relative = np.sqrt(0.6**2 + 1 / (4 * np.mean(seen)))
    found = [found.dependability(raters=(1, 4)) for _, found in rooms]
    assert np.mean([table["relative_error"][0] for table in found]) == pytest.approx(relative, rel=0.08)
    assert np.mean([table["absolute_error"][0] for table in found]) == pytest.approx(np.hypot(relative, 0.7), rel=0.12)
    more = rooms[0][1].dependability(raters=(1, 3), criteria=(4, 8))
    assert [(row["raters"], row["criteria"]) for row in more.rows()] == [(1, 4), (1, 8), (3, 4), (3, 8)]
    assert (np.diff(np.asarray(more["generalizability"])[[0, 1, 3]]) > 0).all()
    for table in found:
        assert table["relative_error"][1] == pytest.approx(np.asarray(table["relative_error"])[0] / 2)


def test_neither_ids_nor_the_order_of_rows_changes_any_number() -> None:
    columns = simulate(Truth(candidates=20, raters=8), seed=3).columns
    order = np.random.default_rng(1).permutation(len(columns["rating"]))
    other = {name: column[order] for name, column in columns.items()}
    other["candidate"] = 100 - other["candidate"].astype(int)
    other["rater"] = np.array([f"r{97 * int(code) % 31}" for code in other["rater"]])
    one, two = fit(columns), fit(other)
    for table, beside in ((one.agreement, two.agreement), (one.reliability, two.reliability)):
        for column in ("value", "low", "high"):
            np.testing.assert_allclose(table[column], beside[column], atol=1e-8)


def test_joint_maximum_likelihood_has_guilfords_agreement_and_no_components() -> None:
    found = fit(guilford(), method="jmle")
    assert values(found.agreement)["exact agreement"] * 105 == pytest.approx(33)
    assert values(found.agreement)["expected exact agreement"] * 105 == pytest.approx(27.02, abs=5e-3)
    assert values(found.reliability)["candidate reliability"] == pytest.approx(0.835, abs=1e-3)
    assert found.reliability.row(statistic="generalizability")["withheld"].startswith(
        "Joint maximum likelihood estimates"
    )
    np.testing.assert_allclose(found.severity["severity"], [0.0397, 0.2454, -0.0960], atol=1e-3)
    with pytest.raises(NotNow, match="fit with another method"):
        found.dependability()


def test_one_rater_each_says_nothing_of_agreement_and_says_so() -> None:
    columns = simulate(Truth(candidates=9, raters=3, raters_each=1), seed=1).columns
    rows = {row["statistic"]: row for row in fit(columns).agreement.rows()}
    assert rows["alpha ordinal"]["withheld"].startswith("No two raters have rated")
    assert rows["icc(2)"]["withheld"].endswith("somebody has to rate what others rated too.")
    assert all(np.isnan(row["value"]) and row["withheld"] for row in rows.values())
