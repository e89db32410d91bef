"""Levels of several tracks -> the bands they stand in, and the moves between them.

Bands that the source names are taken as they are. Where it names none, levels are put on one line by the first of
these that tells something about every level: their numbers, their titles, their place from the bottom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from waypost.framework.importers.completing.keys import keys_of, same
from waypost.framework.importers.found import FoundLevel
from waypost.framework.schema import Band, Path, PathKind

Ladder = Sequence[FoundLevel]
"""The levels of one track, from the lowest."""

_NUMBER = re.compile(r"(?<![\w.])(?:level|grade|[a-z]{1,4})?[ .-]?(\d{1,2})(?![\w.])", re.IGNORECASE)
MOST_EQUALS = 14
"""Levels of one band that are joined by lateral moves, each with each; with more nobody could read the list."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The bands, low to high, the band of each level by the level's id, and how it was told."""

    bands: tuple[Band, ...]
    of: Mapping[str, str]
    declared: bool
    told: str


def ladders(levels: Sequence[FoundLevel]) -> list[Ladder]:
    """The levels of each track from the lowest: by rank where every level of the track has one, else as they stood."""
    tracks: dict[str, list[FoundLevel]] = {}
    for level in levels:
        tracks.setdefault(level.track, []).append(level)
    return [_by_rank(track) for track in tracks.values()]


def _by_rank(track: list[FoundLevel]) -> Ladder:
    if any(level.rank is None for level in track):
        return track
    return sorted(track, key=lambda level: level.rank or 0)


def standing(tracks: Sequence[Ladder]) -> Standing:
    """Where every level stands."""
    levels = [level for track in tracks for level in track]
    if any(level.band for level in levels):
        return _declared(tracks)
    for lines in (_by_rank_over_tracks, _by_number, _by_title):
        found = lines(tracks) if len(tracks) > 1 else None
        if found is not None:
            return _numbered(*found)
    told = "by its place from the bottom of its track; nothing says which levels of different tracks are equals"
    return _numbered(
        {level.id: rung for track in tracks for rung, level in enumerate(track, start=1)},
        "one for each level" if len(tracks) == 1 else told,
    )


def _declared(tracks: Sequence[Ladder]) -> Standing:
    """The bands of the source; a level that has none has one to itself, where it stands on its track."""
    of: dict[str, Hashable] = {level.id: same(level.band) or (level.id,) for track in tracks for level in track}
    titles: dict[Hashable, str] = {}
    for track in tracks:
        for level in track:
            titles.setdefault(of[level.id], " ".join(level.band.split()) or level.title or "Band")
    order = _in_order(tracks, of)
    keys = dict(zip(order, keys_of((titles[band] for band in order), word="band"), strict=True))
    bands = tuple(Band(key=keys[band], title=titles[band]) for band in order)
    alone = sum(not level.band for track in tracks for level in track)
    lacking = "1 level without one has its own" if alone == 1 else f"{alone} levels without one have their own"
    told = f"as the source names them; {lacking}" if alone else ""
    return Standing(bands, {level: keys[band] for level, band in of.items()}, declared=True, told=told)


def _numbered(lines: Mapping[str, int], told: str) -> Standing:
    keys = {line: f"band-{line}" for line in sorted(set(lines.values()))}
    bands = tuple(Band(key=key, title=f"Band {line}") for line, key in keys.items())
    return Standing(bands, {level: keys[line] for level, line in lines.items()}, declared=False, told=told)


Lines = tuple[dict[str, int], str]


def _by_rank_over_tracks(tracks: Sequence[Ladder]) -> Lines | None:
    ranks = {level.rank for track in tracks for level in track}
    if None in ranks or not _rises(tracks, lambda level: level.rank):
        return None
    line = {rank: place for place, rank in enumerate(sorted(rank for rank in ranks if rank is not None), start=1)}
    of = {level.id: line[level.rank] for track in tracks for level in track if level.rank is not None}
    return of, "by the order that the source gives to levels over all tracks"


def _by_number(tracks: Sequence[Ladder]) -> Lines | None:
    of = {level.id: _number(level.title) for track in tracks for level in track}
    if None in of.values() or not _rises(tracks, lambda level: of[level.id]):
        return None
    numbers = {level: number for level, number in of.items() if number is not None}
    return numbers, "by the numbers in the titles of levels, taken to mean the same on every track"


