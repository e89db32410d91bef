"""The text of a CSV file -> records with the physical line each begins on; the delimiter is told by the content."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from waypost.framework.faults import ReadError
from waypost.framework.importers.exported.form import unguarded
from waypost.framework.importers.found import LeftOver, Origin
from waypost.framework.importers.sources import Source
from waypost.framework.importers.tables.cell_text import statements_in
from waypost.framework.importers.tables.cells import Grid, GridCell

MAX_COLUMNS = 500
MAX_ROWS = 20_000
MAX_CELLS = 100_000
_DELIMITERS = (",", ";", "\t", "|")
_SNIFFED = 60_000  # characters
_SNIFFED_ROWS = 200


@dataclass(frozen=True, slots=True)
class Record:
    """One record and the line on which it begins; a quoted cell may reach over several."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a file, what separates their cells, and why they cannot be relied upon if they cannot."""

    delimiter: str
    records: tuple[Record, ...]
    error: ReadError | None = None


def records_of(source: Source) -> Records:
    """The records of a file of delimited text. Empty records are kept, as they part tables."""
    if source.fault is not None:
        return Records(",", (), source.fault)
    lines = source.text.split("\n")
    delimiter = _delimiter(lines)
    records: list[Record] = []
    filled = 0
    try:
        for record in _parsed(lines, delimiter):
            filled += sum(1 for cell in record.cells if cell)
            error = _too_much(source, record, len(records), filled)
            if error is not None:
                return Records(delimiter, (), error)
            records.append(record)
    except csv.Error as error:
        hint = "Close every quote, and keep a cell under 130,000 characters."
        line = records[-1].line + 1 if records else 1
        return Records(delimiter, (), ReadError(source.name, line, 1, "", f"is no table from here on: {error}", hint))
    while records and not any(records[-1].cells):
        records.pop()
    return Records(delimiter, tuple(records))


def _too_much(source: Source, record: Record, rows: int, filled: int) -> ReadError | None:
    message = ""
    if len(record.cells) > MAX_COLUMNS:
        message = f"has {len(record.cells):,} columns; at most {MAX_COLUMNS} are read"
    elif rows >= MAX_ROWS:
        message = f"has more than {MAX_ROWS:,} rows"
    elif filled > MAX_CELLS:
        message = f"has more than {MAX_CELLS:,} cells with text"
    return ReadError(source.name, record.line, 1, "", message, "Split it, or leave it out.") if message else None


def _parsed(lines: list[str], delimiter: str) -> Iterator[Record]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True)
    line = 1
    for cells in reader:
        yield Record(line, tuple(cell.strip() for cell in cells))
        line = reader.line_num + 1


def _delimiter(lines: list[str]) -> str:
    """The sign that parts most records into equally many cells, and into most cells of these."""
    head: list[str] = []
    length = 0
    for line in lines[:_SNIFFED_ROWS]:
        length += len(line)
        if length > _SNIFFED and head:
            break
        head.append(line)
    return max(_DELIMITERS, key=lambda sign: _evenness(head, sign))


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    if not any(delimiter in line for line in lines):
        return (0.0, 0)
    try:
        widths = [len(record.cells) for record in _parsed(lines, delimiter) if any(record.cells)]
    except csv.Error:
        return (0.0, 0)
    wide = [width for width in widths if width > 1]
    if not wide:
        return (0.0, 0)
    usual = max(set(wide), key=wide.count)
    return (round(wide.count(usual) / len(widths), 1), usual)


def grid_of(records: tuple[Record, ...], *, file: str, title: str) -> tuple[Grid, tuple[LeftOver, ...]]:
    """The records as a rectangle, as wide as the widest but for cells beyond the header; those are left over."""
    width = _width(records)
    left_over = tuple(
        LeftOver(cell, Origin(file, record.line, at + 1), f"the row has {len(record.cells)} cells, the table {width}")
        for record in records
        for at, cell in enumerate(record.cells)
        if at >= width and cell
    )
    rows = tuple(
        tuple(_cell(record, at, file=file) for at in range(width))  # short rows are filled up with nothing
        for record in records
    )
    return Grid(rows, Origin(file, 1), title), left_over


def _width(records: tuple[Record, ...]) -> int:
    """As many columns as most rows have, so that a row with too many delimiters makes no column."""
    widths = Counter(len(record.cells) for record in records if len(record.cells) > 1)
    return max(widths, key=lambda width: (widths[width], width), default=1)


def _cell(record: Record, at: int, *, file: str) -> GridCell:
    origin = Origin(file, record.line, at + 1)
    text = unguarded(record.cells[at]) if at < len(record.cells) else ""
    return GridCell(statements_in(text, origin), origin)
