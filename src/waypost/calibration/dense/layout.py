"""The layout: ratings laid out for the linear algebra, one criterion after another, with one row for each pair.

Candidates and raters play the same part with opposite signs. The larger of the two is eliminated from the linear
system because its block is diagonal; it is the facet `one`, the other is `two`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import FloatArray, IntArray


@dataclass(frozen=True, eq=False)
class Facet:
    """Candidates, raters or cells of lean: how many, their sign in eta, which of them each pair has, and their groups.

    order, starts: pairs ordered by element, and where each element's pairs start there. contrasts (elements, groups -
    1) spreads the free effects of groups that sum to zero over elements; it has no columns without groups.
    """

    name: str
    sign: float
    count: int
    of_pair: IntArray
    contrasts: FloatArray
    basis: FloatArray

    @cached_property
    def order(self) -> IntArray | slice:
        in_order = bool(np.all(self.of_pair[1:] >= self.of_pair[:-1]))
        return slice(None) if in_order else np.argsort(self.of_pair, kind="stable")

    @cached_property
    def starts(self) -> IntArray:
        return np.searchsorted(self.of_pair[self.order], np.arange(self.count))

    def sums(self, of_pairs: FloatArray) -> FloatArray:
        """(settings, elements, ...) signed sums of (settings, pairs, ...) over the pairs of each element; every element
        has a pair."""
        return np.asarray(self.sign * np.add.reduceat(of_pairs[:, self.order], self.starts, axis=1))


@dataclass(frozen=True, eq=False)
class Layout:
    """Ratings sorted by criterion and pair, and how pairs touch candidates, raters and cells of lean.

    pair, criterion, rating: (n,). blocks: where each criterion's ratings begin, with the end. lean: the
    cells of groups and teams that are present, as a facet; cells: their places in the table of both. above (criteria,
    steps): how many ratings reach each step.
    """

    one: Facet
    two: Facet
    pair: IntArray
    criterion: IntArray
    rating: FloatArray
    blocks: IntArray
    above: FloatArray
    criteria: int
    steps: int
    lean: Facet | None
    cells: IntArray

    @cached_property
    def averaging(self) -> FloatArray:
        """(criteria * steps, criteria) takes the mean of each criterion's thresholds."""
        return np.kron(np.eye(self.criteria), np.full((self.steps, 1), 1.0 / self.steps))

    @property
    def pairs(self) -> int:
        return len(self.one.of_pair)

    @property
    def candidates(self) -> Facet:
        return self.one if self.one.name == "candidate" else self.two

    @property
    def raters(self) -> Facet:
        return self.two if self.one.name == "candidate" else self.one


def layout_of(ratings: Ratings, *, lean: bool) -> Layout:
    """The layout of these ratings; with lean, teams and groups have effects and their cells a lean each."""
    pairs = ratings.pairs
    order = np.argsort(ratings.criterion, kind="stable")
    criterion, rating = ratings.criterion[order], ratings.rating[order]
    criteria, steps = len(ratings.criteria), ratings.categories - 1
    facets = [
        _facet("candidate", 1.0, len(ratings.candidates), pairs[:, 0], ratings.team if lean else None),
        _facet("rater", -1.0, len(ratings.raters), pairs[:, 1], ratings.rater_group if lean else None),
    ]
    one, two = sorted(facets, key=lambda facet: -facet.count)
    cells_of_lean, cells = _lean(ratings) if lean else (None, np.zeros(0, dtype=np.int32))
    reached = rating[:, None] > np.arange(steps)
    return Layout(
        one=one,
        two=two,
        pair=ratings.pair[order],
        criterion=criterion,
        rating=rating.astype(np.float64),
        blocks=np.searchsorted(criterion, np.arange(criteria + 1)),
        above=np.add.reduceat(reached.astype(np.float64), np.searchsorted(criterion, np.arange(criteria)), axis=0),
        criteria=criteria,
        steps=steps,
        lean=cells_of_lean,
        cells=cells,
    )


def _facet(name: str, sign: float, count: int, of_pair: IntArray, group: IntArray | None) -> Facet:
    groups = 0 if group is None else int(group.max()) + 1
    basis = np.zeros((groups, 0)) if groups < 2 else sum_to_zero(groups)
    contrasts = np.zeros((count, 0)) if group is None else basis[group]
    return Facet(name=name, sign=sign, count=count, of_pair=of_pair, contrasts=contrasts, basis=basis)


def crossing(one: Facet, other: Facet, of_pairs: FloatArray) -> FloatArray:
    """(settings, one, other) signed sums of (settings, pairs) over the pairs in which two elements meet."""
    place = one.of_pair * other.count + other.of_pair
    met = sums(place, of_pairs, one.count * other.count).reshape(-1, one.count, other.count)
    return np.asarray(one.sign * other.sign * met)


def sums(codes: IntArray, values: FloatArray, count: int) -> FloatArray:
    """(settings, count) the sums of the values (settings, n) of each code (n,)."""
    places = codes + count * np.arange(len(values))[:, None]
    found = np.bincount(places.ravel(), values.ravel(), minlength=count * len(values))
    return np.asarray(found.reshape(len(values), count), dtype=np.float64)


def sum_to_zero(groups: int) -> FloatArray:
    """(groups, groups - 1) orthonormal columns that sum to zero: Helmert contrasts."""
    basis = np.zeros((groups, groups - 1))
    for column in range(groups - 1):
        basis[: column + 1, column] = 1.0
        basis[column + 1, column] = -(column + 1.0)
        basis[:, column] /= np.sqrt((column + 1.0) * (column + 2.0))
    return basis


def _lean(ratings: Ratings) -> tuple[Facet, IntArray]:
    if ratings.team is None or ratings.rater_group is None:
        raise ValueError("lean needs the columns team and rater_group")
    place = ratings.rater_group[ratings.pairs[:, 1]] * len(ratings.teams) + ratings.team[ratings.pairs[:, 0]]
    cells, cell = np.unique(place, return_inverse=True)
    return _facet("lean", 1.0, len(cells), cell, None), cells
