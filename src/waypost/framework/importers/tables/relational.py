"""Several tables that name each other's rows by id -> one ladder: levels, criteria and what joins them.

A column refers to another table if its heading speaks of it (`level_id`, `criterion`) and its values are ids there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Blank, FoundStatement
from waypost.framework.importers.tables.cell_meaning import Says, meaning_of
from waypost.framework.importers.tables.cells import Grid, GridCell
from waypost.framework.importers.tables.heads import Row
from waypost.framework.importers.tables.level_facts import scope_named
from waypost.framework.importers.tables.names import UNNAMED_DIMENSION, UNNAMED_TRACK
from waypost.framework.importers.tables.words import Part, column_parts, plain, squash

_ID = re.compile(r"^(?:id|key|slug|uid|uuid|code|ref|(?P<of>.+?)[ _-]*(?:id|key|ref|slug|code))$", re.IGNORECASE)
_KINDS = (Part.TRACK, Part.LEVEL, Part.DIMENSION, Part.CRITERION)
_ORDERS = frozenset(
    {"order", "rank", "sort", "sort order", "position", "number", "no", "nr", "index", "seq", "ordinal"}
)
_TITLES = frozenset({"name", "title", "label"})


@dataclass(slots=True)
class _Table:
    """One file: what its rows are, which column is their id, and which refer to other tables."""

    place: int
    stem: str
    header: Row
    body: tuple[Row, ...]
    kind: Part | None = None
    id: int | None = None
    refers: dict[int, _Table] = field(default_factory=dict)

    def rows_by_id(self) -> Mapping[str, Row]:
        return {row[self.id].text: row for row in self.body if self.id is not None and row[self.id].lines}

    def reference(self, kind: Part) -> int | None:
        return next((at for at, table in self.refers.items() if table.kind is kind), None)


def read_relational(named: Sequence[tuple[str, Grid]], assembly: Assembly) -> frozenset[int]:
    """Add what tables that belong together say; the places of the tables that were read, none if none belong."""
    tables = [
        _Table(place, stem, grid.rows[0], tuple(row for row in grid.rows[1:] if any(cell.lines for cell in row)))
        for place, (stem, grid) in enumerate(named)
        if len(grid.rows) > 1
    ]
    for table in tables:
        table.kind, table.id = _kind(table), _id_column(table)
    for table in tables:
        table.refers = _references(table, tables)
    asking = [table for table in tables if table.reference(Part.LEVEL) is not None and _statement(table) is not None]
    asking = [table for table in asking if _group(table) is not None]
    if not asking:
        return frozenset()
    reading = _Reading(tables, assembly)
    for table in tables:
        if table not in asking and table.kind in _KINDS:
            reading.declare(table)
    for table in asking:
        reading.ask(table)
    reading.note(asking)
    reached = {table.place for table in asking} | {one.place for one in reading.declared}
    return frozenset(reached)


def _kind(table: _Table) -> Part | None:
    """What a table's rows are, by the name of its file."""
    words = re.sub(r"^\d+[\s_.-]*", "", table.stem.replace("-", " ").replace("_", " "))
    parts = column_parts(words) or column_parts(words.rsplit(" ", 1)[-1])
    return next((part for part in _KINDS if part in parts), None)


def _id_column(table: _Table) -> int | None:
    """The column whose heading is that of an id and whose values are each another."""
    for at, cell in enumerate(table.header):
        found = _ID.match(cell.text)
        values = [row[at].text for row in table.body if row[at].lines]
        own = found is not None and (not found["of"] or _same_word(found["of"], table.stem))
        if own and values and len(set(values)) == len(values) == len(table.body):
            return at
    return None


def _same_word(one: str, other: str) -> bool:
    return squash(plain(one.replace("_", " "))) == squash(plain(other.replace("_", " ")))


def _references(table: _Table, tables: Sequence[_Table]) -> dict[int, _Table]:
    """The columns that name rows of other tables."""
    found: dict[int, _Table] = {}
    for at, cell in enumerate(table.header):
        values = {row[at].text for row in table.body if row[at].lines}
        matched = _ID.match(cell.text)
        word = ((matched["of"] if matched else None) or cell.text).replace("_", " ")
        for other in tables:
            if other is table or other.id is None or at == table.id or not values:
                continue
            speaks = _same_word(word, other.stem) or (other.kind is not None and other.kind in column_parts(word))
            known = sum(value in other.rows_by_id() for value in values)
            if speaks and known * 2 >= len(values):
                found[at] = other
                break
    return found


def _statement(table: _Table) -> int | None:
    """The column that says what is asked: headed so, or else the one with the most text."""
    free = [at for at in range(len(table.header)) if at not in table.refers and at != table.id]
    named = [at for at in free if Part.STATEMENT in column_parts(table.header[at].text)]
    texts = {at: sum(len(row[at].text) for row in table.body) for at in free}
    best = max(named or free, key=lambda at: texts[at], default=None)
    return best if best is not None and (named or texts[best] >= 12 * len(table.body)) else None


