"""Cells that hold what the level below asks, word for word, and ladders whose form that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from waypost.lint.subject import Said, Subject

if TYPE_CHECKING:
    from waypost.framework.schema import Level

_STEPS = 0.2
"""From this share of cells that hold the level below, a track is made of steps that last several levels."""

_CRITERIA = 3
"""Of so many criteria, at least: one row that repeats itself is no form."""


def unchanged(subject: Subject) -> Mapping[tuple[str, str], tuple[Level, Level]]:
    """The cells that repeat all that the cell of the level below says, and nothing else, with the two levels.

    Below the first level of a branch is the level of the trunk that one is promoted from. Two cells that a source fills
    with one text are no repetition: it was written once.
    """
    return subject.once(_unchanged)


def _unchanged(subject: Subject) -> dict[tuple[str, str], tuple[Level, Level]]:
    cells = subject.cells
    found: dict[tuple[str, str], tuple[Level, Level]] = {}
    tracks = (pairwise(subject.ladder(track.key)) for track in subject.framework.tracks)
    for lower, upper in chain(*tracks, subject.forks):
        for criterion in subject.rows:
            below, above = cells.get((criterion, lower.key)), cells.get((criterion, upper.key))
            if below and above and _same(subject, below, above) and below[0].at != above[0].at:
                found.setdefault((criterion, upper.key), (lower, upper))
    return found


def _same(subject: Subject, one: Sequence[Said], other: Sequence[Said]) -> bool:
    """Whether two cells say the same, in whatever order; mostly the first sentence shows that they do not."""
    words = subject.words
    first = words[one[0].number]
    if not first:  # ticks and signs, which only the text itself tells apart
        return [said.text for said in one] == [said.text for said in other]
    if first != words[other[0].number] and (len(other) == 1 or all(words[said.number] != first for said in other)):
        return False
    return {words[said.number] for said in one} == {words[said.number] for said in other}


def in_steps(subject: Subject, track: str, held: Mapping[tuple[str, str], tuple[Level, Level]]) -> bool:
    """Whether a track is a ladder of steps: many cells hold the level below, in several criteria."""
    here = [row for (row, _level), (lower, upper) in held.items() if lower.track == upper.track == track]
    ladder = subject.ladder(track)
    pairs = sum(
        (criterion, upper.key) in subject.cells and (criterion, lower.key) in subject.cells
        for lower, upper in pairwise(ladder)
        for criterion in subject.rows
    )
    return len(set(here)) >= _CRITERIA and len(here) >= _STEPS * pairs
