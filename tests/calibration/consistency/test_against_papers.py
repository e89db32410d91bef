"""Kappa, alpha and intraclass correlations against the tables of the papers that define them."""

from __future__ import annotations

import numpy as np
import pytest
from tests.calibration.reference.reading import matrix

from waypost.calibration.consistency.alpha import Scale, alpha
from waypost.calibration.consistency.intraclass import intraclass
from waypost.calibration.consistency.kappa import Weights, cohen, standard_error
from waypost.calibration.consistency.units import units_from

COHEN_1968 = np.array([[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]])
COHEN_WEIGHTS = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]])


@pytest.mark.parametrize(
    ("scale", "expected"),
    [(Scale.NOMINAL, 0.743), (Scale.ORDINAL, 0.815), (Scale.INTERVAL, 0.849), (Scale.RATIO, 0.797)],
)
def test_alpha_of_krippendorffs_example_with_gaps(scale: Scale, expected: float) -> None:
    units = units_from(matrix("krippendorff2011_C.csv", header=1).T - 1)
    found = alpha(units, scale=scale, values=np.arange(1.0, 6.0))
    assert found.n == 11
    assert found.value == pytest.approx(expected, abs=5e-4)
    assert found.low is not None
    assert found.high is not None
    assert found.low < expected < found.high <= 1


def test_alpha_of_krippendorffs_example_by_hand() -> None:
    """His printed values have three digits; nominal alpha is 1 - 39 * 8 / 1216 from his table of coincidences."""
    units = units_from(matrix("krippendorff2011_C.csv", header=1).T - 1)
    assert alpha(units, scale=Scale.NOMINAL).value == pytest.approx(0.7434210526, abs=1e-9)


def test_intraclass_correlations_of_shrout_and_fleiss() -> None:
    found = intraclass(matrix("shrout_fleiss1979.csv"))
    one = (found.oneway.value, found.agreement.value, found.consistency.value)
    four = (found.oneway_mean.value, found.agreement_mean.value, found.consistency_mean.value)
    assert one == pytest.approx((0.165742, 0.289764, 0.714841), abs=1e-6)
    assert four == pytest.approx((0.442797, 0.620051, 0.909316), abs=1e-6)
    assert (found.agreement.low, found.agreement.high) == pytest.approx((0.018787, 0.761084), abs=1e-6)


def test_kappa_of_cohens_table() -> None:
    assert cohen(COHEN_1968, n=200).value == pytest.approx(0.4915, abs=1e-4)
    assert cohen(COHEN_1968, n=200, weights=COHEN_WEIGHTS).value == pytest.approx(0.3478, abs=1e-4)
    assert cohen(COHEN_1968, n=200, weights=Weights.QUADRATIC).value == pytest.approx(0.4545, abs=1e-4)


@pytest.mark.parametrize("weights", [Weights.NONE, Weights.LINEAR, COHEN_WEIGHTS])
def test_the_standard_error_of_kappa_is_that_of_a_multinomial_table(weights: Weights) -> None:
    """Fleiss, Cohen and Everitt's formula is the delta method; here the same by differences."""
    step, shares = 1e-6, COHEN_1968

    def kappa(table: np.ndarray) -> float:
        value = cohen(table, n=200, weights=weights).value
        assert value is not None
        return value

    slopes = np.zeros(9)
    for cell in range(9):
        moved = np.eye(1, 9, cell).reshape(3, 3) * step
        slopes[cell] = (kappa(shares + moved) - kappa(shares - moved)) / (2 * step)
    flat = shares.ravel()
    variance = (flat @ slopes**2 - (flat @ slopes) ** 2) / 200
    assert standard_error(shares, n=200, weights=weights) == pytest.approx(np.sqrt(variance), rel=1e-6)
