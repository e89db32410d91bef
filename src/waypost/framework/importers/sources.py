"""The files an import is made from, behind caps that are checked before a byte is read."""

from __future__ import annotations

import codecs
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import AnyStr

from waypost.framework.faults import ReadError

MAX_FILE_BYTES = 8_000_000
MAX_ALL_BYTES = 40_000_000
MAX_FILES = 2_000
MAX_LINE = 1_000_000
"""Characters of one line. No ladder has longer ones; minified scripts and bombs have."""
MAX_LINES = 50_000
MAX_PROSE_LINES = 10_000
"""Lines of a text with headings, lists and tables; data has a line for every bracket."""
MAX_TAGS = 30_000
"""Brackets that open a tag in a text; a page of a ladder has some hundred."""
MAX_SEEN = 50_000
"""Files and folders that are looked at, whether they are taken or not."""

_TEXT = (".md", ".markdown", ".mdx", ".txt", ".html", ".htm")
_DATA = (".yaml", ".yml", ".json", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx")
_TABLES = (".csv", ".tsv", ".xlsx")
ENDINGS = frozenset((*_TEXT, *_DATA, *_TABLES))
_PASSED_BY = frozenset({"node_modules", "__pycache__", "package.json", "package-lock.json", "tsconfig.json"})
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True)
class Source:
    """One file: its name as the person gave it, its path below the folder that was named, and its bytes."""

    name: str
    path: PurePosixPath
    data: bytes = field(repr=False)

    @property
    def ending(self) -> str:
        """The last part of the name with its dot, in small letters: `.md`."""
        return self.path.suffix.lower()

    @cached_property
    def text(self) -> str:
        """The file as text with `\\n` for every end of line; empty for what is not text (see `fault`)."""
        return "" if self.fault else self._decoded.replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def fault(self) -> ReadError | None:
        """Why this file cannot be read as text, if it cannot."""
        unfit = self._unfit
        if unfit is not None:
            return unfit
        try:
            text = self._decoded
        except UnicodeDecodeError as error:
            line = self.data[: error.start].count(b"\n") + 1
            message = f"is not {error.encoding.upper()} text from here on"
            return ReadError(self.name, line, 1, "", message, "Save the file as UTF-8.")
        return self._too_long(text.count("\n"), _longest(text, "\n"), most=MAX_LINE)

    @property
    def _unfit(self) -> ReadError | None:
        """What can be told of the lines before the bytes become letters, of which none takes more than four."""
        tags = self.data.count(b"<") if self.ending in _TEXT else 0
        if tags > MAX_TAGS:
            message = f"holds {tags:,} tags"
            return ReadError(self.name, 1, 1, "", message, f"Split it; at most {MAX_TAGS:,} are read.")
        return self._too_long(self.data.count(b"\n"), _longest(self.data, b"\n"), most=4 * MAX_LINE)

    def _too_long(self, lines: int, longest: int, *, most: int) -> ReadError | None:
        if longest > most:
            message = f"holds a line of {longest:,} characters"
            return ReadError(self.name, 1, 1, "", message, f"Break it up; at most {MAX_LINE:,} are read.")
        cap = MAX_PROSE_LINES if self.ending in _TEXT else MAX_LINES
        if lines > cap:
            return ReadError(self.name, cap, 1, "", f"has {lines:,} lines", f"Split it; at most {cap:,} are read.")
        return None

    @cached_property
    def _decoded(self) -> str:
        for mark, encoding in _BOMS:
            if self.data.startswith(mark):
                return self.data[len(mark) :].decode(encoding)
        return self.data.decode("utf-8")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files, in the order of their paths, and what was wrong with some."""

    sources: tuple[Source, ...]
    errors: tuple[ReadError, ...] = ()


def _longest(text: AnyStr, end: AnyStr) -> int:
    """The length of the longest line, found without making lines of a text that may have none."""
    longest = start = 0
    while (stop := text.find(end, start)) >= 0:
        longest = max(longest, stop - start)
        start = stop + 1
    return max(longest, len(text) - start)


def gather(paths: Iterable[str | Path]) -> Gathered:
    """Every file that is named, and of every folder that is named those whose ending an importer knows.

    Hidden folders, licences and what packages bring along are passed by; links inside folders are not followed. All
    sizes are known before the first file is opened.
    """
    files: list[tuple[Path, PurePosixPath]] = []
    errors: list[ReadError] = []
    total = 0
    for name, path in islice(_files(paths, errors), MAX_FILES + 1):
        fault = _unreadable(name)
        if fault is not None:
            errors.append(fault)
            continue
        total += name.stat().st_size
        files.append((name, path))
        if total > MAX_ALL_BYTES or len(files) > MAX_FILES:
            errors.append(_error(name, "is one too many", _TOO_MANY))
            return Gathered((), tuple(errors))
    if errors:
        return Gathered((), tuple(errors))
    return Gathered(tuple(Source(str(name), path, name.read_bytes()) for name, path in files))


_TOO_MANY = f"Import less at once: at most {MAX_FILES:,} files with {MAX_ALL_BYTES // 1_000_000} MB in all."


def _files(paths: Iterable[str | Path], errors: list[ReadError]) -> Iterator[tuple[Path, PurePosixPath]]:
    for given in map(Path, paths):
        if not given.is_dir():
            yield given, PurePosixPath(given.name)
            continue
        seen = 0
        for seen, found in enumerate(_walk(given)):
            if seen >= MAX_SEEN:
                errors.append(_error(given, f"holds more than {MAX_SEEN:,} files", "Name the folder of the ladder."))
                return
            below = found.relative_to(given)
            if _taken(below) and found.is_file() and not found.is_symlink():
                yield found, PurePosixPath(below.as_posix())


def _walk(folder: Path) -> Iterator[Path]:
    """The files below a folder, those of a folder together and in the order of their names."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        entries = sorted(here.iterdir())
        yield from (entry for entry in entries if not entry.is_dir())
        folders = [entry for entry in entries if entry.is_dir() and not entry.is_symlink()]
        waiting += [entry for entry in reversed(folders) if not _passed_by(entry.name)]


def _passed_by(name: str) -> bool:
    return name.startswith(".") or name in _PASSED_BY


def _taken(below: Path) -> bool:
    licence = below.stem.lower() in {"license", "licence", "copying", "notice"}
    return not _passed_by(below.name) and not licence and below.suffix.lower() in ENDINGS


def _unreadable(path: Path) -> ReadError | None:
    try:
        status = path.stat()
    except OSError as error:
        return _error(path, f"cannot be opened: {error.strerror}", "Check the path and its permissions.")
    if not stat.S_ISREG(status.st_mode):
        return _error(path, "is not a file", "Name a file, or a folder of files.")
    if status.st_size > MAX_FILE_BYTES:
        return _error(path, f"is larger than {MAX_FILE_BYTES // 1_000_000} MB", "Split it, or leave it out.")
    return None


def _error(path: Path, message: str, hint: str) -> ReadError:
    return ReadError(str(path), 1, 1, "", message, hint)
