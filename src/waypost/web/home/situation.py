"""What the five answers are made from: one person's place in the framework, gathered before anything is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from waypost.framework.schema import Framework, Level
from waypost.report.reading.places import place_of
from waypost.web.frameworks.selectors import level_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A goal: the level, the version it is pinned to, and the day from which it has to be set anew, if any."""

    level: str
    framework: Framework
    pinned_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A "what would it take?" of the person that has no answer yet."""

    key: UUID
    asked: str  # who owes the answer
    about: str  # the level's title
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """One person on one day.

    framework: the one in force, None while none is. title, function, level, since: of their position; `level` is a
    key and empty for who has none, `since` the day they came to that level. claims: recorded claims by criterion.
    """

    day: date
    framework: Framework | None = None
    owners: tuple[str, ...] = ()
    title: str = ""
    function: str = ""
    leads: bool = False  # somebody reports to them
    level: str = ""
    since: date | None = None
    manager: str = ""
    aim: Aim | None = None
    claims: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    questions: tuple[OpenQuestion, ...] = ()
    review_of: UUID | None = None  # a draft of the framework they are asked to review
    suggested: bool = False  # words for the framework wait for a decision of theirs

    @property
    def here(self) -> Level | None:
        """The person's level, if the framework in force has it."""
        return level_in(self.framework, self.level) if self.framework is not None else None

    @property
    def ahead(self) -> tuple[Level, ...]:
        """The levels a promotion leads to from here, those of one's own track first."""
        if self.framework is None or self.here is None:
            return ()
        track = self.here.track
        return tuple(sorted(place_of(self.framework, self.here).up, key=lambda level: level.track != track))

    @property
    def beside(self) -> tuple[Level, ...]:
        """The levels of the same band that a sideways move leads to."""
        if self.framework is None or self.here is None:
            return ()
        return place_of(self.framework, self.here).sideways

    @property
    def next_step(self) -> tuple[Framework, Level] | None:
        """What the person's evidence is held against: the goal in its pinned version, else the first promotion."""
        if self.aim is not None and (level := level_in(self.aim.framework, self.aim.level)) and not self.reached:
            return self.aim.framework, level
        if self.framework is not None and self.ahead:
            return self.framework, self.ahead[0]
        return None

    @property
    def reached(self) -> bool:
        """Whether the goal is the level the person holds already."""
        return self.aim is not None and self.aim.level == self.level
