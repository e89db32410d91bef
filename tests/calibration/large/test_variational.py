"""The large path finds the truth that ratings were drawn from, says how well, and says the same in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from waypost.calibration.dense import integrated
from waypost.calibration.fitting import Progress
from waypost.calibration.large import inverting, variational
from waypost.calibration.large.fitting import SETTLED
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import read_ratings
from waypost.calibration.simulating import Simulated, Truth, simulate

pytestmark = pytest.mark.xdist_group("calibration-large")  # what one worker has compiled, it need not compile again

NORMAL = 1.959964
LARGE = Truth(candidates=8333, raters=1600, candidate_sd=1.2, rater_sd=0.6)
SMALL = Truth(candidates=120, raters=24, candidate_sd=1.2, rater_sd=0.6, halo_sd=0.6)


def _fit(columns: Mapping[str, Any], *, halo: bool = True, lean: bool = False, threads: int = 1) -> Posterior:
    return variational(read_ratings(columns), halo=halo, lean=lean, interval=0.95, threads=threads)


@cache
def _simulated(halo: float) -> Simulated:
    return simulate(replace(LARGE, halo_sd=halo), seed=7)


@cache
def _fitted(halo: float) -> Posterior:
    return _fit(_simulated(halo).columns)


def _covered(mean: Any, error: Any, truth: Any) -> float:
    """How many intervals hold what is true, both about their own means: those present are the origin."""
    apart = (mean - mean.mean()) - (truth - truth.mean())
    return float(np.mean(np.abs(apart) < NORMAL * error))


@pytest.mark.parametrize("halo", [0.0, 0.8])
def test_a_hundred_thousand_ratings_give_back_what_they_were_drawn_from(halo: float) -> None:
    """Oracle: the truth. Slopes within 2 %, standard deviations within 2 % of those drawn, intervals that cover."""
    true, found = _simulated(halo), _fitted(halo)
    slope, place = np.polyfit(true.thresholds.ravel(), found.thresholds.ravel(), 1)

    assert 0.98 <= slope <= 1.02
    assert place == pytest.approx(true.alpha.mean() - true.theta.mean(), abs=0.05)
    assert abs(found.theta.mean()) + abs(found.alpha.mean()) < 1e-9
    assert found.sd("candidate") == pytest.approx(true.theta.std(), rel=0.02)
    assert found.sd("rater") == pytest.approx(true.alpha.std(), rel=0.02)
    assert 0.94 <= _covered(found.theta, found.theta_se, true.theta) <= 0.96
    assert 0.94 <= _covered(found.alpha, found.alpha_se, true.alpha) <= 0.96
    assert _covered(found.thresholds, found.thresholds_se, true.thresholds) >= 0.75  # of sixteen
    assert all(component.low < component.sd < component.high for component in found.components)


def test_a_halo_is_found_and_none_is_not() -> None:
    there, none = _fitted(0.8), _fitted(0.0)
    ratings = read_ratings(_simulated(0.8).columns)
    true = _simulated(0.8)
    halo = dict(zip(zip(*np.nonzero(true.pair_rater >= 0), strict=True), true.halo.ravel(), strict=True))
    order = {(int(i), int(true.pair_rater[i, k])): value for (i, k), value in halo.items()}
    drawn = np.array([order[int(ratings.candidates[i]), int(ratings.raters[j])] for i, j in ratings.pairs])

    assert 0.76 <= there.sd("halo") <= 0.84
    assert none.sd("halo") < 0.12
    assert there.halo is not None
    assert there.halo_se is not None
    assert 0.94 <= _covered(there.halo, there.halo_se, drawn) <= 0.96
    eta = true.theta[ratings.pairs[:, 0]] - true.alpha[ratings.pairs[:, 1]] + drawn
    known = there.theta[ratings.pairs[:, 0]] - there.alpha[ratings.pairs[:, 1]] + there.halo
    assert 0.94 <= _covered(known, there.pair_se, eta) <= 0.96


def test_without_the_halo_that_is_there_intervals_would_lie() -> None:
    """What the halo is for; a fit that forgot it would fail the test above."""
    true = _simulated(0.8)
    found = _fit(true.columns, halo=False)

    assert _covered(found.theta, found.theta_se, true.theta) < 0.85


def test_belief_propagation_says_what_the_exact_inverse_says(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = simulate(Truth(candidates=5000, raters=500, halo_sd=0.5), seed=3).columns
    passed = _fit(columns)
    monkeypatch.setattr(inverting, "CHEAP", 500)
    exact = _fit(columns)
    ratio = np.concatenate([passed.theta_se / exact.theta_se, passed.alpha_se / exact.alpha_se])
    chosen = np.arange(5)
    _, joint = exact.joint(chosen, chosen)

    assert 0.99 <= ratio.mean() < 1.0
    assert ratio.min() >= 0.97
    assert np.sqrt(np.diag(joint)) == pytest.approx(np.concatenate([exact.theta_se[:5], exact.alpha_se[:5]]), rel=1e-6)


def test_where_few_meet_many_the_inverse_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody moving up together, of which the ratings say nothing, belief propagation would miss."""
    columns = simulate(Truth(candidates=60, raters=400, raters_each=200, halo_sd=0.5), seed=3).columns
    exact = _fit(columns)
    chosen = np.arange(5)
    _, joint = exact.joint(chosen, chosen)
    monkeypatch.setattr(inverting, "MOST", 0)
    monkeypatch.setattr(inverting, "CHEAP", 0)

    assert np.sqrt(np.diag(joint)) == pytest.approx(np.concatenate([exact.theta_se[:5], exact.alpha_se[:5]]), rel=1e-6)
    assert (_fit(columns).theta_se / exact.theta_se).mean() < 0.95


