"""Which of many statements say nearly the same, in time that grows with their number and not with its square.

Two statements are near where few words have to be put in, left out or exchanged to make one of the other. A statement
in which that many words may differ, cut into one piece more than that, keeps at least one piece whole in every
statement near to it. So the pieces of each are remembered, and only who has a piece as a stretch of its own is looked
at closely (Li, Deng, Wang, Feng: Pass-Join, VLDB 2011, on words for letters).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waypost.lint.wording import Words

SHORTEST = 5
"""Statements of fewer words are alike by chance."""

_KEPT = 8
"""How many statements are remembered by one piece: what more than these share is how the ladder puts things."""


def allowed(length: int) -> int:
    """How many words may differ between statements of which the shorter has so many."""
    if length <= SHORTEST:
        return 1
    return max(2, length // 6)


def near_pairs(texts: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """The places of statements near each other, the earlier first. Equal ones are near."""
    held: dict[Words, list[int]] = {}
    sets = [frozenset(words) for words in texts]
    for later, words in enumerate(texts):
        if len(words) < SHORTEST:
            continue
        seen: set[int] = set()
        for stretch in _stretches(words) & held.keys():
            seen.update(held[stretch])
        own, most = sets[later], allowed(len(words))
        for earlier in sorted(seen):
            other = sets[earlier]
            if len(own & other) + most >= max(len(own), len(other)) and are_near(texts[earlier], words):
                yield earlier, later
        for piece in _pieces(words):
            holders = held.setdefault(piece, [])
            if len(holders) < _KEPT:
                holders.append(later)


def are_near(one: Words, other: Words) -> bool:
    """Whether few enough words differ."""
    most = allowed(min(len(one), len(other)))
    return abs(len(one) - len(other)) <= most and edits(one, other) <= most


def edits(one: Words, other: Words) -> int:
    """How many words have to be put in, left out or exchanged (Levenshtein's distance, in words)."""
    one, other = _middles(one, other)
    before = list(range(len(other) + 1))
    for row, word in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (word != against)))
        before = now
    return before[-1]


def _middles(one: Words, other: Words) -> tuple[Words, Words]:
    """Both without the words with which both begin and end."""
    shorter = min(len(one), len(other))
    first = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    left = shorter - first
    last = next((at for at in range(left) if one[-1 - at] != other[-1 - at]), left)
    return one[first : len(one) - last], other[first : len(other) - last]


def _pieces(words: Words) -> list[Words]:
    """One piece more than words may differ, none over another."""
    length = _piece(len(words))
    count = allowed(len(words)) + 1
    apart = len(words) // count
    return [words[start : start + length] for start in range(0, apart * count, apart)]


def _piece(length: int) -> int:
    """How many words a piece has, by the length of its statement."""
    return 4 if length >= 12 else 3 if length >= 9 else 2


def _stretches(words: Words) -> set[Words]:
    """Every run of words that may be a piece of a statement near to this one."""
    differ = allowed(len(words)) + 1
    found: set[Words] = set()
    for length in range(_piece(len(words) - differ), _piece(len(words) + differ) + 1):
        found.update(zip(*(words[start:] for start in range(length)), strict=False))
    return found
