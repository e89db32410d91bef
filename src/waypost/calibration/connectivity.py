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
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    candidates, raters = len(ratings.candidates), len(ratings.raters)
    one, two = ratings.pairs[:, 0], ratings.pairs[:, 1] + candidates
    size = candidates + raters
    graph = coo_array((np.ones(len(one), dtype=np.int8), (one, two)), shape=(size, size))
    count, label = connected_components(graph, directed=False)
    return Design(ratings, *_largest_first(label, candidates, count), components=int(count))


def _largest_first(label: IntArray, candidates: int, count: int) -> tuple[IntArray, IntArray]:
    sizes = np.bincount(label[:candidates], minlength=count)
    first = np.full(count, candidates)
    np.minimum.at(first, label[:candidates], np.arange(candidates))
    place = np.empty(count, dtype=np.int32)
    place[np.lexsort((first, -sizes))] = np.arange(1, count + 1)
    return place[label[:candidates]], place[label[candidates:]]


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
