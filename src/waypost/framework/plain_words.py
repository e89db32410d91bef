"""Readers of a document's words without the schema: each takes what was written and gives its value, or is unsure.

Whatever is not sure to be as the schema wants it is refused as `Unfit`; nothing is told here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Self

from waypost.framework import texts

Read = Callable[[Any], Any]

KEY = re.compile(texts.KEY_PATTERN[1:-1])
_DAY = re.compile(texts.DAY_PATTERN[1:-1])
_DURATION = re.compile(texts.DURATION_PATTERN[1:-1])
_WHOLE = re.compile(r"[0-9]{1,13}")
_SCORE = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
REQUIRED: Any = object()
"""In place of what holds without a word: there is nothing."""


class Unfit(Exception):  # noqa: N818 - it sends the reader to the schema, which tells what is wrong
    """This document is for the schema."""


class Plain:
    """A part of a framework: what was said, by the names of the schema."""

    def __init__(self, /, **parts: Any) -> None:
        self.__dict__.update(parts)

    @classmethod
    def holding(cls, parts: dict[str, Any]) -> Self:
        """One with these parts, which are then its own: for the many that a document has."""
        made = cls.__new__(cls)
        made.__dict__ = parts
        return made

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.__dict__})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), tuple(self.__dict__.values())))

    def model_copy(self, *, update: Mapping[str, Any]) -> Any:
        """The same with other parts."""
        return type(self)(**{**self.__dict__, **update})


def line(raw: Any) -> str:
    if not isinstance(raw, str):
        raise Unfit
    text = raw
    if not is_tidy(raw):
        if texts.CONTROL.search(raw):
            raise Unfit
        text = str(texts.one_line(raw))
    if not 1 <= len(text) <= texts.LINE_LENGTH:
        raise Unfit
    return text


def is_tidy(raw: str) -> bool:
    """Whether a line is as it should be already, as nearly all are: no control character is printable, nor any white
    space but the space. Several lines are where all of them with a space between them are."""
    return raw.isprintable() and "  " not in raw and raw[:1] != " " and raw[-1:] != " "


def prose(raw: Any) -> str:
    text = texts.paragraphs(raw)
    if not isinstance(text, str) or len(text) > texts.PROSE_LENGTH or texts.CONTROL.search(text):
        raise Unfit
    return text


def matching(pattern: re.Pattern[str]) -> Read:
    def read(raw: Any) -> str:
        if not isinstance(raw, str) or not pattern.fullmatch(raw):
            raise Unfit
        return raw

    return read


def whole(least: int, most: int) -> Read:
    def read(raw: Any) -> int:
        if not isinstance(raw, str) or not _WHOLE.fullmatch(raw) or not least <= int(raw) <= most:
            raise Unfit
        return int(raw)

    return read


def one_of(words: type[StrEnum]) -> Read:
    known = {word.value: word for word in words}

    def read(raw: Any) -> StrEnum:
        if not isinstance(raw, str) or raw not in known:
            raise Unfit
        return known[raw]

    return read


def flag(raw: Any) -> bool:
    if raw not in ("true", "false"):
        raise Unfit
    return bool(raw == "true")


def day(raw: Any) -> date:
    if not isinstance(raw, str) or not _DAY.fullmatch(raw):
        raise Unfit
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise Unfit from None


def duration(raw: Any) -> str:
    if not isinstance(raw, str) or not _DURATION.fullmatch(" ".join(raw.split())):
        raise Unfit
    return raw


def score(raw: Any) -> float:
    if not isinstance(raw, str) or not _SCORE.fullmatch(raw) or float(raw) > 1_000_000:
        raise Unfit
    return float(raw)


def list_of(read: Read, most: int, *, least: int = 0) -> Read:
    def read_all(raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, list) or not least <= len(raw) <= most:
            raise Unfit
        return tuple(map(read, raw))

    return read_all


def lines(most: int) -> Read:
    return list_of(line, most)


def pairs(key: Read, value: Read) -> Read:
    def read(raw: Any) -> tuple[tuple[Any, Any], ...]:
        return tuple((key(name), value(part)) for name, part in mapping(raw).items())

    return read


def mapping(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise Unfit
    return raw


def record(kind: type[Plain], /, **fields: tuple[Read, Any]) -> Callable[..., Any]:
    """Reads a mapping whose words are the names of the fields with spaces; each with what holds without it."""
    words = {name.rstrip("_").replace("_", " "): (name, read) for name, (read, _) in fields.items()}
    required = {word for word, (name, _) in words.items() if fields[name][1] is REQUIRED}
    defaults = {name: default for name, (_, default) in fields.items()}

    def read_record(raw: Any, **given: Any) -> Plain:
        body = mapping(raw)
        if not required <= body.keys() <= words.keys():
            raise Unfit
        parts = {**given, **defaults}
        for word, said in body.items():
            name, read = words[word]
            parts[name] = read(said)
        return kind.holding(parts)

    return read_record


def keyed(record: Callable[..., Any], most: int, *, least: int = 1) -> Read:
    def read(raw: Any) -> tuple[Any, ...]:
        body = mapping(raw)
        if not least <= len(body) <= most:
            raise Unfit
        return tuple(record(entry, key=key(name)) for name, entry in body.items())

    return read


key = matching(KEY)
