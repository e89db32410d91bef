"""One value of a document that knows its line and column, and how much of them a document may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from waypost.framework.faults import Fault, Path, ReadError, field_name, printable

MAX_DEPTH = 20
MAX_NODES = 20_000
MAX_ENTRIES = 500

BLANK = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands for nothing where it stands without quotes."""


class Unsure(Exception):  # noqa: N818 - it sends the document to libyaml, and is no fault
    """What is read quickly is not sure to be what libyaml would read."""


class Place(NamedTuple):
    """Where something begins in its file; line and column count from 1."""

    file: str
    line: int
    column: int = 1


@dataclass(slots=True)
class Node:
    """One value of a document and where it begins; lines and columns count from 1.

    `value` is the text of a scalar, None for a blank one, a list of nodes, or a mapping from name to the node
    of the name and the node of its value. `flow` is true for what was written in braces or brackets.
    """

    file: str
    line: int
    column: int
    value: str | list[Node] | dict[str, tuple[Node, Node]] | None
    flow: bool = False

    def plain(self) -> Any:
        """The same without positions: text, None, lists and dicts."""
        value = self.value
        if isinstance(value, dict):  # what is asked first spares a call for each text
            return {name: node.value if type(node.value) is str else node.plain() for name, (_, node) in value.items()}
        if isinstance(value, list):
            return [node.value if type(node.value) is str else node.plain() for node in value]
        return value

    def at(self, path: Path, *, key: bool = False) -> Node:
        """The node at the path, or the last one on the way to it; with `key`, the name it stands under."""
        node, name = self, self
        for part in path:
            if isinstance(node.value, dict) and part in node.value:
                name, node = node.value[str(part)]
            elif isinstance(node.value, list) and isinstance(part, int) and part < len(node.value):
                name = node = node.value[part]
        return name if key else node

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where what is at the path begins."""
        found = self.at(path, key=key)
        return Place(found.file, found.line, found.column)

    def error(self, fault: Fault) -> ReadError:
        """The fault, told at its place below this node."""
        place = self.at(fault.path, key=fault.at_key)
        return ReadError(
            file=place.file,
            line=place.line,
            column=place.column,
            field=printable(field_name(fault.path)),
            message=printable(fault.message),
            hint=printable(fault.hint),
            kind=fault.kind,
        )


@dataclass(frozen=True, slots=True)
class Composed:
    """What a text held: its root node, if it can be used, how many nodes there were, and what was wrong.

    `doubtful`: what YAML allows and nobody means who writes a framework.
    """

    root: Node | None
    count: int
    errors: tuple[ReadError, ...]
    doubtful: tuple[ReadError, ...] = ()
