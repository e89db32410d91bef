"""The bar of a cycle is found where it was planted, and said to be unknown where it is.

Oracle: decisions drawn from logistic curves with known bars.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from waypost.calibration.bar import Bars, bars
from waypost.refusal import Refusal

SHRINK = 1.5**2 / (1.5**2 + 0.5**2)


def _cycles(bar_of: dict[str, float], *, people: int, seed: int, shift: float = 0.0) -> dict[str, Any]:
    """People of spread 1.5, measured with error .5, decided with sharpness 3; `shift` moves the last cycle's scale."""
    rng = np.random.default_rng(seed)
    columns: dict[str, Any] = {name: [] for name in ("measures", "se", "decisions", "cycles")}
    for cycle, bar in bar_of.items():
        theta = rng.normal(0.0, 1.5, people)
        seen = theta + rng.normal(0.0, 0.5, people) + (shift if cycle == list(bar_of)[-1] else 0.0)
        columns["measures"] += list(SHRINK * seen)
        columns["se"] += [0.5 * np.sqrt(SHRINK)] * people
        columns["decisions"] += list(rng.random(people) < 1 / (1 + np.exp(-3 * (theta - bar))))
        columns["cycles"] += [cycle] * people
    return {**columns, "parts": [1] * len(columns["cycles"])}


def test_bars_and_their_drift_are_covered_by_their_intervals() -> None:
    truth, covered, drift = {"2024": 0.3, "2025": 0.3, "2026": 1.0}, [], []
    for seed in range(60):
        found = bars(**_cycles(truth, people=30, seed=seed))
        covered += [one.bar.low <= truth[one.cycle] <= one.bar.high for one in found.cycles]  # type: ignore[operator]
        drift += [
            one.change.low <= truth[one.cycle] - truth[one.before] <= one.change.high  # type: ignore[operator]
            for one in found.drifts
        ]

    assert 0.90 <= np.mean(covered) <= 0.99, "180 intervals of 95 %"
    assert 0.89 <= np.mean(drift) <= 0.99, "120 intervals of 95 %"


def test_where_measures_separate_the_decisions_the_bar_lies_between_them() -> None:
    measures = np.linspace(-2.0, 2.0, 12)
    found = bars(measures, se=[0.1] * 12, decisions=measures > 0.5, cycles=["2026"] * 12, parts=[1] * 12)
    bar = found.cycles[0].bar

    assert bar.value == pytest.approx(0.55, abs=0.25)
    assert -0.5 < float(bar.low or -9) < 0.5 < float(bar.high or 9) < 2.0


def test_how_well_the_link_is_known_counts_in_the_drift_and_nowhere_else() -> None:
    columns = _cycles({"2025": 0.3, "2026": 0.3}, people=30, seed=1)
    own = np.diag(np.square(columns["se"]))
    link = np.zeros((60, 60))
    link[30:, 30:] = 0.15

    def width(found: Bars) -> float:
        change = found.drifts[0].change
        return float(change.high or 0) - float(change.low or 0)

    alone, linked = (bars(**{**columns, "se": np.sqrt(np.diag(each))}, covariance=each) for each in (own, own + link))
    assert width(linked) ** 2 - width(alone) ** 2 == pytest.approx((2 * 1.96) ** 2 * 0.15, rel=0.1)
    assert [one.bar.value for one in alone.cycles] == pytest.approx([one.bar.value for one in linked.cycles])


def test_too_few_decisions_are_said_to_be_too_few() -> None:
    columns = _cycles({"2025": 0.3, "2026": 0.3}, people=20, seed=2)
    columns["decisions"][20:] = [True] * 20
    found = bars(**columns)

    assert found.cycles[0].bar.value is not None
    assert found.cycles[1].bar.value is None
    assert found.cycles[1].bar.withheld.startswith("Too few to say: 20 yes and 0 not yet")
    assert found.drifts[0].change.withheld.startswith("2026: Too few to say")


def test_decisions_that_do_not_follow_the_measures_show_no_bar() -> None:
    decisions = [True, False] * 5
    found = bars([0.1, 0.0] * 5, se=[1.0] * 10, decisions=decisions, cycles=["2026"] * 10, parts=[1] * 10)

    assert found.cycles[0].bar.value is None
    assert "do not follow the measures" in found.cycles[0].bar.withheld


def test_a_cycle_that_no_rater_links_is_refused_and_strangers_are_left_out() -> None:
    columns = _cycles({"2025": 0.3, "2026": 0.3}, people=20, seed=3)
    with pytest.raises(Refusal, match="Nothing connects 2026 with the other cycles") as refused:
        bars(**{**columns, "parts": [1] * 20 + [2] * 20})
    assert refused.value.code == "calibration.not-connected"

    assert bars(**{**columns, "parts": [1] * 39 + [2]}).cycles[1].bar.n == 19


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one place for each person"):
        bars([1.0], se=[0.1, 0.2], decisions=[True], cycles=["2026"], parts=[1])
