"""A table with a row for each statement: columns name the level, the criterion and what is asked, in any order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Blank, FoundStatement
from waypost.framework.importers.tables.cell_meaning import Says, meaning_of
from waypost.framework.importers.tables.cells import Grid, GridCell
from waypost.framework.importers.tables.heads import Row
from waypost.framework.importers.tables.names import Names, Naming, names_of
from waypost.framework.importers.tables.words import Part, column_parts, squash

_HEADER_WITHIN = 6
_ORDER = (
    Part.STATEMENT,
    Part.LEVEL,
    Part.EXAMPLES,
    Part.EVIDENCE,
    Part.TRACK,
    Part.DIMENSION,
    Part.CRITERION,
    Part.BAND,
    Part.SCOPE,
    Part.WEIGHT,
    Part.MUST,
    Part.ABOUT,
    Part.SUMMARY,
    Part.NUMBER,
)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what; `unknown` are the others with any text."""

    header: int
    of: Mapping[Part, int]
    unknown: tuple[int, ...]


def read_long(rows: Sequence[Row], assembly: Assembly, naming: Naming) -> bool:
    """Add what the rows say; False, and nothing added, if the table is none of this kind."""
    columns = _columns(rows)
    if columns is None:
        return False
    _Rows(rows, columns, assembly, names_of(naming, (), has_dimensions=Part.DIMENSION in columns.of)).read()
    return True


def with_level(grid: Grid, title: str) -> Grid | None:
    """A table that is all about one level, with a column that says so; None if it names no statements and criteria."""
    rows = tuple(row for row in grid.rows if any(cell.lines for cell in row))
    if len(rows) < 2:
        return None
    named = {at: column_parts(cell.text) for at, cell in enumerate(rows[0]) if cell.lines and not cell.merged}
    of = _assigned(named, rows[1:])
    if Part.LEVEL in of or Part.STATEMENT not in of or Part.CRITERION not in of:
        return None
    level = tuple(
        GridCell((FoundStatement("Level" if not number else title, row[0].origin),), row[0].origin)
        for number, row in enumerate(rows)
    )
    return replace(grid, rows=tuple((cell, *row) for cell, row in zip(level, rows, strict=True)), title="")


def _columns(rows: Sequence[Row]) -> _Columns | None:
    """What the columns hold, if they hold levels, what is asked, and what groups it, each level several times."""
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        named = {at: column_parts(cell.text) for at, cell in enumerate(row) if cell.lines and not cell.merged}
        if len(named) < 3:
            continue
        of = _assigned(named, rows[place + 1 :])
        if not {Part.LEVEL, Part.STATEMENT} <= of.keys() or not {Part.CRITERION, Part.DIMENSION} & of.keys():
            return None
        if not _is_long(rows[place + 1 :], of) and not _says_so(row, of):
            return None
        known = set(of.values())
        unknown = [at for at in range(len(row)) if at not in known and any(one[at].lines for one in rows[place:])]
        return _Columns(place, of, tuple(unknown))
    return None


def _assigned(named: Mapping[int, tuple[Part, ...]], body: Sequence[Row]) -> dict[Part, int]:
    """One column for each part. A word that can mean several things takes what no clearer word has taken."""
    of: dict[Part, int] = {}
    for at, parts in sorted(named.items(), key=lambda one: len(one[1]) or 99):
        for part in (one for one in _ORDER if one in parts):
            if part not in of:
                of[part] = at
                break
    groups = [at for at, parts in named.items() if {Part.CRITERION, Part.DIMENSION} & set(parts)]
    if len(groups) >= 2:
        of = _grouped(of, named, groups, body)
    if Part.STATEMENT not in of:
        of = _longest_is_statement(of, named, body)
    if Part.DIMENSION in of and Part.CRITERION not in of:
        of[Part.CRITERION] = of.pop(Part.DIMENSION)
    return of


