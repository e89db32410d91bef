"""Framework -> YAML that reads well in a pull request: stable order, one line where one is enough.

Reading back what was written gives an equal framework. Comments are not part of a framework and so are not written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from waypost.framework.schema import Framework

WIDTH = 110

# How many mappings deep, 1 unless said here, a section takes a line for each entry; below, what fits shares one.
_OPEN = {"organisation": 0, "paths": 0, "dimensions": 3, "expectations": 3}
_SPACED = frozenset({"dimensions", "expectations"})
_CORE = "tag:yaml.org,2002:"
_LEFT_OUT_WHEN_FALSE = frozenset({"must", "bar"})
_ESCAPED = re.compile("[\ufeff\ufffe\uffff]")  # what PyYAML will only write in quotes
_FOLDS = re.compile(r"[^ \t\n]+(?: [^ \t\n]+)*(?:\n\n[^ \t\n]+(?: [^ \t\n]+)*)*")


def write_framework(framework: Framework) -> str:
    """The framework as the text of one document."""
    return write_document(as_document(framework))


def write_document(document: Mapping[str, Any]) -> str:
    """A document that is a framework's, or some sections of it, as text."""
    head = {name: part for name, part in document.items() if not isinstance(part, Mapping | list)}
    sections = [{name: part} for name, part in document.items() if name not in head]
    return "\n".join([*([_yaml(head, 1)] if head else []), *(_section(section) for section in sections)])


def write_row(row: Mapping[str, Any]) -> str:
    """What one criterion asks, level by level, as the text of its file in a folder."""
    return _yaml(dict(row), _OPEN["expectations"] - 1) if row else ""


def as_document(framework: Framework) -> dict[str, Any]:
    """The framework as the mapping a document holds, without what is blank."""
    document = framework.model_dump(by_alias=True, exclude_none=True)
    return {name: part for name, part in _without_blanks(document).items() if part != {}}


def _without_blanks(part: Any) -> Any:
    if isinstance(part, list | tuple):
        return [_without_blanks(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _without_blanks(value)
        for name, value in part.items()
        if value not in ("", (), []) and not (value is False and name in _LEFT_OUT_WHEN_FALSE)
    }


def _section(section: dict[str, Any]) -> str:
    """One section; in those with nested entries an empty line before each but the first."""
    name = next(iter(section))
    text = _yaml(section, 1 + _OPEN.get(name, 1))
    if name not in _SPACED:
        return text
    head, *lines = text.splitlines(keepends=True)
    first, *rest = ("\n" + line if re.match(r"  \S", line) else line for line in lines)
    return "".join([head, first.lstrip("\n"), *rest])


class _Dumper(yaml.SafeDumper):
    """PyYAML's dumper, with lists indented below their name."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _yaml(document: dict[str, Any], open_: int) -> str:
    node = _node(document, open_=open_, indent=0, before=0)
    return str(yaml.serialize(node, Dumper=_Dumper, width=WIDTH, allow_unicode=True))


def _node(part: Any, *, open_: int, indent: int, before: int) -> yaml.Node:
    """The part as a YAML node; its outer `open_` mappings take a line for each entry.

    `indent` is where its own lines would begin, `before` how much already stands on the line.
    """
    flow = open_ <= 0 and _may_flow(part) and before + len(_flow(part)) <= WIDTH
    if isinstance(part, dict):
        pairs = [
            (_scalar(name), _node(value, open_=open_ - 1, indent=indent + 2, before=indent + len(name) + 2))
            for name, value in part.items()
        ]
        return yaml.MappingNode(f"{_CORE}map", pairs, flow_style=flow)
    if isinstance(part, list):
        items = [_node(item, open_=0, indent=indent + 2, before=indent + 2) for item in part]
        return yaml.SequenceNode(f"{_CORE}seq", items, flow_style=flow)
    return _scalar(part)


def _may_flow(part: Any) -> bool:
    """Whether the part may stand on one line: no statements, no paths, no paragraphs."""
    if isinstance(part, dict):
        return "says" not in part and all(map(_may_flow, part.values()))
    if isinstance(part, list):
        return all(not isinstance(item, dict | list) and _may_flow(item) for item in part)
    return not any(mark in str(part) for mark in ("\n", " > ", " = "))


def _flow(part: Any) -> str:
    """About what the part looks like on one line."""
    if isinstance(part, dict):
        return "{" + ", ".join(f"{name}: {_flow(value)}" for name, value in part.items()) + "}"
    if isinstance(part, list):
        return "[" + ", ".join(map(_flow, part)) + "]"
    return str(part)


def _scalar(value: Any) -> yaml.ScalarNode:
    if isinstance(value, bool):
        return yaml.ScalarNode(f"{_CORE}bool", "true" if value else "false")
    if isinstance(value, int | float):
        return yaml.ScalarNode(f"{_CORE}{type(value).__name__}", str(value))
    if isinstance(value, date):
        return yaml.ScalarNode(f"{_CORE}timestamp", value.isoformat())
    text = str(value)
    if "\n" not in text:
        return yaml.ScalarNode(f"{_CORE}str", text)
    if _FOLDS.fullmatch(text) and not _ESCAPED.search(text):
        # One empty line between paragraphs: `nodes.py` reads it back as the end of a paragraph.
        return yaml.ScalarNode(f"{_CORE}str", text.replace("\n\n", "\n"), style=">")
    return yaml.ScalarNode(f"{_CORE}str", text, style="|")
