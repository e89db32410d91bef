"""What was found -> the same, fit to become a framework: every part belongs to one that is there, every text fits.

Whatever has to stay out is told: it becomes left over, with its place and why, or an error where leaving it out would
leave too much out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from waypost.framework.faults import ReadError
from waypost.framework.importers.completing.fitting import clean, described, fitted, one_line, paragraphs, prose
from waypost.framework.importers.completing.keys import same
from waypost.framework.importers.found import (
    Blank,
    Found,
    FoundBlank,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTrack,
    LeftOver,
    Origin,
)
from waypost.framework.words import MAX_LEVELS

MOST_TRACKS = 50
MOST_DIMENSIONS = 50
MOST_CRITERIA = 500
MOST_IN_DIMENSION = 100
MOST_STATEMENTS = 100

Titled = TypeVar("Titled", FoundTrack, FoundLevel, FoundDimension, FoundCriterion)


def tidy(found: Found) -> Found:
    """The same with nothing in it that a framework could not hold, or with the errors that say what."""
    work = _Tidying(list(found.left_over), list(found.blanks))
    levels = work.continued(work.titled(found.levels))
    criteria = work.titled(found.criteria)
    cells = work.cells(found.cells, {level.id: level for level in levels}, {one.id: one for one in criteria})
    groups = {level.track: FoundTrack(level.track, "", level.origin) for level in reversed(levels)}
    tracks = work.needed(work.titled(found.tracks), groups, "a track without levels")
    groups_ = {one.dimension: FoundDimension(one.dimension, "", one.origin) for one in reversed(criteria)}
    dimensions = work.needed(work.titled(found.dimensions), groups_, "a group without anything in it")
    title, more = one_line(found.title)
    about, rest = prose(described(more, found.about))
    first = _first(found)
    if rest:
        work.leave(rest, first, "longer than an introduction can be")
    tidied = replace(
        found,
        tracks=tuple(tracks),
        levels=tuple(levels),
        dimensions=tuple(dimensions),
        criteria=tuple(criteria),
        cells=tuple(cells),
        blanks=tuple(work.blanks),
        left_over=tuple(work.left_over),
        title=title,
        about=about,
        notes=(*found.notes, *work.notes),
    )
    return replace(tidied, errors=tuple(sorted({*found.errors, *_too_much(tidied, first)})))


def _first(found: Found) -> Origin:
    """Where the source begins, for what has no place of its own."""
    return Origin(min((origin.file for origin in every_origin(found)), default="the source"), 1)


def every_origin(found: Found) -> Iterator[Origin]:
    """The place of everything that was found, or told."""
    for parts in (found.tracks, found.levels, found.dimensions, found.criteria, found.titles):
        yield from (part.origin for part in parts)
    yield from (statement.origin for cell in found.cells for statement in cell.statements)
    yield from (blank.origin for blank in found.blanks)
    yield from (text.origin for text in found.left_over)


@dataclass(slots=True)
class _Tidying:
    left_over: list[LeftOver]
    blanks: list[FoundBlank]
    notes: list[str] = field(default_factory=list)

    def leave(self, text: str, origin: Origin, why: str) -> None:
        if text.strip():
            self.left_over.append(LeftOver(text, origin, why))

    def titled(self, parts: Sequence[Titled]) -> list[Titled]:
        """The parts with titles of one line and descriptions that fit; of one id, the first."""
        taken: dict[str, Titled] = {}
        for part in parts:
            title, more = one_line(part.title)
            about, rest = prose(described(more, part.about))
            if rest:
                self.leave(rest, part.origin, "longer than a description can be")
            if part.id not in taken:
                taken[part.id] = replace(part, title=title, about=about)
        return list(taken.values())

    def needed(self, parts: Sequence[Titled], used: Mapping[str, Titled], why: str) -> list[Titled]:
        """The parts that something belongs to, with those that nobody had named; the others are left over."""
        for part in parts:
            if part.id not in used:
                self.leave(paragraphs(part.title, part.about), part.origin, why)
        named = {part.id for part in parts}
        kept = [part for part in parts if part.id in used]
        kept += [part for name, part in used.items() if name not in named]
        return kept

    def continued(self, levels: Sequence[FoundLevel]) -> list[FoundLevel]:
        """The levels, continuing only what is there and never, over others, themselves."""
        below = {level.id: level.adds_to for level in levels}
        kept = []
        for level in levels:
            way, here = {level.id}, level.adds_to
            while here and here in below and here not in way:
                way.add(here)
                here = below[here]
            if here:
                below[level.id] = ""
                self.notes.append(f"{level.title} is said to continue a level that is not there, or leads back to it.")
            band, more = one_line(level.band)
            self.leave(more, level.origin, "longer than the name of a band can be")
            kept.append(replace(level, adds_to=below[level.id], band=band))
        return kept

    def cells(
        self,
        cells: Sequence[FoundCell],
        levels: Mapping[str, FoundLevel],
        criteria: Mapping[str, FoundCriterion],
    ) -> list[FoundCell]:
        """One cell for each criterion and level, with what every cell of that place says."""
        kept: dict[tuple[str, str], FoundCell] = {}
        for cell in cells:
            known = cell.criterion in criteria and cell.level in levels
            statements = tuple(self._fitted(cell.statements, "" if known else "it belongs to nothing that was found"))
            if not known or not (statements or cell.same_as):
                continue
            place = (cell.criterion, cell.level)
            before = kept.get(place)
            said = before.statements if before is not None else ()
            statements = tuple(self._once(said, statements))
            kept[place] = replace(cell, statements=statements, same_as="" if statements else cell.same_as)
        return [cell for cell in kept.values() if self._leads(cell, kept, levels, criteria)]

    def _fitted(self, statements: Sequence[FoundStatement], why: str) -> Iterator[FoundStatement]:
        for statement in statements:
            kept, rest = fitted(statement)
            if rest:
                self.leave(rest, statement.origin, "longer than an explanation can be")
            if kept is not None and why:
                self.leave(paragraphs(kept.says, *kept.looks_like, *kept.shown_by, kept.about), kept.origin, why)
            elif kept is not None:
                yield kept

    def _once(self, said: Sequence[FoundStatement], more: Sequence[FoundStatement]) -> Iterator[FoundStatement]:
        """All statements; what another file says word for word, with the same examples, is left over."""
        first: dict[tuple[object, ...], Origin] = {}
        for one in (*said, *more):
            words = (same(one.says), one.looks_like, one.shown_by, one.about)
            told = first.setdefault(words, one.origin)
            if told.file == one.origin.file:
                yield one
            else:
                self.leave(one.says, one.origin, f"it is said already at {told}")

    def _leads(
        self,
        cell: FoundCell,
        cells: Mapping[tuple[str, str], FoundCell],
        levels: Mapping[str, FoundLevel],
        criteria: Mapping[str, FoundCriterion],
    ) -> bool:
        """Whether a cell says something or is the same as one that does and does not lead back; if not it is a gap."""
        here, way, asks = cell.level, set[str](), False
        while here in levels and here not in way and not cell.statements:
            way.add(here)
            found = cells.get((cell.criterion, here))
            asks = asks or (found is not None and bool(found.statements))
            here = (found.same_as if found is not None else "") or levels[here].adds_to
        if cell.statements or (asks and here not in way):
            return True
        level, criterion = levels[cell.level], criteria[cell.criterion]
        where = f"{criterion.title} at {level.title}"
        because = f"it is said to be the same as a level {'that continues it' if asks else 'where nothing is asked'}"
        self.blanks.append(FoundBlank(Blank.GAP, where, because, level.origin))
        return False


def _too_much(found: Found, first: Origin) -> Iterator[ReadError]:
    """What no framework holds so much of; and a source in which there was nothing."""
    if not (found.levels and found.criteria and found.cells):
        missing = next(
            word
            for word, part in (("level", found.levels), ("criterion", found.criteria), ("expectation", found.cells))
            if not part
        )
        hint = "See docs/importing.md for the shapes that are read, or choose one with --shape."
        yield _error(first, f"holds no ladder that could be read: no {missing} was found", hint)
        return
    for parts, most, word in (
        (found.levels, MAX_LEVELS, "levels"),
        (found.tracks, MOST_TRACKS, "tracks"),
        (found.dimensions, MOST_DIMENSIONS, "groups of criteria"),
        (found.criteria, MOST_CRITERIA, "criteria"),
    ):
        if len(parts) > most:
            yield _error(parts[most].origin, f"is number {most + 1} of the {word}", f"A framework has at most {most}.")
    for dimension in found.dimensions:
        inside = [one for one in found.criteria if one.dimension == dimension.id]
        if len(inside) > MOST_IN_DIMENSION:
            hint = f"A group has at most {MOST_IN_DIMENSION}; divide it."
            yield _error(inside[MOST_IN_DIMENSION].origin, f"is one criterion too many in `{dimension.title}`", hint)
    for cell in found.cells:
        if len(cell.statements) > MOST_STATEMENTS:
            hint = f"One criterion asks at most {MOST_STATEMENTS} statements at one level; divide the criterion."
            yield _error(cell.statements[MOST_STATEMENTS].origin, "is one statement too many", hint)


def _error(origin: Origin, message: str, hint: str) -> ReadError:
    return ReadError(clean(origin.file), origin.line, origin.column, "", message, hint)
