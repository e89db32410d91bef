"""What a script's literals are made of: texts, names, lists, pairs, and what would have to be run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A string, number or word of the language as text; None for null and undefined. `line` is where it begins."""

    line: int
    column: int
    says: str | None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """Something that is named and stands elsewhere: `tracks`, `TrackId.MOBILE`, `points["1.2"]`."""

    line: int
    column: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """What would have to be run; its strings are with what was skipped."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Spread:
    """`...name`: everything in another value, put here."""

    line: int
    column: int
    of: Value


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    column: int
    items: tuple[Value | Spread, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values, in order; a name in brackets may stand elsewhere."""

    line: int
    column: int
    pairs: tuple[tuple[Text | Name, Value] | Spread, ...]


Value = Text | Name | Code | Items | Pairs


@dataclass(frozen=True, slots=True)
class Skipped:
    """Text that was not read as data, and why."""

    line: int
    column: int
    says: str
    why: str


def values_in(value: Value | Spread) -> Iterator[Value | Spread]:
    """A value and every value in it, names of pairs included, in order."""
    waiting: list[Value | Spread] = [value]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, Spread):
            waiting.append(one.of)
        elif isinstance(one, Items):
            waiting.extend(reversed(one.items))
        elif isinstance(one, Pairs):
            for pair in reversed(one.pairs):
                waiting.extend([pair] if isinstance(pair, Spread) else [pair[1], pair[0]])
