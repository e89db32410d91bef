"""Waypost's own exports, and framework documents themselves: read back as the framework they were made from.

Where a table carries the statements, the table counts, so that what was edited in a spreadsheet comes back. Text that
an export holds only for people (the prose of a Markdown file, the sheets of tracks) is not read; if it was changed,
that is reported as left over.
"""

from __future__ import annotations

import re

from waypost.framework.faults import ReadError
from waypost.framework.importers.exported.form import FENCE, SHEET, digest
from waypost.framework.importers.exported.rows import delimiter_of, read_rows, rows_of_text
from waypost.framework.importers.exported.sheets import is_ours, read_workbook
from waypost.framework.importers.found import Found, LeftOver, Origin
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sources import Source
from waypost.framework.nodes import Node, compose
from waypost.framework.reading import Reading, read_framework, read_node

_OPENING = re.compile(rf"^(`{{3,}}){FENCE} ([0-9a-f]{{16}})\n", re.MULTILINE)
_DOCUMENT = re.compile(r'^(?:\{\s*)?"?waypost"?:[ \t]*1\b', re.MULTILINE)
_HEAD = 4_000  # characters within which a document says what it is


def claim(sources: Sources) -> Claim | None:
    """Certain, or nothing: an export says what it is."""
    if len(sources) != 1:
        return None
    because = _because(sources[0])
    return Claim(1.0, because) if because else None


def read(sources: Sources) -> Found:
    """The framework that the one source carries, or what is wrong with it."""
    source = sources[0]
    if len(sources) > 1:
        hint = "Import one export at a time; a framework folder needs no import."
        return Found(errors=(ReadError(sources[1].name, 1, 1, "", "is a second file", hint),))
    if source.ending == ".xlsx":
        return _found(*read_workbook(source))
    delimiter = delimiter_of(source.text)
    if source.ending in {".csv", ".tsv"} and delimiter is not None:
        rows = rows_of_text(source.text, file=source.name, delimiter=delimiter)
        return _found(*read_rows(rows, file=source.name))
    if source.ending in {".json", ".yaml", ".yml"}:
        return _found(read_framework({source.name: source.data}), ())
    return _read_markdown(source)


def _because(source: Source) -> str:
    """What shows that the source is ours; empty if nothing does."""
    if source.ending == ".xlsx":
        return f"its sheet `{SHEET}` has the columns of Waypost's long form" if is_ours(source) else ""
    if source.ending in {".csv", ".tsv"}:
        return "its columns are those of Waypost's long form" if delimiter_of(source.text) else ""
    if source.ending in {".json", ".yaml", ".yml"}:
        return "it is a framework document" if _DOCUMENT.search(source.text[:_HEAD]) else ""
    if source.ending in {".md", ".markdown"}:
        return "it ends in the document it was made from" if _OPENING.search(source.text) else ""
    return ""


def _found(reading: Reading, left_over: tuple[LeftOver, ...]) -> Found:
    return Found(whole=reading.framework, left_over=left_over, errors=reading.errors)


def _read_markdown(source: Source) -> Found:
    """The document in the fenced block, on the lines it has in the file."""
    opening = _OPENING.search(source.text)
    if opening is None:
        hint = "Export it again, or import it as another shape."
        return Found(errors=(ReadError(source.name, 1, 1, "", "holds no document of a Waypost export", hint),))
    above, rest = source.text[: opening.start()], source.text[opening.end() :]
    ends = re.search(rf"^{opening[1]}[ \t]*$", rest, re.MULTILINE)
    text, below = (rest[: ends.start()], rest[ends.end() :]) if ends else (rest, "")
    first = above.count("\n") + 1
    composed = compose(text.encode("utf-8", "surrogatepass"), file=source.name)
    errors = tuple(
        ReadError(one.file, one.line + first, one.column, one.field, one.message, one.hint) for one in composed.errors
    )
    if errors or composed.root is None:
        missing = ReadError(source.name, first, 1, "", "opens a document that is empty", "Export it again.")
        return Found(errors=errors or (missing,))
    _shift(composed.root, first)
    return _found(read_node(composed.root), tuple(_not_read(source, above, below, opening[2])))


def _not_read(source: Source, above: str, below: str, was: str) -> list[LeftOver]:
    """The prose around the document, if it is not what the export wrote."""
    why = "the document at the end of the file counts; this was changed after it was exported, and is not read"
    left = [LeftOver(above.strip(), Origin(source.name, 1), why)] if digest(above.split("\n")) != was else []
    if below.strip():
        line = source.text[: len(source.text) - len(below.lstrip())].count("\n") + 1
        left.append(LeftOver(below.strip(), Origin(source.name, line), "it stands below the document of the export"))
    return left


def _shift(node: Node, lines: int) -> None:
    node.line += lines
    for name, part in node.value.values() if isinstance(node.value, dict) else ():
        name.line += lines
        _shift(part, lines)
    for part in node.value if isinstance(node.value, list) else ():
        _shift(part, lines)


SHAPE = Shape("waypost-export", "what `waypost export` wrote, or a framework document", claim, read)
