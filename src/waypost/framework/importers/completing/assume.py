"""What was found in somebody's source -> a complete framework, with every assumption told.

A ladder says what is judged and what is asked. It rarely says anything of bands, weights, evidence, panels or process;
what it leaves out is filled with Waypost's defaults, and each is listed so that the owner can mend it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from waypost.framework.faults import ReadError
from waypost.framework.importers.completing.keys import keys_of, same, slug
from waypost.framework.importers.completing.kinds import kind_of_dimension, kind_of_track, speaks_of_staff
from waypost.framework.importers.completing.scores import titles_by_score
from waypost.framework.importers.completing.standing import Ladder, Standing, ladders, moves, standing
from waypost.framework.importers.completing.tidying import tidy
from waypost.framework.importers.completing.weighing import percents
from waypost.framework.importers.found import Found, FoundLevel, FoundStatement
from waypost.framework.origins import Origins, StatementOrigin, fingerprint
from waypost.framework.schema import (
    Criterion,
    Dimension,
    EvidencePolicy,
    Expectation,
    Framework,
    Kind,
    Level,
    Point,
    Requirements,
    Statement,
    Track,
)

__all__ = ["Imported", "Wishes", "complete", "slug"]

FIRST_STAFF_LEVEL = 5
"""Where Staff begins when no title says it: the fifth rung, as on most ladders of six or seven."""

TITLE = "Engineering framework"
TRACK = "Engineering"
GROUP = "Expectations"

_SCALE = (
    Point(key="none", value=0, title="Not seen yet"),
    Point(key="partly", value=1, title="Seen, not yet steady or not at this scope"),
    Point(key="meets", value=2, title="Steady at this level"),
    Point(key="beyond", value=3, title="Already at the next"),
)
_STAFF_EVIDENCE = Requirements(quantitative=1, qualitative=2, attested=True, scope_document_within_days=100)
_NUMBERED = re.compile(r"(?:level|lvl|l|grade|stage|step|milestone|band)?[ .-]?\d{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the owner can say beforehand; what is empty is taken from the source, or assumed.

    `level_titles` name, from the first level up, levels that the source only numbers.
    """

    name: str = ""
    title: str = ""
    owner: str = "unassigned"
    level_titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """A complete framework with what was assumed and where its statements came from, or None and what is wrong.

    `found` is what the framework was made of, with all that found no place in it.
    """

    framework: Framework | None
    assumptions: tuple[str, ...] = ()
    errors: tuple[ReadError, ...] = ()
    found: Found = field(default_factory=Found)
    origins: Origins = field(default_factory=Origins)


def complete(found: Found, *, wishes: Wishes) -> Imported:
    """A framework of everything that was found, and what had to be assumed for it."""
    if found.whole is not None and not found.errors:
        return Imported(_renamed(found.whole, wishes), found=found)
    if found.errors:
        return Imported(None, errors=tuple(sorted(set(found.errors))), found=found)
    tidied = tidy(found)
    errors = tidied.errors or tuple(_unusable(tidied, wishes))
    if errors:
        return Imported(None, errors=errors, found=tidied)
    making = _Making(tidied, wishes)
    return Imported(making.framework(), tuple(making.assumptions()), (), tidied, making.origins())


def _renamed(framework: Framework, wishes: Wishes) -> Framework:
    """A framework that came whole, under the name, the title and the owner that were wished for."""
    owner = "" if wishes.owner == "unassigned" else wishes.owner
    wished = {"name": wishes.name, "title": wishes.title, "owner": owner}
    return framework.model_copy(update={name: wish for name, wish in wished.items() if wish})


def _unusable(found: Found, wishes: Wishes) -> Iterator[ReadError]:
    """Titles that were wished for and cannot be given."""
    if not wishes.level_titles:
        return
    here = found.levels[0].origin
    named = next((level for level in found.levels if not _without_name(level)), None)
    highest = max(len(ladder) for ladder in ladders(found.levels))
    if named is not None:
        told = f"titles were given, but the source has its own, such as `{named.title}`"
        yield ReadError(named.origin.file, named.origin.line, 1, "", told, "Leave out --level-titles.")
    elif len(wishes.level_titles) > highest:
        told = f"there are {len(wishes.level_titles)} titles for {highest} levels"
        yield ReadError(here.file, 1, 1, "", told, "Give one title for each level, or fewer.")


