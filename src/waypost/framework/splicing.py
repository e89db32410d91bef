"""Other statements for one expectation, put into the text of a document so that all the rest stays as it was written.

What is replaced is found by the place it was read from: comments, order and layout around it stay. A document laid out
in a way in which this cannot be done is written anew, which loses its comments; the result says which it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from waypost.framework.reading import read_text
from waypost.framework.schema import Expectation, Framework, Statement
from waypost.framework.writing import write_framework

SECTION = "expectations"
WIDTH = 110


@dataclass(frozen=True, slots=True)
class Spliced:
    """The new text, and whether everything around the expectation stands as it stood."""

    text: str
    kept: bool


def with_statements(text: str, *, criterion: str, level: str, statements: Sequence[Statement]) -> Spliced:
    """The document `text` with these statements written at a cell; none: nothing is asked there.

    They are the cell's own: what it inherits (`adds to`) stays beside them, and `same as` gives way. Raises KeyError
    for a criterion or level that the document does not have, ValueError for a document that cannot be read.
    """
    framework = read_text(text).framework
    if framework is None:
        raise ValueError("the document cannot be read")
    framework.criterion(criterion), framework.level(level)
    wanted = _with_cell(framework, criterion, level, tuple(statements))
    spliced = _splice(text, criterion, level, tuple(statements))
    found = read_text(spliced).framework if spliced is not None else None
    if spliced is not None and found is not None and found.hash == wanted.hash:
        return Spliced(spliced, kept=True)
    return Spliced(write_framework(wanted), kept=False)


def own_statements(framework: Framework, *, criterion: str, level: str) -> tuple[Statement, ...]:
    """What is written at a cell itself, without what the level inherits; a cell that is the same as another's: that."""
    cell = next((one for one in framework.expectations if (one.criterion, one.level) == (criterion, level)), None)
    if cell is None:
        return ()
    if cell.same_as is not None:
        found = framework.expectation(criterion, level)
        return found.statements if found is not None else ()
    return cell.statements


def _with_cell(framework: Framework, criterion: str, level: str, statements: tuple[Statement, ...]) -> Framework:
    others = [one for one in framework.expectations if (one.criterion, one.level) != (criterion, level)]
    if statements:
        others.append(Expectation(criterion=criterion, level=level, statements=statements))
    order = {one.key: at for at, one in enumerate(framework.criteria)}
    levels = {one.key: at for at, one in enumerate(framework.levels)}
    cells = sorted(others, key=lambda cell: (order[cell.criterion], levels[cell.level]))
    return framework.model_copy(update={"expectations": tuple(cells)})


def _splice(text: str, criterion: str, level: str, statements: tuple[Statement, ...]) -> str | None:
    """The text with the cell replaced, taken out or put in; None when its layout does not allow it."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    section = _entry(root, SECTION)
    row = _entry(section[1], criterion) if section else None
    if row is None or not _is_open(row[1]):
        return None
    lines = text.splitlines(keepends=True)
    cell = _entry(row[1], level)
    if cell is None:
        return _put_in(lines, row[1], level, statements)
    name, value = cell
    if name.start_mark.column == 0 or not _starts_its_line(lines, name):
        return None
    first, last = name.start_mark.line, _last_line(name, value)
    new = _written(level, statements, indent=name.start_mark.column) if statements else []
    if new and len(lines[last].strip()) and not lines[last].endswith("\n"):
        new[-1] = new[-1].rstrip("\n")
    tail = _comment_after(lines[last], value)
    if tail and new:
        new[0] = f"{new[0].rstrip()}  {tail}\n"
    if not new and len(row[1].value) == 1:
        new = [f"{' ' * name.start_mark.column}{level}:\n"]  # an empty mapping would need braces
    return "".join([*lines[:first], *new, *lines[last + 1 :]])


def _put_in(lines: list[str], row: Any, level: str, statements: tuple[Statement, ...]) -> str | None:
    if not row.value:
        return None
    name, value = row.value[-1]
    last = _last_line(name, value)
    if not lines[last].endswith("\n"):
        lines[last] += "\n"
    new = _written(level, statements, indent=name.start_mark.column)
    return "".join([*lines[: last + 1], *new, *lines[last + 1 :]])


def _written(level: str, statements: tuple[Statement, ...], *, indent: int) -> list[str]:
    """The cell as lines of a document, in the way `write_framework` writes one."""
    content = [statement.model_dump(by_alias=True, exclude_none=True) for statement in statements]
    text = yaml.dump(
        {level: [_brief(one) for one in content]},
        Dumper=_Dumper,
        width=WIDTH - indent,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
    )
    return [f"{' ' * indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True)]


def _brief(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _brief(value) for name, value in part.items() if value not in ("", (), [], None)}
    return [_brief(one) for one in part] if isinstance(part, tuple | list) else part


class _Dumper(yaml.SafeDumper):
    """PyYAML's dumper, with lists indented below their name."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _entry(node: Node | None, key: str) -> tuple[Any, Any] | None:
    if not isinstance(node, MappingNode):
        return None
    return next((pair for pair in node.value if isinstance(pair[0], ScalarNode) and pair[0].value == key), None)


def _is_open(node: Node) -> bool:
    """Whether a mapping takes a line for each entry."""
    return isinstance(node, MappingNode) and not node.flow_style


def _starts_its_line(lines: list[str], node: Node) -> bool:
    return not lines[node.start_mark.line][: node.start_mark.column].strip()


def _last_line(name: Node, value: Node) -> int:
    """The last line on which the value stands: a block's own end is where the next thing begins."""
    if isinstance(value, MappingNode | SequenceNode) and not value.flow_style and value.value:
        inner = value.value[-1]
        return _last_line(*inner) if isinstance(inner, tuple) else _last_line(inner, inner)
    if isinstance(value, ScalarNode) and value.style in ("|", ">"):
        # The mark stands after the text and its line break, or at the end of the document.
        return int(value.end_mark.line - 1 if value.end_mark.column == 0 else value.end_mark.line)
    if isinstance(value, ScalarNode) and value.value == "" and not value.style:
        return int(name.end_mark.line)
    return int(value.end_mark.line)


def _comment_after(line: str, value: Node) -> str:
    """A comment that stands behind the value on its last line, so that it is kept."""
    if isinstance(value, ScalarNode) and value.style in ("|", ">"):
        return ""
    place = value
    while isinstance(place, MappingNode | SequenceNode) and not place.flow_style and place.value:
        inner = place.value[-1]
        place = inner[1] if isinstance(inner, tuple) else inner
    rest = line[place.end_mark.column :].strip()
    return rest if rest.startswith("#") else ""
