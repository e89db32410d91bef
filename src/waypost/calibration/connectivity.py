"""Connectivity: who can be compared with whom, because raters link them, and how thin the thinnest link is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from waypost.calibration.bridging import Bridge, bridges_of
from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import IntArray, Table

MOST_PAIRS = 300_000
"""Up to so many pairs of candidate and rater single links are looked for: a matter of a second."""


@dataclass(frozen=True, eq=False)
class Design:
    """How candidates and raters hang together.

    candidate_component, rater_component: the connected part of each, numbered from 1, the one with the most candidates
    first. components: how many parts there are.
    """

    ratings: Ratings
    candidate_component: IntArray
    rater_component: IntArray
    components: int

    @cached_property
    def links(self) -> tuple[Bridge, ...] | None:
        """Every person without whom a part would fall into parts; None for tables too large to look."""
        if len(self.ratings.pairs) > MOST_PAIRS:
            return None
        return bridges_of(self.ratings)

    @property
    def bridges(self) -> tuple[str, ...]:
        """The raters without whom a part would fall into parts: nobody else rates on both sides."""
        found = self.links or ()
        return tuple(self.ratings.raters[link.code] for link in found if link.is_rater)

    @property
    def bridging_candidates(self) -> tuple[str, ...]:
        """The candidates without whom a part would fall into parts: nobody else is rated from both sides."""
        found = self.links or ()
        return tuple(self.ratings.candidates[link.code] for link in found if not link.is_rater)

    @property
    def thinnest_link(self) -> int | None:
        """The fewest ratings by which a part of the design hangs on one person; None where it hangs on nobody."""
        return min((link.ratings for link in self.links or ()), default=None)


def connections(ratings: Ratings) -> Design:
    """Which candidates and raters are connected, through however many others."""
    first, of_raters = _first_reached(ratings)
    firsts, sizes = np.unique(first, return_counts=True)
    part = np.empty(len(first), dtype=np.int32)
    part[firsts[np.lexsort((firsts, -sizes))]] = np.arange(1, len(firsts) + 1)
    return Design(ratings, part[first], part[of_raters], components=len(firsts))


def _first_reached(ratings: Ratings) -> tuple[IntArray, IntArray]:
    """Of each candidate and of each rater, the first candidate that a chain of raters and candidates leads to.

    Everybody is told the first candidate that their neighbours have heard of, and asks that one for theirs, which
    halves what is left of a long chain.
    """
    one, two = ratings.pairs[:, 0], ratings.pairs[:, 1]
    first = np.arange(len(ratings.candidates))
    while True:
        of_raters = np.full(len(ratings.raters), len(first))
        np.minimum.at(of_raters, two, first[one])
        reached = first.copy()
        np.minimum.at(reached, one, of_raters[two])
        np.minimum.at(reached, first, reached.copy())
        reached = reached[reached]
        if np.array_equal(reached, first):
            return first, of_raters
        first = reached


def design(ratings: Ratings, connected: Design) -> Table:
    """statistic, value: how many of everything, and how it hangs together. NaN: on nobody, or not looked for."""
    pairs = len(ratings.pairs)
    looked = connected.links is not None
    thinnest = connected.thinnest_link
    rows: dict[str, float] = {
        "candidates": len(ratings.candidates),
        "raters": len(ratings.raters),
        "criteria": len(ratings.criteria),
        "categories": ratings.categories,
        "ratings": len(ratings),
        "raters per candidate": pairs / len(ratings.candidates),
        "candidates per rater": pairs / len(ratings.raters),
        "ratings per rater": len(ratings) / len(ratings.raters),
        "components": connected.components,
        "bridges": len(connected.bridges) if looked else np.nan,
        "bridging candidates": len(connected.bridging_candidates) if looked else np.nan,
        "thinnest link": np.nan if thinnest is None else thinnest,
    }
    return Table({"statistic": tuple(rows), "value": np.array(list(rows.values()), dtype=np.float64)})
