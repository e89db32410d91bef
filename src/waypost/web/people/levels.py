"""The levels an import may name. The frameworks stand above the people, so they say here how their levels are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

LevelsOn = Callable[[date], Mapping[str, str]]


def _none_yet(day: date) -> Mapping[str, str]:
    return {}


_levels_on: LevelsOn = _none_yet


def provide_levels(levels_on: LevelsOn) -> None:
    """Say how the levels of a day are found, as key -> title. The app that publishes frameworks calls this at start."""
    global _levels_on  # noqa: PLW0603 - wired once, when Django starts
    _levels_on = levels_on


def levels_on(day: date) -> Mapping[str, str]:
    """The levels in force on `day`, key -> title; empty before the first framework."""
    return _levels_on(day)
