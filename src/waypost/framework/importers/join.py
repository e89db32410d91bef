"""What several files were found to say -> one value: what has the same title in two of them is one.

Titles are compared without regard to case and spaces. Levels are the same only on the same track, criteria only in the
same dimension; a level without a title is told by its rank. Of what two files say about one thing the first holds;
descriptions are put below each other.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from waypost.framework.importers.completing.keys import same
from waypost.framework.importers.found import (
    Found,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTitle,
    FoundTrack,
    LeftOver,
)

Part = TypeVar("Part", FoundTrack, FoundLevel, FoundDimension, FoundCriterion)


def join(parts: Sequence[Found]) -> Found:
    """All parts as one, in their order. With one part, that part; with none, nothing found."""
    if len(parts) == 1:
        return parts[0]
    joining = _Joining()
    for part in parts:
        joining.take(part)
    return Found(
        tracks=tuple(joining.tracks.all),
        levels=tuple(joining.levels.all),
        dimensions=tuple(joining.dimensions.all),
        criteria=tuple(joining.criteria.all),
        cells=tuple(joining.cells.values()),
        titles=_titles(parts),
        blanks=tuple(one for part in parts for one in part.blanks),
        left_over=(*(one for part in parts for one in part.left_over), *joining.said_twice),
        title=next((part.title for part in parts if part.title), ""),
        about=_below_each_other(part.about for part in parts),
        notes=tuple(dict.fromkeys(note for part in parts for note in part.notes)),
        errors=tuple(error for part in parts for error in part.errors),
        whole=next((part.whole for part in parts if part.whole is not None), None),
    )


@dataclass(slots=True)
class _Row(Generic[Part]):
    """Parts of one sort in their order, found again by what makes them the same."""

    word: str
    all: list[Part] = field(default_factory=list)
    ids: dict[Hashable, str] = field(default_factory=dict)

    def take(self, parts: Sequence[tuple[Hashable, Part]]) -> dict[str, str]:
        """The new id of each part by its old one. What is new stands where its file has it: after what stood before
        it there, or before what followed."""
        renamed: dict[str, str] = {}
        waiting: list[Part] = []
        place: int | None = None
        for mark, part in parts:
            known = self.ids.get(mark)
            if known is None:
                fresh = replace(part, id=f"{self.word} {len(self.ids) + 1}")
                self.ids[mark] = renamed[part.id] = fresh.id
                if place is None:
                    waiting.append(fresh)
                else:
                    place += 1
                    self.all.insert(place, fresh)
                continue
            renamed[part.id] = known
            again = next((at for at, one in enumerate(waiting) if one.id == known), None)
            if again is not None:
                waiting[again] = _both(waiting[again], part)
                continue
            place = next(at for at, one in enumerate(self.all) if one.id == known)
            self.all[place] = _both(self.all[place], part)
            self.all[place:place] = waiting
            place += len(waiting)
            waiting = []
        self.all += waiting
        return renamed


def _both(first: Part, second: Part) -> Part:
    """The first, with what only the second says."""
    missing: dict[str, Any] = {
        name: value
        for name in first.__dataclass_fields__
        if name not in {"id", "origin", "about"}
        and (value := getattr(second, name))
        and getattr(first, name) in ("", None, (), False)
    }
    return replace(first, about=_below_each_other((first.about, second.about)), **missing)


@dataclass(slots=True)
class _Joining:
    tracks: _Row[FoundTrack] = field(default_factory=lambda: _Row("track"))
    levels: _Row[FoundLevel] = field(default_factory=lambda: _Row("level"))
    dimensions: _Row[FoundDimension] = field(default_factory=lambda: _Row("dimension"))
    criteria: _Row[FoundCriterion] = field(default_factory=lambda: _Row("criterion"))
    cells: dict[tuple[str, str], FoundCell] = field(default_factory=dict)
    said_twice: list[LeftOver] = field(default_factory=list)
    parts: int = 0

    def take(self, part: Found) -> None:
        """One more part, with its ids made those of the whole."""
        self.parts += 1
        dimensions = self.dimensions.take([(same(one.title), one) for one in part.dimensions])
        tracks = self.tracks.take(
            [(same(one.title), replace(one, weights=self._weights(one, dimensions))) for one in part.tracks]
        )
        levels = self._levels(part, tracks)
        criteria = self.criteria.take(
            [
                ((home := self._of(one.dimension, dimensions), same(one.title)), replace(one, dimension=home))
                for one in part.criteria
            ]
        )
        for cell in part.cells:
            self._cell(
                FoundCell(
                    self._of(cell.criterion, criteria),
                    self._of(cell.level, levels),
                    cell.statements,
                    self._of(cell.same_as, levels),
                )
            )

    def _of(self, old: str, renamed: Mapping[str, str]) -> str:
        """The new id; one that the part does not know stays unknown."""
        return renamed.get(old, f"unknown {self.parts} {old}") if old else ""

    def _weights(self, track: FoundTrack, dimensions: Mapping[str, str]) -> tuple[tuple[str, float], ...]:
        return tuple((self._of(dimension, dimensions), weight) for dimension, weight in track.weights)

    def _levels(self, part: Found, tracks: Mapping[str, str]) -> dict[str, str]:
        rows = []
        for level in part.levels:
            track = self._of(level.track, tracks)
            rows.append(((track, same(level.title) or level.rank), replace(level, track=track)))
        levels = self.levels.take(rows)
        below = {levels[level.id]: levels.get(level.adds_to, "") for level in part.levels if level.adds_to}
        self.levels.all = [
            replace(level, adds_to=below[level.id]) if level.id in below else level for level in self.levels.all
        ]
        return levels

    def _cell(self, cell: FoundCell) -> None:
        place = (cell.criterion, cell.level)
        before = self.cells.get(place)
        if before is None:
            self.cells[place] = cell
            return
        statements = (*before.statements, *self._new(before.statements, cell.statements))
        self.cells[place] = replace(before, statements=statements, same_as=before.same_as or cell.same_as)

    def _new(self, said: Iterable[FoundStatement], says: Iterable[FoundStatement]) -> Iterator[FoundStatement]:
        """The statements that were not said yet; what is said twice, word for word, is left over."""
        known = {same(one.says): one for one in said}
        for one in says:
            first = known.get(same(one.says))
            if first is None:
                yield one
            else:
                self.said_twice.append(LeftOver(one.says, one.origin, f"it is said already at {first.origin}"))


def _titles(parts: Sequence[Found]) -> tuple[FoundTitle, ...]:
    titles = {(one.score, same(one.title)): one for part in reversed(parts) for one in reversed(part.titles)}
    return tuple(reversed(titles.values()))


def _below_each_other(texts: Iterable[str]) -> str:
    return "\n\n".join(dict.fromkeys(text for text in texts if text))
