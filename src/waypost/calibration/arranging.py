"""Arranging: rows of coded ratings sorted by candidate, rater and criterion, quickly, and those that stand twice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from waypost.calibration.tables import ByteArray, IntArray

_RATING_BITS = 6
"""A rating is below 64, so that it can ride in the lowest bits of its row's place."""

Key = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rows:
    """Coded rows; panel and session are None where the table has none."""

    candidate: IntArray
    rater: IntArray
    criterion: IntArray
    rating: ByteArray
    panel: IntArray | None = None
    session: IntArray | None = None


def arranged(rows: Rows, *, raters: int, criteria: int) -> Rows:
    """The rows sorted by candidate, rater and criterion; what stands twice is in no order of its own."""
    key = _key(rows, raters, criteria)
    if key is None:
        return _taken(rows, np.lexsort((rows.criterion, rows.rater, rows.candidate)))
    if np.all(key[1:] > key[:-1]):
        return rows
    if rows.panel is None and rows.session is None:
        return _unpacked(np.sort(key << _RATING_BITS | rows.rating), raters, criteria)
    return _taken(rows, np.argsort(key))


def twice(rows: Rows) -> list[tuple[int, int]]:
    """(earlier row, later row), from 0, of everything that a rater rated more than once; `rows` as they came."""
    order = np.lexsort((rows.criterion, rows.rater, rows.candidate))
    same = _same(_taken(rows, order))
    return sorted(((int(order[at]), int(order[at + 1])) for at in np.flatnonzero(same)), key=lambda rows: rows[1])


def has_twice(sorted_rows: Rows) -> bool:
    """Whether a rater rated something more than once."""
    return bool(_same(sorted_rows).any())


def _same(rows: Rows) -> npt.NDArray[np.bool_]:
    same = rows.candidate[1:] == rows.candidate[:-1]
    same &= rows.rater[1:] == rows.rater[:-1]
    same &= rows.criterion[1:] == rows.criterion[:-1]
    return np.asarray(same)


def _key(rows: Rows, raters: int, criteria: int) -> Key | None:
    """One number for each row that sorts as the row does; None where it would not fit."""
    if (int(rows.candidate.max()) + 1) * raters * criteria >= 2 ** (63 - _RATING_BITS):
        return None
    return (rows.candidate.astype(np.int64) * raters + rows.rater) * criteria + rows.criterion


def _unpacked(packed: Key, raters: int, criteria: int) -> Rows:
    """What sorting a number with its rating is good for: nothing has to be fetched from all over the memory."""
    rating = (packed & (2**_RATING_BITS - 1)).astype(np.uint8)
    packed >>= _RATING_BITS
    pair = packed // criteria
    criterion = (packed - pair * criteria).astype(np.int32)
    candidate = pair // raters
    rater = (pair - candidate * raters).astype(np.int32)
    return Rows(candidate=candidate.astype(np.int32), rater=rater, criterion=criterion, rating=rating)


def _taken(rows: Rows, order: npt.NDArray[np.intp]) -> Rows:
    return Rows(
        candidate=rows.candidate[order],
        rater=rows.rater[order],
        criterion=rows.criterion[order],
        rating=rows.rating[order],
        panel=None if rows.panel is None else rows.panel[order],
        session=None if rows.session is None else rows.session[order],
    )
