"""One change between two versions: what sort of change it is, what it does to people, where, and both texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

from waypost.framework.words import Entry


class ChangeClass(StrEnum):
    """What a change does to people."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


class ChangeSort(StrEnum):
    """What happened to the words, in the order in which somebody who lives by them asks."""

    RAISED = "raised"
    LOWERED = "lowered"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    WEIGHTS = "weights"
    POLICIES = "policies"
    CHANGED = "changed"
    REWORDED = "reworded"


class Part(StrEnum):
    """The section of the document that a change is in."""

    FRAMEWORK = "framework"
    SCALE = "scale"
    BANDS = "bands"
    TRACKS = "tracks"
    LEVELS = "levels"
    PATHS = "paths"
    DIMENSIONS = "dimensions"
    CRITERIA = "criteria"
    EXPECTATIONS = "expectations"
    TITLES = "titles by score"
    EVIDENCE = "evidence"
    PANELS = "panels"
    PROCESS = "process"
    WAIVERS = "waivers"


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, in a sentence, where (keys, None if it is not at one place), and both texts if there are any.

    Keys are those of the new version; a removed thing has its old one. `elsewhere` is the place, criterion and level,
    that a statement came from or went to. `rises` says of a policy whether it asks more; None where that has no answer.
    `at` is the title of the level that the sentence names, where the same may be said of several.
    """

    kind: ChangeClass
    what: str
    criterion: str | None = None
    level: str | None = None
    old: str | None = None
    new: str | None = None
    sort: ChangeSort = field(kw_only=True)
    part: Part = field(kw_only=True)
    track: str | None = field(default=None, kw_only=True)
    band: str | None = field(default=None, kw_only=True)
    elsewhere: tuple[str, str] | None = field(default=None, kw_only=True)
    rises: bool | None = field(default=None, kw_only=True)
    at: str | None = field(default=None, kw_only=True)


E = TypeVar("E", bound=Entry)


def in_both(old: Iterable[E], new: Iterable[E]) -> list[tuple[E, E]]:
    """The entries that both have, as pairs, in the new order."""
    before = {entry.key: entry for entry in old}
    return [(before[entry.key], entry) for entry in new if entry.key in before]


def only_in(these: Iterable[E], others: Iterable[E]) -> list[E]:
    """The entries of the first that the second has not, in order."""
    known = {entry.key for entry in others}
    return [entry for entry in these if entry.key not in known]


def reworded(
    what: str,
    old: str,
    new: str,
    *,
    part: Part,
    sort: ChangeSort = ChangeSort.REWORDED,
    criterion: str | None = None,
    level: str | None = None,
    track: str | None = None,
    band: str | None = None,
) -> list[Change]:
    """A patch if the two texts differ."""
    if old == new:
        return []
    change = Change(ChangeClass.PATCH, what, criterion, level, old or None, new or None, sort=sort, part=part)
    return [replace(change, track=track, band=band)]
