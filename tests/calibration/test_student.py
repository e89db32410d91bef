"""Student's quantiles are those of scipy, which is not loaded for them."""

from __future__ import annotations

import pytest
from scipy.special import stdtrit

from waypost.calibration.student import share_within, t_quantile

FREEDOMS = (1, 2, 3, 4, 5, 11, 12, 47, 59, 999, 1_000, 1_001, 100_000)


@pytest.mark.parametrize("freedom", FREEDOMS)
def test_quantiles_are_those_of_scipy(freedom: int) -> None:
    for probability in (0.5, 0.55, 0.9, 0.975, 0.9995, 0.025):
        expected = float(stdtrit(freedom, probability))

        assert t_quantile(probability, freedom=freedom) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_the_share_within_a_quantile_is_what_it_leaves_on_neither_side() -> None:
    assert share_within(t_quantile(0.975, freedom=59), freedom=59) == pytest.approx(0.95, abs=1e-12)


@pytest.mark.parametrize(("probability", "freedom"), [(0.0, 5), (1.0, 5), (0.9, 0)])
def test_a_quantile_of_nothing_is_refused(probability: float, freedom: int) -> None:
    with pytest.raises(ValueError, match="a probability between 0 and 1, and at least one degree of freedom"):
        t_quantile(probability, freedom=freedom)
