"""Ratings from a file: CSV or Parquet -> columns as they stand there. What a column means is not decided here."""

from __future__ import annotations

import csv
import io
import os
import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from waypost.framework.faults import ReadError
from waypost.lint.encodings import likely_encoding

_PARQUET = b"PAR1"
_BATCH = 65_536
_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
_ARCHIVE = b"PK\x03\x04"
_NUMBERS = re.compile(r"<(U?Int|Float)[0-9]+>$")
"""A column of numbers; a list of them, or a dictionary that they index, is none."""


class NotReadable(Exception):  # noqa: N818 - an answer for the person, printed as such
    """A file that holds no table. `error` says where, what and what to do."""

    def __init__(self, error: ReadError) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True, slots=True)
class RatingsFile:
    """The columns of a file by their names, and the line each row begins on (None where a file has no lines)."""

    name: str
    columns: Mapping[str, Sequence[Any]]
    lines: Sequence[int] | None = None

    def line_of(self, row: int | None) -> int:
        """Where row number `row`, from 1, stands; the first line for what is about the file."""
        if row is None or self.lines is None:
            return 1
        return self.lines[row - 1]


def read_ratings_file(path: Path) -> RatingsFile:
    """A CSV file with commas and a line of names, or a Parquet file. NotReadable for anything else."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _wrong(path, f"cannot be opened: {error.strerror}", "Check the path and its permissions.") from None
    if data.startswith(_PARQUET) or path.suffix.lower() == ".parquet":
        return RatingsFile(str(path), _parquet(path, data))
    if data.startswith(_ARCHIVE):
        raise _wrong(path, "is a spreadsheet or an archive", "Save its sheet as CSV in UTF-8.")
    return _csv(path, data)


def _wrong(path: Path, message: str, hint: str, line: int = 1) -> NotReadable:
    return NotReadable(ReadError(str(path), line, 1, "", message, hint))


def _csv(path: Path, data: bytes) -> RatingsFile:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f"is not UTF-8; it looks like {likely_encoding(data)}"
        raise _wrong(path, message, "Save it as CSV in UTF-8.") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = _names(path, next((row for row in reader if row), []))
        return _columns(path, names, reader)
    except csv.Error as error:
        hint = "A quote that opens a cell has to close it; a quote within is written twice."
        raise _wrong(path, f"is not CSV: {error}", hint, reader.line_num) from None


def _names(path: Path, row: list[str]) -> list[str]:
    names = [name.strip() for name in row]
    if not any(names):
        raise _wrong(
            path, "has no line of names", "Its first line names the columns: candidate,rater,criterion,rating."
        )
    if len(names) == 1:
        held = next((words for sign, words in _SEPARATORS.items() if sign in names[0]), "")
        if held:
            raise _wrong(path, f"has {held} between its columns", "Save it with commas.")
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        message = f"has two columns named `{twice}`" if twice else "has columns without a name"
        raise _wrong(path, message, "Give each column a name of its own.")
    return names


def _columns(path: Path, names: list[str], reader: Any) -> RatingsFile:
    cells: list[list[str]] = [[] for _ in names]
    lines = array("q")
    begins = reader.line_num + 1
    for row in reader:
        if row:  # a blank line is no row
            if len(row) != len(names):
                message = f"has {len(row)} cells where {len(names)} columns are named"
                raise _wrong(path, message, "Put a cell that holds a comma into quotes.", begins)
            lines.append(begins)
            for column, cell in zip(cells, row, strict=True):
                column.append(cell)
        begins = reader.line_num + 1
    return RatingsFile(str(path), dict(zip(names, cells, strict=True)), lines)


def _parquet(path: Path, data: bytes) -> dict[str, Sequence[Any]]:
    """Columns of numbers as arrays, all others as lists; what is not there is None."""
    wrong = _wrong(path, "is not a Parquet file, or a damaged one", "Write it again, or give the ratings as CSV.")
    if not (data.startswith(_PARQUET) and data.endswith(_PARQUET) and len(data) > 12):
        raise wrong
    import arro3.io

    try:
        with _quiet():
            table = arro3.io.read_parquet(data, batch_size=_BATCH).read_all()
            return {name: _values(table[name]) for name in table.column_names}
    except BaseException as error:
        # What arro3's Rust code did not expect of a damaged file arrives as a panic, which is no Exception.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise wrong from None
        raise


def _values(column: Any) -> Sequence[Any]:
    if column.null_count == 0 and _NUMBERS.search(str(column.type)):
        numbers: Sequence[Any] = column.to_numpy()
        return numbers
    values: list[Any] = column.to_pylist()
    return values


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what native code writes to standard error by itself: a panic's trace helps nobody here."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
