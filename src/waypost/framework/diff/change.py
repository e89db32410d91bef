"""One change between two versions, and its class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from waypost.framework.words import Entry


class ChangeClass(StrEnum):
    """What a change does to people."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, in a sentence, where (keys, None if it is not at one place), and both texts if there are any."""

    kind: ChangeClass
    what: str
    criterion: str | None = None
    level: str | None = None
    old: str | None = None
    new: str | None = None


E = TypeVar("E", bound=Entry)


def in_both(old: Iterable[E], new: Iterable[E]) -> list[tuple[E, E]]:
    """The entries that both have, as pairs, in the new order."""
    before = {entry.key: entry for entry in old}
    return [(before[entry.key], entry) for entry in new if entry.key in before]


def only_in(these: Iterable[E], others: Iterable[E]) -> list[E]:
    """The entries of the first that the second has not, in order."""
    known = {entry.key for entry in others}
    return [entry for entry in these if entry.key not in known]


def reworded(what: str, old: str, new: str, *, criterion: str | None = None, level: str | None = None) -> list[Change]:
    """A patch if the two texts differ."""
    if old == new:
        return []
    return [Change(ChangeClass.PATCH, what, criterion, level, old or None, new or None)]
