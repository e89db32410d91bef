"""YAML as frameworks are written, in blocks and one line for a list -> the same nodes, and none where that is not sure.

A line is a name, a name with a value, an entry of a list, more of a text, a comment or blank. What a value may be is a
text without quotes, one in quotes, lists and mappings in brackets on one line, and folded or literal text. Whatever is
written in another way, or looks as if it might mean something else, is left to libyaml, which also tells everything
that is wrong: nothing is told here. A property holds that both read the same, to the column.
"""

from __future__ import annotations

import re
from functools import lru_cache
from string import ascii_letters, digits

from waypost.framework.node import BLANK, MAX_DEPTH, MAX_ENTRIES, MAX_NODES, Composed, Node

_ODD = r"[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
"""Characters that end lines or are none: tabs, returns, separators, marks of byte order, controls. Made into a pattern
where there are any but the usual ones, since that takes longer than reading a document without."""
_USUAL = bytes((10, *range(32, 127)))
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _./-]{0,98}[A-Za-z0-9_./])?")
_SIGNS = "-?:,[]{}#&*!|>'\"%@`"
"""With what a text without quotes does not begin."""
_IN_BRACKETS = re.compile(rf"[^\s{re.escape(_SIGNS)}](?:[^,\[\]{{}}:?#]|:(?=\w))*")
_ORDINARY = f"{ascii_letters}{digits} ,-_./()'+&".encode()
"""What nearly all lists in brackets are made of."""
_ENDED = re.compile(r" *(?: #.*)?")
_DOUBLE, _SINGLE = re.compile(r'"([^"\\]*)"'), re.compile(r"'([^']*(?:''[^']*)*)'(?!')")
_SPACES = re.compile(" *")
_NAMED = re.compile(rf"({_NAME.pattern}): +")
_QUOTED_LINES = 40
_MOST_LINES = 3 * MAX_NODES
"""More are not worth a try: they are blank, or the document is too large."""


class _Unsure(Exception):  # noqa: N818 - it sends the document to libyaml, and is no fault
    """This is for libyaml."""


def read_blocks(text: str, *, file: str, allowed: int) -> Composed | None:
    """The nodes of a document, of which it may have so many; None where only libyaml can say what it holds."""
    odd = text.encode().translate(None, _USUAL) and re.search(_ODD, text)
    if odd or text.count("\n") > _MOST_LINES:
        return None
    reader = _Reader(text.split("\n"), file, allowed)
    try:
        return Composed(reader.read(), reader.count, ())
    except _Unsure:
        return None


