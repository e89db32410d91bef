"""Quarters of a year, as scope documents and timelines name them: 2026-Q4. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"^(\d{4})-Q([1-4])$")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year; `str()` is how it is stored, and sorts by time."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-Q{self.number}"

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def before(self) -> Quarter:
        """The quarter that ends where this one begins."""
        return Quarter(self.year - 1, 4) if self.number == 1 else Quarter(self.year, self.number - 1)

    @property
    def after(self) -> Quarter:
        """The quarter that begins where this one ends."""
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)


def quarter_of(day: date) -> Quarter:
    """The quarter `day` is in."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(text: str) -> Quarter | None:
    """The quarter written as 2026-Q4; None for anything else."""
    found = _WRITTEN.match(text)
    return Quarter(int(found[1]), int(found[2])) if found else None


def open_for_writing(today: date) -> tuple[Quarter, Quarter]:
    """The quarters whose scope document may be written on `today`: the present one and, for latecomers, the last."""
    now = quarter_of(today)
    return (now, now.before)
