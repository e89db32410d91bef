"""The rows below a table's levels -> what each criterion asks at each level, and a place for every other text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Blank, FoundStatement, Origin
from waypost.framework.importers.tables.cells import GridCell
from waypost.framework.importers.tables.close import Place, close
from waypost.framework.importers.tables.heads import Heads, Row, best_run, heads_of, run_by_place
from waypost.framework.importers.tables.leads import Leads, heading_of, leads_of
from waypost.framework.importers.tables.level_facts import tell_fact
from waypost.framework.importers.tables.levels import TableLevel, adds_up, levels_of
from waypost.framework.importers.tables.names import UNNAMED_DIMENSION, Names, Naming, is_generic, names_of
from waypost.framework.importers.tables.rest import leave_rest
from waypost.framework.importers.tables.words import Part, column_parts, row_part

__all__ = ["Naming", "read_block"]

_EXPLAINED = re.compile(r"^(?P<title>[^:–—]{2,40}?)\s*(?::|\s[–—-])\s+(?P<rest>\S.{19,})$", re.DOTALL)
_CHECKED = frozenset({"x", "✓", "✔", "✔️", "✅", "☑", "●", "yes", "y", "ja", "oui"})
_UNCHECKED = frozenset({"", "-", "–", "no", "n", "✗", "✘", "❌", "☐", "○", "nein", "non"})
_MUST = frozenset({"yes", "y", "true", "x", "✓", "✔", "✅", "must", "1", "required", "mandatory", "ja", "oui"})


def read_block(rows: Sequence[Row], assembly: Assembly, naming: Naming, *, turned: bool) -> None:
    """Add what these rows say, of which one names levels; the rows are turned already if `turned`."""
    run = best_run(rows) or run_by_place(rows)
    if run is None:
        _leave_all(rows, assembly)
        return
    heads = heads_of(rows, run)
    leads = leads_of(rows, heads)
    captions = tuple(cell.text for row in rows[: heads.top] for cell in row if cell.lines and not cell.merged)
    captions = (*_corner(rows, heads, leads), *captions)
    names = names_of(naming, captions, has_dimensions=bool(leads.dimensions))
    levels = levels_of(assembly, heads.levels, track=names.track)
    assembly.note(f"{'Rows' if turned else 'Columns'} are levels: " + ", ".join(level.title for level in levels) + ".")
    if run.sure == 1:
        assembly.note("No word says that these are levels; their place does.")
    block = _Block(rows, heads, leads, levels, names, assembly)
    block.read()
    heading = [heading_of(rows, heads, at) for at in leads.dimensions]
    block.tell((*captions, *(text for text in heading if text and not column_parts(text))))
    if not assembly.title:
        assembly.title = next((one for one in (*captions, naming.heading) if is_generic(one)), "")
    block.cumulative = naming.cumulative or adds_up(" ".join((*captions, naming.heading)))
    close(assembly, levels, block.places(), cumulative=block.cumulative, turned=turned)
    leave_rest(rows, heads, leads, block.used, assembly)


def _corner(rows: Sequence[Row], heads: Heads, leads: Leads) -> tuple[str, ...]:
    """The title in the corner of the table, where the corner does not say what the column holds."""
    corner = "" if leads.criterion is None else heading_of(rows, heads, leads.criterion)
    return (corner,) if corner and not column_parts(corner) else ()


def _leave_all(rows: Sequence[Row], assembly: Assembly) -> None:
    for row in rows:
        for cell in row:
            if cell.lines and not cell.merged:
                assembly.leave(cell.text, cell.origin, "stands in rows that name no levels")


@dataclass(slots=True)
class _Block:
    """One table while it is read. `used` are the cells that found a place; `asked` what each place holds so far."""

    rows: Sequence[Row]
    heads: Heads
    leads: Leads
    levels: tuple[TableLevel, ...]
    names: Names
    assembly: Assembly
    cumulative: bool = False
    checked: bool = False
    used: set[tuple[int, int]] = field(default_factory=set)
    asked: dict[str, dict[str, Place]] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    section: str = ""
    section_origin: Origin | None = None
    criterion: str = ""

    def read(self) -> None:
        self._take_heads()
        self.checked = self._is_checklist()
        self._take_spanning()
        self._take_summary_row()
        for place in range(self.heads.body, len(self.rows)):
            if self._filled(place):
                self._take_row(place)

    def places(self) -> Iterator[tuple[str, dict[str, Place]]]:
        yield from self.asked.items()

    def _take_heads(self) -> None:
        """The heads say what the columns are; a text among them that nothing was made of is left over."""
        named = {text for head in self.heads.levels for text in (head.cell.text, head.track, head.band)}
        titles = {*self.leads.dimensions, self.leads.criterion}
        for place in range(self.heads.body):
            for at, cell in enumerate(self.rows[place]):
                beside = at in self.leads.unknown or dict(self.leads.others).get(at) in {Part.ANSWER, Part.NUMBER}
                known = place < self.heads.top or at in titles or cell.text in named or column_parts(cell.text)
                if cell.lines and known and not (place >= self.heads.top and beside):
                    self.used.add((place, at))

    def tell(self, captions: Sequence[str]) -> None:
        """The texts above the table, once it is known what they are the titles of; what is left is about it."""
        parts = (self.assembly.tracks, self.assembly.dimensions, self.assembly.criteria)
        titles = {one.title for found in parts for one in found.values()}
        unused = [text for text in captions if text not in titles]
        texts = [text for text in dict.fromkeys((*self.names.told, *unused)) if not is_generic(text)]
        dimensions = {self.assembly.criteria[one].dimension for one in self.asked}
        for text in texts:
            if len(dimensions) == 1:
                self.assembly.tell_dimension(next(iter(dimensions)), text)
            else:
                self.assembly.tell(text)

    def _is_checklist(self) -> bool:
        """Whether the cells say no more than that a criterion is asked at a level or not."""
        cells = [
            row[at].text.strip().casefold()
            for row in self.rows[self.heads.body :]
            for level in self.levels
            for at, _ in level.head.columns
        ]
        ticks = sum(text in _CHECKED for text in cells)
        known = ticks + sum(text in _UNCHECKED for text in cells)
        if ticks and known * 10 >= len(cells) * 9 and self.leads.criterion is not None:
            self.assembly.note("Cells are ticks: what is asked is the criterion itself.")
            return True
        return False

    def _take_spanning(self) -> None:
        """A cell that spans all criteria speaks of its level."""
        body = range(self.heads.body, len(self.rows))
        for level in self.levels:
            for at, _ in level.head.columns:
                filled = [place for place in body if self.rows[place][at].lines]
                spans = len(filled) > 1 and all(self.rows[place][at].merged for place in filled[1:])
                if spans and len({self.rows[place][at].text for place in filled}) == 1 and len(level.head.columns) > 1:
                    self.used.update((place, at) for place in filled)
                    self._tell_level(level, self.rows[filled[0]][at])

    def _tell_level(self, level: TableLevel, cell: GridCell, label: str = "") -> None:
        text = "\n".join(line for one in cell.lines for line in _all_texts(one))
        self.assembly.tell_level(level.id, f"{label}: {text}" if label else text)

    def _take_summary_row(self) -> None:
        """In a table without criteria, a row of texts between the titles and an empty row speaks of the levels."""
        first = self.heads.body
        if self.leads.criterion is not None or first + 2 >= len(self.rows):
            return
        if self._filled(first) and not self._filled(first + 1):
            for level in self.levels:
                at = level.head.columns[0][0]
                if self.rows[first][at].lines:
                    self.used.add((first, at))
                    self._tell_level(level, self.rows[first][at])

    def _filled(self, place: int) -> bool:
        return any(cell.lines and (place, at) not in self.used for at, cell in enumerate(self.rows[place]))

    def _take_row(self, place: int) -> None:
        row = self.rows[place]
        lone = self._lone(row)
        if lone is not None and self._is_section(place, lone):
            self._begin_section(place, lone)
            return
        label = self._label(row)
        part = row_part(label.text) if label is not None and label.lines else None
        if part is not None and label is not None and self._take_fact(place, part, label):
            return
        if not any(row[at].lines for level in self.levels for at, _ in level.head.columns) and lone is not None:
            return
        self._take_criterion(place)

    def _lone(self, row: Row) -> int | None:
        """The place of the only text in a row, where there is one; a text that spans the row counts once."""
        filled = [at for at, cell in enumerate(row) if cell.lines]
        own = [at for at in filled if not row[at].merged]
        if len(filled) > 1 and len(own) <= 1 and len({row[at].text for at in filled}) == 1:
            return own[0] if own else None
        return own[0] if len(filled) == 1 and own else None

    def _is_section(self, place: int, at: int) -> bool:
        """Whether a lone text heads the rows below it: it spans the table, or stands where titles stand."""
        below = next((row for row in self.rows[place + 1 :] if any(cell.lines for cell in row)), None)
        if below is None or self.leads.criterion is None:
            return False
        spans = sum(1 for cell in self.rows[place] if cell.lines) > 1
        titles = {*self.leads.dimensions, self.leads.criterion}
        return len(self.rows[place][at].text) <= 120 and (spans or at in titles or at < min(titles))

    def _begin_section(self, place: int, at: int) -> None:
        cell = self.rows[place][at]
        self.used.update((place, other) for other, one in enumerate(self.rows[place]) if one.lines)
        self.section, self.section_origin = cell.text, cell.origin
        self.groups.clear()
        self.criterion = ""
        self.assembly.blank(Blank.SECTION, cell.text, "a text alone in its row heads the rows below it", cell.origin)

    def _label(self, row: Row) -> GridCell | None:
        for at in (self.leads.criterion, *self.leads.dimensions):
            if at is not None and row[at].lines:
                return row[at]
        return None

    def _take_fact(self, place: int, part: Part, label: GridCell) -> bool:
        """A row that speaks of the levels, such as their pay; False if it is a criterion after all."""
        row = self.rows[place]
        cells = []
        for level in self.levels:
            own = [row[at] for at, _ in level.head.columns if row[at].lines and (place, at) not in self.used]
            if own:
                lines = tuple(dict.fromkeys(line for cell in own for line in cell.lines))
                cells.append((level.id, GridCell(lines, own[0].origin)))
        if not tell_fact(self.assembly, part, label, cells):
            return False
        self.used.update(
            (place, at) for at, cell in enumerate(row) if cell.lines and (cell is label or self._owned(at))
        )
        self.assembly.note(f'"{label.text}" speaks of the levels and is not taken for a criterion.')
        return True

    def _owned(self, at: int) -> bool:
        return any(at == own for level in self.levels for own, _ in level.head.columns)

    def _take_criterion(self, place: int) -> None:
        row = self.rows[place]
        dimension = self._dimension(place)
        criterion = self._criterion(place, dimension)
        if not criterion:
            return
        self._describe(place, criterion)
        cells = self.asked.setdefault(criterion, {})
        for level in self.levels:
            self._take_cell(place, level, cells.setdefault(level.id, Place(_origin(row, level))))

    def _take_cell(self, place: int, level: TableLevel, asked: Place) -> None:
        row = self.rows[place]
        seen: list[GridCell] = []
        for at, part in level.head.columns:
            cell = row[at]
            result = self.leads.criterion is None and row_part(cell.text) is Part.ANSWER
            if not cell.lines or (place, at) in self.used or result:
                continue
            repeated = cell.merged and any(cell.lines == one.lines for one in seen)
            seen.append(cell)
            if repeated:
                continue
            self.used.add((place, at))
            if cell.merged and at and row[at - 1].lines == cell.lines and not self._own(level, at - 1):
                asked.spans_from = self._level_at(at - 1)
                asked.spanned.extend(one for one in cell.lines if one not in asked.spanned)
            elif self.checked and cell.text.strip().casefold() in _CHECKED | _UNCHECKED:
                if cell.text.strip().casefold() in _CHECKED:
                    asked.lines.append(FoundStatement(self.assembly.criteria[self.criterion].title, cell.origin))
            elif part is Part.STATEMENT:
                asked.lines.extend(one for one in cell.lines if one not in asked.lines)
                asked.from_above = asked.from_above or cell.merged
            else:
                asked.explain(part, cell)

    def _own(self, level: TableLevel, at: int) -> bool:
        return any(at == own for own, _ in level.head.columns)

    def _level_at(self, at: int) -> str:
        return next((level.id for level in self.levels if self._own(level, at)), "")

    def _dimension(self, place: int) -> str:
        row = self.rows[place]
        titles: list[str] = []
        origin = row[0].origin
        for number, at in enumerate(self.leads.dimensions):
            cell = row[at]
            if cell.lines:
                if self.groups.get(at) != cell.text:
                    for inner in self.leads.dimensions[number + 1 :]:
                        self.groups.pop(inner, None)
                self.groups[at] = cell.text
                self.used.add((place, at))
                origin = cell.origin
            elif at in self.groups:
                because = "nothing stands there, and the one above holds on"
                self.assembly.blank(Blank.MERGED, f"{self.groups[at]} again", because, cell.origin)
            if at in self.groups:
                titles.append(self.groups[at])
        if titles:
            return self.assembly.dimension(" / ".join(filter(None, (self.section, *titles))), origin)
        if self.section:
            return self.assembly.dimension(self.section, self.section_origin or origin)
        if self.names.dimension == UNNAMED_DIMENSION:
            self.assembly.note(f'Nothing groups the criteria; their dimension is called "{UNNAMED_DIMENSION}".')
        return self.assembly.dimension(self.names.dimension, self.rows[0][0].origin)

    def _criterion(self, place: int, dimension: str) -> str:
        at = self.leads.criterion
        row = self.rows[place]
        if at is None:
            return self.assembly.criterion(self.names.criterion, self.rows[0][0].origin, dimension=dimension)
        cell = row[at]
        if cell.lines:
            self.used.add((place, at))
            title, *rest = cell.lines
            named, explained = _title_and_rest(self._called(place, title.says))
            self.criterion = self.assembly.criterion(named, cell.origin, dimension=dimension)
            for text in (*explained, *(_explaining(title)), *(text for one in rest for text in _all_texts(one))):
                self.assembly.tell_criterion(self.criterion, text)
        elif self.criterion and self.assembly.criteria[self.criterion].dimension == dimension:
            title_above = self.assembly.criteria[self.criterion].title
            because = "the row has no title, so it goes on with the criterion above"
            self.assembly.blank(Blank.MERGED, f"{title_above} again", because, cell.origin)
        else:
            title_only = self.assembly.dimensions[dimension].title
            self.criterion = self.assembly.criterion(title_only, cell.origin, dimension=dimension)
        return self.criterion

    def _called(self, place: int, label: str) -> str:
        """The only criterion of a table may be labelled no more than `Expectation`; then the heading above names it."""
        if column_parts(label)[:1] != (Part.STATEMENT,) or self.names.criterion == UNNAMED_DIMENSION:
            return label
        labelled = list(islice((row for row in self.rows[self.heads.body :] if self._label(row) is not None), 2))
        if len(labelled) != 1 or self.rows[place] is not labelled[0]:
            return label
        self.assembly.note(f'"{label}" says what its row holds; the criterion is called "{self.names.criterion}".')
        return self.names.criterion

    def _describe(self, place: int, criterion: str) -> None:
        row = self.rows[place]
        for at, part in self.leads.others:
            cell = row[at]
            if not cell.lines or part in {Part.ANSWER, Part.NUMBER} or cell.merged:
                continue
            if part is Part.WEIGHT:
                self._weigh(place, at, criterion)
                continue
            self.used.add((place, at))
            if part is Part.MUST and cell.text.strip().casefold() in {
                "no",
                "n",
                "false",
                "0",
                "optional",
                "nein",
                "non",
            }:
                continue
            if part is Part.MUST and cell.text.strip().casefold() in _MUST:
                self.assembly.make_must(criterion)
                continue
            label = "" if part is Part.ABOUT else heading_of(self.rows, self.heads, at)
            text = "\n".join(text for one in cell.lines for text in _all_texts(one))
            self.assembly.tell_criterion(criterion, f"{label}: {text}" if label else text)

    def _weigh(self, place: int, at: int, criterion: str) -> None:
        """A weight in a criterion's row is part of its dimension's."""
        weight = _number(self.rows[place][at].text)
        if weight is None:
            return
        self.used.add((place, at))
        dimension = self.assembly.criteria[criterion].dimension
        for track in dict.fromkeys(self.assembly.levels[level.id].track for level in self.levels):
            self.assembly.weigh_more(track, dimension, weight)


def _title_and_rest(text: str) -> tuple[str, tuple[str, ...]]:
    """`Testing: how well it is done` is a title and what it means."""
    found = _EXPLAINED.match(text)
    return (found["title"].strip(), (found["rest"],)) if found else (text, ())


def _origin(row: Row, level: TableLevel) -> Origin:
    return row[level.head.columns[0][0]].origin


def _number(text: str) -> float | None:
    try:
        return float(text.strip().rstrip("%").strip().replace(",", "."))
    except ValueError:
        return None


def _explaining(line: FoundStatement) -> list[str]:
    return [text for text in (line.about, *line.looks_like, *line.shown_by) if text]


def _all_texts(line: FoundStatement) -> list[str]:
    return [line.says, *_explaining(line)]
