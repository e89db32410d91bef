"""What each place of a table asks once all its rows are known, and what each empty place means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Blank, FoundStatement, Origin
from waypost.framework.importers.tables.cell_meaning import Meaning, Says, meaning_of
from waypost.framework.importers.tables.cells import GridCell
from waypost.framework.importers.tables.levels import TableLevel, chain
from waypost.framework.importers.tables.words import Part


@dataclass(slots=True)
class Place:
    """What stands at one criterion and level. `spans_from` is the level whose cell reaches into this one."""

    origin: Origin
    lines: list[FoundStatement] = field(default_factory=list)
    spans_from: str = ""
    spanned: list[FoundStatement] = field(default_factory=list)
    from_above: bool = False
    looks_like: list[str] = field(default_factory=list)
    shown_by: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)

    def explain(self, part: Part, cell: GridCell) -> None:
        """Add what a column beside the statements says of them."""
        texts = [
            text for line in cell.lines for text in (line.about, line.says, *line.looks_like, *line.shown_by) if text
        ]
        into = {Part.EXAMPLES: self.looks_like, Part.EVIDENCE: self.shown_by}.get(part, self.about)
        into.extend(text for text in texts if text not in into)

    def settle(self) -> None:
        """A cell that reaches in from another level is repeated where other rows ask something here as well."""
        if self.spans_from and (self.lines or self.looks_like or self.shown_by or self.about):
            self.lines.extend(one for one in self.spanned if one not in self.lines)
            self.spans_from = ""

    def statements(self) -> tuple[FoundStatement, ...]:
        """The lines, the last of them with what was said beside; what is said beside nothing is a statement itself."""
        if not (self.looks_like or self.shown_by or self.about):
            return tuple(self.lines)
        if not self.lines:
            return tuple(FoundStatement(text, self.origin) for text in (*self.looks_like, *self.shown_by, *self.about))
        last = self.lines[-1]
        explained = replace(
            last,
            looks_like=(*last.looks_like, *self.looks_like),
            shown_by=(*last.shown_by, *self.shown_by),
            about="\n\n".join(text for text in (last.about, *self.about) if text),
        )
        return (*self.lines[:-1], explained)


Asked = tuple[str, dict[str, Place]]


def close(
    assembly: Assembly, levels: Sequence[TableLevel], asked: Iterable[Asked], *, cumulative: bool, turned: bool
) -> None:
    """Make cells and blanks of what was gathered, criterion by criterion."""
    asked = list(asked)
    found = [(criterion, _meanings(levels, places)) for criterion, places in asked]
    plus = _plus_means_more(levels, found)
    if not plus:
        found = [(criterion, _meanings(levels, places, plus=False)) for criterion, places in asked]
    if cumulative:
        chain(assembly, levels)
        assembly.note("Levels add up: it says so, so each asks what the one before it asks, and more.")
    else:
        _chain_by_cells(assembly, levels, [meanings for _, meanings in found])
    for criterion, meanings in found:
        _Criterion(assembly, levels, criterion, meanings).close()


def _meanings(
    levels: Sequence[TableLevel], places: dict[str, Place], *, plus: bool = True
) -> dict[str, tuple[Place, Meaning | None]]:
    titles = tuple(level.title for level in levels)
    found: dict[str, tuple[Place, Meaning | None]] = {}
    for level in levels:
        place = places[level.id]
        place.settle()
        statements = place.statements()
        found[level.id] = (place, meaning_of(statements, levels=titles, plus=plus) if statements else None)
    return found


Meanings = dict[str, tuple[Place, Meaning | None]]


def _plus_means_more(levels: Sequence[TableLevel], found: Sequence[tuple[str, Meanings]]) -> bool:
    """Whether `+` before a text means "and more"; where the first level has it too, it is a bullet."""
    first = levels[0].id
    return not any(meaning and meaning.words == "+" for _, meanings in found for _, meaning in [meanings[first]])


def _chain_by_cells(assembly: Assembly, levels: Sequence[TableLevel], found: Sequence[Meanings]) -> None:
    """Levels most of whose cells say "and more" add to the one before."""
    for lower, upper in pairwise(levels):
        meanings = [meaning for meanings in found for _, meaning in [meanings[upper.id]] if meaning is not None]
        more = [one for one in meanings if one.says is Says.MORE and one.of in {"", lower.title}]
        if more and len(more) * 2 > len(meanings):
            chain(assembly, (lower, upper))
            assembly.note(f"{upper.title} adds to {lower.title}: most of its cells say so.")


@dataclass(slots=True)
class _Criterion:
    """The places of one criterion, from the lowest level to the highest."""

    assembly: Assembly
    levels: Sequence[TableLevel]
    criterion: str
    meanings: Meanings

    def close(self) -> None:
        for number, level in enumerate(self.levels):
            place, meaning = self.meanings[level.id]
            if place.spans_from:
                self._span(level, place)
            elif meaning is None:
                self._empty(number, level, place)
            elif meaning.says is Says.ASKS:
                self._ask(level, place, meaning.asks)
            elif meaning.says in {Says.SAME, Says.MORE}:
                self._follow(number, level, place, meaning)
            elif meaning.says is Says.NOTHING:
                self._blank(Blank.NOT_ASKED, level, f'the cell says "{meaning.words}"', place.origin)
            else:
                self._blank(Blank.GAP, level, f'the cell says "{meaning.words}"', place.origin)

    def _ask(self, level: TableLevel, place: Place, statements: tuple[FoundStatement, ...]) -> None:
        self.assembly.asks(self.criterion, level.id, statements)
        if place.from_above:
            self._blank(Blank.MERGED, level, "one cell spans this criterion and the one above", place.origin)

    def _span(self, level: TableLevel, place: Place) -> None:
        self.assembly.same(self.criterion, level.id, as_level=place.spans_from)
        other = self.assembly.levels[place.spans_from].title
        self._blank(Blank.MERGED, level, f"one cell spans {other} and this level", place.origin)

    def _follow(self, number: int, level: TableLevel, place: Place, meaning: Meaning) -> None:
        base = self._base(number, meaning)
        if base is None:
            self._blank(
                Blank.GAP, level, f'the cell says "{meaning.words}", and no level before asks anything', place.origin
            )
            if meaning.asks:
                self._ask(level, place, meaning.asks)
            return
        self._blank(Blank.INHERITED, level, f'the cell says "{meaning.words}"', place.origin)
        adds = self.assembly.levels[level.id].adds_to == base.id
        if meaning.says is Says.SAME:
            self.assembly.same(self.criterion, level.id, as_level=base.id)
        else:
            inherited = () if adds else self._statements(base.id)
            self._ask(level, place, (*inherited, *meaning.asks))

    def _base(self, number: int, meaning: Meaning) -> TableLevel | None:
        """The level that is meant by "the one before", or by its title, if something is asked there."""
        track = self.assembly.levels[self.levels[number].id].track
        before = [one for one in self.levels[:number] if self.assembly.levels[one.id].track == track]
        named = [one for one in self.levels if one.title == meaning.of and one is not self.levels[number]]
        for one in named if meaning.of else reversed(before):
            if (self.criterion, one.id) in self.assembly.cells:
                return one
        return None

    def _statements(self, level: str) -> tuple[FoundStatement, ...]:
        cell = self.assembly.cells.get((self.criterion, level))
        if cell is None:
            return ()
        return cell.statements or (self._statements(cell.same_as) if cell.same_as != level else ())

    def _empty(self, number: int, level: TableLevel, place: Place) -> None:
        track = self.assembly.levels[level.id].track
        same = [one for one in self.levels if self.assembly.levels[one.id].track == track]
        at = same.index(level)
        below = next((one for one in reversed(same[:at]) if self._asks(one)), None)
        above = next((one for one in same[at + 1 :] if self._asks(one)), None)
        lower = self._title(below) if below is not None else ""
        upper = self._title(above) if above is not None else ""
        if lower and self.assembly.levels[level.id].adds_to:
            meaning, because = Blank.INHERITED, f"nothing is added to {lower}, and levels add up"
        elif lower and upper:
            meaning, because = Blank.GAP, f"{lower} and {upper} ask something, and nothing says why"
        elif upper:
            meaning, because = Blank.NOT_ASKED, f"nothing is asked before {upper}"
        elif lower:
            meaning, because = Blank.NOT_ASKED, f"nothing is asked after {lower}, and nothing says that it goes on"
        else:
            meaning, because = Blank.NOT_ASKED, "nothing is asked at any level of the track"
        self._blank(meaning, level, because, place.origin)

    def _title(self, level: TableLevel) -> str:
        return self.assembly.levels[level.id].title

    def _asks(self, level: TableLevel) -> bool:
        place, meaning = self.meanings[level.id]
        return bool(place.spans_from) or (meaning is not None and meaning.says not in {Says.NOTHING, Says.UNKNOWN})

    def _blank(self, meaning: Blank, level: TableLevel, because: str, origin: Origin) -> None:
        title = self.assembly.criteria[self.criterion].title
        self.assembly.blank(meaning, f"{title} at {self._title(level)}", because, origin)
