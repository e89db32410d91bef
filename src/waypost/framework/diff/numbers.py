"""Which number a version may carry: the smallest step that its gravest change allows."""

from __future__ import annotations

from enum import Enum

from waypost.framework.diff.change import ChangeClass


class Step(Enum):
    """How a number follows another for a change of some class."""

    FITS = "fits"
    NOT_HIGHER = "not higher"
    TOO_SMALL = "too small"


def step(version: str, *, after: str, change_class: ChangeClass) -> Step:
    """Whether `version` may follow `after`. Any number that is high enough fits: nobody has to take the smallest."""
    if numbers(version) <= numbers(after):
        return Step.NOT_HIGHER
    least = numbers(least_number(after, change_class))
    return Step.FITS if numbers(version) >= least else Step.TOO_SMALL


def least_number(after: str, change_class: ChangeClass) -> str:
    """The smallest number that may follow `after` for a change of this class."""
    major, minor, patch = numbers(after)
    if change_class is ChangeClass.MAJOR:
        return f"{major + 1}.0.0"
    if change_class is ChangeClass.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def numbers(version: str) -> tuple[int, int, int]:
    """The three numbers of a version, to be compared."""
    major, minor, patch = (int(part) for part in version.split("."))
    return major, minor, patch
