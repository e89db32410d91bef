"""What a text in a tree says: one statement, the lines of a list inside it, or nothing but a setting."""

from __future__ import annotations

import re

from waypost.framework.importers.found import FoundStatement, Origin
from waypost.framework.importers.trees.allowance import Block
from waypost.framework.nodes import Node

_BULLET = re.compile(r"^(\s*)(?:[-*+•–]|\d{1,3}[.)])\s+(?=\S)")
_REFERENCE = re.compile(r"[\w.+-]+(?:[/:#>][\w.+-]+){1,4}")
_BLANKS = frozenset({"", "-", "–", "—", "n/a", "na", "none", "tbd", "todo", "tba", "...", "…", "x"})
_ENDLESS = frozenset({"tbd", "todo", "tba", "...", "…"})


def is_text(node: Node) -> bool:
    return isinstance(node.value, str)


def is_blank(node: Node) -> bool:
    """Whether nothing is there: null, an empty text, list or mapping, or a list of such."""
    if isinstance(node.value, str):
        return node.value.strip().lower() in _BLANKS
    if isinstance(node.value, list):
        return all(map(is_blank, node.value)) if len(node.value) < 50 else False
    return not node.value


def is_unfinished(node: Node) -> bool:
    """Whether somebody meant to write something here: `TBD`."""
    return isinstance(node.value, str) and node.value.strip().lower() in _ENDLESS


def is_prose(node: Node) -> bool:
    """Whether it is a text of some words, not the value of a setting."""
    return isinstance(node.value, str) and len(node.value.split()) >= 3 and any(map(str.isalpha, node.value))


def is_reference(text: str) -> bool:
    """Whether it looks like the way to something: `core/planning/3`."""
    return bool(_REFERENCE.fullmatch(text)) and "//" not in text


def origin(node: Node) -> Origin:
    return Origin(node.file, node.line, node.column)


def statements(node: Node) -> tuple[FoundStatement, ...]:
    """The statements in one text: each line of a list is one, each paragraph otherwise.

    What is indented below a line goes with it, and a line that ends in a colon takes the list below it as examples.
    """
    text = node.value if isinstance(node.value, str) else ""
    if "\n" not in text:
        return (FoundStatement(" ".join(text.split()), origin(node)),) if text.strip() else ()
    made: list[tuple[list[str], int, list[str]]] = []
    """For each statement its words, its line in the text, and what stands below it."""
    listed = indent = 0
    fresh = True
    for number, line in enumerate(text.split("\n")):
        bullet = _BULLET.match(line)
        if not line.strip():
            fresh = True
            continue
        depth = len(line.expandtabs(4)) - len(line.expandtabs(4).lstrip())
        if bullet:
            says = line[bullet.end() :].strip()
            below = made and ((listed and depth > indent) or (not listed and made[-1][0][-1].endswith(":")))
            if below and made:
                made[-1][2].append(says)
            else:
                made.append(([says], number, []))
                listed, indent = 1, depth
        elif made and not (fresh and (not listed or depth <= indent)):
            (made[-1][2] if made[-1][2] else made[-1][0]).append(line.strip())
        else:
            made.append(([line.strip()], number, []))
            listed = 0
        fresh = False
    return tuple(
        FoundStatement(" ".join(says), _line_of(node, number), looks_like=tuple(below)) for says, number, below in made
    )


def _line_of(node: Node, number: int) -> Origin:
    return Origin(node.file, node.line + number, 1) if isinstance(node, Block) and number else origin(node)


def paragraphs(nodes: list[Node]) -> str:
    """Texts as an introduction, a blank line between them."""
    return "\n\n".join(one.value.strip() for one in nodes if isinstance(one.value, str) and one.value.strip())
