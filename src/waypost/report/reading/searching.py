"""Finding words in a framework: levels by their title, expectations by what they are called and say.

Every word that was typed must be there, as a part of a word too; capitals and accents do not count. The static site's
script finds the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from waypost.framework.schema import Criterion, Framework, Level, Statement
from waypost.report.reading.inherited import added

LONGEST = 200
"""Signs of a query that are looked at."""


class Rank(IntEnum):
    """What holds the words, the best first: a level's title, an expectation's, a statement, what stands besides it."""

    LEVEL = 0
    TITLE = 1
    SAYS = 2
    BESIDES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, and whether it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that holds all the words; without a criterion it is a level."""

    rank: Rank
    level: Level
    criterion: Criterion | None
    title: tuple[Piece, ...]
    says: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The best of the places, and how many there are in all."""

    hits: tuple[Hit, ...]
    count: int


def find(framework: Framework, query: str, *, most: int = 100) -> Results:
    """The places that hold every word of `query`; none for a query without a word."""
    words = tuple(dict.fromkeys(plain(query[:LONGEST]).split()))
    if not words:
        return Results((), 0)
    hits = sorted(_hits(framework, words), key=lambda hit: hit.rank)
    return Results(tuple(hits[:most]), len(hits))


def plain(text: str) -> str:
    """The text without capitals and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).lower()


def marked_words(text: str, words: Sequence[str]) -> tuple[Piece, ...]:
    """The text with the words marked, unless a sign became longer or shorter on the way to plain text."""
    bare = plain(text)
    if len(bare) != len(text):
        return (Piece(text, found=False),)
    pieces, at = [], 0
    while starts := [(start, -len(word)) for word in words if (start := bare.find(word, at)) >= 0]:
        start, length = min(starts)
        pieces += [Piece(text[at:start], found=False), Piece(text[start : start - length], found=True)]
        at = start - length
    return tuple(piece for piece in (*pieces, Piece(text[at:], found=False)) if piece.text)


def _hits(framework: Framework, words: tuple[str, ...]) -> Iterator[Hit]:
    for level in framework.levels:
        track = framework.track(level.track).title
        if _has(f"{level.title} {track}", words):
            yield Hit(Rank.LEVEL, level, None, marked_words(level.title, words), marked_words(track, words))
        for criterion in framework.criteria:
            held = framework.expectation(criterion.key, level.key)
            if held is not None:
                own = () if held.same_as is not None else added(framework, criterion.key, level, held.statements)
                yield from _in_expectation(level, criterion, own, words)


def _in_expectation(
    level: Level, criterion: Criterion, own: tuple[Statement, ...], words: tuple[str, ...]
) -> Iterator[Hit]:
    """The expectation by its title; otherwise each of its own statements that holds the words with it."""
    head = f"{criterion.title}, {level.title}"
    title = marked_words(head, words)
    if _has(head, words):
        yield Hit(Rank.TITLE, level, criterion, title, marked_words(own[0].says, words) if own else ())
        return
    for statement in own:
        besides = " ".join((*statement.looks_like, *statement.shown_by, statement.about))
        if _has(f"{head} {statement.says} {besides}", words):
            rank = Rank.SAYS if _has(statement.says, words) else Rank.BESIDES
            yield Hit(rank, level, criterion, title, marked_words(statement.says, words))


def _has(text: str, words: tuple[str, ...]) -> bool:
    bare = plain(text)
    return all(word in bare for word in words)