class _Reader:
    """The lines of a document, and how far they are read.

    `held` is the mapping or list that the next line is expected in, and `column` where its lines begin; `around` holds
    the same of what is around it. `name` is one whose value has not come yet. `text` is the text without quotes, just
    read, that the next line may go on with.
    """

    __slots__ = ("allowed", "around", "column", "count", "file", "held", "lines", "name", "number", "text")

    def __init__(self, lines: list[str], file: str, allowed: int) -> None:
        self.lines, self.file, self.allowed = lines, file, allowed
        self.number = self.count = 0
        self.column = -1
        self.held: dict[str, tuple[Node, Node]] | list[Node] | None = None
        self.around: list[tuple[dict[str, tuple[Node, Node]] | list[Node] | None, int]] = []
        self.name: Node | None = None
        self.text: Node | None = None

    def read(self) -> Node:
        """The root of the document: a mapping that begins in the first column."""
        root = self._root()
        lines, last = self.lines, len(self.lines)
        while self.number < last:
            line = lines[self.number]
            self.number += 1
            said = line.lstrip(" ")
            if not said or said[0] == "#":
                self.text = None
                continue
            column = len(line) - len(said)
            if column > self.column and self.text is not None:
                self._goes_on(self.text)
                continue
            self.text = None
            if self.count > self.allowed:
                raise _Unsure
            if said[:2] == "- ":
                self._item(column, said)
            else:
                self._entry(column, said)
        if self.name is not None:
            self._blank(self.name)
        while self.around:
            self._close()
        if self.count > self.allowed or len(self.held or ()) > MAX_ENTRIES:
            raise _Unsure
        return root

    def _root(self) -> Node:
        first = next((place for place, line in enumerate(self.lines) if line.strip(" ")[:1] not in ("", "#")), None)
        if first is None or self.lines[first][0] == " ":
            raise _Unsure
        self.count, self.held, self.column = 1, {}, 0
        return Node(self.file, first + 1, 1, self.held)

    def _entry(self, column: int, said: str) -> None:
        """A name, and a value on its line or below."""
        name, colon, rest = said.partition(": ")
        if not colon:
            said = said.rstrip(" ")
            if said[-1] != ":":
                raise _Unsure
            name = said[:-1]
        if not _is_name(name):
            raise _Unsure
        if column != self.column or self.name is not None:
            self._come_to(column, {})
        held = self.held
        if type(held) is not dict or name in held:
            raise _Unsure
        self.count += 1
        node = Node(self.file, self.number, column + 1, name)
        value = rest.lstrip(" ")
        if not value or value[0] == "#":
            self.name = node
        else:
            held[name] = (node, self._value(value, column + len(said) - len(value)))

    def _item(self, column: int, said: str) -> None:
        """An entry of a list: a value, or a mapping whose first name is on the line."""
        if column != self.column or self.name is not None:
            self._come_to(column, [])
        held = self.held
        rest = said[2:].lstrip(" ")
        if type(held) is not list or not rest:
            raise _Unsure
        at = column + len(said) - len(rest)
        if ":" in rest and rest[0] not in "\"'[{>|" and (": " in rest or rest.rstrip(" ")[-1] == ":"):
            self.count += 1
            node = Node(self.file, self.number, at + 1, {})
            held.append(node)
            self._open(node, at)
            self._entry(at, rest)
        else:
            held.append(self._value(rest, at))

    def _come_to(self, column: int, value: dict[str, tuple[Node, Node]] | list[Node]) -> None:
        """Come to a line that does not simply follow: what is further in ends, or what a name waited for begins."""
        name = self.name
        if name is not None:
            if column > self.column:
                self.count += 1
                node = Node(self.file, self.number, column + 1, value)
                self._give(name, node)
                self._open(node, column)
                return
            self._blank(name)
        while column < self.column:
            self._close()
        if column != self.column:
            raise _Unsure

    def _open(self, node: Node, column: int) -> None:
        if len(self.around) + 1 >= MAX_DEPTH:
            raise _Unsure
        self.around.append((self.held, self.column))
        self.held, self.column = node.value, column  # type: ignore[assignment]

    def _close(self) -> None:
        if not self.around or (self.held is not None and len(self.held) > MAX_ENTRIES):
            raise _Unsure
        self.held, self.column = self.around.pop()

    def _give(self, name: Node, value: Node) -> None:
        if type(self.held) is not dict:
            raise _Unsure
        self.held[str(name.value)] = (name, value)
        self.name = None

    def _blank(self, name: Node) -> None:
        """Nothing came: that is a value too, behind the colon."""
        self.count += 1
        self._give(name, Node(self.file, name.line, name.column + len(str(name.value)) + 1, None))

    def _value(self, said: str, at: int) -> Node:
        """What stands behind a name or a dash, from this column on."""
        first = said[0]
        if first in "\"'":
            return self._quoted(said, at)
        if first in "[{":
            return self._bracketed(said, at)
        if first in ">|":
            return self._block(said, at)
        commented = " #" in said
        if commented:
            said = said[: said.index(" #")]
        if said[-1] == " ":
            said = said.rstrip(" ")
        if first in _SIGNS or ": " in said or said[-1] == ":":
            raise _Unsure
        self.count += 1
        node = Node(self.file, self.number, at + 1, said)
        if said in BLANK:
            node.value = None
        elif not commented:
            self.text = node
        return node

    def _goes_on(self, text: Node) -> None:
        """The line just read goes on with the text of the line above, and so may those below it."""
        told = [str(text.value)]
        self.number -= 1
        while self.number < len(self.lines):
            line = self.lines[self.number]
            said = line.strip(" ")
            if len(line) - len(line.lstrip(" ")) <= self.column or not said or said[0] == "#":
                break
            if said[0] in "-?:" or said[-1] == ":" or ": " in said or " #" in said:
                raise _Unsure
            told.append(said)
            self.number += 1
        text.value = " ".join(told)
        self.text = None

    def _quoted(self, said: str, at: int) -> Node:
        """Text in quotes, over several lines where they do not end on this one."""
        pattern = _DOUBLE if said[0] == '"' else _SINGLE
        node = Node(self.file, self.number, at + 1, None)
        for _ in range(_QUOTED_LINES):
            found = pattern.match(said)
            if found is not None:
                if not _ENDED.fullmatch(said, found.end()):
                    raise _Unsure
                self.count += 1
                node.value = found.group(1).replace("''", "'") if pattern is _SINGLE else found.group(1)
                return node
            more = self.lines[self.number] if self.number < len(self.lines) else ""
            if len(more) - len(more.lstrip(" ")) <= self.column or not more.strip(" "):
                raise _Unsure
            self.number += 1
            said = f"{said.rstrip(' ')} {more.strip(' ')}"
        raise _Unsure

    def _block(self, said: str, at: int) -> Node:
        """Folded or literal text, on the lines below that are further in; between paragraphs one empty line."""
        style = said.rstrip(" ")
        if style not in {">", ">-", "|", "|-"}:
            raise _Unsure
        node = Node(self.file, self.number, at + 1, None)
        between, apart = (" ", "\n\n") if style[0] == ">" else ("\n", "\n\n")
        node.value = apart.join(map(between.join, self._paragraphs())) + ("" if style[1:] else "\n")
        self.count += 1
        return node

    def _paragraphs(self) -> list[list[str]]:
        """The lines further in that follow, all by as much, as paragraphs with an empty line between them."""
        first = self.lines[self.number] if self.number < len(self.lines) else ""
        width = len(first) - len(first.lstrip(" "))
        if width <= self.column or width == len(first):
            raise _Unsure
        told: list[list[str]] = [[]]
        while True:
            line = self.lines[self.number] if self.number < len(self.lines) else "."
            inside = len(line) - len(line.lstrip(" "))
            if line[-1:] == " " or inside > width:
                raise _Unsure
            if line and inside < width:
                break
            if line:
                told[-1].append(line[width:])
            else:
                told.append([])
            self.number += 1
        if self.lines[-1] and self.number == len(self.lines):  # without a line end, the text may end without one
            raise _Unsure
        while not told[-1]:
            told.pop()
        if not all(told):
            raise _Unsure
        return told

    def _bracketed(self, said: str, at: int) -> Node:
        """A list or mapping in brackets that ends on its line."""
        if len(self.around) + 1 >= MAX_DEPTH:
            raise _Unsure
        if said[0] == "[" and said[-1] == "]" and not said[1:-1].encode().translate(None, _ORDINARY):
            listed = self._listed(said[1:-1].split(","), at)
            if listed is not None:
                return listed
        node, end = self._in_brackets(said, 0, at, len(self.around) + 1)
        if not _ENDED.fullmatch(said, end):
            raise _Unsure
        return node

    def _listed(self, parts: list[str], at: int) -> Node | None:
        """A list of words that begin with a letter or digit; None where it may be more than that."""
        if len(parts) > MAX_ENTRIES:
            raise _Unsure
        entries: list[Node] = []
        file, number, begun = self.file, self.number, at + 2
        for part in parts:
            bare = part.strip(" ")
            if not bare[:1].isalnum() or bare in BLANK:
                return None
            entries.append(Node(file, number, begun + part.index(bare[0]), bare))
            begun += len(part) + 1
        self.count += 1 + len(entries)
        return Node(file, number, at + 1, entries, True)

    def _in_brackets(self, said: str, start: int, at: int, depth: int) -> tuple[Node, int]:
        """The value that begins at this place of a line, and where it ends; the line begins in column `at`."""
        self.count += 1
        node = Node(self.file, self.number, at + start + 1, None)
        first = said[start : start + 1]
        if first and first in "\"'":
            found = (_DOUBLE if first == '"' else _SINGLE).match(said, start)
            if found is None:
                raise _Unsure
            node.value = found.group(1).replace("''", "'") if first == "'" else found.group(1)
            return node, found.end()
        if first and first in "[{":
            if depth >= MAX_DEPTH:
                raise _Unsure
            node.flow = True
            if first == "[":
                entries: list[Node] = []
                node.value = entries
                return node, self._entries(entries, said, start + 1, at, depth + 1)
            names: dict[str, tuple[Node, Node]] = {}
            node.value = names
            return node, self._names(names, said, start + 1, at, depth + 1)
        found = _IN_BRACKETS.match(said, start)
        if found is None:
            raise _Unsure
        bare = found.group().rstrip(" ")
        node.value = None if bare in BLANK else bare
        return node, found.end()

    def _entries(self, held: list[Node], said: str, start: int, at: int, depth: int) -> int:
        """The entries of a list in brackets; where it ends."""
        while True:
            value, start = self._in_brackets(said, _past_spaces(said, start), at, depth)
            held.append(value)
            start = _past_spaces(said, start)
            if said[start : start + 1] == "]":
                return start + 1
            if said[start : start + 1] != "," or len(held) >= MAX_ENTRIES:
                raise _Unsure
            start += 1

    def _names(self, held: dict[str, tuple[Node, Node]], said: str, start: int, at: int, depth: int) -> int:
        """The names and values of a mapping in braces; where it ends."""
        while True:
            found = _NAMED.match(said, _past_spaces(said, start))
            if found is None or found.group(1) in held:
                raise _Unsure
            self.count += 1
            name = Node(self.file, self.number, at + found.start() + 1, found.group(1))
            value, start = self._in_brackets(said, found.end(), at, depth)
            held[found.group(1)] = (name, value)
            start = _past_spaces(said, start)
            if said[start : start + 1] == "}":
                return start + 1
            if said[start : start + 1] != "," or len(held) >= MAX_ENTRIES:
                raise _Unsure
            start += 1


def _past_spaces(said: str, start: int) -> int:
    found = _SPACES.match(said, start)
    return found.end() if found else start


@lru_cache(maxsize=4096)
def _is_name(name: str) -> bool:
    """Whether these words can be nothing else; the same few are in every document."""
    return bool(_NAME.fullmatch(name))