def test_threads_change_nothing() -> None:
    one, two = _fitted(0.8), _fit(_simulated(0.8).columns, threads=2)

    assert np.array_equal(one.theta, two.theta)
    assert np.array_equal(one.alpha_se, two.alpha_se)
    assert one.components == two.components
    chosen = np.arange(2)
    assert np.array_equal(one.joint(chosen, chosen)[1], two.joint(chosen, chosen)[1])


def test_the_order_of_rows_and_what_people_are_called_change_nothing() -> None:
    columns = simulate(SMALL, seed=5).columns
    rng = np.random.default_rng(1)
    order, names = rng.permutation(len(columns["rating"])), rng.permutation(1000)
    renamed = {
        "candidate": [f"c{names[i]:03}" for i in columns["candidate"][order]],
        "rater": [f"r{names[j]:03}" for j in columns["rater"][order]],
        "criterion": [f"k{3 - c}" for c in columns["criterion"][order]],
        "rating": columns["rating"][order],
    }
    ratings, plain, other = read_ratings(renamed), _fit(columns), _fit(renamed)
    back = np.array([ratings.candidates.index(f"c{names[i]:03}") for i in range(SMALL.candidates)])
    raters = np.array([ratings.raters.index(f"r{names[j]:03}") for j in range(SMALL.raters)])

    assert other.theta[back] == pytest.approx(plain.theta, abs=1e-8)
    assert other.theta_se[back] == pytest.approx(plain.theta_se, abs=1e-8)
    assert other.alpha[raters] == pytest.approx(plain.alpha, abs=1e-8)
    assert other.thresholds[::-1] == pytest.approx(plain.thresholds, abs=1e-8)


def test_whoever_gives_only_the_top_or_the_bottom_is_far_from_others_and_not_infinite() -> None:
    columns = dict(simulate(SMALL, seed=5).columns)
    columns["rating"] = np.where(columns["rater"] == 3, 4, np.where(columns["rater"] == 4, 0, columns["rating"]))
    found = _fit(columns)
    others = np.delete(found.alpha, [3, 4])

    assert found.alpha[3] < others.min()
    assert found.alpha[4] > others.max()
    assert _finite(found)


def _few_of_the_first(columns: dict[str, Any]) -> dict[str, Any]:
    keep = (columns["candidate"] > 0) | (np.arange(len(columns["rating"])) == 0)
    return {name: column[keep] for name, column in columns.items()}


def _one_criterion(columns: dict[str, Any]) -> dict[str, Any]:
    return {name: column[columns["criterion"] == 0] for name, column in columns.items()}


def _no_middle(columns: dict[str, Any]) -> dict[str, Any]:
    return {**columns, "rating": np.where(columns["rating"] == 2, 3, columns["rating"])}


def _yes_or_no(columns: dict[str, Any]) -> dict[str, Any]:
    return {**columns, "rating": (columns["rating"] > 2).astype(np.uint8)}


def _one_rater_each(columns: dict[str, Any]) -> dict[str, Any]:
    _, first = np.unique(columns["candidate"], return_index=True)
    keep = columns["rater"] == columns["rater"][first][columns["candidate"]]
    return {name: column[keep] for name, column in columns.items()}


@pytest.mark.parametrize("of", [_few_of_the_first, _one_criterion, _no_middle, _yes_or_no, _one_rater_each])
@pytest.mark.parametrize("categories", [None, 8])
def test_sparse_and_lopsided_tables_get_finite_answers(of: Any, categories: int | None) -> None:
    ratings = read_ratings(of(dict(simulate(SMALL, seed=5).columns)), categories=categories)
    found = variational(ratings, halo=len(ratings.criteria) > 1, lean=False, interval=0.95)

    assert _finite(found)
    assert np.abs(found.theta).max() < 8.0
    assert found.thresholds.shape == (len(ratings.criteria), ratings.categories - 1)


