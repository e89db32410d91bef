"""What was found in files that have not changed since: one small file for each content, under its hash.

The key is made of the bytes of all files of a framework, the configuration and flags, the day, the version, and the
files the rules are made of. An entry is written to a file beside it and put in place at once, so that two runs at the
same time cannot spoil each other. A cache that cannot be read or written is no cache, and no error.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import waypost
from waypost.lint.findings import Edit, Finding, Fix, Related, Safety, Severity, Span

FOLDER = ".waypost_cache"
_KEPT = 30 * 24 * 3600  # seconds an entry is kept that nobody reads


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


def read(folder: Path, name: str) -> tuple[Finding, ...] | bool | None:
    """The findings of an entry; None for what is nothing to lint; False where there is no entry."""
    import json

    try:
        entry = json.loads((folder / name[:2] / name).read_bytes())
        return None if entry is None else tuple(map(_finding, entry))
    except (OSError, ValueError, TypeError, KeyError):
        return False


def write(folder: Path, name: str, findings: tuple[Finding, ...] | None) -> None:
    """Keep the findings under this name."""
    import json

    try:
        place = folder / name[:2]
        if not place.is_dir():
            _begin(folder)
            place.mkdir(exist_ok=True)
        beside = place / f"{name}.{os.getpid()}"
        entry = None if findings is None else list(map(_row, findings))
        beside.write_text(json.dumps(entry, ensure_ascii=True), encoding="ascii")
        beside.replace(place / name)
    except OSError:
        return


def _begin(folder: Path) -> None:
    """A new folder for entries, which keeps itself out of the repository; entries that nobody read are taken out."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("# Made by waypost lint.\n*\n", encoding="ascii")
    before = time.time() - _KEPT
    for entry in folder.glob("??/*"):
        if entry.stat().st_mtime < before:
            entry.unlink(missing_ok=True)


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
