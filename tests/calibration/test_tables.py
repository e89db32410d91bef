"""A table is a mapping of frozen columns of one length."""

from __future__ import annotations

import numpy as np
import pytest

from waypost.calibration.tables import Table

TABLE = Table({"candidate": ("Ada", "Cem"), "measure": np.array([0.5, np.nan]), "n": np.array([3, 4])})


def test_a_table_is_a_mapping_of_columns_and_gives_rows_of_plain_values() -> None:
    first = next(TABLE.rows())

    assert (TABLE.columns, TABLE.height, dict(TABLE)["candidate"]) == (("candidate", "measure", "n"), 2, ("Ada", "Cem"))
    assert first == {"candidate": "Ada", "measure": 0.5, "n": 3}
    assert [type(value) for value in first.values()] == [str, float, int]
    assert TABLE.row(candidate="Cem")["n"] == 4


def test_nobody_writes_into_a_table() -> None:
    with pytest.raises(ValueError, match="read-only"):
        TABLE["n"][0] = 7  # type: ignore[index]


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same length"):
        Table({"candidate": ("Ada",), "n": np.array([3, 4])})


def test_a_row_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="candidate='Eve'"):
        TABLE.row(candidate="Eve")
