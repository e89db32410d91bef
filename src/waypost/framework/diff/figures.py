"""The numbers in a sentence, and which way they went: three teams are more than two, within a day more than within two.

A number is the one thing in a sentence whose change is never only wording.
"""

from __future__ import annotations

import re
from enum import Enum

_COUNTED = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORDS = {word: float(number) for number, word in enumerate(_COUNTED, start=2)}
_WORDS |= {"dozen": 12.0, "hundred": 100.0, "thousand": 1000.0}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LESS_IS_MORE = re.compile(
    r"\b(within|under|below|fewer than|less than|at most|no more than|not more than)\W+(\w+\W+){0,2}$"
)


class Turn(Enum):
    """What became of the numbers from one sentence to another."""

    SAME = "same"
    RISEN = "risen"
    FALLEN = "fallen"
    UNKNOWN = "unknown"


def turn(old: str, new: str) -> Turn:
    """Which way the bar went by the numbers alone; UNKNOWN when they go both ways or cannot be paired."""
    before, after = _figures(old), _figures(new)
    if len(before) != len(after):
        # "One" is a number only where the other sentence has one to hold it against: "one of them" counts nothing.
        before, after = _figures(old, one=True), _figures(new, one=True)
        if len(before) != len(after):
            return Turn.UNKNOWN
    steps = {(b > a) - (b < a) for a, b in zip(before, after, strict=True)} - {0}
    if not steps:
        return Turn.SAME
    if len(steps) > 1:
        return Turn.UNKNOWN
    return Turn.RISEN if steps == {1} else Turn.FALLEN


def _figures(text: str, *, one: bool = False) -> list[float]:
    """How much each number asks: those that bound from above count down."""
    lowered = text.lower()
    words = _WORDS | {"one": 1.0, "single": 1.0} if one else _WORDS
    found = []
    for token in _TOKEN.finditer(lowered):
        number = words.get(token[0]) if token[0].isalpha() else _number(token[0])
        if number is not None:
            before = lowered[max(0, token.start() - 60) : token.start()]
            found.append(-number if _LESS_IS_MORE.search(before) else number)
    return found


def _number(text: str) -> float:
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    first, *rest = re.split(r"[.,]", text)
    return float(f"{first}.{''.join(rest)}") if rest else float(first)
