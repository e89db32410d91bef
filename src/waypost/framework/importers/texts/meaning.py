"""What is written below a criterion without asking anything: nothing here, the same as another level, that and more.

Tables say the same in their cells; both are read by `tables/cell_meaning.py`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Blank, FoundCell, FoundLevel
from waypost.framework.importers.tables.cell_meaning import Meaning, Says, meaning_of


def settle_meanings(assembly: Assembly) -> None:
    """Give every cell the meaning of its words; what asks nothing becomes a blank or follows another level."""
    tracks: defaultdict[str, list[FoundLevel]] = defaultdict(list)
    for level in assembly.levels.values():
        tracks[level.track].append(level)
    for levels in tracks.values():
        titles = tuple(level.title for level in levels)
        for place, level in enumerate(levels):
            for cell in [one for one in assembly.cells.values() if one.level == level.id and one.statements]:
                meaning = meaning_of(cell.statements, levels=titles, plus=place > 0)
                if meaning.says is not Says.ASKS:
                    _Cell(assembly, cell, levels, place).settle(meaning)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell whose words do not only ask, and the levels of its track, of which its own has this place."""

    assembly: Assembly
    cell: FoundCell
    levels: list[FoundLevel]
    place: int

    def settle(self, meaning: Meaning) -> None:
        base = self._base(meaning)
        statements, same_as, blank = meaning.asks, "", Blank.INHERITED
        if meaning.says is Says.NOTHING:
            blank = Blank.NOT_ASKED
        elif meaning.says is Says.UNKNOWN or base is None:
            blank = Blank.GAP
        elif meaning.says is Says.SAME:
            same_as = base.id
        elif self.levels[self.place].adds_to != base.id:
            statements = (*self.assembly.cells[self.cell.criterion, base.id].statements, *meaning.asks)
        self._blank(blank, meaning)
        key = (self.cell.criterion, self.cell.level)
        self.assembly.cells[key] = FoundCell(*key, statements, same_as)
        if not statements and not same_as:
            del self.assembly.cells[key]

    def _base(self, meaning: Meaning) -> FoundLevel | None:
        """The level that is meant, if something is asked there; where none is named, the nearest below."""
        named = [level for level in self.levels if level.title == meaning.of and level is not self.levels[self.place]]
        for level in named if meaning.of else reversed(self.levels[: self.place]):
            below = self.assembly.cells.get((self.cell.criterion, level.id))
            if below is not None and (below.statements or below.same_as):
                return level
        return None

    def _blank(self, meaning: Blank, told: Meaning) -> None:
        where = f"{self.assembly.criteria[self.cell.criterion].title} at {self.levels[self.place].title}"
        origin = self.cell.statements[0].origin
        self.assembly.blank(meaning, where, f"it says “{told.words}”", origin)
