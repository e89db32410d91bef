"""Keys that were renamed: the same level, criterion, track, band, dimension or point under another key.

A thing that only the old version has and one that only the new has are the same when they have the same title, or hold
much the same. Everything else is then compared as if the old version had had the new keys already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from waypost.framework.diff.change import Change, ChangeClass, ChangeSort, E, Part, only_in
from waypost.framework.diff.likeness import matched, plain
from waypost.framework.schema import Expectation, Framework, Level, Path


@dataclass(frozen=True, slots=True)
class Renames:
    """Old key -> new key, for each kind of thing."""

    points: Mapping[str, str] = field(default_factory=dict)
    bands: Mapping[str, str] = field(default_factory=dict)
    tracks: Mapping[str, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    dimensions: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.points, self.bands, self.tracks, self.levels, self.dimensions, self.criteria))


def renames(old: Framework, new: Framework) -> Renames:
    """What `new` calls by another key."""
    before, after = _Contents(old), _Contents(new)
    return Renames(
        points=_pairs(old.scale, new.scale, before.points, after.points),
        bands=_pairs(old.bands, new.bands, before.bands, after.bands),
        tracks=_pairs(old.tracks, new.tracks, before.tracks, after.tracks),
        levels=_pairs(old.levels, new.levels, before.levels, after.levels),
        dimensions=_pairs(old.dimensions, new.dimensions, before.dimensions, after.dimensions),
        criteria=_pairs(old.criteria, new.criteria, before.criteria, after.criteria),
    )


def rename_changes(old: Framework, new: Framework, found: Renames) -> Iterator[Change]:
    """One change for each key. People stand at levels and claim against criteria, so of these it is minor."""
    minor, patch = ChangeClass.MINOR, ChangeClass.PATCH
    for part, keys, kind, one in (
        (Part.SCALE, found.points, patch, "point"),
        (Part.BANDS, found.bands, patch, "band"),
        (Part.TRACKS, found.tracks, patch, "track"),
        (Part.LEVELS, found.levels, minor, "level"),
        (Part.DIMENSIONS, found.dimensions, patch, "dimension"),
        (Part.CRITERIA, found.criteria, minor, "criterion"),
    ):
        for before, after in keys.items():
            yield Change(
                kind,
                f"The {one} `{before}` has another key, `{after}`",
                after if part is Part.CRITERIA else None,
                after if part is Part.LEVELS else None,
                before,
                after,
                sort=ChangeSort.RENAMED,
                part=part,
                track=after if part is Part.TRACKS else None,
                band=after if part is Part.BANDS else None,
            )


def carried(framework: Framework, found: Renames) -> Framework:
    """The framework with the new keys in every place."""
    if not found:
        return framework
    criteria, levels, dimensions = found.criteria, found.levels, found.dimensions
    return framework.model_copy(
        update={
            "scale": _keyed(framework.scale, found.points),
            "bands": _keyed(framework.bands, found.bands),
            "tracks": tuple(
                track.model_copy(update={"weights": _first_keyed(track.weights, dimensions)})
                for track in _keyed(framework.tracks, found.tracks)
            ),
            "levels": tuple(_level(level, found) for level in framework.levels),
            "paths": tuple(_path(path, levels) for path in framework.paths),
            "dimensions": tuple(
                one.model_copy(update={"criteria": _keyed(one.criteria, criteria)})
                for one in _keyed(framework.dimensions, dimensions)
            ),
            "expectations": tuple(_cell(cell, found) for cell in framework.expectations),
            "evidence": framework.evidence.model_copy(
                update={"from_bands": _first_keyed(framework.evidence.from_bands, found.bands)}
            ),
        }
    )


class _Contents:
    """What stands under each key, in words and without keys: what a level asks, which levels a track has."""

    def __init__(self, framework: Framework) -> None:
        self.points = {point.key: Counter([str(point.value)]) for point in framework.scale}
        self.bands: dict[str, Counter[str]] = {band.key: Counter() for band in framework.bands}
        self.tracks: dict[str, Counter[str]] = {track.key: Counter() for track in framework.tracks}
        self.levels: dict[str, Counter[str]] = {level.key: Counter() for level in framework.levels}
        self.criteria: dict[str, Counter[str]] = {one.key: Counter() for one in framework.criteria}
        self.dimensions = {
            one.key: Counter(plain(criterion.title) for criterion in one.criteria) for one in framework.dimensions
        }
        for level in framework.levels:
            self.bands[level.band][plain(level.title)] += 1
            self.tracks[level.track][plain(level.title)] += 1
        for cell in framework.expectations:
            held = framework.expectation(cell.criterion, cell.level)
            for statement in held.statements if held is not None else ():
                says = plain(statement.says)
                self.levels[cell.level][says] += 1
                self.criteria[cell.criterion][says] += 1


def _pairs(
    old: Iterable[E],
    new: Iterable[E],
    held_old: Mapping[str, Counter[str]],
    held_new: Mapping[str, Counter[str]],
) -> Mapping[str, str]:
    """Old key -> new key of the things that are the same, by their title, else by what stands under them."""
    gone, come = only_in(old, new), only_in(new, old)

    def likeness(one: E, other: E) -> float:
        if _title(one) and _title(one) == _title(other):
            return 2.0
        return _share(held_old[one.key], held_new[other.key])

    found = {one.key: other.key for one, other in matched(gone, come, likeness=likeness)}
    return {one.key: found[one.key] for one in gone if one.key in found}


def _title(entry: Any) -> str:
    return plain(entry.title)


def _share(one: Counter[str], other: Counter[str]) -> float:
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0


def _keyed(entries: Sequence[E], keys: Mapping[str, str]) -> tuple[E, ...]:
    return tuple(one.model_copy(update={"key": keys[one.key]}) if one.key in keys else one for one in entries)


def _first_keyed(pairs: Iterable[tuple[str, Any]], keys: Mapping[str, str]) -> tuple[tuple[str, Any], ...]:
    return tuple((keys.get(key, key), value) for key, value in pairs)


def _level(level: Level, found: Renames) -> Level:
    return level.model_copy(
        update={
            "key": found.levels.get(level.key, level.key),
            "track": found.tracks.get(level.track, level.track),
            "band": found.bands.get(level.band, level.band),
            "adds_to": level.adds_to and found.levels.get(level.adds_to, level.adds_to),
        }
    )


def _path(path: Path, levels: Mapping[str, str]) -> Path:
    ends = {"source": levels.get(path.source, path.source), "target": levels.get(path.target, path.target)}
    return path.model_copy(update=ends)


def _cell(cell: Expectation, found: Renames) -> Expectation:
    return cell.model_copy(
        update={
            "criterion": found.criteria.get(cell.criterion, cell.criterion),
            "level": found.levels.get(cell.level, cell.level),
            "same_as": cell.same_as and found.levels.get(cell.same_as, cell.same_as),
        }
    )