def _grouped(
    of: dict[Part, int], named: Mapping[int, tuple[Part, ...]], groups: Sequence[int], body: Sequence[Row]
) -> dict[Part, int]:
    """Two columns that can be criteria, as `Competency, Skill`: the one with fewer texts groups the other."""
    clear = [at for at in groups if Part.DIMENSION in named[at] and Part.CRITERION not in named[at]]
    rest = [at for at in groups if at not in clear]
    by_size = sorted(rest, key=lambda at: (len(_distinct(body, at)), at))
    criterion = by_size[-1] if by_size else clear[-1]
    dimension = next((at for at in (*clear, *by_size) if at != criterion), None)
    kept: dict[Part, int] = {part: at for part, at in of.items() if part not in {Part.CRITERION, Part.DIMENSION}}
    kept = {part: at for part, at in kept.items() if at not in {criterion, dimension}}
    kept[Part.CRITERION] = criterion
    if dimension is not None:
        kept[Part.DIMENSION] = dimension
    return kept


def _longest_is_statement(
    of: dict[Part, int], named: Mapping[int, tuple[Part, ...]], body: Sequence[Row]
) -> dict[Part, int]:
    """Where no heading says what is asked, the column of explanations or without a known heading that says the most."""
    free = [at for at, parts in named.items() if not parts or of.get(Part.ABOUT) == at or of.get(Part.SUMMARY) == at]
    best = max(free, key=lambda at: sum(len(row[at].text) for row in body), default=None)
    if best is None or not body or sum(len(row[best].text) for row in body) < 12 * len(body):
        return of
    return {**{part: at for part, at in of.items() if at != best}, Part.STATEMENT: best}


def _distinct(body: Sequence[Row], at: int) -> set[str]:
    return {squash(row[at].text) for row in body if row[at].lines}


def _is_long(body: Sequence[Row], of: Mapping[Part, int]) -> bool:
    """Whether levels come again and again (or stand once for many rows), as in no grid."""
    at = of[Part.LEVEL]
    filled = [row for row in body if any(cell.lines for cell in row)]
    levels = [row[at].text for row in filled if row[at].lines]
    if not levels:
        return False
    return len({squash(level) for level in levels}) < len(filled) and max(map(len, levels)) <= 120


def _says_so(head: Row, of: Mapping[Part, int]) -> bool:
    """Whether four columns or more are each headed by what one row holds of it: `Skill`, not `Skills`."""
    named = [head[of[part]].text for part in (Part.LEVEL, Part.CRITERION, Part.STATEMENT)]
    grouped = Part.DIMENSION in of or Part.TRACK in of
    return grouped and all(column_parts(name) and not name.lower().rstrip(" :").endswith("s") for name in named)


