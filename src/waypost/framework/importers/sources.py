"""The files an import is made from, behind caps that are checked before a byte is read."""

from __future__ import annotations

import codecs
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from waypost.framework.faults import ReadError

MAX_FILE_BYTES = 8_000_000
MAX_ALL_BYTES = 40_000_000
MAX_FILES = 2_000
MAX_LINE = 1_000_000
"""Characters of one line. No ladder has longer ones; minified scripts and bombs have."""

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
        try:
            text = self._decoded
        except UnicodeDecodeError as error:
            line = self.data[: error.start].count(b"\n") + 1
            message = f"is not {error.encoding.upper()} text from here on"
            return ReadError(self.name, line, 1, "", message, "Save the file as UTF-8.")
        longest = max(map(len, text.split("\n")), default=0)
        if longest > MAX_LINE:
            message = f"holds a line of {longest:,} characters"
            return ReadError(self.name, 1, 1, "", message, f"Break it up; at most {MAX_LINE:,} are read.")
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


def gather(paths: Iterable[str | Path]) -> Gathered:
    """Every file that is named, and of every folder that is named those whose ending an importer knows.

    Hidden folders, licences and what packages bring along are passed by; links inside folders are not followed.
    """
    sources: list[Source] = []
    errors: list[ReadError] = []
    total = 0
    for name, path in _files(paths):
        fault = _unreadable(name)
        size = 0 if fault else name.stat().st_size
        total += size
        if fault is None and (total > MAX_ALL_BYTES or len(sources) >= MAX_FILES):
            errors.append(_error(name, "is one too many", "Import fewer files at once."))
            break
        if fault is not None:
            errors.append(fault)
            continue
        sources.append(Source(str(name), path, name.read_bytes()))
    return Gathered(tuple(sources), tuple(errors))


def _files(paths: Iterable[str | Path]) -> Iterator[tuple[Path, PurePosixPath]]:
    for given in map(Path, paths):
        if not given.is_dir():
            yield given, PurePosixPath(given.name)
            continue
        for found in sorted(given.rglob("*")):
            below = found.relative_to(given)
            if found.is_file() and not found.is_symlink() and _taken(below):
                yield found, PurePosixPath(below.as_posix())


def _taken(below: Path) -> bool:
    hidden = any(part.startswith(".") or part in _PASSED_BY for part in below.parts)
    licence = below.stem.lower() in {"license", "licence", "copying", "notice"}
    return not hidden and not licence and below.suffix.lower() in ENDINGS


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
