"""Whether texts are in English. Rules that rest on English words are silent on others, statement by statement."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import words

_LATIN = Late(r"[a-zà-öø-ÿœ]+")
_APART = bytes(code if 97 <= code <= 122 else 32 for code in range(256))
"""Every byte that is no small letter of ASCII turned into a space: as the pattern, and quicker."""
_BEHIND_LATIN = "\u0370"
_SAMPLE = 8_000
_STRETCH, _STRETCHES = 1_000, 16
_FEW = 0.04
_SOME = 0.08
"""Of the words of a text in Dutch or Danish, fewer are small words of English by chance."""


@dataclass(frozen=True, slots=True)
class _Small:
    """How many words a text has, and how many of them are small words of English and of other languages."""

    words: int
    english: int
    foreign: int


def in_english(text: str) -> bool:
    """Whether small words or letters speak for another language; `text` is in small letters, its beginning decides."""
    counted = _counted(text[:_SAMPLE])
    if counted is None:
        return False
    return counted.foreign < max(_FEW * counted.words, 2) or counted.foreign <= counted.english


def some_english(text: str) -> bool:
    """Whether a text in small letters, or a good part of it, is in English: its beginning, and stretches of it."""
    step = max(_STRETCH, len(text) // _STRETCHES)
    stretches = (_counted(text[start : start + _STRETCH]) for start in range(0, len(text), step))
    some = any(one is not None and one.english >= max(_SOME * one.words, 2) for one in stretches)
    return some or in_english(text)


def speaks_english(text: str) -> bool | None:
    """The same of one statement or cell, in small letters; None where its small words do not tell."""
    counted = _counted(text)
    if counted is None or counted.foreign >= 2 > counted.english or counted.foreign > counted.english + 1:
        return False
    return True if counted.english > counted.foreign else None


def _counted(text: str) -> _Small | None:
    """None for a text in letters that are not Latin."""
    if not text.isascii() and sum(map(_BEHIND_LATIN.__le__, text)) * 5 > len(text):
        return None
    met = text.encode().translate(_APART).decode().split() if text.isascii() else _LATIN.findall(text)
    english, foreign = (sum(map(words(name).__contains__, met)) for name in ("small_english", "small_foreign"))
    return _Small(len(met), english, foreign)
