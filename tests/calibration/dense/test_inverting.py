"""Inverses by halves are numpy's, and what is not positive is refused."""

from __future__ import annotations

import numpy as np
import pytest

from waypost.calibration.dense.inverting import NOT_POSITIVE, inverted, log_determinants


@pytest.mark.parametrize("size", [1, 2, 40, 41, 97, 170])
def test_inverses_and_determinants_are_those_of_numpy(size: int) -> None:
    rows = np.random.default_rng(size).normal(size=(3, size, size + 5))
    matrices = rows @ rows.transpose(0, 2, 1) + np.eye(size)

    np.testing.assert_allclose(inverted(matrices), np.linalg.inv(matrices), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(log_determinants(matrices), np.linalg.slogdet(matrices)[1], rtol=1e-12)


@pytest.mark.parametrize("size", [2, 60])
def test_a_matrix_that_is_not_positive_is_refused(size: int) -> None:
    matrices = np.stack([np.eye(size), np.diag([-1.0, *[1.0] * (size - 1)])])

    for computed in (inverted, log_determinants):
        with pytest.raises(ArithmeticError, match=NOT_POSITIVE):
            computed(matrices)
