"""The comments of a document: where each stands, and how they come into another text of the same document.

YAML's parser throws comments away, so they are found here: whatever begins with `#` outside of every scalar. Each is
tied to the entry that it speaks of, by its path, and put beside that entry again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import yaml
from yaml.events import ScalarEvent

from waypost.framework.faults import Path
from waypost.framework.moves import read_line
from waypost.framework.nodes import Node, compose

_HASH = re.compile(r"(?:(?<=\s)|^)#.*", re.MULTILINE)
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#.*)")


class Where(Enum):
    """Which side of its entry a comment stands on."""

    ABOVE = auto()
    BESIDE = auto()
    BELOW = auto()


@dataclass(frozen=True, slots=True)
class Comment:
    """Lines of comment that belong together, and the entry they speak of; `path` is empty at the end of a document.

    apart: an empty line follows.
    """

    lines: tuple[str, ...]
    path: Path
    where: Where
    apart: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name in a mapping or an item of a list: where it begins, the lines its text takes (all from 0)."""

    line: int
    column: int
    path: Path
    value_line: int
    last_line: int


def comments_of(text: str) -> tuple[Comment, ...]:
    """Every comment of a document that can be read, in order."""
    entries = _entries(text)
    lines = text.split("\n")
    found = comment_lines(text)
    blocks = _blocks({line: column for line, (column, _said) in found.items() if not lines[line][:column].strip()})
    above = [_block(block, lines, entries, column=found[block[0]][0]) for block in blocks]
    alone = {line for block in blocks for line in block}
    beside = [(line, _beside(said, line, entries)) for line, (_column, said) in found.items() if line not in alone]
    placed = [*zip((block[0] for block in blocks), above, strict=True), *beside]
    return tuple(comment for _line, comment in sorted(placed, key=lambda pair: pair[0]))


def with_comments(text: str, comments: Sequence[Comment], *, source: str) -> str:
    """`text` with the comments of `source`, another text of the same document. None is left out.

    What speaks of an entry that `text` does not write, because it only says the default, goes to the entry after it.
    """
    entries = _entries(text)
    at = {entry.path: entry for entry in entries}
    order = [_same(entry.path, source=source, text=text) for entry in _entries(source)]
    original = [entry.path for entry in _entries(source)]
    above: dict[int, list[str]] = {}
    beside: dict[int, str] = {}
    lines = text.rstrip("\n").split("\n")
    continued = {line for entry in entries for line in range(entry.value_line, entry.last_line)}
    for comment in comments:
        spot, where = _spot(comment, at, original, order)
        if spot is None:
            above.setdefault(len(lines), []).extend(_indented(comment, 0))
        elif where is Where.BESIDE and spot.line not in beside and spot.line not in continued:
            beside[spot.line] = comment.lines[0]
        elif where is Where.BELOW:
            place = _end(spot, entries, lines)
            above.setdefault(place, []).extend(_indented(comment, _indent(lines[spot.line])))
        else:
            place = _first_line(spot.line, continued)
            above.setdefault(place, []).extend(_indented(comment, _indent(lines[place])))
    for block in above.values():
        block.sort(key=_indent, reverse=True)
    return "\n".join(_woven(lines, above, beside)).rstrip("\n") + "\n"


def comment_lines(text: str) -> dict[int, tuple[int, str]]:
    """By line, counted from 0: the column at which a comment begins, and the comment."""
    spans = [
        (event.start_mark.index, event.end_mark.index, event.style)
        for event in _scalars(text)
        if event.end_mark.index > event.start_mark.index
    ]
    starts = [start for start, _end, _style in spans]
    found: dict[int, tuple[int, str]] = {}
    line = counted = 0
    for hit in _HASH.finditer(text):
        line, counted = line + text.count("\n", counted, hit.start()), hit.start()
        place = bisect_right(starts, hit.start()) - 1
        if place >= 0 and hit.start() < spans[place][1] and not _in_header(text, spans[place], hit.start()):
            continue
        found.setdefault(line, (hit.start() - text.rfind("\n", 0, hit.start()) - 1, hit.group().rstrip()))
    return found


def _scalars(text: str) -> Iterator[Any]:
    return (event for event in yaml.parse(text, Loader=yaml.CSafeLoader) if isinstance(event, ScalarEvent))


def _in_header(text: str, span: tuple[int, int, str | None], at: int) -> bool:
    """Whether the place is on the line of a `|` or `>`, where a comment may stand."""
    header = _BLOCK_HEADER.match(text, span[0]) if span[2] in {"|", ">"} else None
    return header is not None and header.start(1) == at


