"""Text of a CSV file becomes rows, each with its line; every fault is told, not only the first."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from waypost.people.columns import LONGEST, MAX_BYTES, MAX_CELL, MAX_FAULTS, MAX_ROWS, Column, column_named
from waypost.people.values import Fault

LONGEST_HEADING = 4_000
DELIMITERS = (",", ";", "\t")  # a tab is what a spreadsheet puts on the clipboard
GUARDED = re.compile(r"'+[=+\-@]")  # see writing.py: an apostrophe keeps spreadsheets from calculating
# Signs that turn the direction of writing: in a name they make it read as somebody else's.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line that say something; a blank cell is not there, nor is one with a fault."""

    line: int
    cells: Mapping[Column, str]
    sound: bool = True

    def __getitem__(self, column: Column) -> str:
        """The cell, "" when it is blank."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it was read: its columns, its rows, and what could not be read."""

    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    faults: tuple[Fault, ...] = ()


def read_people(text: str) -> Listing:
    """Read CSV after RFC 4180, with `,`, `;` or tabs between cells and a heading whose names may be in any order.

    Nothing is raised: what is wrong is in `faults`. A row with a faulty cell is there but not `sound`, so that those
    who report to its person are not told that nobody has that id.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        return Listing(faults=(Fault(0, "", "The list is larger than 5 MB.", "Import it in parts."),))
    text = text.removeprefix("\ufeff")
    records = _records(text, delimiter_of(text))
    heading = next(records, None)
    if heading is None:
        return Listing(faults=(Fault(0, "", "The list is empty.", "Begin with a line of column names."),))
    if isinstance(heading, Fault):
        return Listing(faults=(heading,))
    columns, faults = _columns(*heading)
    if faults:
        return Listing(faults=faults)
    return _rows(columns, records)


def delimiter_of(text: str) -> str:
    """The sign between cells: the one by which the first line names most columns."""
    first = next((line for line in io.StringIO(text, newline="") if line.strip()), "")[:LONGEST_HEADING]
    return max(DELIMITERS, key=lambda sign: _known(next(csv.reader([first], delimiter=sign), [])))


def _known(cells: list[str]) -> tuple[int, int]:
    return sum(column_named(cell) is not None for cell in cells), len(cells)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """(first line, cells) of each record that is not blank; a Fault ends it, for what follows cannot be trusted."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Fault(
                line, "", f"From here on the quotes do not fit ({error}).", 'Write a quote in a cell twice: "".'
            )
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _columns(line: int, heading: list[str]) -> tuple[tuple[Column, ...], tuple[Fault, ...]]:
    if len(heading) > MAX_FAULTS:
        return (), (Fault(line, "", f"The heading has {len(heading):,} cells.", "Keep the columns that are known."),)
    columns: list[Column] = []
    faults: list[Fault] = []
    for cell in heading:
        column = column_named(cell)
        if column is None:
            faults.append(Fault(line, cell.strip()[:40], _unknown(cell), _nearest(cell)))
        elif column in columns:
            faults.append(Fault(line, column, f"The column “{column}” stands there twice.", "Keep one of them."))
        else:
            columns.append(column)
    if Column.ID not in columns and not faults:
        faults.append(Fault(line, "id", "The column “id” is missing.", "Every line needs the id of its person."))
    return tuple(columns), tuple(faults)


def _unknown(cell: str) -> str:
    name = cell.strip()[:40]
    return f"There is no column “{name}”." if name else "A column has no name."


def _nearest(cell: str) -> str:
    near = get_close_matches(cell.strip()[:40].casefold(), [column.value for column in Column], n=1, cutoff=0.6)
    if near:
        return f"Did you mean “{near[0]}”?"
    return "The columns are: " + ", ".join(Column) + "."


def _rows(columns: tuple[Column, ...], records: Iterator[tuple[int, list[str]] | Fault]) -> Listing:
    rows: list[Row] = []
    faults: list[Fault] = []
    for record in records:
        if isinstance(record, Fault):
            faults.append(record)
            break
        if len(faults) >= MAX_FAULTS:
            break
        if len(rows) >= MAX_ROWS:
            faults.append(Fault(record[0], "", f"The list has more than {MAX_ROWS:,} people.", "Import it in parts."))
            break
        row, wrong = _row(columns, *record)
        faults.extend(wrong)
        if row is not None:
            rows.append(row)
    return Listing(columns, tuple(rows), tuple(faults))


def _row(columns: tuple[Column, ...], line: int, cells: list[str]) -> tuple[Row | None, list[Fault]]:
    if len(cells) != len(columns):
        says = f"This line has {len(cells)} cells, the heading has {len(columns)}."
        return None, [Fault(line, "", says, "Put quotes around a cell that holds a comma, or add the missing cells.")]
    said: dict[Column, str] = {}
    faults: list[Fault] = []
    for column, cell in zip(columns, cells, strict=True):
        # The length comes first: nothing is done with a cell that nobody can have meant.
        if len(cell) > MAX_CELL:
            faults.append(Fault(line, column, f"This cell is longer than {MAX_CELL:,} characters.", "Shorten it."))
            continue
        text = plain(cell)
        if fault := _fault_of(line, column, text):
            faults.append(fault)
        elif text:
            said[column] = text
    return Row(line, said, sound=not faults), faults


def plain(cell: str) -> str:
    """The cell on one line, in one Unicode form, without the apostrophe that guards a formula. It stays text."""
    text = " ".join(unicodedata.normalize("NFC", cell).split())
    return text[1:] if GUARDED.match(text) else text


def _fault_of(line: int, column: Column, text: str) -> Fault | None:
    if any(unicodedata.category(sign) in {"Cc", "Cs"} or sign in TURNING for sign in text):
        return Fault(line, column, "This cell holds signs that cannot be seen.", "Type it anew.")
    if len(text) > LONGEST[column]:
        says = f"This cell has {len(text)} characters; {LONGEST[column]} fit."
        return Fault(line, column, says, "Shorten it.")
    return None
