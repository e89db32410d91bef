"""What Waypost's own exports look like where they carry a whole framework: what their writers and their reader share.

A long form (CSV, a sheet of a workbook) has a row for each statement. Its last rows carry, section by section, what of
the framework is no statement, so that whoever edits the rows and imports them has lost nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

COLUMNS = (
    "track",
    "level",
    "dimension",
    "criterion",
    "statement",
    "looks like",
    "shown by",
    "about",
    "row",
    "level key",
    "criterion key",
)
"""The columns of the long form. `row` says what a row is: one of the words below."""

STATEMENT = "statement"
MORE = "more"  # further examples of the statement above, where one cell could not hold them
SAME_AS = "same as "  # and a level's key: what holds here because it holds there
ADDED_TO = "from "  # and a level's key: what this level adds to
DOCUMENT = "document"  # a section of the framework: its name under `criterion`, its JSON under `statement`

CELL = 30_000
"""Characters in one cell; spreadsheets hold 32,767."""

SHEET, DOCUMENT_SHEET = "Statements", "Document"
DIGEST = "digest of "  # and a sheet's name: of what stood in a sheet made for reading

FENCE = "yaml waypost-export"
"""The words after the back quotes that open the document in a Markdown export; a digest of the text above follows."""

_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_BROKEN = re.compile("[\ufffe\uffff]|_x(?=(?:FFFE|FFFF|005F)_)")
_MENDED = re.compile("_x(FFFE|FFFF|005F)_")
_UNPRINTABLE = re.compile("[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]")


def guarded(text: str) -> str:
    """The text as a cell of a CSV file that no spreadsheet takes for a formula; `unguarded` gives it back."""
    return f"'{text}" if _needs_guard(text) else text


def unguarded(cell: str) -> str:
    """What a guarded cell says."""
    return cell[1:] if cell.startswith("'") and _needs_guard(cell[1:]) else cell


def _needs_guard(text: str) -> bool:
    return text.startswith("'") or text.lstrip(" ")[:1] in _FORMULA


def sheet_text(text: str) -> str:
    """The text as XML can hold it in a workbook; `from_sheet` gives it back."""
    return _BROKEN.sub(lambda found: "_x005F_x" if found[0] == "_x" else f"_x{ord(found[0]):04X}_", text)


def from_sheet(cell: str) -> str:
    """What a cell of a workbook says."""
    return _MENDED.sub(lambda found: chr(int(found[1], 16)), cell)


def json_text(part: Any, *, indent: int | None = None) -> str:
    """JSON that a YAML reader takes for the same, without an invisible sign in it."""
    text = json.dumps(part, ensure_ascii=False, default=str, indent=indent)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def digest(lines: Iterable[str]) -> str:
    """What tells whether lines are still the same; white space at their ends does not count."""
    return hashlib.sha256("\n".join(line.rstrip() for line in lines).strip().encode()).hexdigest()[:16]


def sheet_digest(rows: Iterable[Sequence[str]]) -> str:
    """`digest` of a sheet; empty cells and rows at its ends do not count."""
    return digest("\t".join(json_text(cell) for cell in row).rstrip('\t"') for row in rows)