@dataclass(slots=True)
class _Rows:
    """The rows while they are read; what stands once for several rows holds on."""

    rows: Sequence[Row]
    columns: _Columns
    assembly: Assembly
    names: Names
    held: dict[Part, GridCell] = field(default_factory=dict)
    waiting: list[tuple[str, str, GridCell, tuple[FoundStatement, ...]]] = field(default_factory=list)
    seen: dict[str, float] = field(default_factory=dict)

    def read(self) -> None:
        self._preface()
        for at in self.columns.unknown:
            cell = self.rows[self.columns.header][at]
            if cell.lines:
                self.assembly.leave(cell.text, cell.origin, "heads a column that has no place")
        for row in self.rows[self.columns.header + 1 :]:
            if any(cell.lines for cell in row):
                self._take(row)
        self._order()
        self._close()
        self.assembly.note("Each row is a statement: " + "; ".join(self._legend()) + ".")

    def _legend(self) -> list[str]:
        head = self.rows[self.columns.header]
        return [f'"{head[at].text}" is the {part}' for part, at in self.columns.of.items()]

    def _preface(self) -> None:
        texts = [cell for row in self.rows[: self.columns.header] for cell in row if cell.lines and not cell.merged]
        for number, cell in enumerate(texts):
            if number == 0 and not self.assembly.title and len(cell.text) <= 120:
                self.assembly.title = cell.text
            else:
                self.assembly.leave(cell.text, cell.origin, "stands above the table")

    def _cell(self, row: Row, part: Part) -> GridCell | None:
        at = self.columns.of.get(part)
        return row[at] if at is not None and row[at].lines else None

    def _hold(self, row: Row, part: Part) -> GridCell | None:
        """What the row says, or what the row above said where this one is empty and something of it goes on."""
        cell = self._cell(row, part)
        if cell is not None:
            self.held[part] = cell
        elif part in self.held and part in self.columns.of:
            empty = row[self.columns.of[part]].origin
            because = "nothing stands there, and the one above holds on"
            self.assembly.blank(Blank.MERGED, f"{self.held[part].text} again", because, empty)
        return self.held.get(part)

    def _take(self, row: Row) -> None:
        if self._cell(row, Part.STATEMENT) is None and self._only(row):
            return
        new_level = self._cell(row, Part.LEVEL) is not None
        new_group = self._cell(row, Part.DIMENSION) is not None
        track = self._hold(row, Part.TRACK)
        level = self._hold(row, Part.LEVEL)
        dimension = self._hold(row, Part.DIMENSION)
        if new_group and self._cell(row, Part.CRITERION) is None and Part.CRITERION in self.held:
            del self.held[Part.CRITERION]
        criterion = self._hold(row, Part.CRITERION) or dimension
        if level is None or criterion is None:
            self._leave(row, "names no level" if level is None else "names no criterion")
            return
        level_id = self._level(row, track, level)
        criterion_id = self._criterion(row, dimension or criterion, criterion, has_group=dimension is not None)
        self._tell(row, level_id, criterion_id, new_level=new_level)
        self._ask(row, criterion_id, level_id)
        for at in self.columns.unknown:
            if row[at].lines:
                heading = self.rows[self.columns.header][at].text
                self.assembly.leave(row[at].text, row[at].origin, f'the column "{heading}" has no place')

    def _only(self, row: Row) -> bool:
        """A row with one text and no statement is a heading or a remark; it is left over."""
        filled = [cell for cell in row if cell.lines and not cell.merged]
        if len(filled) > 1 or not filled:
            return False
        self.assembly.leave(filled[0].text, filled[0].origin, "stands alone in its row, which asks nothing")
        return True

    def _leave(self, row: Row, why: str) -> None:
        for cell in row:
            if cell.lines and not cell.merged:
                self.assembly.leave(cell.text, cell.origin, f"the row {why}")

    def _level(self, row: Row, track: GridCell | None, level: GridCell) -> str:
        title = track.text if track else self.names.track
        owner = self.assembly.track(title, (track or level).origin)
        return self.assembly.level(level.text, level.origin, track=owner)

    def _criterion(self, row: Row, dimension: GridCell, criterion: GridCell, *, has_group: bool) -> str:
        title = dimension.text if has_group else self.names.dimension
        group = self.assembly.dimension(title, dimension.origin)
        return self.assembly.criterion(criterion.text, criterion.origin, dimension=group)

    def _tell(self, row: Row, level: str, criterion: str, *, new_level: bool) -> None:
        about = self._cell(row, Part.ABOUT)
        if about is not None:
            self.assembly.tell_criterion(criterion, about.text)
        band = self._cell(row, Part.BAND)
        told = self.assembly.levels[level]
        if band is not None and not told.band:
            self.assembly.levels[level] = replace(told, band=band.text)
        elif band is not None and band.text != told.band:
            self.assembly.leave(band.text, band.origin, f'the level has the band "{told.band}" already')
        scope = self._cell(row, Part.SCOPE)
        if scope is not None:
            self.assembly.tell_level(level, f"Scope: {scope.text}")
        summary = self._cell(row, Part.SUMMARY)
        if summary is not None:
            self.assembly.tell_level(level, summary.text)
        number = self._cell(row, Part.NUMBER)
        if number is not None and re.fullmatch(r"\d+(?:\.\d+)?", number.text):
            self.seen.setdefault(level, float(number.text))
        elif number is not None:
            self.assembly.leave(number.text, number.origin, "a number of the row")
        must = self._cell(row, Part.MUST)
        if must is not None and must.text.casefold() in {"yes", "y", "true", "x", "1", "must", "✓", "✔", "required"}:
            self.assembly.make_must(criterion)
        weight = self._cell(row, Part.WEIGHT)
        if weight is not None:
            self._weigh(weight, level, criterion)

    def _weigh(self, weight: GridCell, level: str, criterion: str) -> None:
        found = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*%?\s*", weight.text)
        track = self.assembly.levels[level].track
        if found:
            self.assembly.weigh(track, self.assembly.criteria[criterion].dimension, float(found[1].replace(",", ".")))
        else:
            self.assembly.leave(weight.text, weight.origin, "a weight that is no number")

    def _ask(self, row: Row, criterion: str, level: str) -> None:
        cell = self._cell(row, Part.STATEMENT)
        looks_like = _texts(self._cell(row, Part.EXAMPLES))
        shown_by = _texts(self._cell(row, Part.EVIDENCE))
        if cell is None:
            for text in (*looks_like, *shown_by):
                self._add_to_last(criterion, level, text, shown=text in shown_by)
            if not looks_like and not shown_by:
                at = row[self.columns.of[Part.STATEMENT]].origin
                where = f"{self.assembly.criteria[criterion].title} at {self.assembly.levels[level].title}"
                self.assembly.blank(Blank.NOT_ASKED, where, "the row names it and asks nothing", at)
            return
        last = cell.lines[-1]
        lines = (
            *cell.lines[:-1],
            replace(last, looks_like=(*last.looks_like, *looks_like), shown_by=(*last.shown_by, *shown_by)),
        )
        self.waiting.append((criterion, level, cell, lines))

    def _add_to_last(self, criterion: str, level: str, text: str, *, shown: bool) -> None:
        """An example without a statement belongs to the statement above it in the same place."""
        for place in range(len(self.waiting) - 1, -1, -1):
            one, other, cell, lines = self.waiting[place]
            if (one, other) == (criterion, level):
                last = lines[-1]
                more = (
                    replace(last, shown_by=(*last.shown_by, text))
                    if shown
                    else replace(last, looks_like=(*last.looks_like, text))
                )
                self.waiting[place] = (one, other, cell, (*lines[:-1], more))
                return
        origin = self.assembly.levels[level].origin
        self.assembly.leave(text, origin, "explains a statement that is not there")

    def _order(self) -> None:
        """A column of numbers orders the levels where each level has one number; else they stay as they were met."""
        levels = self.assembly.levels
        mine = [key for key in levels if key in self.seen]
        if not mine or len(set(self.seen.values())) != len(mine) or len(mine) != len(self._met()):
            return
        others = {key: one for key, one in levels.items() if key not in self.seen}
        ordered = {key: replace(levels[key], rank=self.seen[key]) for key in sorted(mine, key=self.seen.__getitem__)}
        self.assembly.levels = {**others, **ordered}
        self.assembly.note("A column of numbers orders the levels.")

    def _met(self) -> dict[str, None]:
        return dict.fromkeys(level for _, level, _, _ in self.waiting)

    def _close(self) -> None:
        """Ask what is asked; what says "as before" follows the level before it on its track."""
        titles = tuple(one.title for one in self.assembly.levels.values())
        for criterion, level, cell, lines in self.waiting:
            meaning = meaning_of(lines, levels=titles, plus=False)
            base = self._before(criterion, level, meaning.of) if meaning.says in {Says.SAME, Says.MORE} else ""
            where = f"{self.assembly.criteria[criterion].title} at {self.assembly.levels[level].title}"
            because = f'the cell says "{meaning.words}"'
            if meaning.says is Says.SAME and base:
                self.assembly.same(criterion, level, as_level=base)
                self.assembly.blank(Blank.INHERITED, where, because, cell.origin)
            elif meaning.says is Says.NOTHING:
                self.assembly.blank(Blank.NOT_ASKED, where, because, cell.origin)
            elif meaning.says in {Says.SAME, Says.UNKNOWN}:
                self.assembly.blank(Blank.GAP, where, because, cell.origin)
            else:
                self.assembly.asks(criterion, level, lines)

    def _before(self, criterion: str, level: str, title: str) -> str:
        track = self.assembly.levels[level].track
        before = ""
        for key, one in self.assembly.levels.items():
            if key == level and not title:
                return before
            if one.track == track and (not title or one.title == title) and (criterion, key) in self.assembly.cells:
                before = key
        return before if title else ""


def _texts(cell: GridCell | None) -> tuple[str, ...]:
    if cell is None:
        return ()
    return tuple(
        text for line in cell.lines for text in (line.about, line.says, *line.looks_like, *line.shown_by) if text
    )
