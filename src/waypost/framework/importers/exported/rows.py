"""The rows of our own long form -> the document they carry, every node with the row it came from."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from waypost.framework.faults import ReadError
from waypost.framework.importers.exported.form import ADDED_TO, COLUMNS, DOCUMENT, MORE, SAME_AS, STATEMENT, unguarded
from waypost.framework.importers.found import LeftOver, Origin
from waypost.framework.nodes import MAX_NODES, Node, compose
from waypost.framework.reading import Reading, read_node
from waypost.framework.schema import Framework

DELIMITERS = (",", ";", "\t")  # spreadsheets save with what the country's numbers leave free


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One row, its cells by their columns, and where it stood."""

    cells: dict[str, str]
    origin: Origin

    @property
    def kind(self) -> str:
        """What sort of row it is."""
        return self.cells["row"]


@dataclass(slots=True)
class Rows:
    """The document that rows carry, as far as it was put together, and what went wrong with some."""

    file: str
    sections: dict[str, list[tuple[str, Origin]]] = field(default_factory=dict)
    cells: dict[tuple[str, str], list[Node]] = field(default_factory=dict)
    same: dict[tuple[str, str], HeldRow] = field(default_factory=dict)
    inherited: list[HeldRow] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
    count: int = 0


def delimiter_of(text: str) -> str | None:
    """What parts the cells of our long form; None if the text is not that."""
    head = text.split("\n", 1)[0][:1_000]  # ours is shorter, and a longer one may be no CSV at all
    for delimiter in DELIMITERS:
        if tuple(next(csv.reader([head], delimiter=delimiter), ())) == COLUMNS:
            return delimiter
    return None


def rows_of_text(text: str, *, file: str, delimiter: str) -> Iterator[HeldRow]:
    """The rows of a CSV file below its head; rows without a word are passed by."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    next(reader, None)
    line = reader.line_num + 1
    for row in reader:
        if any(row):
            cells = {name: unguarded(cell) for name, cell in zip(COLUMNS, row, strict=False)}
            yield HeldRow(dict.fromkeys(COLUMNS, "") | cells, Origin(file, line))
        line = reader.line_num + 1


def read_rows(rows: Iterable[HeldRow], *, file: str) -> tuple[Reading, tuple[LeftOver, ...]]:
    """The framework that the rows carry, or what is wrong with them; and the text that found no place in it."""
    found = Rows(file)
    excess = _take_all(found, rows)
    if excess is not None:
        return Reading(None, (excess,)), ()
    if not found.sections:
        hint = "Export it again, or import the table without its column `row`."
        found.errors.append(ReadError(file, 1, 1, "", "holds no rows that say `document`", hint))
    root = Node(file, 1, 1, {})
    for name, parts in found.sections.items():
        _enter(root, name, _section(found, parts))
    if found.errors:
        return Reading(None, tuple(found.errors)), ()
    if found.cells or found.same or found.inherited:
        _enter(root, "expectations", _expectations(found))
    reading = read_node(root)
    return reading, tuple(_changed(found, reading.framework)) if reading.framework is not None else ()


def _take_all(found: Rows, rows: Iterable[HeldRow]) -> ReadError | None:
    """Put every row where it belongs; returns what makes it useless to read on."""
    last = Origin(found.file, 1)
    try:
        for row in rows:
            last = row.origin
            _take(found, row)
            if found.count > MAX_NODES:
                hint = "A framework this large is rarely meant: split it into several."
                return _error(row, f"is one of more than {MAX_NODES:,} parts", hint)
    except csv.Error as error:
        hint = "Close the quotes that are open, or export it again."
        return ReadError(last.file, last.line + 1, 1, "", f"cannot be read as CSV from here on: {error}", hint)
    return None


def _take(found: Rows, row: HeldRow) -> None:
    """Put one row where it belongs."""
    found.count += 1
    kind, place = row.kind, (row.cells["criterion key"], row.cells["level key"])
    if kind == DOCUMENT:
        found.sections.setdefault(row.cells["criterion"], []).append((row.cells["statement"], row.origin))
    elif not all(place):
        found.errors.append(_error(row, "names no level or criterion", "Write both keys, as the rows around it do."))
    elif kind == STATEMENT:
        found.cells.setdefault(place, []).append(_statement(row))
    elif kind == MORE and place in found.cells:
        _add(found.cells[place][-1], row)
    elif kind.startswith(SAME_AS):
        found.same.setdefault(place, row)
        found.inherited.append(row)
    elif kind.startswith(ADDED_TO):
        found.inherited.append(row)
    elif kind != MORE:
        hint = f"Write `{STATEMENT}` for a statement that is written here."
        found.errors.append(_error(row, f"says `{kind[:40]}` under `row`, which is not known", hint))


def _statement(row: HeldRow) -> Node:
    node = _node(row, {})
    _enter(node, "says", _node(row, row.cells["statement"]))
    _add(node, row)
    if row.cells["about"]:
        _enter(node, "about", _node(row, row.cells["about"]))
    return node


def _add(statement: Node, row: HeldRow) -> None:
    """The row's examples, after those that the statement has."""
    assert isinstance(statement.value, dict)  # noqa: S101 - made above
    for name in ("looks like", "shown by"):
        lines = [_node(row, line) for line in row.cells[name].split("\n") if line.strip()]
        if not lines:
            continue
        if name not in statement.value:
            _enter(statement, name, _node(row, []))
        held = statement.value[name][1].value
        if isinstance(held, list):
            held.extend(lines)


