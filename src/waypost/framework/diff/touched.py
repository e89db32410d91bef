"""Whom a change touches: who is at a level or works towards it, or everybody who will ever be judged."""

from __future__ import annotations

from collections.abc import Collection

from waypost.framework.diff import Change, ChangeClass, ChangeSort, Diff, Part
from waypost.framework.schema import Framework

_EVERYBODY = frozenset({Part.SCALE, Part.DIMENSIONS, Part.PANELS, Part.PROCESS})


def changes_at(found: Diff, old: Framework, new: Framework, *, levels: Collection[str]) -> tuple[Change, ...]:
    """The changes for somebody at these levels, which have the keys of the old version.

    What such a level asks, itself, the paths from it, its track and band, and the evidence asked there.
    """
    keys = {found.renames.levels.get(level, level) for level in levels}
    here = [new.index.levels[key] for key in keys if key in new.index.levels]
    there = [old.index.levels[key] for key in levels if key in old.index.levels]
    tracks = {level.track for level in here} | {found.renames.tracks.get(one.track, one.track) for one in there}
    bands = {level.band for level in here} | {found.renames.bands.get(one.band, one.band) for one in there}
    asked = {one.key for level in here for one in new.criteria_at(level.key)}
    asked |= {found.renames.criteria.get(one.key, one.key) for level in there for one in old.criteria_at(level.key)}
    return tuple(
        change
        for change in found.changes
        if change.level in keys
        or (change.level is None and change.criterion in asked)
        or (change.part is Part.TRACKS and change.track in tracks)
        or (change.part is Part.BANDS and change.band in bands)
    )


def changes_for_everybody(found: Diff) -> tuple[Change, ...]:
    """What touches whoever is judged, at every level: scale, dimensions, panels, process; not their wording."""
    return tuple(
        change for change in found.changes if change.part in _EVERYBODY and change.kind is not ChangeClass.PATCH
    )


def level_in_new(found: Diff, new: Framework, level: str) -> str | None:
    """The key under which the new version has a level of the old one; None when it is gone."""
    key = found.renames.levels.get(level, level)
    return key if key in new.index.levels else None


def asks_more(change: Change) -> bool:
    """Whether a change newly asks something, raises a bar, or asks for more evidence."""
    if change.part is Part.EVIDENCE:
        return change.rises is True
    if change.kind is not ChangeClass.MAJOR:
        return False
    return change.sort in {ChangeSort.RAISED, ChangeSort.ADDED, ChangeSort.MOVED, ChangeSort.CHANGED}
