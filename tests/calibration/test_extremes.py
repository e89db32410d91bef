"""Tables that others refuse or answer with infinity have finite, sensible answers; ids and order say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.calibration.fitting import fit
from waypost.calibration.result import Calibration
from waypost.calibration.simulating import Truth, simulate

COLUMNS = simulate(Truth(candidates=24, raters=8, halo_sd=0.5), seed=6).columns
TABLES = ("measures", "severity", "criteria", "thresholds", "components", "design")


def changed(**changes: Any) -> dict[str, Any]:
    return {name: np.array(changes.get(name, column)) for name, column in COLUMNS.items()}


def numbers(calibration: Calibration) -> Mapping[str, np.ndarray]:
    tables = {name: getattr(calibration, name) for name in TABLES}
    return {
        f"{name}.{column}": values
        for name, table in tables.items()
        for column, values in table.items()
        if not isinstance(values, tuple)
    }


def assert_finite(calibration: Calibration) -> None:
    for name, values in numbers(calibration).items():
        if name not in {"design.value", "severity.infit", "severity.outfit"}:
            assert np.isfinite(values).all(), name
    assert (calibration.measures["se"] > 0).all()


@pytest.mark.parametrize(("given_rating", "sign"), [(4, -1), (0, 1)], ids=["only top marks", "only bottom marks"])
def test_a_rater_who_gives_one_mark_only_is_kept_and_is_the_mildest_or_the_severest(
    given_rating: int, sign: int
) -> None:
    rating = np.where(COLUMNS["rater"] == 3, given_rating, COLUMNS["rating"])
    calibration = fit(changed(rating=rating), categories=5)

    assert_finite(calibration)
    severity = calibration.severity.row(rater="3")["severity"]
    assert severity * sign == max(abs(calibration.severity["severity"]))
    assert 1 < abs(severity) < 8


def test_a_candidate_with_one_rating_has_a_measure_with_the_widest_interval() -> None:
    one_more = {"candidate": 99, "rater": 3, "criterion": 0, "rating": 4}
    calibration = fit({name: np.append(column, one_more[name]) for name, column in COLUMNS.items()}, categories=5)

    assert_finite(calibration)
    newcomer = calibration.measures.row(candidate="99")
    assert (newcomer["n"], newcomer["component"]) == (1, 1)
    assert newcomer["se"] == max(calibration.measures["se"])
    assert 0 < newcomer["measure"] < 3


@pytest.mark.parametrize("nobody_gave", [0, 2, 4], ids=["lowest", "middle", "highest"])
def test_a_category_that_nobody_used_has_finite_thresholds_next_to_the_others(nobody_gave: int) -> None:
    instead = 1 if nobody_gave == 0 else nobody_gave - 1
    rating = np.where(COLUMNS["rating"] == nobody_gave, instead, COLUMNS["rating"])
    calibration = fit(changed(rating=rating), categories=5)

    assert_finite(calibration)
    assert calibration.thresholds.height == 4 * 4
    assert (np.abs(calibration.thresholds["threshold"]) < 12).all()


def test_one_criterion_is_enough_and_has_no_halo() -> None:
    only = COLUMNS["criterion"] == 0
    calibration = fit({name: column[only] for name, column in COLUMNS.items()}, categories=5)

    assert_finite(calibration)
    assert calibration.components["component"] == ("candidate", "rater")


def test_raters_of_one_mind_tell_people_apart_and_nobody_is_at_infinity() -> None:
    calibration = fit(changed(rating=COLUMNS["candidate"] % 5), categories=5)

    assert_finite(calibration)
    order = np.argsort(calibration.measures["measure"], kind="stable")
    assert (np.diff(np.array(calibration.ratings.candidates, dtype=int)[order] % 5) >= 0).all()


def test_raters_of_one_mind_on_a_long_scale_put_people_where_thresholds_are() -> None:
    """Twenty-five points: odds of the highest against the lowest that no number holds, were they computed."""
    candidate, rater, criterion = (place.ravel() for place in np.indices((25, 5, 3)))
    found = fit({"candidate": candidate, "rater": rater, "criterion": criterion, "rating": candidate})
    measures = found.measures["measure"][np.argsort(np.array(found.measures["candidate"], dtype=int))]

    assert_finite(found)
    assert (np.diff(measures) > 0).all()
    assert np.abs(measures).max() < np.abs(found.posterior.thresholds).max() + 10


@pytest.mark.parametrize(
    "table",
    [
        {"candidate": ["Ada", "Cem"], "rater": ["Ben", "Ben"], "criterion": ["craft"] * 2, "rating": [0, 1]},
        {"candidate": ["Ada", "Ada"], "rater": ["Ben", "Dua"], "criterion": ["craft"] * 2, "rating": [0, 1]},
        {
            "candidate": ["Ada"] * 3,
            "rater": ["Ben"] * 3,
            "criterion": ["craft", "scope", "people"],
            "rating": [0, 3, 1],
        },
    ],
    ids=["one rater", "one candidate", "one of both"],
)
def test_two_or_three_ratings_have_an_answer_that_says_how_little_they_say(table: dict[str, list[Any]]) -> None:
    calibration = fit(table)

    assert_finite(calibration)
    assert (calibration.measures["se"] > 0.8).all()


def test_the_order_of_rows_and_the_names_of_people_change_nothing() -> None:
    """Ids that sort otherwise change the order of every sum, not what comes of it."""
    rng = np.random.default_rng(0)
    shuffled = rng.permutation(len(COLUMNS["rating"]))
    new = {kind: rng.permutation(100) for kind in ("candidate", "rater", "criterion")}
    renamed = {
        name: [f"x{new[name][value]:03}" for value in column[shuffled]] if name in new else column[shuffled].tolist()
        for name, column in COLUMNS.items()
    }
    one, other = fit(COLUMNS, categories=5), fit(renamed, categories=5)

    names = {kind: [f"x{number:03}" for number in new[kind]] for kind in new}
    for row in one.measures.rows():
        found = other.measures.row(candidate=names["candidate"][int(row["candidate"])])
        assert [found[key] for key in ("measure", "se", "fair")] == pytest.approx(
            [row[key] for key in ("measure", "se", "fair")], abs=1e-8
        )
    for row in one.severity.rows():
        found = other.severity.row(rater=names["rater"][int(row["rater"])])
        assert [found[key] for key in ("severity", "se", "infit")] == pytest.approx(
            [row[key] for key in ("severity", "se", "infit")], abs=1e-8
        )
    for row in one.thresholds.rows():
        where = {"criterion": names["criterion"][int(row["criterion"])], "category": row["category"]}
        assert other.thresholds.row(**where)["threshold"] == pytest.approx(row["threshold"], abs=1e-8)
    np.testing.assert_allclose(other.components["sd"], one.components["sd"], atol=1e-8)


def test_a_table_in_another_order_is_the_same() -> None:
    turned = {name: column[::-1] for name, column in COLUMNS.items()}

    one, other = fit(COLUMNS, categories=5), fit(turned, categories=5)

    assert one.ratings.hash == other.ratings.hash
    for name, values in numbers(one).items():
        np.testing.assert_allclose(numbers(other)[name], values, atol=1e-10, err_msg=name)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[int]]:
    """Any small table at all that is not refused: who rates whom on what, and how, as it comes."""
    cells = st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 2))
    rows = draw(st.lists(cells, min_size=2, max_size=30, unique=True))
    rating = draw(st.lists(st.integers(0, 3), min_size=len(rows), max_size=len(rows)).filter(lambda r: len(set(r)) > 1))
    candidate, rater, criterion = (list(column) for column in zip(*rows, strict=True))
    return {"candidate": candidate, "rater": rater, "criterion": criterion, "rating": rating}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(tables())
def test_any_table_that_is_not_refused_has_finite_measures(table: dict[str, list[int]]) -> None:
    calibration = fit(table, categories=4)

    assert_finite(calibration)
    assert (np.abs(calibration.measures["measure"]) < 12).all()
    assert ((calibration.measures["fair"] >= 0) & (calibration.measures["fair"] <= 3)).all()
