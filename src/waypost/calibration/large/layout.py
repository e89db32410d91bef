"""Ratings as the passes read them: by candidate, by pair of candidate and rater, and what of them is enough to know."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import FloatArray, IntArray

RANGE_PAIRS = 4_000
RANGES = 16
"""Candidates are worked on in ranges of about so many pairs, at most so many ranges: by size, never by threads."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Pairs sorted by candidate, ratings by pair.

    Pairs of candidate i are start[i] to start[i + 1], ratings of pair p rated[p] to rated[p + 1]. rater and cell of a
    pair index one vector: raters first, cells (rater group by team; one where nobody leans) behind them. score: the
    sum of a pair's ratings, all of them that its eta depends on. given: how often each criterion got each category.
    cuts: where ranges of candidates begin and end.
    """

    start: IntArray
    rated: IntArray
    rater: IntArray
    cell: IntArray
    criterion: IntArray
    score: IntArray
    given: FloatArray
    cuts: tuple[tuple[int, int], ...]
    raters: int
    groups: int
    teams: int
    group: IntArray
    team: IntArray
    widest: int

    @property
    def candidates(self) -> int:
        """How many candidates there are."""
        return len(self.start) - 1

    @property
    def pairs(self) -> int:
        """How many pairs of a candidate and a rater there are."""
        return len(self.rater)

    @property
    def cells(self) -> int:
        """How many cells there are behind the raters; one that stands for everything, where nobody leans."""
        return self.groups * self.teams


def lay_out(ratings: Ratings, *, lean: bool) -> Layout:
    """The layout of these ratings; with `lean`, cells are the rater groups by the teams."""
    first = np.append(0, np.flatnonzero(ratings.pair[1:] != ratings.pair[:-1]) + 1)
    candidate = ratings.candidate[first]
    rater = np.ascontiguousarray(ratings.rater[first], dtype=np.int32)
    team = _codes(ratings.team if lean else None, len(ratings.candidates))
    group = _codes(ratings.rater_group if lean else None, len(ratings.raters))
    teams, groups = int(team.max()) + 1, int(group.max()) + 1
    start = np.searchsorted(candidate, np.arange(len(ratings.candidates) + 1)).astype(np.int32)
    kinds = ratings.categories
    given = np.bincount(
        ratings.criterion.astype(np.int64) * kinds + ratings.rating, minlength=len(ratings.criteria) * kinds
    )
    return Layout(
        start=start,
        rated=np.append(first, len(ratings)).astype(np.int32),
        rater=rater,
        cell=(len(ratings.raters) + group[rater] * teams + team[candidate]).astype(np.int32),
        criterion=ratings.criterion.astype(np.uint16),
        score=np.add.reduceat(ratings.rating, first, dtype=np.int32),
        given=given.reshape(len(ratings.criteria), kinds).astype(np.float64),
        cuts=_cuts(start),
        raters=len(ratings.raters),
        groups=groups,
        teams=teams,
        group=group,
        team=team,
        widest=int(np.diff(start).max()),
    )


def _codes(codes: IntArray | None, owners: int) -> IntArray:
    return np.zeros(owners, dtype=np.int32) if codes is None else codes.astype(np.int32, copy=False)


def _cuts(start: IntArray) -> tuple[tuple[int, int], ...]:
    """Ranges of candidates with about the same number of pairs."""
    pairs = int(start[-1])
    ranges = min(RANGES, max(1, pairs // RANGE_PAIRS))
    at = np.searchsorted(start, np.arange(1, ranges) * (pairs / ranges))
    edges = [0, *dict.fromkeys(int(edge) for edge in at if 0 < edge < len(start) - 1), len(start) - 1]
    return tuple(pairwise(edges))
