"""Whether a workbook may be read at all: its zip is unpacked piece by piece and counted, and nothing is parsed.

See `docs/decisions/reading-spreadsheets.md`.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from waypost.framework.faults import ReadError
from waypost.framework.importers.sources import Source

MAX_PARTS = 400
MAX_UNPACKED = 24_000_000
MAX_RATIO = 200
MAX_ROWS = 60_000
"""Rows of all sheets, with the empty ones that a template brings along."""
MAX_CELLS = 300_000
"""Cells of all sheets, with the empty ones that have a style."""
MAX_TEXTS = 60_000
_SMALL = 100_000  # bytes; below this no ratio can do harm
_PIECE = 65_536
_OVERLAP = 16  # bytes; longer than what is looked for
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError)
_SHEET = re.compile(r"^/?xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", b"<!doctype", b"<!entity")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


@dataclass(slots=True)
class _Counts:
    unpacked: int = 0
    rows: int = 0
    cells: int = 0
    texts: int = 0

    def excess(self) -> str:
        """What is too much so far, if anything is."""
        if self.unpacked > MAX_UNPACKED:
            return f"unpacks to more than {MAX_UNPACKED // 1_000_000} MB"
        if self.rows > MAX_ROWS:
            return f"has more than {MAX_ROWS:,} rows"
        if self.cells > MAX_CELLS:
            return f"has more than {MAX_CELLS:,} cells"
        return f"has more than {MAX_TEXTS:,} texts" if self.texts > MAX_TEXTS else ""


def refusal(source: Source) -> ReadError | None:
    """Why the workbook is not read, or None if it may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as book:
            message = _fault(book)
    except _BROKEN as error:
        message = f"is no spreadsheet that can be opened: {error}"
    if not message:
        return None
    hint = "Save only the sheets of the ladder as a new XLSX file, or as CSV."
    return ReadError(source.name, 1, 1, "", message, hint)


def _fault(book: zipfile.ZipFile) -> str:
    entries = book.infolist()
    fault = _list_fault(entries)
    if fault:
        return fault
    counts = _Counts()
    for entry in entries:
        fault = _part_fault(book, entry, counts)
        if fault:
            return fault
    return ""


def _list_fault(entries: Sequence[zipfile.ZipInfo]) -> str:
    """What is wrong with the list of parts, before any is opened."""
    names = {entry.filename.lstrip("/").lower() for entry in entries}
    declared = sum(entry.file_size for entry in entries)
    faults = {
        f"holds {len(entries):,} parts; a spreadsheet has fewer than {MAX_PARTS}": len(entries) > MAX_PARTS,
        "is protected by a password": any(entry.flag_bits & 1 for entry in entries),
        "holds two parts of one name": len(names) < len(entries),
        "is a zip file and no spreadsheet": "xl/workbook.xml" not in names,
        f"unpacks to {declared // 1_000_000:,} MB; at most {MAX_UNPACKED // 1_000_000} are read": declared
        > MAX_UNPACKED,
    }
    return next((fault for fault, holds in faults.items() if holds), "")


def _part_fault(book: zipfile.ZipFile, entry: zipfile.ZipInfo, counts: _Counts) -> str:
    """What is wrong with one part, read piece by piece whatever size it declares."""
    xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
    sheet = _SHEET.match(entry.filename) is not None
    shared = entry.filename.lower().endswith("sharedstrings.xml")
    size, tail = 0, b""
    with book.open(entry) as part:
        while piece := part.read(_PIECE):
            if xml and not size and piece.startswith(_WIDE):
                return f"holds a part in an encoding other than UTF-8: {entry.filename}"
            size += len(piece)
            counts.unpacked += len(piece)
            window = tail + piece
            if xml and any(word in window for word in _FORBIDDEN):
                return f"declares entities, as no spreadsheet does: {entry.filename}"
            _count(counts, window, len(tail), sheet=sheet, shared=shared)
            if size > _SMALL and size > MAX_RATIO * max(1, entry.compress_size):
                return f"is packed more than {MAX_RATIO} times: {entry.filename}"
            if counts.excess():
                return counts.excess()
            tail = window[-_OVERLAP:]
    return ""


def _count(counts: _Counts, window: bytes, seen: int, *, sheet: bool, shared: bool) -> None:
    """Count what begins in the new piece; what begins in the last bytes of the one before counts once."""
    if sheet:
        counts.rows += _begins(window, seen, b"<row", b" />")
        counts.cells += _begins(window, seen, b"<c", b" />")
        counts.texts += _begins(window, seen, b"<v", b" >") + _begins(window, seen, b"<is", b" >")
    elif shared:
        counts.texts += _begins(window, seen, b"<si", b" />")


def _begins(window: bytes, seen: int, tag: bytes, after: bytes) -> int:
    """How many tags begin in the window that did not end in its first `seen` bytes; with a prefix they count too."""
    found = 0
    for mark in (tag, b":" + tag[1:]):
        for end in after:
            word = mark + bytes((end,))
            found += window.count(word) - window.count(word, 0, seen)
    return found
