"""What holds of every measure of agreement, whatever the ratings: bounds, symmetry, order, and where there is none."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import astuple, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.calibration.consistency.alpha import Scale, alpha
from waypost.calibration.consistency.exact import agreement_within, expected_agreement, gaps
from waypost.calibration.consistency.intraclass import Intraclass, intraclass
from waypost.calibration.consistency.kappa import Weights, cohen, fleiss
from waypost.calibration.consistency.resampling import Resampling
from waypost.calibration.consistency.units import Units, units_from, units_of
from waypost.calibration.estimate import Estimate
from waypost.calibration.ratings import read_ratings
from waypost.calibration.tables import FloatArray
from waypost.refusal import Malformed

BEYOND_CHANCE: dict[str, Callable[[Units], Estimate]] = {
    **{scale.value: lambda units, scale=scale: alpha(units, scale=scale) for scale in Scale},  # type: ignore[misc]
    "kappa": lambda units: fleiss(units, weights=Weights.NONE),
    "weighted kappa": lambda units: fleiss(units, weights=Weights.QUADRATIC),
}
EVERY = {**BEYOND_CHANCE, "exact": agreement_within}


@st.composite
def ragged(draw: st.DrawFn) -> FloatArray:
    """A few candidates by a few raters, ratings missing anywhere."""
    rows, columns = draw(st.integers(2, 12)), draw(st.integers(2, 5))
    cell = st.one_of(st.integers(0, 3).map(float), st.just(np.nan))
    return np.array([[draw(cell) for _ in range(columns)] for _ in range(rows)])


def close(one: Estimate, other: Estimate) -> bool:
    return all(a == b or abs(a - b) < 1e-8 for a, b in zip(astuple(one)[:3], astuple(other)[:3], strict=True))


@settings(max_examples=25, deadline=None)
@given(table=ragged(), data=st.data())
def test_neither_the_order_of_candidates_nor_of_raters_changes_anything(table: FloatArray, data: st.DataObject) -> None:
    rows = data.draw(st.permutations(range(len(table))))
    columns = data.draw(st.permutations(range(table.shape[1])))
    one, other = units_from(table, categories=4), units_from(table[rows][:, columns], categories=4)
    assert all(close(statistic(one), statistic(other)) for statistic in EVERY.values())


@settings(max_examples=25, deadline=None)
@given(table=ragged())
def test_values_keep_their_bounds_and_lie_in_their_intervals(table: FloatArray) -> None:
    for name, statistic in EVERY.items():
        found = statistic(units_from(table, categories=4))
        assert (found.value is None or found.low is None) == bool(found.withheld)
        if found.value is not None:
            assert found.value <= 1 + 1e-12
            assert name != "exact" or found.value >= 0
        if found.low is not None and found.high is not None and found.value is not None:
            assert found.low <= found.value <= found.high


@settings(max_examples=25, deadline=None)
@given(table=ragged())
def test_turning_the_scale_round_changes_no_agreement(table: FloatArray) -> None:
    one, other = units_from(table, categories=4), units_from(3 - table, categories=4)
    for name, statistic in EVERY.items():
        assert name == "ratio" or statistic(one).value == pytest.approx(statistic(other).value)


@pytest.mark.parametrize("name", BEYOND_CHANCE)
def test_raters_who_agree_in_everything_have_one_and_no_interval_is_made_up(name: str) -> None:
    found = BEYOND_CHANCE[name](units_from(np.repeat(np.arange(12.0) % 4, 3).reshape(12, 3)))
    assert found.value == pytest.approx(1)
    assert (found.low, found.high) == (None, None)
    assert found.withheld.startswith("How far this is known cannot be said")


@pytest.mark.parametrize("name", BEYOND_CHANCE)
def test_raters_who_throw_dice_have_none(name: str) -> None:
    found = BEYOND_CHANCE[name](units_from(np.random.default_rng(3).integers(0, 4, (3000, 4)).astype(float)))
    assert found.value == pytest.approx(0, abs=0.02)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    ("table", "says"),
    [
        ([[0.0], [1], [2]], "No two raters have rated"),
        ([[1.0, np.nan], [np.nan, 2]], "No two raters have rated"),
        ([[1.0, 1], [1, 1]], "cannot be said"),
        ([[0.0, 1], [2, 2]], "The interval needs at least 5 candidates; here are 2."),
    ],
)
def test_too_few_to_say_is_said(name: str, table: list[list[float]], says: str) -> None:
    found = EVERY[name](units_from(np.array(table)))
    if name == "exact" and says == "cannot be said":
        assert found == Estimate(value=1.0, n=2, withheld="The interval needs at least 5 candidates; here are 2.")
    else:
        assert says in found.withheld
        assert (found.low, found.high) == (None, None)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Two criteria of a candidate go together, so that units alone would make intervals too narrow."""
    rng = np.random.default_rng(11)

    def drawn(candidates: int) -> Units:
        level = rng.normal(0, 1, (candidates, 1, 1)) + rng.normal(0, 0.3, (candidates, 4, 1))
        rating = np.clip(np.round(level + rng.normal(0, 0.6, (candidates, 4, 3)) + 1.5), 0, 3)
        units = units_from(rating.reshape(-1, 3), categories=4)
        cluster = np.repeat(np.arange(candidates), 4)
        return replace(units, cluster=cluster)

    truth = {name: EVERY[name](drawn(100_000)).value for name in ("ordinal", "exact")}
    held = dict.fromkeys(truth, 0)
    for _ in range(200):
        units = drawn(40)
        for name, value in truth.items():
            found = alpha(units, how=Resampling(draws=400)) if name == "ordinal" else EVERY[name](units)
            assert value is not None
            assert found.low is not None
            assert found.high is not None
            held[name] += found.low <= value <= found.high
    assert all(180 <= times <= 198 for times in held.values()), held


