"""What changed between two texts, word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from waypost.framework.diff.aligning import edits, share, stays

# Below this share of common words two sentences are two sentences, and marks between them would only be noise.
ALIKE = 0.5
_WORDS = re.compile(r"\S+\s*")


class Mark(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that share a mark, with the spaces after them."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts side by side, marked; a side is empty when its text has no counterpart."""

    old: tuple[Run, ...]
    new: tuple[Run, ...]


def marked(old: str, new: str) -> Pair:
    """Both texts with the words marked that only one of them has; texts too unlike each other stay unmarked."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    found = edits(_bare(before), _bare(after))
    if stays(found) < ALIKE:
        return Pair(_run(Mark.SAME, before), _run(Mark.SAME, after))
    left: list[Run] = []
    right: list[Run] = []
    for kind, a, b, c, d in found:
        left += _run(Mark.SAME if kind == "equal" else Mark.REMOVED, before[a:b])
        right += _run(Mark.SAME if kind == "equal" else Mark.ADDED, after[c:d])
    return Pair(tuple(left), tuple(right))


def paired(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Pair, ...]:
    """Each new text beside the old one most like it.

    Where at least two are alike, a text without a counterpart is marked whole; where none are, the two sides simply
    say other things, and nothing is marked.
    """
    left, among = list(old), len(old) * len(new)
    matches: list[tuple[str, str]] = []
    for text in new:
        ranked = [(_likeness(one, text, among=among), -at) for at, one in enumerate(left)]
        best, at = max(ranked, default=(0.0, 0))
        matches.append((left.pop(-at) if best >= ALIKE else "", text))
    some_alike = any(before for before, _ in matches)
    gone, come = (Mark.REMOVED, Mark.ADDED) if some_alike else (Mark.SAME, Mark.SAME)
    alone = tuple(Pair(_run(gone, [text]), ()) for text in left)
    return alone + tuple(marked(before, text) if before else Pair((), _run(come, [text])) for before, text in matches)


def _likeness(one: str, other: str, *, among: int) -> float:
    return share(one.split(), other.split(), among=among)


def _bare(words: list[str]) -> list[str]:
    return [word.rstrip() for word in words]


def _run(mark: Mark, words: list[str]) -> tuple[Run, ...]:
    return (Run(mark, "".join(words)),) if words else ()
