"""A framework document in its one form, with every comment kept: what `waypost fmt` writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from waypost.framework.comments import comments_of, with_comments
from waypost.framework.faults import ReadError
from waypost.framework.files import EXPECTATIONS, MAIN
from waypost.framework.nodes import compose
from waypost.framework.reading import read_framework
from waypost.framework.writing import as_document, write_document, write_row


@dataclass(frozen=True, slots=True)
class Formatted:
    """Each file's text in its one form, by name; none with errors, when nothing is to be written."""

    files: tuple[tuple[str, str], ...] = ()
    errors: tuple[ReadError, ...] = ()


def format_files(files: Mapping[str, bytes]) -> Formatted:
    """The files of one framework, written anew; it says the same as before and no comment is lost.

    A document that cannot be read is left alone, with every error. Formatting what is formatted changes nothing.
    """
    reading = read_framework(files)
    if reading.framework is None:
        return Formatted(errors=reading.errors)
    main = next((name for name in files if PurePath(name).name == MAIN), next(iter(files)))
    whole = as_document(reading.framework)
    cells = whole.get(EXPECTATIONS, {})
    rows = {PurePath(name).stem: name for name in files if name != main}
    here = {criterion: row for criterion, row in cells.items() if criterion not in rows}
    written = {main: write_document(_as_said(whole | {EXPECTATIONS: here}, _plain(files[main])))}
    written |= {name: write_row(_as_said(cells.get(key, {}), _plain(files[name]))) for key, name in rows.items()}
    texts = {name: _commented(text, files[name]) for name, text in written.items()}
    again = read_framework({name: text.encode() for name, text in texts.items()})
    if again.framework != reading.framework:
        raise AssertionError(f"formatting {main} would change what it says: {again.errors[:1]}")
    return Formatted(tuple(texts.items()))


def _plain(data: bytes) -> Any:
    root = compose(data, file="").root
    return root.plain() if root is not None else None


def _as_said(document: Any, said: Any) -> Any:
    """The document without the defaults that its author left unsaid."""
    if not isinstance(document, dict) or not isinstance(said, dict):
        return document
    return {name: _as_said(part, said[name]) for name, part in document.items() if name in said}


def _commented(text: str, data: bytes) -> str:
    source = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    comments = comments_of(source)
    return with_comments(text, comments, source=source) if comments else text
