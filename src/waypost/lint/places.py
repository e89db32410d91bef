"""From a text to the characters in its file: folded lines, quotes and escapes lie between the two."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate

from waypost.framework.node import Place
from waypost.lint.findings import Span

__all__ = ("Place", "stretch", "text_of")


def stretch(place: Place, text: str, start: int, end: int, *, source: str | None) -> Span:
    """Where the characters `start` to `end` of `text`, which begins at `place`, stand in `source`.

    The letters of the text are met again in the source in their order, whatever white space, quotes and signs stand
    between them. Where one is not met again (an escape, an entity), or there is no source, the place is as near as the
    letters before it.
    """
    if source is None:
        return Span(place.file, place.line, place.column + start, place.line, place.column + end)
    at, final = _offset(source, place), max(end - 1, start)
    if final < len(text) and source.startswith(text, at) and not (text[start].isspace() or text[final].isspace()):
        first, last = at + start, at + final  # as nearly every text stands; a long one is not walked for each finding
    else:
        first, at = _walk(source, at, text, 0, start)
        last, _ = _walk(source, first, text, start, final)
    if end > start:
        last += 1
    return Span(place.file, *_position(source, first), *_position(source, last))


def _walk(source: str, at: int, text: str, done: int, until: int) -> tuple[int, int]:
    """The offset of the letter number `until`, going on from where the letter number `done` was looked for."""
    place = at
    for letter in text[done : until + 1]:
        if letter.isspace():
            continue
        found = source.find(letter, at, at + _REACH)
        if found >= 0:
            place, at = found, found + 1
    return place, place


_REACH = 160
"""How far apart two letters of a text may stand in its file: an indentation, or a link that was taken out."""


def _offset(source: str, place: Place) -> int:
    ends = _ends(source)
    return _start(ends, place.line - 1) + place.column - 1 if place.line <= len(ends) else len(source)


def _position(source: str, offset: int) -> tuple[int, int]:
    ends = _ends(source)
    line = bisect_right(range(len(ends)), offset, key=lambda number: _start(ends, number))
    return line, offset - _start(ends, line - 1) + 1


def _start(ends: list[int], number: int) -> int:
    """Where a line begins, of which there are so many before it."""
    return ends[number - 1] + number if number else 0


@lru_cache(maxsize=8)
def _ends(source: str) -> list[int]:
    """How many letters there are up to the end of each line, without the signs that end lines."""
    return list(accumulate(map(len, source.split("\n"))))


def text_of(data: bytes) -> str:
    """The bytes of a file as the text in which places are counted. UnicodeDecodeError for what is not text."""
    mark = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", "utf-8"))
    text = data[len(mark[0]) :].decode(mark[1])
    return text.replace("\r\n", "\n").replace("\r", "\n")


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
