"""Parts of a framework that can be taken alone: what a packet holds, who sits on panels, when work is shown.

Each is a small document in `pieces/`. Put into a framework it replaces the entry it speaks of and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from waypost.framework.comments import comments_of, with_comments
from waypost.framework.nodes import Node, compose
from waypost.framework.reading import read_text
from waypost.framework.schema import Framework
from waypost.framework.writing import as_document, write_framework

SENIOR = "B4"
"""The band that the pieces name where a company has its own: the first above Senior."""

PLACES: Mapping[str, tuple[str, ...]] = {
    "evidence": ("evidence",),
    "panel": ("panels",),
    "rhythm": ("process", "rhythm"),
}
"""Each piece and the entry of a framework that it replaces."""

_FOLDER = Path(__file__).parent / "pieces"


def piece_text(key: str, *, band: str = SENIOR) -> str:
    """The piece with its comments; `band` is where what is asked above Senior begins. KeyError for another name."""
    if key not in PLACES:
        raise KeyError(key)
    return (_FOLDER / f"{key}.yaml").read_text(encoding="utf-8").replace(f"from {SENIOR}", f"from {band}")


def names_band(key: str) -> bool:
    """Whether the piece asks something from a band on. KeyError for a piece that there is not."""
    return f"from {SENIOR}" in piece_text(key)


def put_into(text: str, key: str, *, band: str = SENIOR) -> str:
    """The document with the piece in it; everything else stays as it was written.

    Where the layout leaves no line to put it on, the document is written anew, with its comments. KeyError for a piece
    or band that there is not, ValueError for a document that cannot be read.
    """
    framework = read_text(text).framework
    if framework is None:
        raise ValueError("the document cannot be read")
    if names_band(key):
        framework.band(band)
    piece = piece_text(key, band=band)
    wanted = _with_piece(framework, PLACES[key], piece)
    spliced = _spliced(text, PLACES[key], piece)
    if spliced is not None and read_text(spliced).framework == wanted:
        return spliced
    return with_comments(write_framework(wanted), comments_of(text), source=text)


def _with_piece(framework: Framework, place: tuple[str, ...], piece: str) -> Framework:
    """The framework as a value, with what the piece says at its place."""
    document = as_document(framework)
    said = _root(piece).plain()
    here = document
    for word in place[:-1]:
        here, said = here.setdefault(word, {}), said[word]
    here[place[-1]] = said[place[-1]]
    return Framework.model_validate(document, by_alias=True, by_name=False)


def _root(text: str) -> Node:
    root = compose(text.encode(), file="").root
    if root is None:
        raise ValueError("the document cannot be read")
    return root


def _spliced(text: str, place: tuple[str, ...], piece: str) -> str | None:
    """The document's lines with those of the piece among them, or None if its layout has no lines for it."""
    root = _root(text)
    lines = text.rstrip("\n").split("\n")
    new = piece.rstrip("\n").split("\n")
    if root.flow:
        return None
    if place[0] not in _entries(root):
        return "\n".join([*lines, "", *new]) + "\n"
    first, last = _span(root, place[0], lines, end=len(lines))
    if len(place) > 1:
        section = _entries(root)[place[0]][1]
        if section.flow or not _entries(section):
            return None
        indent = " " * (next(iter(_entries(section).values()))[0].column - 1)
        new = [indent + line.strip() for line in new if line != f"{place[0]}:"]
        if place[1] in _entries(section):
            first, last = _span(section, place[1], lines, end=last)
        else:
            first = last
    said = [line.strip() for line in new if line.lstrip().startswith("#")]
    if [line.strip() for line in lines[max(0, first - len(said)) : first]] == said:
        first -= len(said)  # the piece was put in before, and its comments with it
    return "\n".join([*lines[:first], *new, *lines[last:]]) + "\n"


def _entries(node: Node) -> dict[str, tuple[Node, Node]]:
    return node.value if isinstance(node.value, dict) else {}


def _span(parent: Node, word: str, lines: list[str], *, end: int) -> tuple[int, int]:
    """The lines of an entry, from 0, the last one excluded; comments that lead to the next entry are not its own."""
    first = _entries(parent)[word][0].line - 1
    after = [name.line - 1 for name, _ in _entries(parent).values() if name.line - 1 > first]
    last = min([*after, end])
    while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
        last -= 1
    return first, last
