"""What can be wrong with a table of ratings: one fault, and the error that carries all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

FAULTS_SHOWN = 5
"""So many rows of one kind of fault are named; the last says how many more there are."""


@dataclass(frozen=True, slots=True)
class RatingFault:
    """One thing wrong with a table of ratings. `row` counts data rows from 1, None where it concerns a column."""

    row: int | None
    column: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"row {self.row}, {self.column}" if self.row is not None else self.column
        said = f"{place}: {self.message}"
        return f"{said.removesuffix('.')}. {self.hint}" if self.hint else said


class RatingsError(ValueError):
    """A table of ratings that cannot be used; `faults` says what is wrong, where, and what to do."""

    def __init__(self, faults: Sequence[RatingFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


def first_faults(
    rows: Sequence[int] | npt.NDArray[np.integer[Any]], says: Callable[[int], str], *, column: str, hint: str
) -> tuple[RatingFault, ...]:
    """The first few of many faults of a column. rows: from 0, in order; says: what is wrong with one of them.

    The last of those shown says how many follow it.
    """
    shown = [int(row) for row in rows[:FAULTS_SHOWN]]
    more = len(rows) - len(shown)
    messages = [says(row) for row in shown]
    if more:
        messages[-1] += f" ({more} more rows like this)"
    return tuple(RatingFault(row + 1, column, message, hint) for row, message in zip(shown, messages, strict=True))
