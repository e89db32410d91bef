"""YAML text -> trees, one for each document. Anchors may be used again, as far as the allowance goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from waypost.framework.events import scalar_text, syntax_error
from waypost.framework.faults import ReadError, printable
from waypost.framework.importers.scripts.tokens import Unreadable
from waypost.framework.importers.trees.allowance import MAX_DEPTH, Allowance, Block, weigh
from waypost.framework.nodes import Node

_MERGE = "<<"


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not come yet."""

    node: Node
    anchor: str | None
    name: Node | None = None
    merged: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    file: str
    allowance: Allowance
    roots: list[Node] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    held: list[tuple[int, int]] = field(default_factory=list)
    """From which line to which the texts of several lines go; what looks like a comment in them is none."""

    def build(self, events: Iterator[Any]) -> None:
        for event in events:
            if isinstance(event, ScalarEvent):
                self._scalar(event)
            elif isinstance(event, (MappingStartEvent, SequenceStartEvent)):
                self._begin(event)
            elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
                self._end()
            elif isinstance(event, AliasEvent):
                self._alias(event)

    def _scalar(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self.allowance.spend(1, len(event.value), file=self.file, line=line, column=column)
        if event.end_mark.line > event.start_mark.line:
            self.held.append((line, event.end_mark.line + 1))
        text = scalar_text(event)
        if event.style == "|":
            node: Node = Block(self.file, line + 1, column, text)
        else:
            node = Node(
                self.file, line + (event.style == ">"), column, text, not event.style and _is_number(event.value)
            )
        self._place(node)
        if event.anchor is not None:
            self.anchors[event.anchor] = node

    def _begin(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        self.allowance.spend(1, 0, file=self.file, line=line, column=column)
        if len(self.open) >= MAX_DEPTH:
            raise self._stop(line, column, f"is nested more than {MAX_DEPTH} deep", "A ladder needs no more than ten.")
        if self._names():
            raise self._stop(line, column, "uses a list or mapping as a name", "Write a word before the colon.")
        node = Node(self.file, line, column, {} if isinstance(event, MappingStartEvent) else [])
        self.open.append(_Open(node, event.anchor))

    def _end(self) -> None:
        done = self.open.pop()
        if isinstance(done.node.value, dict):
            for base in done.merged:
                for name, entry in base.value.items() if isinstance(base.value, dict) else ():
                    done.node.value.setdefault(name, entry)
        self._place(done.node)
        if done.anchor is not None:
            self.anchors[done.anchor] = done.node

    def _alias(self, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        node = self.anchors.get(event.anchor)
        if node is None:
            raise self._stop(line, column, f"uses `*{event.anchor[:40]}` before it is complete", "Write the text out.")
        self.allowance.spend_again(weigh(node), len(self.open), file=self.file, line=line, column=column)
        self._place(node)

    def _names(self) -> bool:
        parent = self.open[-1] if self.open else None
        return parent is not None and isinstance(parent.node.value, dict) and parent.name is None

    def _place(self, node: Node) -> None:
        if not self.open:
            self.roots.append(node)
            return
        parent = self.open[-1]
        if isinstance(parent.node.value, list):
            parent.node.value.append(node)
        elif isinstance(parent.node.value, dict):
            if parent.name is None:
                parent.name = node
            else:
                self._enter(parent, parent.node.value, parent.name, node)
                parent.name = None

    def _enter(self, parent: _Open, held: dict[str, tuple[Node, Node]], name: Node, node: Node) -> None:
        says = name.value if isinstance(name.value, str) else ""
        if says == _MERGE:
            parent.merged += node.value if isinstance(node.value, list) else [node]
        elif says in held:
            told = f"says `{printable(says[:60])}` a second time"
            raise self._stop(name.line, name.column, told, f"It is already on line {held[says][0].line}; keep one.")
        else:
            held[says] = (name, node)

    def _stop(self, line: int, column: int, message: str, hint: str) -> Unreadable:
        return Unreadable(ReadError(self.file, line, column, "", message, hint))


@dataclass(frozen=True, slots=True)
class YamlTrees:
    """The documents of one file, and the lines of its comments."""

    roots: tuple[Node, ...]
    comments: tuple[int, ...]


def read_yaml(text: str, *, file: str, allowance: Allowance) -> YamlTrees:
    """The documents of a file; raises `Unreadable` for what is not YAML and for what goes over a cap."""
    builder = _Builder(file, allowance)
    try:
        builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise Unreadable(syntax_error(error, text.encode(), file)) from error
    inside = {line for first, last in builder.held for line in range(first, last)}
    comments = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if line.lstrip().startswith("#") and number not in inside
    ]
    return YamlTrees(tuple(builder.roots), tuple(comments))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdigit() or text in {"true", "false"}