def _without_name(level: FoundLevel) -> bool:
    """Whether the source gives the level a number at most."""
    return not level.title or _NUMBERED.fullmatch(level.title.strip()) is not None


class _Making:
    """The parts of one framework, each made once: keys first, then what refers to them."""

    def __init__(self, found: Found, wishes: Wishes) -> None:
        self.found, self.wishes = found, wishes
        tracks = {track.id: track for track in found.tracks}
        order = {track: place for place, track in enumerate(tracks)}
        self.ladders: list[Ladder] = sorted(ladders(found.levels), key=lambda ladder: order[ladder[0].track])
        self.levels = [level for ladder in self.ladders for level in ladder]
        self.titles = {level.id: self._title(level, rung) for one in self.ladders for rung, level in enumerate(one)}
        self.track_titles = {track.id: track.title or TRACK for track in found.tracks}
        self.standing: Standing = standing(self.ladders)
        self.track_keys = _keys(self.track_titles, "track")
        group_titles = {one.id: one.title or GROUP for one in found.dimensions}
        self.dimension_keys = _keys(group_titles, "dimension")
        self.criterion_keys = _keys({one.id: one.title or GROUP for one in found.criteria}, "criterion")
        self.level_keys = self._level_keys()
        self.dimensions, self.kinds = self._dimensions(group_titles)
        self.tracks, self.weighed = self._tracks()
        self.paths, self.path_notes = moves(self.ladders, self.standing, self.level_keys)
        self.scored, self.score_notes = titles_by_score(found.titles)
        self.staff = self._staff()

    def framework(self) -> Framework:
        title = self.wishes.title or self.found.title or TITLE
        staff = ((self.standing.of[self.staff.id], _STAFF_EVIDENCE),) if self.staff is not None else ()
        return Framework(
            name=self.wishes.name or slug(title),
            title=title,
            version="0.1.0",
            owner=self.wishes.owner,
            about=self.found.about,
            scale=_SCALE,
            bands=self.standing.bands,
            tracks=self.tracks,
            levels=tuple(self._level(level) for level in self.levels),
            paths=self.paths,
            dimensions=self.dimensions,
            expectations=tuple(
                Expectation(
                    criterion=self.criterion_keys[cell.criterion],
                    level=self.level_keys[cell.level],
                    statements=tuple(map(_statement, cell.statements)),
                    same_as=self.level_keys[cell.same_as] if cell.same_as else None,
                )
                for cell in self.found.cells
            ),
            titles_by_score=self.scored,
            evidence=EvidencePolicy(from_bands=staff),
        )

    def origins(self) -> Origins:
        """Where each statement of the framework came from."""
        return Origins(
            tuple(
                StatementOrigin(
                    self.criterion_keys[cell.criterion],
                    self.level_keys[cell.level],
                    place,
                    fingerprint(one.says),
                    one.origin.file,
                    one.origin.line,
                    one.origin.column,
                )
                for cell in self.found.cells
                for place, one in enumerate(cell.statements)
            )
        )

    def _title(self, level: FoundLevel, rung: int) -> str:
        if not _without_name(level):
            return level.title
        wished = self.wishes.level_titles
        bare = level.title if not level.title or level.title[0].isalpha() else f"Level {level.title}"
        return wished[rung] if rung < len(wished) else bare or f"Level {rung + 1}"

    def _level_keys(self) -> dict[str, str]:
        """Keys made of titles; those that several tracks share begin with the track's key. Where the source has only
        numbers, keys have them too."""
        plain = {
            level.id: f"Level {rung}" if _without_name(level) else self.titles[level.id]
            for ladder in self.ladders
            for rung, level in enumerate(ladder, start=1)
        }
        shared = {title for title, tracks in self._tracks_by_title(plain).items() if len(tracks) > 1}
        titles = [
            f"{self.track_keys[level.track]} {plain[level.id]}" if same(plain[level.id]) in shared else plain[level.id]
            for level in self.levels
        ]
        return dict(zip((level.id for level in self.levels), keys_of(titles, word="level"), strict=True))

    def _tracks_by_title(self, titles: Mapping[str, str]) -> dict[str, set[str]]:
        tracks: dict[str, set[str]] = {}
        for level in self.levels:
            tracks.setdefault(same(titles[level.id]), set()).add(level.track)
        return tracks

    def _level(self, level: FoundLevel) -> Level:
        return Level(
            key=self.level_keys[level.id],
            title=self.titles[level.id],
            track=self.track_keys[level.track],
            band=self.standing.of[level.id],
            scope=level.scope,
            adds_to=self.level_keys[level.adds_to] if level.adds_to else None,
            about=level.about,
        )

    def _dimensions(self, titles: Mapping[str, str]) -> tuple[tuple[Dimension, ...], list[str]]:
        """The dimensions, and what was taken for the kind of each that does not say it."""
        made, told = [], []
        for dimension in self.found.dimensions:
            criteria = [one for one in self.found.criteria if one.dimension == dimension.id]
            kind, known = kind_of_dimension(titles[dimension.id], (one.title for one in criteria))
            if dimension.kind is None:
                told.append(f"{titles[dimension.id]} is {kind}" + ("" if known else " (no word of it told)"))
            made.append(
                Dimension(
                    key=self.dimension_keys[dimension.id],
                    title=titles[dimension.id],
                    kind=dimension.kind or kind,
                    about=dimension.about,
                    criteria=tuple(
                        Criterion(
                            key=self.criterion_keys[one.id], title=one.title or GROUP, must=one.must, about=one.about
                        )
                        for one in criteria
                    ),
                )
            )
        return tuple(made), told

    def _tracks(self) -> tuple[tuple[Track, ...], list[str]]:
        """The tracks, and what was taken for the weights of each."""
        made = []
        told: dict[tuple[bool, tuple[tuple[str, int], ...]], list[str]] = {}
        kinds = {one.key: one.kind for one in self.dimensions}
        for track in self.found.tracks:
            asked = self._asked(track.id)
            said = {one: weight for one, weight in track.weights if one in asked and weight > 0}
            weights = percents({self.dimension_keys[one]: said.get(one, 1) for one in (said or asked)})
            levels = [one.title for one in self.levels if one.track == track.id]
            primary = track.primary or kind_of_track(track.title, [kinds[one] for one, _ in weights], levels)
            key, title = self.track_keys[track.id], self.track_titles[track.id]
            made.append(Track(key=key, title=title, primary=primary, weights=weights, about=track.about))
            if not said or dict(weights) != {
                self.dimension_keys.get(one, one): weight for one, weight in track.weights
            }:
                told.setdefault((bool(said), weights), []).append(title)
        alone = len(self.found.tracks) == 1
        return tuple(made), [
            _weighed(weights, said, [] if alone else titles) for (said, weights), titles in told.items()
        ]

    def _asked(self, track: str) -> list[str]:
        """The dimensions, by id, that ask something on the track, also by what a level of it continues; all of them
        where nothing is asked."""
        below = {level.id: level.adds_to for level in self.levels}
        reached = {level.id for level in self.levels if level.track == track}
        for level in list(reached):
            here = level
            while here:
                reached.add(here)
                here = below[here]
        dimension = {one.id: one.dimension for one in self.found.criteria}
        asked = {dimension[cell.criterion] for cell in self.found.cells if cell.level in reached}
        return [one.id for one in self.found.dimensions if one.id in asked or not asked]

    def _staff(self) -> FoundLevel | None:
        """The lowest level at Staff, by titles or, where none says anything, by its place."""
        ranks = {band.key: rank for rank, band in enumerate(self.standing.bands)}
        named = speaks_of_staff([self.titles[level.id] for level in self.levels])
        if not named and len(ranks) < FIRST_STAFF_LEVEL:
            return None
        at = [self.levels[place] for place in named] or [
            level for level in self.levels if ranks[self.standing.of[level.id]] >= FIRST_STAFF_LEVEL - 1
        ]
        return min(at, key=lambda level: ranks[self.standing.of[level.id]])

    def assumptions(self) -> Iterator[str]:
        """Everything that the source did not say, in the order of the document."""
        if self.kinds:
            yield "Kinds, which decide who judges: " + "; ".join(self.kinds) + "."
        yield from self._about_titles()
        yield from self._about_tracks()
        yield from self.weighed
        yield from self._about_bands()
        yield from self._about_paths()
        yield from self._about_criteria()
        yield from self.score_notes
        yield "Scale: " + ", ".join(f"{point.key} {point.value}" for point in _SCALE) + "; `meets` is the bar."
        if self.staff is not None:
            yield f"Evidence: Waypost's defaults, with more from {self.titles[self.staff.id]} on, taken for Staff."
        else:
            yield "Evidence: Waypost's defaults, the same at every level."
        yield "Panels and process: Waypost's defaults; no cycle has a date yet."
        yield "Version 0.1.0; no review date" + ("; nobody owns it yet." if self.wishes.owner == "unassigned" else ".")

    def _about_titles(self) -> Iterator[str]:
        wished = self.wishes.level_titles
        numbered = max((len(one) for one in self.ladders if all(not level.title for level in one)), default=0)
        if numbered > len(wished) > 0:
            yield f"Titles: the levels above {wished[-1]} are called by their number."
        elif numbered > len(wished):
            yield f"Titles: the levels are called Level 1 to Level {numbered}."
        titles = [one.title for one in self.found.dimensions] + [one.title for one in self.found.criteria]
        if "" in titles:
            yield f"Groups: what stands under no heading of its own is called {GROUP}."

    def _about_tracks(self) -> Iterator[str]:
        primaries = [track.primary for track in self.tracks]
        taken = [
            (track, primary)
            for track, primary in zip(self.found.tracks, primaries, strict=True)
            if track.primary is None
        ]
        if len(self.tracks) == 1 and taken:
            yield f"Tracks: one, {self.tracks[0].title}, about {primaries[0]} work."
        elif taken:
            about: dict[Kind, list[str]] = {}
            for track, primary in taken:
                about.setdefault(primary, []).append(self.track_titles[track.id])
            told = (f"{', '.join(titles)} about {primary} work" for primary, titles in about.items())
            yield "Tracks: " + "; ".join(told) + "."

    def _about_bands(self) -> Iterator[str]:
        bands = self.standing.bands
        if not self.standing.declared:
            yield f"Bands: {self.standing.told}, {bands[0].key} to {bands[-1].key}, without pay."
        elif self.standing.told:
            yield f"Bands: {self.standing.told}; without pay."
        else:
            yield "Bands: those of the source, without pay."

    def _about_paths(self) -> Iterator[str]:
        if not self.paths:
            yield "Paths: none."
        elif len(self.tracks) == 1:
            yield "Paths: one step at a time, from each level to the next."
        else:
            sideways = "; sideways between levels of one band" if self.standing.declared else "; none between tracks"
            yield f"Paths: one step at a time, on each track{sideways}."
        yield from self.path_notes

    def _about_criteria(self) -> Iterator[str]:
        musts = any(one.must for one in self.found.criteria)
        scopes = any(level.scope is not None for level in self.found.levels)
        missing = [word for word, there in (("must-haves", musts), ("scopes", scopes)) if not there]
        if missing:
            yield f"{' and '.join(missing).capitalize()}: none; say them where they hold."


def _keys(titles: Mapping[str, str], word: str) -> dict[str, str]:
    """The key of each part by its id."""
    return dict(zip(titles, keys_of(titles.values(), word=word), strict=True))


def _weighed(weights: Sequence[tuple[str, int]], said: bool, titles: Sequence[str]) -> str:
    of = f" of {', '.join(titles)}" if titles else ""
    rounded = ", those of the source in whole percents" if said else ""
    return f"Weights{of}{rounded}: " + ", ".join(f"{dimension} {weight}" for dimension, weight in weights) + "."


def _statement(found: FoundStatement) -> Statement:
    return Statement(says=found.says, looks_like=found.looks_like, shown_by=found.shown_by, about=found.about)