def _number(title: str) -> int | None:
    """The number that a title holds, if it holds one and no other: 3 for `IC3`, `Level 3` and `3 – Senior`."""
    found = set(_NUMBER.findall(title))
    number = int(found.pop()) if len(found) == 1 else 0
    return number or None


def _by_title(tracks: Sequence[Ladder]) -> Lines | None:
    """Levels of one title are equals, if every track shares a title with another and the orders agree."""
    titles = [{same(level.title) for level in track} for track in tracks]
    shared = [any(mine & other for other in titles if other is not mine) for mine in titles]
    of: dict[str, Hashable] = {level.id: same(level.title) for track in tracks for level in track}
    if not all(shared) or any(len(mine) != len(track) for mine, track in zip(titles, tracks, strict=True)):
        return None
    line = {title: place for place, title in enumerate(_in_order(tracks, of), start=1)}
    if not _rises(tracks, lambda level: line[of[level.id]]):
        return None
    return {level: line[title] for level, title in of.items()}, "by their titles; levels of one title are equals"


def _rises(tracks: Sequence[Ladder], number: Callable[[FoundLevel], float | None]) -> bool:
    return all((number(low) or 0) < (number(high) or 0) for track in tracks for low, high in pairwise(track))


def _in_order(tracks: Sequence[Ladder], of: Mapping[str, Hashable]) -> list[Hashable]:
    """The lines from the lowest, as all tracks have them; where they contradict each other, the first to be named."""
    ranks: dict[Hashable, float] = {}
    rungs: dict[Hashable, int] = {}
    above: dict[Hashable, set[Hashable]] = {}
    for track in tracks:
        for rung, level in enumerate(track):
            line = of[level.id]
            rungs[line] = min(rung, rungs.get(line, rung))
            above.setdefault(line, set())
            if level.rank is not None:
                ranks[line] = min(level.rank, ranks.get(line, level.rank))
        for low, high in pairwise(track):
            if of[low.id] != of[high.id]:
                above[of[low.id]].add(of[high.id])
    if len(ranks) == len(rungs):
        return sorted(rungs, key=lambda line: ranks[line])
    return _sorted(above, rungs)


def _sorted(above: Mapping[Hashable, set[Hashable]], rungs: Mapping[Hashable, int]) -> list[Hashable]:
    left, order = dict(rungs), []
    while left:
        held_up = {high for low in left for high in above[low]}
        free = [line for line in left if line not in held_up] or list(left)
        lowest = min(free, key=lambda line: left[line])
        order.append(lowest)
        del left[lowest]
    return order


def moves(tracks: Sequence[Ladder], stood: Standing, keys: Mapping[str, str]) -> tuple[tuple[Path, ...], list[str]]:
    """One step up at a time on each track and, between bands that the source declares, sideways over tracks; and what
    has to be told about it. `keys` are those of the levels, by their ids."""
    ranks = {band.key: rank for rank, band in enumerate(stood.bands)}
    paths: list[Path] = []
    told: list[str] = []
    for track in tracks:
        steps = [list(group) for _, group in groupby(track, key=lambda level: stood.of[level.id])]
        for low, high in pairwise(steps):
            if ranks[stood.of[low[0].id]] < ranks[stood.of[high[0].id]]:
                pairs = [(keys[source.id], keys[target.id]) for source in low for target in high]
                paths += [Path(kind=PathKind.PROMOTION, source=source, target=target) for source, target in pairs]
            else:
                told.append(f"No path from {low[-1].title} to {high[0].title}: its band is not higher.")
    return (*paths, *(_lateral(tracks, stood, keys, told) if stood.declared else ())), told


def _lateral(tracks: Sequence[Ladder], stood: Standing, keys: Mapping[str, str], told: list[str]) -> list[Path]:
    paths = []
    levels = [level for track in tracks for level in track]
    for band in stood.bands:
        equals = [level for level in levels if stood.of[level.id] == band.key]
        if len(equals) > MOST_EQUALS:
            told.append(f"No sideways paths in {band.title}: {len(equals)} levels share it. Write those you allow.")
            continue
        paths += [
            Path(kind=PathKind.LATERAL, source=keys[one.id], target=keys[other.id])
            for one, other in combinations(equals, 2)
            if one.track != other.track
        ]
    return paths
