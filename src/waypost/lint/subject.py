"""What is linted: a framework, every text in it with its place, and the files these texts came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar, cast

from waypost.framework.kinds import PathKind
from waypost.lint.findings import Span
from waypost.lint.joined import Joined
from waypost.lint.languages import in_english, some_english, speaks_english
from waypost.lint.met_again import Near
from waypost.lint.near import SHORTEST, allowed, are_near, near_pairs
from waypost.lint.places import Place, stretch
from waypost.lint.wording import Words

if TYPE_CHECKING:
    from waypost.framework.schema import Criterion, Expectation, Framework, Level


_Made = TypeVar("_Made")


class Part(StrEnum):
    """Which part of a framework a text is."""

    SAYS = "says"
    LOOKS_LIKE = "looks like"
    SHOWN_BY = "shown by"
    ABOUT = "about"
    TITLE = "title"


class Origins(Protocol):
    """Who knows where each text of a document begins."""

    def __getitem__(self, number: int, /) -> Place:
        """Where the text of this number begins."""


class Said(NamedTuple):
    """One text. `number` is its place among all texts, `place` that of its statement in the cell, both from 0;
    criterion and level are keys, empty where the text belongs to none. A tuple, since there are thousands. `origin` is
    the place it came from, or who knows that of each text by its number."""

    number: int
    text: str
    part: Part
    origin: Place | Origins
    criterion: str = ""
    level: str = ""
    place: int = 0

    @property
    def at(self) -> Place:
        """Where it begins in its file."""
        return self.origin if isinstance(self.origin, Place) else self.origin[self.number]


@dataclass(frozen=True)
class Subject:
    """One framework with its texts in reading order. `sources` holds the text of each file, so that a finding can point
    at the words it rests on; a file without text (a spreadsheet) is not in it. `before` is the version before this one,
    where whoever lints has it."""

    framework: Framework
    said: tuple[Said, ...]
    sources: Mapping[str, str]
    parts: Mapping[tuple[str, ...], Place]
    before: Framework | None = None

    @cached_property
    def statements(self) -> tuple[Said, ...]:
        """The sentences of expectations, and nothing else."""
        says = Part.SAYS  # looked up once: an enum is asked by a function
        return tuple([one for one in self.said if one.part is says])

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], tuple[Said, ...]]:
        """The sentences by criterion and level, where they are written: what is inherited is not repeated."""
        found: dict[tuple[str, str], list[Said]] = defaultdict(list)
        for one in self.statements:
            found[one.criterion, one.level].append(one)
        return {cell: tuple(row) for cell, row in found.items()}

    def once(self, make: Callable[[Subject], _Made]) -> _Made:
        """What a function makes of this framework, made for the first rule that asks and kept for the others."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("_Made", self._made[make])

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    @cached_property
    def joined(self) -> Joined:
        """Every text in one buffer, in small letters, for a scan that goes over all of them at once."""
        return Joined(self.said)

    @cached_property
    def english(self) -> bool:
        """Whether a good part of the texts is in English, as far as small words show; a few words are taken for it."""
        return some_english(self.joined.text)

    def says_in_english(self, text: str, criterion: str, level: str) -> bool:
        """Whether a text is in English: by its own small words, those of its cell, or those of all texts."""
        told = speaks_english(text.lower()) if text else None
        if told is None:
            cell = self.cells.get((criterion, level), ())
            told = speaks_english("\n".join(one.text for one in cell).lower()) if cell else None
        return self._mostly_english if told is None else told

    @cached_property
    def _mostly_english(self) -> bool:
        return in_english(self.joined.text)

    @cached_property
    def written(self) -> Mapping[tuple[str, str], Expectation]:
        """The expectations as they are written, by criterion and level."""
        return {(one.criterion, one.level): one for one in self.framework.expectations}

    @cached_property
    def words(self) -> Mapping[int, Words]:
        """The words of each statement, by its number."""
        words = self.joined.words
        return {one.number: words(one.number) for one in self.statements}

    @cached_property
    def by_track(self) -> Mapping[str, tuple[Said, ...]]:
        """The sentences of each track, in reading order."""
        found: dict[str, list[Said]] = {track.key: [] for track in self.framework.tracks}
        levels = self.framework.index.levels
        for one in self.statements:
            found[levels[one.level].track].append(one)
        return {track: tuple(said) for track, said in found.items()}

    @cached_property
    def near(self) -> tuple[tuple[Said, Said], ...]:
        """Pairs of sentences of one track that are near each other word by word, and not equal, the earlier first.

        Of equal sentences only the first is here.
        """
        found: list[tuple[Said, Said]] = []
        for track in self.by_track.values():
            said = list({self.words[one.number]: one for one in reversed(track)}.values())[::-1]
            pairs = near_pairs([self.words[one.number] for one in said])
            found.extend((said[earlier], said[later]) for earlier, later in pairs)
        return tuple(found)

    def saying(self, parts: Iterable[str]) -> Iterator[Said]:
        """The texts in which any of these parts of words stands, in reading order. Quicker than any pattern, and
        quickest where a rule declares them as its `parts`, so that they are found in the scan for phrases."""
        numbers = {number for part in parts for number in self.joined.holding(part)}
        return iter([self.said[number] for number in sorted(numbers)])

    def rank(self, said: Said) -> int:
        """How far up the level of a text is, from 0."""
        return self.framework.band_rank(self.framework.level(said.level).band)

    def titles(self, said: Said) -> str:
        """Where a text stands, in the words of its readers."""
        return f"{self.framework.criterion(said.criterion).title}, {self.framework.level(said.level).title}"

    @cached_property
    def ours(self) -> bool:
        """Whether this is a framework of Waypost, which can declare what a ladder of another shape cannot."""
        return ("levels",) in self.parts

    def neighbours(self) -> Iterator[tuple[Level, Level]]:
        """Pairs of levels of which a promotion leads from the first to the second, on one track or to another."""
        index = self.framework.index.levels
        for path in self.framework.paths:
            if path.kind is PathKind.PROMOTION:
                yield index[path.source], index[path.target]

    @cached_property
    def forks(self) -> tuple[tuple[Level, Level], ...]:
        """Those of them of which the second is on another track: where a branch leaves the trunk. None in a ladder of
        another shape, which declares no promotions."""
        return tuple((lower, upper) for lower, upper in self.neighbours() if self.ours and lower.track != upper.track)

    def across_forks(self) -> Iterator[tuple[Said, Said]]:
        """Each sentence before a fork with each behind it that the same criterion asks."""
        for lower, upper in self.forks:
            for criterion in self.rows:
                yield from product(
                    self.cells.get((criterion, lower.key), ()), self.cells.get((criterion, upper.key), ())
                )

    @cached_property
    def near_across_forks(self) -> tuple[tuple[Said, Said], ...]:
        """Those of them that are near each other word by word, and not equal, the lower first."""
        found: list[tuple[Said, Said]] = []
        for lower, upper in self.across_forks():
            below, above = self.words[lower.number], self.words[upper.number]
            shorter, longer = sorted((len(below), len(above)))
            most = allowed(shorter)
            if shorter < SHORTEST or longer - shorter > most:
                continue
            # A word that the other has not is an edit: mostly so many are that nothing has to be counted.
            if len(set(below).difference(above)) <= most and below != above and are_near(below, above):
                found.append((lower, upper))
        return tuple(found)

    def ladder(self, track: str) -> tuple[Level, ...]:
        """The levels of a track, from the lowest band up."""
        return self._ladders.get(track, ())

    @cached_property
    def _ladders(self) -> Mapping[str, tuple[Level, ...]]:
        found: dict[str, list[Level]] = defaultdict(list)
        for level in sorted(self.framework.levels, key=lambda level: self.framework.band_rank(level.band)):
            found[level.track].append(level)
        return {track: tuple(levels) for track, levels in found.items()}

    def span(self, said: Said, start: int = 0, end: int | None = None) -> Span:
        """Where the characters `start` to `end` of a text stand in its file."""
        source = self.sources.get(said.at.file)
        if source is None and isinstance(said.origin, Near):  # the cell of a sheet
            start, end = 0, 1
        return stretch(said.at, said.text, start, len(said.text) if end is None else end, source=source)

    def span_of(self, *path: str) -> Span:
        """Where a part of the document stands, by its path (`"levels", "staff"`), or the nearest part around it."""
        while path and path not in self.parts:
            path = path[:-1]
        place = self.parts[path]
        return stretch(place, path[-1] if path else "", 0, len(path[-1]) if path else 0, source=None)

    def cell_span(self, criterion: Criterion | str, level: Level | str) -> Span:
        """Where an expectation stands, or what is nearest to it: its row, or what else its criterion says."""
        row, column = (one if isinstance(one, str) else one.key for one in (criterion, level))
        if row not in self.rows or ("expectations", row) in self.parts:
            return self.span_of("expectations", row, column)
        said = self.cells.get((row, column)) or self.rows[row]
        return self.span(said[0])

    def level_span(self, level: Level) -> Span:
        """Where a level is declared, or what is asked there first."""
        if not self.ours:
            first = next((one for one in self.statements if one.level == level.key), None)
            if first is not None:
                return self.span(first)
        return self.span_of("levels", level.key)

    @cached_property
    def rows(self) -> Mapping[str, tuple[Said, ...]]:
        """The sentences of each criterion that has any."""
        found: dict[str, list[Said]] = defaultdict(list)
        for one in self.statements:
            found[one.criterion].append(one)
        return {criterion: tuple(said) for criterion, said in found.items()}
