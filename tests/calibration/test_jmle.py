"""Joint maximum likelihood, bias and misfit against Guilford's junior scientists, and what has no finite answer."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from tests.calibration.reference.reading import JUDGES, JUNIORS, guilford, guilford_expected

from waypost.calibration import fit
from waypost.calibration.bias import biases, contrast
from waypost.calibration.consistency.exact import agreement_within, expected_agreement
from waypost.calibration.consistency.resampling import Resampling
from waypost.calibration.consistency.units import units_of
from waypost.calibration.generalizability.fitted import reliability_of, separation
from waypost.calibration.jmle import Facet, JointEstimates, jmle, joint_estimates
from waypost.calibration.misfit import misfit
from waypost.calibration.ratings import Ratings, read_ratings
from waypost.calibration.response import probabilities
from waypost.refusal import NotNow

STEPS = [-0.690, -2.352, 0.809, -1.484, 1.719, -0.979, 2.393, 0.585]


@cache
def fitted() -> JointEstimates:
    return joint_estimates(guilford(), common=True)


@pytest.mark.parametrize("facet", ["judge", "junior", "trait"])
def test_guilfords_table_is_reproduced_to_three_digits(facet: str) -> None:
    found: Facet = {"judge": fitted().raters, "junior": fitted().candidates, "trait": fitted().criteria}[facet]
    squares = found.squares
    table = np.column_stack([found.measure, found.se, squares.infit, squares.infit_z, squares.outfit, squares.outfit_z])
    expected = np.array(list(guilford_expected(facet).values()))
    np.testing.assert_allclose(table[:, [0, 1, 2, 4]], expected[:, [0, 1, 2, 4]], atol=1e-3)
    np.testing.assert_allclose(table[:, [3, 5]], expected[:, [3, 5]], atol=0.01)


def test_guilfords_thresholds() -> None:
    steps = fitted().thresholds - fitted().criteria.measure[:, None]
    np.testing.assert_allclose(steps, np.tile(STEPS, (5, 1)), atol=1e-3)


@pytest.mark.parametrize(
    ("facet", "expected"), [("raters", (0.306, 0.663)), ("candidates", (0.835, 2.253)), ("criteria", (0.774, 1.849))]
)
def test_guilfords_reliability_and_separation(facet: str, expected: tuple[float, float]) -> None:
    found: Facet = getattr(fitted(), facet)
    reliability = reliability_of(found.measure, found.se, shrunk=False, how=Resampling())
    assert (reliability.value, separation(reliability).value) == pytest.approx(expected, abs=1e-3)


def test_guilfords_exact_agreement_and_what_the_model_expects_of_it() -> None:
    ratings, found = guilford(), fitted()
    units = units_of(ratings)
    seen = agreement_within(units)
    expected = expected_agreement(units, [(1.0, probabilities(found.eta, found.thresholds[ratings.criterion]))])
    assert seen.value is not None
    assert expected.value is not None
    assert (seen.n, seen.value * seen.n, expected.value * expected.n) == (
        105,
        pytest.approx(33),
        pytest.approx(27.02, abs=5e-3),
    )


def test_the_five_most_unexpected_ratings_are_brahes() -> None:
    ratings, z = guilford(), fitted().residuals.z
    worst = np.argsort(-np.abs(z))[:5]
    assert [JUDGES[code] for code in ratings.rater[worst]] == ["Brahe"] * 5
    np.testing.assert_allclose(np.abs(z[worst]), [2.78, 2.74, 2.50, 2.46, 2.04], atol=5e-3)


def test_david_as_brahe_and_as_cavendish_sees_him() -> None:
    ratings, found = guilford(), fitted()
    bias = biases(
        ratings.rating, found.eta, found.thresholds[ratings.criterion], ratings.pair, groups=len(ratings.pairs)
    )
    david = JUNIORS.index("David")
    by = {JUDGES[rater]: pair for pair, (candidate, rater) in enumerate(ratings.pairs) if candidate == david}
    local = bias.bias + found.candidates.measure[ratings.pairs[:, 0]]
    brahe, cavendish = by["Brahe"], by["Cavendish"]
    assert (local[brahe], bias.se[brahe]) == pytest.approx((0.26, 0.298), abs=0.01)
    assert (local[cavendish], bias.se[cavendish]) == pytest.approx((-1.08, 0.349), abs=0.01)
    apart = contrast(bias, brahe, cavendish)
    assert (apart.contrast, apart.t) == pytest.approx((1.34, 2.92), abs=0.03)


def small(rows: str) -> Ratings:
    """Rows of `candidate rater criterion rating`."""
    given = [row.split() for row in rows.split(",")]
    names = ("candidate", "rater", "criterion")
    columns = {name: [row[place] for row in given] for place, name in enumerate(names)}
    return read_ratings({**columns, "rating": [int(row[3]) for row in given]})


def test_who_has_only_top_marks_is_at_infinity_and_the_others_are_measured_without_them() -> None:
    rows = "ada ben x 2, ada ben y 2, ada chen x 2, ada chen y 2"
    others = "dan ben x 0, dan ben y 1, dan chen x 1, dan chen y 2, jo ben x 2, jo ben y 0, jo chen x 1, jo chen y 1"
    found, without = joint_estimates(small(f"{rows}, {others}")), joint_estimates(small(others))
    assert found.candidates.measure[0] == np.inf
    np.testing.assert_allclose(found.candidates.measure[1:], without.candidates.measure, atol=1e-9)
    posterior = jmle(small(f"{rows}, {others}"))
    assert np.isfinite(misfit(small(f"{rows}, {others}"), posterior).raters.infit).all()
    assert fit(small(f"{rows}, {others}"), method="jmle").measures.row(candidate="ada")["fair"] == pytest.approx(2)
    assert np.isnan(posterior.joint(np.array([0]), np.array([0]))[1][0]).all()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("ada ben x 2, dana ben x 0", "calibration.jmle-extreme"),
        ("ada ben x 0, ada chen x 3, dana ben x 1, dana chen x 0", "calibration.jmle-unused-category"),
        (
            "ada ben x 0, ada chen x 1, dan ben x 1, dan chen x 0, jo fin x 0, jo gil x 1, hana fin x 1, hana gil x 0",
            "calibration.not-connected",
        ),
    ],
)
def test_what_has_no_finite_answer_is_refused(rows: str, code: str) -> None:
    with pytest.raises(NotNow) as refused:
        joint_estimates(small(rows))
    assert refused.value.code == code


def test_the_covariance_is_the_inverse_of_the_information_on_all_parameters_at_once() -> None:
    """7 juniors, 3 judges, 5 traits, 8 steps; the information is the covariance of what they multiply."""
    ratings, posterior = guilford(), jmle(guilford())
    eta = posterior.theta[ratings.candidate] - posterior.alpha[ratings.rater]
    probable = probabilities(eta, posterior.thresholds[ratings.criterion])
    one = np.hstack([np.eye(7)[ratings.candidate], -np.eye(3)[ratings.rater], -np.eye(5)[ratings.criterion]])
    steps = np.tril(np.ones((9, 8)), -1)
    whole = np.concatenate(
        [np.arange(9)[None, :, None] * one[:, None, :], np.broadcast_to(-steps, (len(ratings), 9, 8))], axis=2
    )
    mean = np.einsum("nk,nkp->np", probable, whole)
    information = np.einsum("nk,nkp,nkq->pq", probable, whole, whole) - mean.T @ mean
    expected = np.linalg.pinv(information, rcond=1e-9)[:7, :7]
    centred = np.eye(7) - 1 / 7
    found, covariance = posterior.joint(np.arange(7, dtype=np.int32), np.array([], dtype=np.int32))
    assert found.sum() == pytest.approx(0, abs=1e-9)
    np.testing.assert_allclose(covariance, centred @ expected @ centred, atol=1e-9)
