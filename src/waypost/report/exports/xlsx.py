"""A framework as a workbook: a sheet for each track to read, the long form to edit, the document to come back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from waypost.framework.importers.exported.form import (
    COLUMNS,
    DIGEST,
    DOCUMENT_SHEET,
    SHEET,
    sheet_digest,
    sheet_text,
)
from waypost.framework.schema import Framework, Statement, Track
from waypost.report.exports.rows import document_rows, statement_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

_UNUSABLE = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff']")
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_LONGEST_TITLE = 31
_NARROW, _WIDE = 18, 46


def to_xlsx(framework: Framework) -> bytes:
    """The workbook. Every cell is text, so none is a formula, and links lead nowhere."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    digests = []
    for title, track in zip(sheet_titles(framework), framework.tracks, strict=True):
        rows = list(_matrix(framework, track))
        _sheet(book, title, rows, heads=2, widths=[_NARROW, *[_WIDE] * (len(rows[0]) - 1)])
        digests.append((f"{DIGEST}{title}", sheet_digest(rows)))
    wide = {"statement", "looks like", "shown by", "about"}
    widths = [_WIDE if column in wide else _NARROW for column in COLUMNS]
    _sheet(book, SHEET, [COLUMNS, *statement_rows(framework)], heads=1, widths=widths)
    document = [(row[3], row[4]) for row in document_rows(framework)]
    _sheet(book, DOCUMENT_SHEET, [("section", "text"), *document, *digests], heads=1, widths=[_NARROW, 2 * _WIDE])
    out = io.BytesIO()
    book.save(out)
    return _without_clock(out)


def _without_clock(saved: io.BytesIO) -> bytes:
    """The workbook without the times at which it was saved, so that one framework makes one file."""
    out = io.BytesIO()
    with zipfile.ZipFile(saved) as book, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as timeless:
        for name in book.namelist():
            data = book.read(name)
            if name == "docProps/core.xml":
                data = _SAVED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", data)
            timeless.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def sheet_titles(framework: Framework) -> tuple[str, ...]:
    """A name for each track's sheet: what a workbook allows, each once, and none of our own sheets'."""
    taken = {SHEET.casefold(), DOCUMENT_SHEET.casefold(), "history"}
    titles = []
    for track in framework.tracks:
        stem = " ".join(_UNUSABLE.sub(" ", track.title).split()) or track.key
        title, number = stem[:_LONGEST_TITLE].strip(), 2
        while title.casefold() in taken:
            end = f" {number}"
            title, number = stem[: _LONGEST_TITLE - len(end)].strip() + end, number + 1
        taken.add(title.casefold())
        titles.append(title)
    return tuple(titles)


def _matrix(framework: Framework, track: Track) -> Iterator[Sequence[str]]:
    """Criteria down, the track's levels across."""
    levels = [level for level in framework.levels if level.track == track.key]
    yield ("Criterion", *(level.title for level in levels))
    yield ("", *(f"{level.band}, {framework.band(level.band).title}" for level in levels))
    for dimension in framework.dimensions:
        for criterion in dimension.criteria:
            must = " (must be met)" if criterion.must else ""
            cells = (framework.expectation(criterion.key, level.key) for level in levels)
            says = (_says(cell.statements) if cell is not None else "" for cell in cells)
            yield (f"{criterion.title}{must}\n{dimension.title}", *says)


def _says(statements: Iterable[Statement]) -> str:
    text = "\n".join(statement.says for statement in statements)
    return text if len(text) <= 30_000 else f"{text[:30_000]}… (the rest is in the sheet {SHEET})"


def _sheet(book: Workbook, title: str, rows: Iterable[Sequence[str]], *, heads: int, widths: Sequence[int]) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet: Any = book.create_sheet(title)
    sheet.freeze_panes = f"B{heads + 1}"
    wrapped, bold = Alignment(wrap_text=True, vertical="top"), Font(bold=True)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(rows):
        cells = [_text_cell(sheet, words) for words in row]
        for cell in filter(None, cells):
            cell.alignment = wrapped
            if number < heads:
                cell.font = bold
        sheet.append(cells)


def _text_cell(sheet: Any, words: str) -> Any:
    """A cell that is text whatever it begins with; None for no words."""
    from openpyxl.cell import WriteOnlyCell

    if not words:
        return None
    cell = WriteOnlyCell(sheet)
    cell.value = sheet_text(words)
    cell.data_type = "s"
    return cell
