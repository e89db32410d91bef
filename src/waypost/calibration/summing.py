"""Sums of numbers by what they belong to."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from waypost.calibration.tables import FloatArray


def sums_by(code: npt.NDArray[np.integer], values: FloatArray, size: int) -> FloatArray:
    """(size,): the sum of the values (n,) of each code (n,)."""
    return np.asarray(np.bincount(code, values, minlength=size), dtype=np.float64)
