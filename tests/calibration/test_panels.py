"""Two panels are held against each other where something separates them, and refused where nothing does.

Oracle: simulated truths in which one panel's raters are more severe by a known amount.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from waypost.calibration.fitting import fit
from waypost.calibration.panels import panels_against
from waypost.calibration.simulating import Truth, simulate
from waypost.refusal import Refusal


def _columns(*, seed: int, by: float) -> tuple[dict[str, Any], float]:
    """Half the raters sit in A, the others in B and are more severe by `by`; and the true difference, A less B."""
    truth = Truth(
        candidates=60, raters=12, raters_each=4, criteria=3, rater_sd=0.4, rater_groups=2, lean=((0.0,), (-by,))
    )
    simulated = simulate(truth, seed=seed)
    severity = simulated.alpha + by * (simulated.group == 1)
    rows = np.bincount(simulated.pair_rater.ravel(), minlength=12)
    mean = [np.average(severity[simulated.group == g], weights=rows[simulated.group == g]) for g in (0, 1)]
    columns = dict(simulated.columns)
    columns["panel"] = np.array(["A", "B"])[columns.pop("rater_group")]
    return columns, float(mean[0] - mean[1])


def test_how_much_more_severe_a_panel_is_lies_in_the_interval() -> None:
    found = []
    for seed in range(20):
        columns, truth = _columns(seed=seed, by=0.6)
        contrast = panels_against(fit(columns, categories=5), "A", "B")
        found.append((contrast.low <= truth <= contrast.high, contrast.difference - truth))

    assert sum(covered for covered, _ in found) >= 17, "20 intervals of 95 %"
    assert np.mean([error for _, error in found]) == pytest.approx(0.0, abs=0.09)


def test_a_panel_against_itself_turned_round() -> None:
    calibration = fit(_columns(seed=1, by=0.6)[0], categories=5)
    one, other = panels_against(calibration, "A", "B"), panels_against(calibration, "B", "A")

    assert (one.difference, one.low, one.se) == pytest.approx((-other.difference, -other.high, other.se))
    assert one.probability == pytest.approx(1 - other.probability)
    assert one.raters == other.raters[::-1] == (6, 6)
    assert one.n == 60 * 4 * 3


def test_how_far_the_difference_is_known_is_how_far_severities_are_known_together() -> None:
    """Oracle: 40,000 draws of all severities from their joint posterior."""
    calibration = fit(_columns(seed=1, by=0.6)[0], categories=5)
    ratings, nobody = calibration.ratings, np.zeros(0, dtype=np.int32)
    assert ratings.panel is not None
    mean, covariance = calibration.posterior.joint(nobody, np.arange(12, dtype=np.int32))
    drawn = np.random.default_rng(1).multivariate_normal(mean, covariance, 40_000)
    of = [np.bincount(ratings.rater[ratings.panel == panel], minlength=12) for panel in (0, 1)]
    apart = drawn @ (of[0] / of[0].sum() - of[1] / of[1].sum())

    contrast = panels_against(calibration, "A", "B")
    assert contrast.se == pytest.approx(apart.std(), rel=0.02)
    assert contrast.probability == pytest.approx(np.mean(apart > 0), abs=0.005)


def test_panels_that_share_neither_criterion_nor_rater_are_refused() -> None:
    columns, _truth = _columns(seed=2, by=0.6)
    apart = {
        **columns,
        "criterion": np.array([f"{p} {c}" for p, c in zip(columns["panel"], columns["criterion"], strict=True)]),
    }
    shared = {**apart, "criterion": np.where(columns["criterion"] == 0, "0", apart["criterion"])}

    with pytest.raises(Refusal, match="whether one of them is stricter, or its criteria are harder") as refused:
        panels_against(fit(apart, categories=5), "A", "B")
    assert refused.value.code == "calibration.not-separate"
    own, wider = (panels_against(fit(one, categories=5), "A", "B") for one in (columns, shared))
    assert wider.se > own.se, "one criterion holds them together less firmly than three"


def test_panels_in_parts_that_nothing_connects_are_refused() -> None:
    columns = simulate(Truth(candidates=20, raters=8, raters_each=2, blocks=2), seed=3).columns
    columns["panel"] = np.array(["A", "B"])[(columns["rater"] >= 4).astype(int)]
    with pytest.raises(Refusal, match="no chain of raters") as refused:
        panels_against(fit(columns, categories=5), "A", "B")
    assert refused.value.code == "calibration.not-connected"


def test_unknown_panels_are_told() -> None:
    calibration = fit(_columns(seed=4, by=0.0)[0], categories=5)
    with pytest.raises(KeyError, match="no panel 'C'"):
        panels_against(calibration, "A", "C")
    with pytest.raises(ValueError, match="two different"):
        panels_against(calibration, "A", "A")
    with pytest.raises(ValueError, match="no column panel"):
        panels_against(fit(simulate(Truth(candidates=20, raters=6), seed=1).columns), "A", "B")
