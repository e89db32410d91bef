"""Titles that were found at scores -> a map that rises and names each title once, and what that took."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from waypost.framework.importers.completing.fitting import one_line
from waypost.framework.importers.found import FoundTitle
from waypost.framework.schema import ScoreTitle

HIGHEST = 1_000_000


def titles_by_score(found: Sequence[FoundTitle]) -> tuple[tuple[ScoreTitle, ...], list[str]]:
    """Titles from the lowest score up, and sentences about those that could not stand as they were."""
    lines: list[ScoreTitle] = []
    lowest: dict[str, float] = {}
    told: list[str] = []
    for score, group in groupby(sorted(found, key=lambda one: one.score), key=lambda one: one.score):
        titles = list(dict.fromkeys(title for one in group if (title := one_line(one.title)[0])))
        if not 0 <= score <= HIGHEST:
            told.append(f"Titles by score: {', '.join(titles)} left out, since no score is {score:g}.")
            continue
        again = [title for title in titles if title in lowest]
        told += [
            f"Titles by score: {title} is given from {lowest[title]:g} on, not only from {score:g}." for title in again
        ]
        new = [title for title in titles if title not in lowest]
        lowest |= dict.fromkeys(new, score)
        if len(new) > 1:
            told.append(f"Titles by score: from {score:g}, {' / '.join(new)} share one line.")
        if new:
            lines.append(ScoreTitle(from_=score, title=" / ".join(new)))
    return tuple(lines), told
