"""A statistic with its interval, or why there is none: what every question about agreement is answered with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from waypost.calibration.tables import FloatArray, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number about ratings.

    value: None where the ratings cannot say, never a number that only looks like an answer. low, high: its interval,
    None where the value is known but how far is not. n: what it rests on, in the units its maker names (pairs of
    ratings, things rated, candidates). withheld: why value or interval is None, a sentence, else "".
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int
    withheld: str = ""


def too_few(n: int, *, why: str) -> Estimate:
    """No value: `why` says in a sentence what is missing."""
    return Estimate(value=None, n=n, withheld=why)


def as_table(rows: Sequence[tuple[str, Estimate]]) -> Table:
    """statistic, value, low, high, n, withheld: NaN where there is no number, and `withheld` says why."""
    return Table(
        {
            "statistic": [name for name, _ in rows],
            "value": _numbers([row.value for _, row in rows]),
            "low": _numbers([row.low for _, row in rows]),
            "high": _numbers([row.high for _, row in rows]),
            "n": np.array([row.n for _, row in rows], dtype=np.int64),
            "withheld": [row.withheld for _, row in rows],
        }
    )


def _numbers(values: Sequence[float | None]) -> FloatArray:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