def _section(found: Rows, parts: list[tuple[str, Origin]]) -> Node:
    """A section from the pieces of its JSON; every node is on the first piece's row."""
    origin = parts[0][1]
    text = "".join(text for text, _ in parts).encode("utf-8", "surrogatepass")
    composed = compose(text, file=origin.file, allowed=max(0, MAX_NODES - found.count))
    found.count += composed.count
    for error in composed.errors:
        found.errors.append(ReadError(origin.file, origin.line, 1, error.field, error.message, "Export it again."))
    root = composed.root or Node(origin.file, origin.line, 1, None)
    _move(root, origin)
    return root


def _move(node: Node, origin: Origin) -> None:
    node.file, node.line, node.column = origin.file, origin.line, origin.column
    below = node.value.values() if isinstance(node.value, dict) else ()
    for name, part in below:
        _move(name, origin)
        _move(part, origin)
    for part in node.value if isinstance(node.value, list) else ():
        _move(part, origin)


def _expectations(found: Rows) -> Node:
    """Criterion, then level, then what is written there: statements where there are any, else `same as`."""
    root = Node(found.file, 1, 1, {})
    written: dict[tuple[str, str], Node] = {}
    for place, row in found.same.items():
        node = _node(row, {})
        _enter(node, "same as", _node(row, row.kind.removeprefix(SAME_AS)))
        written[place] = node
    for place, statements in found.cells.items():
        first = statements[0]
        written[place] = Node(first.file, first.line, first.column, list(statements))
    for (criterion, level), cell in written.items():
        assert isinstance(root.value, dict)  # noqa: S101 - made above
        if criterion not in root.value:
            _enter(root, criterion, Node(cell.file, cell.line, 1, {}))
        _enter(root.value[criterion][1], level, cell)
    return root


def _changed(found: Rows, framework: Framework) -> Iterator[LeftOver]:
    """What a row says of an inherited statement and the framework does not: it was changed where it is not written."""
    for row in found.inherited:
        cells = row.cells
        held = framework.expectation(cells["criterion key"], cells["level key"])
        says = {statement.says for statement in held.statements} if held is not None else set()
        if cells["statement"] and cells["statement"] not in says:
            yield LeftOver(cells["statement"], row.origin, f"it is inherited ({row.kind}): change it there")


def _node(row: HeldRow, value: str | list[Node] | dict[str, tuple[Node, Node]]) -> Node:
    return Node(row.origin.file, row.origin.line, row.origin.column, value)


def _enter(parent: Node, name: str, node: Node) -> None:
    if isinstance(parent.value, dict):
        parent.value[name] = (Node(node.file, node.line, node.column, name), node)


def _error(row: HeldRow, message: str, hint: str) -> ReadError:
    return ReadError(row.origin.file, row.origin.line, 1, "", message, hint)
