"""Variance components and coefficients against Brennan's published ones, and what the two methods agree on."""

from __future__ import annotations

import numpy as np
import pytest
from tests.calibration.reference.reading import persons

from waypost.calibration.generalizability.balanced import balanced
from waypost.calibration.generalizability.components import Components
from waypost.calibration.generalizability.dependability import dependability, study
from waypost.calibration.generalizability.design import design_of
from waypost.calibration.generalizability.reml import reml
from waypost.calibration.tables import FloatArray
from waypost.refusal import NotNow


def variances(found: Components) -> dict[str, float]:
    return {component.name: component.variance for component in found.components}


def design_3() -> FloatArray:
    return persons("brennan_design3_wide.csv").reshape(10, 2, 4).transpose(0, 2, 1)


def test_items_within_persons() -> None:
    found = balanced(persons("brennan_design2_wide.csv").T, design="i:p")
    assert variances(found) == pytest.approx({"p": 0.6108, "i:p": 2.025}, abs=2e-4)
    both = dependability(found, sizes={"i": 8})
    assert (both.relative.value, both.absolute.value) == pytest.approx((0.7070, 0.7070), abs=2e-4)


def test_persons_by_items_by_occasions() -> None:
    found = balanced(design_3(), design="p x i x o")
    expected = {"p": 0.5528, "i": 0.4417, "o": 0.0074, "pi": 0.5750, "po": 0.1009, "io": 0.1565, "pio": 0.9352}
    assert variances(found) == pytest.approx(expected, abs=2e-4)
    assert found["i"].mean_square == pytest.approx(12.4833, abs=1e-4)
    both = dependability(found, sizes={"i": 4, "o": 2})
    assert (both.relative.value, both.absolute.value) == pytest.approx((0.6399, 0.5541), abs=2e-4)


def test_persons_by_raters_within_tasks() -> None:
    table = persons("brennan_design4_wide.csv").reshape(10, 3, 4).transpose(0, 2, 1)
    found = balanced(table, design="p x (r:t)")
    expected = {"p": 0.4731, "t": 0.3252, "pt": 0.5596, "r:t": 0.6475, "pr:t": 2.3802}
    assert variances(found) == pytest.approx(expected, abs=2e-4)
    both = dependability(found, sizes={"r": 4, "t": 3})
    assert (both.relative.value, both.absolute.value) == pytest.approx((0.5514, 0.4637), abs=2e-4)


def test_a_negative_estimate_is_told_and_counts_as_zero() -> None:
    table = np.array([[1.0, 2, 3], [3, 2, 1], [2, 1, 3]])
    found = balanced(table, design="p x r")
    assert found["p"].variance < 0
    assert (found["p"].counted, found.note) == (0.0, "Estimated below zero and counted as zero: p, r.")
    both = dependability(found, sizes={"r": 3})
    assert (both.relative.value, both.relative.low) == (0.0, None)
    assert both.relative.withheld.startswith("Candidates do not differ")


def test_reml_says_the_same_where_the_design_is_balanced() -> None:
    table = design_3()
    codes = {facet: axis.ravel() for facet, axis in zip("pio", np.indices(table.shape), strict=True)}
    by_squares, by_likelihood = balanced(table, design="p x i x o"), reml(table.ravel(), codes)
    assert variances(by_likelihood) == pytest.approx(variances(by_squares), abs=1e-8)


def test_reml_with_gaps_is_the_maximum_of_the_restricted_likelihood() -> None:
    """Against the likelihood as it is defined, with the whole covariance matrix, moved in every direction."""
    rng = np.random.default_rng(4)
    person, rater = np.divmod(rng.permutation(60)[:38], 5)
    y = rng.normal(0, 1, 12)[person] + rng.normal(0, 0.8, 5)[rater] + rng.normal(0, 0.7, 38)
    found = reml(y, {"p": person, "r": rater})
    design = [np.eye(12)[person], np.eye(5)[rater], np.eye(38)]

    def likelihood(values: FloatArray) -> float:
        whole = sum(value * one @ one.T for value, one in zip(values, design, strict=True))
        inverse, ones = np.linalg.inv(whole), np.ones(38)
        weight = ones @ inverse @ ones
        rest = y - ones @ inverse @ y / weight
        return -0.5 * (np.linalg.slogdet(whole)[1] + np.log(weight) + rest @ inverse @ rest)

    best = found.counted
    assert best.min() > 0
    for place in range(3):
        for moved in (0.98, 1.02):
            beside = best.copy()
            beside[place] *= moved
            assert likelihood(beside) < likelihood(best)


def test_reml_holds_at_zero_what_the_ratings_would_put_below() -> None:
    table = np.array([[1.0, 2, 3], [3, 2, 1], [2, 1, 3]])
    person, rater = np.indices(table.shape)
    found = reml(table.ravel(), {"p": person.ravel(), "r": rater.ravel()})
    assert (found["p"].variance, found["r"].variance) == (0, 0)
    assert found["pr"].variance == pytest.approx(np.var(table, ddof=1))
    assert found.note == "Held at zero, where the ratings would put them below: p, r."


def test_what_cannot_be_told_apart_is_left_out_or_refused() -> None:
    own = {"p": np.repeat(np.arange(4), 2), "r": np.arange(8)}
    rating = np.array([0.0, 1, 2, 2, 3, 5, 4, 4])
    assert reml(rating, own).note.endswith("were left out: r.")
    with pytest.raises(NotNow, match="what others rated too"):
        reml(rating, {"p": np.arange(8), "r": np.arange(8)})
    with pytest.raises(NotNow, match="no variance to divide"):
        reml(np.ones(8), own)


def test_more_raters_are_worth_more_and_never_all() -> None:
    found = balanced(design_3(), design="p x i x o")
    table = study(found, sizes={"i": [4], "o": [1, 2, 4, 8, 1000]}, fixed="i")
    assert table.columns[:2] == ("i", "o")
    for name in ("generalizability", "dependability"):
        values = np.asarray(table[name])
        assert (np.diff(values) > 0).all()
        assert 0 < values[0] < values[-1] < 1
        assert (table[f"{name}_low"] < values).all()
        assert (values < table[f"{name}_high"]).all()
    assert (np.diff(np.asarray(table["absolute_error"])) < 0).all()


def test_own_raters_for_each_candidate_cost_what_their_severity_does() -> None:
    found = balanced(design_3(), design="p x i x o")
    shared = dependability(found, sizes={"i": 4, "o": 2})
    own = dependability(found, sizes={"i": 4, "o": 2}, apart="io")
    assert own.relative.value == pytest.approx(shared.absolute.value)
    fixed = dependability(found, sizes={"i": 4, "o": 2}, fixed="i")
    assert fixed.relative.value is not None
    assert shared.relative.value is not None
    assert fixed.relative.value > shared.relative.value


@pytest.mark.parametrize("text", ["p x p", "person x item", "p x", "p y r", "r:r"])
def test_a_design_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a design is written like"):
        design_of(text)


def test_a_table_that_does_not_fit_its_design_is_refused() -> None:
    with pytest.raises(ValueError, match="2 axes"):
        balanced(np.ones((3, 2, 2)), design="p x r")
    with pytest.raises(ValueError, match="no gaps"):
        balanced(np.array([[1.0, np.nan], [2, 3]]), design="p x r")
