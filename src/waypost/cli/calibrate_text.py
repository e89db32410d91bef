"""A calibration for the terminal: in words, then the tables that a person reads, in columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any

from waypost.framework.faults import printable

if TYPE_CHECKING:
    from waypost.calibration.in_words import InWords
    from waypost.calibration.result import Calibration
    from waypost.calibration.tables import Table

SHOWN = ("measures", "severity", "criteria", "components", "reliability", "agreement", "design")
ROWS = 40
"""Rows of a table in the terminal; the other forms have all."""
_WIDE = 100
_CELL = 60
"""Characters of an id; more would push every number out of sight."""


def to_text(calibration: Calibration, said: InWords, *, source: str) -> str:
    """The whole answer."""
    return "\n".join(_lines(calibration, said, source)) + "\n"


def _lines(calibration: Calibration, said: InWords, source: str) -> Iterator[str]:
    yield printable(f"{source}: {calibration.posterior.method}, intervals of {calibration.interval:.0%}")
    for head, sentences in (("What these ratings can tell", said.can), ("What they cannot tell", said.cannot)):
        yield f"\n{head}"
        for sentence in sentences:
            yield textwrap.fill(printable(sentence), _WIDE, initial_indent="  - ", subsequent_indent="    ")
    tables: dict[str, Table] = {name: getattr(calibration, name) for name in SHOWN}
    if calibration.posterior.lean is not None:
        tables["lean"] = calibration.lean()
    for name, table in tables.items():
        yield f"\n{name}"
        yield from in_columns(table, counts=name == "design")


def in_columns(table: Table, *, counts: bool = False) -> Iterator[str]:
    """A table in aligned columns: texts to the left, numbers to the right. counts: whole numbers count."""
    rows = [row for _, row in zip(range(ROWS), table.rows(), strict=False)]
    cells = [[_words(value, whole=counts) for value in row.values()] for row in rows]
    wide = [max(map(len, column)) for column in zip(table.columns, *cells, strict=True)]
    left = [
        all(isinstance(value, str) for value in column) for column in zip(*(row.values() for row in rows), strict=True)
    ]
    for line in (list(table.columns), *cells):
        padded = (
            cell.ljust(width) if to_left else cell.rjust(width)
            for cell, width, to_left in zip(line, wide, left or [True] * len(wide), strict=True)
        )
        yield f"  {'  '.join(padded)}".rstrip()
    if table.height > ROWS:
        yield f"  and {table.height - ROWS:,} more; `--out` writes all of them"


def _words(value: Any, *, whole: bool = False) -> str:
    if isinstance(value, float):
        if whole and value.is_integer():
            return f"{int(value):,}"
        return f"{value:.2f}" if isfinite(value) else "-"
    if isinstance(value, int):
        return f"{value:,}"
    text = printable(str(value))
    return text if len(text) <= _CELL else f"{text[: _CELL - 3]}..."
