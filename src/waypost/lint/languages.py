"""Whether a text is in English. Rules that rest on English words are silent on others."""

from __future__ import annotations

import re

from waypost.lint.words.lexicon import words

_LATIN = re.compile(r"[a-zà-öø-ÿœ]+")
_BEHIND_LATIN = "\u0370"
_SAMPLE = 8_000
_FEW = 0.04


def in_english(text: str) -> bool:
    """Whether small words or letters speak for another language; `text` is in small letters, its beginning decides."""
    sample = text[:_SAMPLE]
    if not sample.isascii() and sum(map(_BEHIND_LATIN.__le__, sample)) * 5 > len(sample):
        return False
    met = _LATIN.findall(sample)
    foreign = sum(word in words("small_foreign") for word in met)
    return foreign < max(_FEW * len(met), 2) or foreign <= sum(word in words("small_english") for word in met)
