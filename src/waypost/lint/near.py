"""Which of many statements say nearly the same, in time that grows with their number and not with its square.

Two statements are near where few words have to be put in, left out or exchanged to make one of the other. A statement
in which that many words may differ, cut into one piece more than that, keeps at least one piece whole in every
statement near to it. So the pieces of each are remembered, and only who has a piece as a stretch of its own is looked
at closely (Li, Deng, Wang, Feng: Pass-Join, VLDB 2011, on words for letters).
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, count

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
    held: dict[int, tuple[int, ...]] = {}  # by the hash of a piece, which takes less room than the piece
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    statements = [tuple(map(numbers.__getitem__, words)) for words in texts]  # of many, their words are far apart
    once = {word for word, times in Counter(chain.from_iterable(statements)).items() if times == 1}
    signs = array("q", bytes(8 * len(statements)))
    for later, words in enumerate(statements):
        if len(words) < SHORTEST:
            continue
        shape = _shape(len(words))
        if len(once.intersection(words)) > shape.allowed:  # each of these would have to be exchanged
            continue
        seen: set[int] = set()
        for length in shape.stretches:
            stretches = zip(*[words[start:] for start in range(length)], strict=False)
            seen.update(*filter(None, map(held.get, map(hash, stretches))))
        sign = signs[later] = _sign(words)
        most = 2 * shape.allowed
        for earlier in sorted([one for one in seen if (signs[one] ^ sign).bit_count() <= most]):
            if are_near(statements[earlier], words):
                yield earlier, later
        for start in shape.pieces:
            piece = hash(words[start : start + shape.piece])
            holders = held.get(piece, ())
            if len(holders) < _KEPT:
                held[piece] = (*holders, later)


def _sign(words: Sequence[int]) -> int:
    """A number with a bit for each word of a statement.

    A word that is exchanged changes two bits at most, so statements with more bits apart than that are not near. Two
    words may share a bit; then fewer are apart, and the statements are looked at.
    """
    sign = 0
    for word in words:
        sign |= _BIT[word % _BITS]
    return sign


_BITS = 60
_BIT = tuple(1 << place for place in range(_BITS))


def are_near(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether few enough words differ."""
    most = allowed(min(len(one), len(other)))
    return within(one, other, most)


def within(one: Sequence[object], other: Sequence[object], most: int) -> bool:
    """Whether so many edits are enough, in steps that grow with their number and hardly with the length.

    With none, one, two ... of them: how far into the first statement one comes on each diagonal, which is by how many
    words one is further into the other (Ukkonen, "Algorithms for approximate string matching", 1985).
    """
    length, goal = len(one), len(other) - len(one)
    if abs(goal) > most:
        return False
    reached = {0: _along(one, other, 0, 0)}
    for _ in range(most):
        if reached.get(goal) == length:
            return True
        further: dict[int, int] = {}
        for shift, at in reached.items():
            for place, beside in ((at + 1, shift), (at, shift + 1), (at + 1, shift - 1)):
                if place <= length and 0 <= place + beside <= len(other) and place > further.get(beside, -1):
                    further[beside] = place
        reached = {shift: _along(one, other, at, shift) for shift, at in further.items()}
    return reached.get(goal) == length


def _along(one: Sequence[object], other: Sequence[object], at: int, shift: int) -> int:
    """The first place from here on where the two have different words, or one of them ends."""
    end = min(len(one), len(other) - shift)
    while at < end and one[at] == other[at + shift]:
        at += 1
    return at


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


@dataclass(frozen=True, slots=True)
class _Shape:
    """How a statement of one length is looked at: how many of its words may differ, where its pieces begin and how long
    they are, and how long a run of its words may be that is a piece of a statement near to it."""

    allowed: int
    pieces: range
    piece: int
    stretches: range


@cache
def _shape(length: int) -> _Shape:
    most = allowed(length)
    apart, differ = length // (most + 1), most + 1
    stretches = range(_piece(length - differ), _piece(length + differ) + 1)
    return _Shape(most, range(0, apart * (most + 1), apart), _piece(length), stretches)


def _piece(length: int) -> int:
    """How many words a piece has, by the length of its statement."""
    return 4 if length >= 12 else 3 if length >= 9 else 2
