"""Putting a ladder together from pieces that come in any order: the same title is the same thing.

Titles are compared without case, spaces and marks. A level belongs to its track, so two tracks may have levels with one
title; a criterion belongs to its dimension.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from waypost.framework.importers.found import (
    Blank,
    Found,
    FoundBlank,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTitle,
    FoundTrack,
    LeftOver,
    Origin,
)
from waypost.framework.importers.tables.words import squash

_MANY = 200


@dataclass(slots=True)
class Assembly:
    """What was found so far. The methods that name a part return its id and make the part if it is new."""

    tracks: dict[str, FoundTrack] = field(default_factory=dict)
    levels: dict[str, FoundLevel] = field(default_factory=dict)
    dimensions: dict[str, FoundDimension] = field(default_factory=dict)
    criteria: dict[str, FoundCriterion] = field(default_factory=dict)
    cells: dict[tuple[str, str], FoundCell] = field(default_factory=dict)
    titles: list[FoundTitle] = field(default_factory=list)
    blanks: list[FoundBlank] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    title: str = ""
    about: str = ""

    def copy(self) -> Assembly:
        """The same parts in an assembly of its own."""
        return Assembly(
            dict(self.tracks),
            dict(self.levels),
            dict(self.dimensions),
            dict(self.criteria),
            dict(self.cells),
            list(self.titles),
            list(self.blanks),
            list(self.left_over),
            dict(self.notes),
            self.title,
            self.about,
        )

    def become(self, other: Assembly) -> None:
        """Take everything the other has instead of one's own."""
        for part in fields(self):
            setattr(self, part.name, getattr(other, part.name))

    def track(self, title: str, origin: Origin) -> str:
        found = squash(title)
        self.tracks.setdefault(found, FoundTrack(found, title, origin))
        return found

    def level(self, title: str, origin: Origin, *, track: str) -> str:
        found = f"{track}/{squash(title)}"
        self.levels.setdefault(found, FoundLevel(found, title, track, origin))
        return found

    def dimension(self, title: str, origin: Origin) -> str:
        found = squash(title)
        self.dimensions.setdefault(found, FoundDimension(found, title, origin))
        return found

    def criterion(self, title: str, origin: Origin, *, dimension: str) -> str:
        found = f"{dimension}/{squash(title)}"
        self.criteria.setdefault(found, FoundCriterion(found, title, dimension, origin))
        return found

    def asks(self, criterion: str, level: str, statements: tuple[FoundStatement, ...]) -> None:
        """Add what is asked there to what was asked already; the same statement of one place is there once."""
        cell = self.cells.get((criterion, level), FoundCell(criterion, level))
        several = len(cell.statements) > _MANY  # too many for any framework: an error later, no reason to compare all
        new = statements if several else tuple(one for one in statements if one not in cell.statements)
        self.cells[criterion, level] = replace(cell, statements=cell.statements + new, same_as="")

    def same(self, criterion: str, level: str, *, as_level: str) -> None:
        """Nothing of its own is asked there but what the other level asks."""
        if (criterion, level) not in self.cells:
            self.cells[criterion, level] = FoundCell(criterion, level, same_as=as_level)

    def blank(self, meaning: Blank, where: str, because: str, origin: Origin) -> None:
        self.blanks.append(FoundBlank(meaning, where, because, origin))

    def leave(self, text: str, origin: Origin, why: str) -> None:
        self.left_over.append(LeftOver(text, origin, why))

    def note(self, sentence: str) -> None:
        self.notes.setdefault(sentence)

    def tell(self, about: str) -> None:
        """Add a paragraph to what the whole is about."""
        self.about = _paragraphs(self.about, about)

    def tell_level(self, level: str, about: str) -> None:
        """Add a paragraph to what the level is about, unless it says that already."""
        self.levels[level] = replace(self.levels[level], about=_paragraphs(self.levels[level].about, about))

    def tell_criterion(self, criterion: str, about: str) -> None:
        self.criteria[criterion] = replace(
            self.criteria[criterion], about=_paragraphs(self.criteria[criterion].about, about)
        )

    def tell_dimension(self, dimension: str, about: str) -> None:
        told = self.dimensions[dimension]
        self.dimensions[dimension] = replace(told, about=_paragraphs(told.about, about))

    def tell_track(self, track: str, about: str) -> None:
        self.tracks[track] = replace(self.tracks[track], about=_paragraphs(self.tracks[track].about, about))

    def make_must(self, criterion: str) -> None:
        self.criteria[criterion] = replace(self.criteria[criterion], must=True)

    def weigh(self, track: str, dimension: str, weight: float) -> None:
        """The share of a dimension on a track; the first that is said holds."""
        if dimension not in dict(self.tracks[track].weights):
            self.weigh_more(track, dimension, weight)

    def weigh_more(self, track: str, dimension: str, weight: float) -> None:
        """Add to the share of a dimension on a track."""
        told = dict(self.tracks[track].weights)
        told[dimension] = told.get(dimension, 0.0) + weight
        self.tracks[track] = replace(self.tracks[track], weights=tuple(told.items()))

    def found(self, *, title: str = "", about: str = "") -> Found:
        """All of it as one value; dimensions and tracks that hold nothing are reported."""
        self._prune()
        return Found(
            tracks=tuple(self.tracks.values()),
            levels=tuple(self.levels.values()),
            dimensions=tuple(self.dimensions.values()),
            criteria=tuple(self.criteria.values()),
            cells=tuple(self.cells.values()),
            titles=tuple(self.titles),
            blanks=tuple(self.blanks),
            left_over=tuple(self.left_over),
            title=title or self.title,
            about=_paragraphs(self.about, about) if about else self.about,
            notes=tuple(self.notes),
        )

    def _prune(self) -> None:
        """Leave over what holds nothing, but a track that is all there is."""
        full = {one.dimension for one in self.criteria.values()}
        for one in [one for one in self.dimensions.values() if one.id not in full]:
            del self.dimensions[one.id]
            self.leave("\n\n".join(filter(None, (one.title, one.about))), one.origin, "heads nothing that is judged")
        used = {one.track for one in self.levels.values()}
        for track in [one for one in self.tracks.values() if used and one.id not in used]:
            del self.tracks[track.id]
            self.leave("\n\n".join(filter(None, (track.title, track.about))), track.origin, "a track without levels")


def _paragraphs(said: str, more: str) -> str:
    return said if more in said.split("\n\n") else "\n\n".join(part for part in (said, more) if part)
