"""Which items of two sequences stay, in order, in a time that no text can stretch.

Where words repeat a lot, difflib looks at every pair of equal ones again and again: one page of prose that says two
words in turn took a minute. Beyond `PAIRS` only what both have at the beginning and at the end is held to stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

PAIRS = 20_000
"""Pairs of equal items that are looked at; two ordinary pages of prose have fewer."""

TOGETHER = 400_000
"""Pairs of equal items that are looked at where each of several texts is held against each of several others."""

Edit = tuple[str, int, int, int, int]


def edits(old: Sequence[str], new: Sequence[str]) -> tuple[Edit, ...]:
    """How `old` becomes `new`: kind (equal, replace, delete, insert), and from where to where on both sides."""
    if pairs(old, new) <= PAIRS:
        return tuple(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    return tuple(_around(len(old), len(new), head=head, tail=tail))


def stays(found: Sequence[Edit]) -> float:
    """The share of both sides that stays, from 0 to 1; of nothing, all."""
    kept = sum(b - a for kind, a, b, _c, _d in found if kind == "equal")
    both = sum((b - a) + (d - c) for _kind, a, b, c, d in found)
    return 2 * kept / both if both else 1.0


def share(old: Sequence[str], new: Sequence[str], *, among: int = 1) -> float:
    """The share of items that stay in order; where they repeat too much, the share that both have in whatever order.

    `among` is how many such shares are asked for together.
    """
    if pairs(old, new) <= min(PAIRS, TOGETHER // max(among, 1)):
        return SequenceMatcher(None, old, new, autojunk=False).ratio()
    return 2 * (Counter(old) & Counter(new)).total() / (len(old) + len(new))


def pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal items there are."""
    here = Counter(new)
    return sum(count * here[item] for item, count in Counter(old).items())


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items both begin with."""
    return sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False)))


def _around(old: int, new: int, *, head: int, tail: int) -> Iterator[Edit]:
    if head:
        yield ("equal", 0, head, 0, head)
    gone, come = old - tail, new - tail
    if gone > head or come > head:
        kind = "replace" if gone > head and come > head else "delete" if gone > head else "insert"
        yield (kind, head, gone, head, come)
    if tail:
        yield ("equal", gone, old, come, new)
