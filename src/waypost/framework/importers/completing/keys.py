"""Titles -> keys, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60


def slug(title: str) -> str:
    """A title as a key: small letters, digits and hyphens, at most 60; `unnamed` if it holds no letter that can be."""
    ascii_ = unicodedata.normalize("NFKD", title.replace("&", " and ")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")[:_LONGEST].strip("-") or "unnamed"


def keys_of(titles: Iterable[str], *, word: str) -> list[str]:
    """A key for each title, in order, no two the same.

    `word` and a number stand in for what letters of other scripts leave of a title: `criterion-3`.
    """
    taken: set[str] = set()
    keys = []
    for place, title in enumerate(titles, start=1):
        stem = slug(title)
        if stem == "unnamed" or _mostly_lost(title, stem):
            stem = f"{word}-{place}"
        key, number = stem, 2
        while key in taken:
            key, number = f"{stem[: _LONGEST - 1]}-{number}", number + 1
        taken.add(key)
        keys.append(key)
    return keys


def same(title: str) -> str:
    """What two titles share that mean the same: letters without regard to case and spaces."""
    return " ".join(title.split()).casefold()


def _mostly_lost(title: str, stem: str) -> bool:
    """Whether the key would say little of the title, as `2` does of one in Japanese that ends in a number."""
    letters = sum(letter.isalpha() for letter in title)
    return letters > 3 * sum(letter.isalpha() for letter in stem)
