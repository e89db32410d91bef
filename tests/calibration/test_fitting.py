"""`fit` takes any mapping of columns, chooses how, and refuses what cannot be; importing it costs next to nothing."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from waypost.calibration.fitting import Progress, can_have_halo, choose_method, fit
from waypost.calibration.ratings import read_ratings
from waypost.calibration.simulating import Truth, simulate

COLUMNS = simulate(Truth(candidates=20, raters=6, halo_sd=0.6), seed=1).columns


class Frame:
    """What data frames have in common: `columns`, and columns by name."""

    def __init__(self, table: dict[str, Any]) -> None:
        self.table = table
        self.columns = list(table)

    def __getitem__(self, name: str) -> Any:
        return self.table[name]


def test_a_frame_a_dict_of_lists_and_coded_ratings_are_fitted_alike() -> None:
    lists = {name: column.tolist() for name, column in COLUMNS.items()}
    renamed = {f"the {name}": column for name, column in COLUMNS.items()}
    fits = [
        fit(COLUMNS),
        fit(lists),
        fit(Frame(COLUMNS)),  # type: ignore[arg-type]
        fit(read_ratings(COLUMNS)),
        fit(renamed, columns={name: f"the {name}" for name in COLUMNS}),
    ]

    assert len({one.ratings.hash for one in fits}) == 1
    for one in fits:
        np.testing.assert_allclose(one.measures["measure"], fits[0].measures["measure"], atol=1e-10)


def test_halo_is_there_where_it_can_be_estimated() -> None:
    one_criterion = {name: column[COLUMNS["criterion"] == 0] for name, column in COLUMNS.items()}
    few = {name: column[:16] for name, column in COLUMNS.items()}

    assert can_have_halo(read_ratings(COLUMNS))
    assert not can_have_halo(read_ratings(one_criterion))
    assert not can_have_halo(read_ratings(few))
    assert fit(COLUMNS).posterior.halo is not None
    assert fit(COLUMNS, halo=False).posterior.halo is None
    assert fit(one_criterion).posterior.halo is None


def test_the_method_goes_by_size() -> None:
    assert choose_method(read_ratings(COLUMNS)) == "integrated"
    session = Truth(candidates=60, raters=24, raters_each=6, criteria=10)
    assert choose_method(read_ratings(simulate(session, seed=0).columns)) == "integrated"
    large = Truth(candidates=900, raters=300)
    assert choose_method(read_ratings(simulate(large, seed=0).columns)) == "variational"


def test_a_table_whose_joint_covariance_would_fill_the_memory_is_not_integrated() -> None:
    crowd = {
        "candidate": np.arange(7000),
        "rater": np.arange(7000) % 9,
        "criterion": np.zeros(7000, dtype=int),
        "rating": np.arange(7000) % 4,
    }
    with pytest.raises(ValueError, match="for method variational"):
        fit(crowd, method="integrated")


def test_progress_is_told_to_the_end() -> None:
    told: list[Progress] = []

    fit(COLUMNS, progress=told.append)

    assert told[0] == Progress("standard deviations", 0)
    assert (told[-1].step, told[-1].done) == ("integration", told[-1].of)


@pytest.mark.parametrize("interval", [0.0, 1.0, 95])
def test_an_interval_is_a_probability(interval: float) -> None:
    with pytest.raises(ValueError, match="probability"):
        fit(COLUMNS, interval=interval)


def test_lean_needs_teams_and_groups() -> None:
    with pytest.raises(ValueError, match="team and rater_group"):
        fit(COLUMNS, lean=True)


def test_importing_costs_no_numpy_and_a_small_fit_no_numba() -> None:
    program = (
        "import sys, waypost.calibration as c\n"
        "assert 'numpy' not in sys.modules\n"
        "rows = [(i, j, k, (i + j * k) % 4) for i in range(6) for j in range(3) for k in range(3)]\n"
        "table = dict(zip(('candidate', 'rater', 'criterion', 'rating'), zip(*rows)))\n"
        "fitted = c.fit(table)\n"
        "fitted.measures, fitted.severity, fitted.agreement, fitted.reliability, fitted.design\n"
        "print('numba' in sys.modules, fitted.posterior.method)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert run.stdout == "False integrated\n"


def test_more_threads_change_nothing() -> None:
    one, two = fit(COLUMNS, threads=1), fit(COLUMNS, threads=2)

    np.testing.assert_allclose(two.measures["measure"], one.measures["measure"], atol=1e-6)
    np.testing.assert_allclose(two.measures["se"], one.measures["se"], atol=1e-6)


@pytest.mark.parametrize("wish", [{"method": "exact"}, {"threads": 0}, {"seed": -1}, {"interval": 1.0}])
def test_a_wish_outside_its_bounds_is_refused_before_anything_is_fitted(wish: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"is one of auto|is at least 1|is a probability"):
        fit(COLUMNS, **wish)


def test_two_ratings_that_nothing_connects_are_fitted_by_either_path() -> None:
    apart = {"candidate": ["a", "c"], "rater": ["b", "d"], "criterion": ["x", "x"], "rating": [1, 0]}
    for method in ("integrated", "variational"):
        fitted = fit(apart, method=method)
        assert np.isfinite(fitted.measures["measure"]).all()
        with pytest.raises(ValueError, match="one rater"):
            fitted.dependability(raters=[0])
