"""A table: named columns of one length, read-only, that any frame library takes as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.integer[Any]]
ByteArray = npt.NDArray[np.uint8]
BoolArray = npt.NDArray[np.bool_]

Column = tuple[str, ...] | npt.NDArray[Any]


class Table(Mapping[str, Column]):
    """Frozen columns of equal length, in order: `table["measure"]`, `pandas.DataFrame(dict(table))`.

    Texts are tuples of str, numbers are numpy arrays that cannot be written to. `len(table)` counts columns, as for
    any mapping; `table.height` counts rows. Raises ValueError when the columns differ in length.
    """

    __slots__ = ("_columns", "height")

    def __init__(self, columns: Mapping[str, Sequence[Any] | npt.NDArray[Any]]) -> None:
        self._columns: dict[str, Column] = {name: _frozen(column) for name, column in columns.items()}
        heights = {len(column) for column in self._columns.values()}
        if len(heights) > 1:
            raise ValueError("the columns of a table must have the same length")
        self.height: int = heights.pop() if heights else 0

    def __getitem__(self, name: str) -> Column:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self._columns)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Every row as a dict of plain Python values: str, int, float; a number that is not known is NaN."""
        plain = [column if isinstance(column, tuple) else column.tolist() for column in self._columns.values()]
        return (dict(zip(self._columns, row, strict=True)) for row in zip(*plain, strict=True))

    def row(self, **where: str | int) -> dict[str, Any]:
        """The first row whose columns have these values. Raises KeyError when there is none."""
        for row in self.rows():
            if all(row[name] == value for name, value in where.items()):
                return row
        raise KeyError(", ".join(f"{name}={value!r}" for name, value in where.items()))

    def __repr__(self) -> str:
        return f"Table({', '.join(self._columns)}; {self.height} rows)"


def _frozen(column: Sequence[Any] | npt.NDArray[Any]) -> Column:
    if not isinstance(column, np.ndarray):
        if all(isinstance(value, str) for value in column):
            return tuple(column)
        column = np.asarray(column)
    view = column.view()
    view.flags.writeable = False
    return view
