"""Where the statements of an imported framework came from: the file beside it, written by the import, read by checks.

    {"waypost origins": 1,
     "sources": ["../ladder/senior.md"],
     "statements": {"design": {"senior": [[0, 12, 3, "3f2a9c41d07b"]]}}}

By criterion, then level, in the order of the statements: which source (from 0), line and column (from 1), and a
fingerprint of what was said. With the fingerprint a statement is found again after others were added, dropped or moved
around it; one that was worded anew has no origin any more.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

FORMAT = 1
ENDING = ".origins.json"
MAX_BYTES = 8_000_000
_FORMAT_WORD = "waypost origins"


@dataclass(frozen=True, slots=True)
class StatementOrigin:
    """One statement, by criterion, level and place from 0, and where it stood; lines and columns count from 1.

    `mark` is the fingerprint of what was said there.
    """

    criterion: str
    level: str
    place: int
    mark: str
    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class NotOrigins(ValueError):  # noqa: N818 - says what the text is not
    """The text is no file of origins that this Waypost reads; the message says why."""


@dataclass(frozen=True)
class Origins:
    """The origins of a framework's statements, in the framework's order."""

    statements: tuple[StatementOrigin, ...] = ()

    def origin_of(self, criterion: str, level: str, place: int, *, says: str = "") -> StatementOrigin | None:
        """Where the statement at this place (from 0) came from; None if it is not known.

        With what the statement says now, one that moved within its criterion is found, and one that was changed since
        has no origin.
        """
        here = self._by_place.get((criterion, level, place))
        if not says:
            return here
        mark = fingerprint(says)
        if here is not None and here.mark == mark:
            return here
        alike = self._by_words.get((criterion, mark), [])
        return next((one for one in alike if one.level == level), alike[0] if alike else None)

    def renamed(self, name: Callable[[str], str]) -> Origins:
        """The same with the files under other names."""
        return Origins(tuple(replace(one, file=name(one.file)) for one in self.statements))

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, str, int], StatementOrigin]:
        return {(one.criterion, one.level, one.place): one for one in self.statements}

    @cached_property
    def _by_words(self) -> Mapping[tuple[str, str], list[StatementOrigin]]:
        found: dict[tuple[str, str], list[StatementOrigin]] = {}
        for one in self.statements:
            found.setdefault((one.criterion, one.mark), []).append(one)
        return found


def fingerprint(says: str) -> str:
    """What stays the same of a statement however its lines are broken: 12 hexadecimal digits."""
    return hashlib.sha256(" ".join(says.split()).encode("utf-8", "replace")).hexdigest()[:12]


def write_origins(origins: Origins) -> str:
    """The text of the file: stable, one line for each criterion and level."""
    sources = list(dict.fromkeys(one.file for one in origins.statements))
    numbers = {file: number for number, file in enumerate(sources)}
    rows: dict[str, dict[str, list[list[Any]]]] = {}
    for one in sorted(origins.statements, key=lambda one: one.place):
        cell = rows.setdefault(one.criterion, {}).setdefault(one.level, [])
        cell.append([numbers[one.file], one.line, one.column, one.mark])
    lines = [f"{_quoted(criterion)}: {{\n{_levels(row)}\n  }}" for criterion, row in sorted(rows.items())]
    return (
        f'{{"{_FORMAT_WORD}": {FORMAT},\n "sources": {json.dumps(sources, ensure_ascii=False, indent=2)},\n'
        f' "statements": {{\n  ' + ",\n  ".join(lines) + "\n }\n}\n"
    )


def _levels(row: Mapping[str, list[list[Any]]]) -> str:
    return ",\n".join(f"    {_quoted(level)}: {json.dumps(cell)}" for level, cell in row.items())


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_origins(text: str) -> Origins:
    """The origins that were written. NotOrigins for any other text."""
    if len(text) > MAX_BYTES:
        raise NotOrigins(f"is larger than {MAX_BYTES // 1_000_000} MB")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotOrigins("is not JSON") from error
    if not isinstance(document, dict) or document.get(_FORMAT_WORD) != FORMAT:
        raise NotOrigins(f"is no file of origins of format {FORMAT}; import the framework again")
    try:
        return Origins(tuple(_read(document["sources"], document["statements"])))
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise NotOrigins("is broken; import the framework again") from error


def _read(sources: list[str], rows: Mapping[str, Mapping[str, list[Any]]]) -> Iterable[StatementOrigin]:
    for criterion, row in rows.items():
        for level, cell in row.items():
            for place, (source, line, column, mark) in enumerate(cell):
                if not (isinstance(mark, str) and 0 <= source < len(sources)):
                    raise ValueError("a source that is not listed, or no fingerprint")
                yield StatementOrigin(criterion, level, place, mark, str(sources[source]), int(line), int(column))