def test_a_scale_of_many_points_overflows_nothing() -> None:
    points = tuple(np.linspace(-1.0, 1.0, 24))
    true = Truth(candidates=200, raters=20, thresholds=points, candidate_sd=0.1, rater_sd=0.05, threshold_sd=0.1)
    found = _fit(simulate(true, seed=2).columns)

    assert _finite(found)
    assert found.sd("candidate") == pytest.approx(0.1, rel=0.2)


LEANING = Truth(
    candidates=600, raters=90, raters_each=4, teams=6, rater_groups=3, lean_sd=0.5, team_sd=0.4, group_sd=0.3
)


def test_leans_are_found_where_there_are_some() -> None:
    """Oracle: the truth. What all groups lean towards a team cannot be told from the team, nor the other way round."""
    covered = []
    for seed in range(4):
        true = simulate(LEANING, seed=seed)
        found = _fit(true.columns, lean=True)
        assert found.lean is not None
        apart = [_interaction(lean).ravel() for lean in (found.lean, true.lean)]
        covered.append([
            _covered(found.theta, found.theta_se, true.theta), _covered(found.alpha, found.alpha_se, true.alpha)
        ])  # fmt: skip

        assert np.corrcoef(*apart)[0, 1] > 0.95
        assert found.sd("lean") == pytest.approx(true.lean.std(), rel=0.5)
    assert np.mean(covered, axis=0).min() >= 0.92
    assert np.mean(covered) <= 0.98


def test_leans_that_are_not_there_are_not_found_and_what_varies_together_is_told() -> None:
    found = _fit(simulate(replace(LEANING, lean_sd=0.0), seed=1).columns, lean=True)
    chosen = np.arange(4)
    _, joint = found.joint(chosen, chosen)

    assert found.sd("lean") < 0.1
    assert np.sqrt(np.diag(joint)) == pytest.approx(np.concatenate([found.theta_se[:4], found.alpha_se[:4]]), rel=1e-3)


def _interaction(lean: Any) -> Any:
    return lean - lean.mean(axis=0) - lean.mean(axis=1, keepdims=True) + lean.mean()


@pytest.mark.parametrize("lean", [False, True])
def test_the_small_path_says_the_same(lean: bool) -> None:
    """Oracle: the integrated path, which averages over all standard deviations, on 2,400 ratings that suit both."""
    groups = {"teams": 3, "rater_groups": 2, "lean_sd": 0.5} if lean else {}
    truth = Truth(candidates=200, raters=24, candidate_sd=1.2, rater_sd=0.6, halo_sd=0.6, **groups)  # type: ignore[arg-type]
    ratings = read_ratings(simulate(truth, seed=1).columns)
    one = integrated(ratings, halo=True, lean=lean, interval=0.95)
    other = variational(ratings, halo=True, lean=lean, interval=0.95)

    for name in ("theta", "alpha", "thresholds", "halo", *(("lean",) if lean else ())):
        mean, error = getattr(one, name), getattr(one, f"{name}_se")
        assert np.abs(getattr(other, name) - mean).max() < 0.15 * error.max(), name
        assert 0.95 <= (getattr(other, f"{name}_se") / error).mean() <= 1.08, name
    assert (other.pair_se / one.pair_se).mean() == pytest.approx(1.0, abs=0.02)
    assert one.difficulty_se is not None
    assert other.difficulty_se == pytest.approx(one.difficulty_se, rel=0.06)
    for part in one.components:
        assert other.sd(part.name) == pytest.approx(part.sd, rel=0.12), part.name


def test_what_the_prior_gave_to_a_comparison_is_more_between_strangers() -> None:
    found = _fit(simulate(Truth(candidates=200, raters=40, blocks=2, candidate_sd=1.2), seed=6).columns)
    contrast = np.array([1.0, -1.0])
    near, far = (found.prior_share(np.array(pair), contrast) for pair in ((0, 1), (0, 199)))
    _, within = found.joint(np.array([0, 1]), np.arange(0))
    _, across = found.joint(np.array([0, 199]), np.arange(0))

    assert 0.0 < near < far < 1.0
    assert contrast @ within @ contrast < contrast @ across @ contrast


def test_every_round_is_told_and_the_last_hardly_moves_anything() -> None:
    told: list[Progress] = []
    ratings = read_ratings(simulate(SMALL, seed=5).columns)
    found = variational(ratings, halo=True, lean=False, interval=0.95, progress=told.append)

    assert [progress.done for progress in told] == list(range(1, found.iterations + 1))
    assert told[-1].change is not None
    assert told[-1].change < SETTLED
    assert found.iterations < 30


def _finite(found: Posterior) -> bool:
    values = (found.theta, found.theta_se, found.alpha, found.alpha_se, found.thresholds, found.thresholds_se)
    deviations = [[part.sd, part.low, part.high] for part in found.components]
    return all(bool(np.isfinite(value).all()) for value in (*values, found.pair_se, np.array(deviations)))
