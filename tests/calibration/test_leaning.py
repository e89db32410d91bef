"""A group that leans is found, one that does not as seldom as it should be, and where nobody can tell it is said.

Oracle: simulated truths with a lean that was planted, or none. The full sizes are in the validation table of
docs/calibration-engine.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from waypost.calibration import leaning
from waypost.calibration.fitting import fit
from waypost.calibration.result import Calibration
from waypost.calibration.simulating import Truth, simulate
from waypost.refusal import Refusal

HALF = ((0.5, 0.0), (0.0, 0.0))


def _calibrations(truth: Truth, *, seeds: range) -> Iterator[Calibration]:
    return (fit(simulate(truth, seed=seed).columns, categories=5, method="integrated") for seed in seeds)


def test_none_is_found_where_there_is_none_but_for_one_test_in_twenty() -> None:
    """Teams and groups differ in strength and severity, and neither is a lean."""
    truth = Truth(candidates=48, raters=15, criteria=3, halo_sd=0.6, teams=3, rater_groups=3, team_sd=0.7, group_sd=0.5)
    tables = [calibration.lean() for calibration in _calibrations(truth, seeds=range(50))]
    single = np.mean([np.asarray(table["p"]) < 0.05 for table in tables])
    family = np.mean(["for" in table["decision"] or "against" in table["decision"] for table in tables])

    assert 0.02 <= single <= 0.085, "450 tests of 5 %, in tables that hang together"
    assert family <= 0.14, "50 families of 5 %"


def test_a_lean_of_half_a_logit_is_found_with_forty_raters_a_group() -> None:
    truth = Truth(candidates=160, raters=80, raters_each=4, halo_sd=0.4, teams=2, rater_groups=2, lean=HALF)
    tables = [calibration.lean() for calibration in _calibrations(truth, seeds=range(12))]
    rows = [table.row(rater_group="0", team="0") for table in tables]

    assert sum(row["decision"] == "for" for row in rows) >= 9
    assert np.mean([row["lean"] for row in rows]) == pytest.approx(0.5, abs=0.12)
    assert sum(row["low"] <= 0.5 <= row["high"] for row in rows) >= 10
    assert {int(np.sum(table["n"])) for table in tables} == {160 * 4 * 4}
    for row, table in zip(rows, tables, strict=True):
        mirror = table.row(rater_group="1", team="0")
        assert mirror["lean"] == pytest.approx(-row["lean"], abs=1e-5), "with two of each, all four are one question"
        assert mirror["adjusted"] == pytest.approx(row["p"], rel=1e-3)


def _with(columns: dict[str, npt.NDArray[Any]], kept: npt.NDArray[np.bool_]) -> dict[str, npt.NDArray[Any]]:
    return {name: column[kept] for name, column in columns.items()}


def test_a_team_that_only_its_own_group_rates_cannot_be_told() -> None:
    columns = simulate(Truth(candidates=40, raters=12, criteria=2, teams=2, rater_groups=2), seed=1).columns
    table = fit(_with(columns, (columns["team"] == 1) | (columns["rater_group"] == 0))).lean()

    assert set(table["decision"]) == {"cannot tell"}
    assert np.isnan(np.asarray(table["lean"], dtype=float)).all()
    assert table.row(rater_group="1", team="0")["n"] == 0


def test_where_all_rate_all_alike_the_lean_is_a_difference_of_differences_of_means(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Oracle: the four cells' means of what the pairs show, by hand."""
    simulated = simulate(Truth(candidates=12, raters=10, raters_each=10, teams=2, rater_groups=2, lean=HALF), seed=2)
    calibration = fit(simulated.columns, categories=5)
    observed = leaning._observed(calibration.ratings, calibration.posterior)
    alike = replace(observed, weight=np.full(len(observed.y), 2.0))
    monkeypatch.setattr(leaning, "_observed", lambda *_: alike)
    team, group = simulated.team[observed.candidate], simulated.group[observed.rater]
    mean = [[observed.y[(group == g) & (team == t)].mean() for t in (0, 1)] for g in (0, 1)]

    found = np.asarray(calibration.lean()["lean"], dtype=float)
    assert found == pytest.approx(
        (mean[0][0] - mean[0][1] - mean[1][0] + mean[1][1]) * np.array([1, -1, -1, 1]), abs=1e-4
    )


def test_holm_counts_a_question_once_however_often_the_table_shows_it() -> None:
    one = leaning._holm(np.array([0.03, 0.03, 0.03, 0.03]), alike=4)
    nine = leaning._holm(np.array([0.001, 0.04, 0.03, 0.9, np.nan]), alike=1)

    assert one.tolist() == pytest.approx([0.03] * 4)
    assert nine[:4].tolist() == pytest.approx([0.004, 0.09, 0.09, 0.9])
    assert np.isnan(nine[4])


def test_many_raters_are_solved_step_by_step_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    calibration = next(_calibrations(Truth(candidates=60, raters=20, teams=2, rater_groups=2), seeds=range(3, 4)))
    direct = calibration.lean()
    monkeypatch.setattr("waypost.calibration.leaning.MOST_DIRECT", 10)

    assert np.asarray(calibration.lean()["lean"]) == pytest.approx(np.asarray(direct["lean"]), abs=1e-6)


def test_leaning_needs_its_columns_and_a_method_that_knows_how_raters_differ() -> None:
    truth = Truth(candidates=20, raters=6, teams=2, rater_groups=2)
    columns = simulate(truth, seed=4).columns
    with pytest.raises(ValueError, match="columns team and rater_group"):
        fit({name: columns[name] for name in ("candidate", "rater", "criterion", "rating")}).lean()
    with pytest.raises(ValueError, match="leaning is by"):
        fit(columns).lean(by=("panel", "team"))
    with pytest.raises(Refusal, match="does not estimate how raters differ"):
        fit(columns, method="jmle").lean()
