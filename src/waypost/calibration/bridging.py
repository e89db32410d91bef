"""Bridging: the persons on whom a design hangs, because without them it falls into parts.

Articulation points of the graph of candidates and raters, by one depth-first walk (Hopcroft and Tarjan 1973, Algorithm
447, Communications of the ACM 16, 372-378). A part is two people or more: who was rated by one person only, or rated
one person only, hangs on nobody but that person, which is not what a bridge is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from waypost.calibration.ratings import Ratings


@dataclass(frozen=True, slots=True)
class Bridge:
    """A person who alone connects two parts or more; ratings: the fewest that connect one of the parts with them."""

    is_rater: bool
    code: int
    ratings: int


def bridges_of(ratings: Ratings) -> tuple[Bridge, ...]:
    """Every bridge, raters first, in the order of their ids."""
    walk = _Walk(ratings)
    candidates = len(ratings.candidates)
    found = [
        Bridge(is_rater=node >= candidates, code=node - candidates if node >= candidates else node, ratings=fewest)
        for node in range(walk.size)
        if (fewest := walk.fewest(node)) is not None
    ]
    return tuple(sorted(found, key=lambda bridge: (not bridge.is_rater, bridge.code)))


class _Walk:
    """A depth-first walk over candidates (first) and raters (after them)."""

    def __init__(self, ratings: Ratings) -> None:
        candidates = len(ratings.candidates)
        self.size = candidates + len(ratings.raters)
        self.near, self.weight = _neighbours(ratings)
        self.seen = [-1] * self.size  # when the walk came to a node
        self.last = [-1] * self.size  # when it came to the last node beyond it
        self.back = [0] * self.size  # the earliest node that can be reached from beyond it otherwise
        self.behind = [-1] * self.size
        self.root = [-1] * self.size
        self.clock = 0
        for node in range(self.size):
            if self.seen[node] < 0:
                self._from(node)

    def _from(self, root: int) -> None:
        near, seen, back, behind = self.near, self.seen, self.back, self.behind
        trail, ways = [root], [iter(near[root])]
        self._enter(root, root)
        while trail:
            node = trail[-1]
            for other in ways[-1]:
                if seen[other] < 0:
                    behind[other] = node
                    self._enter(other, root)
                    trail.append(other)
                    ways.append(iter(near[other]))
                    break
                if other != behind[node] and seen[other] < back[node]:
                    back[node] = seen[other]
            else:
                trail.pop()
                ways.pop()
                self.last[node] = self.clock - 1
                if node != root:
                    before = behind[node]
                    back[before] = min(back[before], back[node])

    def _enter(self, node: int, root: int) -> None:
        self.seen[node] = self.back[node] = self.clock
        self.root[node] = root
        self.clock += 1

    def fewest(self, node: int) -> int | None:
        """The fewest ratings that tie one of the parts beyond this node to it; None where it is no bridge."""
        beyond = [
            (self.seen[other], self.last[other])
            for other in self.near[node]
            if self.behind[other] == node and self.back[other] >= self.seen[node]
        ]
        parts = [(first, last) for first, last in beyond if last > first]
        inside = [self._weight_to(node, first, last) for first, last in parts]
        root = self.root[node]
        people = self.last[root] - self.seen[root] + 1
        rest = people - 1 - sum(last - first + 1 for first, last in beyond)
        if rest > 1:
            inside.append(sum(self.weight[node]) - sum(self._weight_to(node, first, last) for first, last in beyond))
        return min(inside) if len(inside) > 1 else None

    def _weight_to(self, node: int, first: int, last: int) -> int:
        return sum(
            weight
            for other, weight in zip(self.near[node], self.weight[node], strict=True)
            if first <= self.seen[other] <= last
        )


def _neighbours(ratings: Ratings) -> tuple[list[list[int]], list[list[int]]]:
    """Whom each candidate and each rater met, and in how many ratings."""
    candidates, counts = len(ratings.candidates), np.bincount(ratings.pair)
    one, two = ratings.pairs[:, 0], ratings.pairs[:, 1]
    near: list[list[int]] = []
    weight: list[list[int]] = []
    for own, other, size in ((one, two + candidates, candidates), (two, one, len(ratings.raters))):
        order = np.argsort(own, kind="stable")
        met, times = other[order].tolist(), counts[order].tolist()
        ends = [0, *np.cumsum(np.bincount(own, minlength=size)).tolist()]
        near += [met[begin:end] for begin, end in pairwise(ends)]
        weight += [times[begin:end] for begin, end in pairwise(ends)]
    return near, weight
