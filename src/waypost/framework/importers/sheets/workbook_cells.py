"""A workbook behind its bounds -> its sheets as rectangles of text, with merged ranges and formulas told apart.

Formulas are never evaluated, and what a spreadsheet program computed for them last is not looked at.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from waypost.framework.faults import ReadError
from waypost.framework.importers.found import LeftOver, Origin
from waypost.framework.importers.sheets.workbook_bounds import refusal
from waypost.framework.importers.sources import Source
from waypost.framework.importers.tables.cell_text import statements_in
from waypost.framework.importers.tables.cells import Grid, GridCell

Worksheet = Any
"""A worksheet of openpyxl's read-only mode, whose types do not know what it can do."""

MAX_COLUMNS = 500
_MERGED = re.compile(
    rb"<(?:\w{1,20}:)?mergeCell\s[^>]{0,200}?ref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']"
)
_MAX_MERGED = 5_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet with any text: its rectangle, and what of it is no text of a person."""

    title: str
    grid: Grid
    formulas: tuple[LeftOver, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets in their order, or why there are none."""

    sheets: tuple[Sheet, ...]
    error: ReadError | None = None


Cells = dict[tuple[int, int], str]
_workbooks: WeakKeyDictionary[Source, Workbook] = WeakKeyDictionary()


def read_workbook(source: Source) -> Workbook:
    """The sheets of a workbook that is within bounds; read once however many ask."""
    made = _workbooks.get(source)
    if made is None:
        made = _workbooks[source] = _read(source)
    return made


def _read(source: Source) -> Workbook:
    error = refusal(source)
    if error is not None:
        return Workbook((), error)
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(source.data), read_only=True, data_only=False, keep_links=False)
        merged = _merged_ranges(source)
        sheets = tuple(_sheets(book.worksheets, source, merged))
        book.close()
    except (InvalidFileException, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as fault:
        hint = "Open it in a spreadsheet program, save it anew as XLSX, or as CSV."
        return Workbook((), ReadError(source.name, 1, 1, "", f"is no spreadsheet that can be read: {fault}", hint))
    return Workbook(sheets)


def _sheets(
    worksheets: Iterable[Worksheet], source: Source, merged: Mapping[str, tuple[tuple[int, int, int, int], ...]]
) -> Iterator[Sheet]:
    for worksheet in worksheets:
        worksheet.reset_dimensions()  # what the file declares may be wrong
        cells, formulas = _cells(worksheet)
        file = f"{source.name}#{worksheet.title}"
        ranges = merged.get(_path(worksheet), ())
        grid = _grid(cells, ranges, file=file, title=worksheet.title)
        if grid.rows or formulas:
            yield Sheet(worksheet.title, grid, _grouped(formulas, file), worksheet.sheet_state != "visible")


def _path(worksheet: Worksheet) -> str:
    return str(worksheet._worksheet_path).lstrip("/")  # the public interface does not say which part it is


def _cells(worksheet: Worksheet) -> tuple[Cells, Cells]:
    """The texts and the formulas by row and column; cells beyond the last column that is read hold no ladder."""
    texts: Cells = {}
    formulas: Cells = {}
    for row in worksheet.iter_rows(max_col=MAX_COLUMNS):
        for cell in row:
            if cell.value is None:
                continue
            place = (int(cell.row or 1), int(cell.column or 1))
            if cell.data_type == "f":
                formulas[place] = str(getattr(cell.value, "text", None) or cell.value)
            else:
                text = text_of(cell.value)
                if text:
                    texts[place] = text
    return texts, formulas


def text_of(value: object) -> str:
    """What a cell's value reads as: whole numbers without a fraction, days without a time."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}" if not value.is_integer() else str(int(value))
    hour = getattr(value, "hour", None)
    if hour == 0 and getattr(value, "minute", None) == 0 and hasattr(value, "date"):
        return str(value.date())
    return str(value).strip()


def _merged_ranges(source: Source) -> dict[str, tuple[tuple[int, int, int, int], ...]]:
    """The merged ranges of each sheet by its path in the zip: first row, first column, last row, last column."""
    from openpyxl.utils import column_index_from_string as number

    found: dict[str, tuple[tuple[int, int, int, int], ...]] = {}
    with zipfile.ZipFile(io.BytesIO(source.data)) as book:
        for entry in book.infolist():
            if "worksheets/" in entry.filename and entry.filename.endswith(".xml"):
                matches = [match.groups() for match in _MERGED.finditer(book.read(entry))][:_MAX_MERGED]
                found[entry.filename.lstrip("/")] = tuple(
                    (int(top), number(left.decode()), int(bottom), number(right.decode()))
                    for left, top, right, bottom in matches
                )
    return found


def _grid(cells: Cells, ranges: Iterable[tuple[int, int, int, int]], *, file: str, title: str) -> Grid:
    """The rectangle from the sheet's first cell to the last that holds text."""
    origin = Origin(file, 1)
    if not cells:
        return Grid((), origin, title)
    rows = max(row for row, _ in cells)
    columns = max(column for _, column in cells)
    repeated = _repeated(cells, ranges, rows, columns)
    return Grid(
        tuple(
            tuple(_cell(cells, repeated, row, column, file=file) for column in range(1, columns + 1))
            for row in range(1, rows + 1)
        ),
        origin,
        title,
    )


def _repeated(
    cells: Cells, ranges: Iterable[tuple[int, int, int, int]], rows: int, columns: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """The places that a merged range covers, within what is read, and the place whose text they repeat."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for top, left, bottom, right in ranges:
        if (top, left) not in cells:
            continue
        for row in range(top, min(bottom, rows) + 1):
            for column in range(left, min(right, columns) + 1):
                if (row, column) not in cells and len(found) < 50_000:
                    found[row, column] = (top, left)
    return found


def _cell(
    cells: Cells, repeated: Mapping[tuple[int, int], tuple[int, int]], row: int, column: int, *, file: str
) -> GridCell:
    first = repeated.get((row, column), (row, column))
    origin = Origin(file, row, column)
    lines = statements_in(cells.get(first, ""), Origin(file, *first), lines_count=False)
    return GridCell(lines, origin, merged=first != (row, column))


def _grouped(formulas: Cells, file: str) -> tuple[LeftOver, ...]:
    """One report for each column of formulas."""
    columns: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in sorted(formulas.items()):
        columns.setdefault(column, []).append((row, text))
    return tuple(
        LeftOver(
            found[0][1],
            Origin(file, found[0][0], column),
            "a formula; formulas are never evaluated" + (f", {len(found)} in this column" if len(found) > 1 else ""),
        )
        for column, found in columns.items()
    )