def test_alpha_of_sixty_cases_takes_less_than_a_tenth_of_a_second() -> None:
    rng = np.random.default_rng(5)
    table = np.where(rng.random((600, 6)) < 0.8, rng.integers(0, 5, (600, 6)), np.nan)
    units = units_from(table, categories=5)
    units = Units(
        unit=units.unit, rater=units.rater, value=units.value, cluster=np.repeat(np.arange(60), 10), categories=5
    )
    taken = []
    for _ in range(3):
        start = time.process_time()
        alpha(units)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.1


def test_only_ratings_of_the_same_criterion_are_compared_and_a_candidate_is_one_cluster() -> None:
    rows = [
        ("ada", "ben", "x", 2),
        ("ada", "chen", "x", 2),
        ("ada", "ben", "y", 0),
        ("ada", "chen", "y", 3),
        ("dan", "ben", "x", 1),
    ]
    names = ("candidate", "rater", "criterion", "rating")
    units = units_of(read_ratings({name: [row[place] for row in rows] for place, name in enumerate(names)}))
    assert gaps(units).tolist() == [1, 0, 0, 1]
    assert (units.count, units.clusters) == (4, 2)


def test_expected_agreement_is_the_chance_that_two_independent_ratings_are_alike() -> None:
    units = units_from(np.zeros((5, 2)), categories=2)
    probable = np.tile([[0.7, 0.3], [0.6, 0.4]], (5, 1))
    assert expected_agreement(units, [(1.0, probable)]).value == pytest.approx(0.7 * 0.6 + 0.3 * 0.4)
    assert expected_agreement(units, [(1.0, probable)], places=1).value == pytest.approx(1)


def test_two_raters_of_one_table_have_cohens_and_alphas_of_their_definition() -> None:
    table = np.array([[0.0, 0], [0, 1], [1, 1], [2, 1], [2, 2], [2, 2], [1, 1], [0, 0]])
    counts = np.zeros((3, 3))
    np.add.at(counts, (table[:, 0].astype(int), table[:, 1].astype(int)), 1)
    turned = cohen(counts.T, weights=Weights.LINEAR)
    assert close(cohen(counts, weights=Weights.LINEAR), turned)
    scott = fleiss(units_from(table), weights=Weights.NONE)  # of two raters it is Scott's pi
    margin = (counts.sum(axis=0) + counts.sum(axis=1)) / 16
    by_chance = 1 - margin @ margin
    assert scott.value == pytest.approx(1 - (2 / 8) / by_chance)


def test_weights_and_ratings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValueError, match="0 on the diagonal"):
        cohen(np.eye(2), weights=np.ones((2, 2)))
    with pytest.raises(ValueError, match="whole number"):
        units_from(np.array([[0.5, 1.0]]))
    with pytest.raises(ValueError, match="outside 3 categories"):
        units_from(np.array([[3.0, 1.0]]), categories=3)
    with pytest.raises(Malformed, match="variance components"):
        intraclass(np.array([[1.0, np.nan], [2, 1]]))


@settings(max_examples=40, deadline=None)
@given(
    table=st.integers(2, 4).flatmap(
        lambda k: st.lists(st.lists(st.integers(0, 4), min_size=k, max_size=k), min_size=2, max_size=8)
    )
)
def test_intraclass_correlations_keep_their_bounds_and_order(table: list[list[int]]) -> None:
    given_table = np.array(table, dtype=np.float64)
    found, turned = intraclass(given_table), intraclass(given_table[::-1, ::-1])
    k = given_table.shape[1]
    for name in Intraclass.__dataclass_fields__:
        one: Estimate = getattr(found, name)
        assert close(one, getattr(turned, name))
        if one.value is None:
            assert one.withheld
            continue
        assert -1 - 1e-12 <= one.value <= 1 + 1e-12
        if name in {"oneway", "consistency"}:
            assert one.value >= -1 / (k - 1) - 1e-12
        if one.low is not None and one.high is not None:
            assert one.low <= one.value + 1e-9 <= one.high + 2e-9
