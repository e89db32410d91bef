"""YAML of any kind -> nodes, through the events of libyaml, behind caps that hold against hostile files.

Anchors, aliases and tags of one's own are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from waypost.framework.faults import FaultKind, ReadError, printable
from waypost.framework.node import BLANK, MAX_DEPTH, MAX_ENTRIES, MAX_NODES, Composed, Node

_FOLDED_BREAK = re.compile(r"(?<=[^ \t\n])\n(?=[^ \t\n])")
_CORE = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "seq", "map")
)


def composed(data: bytes, *, file: str, allowed: int) -> Composed:
    """What the bytes hold, as far as it can be read, with every complaint."""
    builder = _Builder(file, allowed)
    try:
        # The loader's own events one by one: `yaml.parse` would wrap each in two more calls.
        builder.build(iter(yaml.CSafeLoader(data).get_event, None))
    except _Stop:
        return Composed(None, builder.count, tuple(builder.errors))
    except yaml.YAMLError as error:
        return Composed(None, builder.count, (*builder.errors, syntax_error(error, data, file)))
    return Composed(
        builder.root, builder.count, tuple(builder.errors), tuple(_swallowed(builder.running_on, data, file))
    )


def _swallowed(texts: list[tuple[int, int]], data: bytes, file: str) -> Iterator[ReadError]:
    """Lines that look like entries of a list and are read as more of a text; each text by its first and last line,
    from 0. A line that was broken for its length may begin with a dash: then the one above is long, and ends no
    sentence."""
    lines = data.decode("utf-8", "replace").splitlines() if texts else []
    for first, last in texts:
        for number in range(first + 1, min(last + 1, len(lines))):
            said, above = lines[number].lstrip(" "), lines[number - 1].rstrip(" ")
            if _ENTRY.match(said) and (above.endswith(_SENTENCE) or len(above) < _LONG):
                message = "begins like an entry of a list and is read as more of the text above"
                hint = "Line it up with the entries above, with `- `; or put the whole text in quotes."
                column = len(lines[number]) - len(said) + 1
                yield ReadError(file, number + 1, column, "", message, hint)


_ENTRY = re.compile(r"-(?: |[^\W\d_])")
_SENTENCE = (".", "!", "?", ";", ":")
_LONG = 80


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet; a mapping's next entry may have its name already."""

    items: list[Node] | None
    entries: dict[str, tuple[Node, Node]] | None
    name: Node | None = None


class _Stop(Exception):  # noqa: N818 - it ends a walk; what was wrong is already noted
    """There is no sense in reading on."""


@dataclass(slots=True)
class _Builder:
    """Turns a stream of events into nodes; stops at the first that goes over a cap."""

    file: str
    allowed: int
    root: Node | None = None
    count: int = 0
    documents: int = 0
    open: list[_Open] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
    running_on: list[tuple[int, int]] = field(default_factory=list)

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                self._check(event)
                text = event.value if self._names() else scalar_text(event)
                mark, last = event.start_mark, event.end_mark.line
                if not event.style and last > mark.line:
                    self.running_on.append((mark.line, last))
                self._place(Node(self.file, mark.line + 1, mark.column + 1, text))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._check(event)
                self._begin(event, {} if kind is MappingStartEvent else [])
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.open.pop()
            elif kind is AliasEvent:
                self._stop(event, "uses an alias (`*name`)", "Write the text out where it is needed.")
            elif kind is DocumentStartEvent:
                self.documents += 1
                if self.documents > 1:
                    self._stop(event, "holds a second document", "Remove the line `---` and what follows it.")

    def _check(self, event: Any) -> None:
        self.count += 1
        if self.count > self.allowed:
            what = f"holds more than {MAX_NODES:,} names and values"
            self._stop(event, what, "A framework this large is rarely meant: split it into several.")
        if event.anchor is not None:
            self._stop(event, "uses an anchor (`&name`)", "Remove it; write the text out where it is needed.")
        if event.tag is not None and event.tag not in _CORE:
            hint = "Remove the tag; put the value in quotes if it begins with `!`."
            self._stop(event, f"uses the tag `{event.tag[:40]}`", hint)

    def _begin(self, event: Any, value: Any) -> None:
        if len(self.open) >= MAX_DEPTH:
            self._stop(event, f"is nested more than {MAX_DEPTH} deep", "A framework needs no more than 8.")
        if self._names():
            self._stop(event, "uses a list or mapping as a name", "Write a word before the colon.")
        self._place(Node(self.file, *_position(event), value, bool(event.flow_style)))
        self.open.append(_Open(None, value) if isinstance(value, dict) else _Open(value, None))

    def _names(self) -> bool:
        """Whether a name comes next: the next entry of a mapping."""
        parent = self.open[-1] if self.open else None
        return parent is not None and parent.entries is not None and parent.name is None

    def _place(self, node: Node) -> None:
        """Put the node where it belongs: at the top, into the open list, or into the open mapping."""
        if not self.open:
            self.root = node
            return
        parent = self.open[-1]
        if parent.items is not None:
            parent.items.append(node)
            self._keep_short(len(parent.items), node)
        elif parent.entries is not None:
            if parent.name is None:
                parent.name = node
            else:
                self._enter(parent.entries, parent.name, node)
                parent.name = None
                self._keep_short(len(parent.entries), node)

    def _keep_short(self, length: int, node: Node) -> None:
        if length > MAX_ENTRIES:
            what = f"is entry {MAX_ENTRIES + 1} of one list or mapping"
            self._note(node.line, node.column, what, "Leave some out.")
            raise _Stop

    def _enter(self, held: dict[str, tuple[Node, Node]], name: Node, node: Node) -> None:
        text = name.value if isinstance(name.value, str) else ""
        if text in held:
            first = held[text][0]
            hint = f"It is already on line {first.line}; keep one of the two."
            message = f"says `{_short(text)}` a second time"
            self._note(name.line, name.column, message, hint, field=text, kind=FaultKind.NAME)
        else:
            held[text] = (name, node)

    def _stop(self, event: Any, message: str, hint: str) -> None:
        self._note(*_position(event), message, hint)
        raise _Stop

    def _note(
        self, line: int, column: int, message: str, hint: str, *, field: str = "", kind: FaultKind = FaultKind.FORM
    ) -> None:
        self.errors.append(ReadError(self.file, line, column, printable(field), printable(message), hint, kind))