def _group(table: _Table) -> int | None:
    """The column that says which criterion, by reference or by name."""
    for kind in (Part.CRITERION, Part.DIMENSION):
        at = table.reference(kind)
        if at is not None:
            return at
    free = (at for at in range(len(table.header)) if at not in table.refers and at != _statement(table))
    return next(
        (at for at in free if {Part.CRITERION, Part.DIMENSION} & set(column_parts(table.header[at].text))), None
    )


@dataclass(slots=True)
class _Reading:
    """The ids that were made, by table and by id there."""

    tables: Sequence[_Table]
    assembly: Assembly
    made: dict[tuple[int, str], str] = field(default_factory=dict)
    declared: list[_Table] = field(default_factory=list)

    def declare(self, table: _Table) -> None:
        """Make the part that each row of the table is, in the order of its numbers if it has any."""
        if table in self.declared or table.id is None:
            return
        self.declared.append(table)
        for row in self._ordered(table):
            self._make(table, row)

    def _ordered(self, table: _Table) -> Sequence[Row]:
        at = self._order_column(table)
        if at is None:
            return table.body
        return sorted(table.body, key=lambda row: float(row[at].text))

    def _order_column(self, table: _Table) -> int | None:
        for at, cell in enumerate(table.header):
            numbers = [row[at].text for row in table.body]
            if plain(cell.text) in _ORDERS and all(re.fullmatch(r"\d+(\.\d+)?", number) for number in numbers):
                return at
        return None

    def _make(self, table: _Table, row: Row) -> str:
        key = (table.place, row[table.id].text if table.id is not None else "")
        if key in self.made:
            return self.made[key]
        title_at = self._title_column(table)
        title = row[title_at]
        match table.kind:
            case Part.TRACK:
                made = self.assembly.track(title.text, title.origin)
            case Part.LEVEL:
                made = self.assembly.level(title.text, title.origin, track=self._track(table, row))
            case Part.DIMENSION:
                made = self.assembly.dimension(title.text, title.origin)
            case _:
                made = self.assembly.criterion(title.text, title.origin, dimension=self._dimension(table, row))
        self.made[key] = made
        self._tell(table, row, made, skip={title_at, table.id, *table.refers})
        return made

    def _title_column(self, table: _Table) -> int:
        free = [at for at in range(len(table.header)) if at != table.id and at not in table.refers]
        for at in free:
            words = plain(table.header[at].text.replace("_", " "))
            if words in _TITLES or words.rsplit(" ", 1)[-1] in _TITLES:
                return at
        named = [at for at in free if table.kind in column_parts(table.header[at].text)]
        texts = [at for at in free if any(not row[at].text.isdecimal() for row in table.body)]
        return (named or texts or [table.id or 0])[0]

    def _reached(self, table: _Table, row: Row, kind: Part, *, tell: bool = True) -> str:
        """The id of the part of this kind that the row refers to; empty if it refers to none."""
        at = table.reference(kind)
        if at is None or not row[at].lines:
            return ""
        other = table.refers[at]
        target = other.rows_by_id().get(row[at].text)
        if target is None:
            if tell:
                self.assembly.leave(row[at].text, row[at].origin, f"names no row of {other.stem}")
            return ""
        return self._make(other, target)

    def _column(self, table: _Table, kind: Part) -> int | None:
        free = (at for at in range(len(table.header)) if at not in table.refers and at != table.id)
        return next((at for at in free if kind in column_parts(table.header[at].text.replace("_", " "))), None)

    def _track(self, table: _Table, row: Row) -> str:
        reached = self._reached(table, row, Part.TRACK)
        at = self._column(table, Part.TRACK)
        named = row[at] if at is not None and row[at].lines else None
        return reached or self.assembly.track(named.text if named else UNNAMED_TRACK, (named or row[0]).origin)

    def _dimension(self, table: _Table, row: Row) -> str:
        reached = self._reached(table, row, Part.DIMENSION)
        at = self._column(table, Part.DIMENSION)
        named = row[at] if at is not None and row[at].lines else None
        return reached or self.assembly.dimension(named.text if named else UNNAMED_DIMENSION, (named or row[0]).origin)

    def _tell(self, table: _Table, row: Row, made: str, *, skip: set[int | None]) -> None:
        """What else a row says: numbers order, explanations go with the part, the rest is left over."""
        order = self._order_column(table)
        grouping = {self._column(table, kind) for kind in _KINDS if kind is not table.kind}
        for at, cell in enumerate(row):
            if at in skip or not cell.lines or at in grouping:
                continue
            if at == order:
                if table.kind is Part.LEVEL:
                    self.assembly.levels[made] = replace(self.assembly.levels[made], rank=float(cell.text))
                continue
            self._tell_one(table, table.header[at].text, cell, made)

    def _tell_one(self, table: _Table, heading: str, cell: GridCell, made: str) -> None:
        parts = column_parts(heading.replace("_", " "))
        text = "\n".join(line.says for line in cell.lines)
        explains = bool({Part.ABOUT, Part.STATEMENT, Part.SUMMARY} & set(parts))
        told = text if explains else f"{heading}: {text}"
        if table.kind is Part.LEVEL:
            level = self.assembly.levels[made]
            scope = scope_named(text) if Part.SCOPE in parts else None
            if Part.BAND in parts and not level.band:
                self.assembly.levels[made] = replace(level, band=text)
            elif scope is not None:
                self.assembly.levels[made] = replace(level, scope=scope)
            else:
                self.assembly.tell_level(made, told)
        elif table.kind is Part.CRITERION and Part.MUST in parts and text.casefold() in {"yes", "true", "1", "x", "y"}:
            self.assembly.make_must(made)
        elif table.kind is Part.CRITERION:
            self.assembly.tell_criterion(made, told)
        elif table.kind is Part.DIMENSION:
            self.assembly.tell_dimension(made, told)
        else:
            self.assembly.tell_track(made, told)

    def ask(self, table: _Table) -> None:
        """What each row asks."""
        at, group = _statement(table), _group(table)
        if at is None or group is None:
            return
        titles = tuple(level.title for level in self.assembly.levels.values())
        for row in table.body:
            level = self._reached(table, row, Part.LEVEL, tell=False)
            criterion = self._asked(table, row, group)
            if not level or not criterion:
                self._leave(table, row)
                continue
            where = f"{self.assembly.criteria[criterion].title} at {self.assembly.levels[level].title}"
            meaning = meaning_of(row[at].lines, levels=titles, plus=False) if row[at].lines else None
            if meaning is None or meaning.says in {Says.NOTHING, Says.UNKNOWN}:
                because = f'the cell says "{meaning.words}"' if meaning else "the row names it and asks nothing"
                self.assembly.blank(Blank.NOT_ASKED, where, because, row[at].origin)
            else:
                self.assembly.asks(criterion, level, self._explained(table, row, at))
            beside = {self._column(table, part) for part in (Part.EXAMPLES, Part.EVIDENCE, Part.DIMENSION)}
            self._rest(table, row, skip={at, group, table.id, *table.refers, *beside})

    def _asked(self, table: _Table, row: Row, group: int) -> str:
        reached = self._reached(table, row, Part.CRITERION, tell=False)
        if reached or group in table.refers:
            if reached:
                return reached
            dimension = self._reached(table, row, Part.DIMENSION, tell=False)
            if not dimension:
                return ""
            found = self.assembly.dimensions[dimension]
            return self.assembly.criterion(found.title, found.origin, dimension=dimension)
        cell = row[group]
        return (
            self.assembly.criterion(cell.text, cell.origin, dimension=self._dimension(table, row)) if cell.lines else ""
        )

    def _explained(self, table: _Table, row: Row, at: int) -> tuple[FoundStatement, ...]:
        """The statements, the last of them with the examples and evidence that other columns name."""
        *before, last = row[at].lines
        beside = {part: self._column(table, part) for part in (Part.EXAMPLES, Part.EVIDENCE)}
        said = {
            part: tuple(line.says for line in row[place].lines) for part, place in beside.items() if place is not None
        }
        looks_like = (*last.looks_like, *said.get(Part.EXAMPLES, ()))
        shown_by = (*last.shown_by, *said.get(Part.EVIDENCE, ()))
        return (*before, replace(last, looks_like=looks_like, shown_by=shown_by))

    def _rest(self, table: _Table, row: Row, *, skip: set[int | None]) -> None:
        for at, cell in enumerate(row):
            heading = table.header[at].text
            number = (
                plain(heading) in _ORDERS or Part.NUMBER in column_parts(heading) or Part.TRACK in column_parts(heading)
            )
            if at not in skip and cell.lines and not number:
                self.assembly.leave(cell.text, cell.origin, f'the column "{heading}" has no place')

    def _leave(self, table: _Table, row: Row) -> None:
        for cell in row:
            if cell.lines:
                self.assembly.leave(cell.text, cell.origin, f"the row of {table.stem} names no level or no criterion")

    def note(self, asking: Sequence[_Table]) -> None:
        for table in asking:
            others = ", ".join(f"{other.stem} by {table.header[at].text}" for at, other in table.refers.items())
            self.assembly.note(f"{table.stem} says what is asked; it refers to {others}.")
