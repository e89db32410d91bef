"""The workbook that `waypost export` writes -> its rows, and whether the sheets made for reading were changed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from waypost.framework.faults import ReadError
from waypost.framework.importers.exported.form import (
    COLUMNS,
    DIGEST,
    DOCUMENT,
    DOCUMENT_SHEET,
    SHEET,
    from_sheet,
    sheet_digest,
)
from waypost.framework.importers.exported.rows import HeldRow, read_rows
from waypost.framework.importers.found import LeftOver, Origin
from waypost.framework.importers.sheets.workbook_bounds import refusal
from waypost.framework.importers.sheets.workbook_cells import text_of
from waypost.framework.importers.sources import Source
from waypost.framework.reading import Reading

Table = tuple[tuple[str, ...], ...]

_LIST = 1_000_000


def is_ours(source: Source) -> bool:
    """Whether the workbook has our two sheets; looks at its list of sheets alone, and at most at a megabyte of that."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as book, book.open("xl/workbook.xml") as listed:
            text = listed.read(_LIST)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, zlib.error):
        return False
    return all(f'name="{title}"'.encode() in text for title in (SHEET, DOCUMENT_SHEET))


def read_workbook(source: Source) -> tuple[Reading, tuple[LeftOver, ...]]:
    """The framework that the workbook carries, or what is wrong with it; and the sheets that count for nothing."""
    tables = _tables(source)
    if isinstance(tables, ReadError):
        return Reading(None, (tables,)), ()
    rows = (*_statements(tables.get(SHEET, ()), source), *_document(tables.get(DOCUMENT_SHEET, ()), source))
    reading, left_over = read_rows(rows, file=source.name)
    return reading, (*left_over, *_changed(tables, source)) if reading.framework is not None else ()


def _statements(table: Table, source: Source) -> Iterator[HeldRow]:
    for number, row in enumerate(table[1:], start=2):
        if any(row):
            cells = dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, row, strict=False))
            yield HeldRow(cells, Origin(f"{source.name}#{SHEET}", number))


def _document(table: Table, source: Source) -> Iterator[HeldRow]:
    for number, row in enumerate(table[1:], start=2):
        name, text = (*row, "", "")[:2]
        if name and not name.startswith(DIGEST):
            cells = dict.fromkeys(COLUMNS, "") | {"criterion": name, "statement": text, "row": DOCUMENT}
            yield HeldRow(cells, Origin(f"{source.name}#{DOCUMENT_SHEET}", number))


def _changed(tables: Mapping[str, Table], source: Source) -> Iterator[LeftOver]:
    """The sheets besides ours whose digest is not what was written, or that somebody added."""
    listed = (row for row in tables.get(DOCUMENT_SHEET, ()) if row and row[0].startswith(DIGEST))
    written = {name.removeprefix(DIGEST): was for name, was, *_ in listed}
    for title, table in tables.items():
        if title in {SHEET, DOCUMENT_SHEET} or written.get(title) == sheet_digest(table):
            continue
        words = " ".join(cell for row in table for cell in row if cell)
        why = f"the sheet `{SHEET}` counts; this one was changed after it was exported, and is not read"
        yield LeftOver(words, Origin(f"{source.name}#{title}", 1), why)


def _tables(source: Source) -> dict[str, Table] | ReadError:
    """Every sheet as rows of text, or why the workbook is not read."""
    fault = refusal(source)
    if fault is not None:
        return fault
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(source.data), read_only=True, keep_links=False)
        tables = {sheet.title: tuple(_rows(sheet)) for sheet in book.worksheets}
        book.close()
    except _Formula as found:
        return ReadError(*found.place(source), "holds a formula", "Write the text itself: nothing is calculated.")
    except (InvalidFileException, KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError) as error:
        hint = "Open it in a spreadsheet program, and save it anew as XLSX."
        return ReadError(source.name, 1, 1, "", f"is no spreadsheet that can be read: {error}", hint)
    return tables


class _Formula(Exception):  # noqa: N818 - becomes a ReadError at once
    """A cell is a formula: its sheet, row and column."""

    def place(self, source: Source) -> tuple[str, int, int, str]:
        sheet, row, column = self.args
        return f"{source.name}#{sheet}", row, column, ""


def _rows(sheet: Any) -> Iterator[tuple[str, ...]]:
    sheet.reset_dimensions()  # what the file declares may be wrong
    for row in sheet.iter_rows():
        formula = next((cell for cell in row if cell.data_type == "f"), None)
        if formula is not None:
            raise _Formula(sheet.title, formula.row, formula.column)
        yield tuple(_text(cell.value) for cell in row)


def _text(value: object) -> str:
    if isinstance(value, str):
        return from_sheet(value)
    return "" if value is None else text_of(value)
