"""Cells that hold what the level below asks, word for word, and ladders whose form that is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from waypost.lint.subject import Subject
from waypost.lint.wording import Words

if TYPE_CHECKING:
    from waypost.framework.schema import Level

_STEPS = 0.2
"""From this share of cells that hold the level below, a track is made of steps that last several levels."""

_CRITERIA = 3
"""Of so many criteria, at least: one row that repeats itself is no form."""


def unchanged(subject: Subject) -> Mapping[tuple[str, str], tuple[Level, Level]]:
    """The cells that repeat all that the cell of the level below says, and nothing else, with the two levels.

    Two cells that a source fills with one text are no repetition: it was written once.
    """
    texts: dict[tuple[str, str], frozenset[Words]] = {
        cell: frozenset(subject.words[one.number] for one in said) for cell, said in subject.cells.items()
    }
    found: dict[tuple[str, str], tuple[Level, Level]] = {}
    for track in subject.framework.tracks:
        for lower, upper in pairwise(subject.ladder(track.key)):
            for criterion in subject.rows:
                below, above = (criterion, lower.key), (criterion, upper.key)
                same = below in texts and texts[below] == texts.get(above)
                if same and subject.cells[below][0].at != subject.cells[above][0].at:
                    found[above] = (lower, upper)
    return found


def in_steps(subject: Subject, track: str, held: Mapping[tuple[str, str], tuple[Level, Level]]) -> bool:
    """Whether a track is a ladder of steps: many cells hold the level below, in several criteria."""
    here = [criterion for (criterion, _level), (lower, _upper) in held.items() if lower.track == track]
    ladder = subject.ladder(track)
    pairs = sum(
        (criterion, upper.key) in subject.cells and (criterion, lower.key) in subject.cells
        for lower, upper in pairwise(ladder)
        for criterion in subject.rows
    )
    return len(set(here)) >= _CRITERIA and len(here) >= _STEPS * pairs
