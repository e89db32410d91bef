"""What was found in files that have not changed since: one small file for each content, under its hash.

The key is made of the bytes of all files of a framework, the configuration and flags, the day, the version, and the
files the rules are made of. An entry is written to a file beside it and put in place at once, so that two runs at the
same time cannot spoil each other. A cache that cannot be read or written is no cache, and no error.

A repository may hold a link where the cache would be, and anybody may name a folder of theirs: nothing is written or
taken out below a link, nor in a folder that was not begun here, and only what is named like an entry is taken out.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import waypost
from waypost.lint.findings import Edit, Finding, Fix, Related, Safety, Severity, Span

FOLDER = ".waypost_cache"
_KEPT = 30 * 24 * 3600  # seconds an entry is kept that nobody reads
_MARKER = "# Made by waypost lint."
"""How the `.gitignore` of a folder begins that was begun here."""
_NAME = re.compile(r"[0-9a-f]{64}(\.\w+)?")
"""How an entry is named, and what was to become one when a run was ended."""
_SPOILT = (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
"""What reading an entry may end with that somebody else wrote, or that was written in part."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was found in one file or folder; `linted`: whether rules could look at it."""

    findings: tuple[Finding, ...] = ()
    linted: bool = True


def folder_for(configuration: Path | None) -> Path:
    """Where the cache is: what WAYPOST_CACHE says, beside the configuration, or in the folder one is in."""
    said = os.environ.get("WAYPOST_CACHE")
    if said:
        return Path(said)
    return (configuration.parent if configuration is not None else Path.cwd()) / FOLDER


def key(files: Mapping[str, bytes], *settings: object) -> str:
    """The name of the entry for these files with these settings."""
    import hashlib  # not where nothing is kept

    hashed = hashlib.sha256(repr((waypost.__version__, _made_of(), settings)).encode())
    for name, data in files.items():
        hashed.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        hashed.update(data)
    return hashed.hexdigest()


@cache
def _made_of() -> str:
    """The state of all files that rules and readers are made of, so that a changed rule looks again."""
    import hashlib

    state = hashlib.sha256()
    package = Path(waypost.__file__).parent
    for part in ("lint", "framework"):
        for name, size, changed in sorted(_files(os.fspath(package / part))):
            state.update(f"{name}\0{size}\0{changed}\n".encode())
    return state.hexdigest()


def _files(folder: str) -> Iterable[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            else:
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def read(folder: Path, name: str) -> Entry | bool | None:
    """The entry of this name; None for what is nothing to lint; False where there is no entry."""
    import json

    place = folder / name[:2]
    if folder.is_symlink() or place.is_symlink():
        return False
    try:
        sum_, _, text = (place / name).read_bytes().partition(b"\n")
        if sum_.decode("ascii") != _sum(text):
            return False
        entry = json.loads(text)
        return None if entry is None else Entry(tuple(map(_finding, entry["findings"])), entry["linted"])
    except _SPOILT:
        return False


def write(folder: Path, name: str, entry: Entry | None) -> None:
    """Keep the entry under this name."""
    import json

    try:
        place = folder / name[:2]
        if folder.is_symlink() or place.is_symlink():
            return
        if not _may_be_used(folder):
            return
        if not place.is_dir():
            _take_out_old(folder)
            place.mkdir(exist_ok=True)
        row = None if entry is None else {"linted": entry.linted, "findings": list(map(_row, entry.findings))}
        text = json.dumps(row, ensure_ascii=True).encode("ascii")
        _put(place / name, _sum(text).encode("ascii") + b"\n" + text)
    except OSError:
        return


def _sum(text: bytes) -> str:
    """What an entry begins with, so that one that was spoilt is none."""
    import hashlib

    return hashlib.sha256(text).hexdigest()


def _put(file: Path, data: bytes) -> None:
    """The file with this content, at once; written under a name that nobody can have put a link at."""
    import tempfile  # slow to import, and not where everything is kept

    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as written:
            written.write(data)
        beside.replace(file)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _may_be_used(folder: Path) -> bool:
    """Whether entries may be in this folder: one that was begun here, or is new or empty and is begun now.

    It keeps itself out of the repository.
    """
    ignore = folder / ".gitignore"
    if ignore.is_file():
        return not ignore.is_symlink() and ignore.read_bytes().startswith(_MARKER.encode())
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        return False
    ignore.write_text(f"{_MARKER}\n*\n", encoding="ascii")
    return True


def _take_out_old(folder: Path) -> None:
    """Without the entries that nobody read for long."""
    before = time.time() - _KEPT
    for entry in _entries(folder):
        if entry.stat(follow_symlinks=False).st_mtime < before:
            Path(entry).unlink(missing_ok=True)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """The entries in a folder: plain files that are named by a hash, below the first two letters of it."""
    with os.scandir(folder) as places:
        named = [one for one in places if len(one.name) == 2 and one.is_dir(follow_symlinks=False)]
    for place in named:
        with os.scandir(place) as entries:
            for entry in entries:
                ours = _NAME.fullmatch(entry.name) is not None and entry.name.startswith(place.name)
                if ours and entry.is_file(follow_symlinks=False):
                    yield entry


def _row(one: Finding) -> list[Any]:
    related = [[_span(other.span), other.says] for other in one.related]
    fix = one.fix and [one.fix.safety.value, one.fix.says, [[_span(edit.span), edit.text] for edit in one.fix.edits]]
    where = [one.criterion, one.level, one.statement, one.hint]
    return [one.code, one.message, one.severity.value, _span(one.span), related, list(one.words), *where, fix]


def _span(span: Span) -> list[Any]:
    return [span.file, span.line, span.column, span.end_line, span.end_column]


def _finding(row: list[Any]) -> Finding:
    code, message, severity, span, related, words, criterion, level, statement, hint, fix = row
    return Finding(
        code=code,
        message=message,
        severity=Severity(severity),
        span=Span(*span),
        related=tuple(Related(Span(*where), says) for where, says in related),
        words=tuple(words),
        criterion=criterion,
        level=level,
        statement=statement,
        hint=hint,
        fix=fix and Fix(Safety(fix[0]), fix[1], tuple(Edit(Span(*where), text) for where, text in fix[2])),
    )
