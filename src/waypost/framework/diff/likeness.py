"""Whether two texts are one text in other words: the share of words that stay, in order. The same both ways round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from waypost.framework.diff.aligning import share

ALIKE = 0.6
"""Two sentences are one sentence reworded when at least this share of their words stays, in order."""

T = TypeVar("T")


def alike(one: str, other: str, *, among: int = 1) -> float:
    """The share of words that stay, from 0 to 1; `among` is how many pairs of texts are held against each other."""
    first, second = sorted((one.lower().split(), other.lower().split()))
    if 2 * min(len(first), len(second)) < ALIKE * (len(first) + len(second)):
        return 0.0  # too unlike in length to be alike, whatever they say
    return share(first, second, among=among)


def plain(text: str) -> str:
    """The words as they count when two sentences are held to be the same: without case, spaces and the last stop."""
    return " ".join(text.casefold().split()).rstrip(".;,")


def matched(old: Sequence[T], new: Sequence[T], *, likeness: Callable[[T, T], float]) -> Iterator[tuple[T, T]]:
    """Pairs of an old and a new one, the most alike first, each used once; those below ALIKE stay alone.

    Of two pairs that are equally alike the one nearer the beginning goes first, so that old and new may change sides.
    """
    found = [
        (-kept, a + b, abs(a - b), a, b)
        for a, one in enumerate(old)
        for b, other in enumerate(new)
        if (kept := likeness(one, other)) >= ALIKE
    ]
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for *_rank, a, b in sorted(found):
        if a not in taken_old and b not in taken_new:
            taken_old.add(a)
            taken_new.add(b)
            yield old[a], new[b]
