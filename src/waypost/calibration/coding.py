"""Coding: a column of ids or ratings as it came, turned into small whole numbers without guessing what was meant."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from waypost.calibration.rating_faults import RatingFault, RatingsError, first_faults
from waypost.calibration.tables import ByteArray, IntArray

MOST_CATEGORIES = 25
"""A scale of more steps than this is no ordinal judgement; a rating above it is a slip."""

_WRITTEN = re.compile(r"-?[0-9]{1,15}(\.0*)?")
"""A whole number as text: frames write 3 as `3.0` where a column has gaps."""

_EXACT = 2.0**53
"""Below this, either side of 0, a float that is whole is one whole number and no other."""

_FAR = 1 << 62
"""Whole numbers below this, either side of 0, are told apart and ordered as machine integers."""

_BEYOND = 1 << 40
"""Stands for a whole number so far from any scale or count that its digits do not matter."""

_ID_HINT = "An id is text or a whole number, and every row has one."
_RATING_HINT = "A rating is a whole number from 0; leave the row out where nobody rated."


def coded_ids(column: str, values: Any) -> tuple[tuple[str, ...], IntArray]:
    """The sorted distinct ids, and of each row the place of its id among them.

    Ids are ordered as numbers where all of them are whole numbers, otherwise as text; a number and the text that
    writes it are the same id, and so is 7.0, which frames make of 7 where a column has gaps. Raises RatingsError for a
    missing id, for what is neither text nor whole number, and for ids that only a program can tell apart.
    """
    array = as_column(column, values)
    if array.dtype.kind in "iu" and len(array) and -_FAR < int(array.min()) <= int(array.max()) < _FAR:
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
            return f"{str(array[row]).strip()} is outside the scale"
        return "is empty" if _is_empty(array[row]) else f"`{array[row]}` is not a whole number"

    if len(bad):
        scale = "At most" if categories is None else "The scale has"
        hint = f"{_RATING_HINT} {scale} {points} points, 0 to {points - 1}."
        raise RatingsError(first_faults(bad, says, column=column, hint=hint))
    return numbers.astype(np.uint8), int(numbers.max(initial=0)) + 1 if categories is None else categories


def as_column(column: str, values: Any) -> npt.NDArray[Any]:
    """A list, tuple, array or a frame's column as an array of one dimension; texts stay what they are."""
    array = np.asarray(values) if hasattr(values, "__array__") else _array_of(list(values))
    if array.ndim != 1:
        hint = "Give one value for each row, and each column a name of its own."
        raise RatingsError((RatingFault(None, column, "is not one column of values.", hint),))
    return array


def _array_of(values: list[Any]) -> npt.NDArray[Any]:
    if all(type(value) is int and -_FAR < value < _FAR for value in values):
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
    if bool in set(map(type, values)):  # True would be taken for 1
        truths = [row for row, value in enumerate(values) if isinstance(value, bool)]
        raise RatingsError(first_faults(truths, lambda row: f"`{values[row]}` is no id", column=column, hint=_ID_HINT))
    try:
        first = np.array([seen.setdefault(value, len(seen)) for value in values], dtype=np.int32)
    except TypeError:
        raise RatingsError((RatingFault(None, column, "holds values that are no ids.", _ID_HINT),)) from None
    wrong = {code: says for value, code in seen.items() if (says := _not_an_id(value))}
    if wrong:
        rows = np.flatnonzero(np.isin(first, list(wrong)))
        raise RatingsError(first_faults(rows, lambda row: wrong[int(first[row])], column=column, hint=_ID_HINT))
    texts = [str(int(value)) if isinstance(value, float | np.floating) else str(value) for value in seen]
    _refuse_twins(column, texts, first)
    ids = sorted(set(texts), key=int) if all(map(_writes_a_number, texts)) else sorted(set(texts))
    place = {text: code for code, text in enumerate(ids)}
    return tuple(ids), np.array([place[text] for text in texts], dtype=np.int32)[first]


def _refuse_twins(column: str, texts: list[str], codes: IntArray) -> None:
    """RatingsError where two ids look the same: a space around one, or an accent that is encoded in another way."""
    looks: dict[str, str] = {}
    twins = {}
    for code, text in enumerate(texts):
        look = text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()
        other = looks.setdefault(look, text)
        if other != text:
            twins[code] = f"{text!a} looks like {other!a} and is another id"
    if twins:
        hint = "Write each id the same way throughout: without spaces around it, accents encoded alike."
        rows = np.flatnonzero(np.isin(codes, list(twins)))
        raise RatingsError(first_faults(rows, lambda row: twins[int(codes[row])], column=column, hint=hint))


def _not_an_id(value: object) -> str:
    if _is_empty(value):
        return "is empty"
    if isinstance(value, str) or (isinstance(value, int | np.integer) and not isinstance(value, bool)):
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer() and abs(float(value)) < _EXACT:
        return ""
    return f"`{value}` is no id"


def _is_empty(value: object) -> bool:
    """Nothing, however a list, a file or a frame writes it."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if isinstance(value, float | np.floating):
        return bool(np.isnan(value))
    return not isinstance(value, str) and str(value) in ("<NA>", "NaT")  # what pandas has for it


def _writes_a_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and (digits == "0" or not digits.startswith("0")) and text != "-0"


def _whole(array: npt.NDArray[Any]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """The column as numbers, and where it holds something else (there the number is 0)."""
    if array.dtype.kind in "iu":
        if array.dtype == np.uint64:
            array = np.minimum(array, _BEYOND)
        return array.astype(np.int64, copy=False), np.zeros(len(array), dtype=np.bool_)
    if array.dtype.kind == "f":
        wrong = ~(np.isfinite(array) & (array == np.round(array)))
        return np.clip(np.where(wrong, 0, array).astype(np.float64), -_BEYOND, _BEYOND).astype(np.int64), wrong
    numbers = [_whole_number(value) for value in array.tolist()]
    wrong = np.array([number is None for number in numbers], dtype=np.bool_)
    return np.array([max(-_BEYOND, min(number or 0, _BEYOND)) for number in numbers], dtype=np.int64), wrong


def _whole_number(value: object) -> int | None:
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating | Decimal):
        return int(value) if np.isfinite(float(value)) and value == int(value) else None
    if isinstance(value, str) and _WRITTEN.fullmatch(value.strip()):
        return int(float(value))
    return None