def scalar_text(event: ScalarEvent) -> str | None:
    """What a scalar says. An empty line in folded text (`>`) ends a paragraph, as whoever writes one means it to."""
    if not event.style and event.value in BLANK:
        return None
    return _FOLDED_BREAK.sub("\n\n", event.value) if event.style == ">" else str(event.value)


def _position(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def position_in(data: bytes, offset: int) -> tuple[int, int]:
    before = data[:offset]
    start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[start:].decode("utf-8", "replace")) + 1


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


_SYNTAX = {
    "mapping values are not allowed": ("holds a `: ` inside a text", "Put the text in quotes."),
    "cannot start any token": (
        "holds a character that cannot stand here",
        "Indent with spaces, not tabs; quote text that begins with `@`, `%` or a back quote.",
    ),
    "could not find expected ':'": (
        "has a name without a colon",
        "Write `name: value`, `- ` with its space before an entry, or indent a text that goes on.",
    ),
    "did not find expected ',' or": (
        "leaves a brace or bracket open, or a text in it holds `: `",
        "Close it, or put the text in quotes.",
    ),
    "did not find expected node content": ("leaves a brace or bracket open", "Close it."),
    "did not find expected key": (
        "is indented differently from the lines around it",
        "Line it up with its neighbours; close open quotes.",
    ),
    "did not find expected '-'": (
        "mixes a list with something that is not in it",
        "Begin the line with `- ` or line it up with its neighbours.",
    ),
    "tab character": ("is indented with a tab", "Indent with spaces."),
    "unexpected end of stream": ("begins a text in quotes that does not end", "Close the quotes."),
    "unknown escape character": (
        "holds a back slash that means nothing here",
        "Write two of them, or use single quotes.",
    ),
    "unknown directive": ("holds a line that begins with `%`", "Put the text in quotes."),
    "control characters": ("holds a control character", "Remove it."),
    "special characters": ("holds a control character", "Remove it."),
}
"""What libyaml says, what is wrong, what to do."""

_BEGAN_BEFORE = ("scanning a simple key", "scanning a quoted scalar", "parsing a flow")
"""What it was doing where the fault lies where that began, not where it was noticed, maybe at the end of the file."""


def syntax_error(error: yaml.YAMLError, data: bytes, file: str) -> ReadError:
    """What the YAML parser said, in the words of somebody who writes frameworks."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    context = str(getattr(error, "context", None) or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if any(words in context for words in _BEGAN_BEFORE):
        mark = getattr(error, "context_mark", None) or mark
    if mark is not None:
        line, column = mark.line + 1, mark.column + 1
    else:
        line, column = position_in(data, int(getattr(error, "position", 0) or 0))
    known = (told for words, told in _SYNTAX.items() if words in problem)
    message, hint = next(known, (f"cannot be read as YAML: {problem}", "Mend this line first."))
    return ReadError(file, line, column, "", message, hint)
