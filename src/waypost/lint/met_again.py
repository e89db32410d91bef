"""Texts of an imported ladder, met again in its files letter for letter, so that a finding stands at their words.

An importer knows the line on which a statement begins. Where on it, and where the examples below it stand, is found
here: a row of a table holds several statements, often alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from waypost.framework.node import Place


class Near(Place):
    """A place no better than near: the text is written in other letters in its file (markup, entities, folded lines
    with signs between), as code, or in a sheet. What is found in it is told there, and nothing is mended by it."""

    __slots__ = ()


class Sought(NamedTuple):
    """A text as an importer read it, and where its statement begins; the column tells cells of one row apart."""

    text: str
    beside: Place


def met_again(sought: Iterable[Sought], sources: Mapping[str, str]) -> dict[Sought, Place]:
    """Where each text begins. A text that is not met letter for letter, but for white space, is only near."""
    by_file: defaultdict[str, list[Sought]] = defaultdict(list)
    for one in dict.fromkeys(sought):
        by_file[one.beside.file].append(one)
    found: dict[Sought, Place] = {}
    for file, here in by_file.items():
        if file in sources:
            found |= _File(file, sources[file], here).met()
        else:
            found |= {one: Near(*one.beside) for one in here}
    return found


class _File:
    """One file and what is sought in it. A text is looked for up to the line on which another statement begins."""

    def __init__(self, file: str, source: str, sought: list[Sought]) -> None:
        self.file, self.source, self.sought = file, source, sought
        self._starts = list(accumulate((len(line) + 1 for line in source.split("\n")), initial=0))
        self._begun = sorted({one.beside.line for one in sought})
        self._taken: list[tuple[int, int]] = []

    def met(self) -> dict[Sought, Place]:
        """The longest first: a shorter one may stand within it too, and is met elsewhere."""
        found = {one: place for one in sorted(self.sought, key=_longest) if (place := self._exactly(one)) is not None}
        return found | {one: self._near(one) for one in self.sought if one not in found}

    def _exactly(self, one: Sought) -> Place | None:
        first = one.text.split(maxsplit=1)[:1]
        at, limit = self._stretch(one)
        while first and (at := self.source.find(first[0], at, limit)) >= 0:
            end = self._end(one.text, at)
            as_code = self.source[at - 1 : at] == "`" == self.source[end : end + 1]  # which nobody mends
            if end and not as_code and self._take(at, end):
                return self._place(at)
            at += 1
        return None

    def _take(self, start: int, end: int) -> bool:
        """Take a stretch for a text, if no other has any of it; those that are taken stand in order."""
        after = bisect_right(self._taken, (start, end))
        if (after and self._taken[after - 1][1] > start) or (
            self._taken[after : after + 1] and self._taken[after][0] < end
        ):
            return False
        self._taken.insert(after, (start, end))
        return True

    def _end(self, text: str, at: int) -> int:
        """Where the text ends that begins here, whatever white space is between its letters; 0 if another does."""
        if text[0].isalnum() and self.source[at - 1 : at].isalnum():
            return 0
        source, last = self.source, len(self.source)
        for letter in text:
            if letter.isspace():
                continue
            while at < last and source[at].isspace():
                at += 1
            if source[at : at + 1] != letter:
                return 0
            at += 1
        return 0 if text[-1].isalnum() and source[at : at + 1].isalnum() else at

    def _near(self, one: Sought) -> Place:
        """Where its first words are met, with whatever signs between them, or its statement."""
        words = r"\W{1,40}".join(re.findall(r"\w+", one.text)[:_FIRST])
        start, end = self._stretch(one)
        met = re.compile(rf"(?<!\w){words}").search(self.source, start, end) if words else None
        return Near(*self._place(met.start())) if met else Near(*one.beside)

    def _stretch(self, one: Sought) -> tuple[int, int]:
        """From the line of its statement to that of the next one."""
        after = bisect_right(self._begun, one.beside.line)
        last = self._begun[after] if after < len(self._begun) else len(self._starts)
        return self._start(one.beside.line), self._start(last)

    def _start(self, line: int) -> int:
        return self._starts[min(line, len(self._starts)) - 1]

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return Place(self.file, line, offset - self._starts[line - 1] + 1)


_FIRST = 6


def _longest(one: Sought) -> tuple[int, int, int]:
    return -len(one.text), one.beside.line, one.beside.column
