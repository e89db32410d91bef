"""How much a ladder may hold once everything that is named is put in its place: names and values, and text."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.faults import ReadError
from waypost.framework.importers.scripts.tokens import Unreadable
from waypost.framework.nodes import Node

MAX_NODES = 40_000
MAX_TEXT = 8_000_000
MAX_DEPTH = 60


class Block(Node):
    """A text whose line breaks are those of the file, so that every line of it has a place of its own."""

    __slots__ = ()


@dataclass(slots=True)
class Allowance:
    """What is left. A value that is used again counts again: that is what a bomb is made of."""

    nodes: int = MAX_NODES
    text: int = MAX_TEXT

    def spend_again(self, weight: Weight, depth: int, *, file: str, line: int, column: int) -> None:
        """Take off what is used once more at this depth; raises `Unreadable` if that is too much or too deep."""
        if depth + weight.depth > MAX_DEPTH:
            hint = "A ladder needs no more than ten."
            raise Unreadable(ReadError(file, line, column, "", f"is nested more than {MAX_DEPTH} deep", hint))
        self.spend(weight.nodes, weight.text, file=file, line=line, column=column)

    def spend(self, nodes: int, text: int, *, file: str, line: int, column: int) -> None:
        """Take off what is about to be added; raises `Unreadable` at its place if there is not enough left."""
        self.nodes -= nodes
        self.text -= text
        if self.nodes < 0 or self.text < 0:
            what = (
                f"holds more than {MAX_NODES:,} names and values" if self.nodes < 0 else "holds more than 8 MB of text"
            )
            hint = "What is used in several places counts in each. Leave out the files that hold no ladder."
            raise Unreadable(ReadError(file, line, column, "", what + " once everything is in its place", hint))


@dataclass(frozen=True, slots=True)
class Weight:
    """How many names and values there are in a node, how many letters, and how deep it goes."""

    nodes: int
    text: int
    depth: int


def weigh(node: Node) -> Weight:
    """The weight of a node with all that is in it, counted where it stands."""
    nodes = text = deepest = 0
    waiting = [(node, 1)]
    while waiting:
        one, depth = waiting.pop()
        nodes, deepest = nodes + 1, max(deepest, depth)
        if isinstance(one.value, dict):
            nodes, text = nodes + len(one.value), text + sum(map(len, one.value))
            waiting += [(inner, depth + 1) for _, inner in one.value.values()]
        elif isinstance(one.value, list):
            waiting += [(inner, depth + 1) for inner in one.value]
        else:
            text += len(one.value or "")
    return Weight(nodes, text, deepest)
