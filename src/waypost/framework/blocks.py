"""YAML as frameworks are written, in blocks and one line for a list -> what it holds, and None where that is not sure.

A line is a name, a name with a value, an entry of a list, more of a text, a comment or blank. What a value may be is a
text without quotes, one in quotes, lists and mappings in brackets on one line, and folded or literal text. Whatever is
written in another way, or looks as if it might mean something else, is left to libyaml, which also tells everything
that is wrong: nothing is told here. A property holds that both read the same, to the column.
"""

from __future__ import annotations

import re
from typing import Any

from waypost.framework.brackets import DOUBLE, NAME, SIGNS, SINGLE, value_in
from waypost.framework.node import BLANK, MAX_DEPTH, MAX_ENTRIES, MAX_NODES, Unsure
from waypost.framework.written import Block, Written

_ODD = r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""Characters that end lines or are none: tabs, returns, separators, marks of byte order, controls. Made into a pattern
where there are any but the usual ones, since that takes longer than reading a document without."""
_USUAL = bytes((10, *range(32, 127)))
_NAME = re.compile(NAME)
_MARKS = "\"'[{>|"
"""With what a text in quotes, something in brackets, folded and literal text begin."""
_ENDED = re.compile(r" *(?: #.*)?")
_QUOTED_LINES = 40
_MOST_LINES = 3 * MAX_NODES
"""More are not worth a try: they are blank, or the document is too large."""


def read_blocks(text: str, *, file: str, allowed: int) -> Written | None:
    """A document, which may have so many nodes; None where only libyaml can say what it holds."""
    odd = text.encode().translate(None, _USUAL) and re.search(_ODD, text)
    if odd or text.count("\n") > _MOST_LINES:
        return None
    try:
        reader = _Reader(text.split("\n"), file)
        block = reader.read()
    except Unsure:
        return None
    return Written(file, reader.lines, block, reader.count) if reader.count <= allowed else None


class _Reader:
    """The lines of a document, of which `number` are read.

    The next is expected in `block`, whose names or dashes stand in `column`; `around` are the blocks it is in.
    """

    __slots__ = ("around", "block", "column", "count", "file", "lines", "names", "number")

    def __init__(self, lines: list[str], file: str) -> None:
        self.lines, self.file = lines, file
        self.number, self.count = 0, 1
        self.around: list[Block] = []
        self.names: set[str] = set()

    def read(self) -> Block:  # noqa: C901, PLR0912, PLR0915 - one loop: a call for each line costs as much as the line
        """The root of the document: a mapping that begins in the first column.

        `key` is the name or number of the last entry: it `waits` for a value below, or the next line `may` go on with
        its text. What nearly every line needs is said here, since a call takes as long as most of it.
        """
        root = self.block = self._root()
        self.column = 0
        held: Any = root.value
        key: Any = None
        waits = may = False
        lines, last, names = self.lines, len(self.lines), self.names
        while self.number < last:
            line = lines[self.number]
            self.number += 1
            said = line.lstrip(" ")
            if not said or said[0] == "#":
                may = False
                continue
            column = len(line) - len(said)
            if may and column > self.column:
                held[key], may = self._gone_on(held[key]), False
                continue
            dash = said[:2] == "- "
            if waits or column != self.column:
                held = self._come_to(column, waits=waits, dash=dash)
            if dash:
                said, held = self._item(said[2:].lstrip(" "), held)
                dash = type(held) is list
            if dash:
                key, value = len(held), said
                held.append(None)
            else:
                key, colon, value = said.partition(": ")
                if not colon:
                    key = _alone(said)
                if key not in names:
                    self._learn(key)
                if type(held) is not dict or key in held:
                    raise Unsure
                self.count += 1
                value = value.lstrip(" ")
            self.count += 1
            self.block.places.append(self.number)
            waits = not value or value[0] == "#"
            if waits:
                held[key], may = None, False
            elif value[0] in _MARKS:
                held[key], may = self._marked(value), False
            else:
                held[key] = _bare(value)
                may = held[key] is not None
        while self.around:
            self._close()
        if len(root.value) > MAX_ENTRIES:
            raise Unsure
        return root

    def _root(self) -> Block:
        first = next((place for place, line in enumerate(self.lines) if line.strip(" ")[:1] not in ("", "#")), None)
        if first is None or self.lines[first][0] == " ":
            raise Unsure
        return Block({}, first + 1, 0, first + 1)

    def _open(self, block: Block) -> None:
        if len(self.around) + 1 >= MAX_DEPTH:
            raise Unsure
        self.around.append(self.block)
        self.block, self.column = block, block.column

    def _close(self) -> None:
        if not self.around or len(self.block.value) > MAX_ENTRIES:
            raise Unsure
        self.block = block = self.around.pop()
        self.column = block.column

    def _come_to(self, column: int, *, waits: bool, dash: bool) -> dict[str, Any] | list[Any]:
        """Come to a line that does not simply follow: what a name waited for begins, or what is further in ends."""
        if waits and column > self.column:
            above = self.block
            inner = Block([] if dash else {}, self.number, column, above.line_of(-1))
            above.places[-1] = inner
            held: Any = above.value
            held[next(reversed(held))] = inner.value
            self._open(inner)
            return inner.value
        while column < self.column:
            self._close()
        if column != self.column:
            raise Unsure
        return self.block.value

    def _item(self, said: str, held: Any) -> tuple[str, Any]:
        """An entry of a list: where it is a mapping whose first name is on its line, that is what is read next."""
        if type(held) is not list or not said or said[0] == "#":
            raise Unsure
        if ":" in said and said[0] not in _MARKS and (": " in said or said.rstrip(" ")[-1] == ":"):
            inner = Block({}, self.number, len(self.lines[self.number - 1]) - len(said), self.number)
            self.block.places.append(inner)
            self.count += 1
            held.append(inner.value)
            self._open(inner)
            return said, inner.value
        return said, held

    def _learn(self, name: str) -> None:
        """See that these words can be nothing but a name; most names of a document are the same few."""
        if not _NAME.fullmatch(name):
            raise Unsure
        self.names.add(name)

    def _gone_on(self, text: str) -> str:
        """The text of the line above, which goes on with the line just read, and may with those below it."""
        self.number -= 1
        if " #" in self.lines[self.number - 1]:
            raise Unsure
        told = [text]
        while self.number < len(self.lines):
            line = self.lines[self.number]
            said = line.strip(" ")
            if len(line) - len(line.lstrip(" ")) <= self.column or not said or said[0] == "#":
                break
            if said[0] in "-?:" or said[-1] == ":" or ": " in said or " #" in said:
                raise Unsure
            told.append(said)
            self.number += 1
        return " ".join(told)

    def _marked(self, said: str) -> Any:
        """What its first sign tells of: text in quotes, something in brackets, folded or literal text."""
        if said[0] in "[{":
            if len(self.around) + 1 >= MAX_DEPTH:
                raise Unsure
            value, count = value_in(said, depth=len(self.around) + 1)
            self.count += count - 1
            return value
        return self._quoted(said) if said[0] in "\"'" else self._folded(said)

    def _quoted(self, said: str) -> str:
        """Text in quotes, over several lines where they do not end on this one."""
        pattern = DOUBLE if said[0] == '"' else SINGLE
        for _ in range(_QUOTED_LINES):
            found = pattern.match(said)
            if found is not None:
                if not _ENDED.fullmatch(said, found.end()):
                    raise Unsure
                return found.group(1).replace("''", "'") if pattern is SINGLE else found.group(1)
            more = self.lines[self.number] if self.number < len(self.lines) else ""
            if len(more) - len(more.lstrip(" ")) <= self.column or not more.strip(" "):
                raise Unsure
            self.number += 1
            said = f"{said.rstrip(' ')} {more.strip(' ')}"
        raise Unsure

    def _folded(self, said: str) -> str:
        """Folded or literal text, on the lines below that are further in; between paragraphs one empty line."""
        style = said.rstrip(" ")
        if style not in {">", ">-", "|", "|-"}:
            raise Unsure
        between, apart = (" ", "\n\n") if style[0] == ">" else ("\n", "\n\n")
        return apart.join(map(between.join, self._paragraphs())) + ("" if style[1:] else "\n")

    def _paragraphs(self) -> list[list[str]]:
        """The lines further in that follow, all by as much, as paragraphs with an empty line between them."""
        first = self.lines[self.number] if self.number < len(self.lines) else ""
        width = len(first) - len(first.lstrip(" "))
        if width <= self.column or width == len(first):
            raise Unsure
        told: list[list[str]] = [[]]
        while True:
            line = self.lines[self.number] if self.number < len(self.lines) else "."
            inside = len(line) - len(line.lstrip(" "))
            if line[-1:] == " " or inside > width:
                raise Unsure
            if line and inside < width:
                break
            if line:
                told[-1].append(line[width:])
            else:
                told.append([])
            self.number += 1
        if self.lines[-1] and self.number == len(self.lines):  # without a line end, the text may end without one
            raise Unsure
        while not told[-1]:
            told.pop()
        if not all(told):
            raise Unsure
        return told


def _bare(said: str) -> str | None:
    """A text without quotes and without the comment behind it, or the word for nothing."""
    if " #" in said:
        said = said[: said.index(" #")]
    if said[-1] == " ":
        said = said.rstrip(" ")
    if said[0] in SIGNS or ": " in said or said[-1] == ":":
        raise Unsure
    return None if said in BLANK else said


def _alone(said: str) -> str:
    """The name on a line without a value."""
    said = said.rstrip(" ")
    if said[-1] != ":":
        raise Unsure
    return said[:-1]
