"""Lists of words, each a text file beside this module: `#` begins a comment."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def words(name: str) -> frozenset[str]:
    """The words of a list, in small letters."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrases(name: str) -> frozenset[str]:
    """The lines of a list: phrases of several words."""
    return frozenset(_lines(name))


@cache
def pairs(name: str) -> dict[str, str]:
    """The lines of a list that say `word: other`."""
    return {left.strip(): right.strip() for left, _, right in (line.partition(":") for line in _lines(name))}


def _lines(name: str) -> list[str]:
    text = (_HERE / f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.split("\n") if line.strip() and not line.startswith("#")]