def _blocks(alone: Mapping[int, int]) -> list[list[int]]:
    """Lines that hold nothing but a comment, those that follow each other at one column together."""
    blocks: list[list[int]] = []
    for line, column in alone.items():
        if blocks and blocks[-1][-1] == line - 1 and alone[line - 1] == column:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _block(block: list[int], lines: Sequence[str], entries: Sequence[_Entry], *, column: int) -> Comment:
    """A comment on lines of its own: above the next entry, or below the one before if it is indented like that."""
    said = tuple(lines[line].strip() for line in block)
    after = next((entry for entry in entries if entry.line > block[-1]), None)
    apart = block[-1] + 1 < len(lines) and not lines[block[-1] + 1].strip()
    if after is not None and column <= after.column:
        return Comment(said, after.path, Where.ABOVE, apart)
    before = [entry for entry in entries if entry.line < block[0] and entry.column <= column]
    nearest = max((entry.column for entry in before[_since(before) :]), default=0)
    if nearest > (after.column if after else 0):
        return Comment(said, [one for one in before if one.column == nearest][-1].path, Where.BELOW)
    return Comment(said, after.path if after else (), Where.ABOVE, apart)


def _since(before: Sequence[_Entry]) -> int:
    """Where the last entry of the outermost column begins: what is above it is over."""
    least = min((entry.column for entry in before), default=0)
    return max((place for place, entry in enumerate(before) if entry.column == least), default=0)


def _beside(said: str, line: int, entries: Sequence[_Entry]) -> Comment:
    """A comment behind something: it speaks of the first entry on its line, or of the one that goes on there."""
    here = [entry for entry in entries if entry.line == line]
    earlier = [entry for entry in entries if entry.line < line]
    spot = here[0] if here else earlier[-1] if earlier else None
    return Comment((said,), spot.path if spot else (), Where.BESIDE)


def _entries(text: str) -> list[_Entry]:
    """Every name and item in the order of the text."""
    root = compose(text.encode("utf-8", "surrogatepass"), file="").root
    ends = {
        (event.start_mark.line, event.start_mark.column): event.end_mark.line - (event.style in {"|", ">"})
        for event in _scalars(text)
    }
    found = list(_below(root, (), ends)) if root is not None else []
    return sorted(found, key=lambda entry: (entry.line, entry.column))


def _below(node: Node, path: Path, ends: Mapping[tuple[int, int], int]) -> Iterator[_Entry]:
    if isinstance(node.value, dict):
        for name, (key, value) in node.value.items():
            yield _entry(key, value, (*path, name), ends)
            yield from _below(value, (*path, name), ends)
    elif isinstance(node.value, list):
        for place, item in enumerate(node.value):
            entry = _entry(item, item, (*path, place), ends)
            # A block item begins at its hyphen, two columns before what it holds.
            column = entry.column if node.flow else node.column - 1
            yield _Entry(entry.line, column, entry.path, entry.value_line, entry.last_line)
            yield from _below(item, (*path, place), ends)


def _entry(key: Node, value: Node, path: Path, ends: Mapping[tuple[int, int], int]) -> _Entry:
    last = ends.get((value.line - 1, value.column - 1), value.line - 1)
    return _Entry(key.line - 1, key.column - 1, path, value.line - 1, last)


def _same(path: Path, *, source: str, text: str) -> Path:
    """The path of the same entry in `text`: lines of `paths` are grouped anew when they are written."""
    if len(path) != 2 or path[0] != "paths" or not isinstance(path[1], int):
        return path
    said, written = _path_lines(source), _path_lines(text)
    kind, moves = read_line(said[path[1]])
    for place, line in enumerate(written):
        other, holds = read_line(line)
        if moves and other == kind and moves[0] in holds:
            return ("paths", place)
    return ("paths",)


def _path_lines(text: str) -> list[str]:
    root = compose(text.encode("utf-8", "surrogatepass"), file="").root
    plain = root.plain() if root is not None else {}
    return plain.get("paths") or [] if isinstance(plain, dict) else []


def _spot(
    comment: Comment, at: Mapping[Path, _Entry], original: Sequence[Path], order: Sequence[Path]
) -> tuple[_Entry | None, Where]:
    """The entry that the comment goes to, and on which side."""
    if not comment.path:
        return None, Where.ABOVE
    place = original.index(comment.path)
    if place == 0 and comment.where is Where.ABOVE:  # what heads the one text heads the other
        return next(iter(at.values())), Where.ABOVE
    if order[place] in at:
        return at[order[place]], comment.where
    following = (at[path] for path in order[place:] if path in at)
    return next(following, None), Where.ABOVE


def _first_line(line: int, continued: Container[int]) -> int:
    """The line, or the one where the text began that goes on into it."""
    while line - 1 in continued:
        line -= 1
    return line


def _end(spot: _Entry, entries: Sequence[_Entry], lines: Sequence[str]) -> int:
    """The line after everything that belongs to the entry."""
    after = (
        entry.line for entry in entries if entry.line > spot.last_line and entry.path[: len(spot.path)] != spot.path
    )
    end = next(after, len(lines))
    while not lines[end - 1].strip():
        end -= 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indented(comment: Comment, column: int) -> list[str]:
    lines = [" " * column + line for line in comment.lines]
    return [*lines, ""] if comment.apart else lines


def _woven(lines: Sequence[str], above: Mapping[int, list[str]], beside: Mapping[int, str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield from above.get(number, ())
        yield f"{line}  {beside[number]}" if number in beside else line
    yield from above.get(len(lines), ())
