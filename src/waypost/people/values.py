"""People as the import knows them: who they are, and what they were from day to day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody is for a while. `manager` is a person's id; `level` a level's key; both may be empty."""

    team: str
    manager: str
    function: str
    level: str
    title: str


@dataclass(frozen=True, slots=True)
class Spell:
    """One post from a day until, and without, another; None is open."""

    post: Post
    from_day: date
    until_day: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """One person. `left` is the first day on which they no longer work here. Spells are in order of time."""

    number: str
    name: str
    email: str
    joined: date
    left: date | None = None
    time_zone: str = ""
    spells: tuple[Spell, ...] = ()

    def gone_by(self, day: date) -> bool:
        """Whether they no longer work here on `day`."""
        return self.left is not None and self.left <= day


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words a list may use: level keys with their titles, functions with theirs, and names of time zones."""

    levels: Mapping[str, str]
    functions: Mapping[str, str]
    zones: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell, and what to write instead. Line 0 is the whole list; column "" the whole line."""

    line: int
    column: str
    says: str
    write: str = field(default="")
