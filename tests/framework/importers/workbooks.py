"""Workbooks made for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

from tests.framework.importers.tables import source

from waypost.framework.importers.sources import Source

Rows = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Rows], *, merged: Mapping[str, Iterable[str]] | None = None) -> Source:
    """A workbook with these sheets; `merged` names ranges by sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                if value is not None:
                    sheet.cell(number, place, value)  # type: ignore[arg-type]
        for range_ in (merged or {}).get(title, ()):
            sheet.merge_cells(range_)
    written = io.BytesIO()
    book.save(written)
    return source(written.getvalue(), "ladder.xlsx")


def with_part(book: Source, name: str, content: bytes) -> Source:
    """The workbook with one part replaced or added."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book.data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry.filename, old.read(entry))
        new.writestr(name, content)
    return source(written.getvalue(), "ladder.xlsx")


def part_of(book: Source, name: str) -> bytes:
    """One part of the workbook."""
    with zipfile.ZipFile(io.BytesIO(book.data)) as opened:
        return opened.read(name)
