"""Coding: a column of ids or ratings as it came, turned into small whole numbers without guessing what was meant."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from waypost.calibration.rating_faults import RatingFault, RatingsError, first_faults
from waypost.calibration.tables import ByteArray, IntArray

MOST_CATEGORIES = 64
"""A scale of more steps than this is no ordinal judgement; a rating above it is a slip."""

_ID_HINT = "An id is text or a whole number, and every row has one."
_RATING_HINT = "A rating is a whole number from 0; leave the row out where nobody rated."


def coded_ids(column: str, values: Any) -> tuple[tuple[str, ...], IntArray]:
    """The sorted distinct ids, and of each row the place of its id among them.

    Ids are ordered as numbers where all of them are whole numbers, otherwise as text; a number and the text that
    writes it are the same id. Raises RatingsError for a missing id and for what is neither text nor whole number.
    """
    array = as_column(column, values)
    if array.dtype.kind in "iu" and len(array):
        return _coded_numbers(array)
    return _coded_objects(column, array.tolist())


def coded_ratings(column: str, values: Any, *, categories: int | None) -> tuple[ByteArray, int]:
    """The ratings as bytes and the number of categories: the one given, otherwise the highest rating and one.

    Raises RatingsError for anything that is not a whole number within the scale.
    """
    if categories is not None and not 2 <= categories <= MOST_CATEGORIES:
        raise ValueError(f"a scale has from 2 to {MOST_CATEGORIES} categories")
    array = as_column(column, values)
    numbers, wrong = _whole(array)
    points = MOST_CATEGORIES if categories is None else categories
    bad = np.flatnonzero(wrong | (numbers < 0) | (numbers >= points))

    def says(row: int) -> str:
        if not wrong[row]:
            return f"{numbers[row]} is outside the scale"
        return f"`{'' if array[row] is None else array[row]}` is not a whole number"

    if len(bad):
        scale = "At most" if categories is None else "The scale has"
        hint = f"{_RATING_HINT} {scale} {points} points, 0 to {points - 1}."
        raise RatingsError(first_faults(bad, says, column=column, hint=hint))
    return numbers.astype(np.uint8), int(numbers.max(initial=0)) + 1 if categories is None else categories


def as_column(column: str, values: Any) -> npt.NDArray[Any]:
    """A list, tuple, array or a frame's column as an array of one dimension; texts stay what they are."""
    array = np.asarray(values) if hasattr(values, "__array__") else _array_of(list(values))
    if array.ndim != 1:
        raise RatingsError((RatingFault(None, column, "is not a column: it has more than one dimension."),))
    return array


def _array_of(values: list[Any]) -> npt.NDArray[Any]:
    if all(type(value) is int for value in values):
        return np.array(values, dtype=np.int64)
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _coded_numbers(array: npt.NDArray[Any]) -> tuple[tuple[str, ...], IntArray]:
    low, high = int(array.min()), int(array.max())
    if high - low < 4 * len(array) + 1_000_000:  # a table of places is several times quicker than sorting
        shifted = (array - low).astype(np.int64, copy=False)
        present = np.zeros(high - low + 1, dtype=np.bool_)
        present[shifted] = True
        distinct = np.flatnonzero(present) + low
        return tuple(map(str, distinct.tolist())), (np.cumsum(present, dtype=np.int32) - np.int32(1))[shifted]
    sorted_ids, codes = np.unique(array, return_inverse=True)
    return tuple(map(str, sorted_ids.tolist())), codes.astype(np.int32, copy=False)


def _coded_objects(column: str, values: list[Any]) -> tuple[tuple[str, ...], IntArray]:
    seen: dict[Any, int] = {}
    try:
        first = np.array([seen.setdefault(value, len(seen)) for value in values], dtype=np.int32)
    except TypeError:
        raise RatingsError((RatingFault(None, column, "holds values that are no ids.", _ID_HINT),)) from None
    wrong = {code: says for value, code in seen.items() if (says := _not_an_id(value))}
    if wrong:
        rows = np.flatnonzero(np.isin(first, list(wrong)))
        raise RatingsError(first_faults(rows, lambda row: wrong[int(first[row])], column=column, hint=_ID_HINT))
    texts = [str(value) for value in seen]
    ids = sorted(set(texts), key=int) if all(map(_writes_a_number, texts)) else sorted(set(texts))
    place = {text: code for code, text in enumerate(ids)}
    return tuple(ids), np.array([place[text] for text in texts], dtype=np.int32)[first]


def _not_an_id(value: object) -> str:
    if value is None or _is_nan(value) or (isinstance(value, str) and not value.strip()):
        return "is empty"
    if isinstance(value, str) or (isinstance(value, int | np.integer) and not isinstance(value, bool)):
        return ""
    return f"`{value}` is no id"


def _is_nan(value: object) -> bool:
    return isinstance(value, float | np.floating) and bool(np.isnan(value))


def _writes_a_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and (digits == "0" or not digits.startswith("0")) and text != "-0"


def _whole(array: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The column as numbers, and where it holds something else (there the number is 0)."""
    if array.dtype.kind in "iu":
        return array.astype(np.int64, copy=False), np.zeros(len(array), dtype=np.bool_)
    if array.dtype.kind == "f":
        wrong = ~(np.isfinite(array) & (array == np.round(array)))
        return np.where(wrong, 0, array).astype(np.int64), wrong
    numbers = [_whole_number(value) for value in array.tolist()]
    wrong = np.array([number is None for number in numbers], dtype=np.bool_)
    return np.array([number or 0 for number in numbers], dtype=np.int64), wrong


def _whole_number(value: object) -> int | None:
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    if isinstance(value, str) and _writes_a_number(value.strip()) and len(value) < 10:
        return int(value)
    return None
