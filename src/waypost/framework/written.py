"""A document as its lines say it: what it holds, and on which line each of it stands.

Where on its line something stands is worked out when somebody asks, since few do: a reader makes one number for a line
instead of two nodes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any

from waypost.framework.brackets import nodes_in
from waypost.framework.faults import Path
from waypost.framework.files import EXPECTATIONS
from waypost.framework.node import Node, Place


class Block:
    """A mapping or list that is written on lines of its own.

    `value` is what it holds, as `Node.plain` would say it; `line` is the one of its first entry, and `column`, from 0,
    that of its names or dashes. `named` is the line of the name or dash it stands under. `places` says for each entry
    its line, or the block or the file that it is.
    """

    __slots__ = ("column", "line", "named", "places", "value")

    def __init__(self, value: dict[str, Any] | list[Any], line: int, column: int, named: int) -> None:
        self.value, self.line, self.column, self.named = value, line, column, named
        self.places: list[int | Block | Written] = []

    def number(self, part: str | int) -> int | None:
        """Which entry this is: that of a name, or of a number."""
        if isinstance(self.value, dict):
            return next((number for number, name in enumerate(self.value) if name == part), None)
        return part if isinstance(part, int) and part < len(self.value) else None

    def line_of(self, number: int) -> int:
        """The line on which the name or dash of an entry stands."""
        place = self.places[number]
        if isinstance(place, int):
            return place
        return place.named if isinstance(place, Block) else place.line


class Written:
    """One file: its `lines`, the block that all others are in, and how many nodes there would be."""

    __slots__ = ("block", "count", "file", "lines")

    def __init__(self, file: str, lines: Sequence[str], block: Block, count: int) -> None:
        self.file, self.lines, self.block, self.count = file, lines, block, count

    @property
    def line(self) -> int:
        """That of its first entry."""
        return self.block.line

    @property
    def values(self) -> Any:
        """What it says: text, None, lists and dicts."""
        return self.block.value

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at the path begins, or the last one on the way to it; with `key`, its name."""
        here, block = self, self.block
        name = found = Place(self.file, block.line, block.column + 1)
        for depth, part in enumerate(path, start=1):
            number = block.number(part)
            if number is None:
                break
            place = block.places[number]
            name, found = here._places(block, number, str(part))
            if isinstance(place, Written):
                here, block = place, place.block
            elif isinstance(place, Block):
                block = place
            elif depth < len(path):
                entry = (Node(*name, ""), here._value(block, number, str(part)))
                return Node(self.file, 0, 0, {"": entry}).place(("", *path[depth:]), key=key)
        return name if key else found

    def node(self) -> Node:
        """All of it with every place."""
        return self._tree(self.block)

    def _places(self, block: Block, number: int, name: str) -> tuple[Place, Place]:
        """Where an entry's name and its value begin; what has no name has the place of its value."""
        below = block.places[number]
        if isinstance(below, Written):
            inner = below.block
            return Place(below.file, 1, 1), Place(below.file, inner.line, inner.column + 1)
        line = block.line_of(number)
        if isinstance(below, Block):
            found = Place(self.file, below.line, below.column + 1)
        else:
            found = Place(self.file, line, self._column(block, number, name) + 1)
        return (Place(self.file, line, block.column + 1) if isinstance(block.value, dict) else found), found

    def _column(self, block: Block, number: int, name: str) -> int:
        """Where on its line an entry's value begins, from 0; behind its name or dash if there is none."""
        line = self.lines[block.line_of(number) - 1]
        behind = block.column + 1 + (len(name) if isinstance(block.value, dict) else 0)
        rest = line[behind:].lstrip(" ")
        return len(line) - len(rest) if rest and rest[0] != "#" else behind

    def _tree(self, block: Block) -> Node:
        made: dict[str, tuple[Node, Node]] | list[Node]
        if isinstance(block.value, dict):
            made = {}
            for number, name in enumerate(block.value):
                at = self._places(block, number, name)[0]
                made[name] = (Node(*at, name), self._value(block, number, name))
        else:
            made = [self._value(block, number, "") for number in range(len(block.value))]
        return Node(self.file, block.line, block.column + 1, made)

    def _value(self, block: Block, number: int, name: str) -> Node:
        place = block.places[number]
        if not isinstance(place, int):
            return self._tree(place) if isinstance(place, Block) else place.node()
        value = block.value[name] if isinstance(block.value, dict) else block.value[number]
        column = self._column(block, number, name)
        if isinstance(value, (dict, list)):
            return nodes_in(self.lines[place - 1][column:], file=self.file, line=place, column=column)
        return Node(self.file, place, column + 1, value)


def joined(files: Mapping[str, Written], *, main: str) -> Written | None:
    """Each criterion's file entered under `expectations` of the main one, which is changed; None if it cannot be.

    What is in them keeps its own file and line, and their names stand at their beginning.
    """
    whole = files[main]
    if len(files) == 1:
        return whole
    if EXPECTATIONS not in whole.values:
        whole.values[EXPECTATIONS] = {}
        whole.block.places.append(Block(whole.values[EXPECTATIONS], whole.line, 0, whole.line))
    held = whole.block.places[list(whole.values).index(EXPECTATIONS)]
    if not isinstance(held, Block) or not isinstance(held.value, dict):
        return None
    for name, one in files.items():
        criterion = FilePath(name).stem
        if name != main and criterion in held.value:
            return None
        if name != main:
            held.value[criterion] = one.values
            held.places.append(one)
    return whole
