"""What stands in brackets or braces on one line: its value, and where each part of it stands for who asks.

Nearly all are lists of texts, or names with texts, that a pattern reads at once. The rest is read sign by sign.
"""

from __future__ import annotations

import re
from string import ascii_letters, digits
from typing import Any

from waypost.framework.node import BLANK, MAX_DEPTH, MAX_ENTRIES, Node, Unsure

NAME = r"[A-Za-z0-9](?:[A-Za-z0-9 _./-]{0,98}[A-Za-z0-9_./])?"
SIGNS = "-?:,[]{}#&*!|>'\"%@`"
"""With what a text without quotes does not begin."""
DOUBLE, SINGLE = re.compile(r'"([^"\\]*)"'), re.compile(r"'([^']*(?:''[^']*)*)'(?!')")

_WORDS = rf"[{ascii_letters}{digits}](?:[{ascii_letters}{digits} _./()'+&-]*[{ascii_letters}{digits}_./()'+&-])?"
_TEXT = rf"(?:{_WORDS}|'[^']*')"
_LIST = re.compile(rf"\[{_TEXT}(?:, {_TEXT})*\]")
_PAIRS = re.compile(rf"\{{{NAME}: {_TEXT}(?:, {NAME}: {_TEXT})*\}}")
_ENTRY = re.compile(rf"(?:'([^']*)'|({_WORDS}))(?:, |\])")
_PAIR = re.compile(rf"({NAME}): (?:'([^']*)'|({_WORDS}))(?:, |\}})")
_NOTHING = BLANK - {""}

_BARE = re.compile(rf"[^\s{re.escape(SIGNS)}](?:[^,\[\]{{}}:?#]|:(?=\w))*")
_NAMED = re.compile(rf"({NAME}): +")
_SPACES = re.compile(" *")
_ENDED = re.compile(r" *(?: #.*)?")


def value_in(said: str, *, depth: int) -> tuple[Any, int]:
    """What a line's end holds that begins with a bracket, and how many nodes that is. Unsure where libyaml is to say.

    `depth` is how many it stands in already.
    """
    if said[0] == "[" and _LIST.fullmatch(said):
        texts = [bare or text for text, bare in _ENTRY.findall(said, 1)] if "'" in said else said[1:-1].split(", ")
        if len(texts) <= MAX_ENTRIES and _NOTHING.isdisjoint(texts):
            return texts, len(texts) + 1
    elif said[0] == "{" and _PAIRS.fullmatch(said):
        found = _PAIR.findall(said, 1)
        pairs = {name: bare or text for name, text, bare in found}
        if len(pairs) == len(found) <= MAX_ENTRIES and _NOTHING.isdisjoint(pairs.values()):
            return pairs, 2 * len(pairs) + 1
    node, count = _read(said, file="", line=0, at=0, depth=depth)
    return node.plain(), count


def nodes_in(said: str, *, file: str, line: int, column: int) -> Node:
    """The same with every place; `column` is that of the first sign, from 0."""
    return _read(said, file=file, line=line, at=column, depth=0)[0]


def _read(said: str, *, file: str, line: int, at: int, depth: int) -> tuple[Node, int]:
    reader = _Brackets(said, file, line, at)
    node, end = reader.value(0, depth)
    if not _ENDED.fullmatch(said, end):
        raise Unsure
    return node, reader.count


class _Brackets:
    """The end of a line, sign by sign; it begins in column `at`."""

    def __init__(self, said: str, file: str, line: int, at: int) -> None:
        self.said, self.file, self.line, self.at = said, file, line, at
        self.count = 0

    def value(self, start: int, depth: int) -> tuple[Node, int]:
        """The value that begins at this place, and where it ends."""
        node, first = self._node(start, None), self.said[start : start + 1]
        if first and first in "\"'":
            found = (DOUBLE if first == '"' else SINGLE).match(self.said, start)
            if found is None:
                raise Unsure
            node.value = found.group(1).replace("''", "'") if first == "'" else found.group(1)
            return node, found.end()
        if first and first in "[{":
            if depth >= MAX_DEPTH:
                raise Unsure
            node.flow = True
            if first == "[":
                node.value = entries = list[Node]()
                return node, self._entries(entries, start + 1, depth + 1)
            node.value = names = dict[str, tuple[Node, Node]]()
            return node, self._names(names, start + 1, depth + 1)
        found = _BARE.match(self.said, start)
        if found is None:
            raise Unsure
        bare = found.group().rstrip(" ")
        node.value = None if bare in BLANK else bare
        return node, found.end()

    def _node(self, start: int, value: str | None) -> Node:
        self.count += 1
        return Node(self.file, self.line, self.at + start + 1, value)

    def _entries(self, held: list[Node], start: int, depth: int) -> int:
        """The entries of a list; where it ends."""
        while True:
            value, end = self.value(self._past_spaces(start), depth)
            held.append(value)
            start = self._behind(end, "]", len(held))
            if self.said[start - 1] == "]":
                return start

    def _names(self, held: dict[str, tuple[Node, Node]], start: int, depth: int) -> int:
        """The names and values of a mapping; where it ends."""
        while True:
            found = _NAMED.match(self.said, self._past_spaces(start))
            if found is None or found.group(1) in held:
                raise Unsure
            name = self._node(found.start(), found.group(1))
            value, end = self.value(found.end(), depth)
            held[found.group(1)] = (name, value)
            start = self._behind(end, "}", len(held))
            if self.said[start - 1] == "}":
                return start

    def _behind(self, end: int, closing: str, number: int) -> int:
        """Behind the comma or the closing bracket that follows the entry of this number."""
        at = self._past_spaces(end)
        sign = self.said[at : at + 1]
        if sign != closing and (sign != "," or number >= MAX_ENTRIES):
            raise Unsure
        return at + 1

    def _past_spaces(self, start: int) -> int:
        found = _SPACES.match(self.said, start)
        return found.end() if found else start
