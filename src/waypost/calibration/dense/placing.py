"""Where a posterior is: the values of every effect, in the order in which the linear algebra wants them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from waypost.calibration.dense.layout import Layout
from waypost.calibration.tables import FloatArray


@dataclass(frozen=True, slots=True)
class Parts:
    """Where each kind of effect stands in `rest`."""

    two: slice
    lean: slice
    effects_one: slice
    effects_two: slice
    thresholds: slice
    size: int

    @classmethod
    def of(cls, layout: Layout) -> Parts:
        sizes = (
            layout.two.count,
            len(layout.cells),
            layout.one.contrasts.shape[1],
            layout.two.contrasts.shape[1],
            layout.criteria * layout.steps,
        )
        ends = np.cumsum(sizes).tolist()
        slices = [slice(end - size, end) for size, end in zip(sizes, ends, strict=True)]
        two, lean, one_effects, two_effects, thresholds = slices
        return cls(two, lean, one_effects, two_effects, thresholds, size=ends[-1])


@dataclass(frozen=True, eq=False)
class Point:
    """Where the posterior is: eliminated facet `one`, the dense part `rest`, halos of pairs, variances of ratings.

    rest is laid out as facet two, cells of lean, free effects of groups of one and of two, thresholds. In the linear
    algebra every array begins with an axis of settings, one point for each.
    """

    one: FloatArray
    rest: FloatArray
    halo: FloatArray
    variance: FloatArray

    @classmethod
    def stacked(cls, points: Sequence[Point]) -> Point:
        """One point for each setting."""
        return cls(*(np.stack([getattr(point, field.name) for point in points]) for field in fields(cls)))

    def row(self, setting: int) -> Point:
        """The point of one setting."""
        return Point(*(getattr(self, field.name)[setting] for field in fields(self)))

    def towards(self, others: tuple[Point, ...], shares: FloatArray) -> Point:
        """This point moved by a share of the way to each of the others: where a linear guess expects the next."""

        def moved(own: FloatArray, theirs: list[FloatArray]) -> FloatArray:
            return np.asarray(own + sum(share * (one - own) for share, one in zip(shares, theirs, strict=True)))

        return Point(
            one=moved(self.one, [other.one for other in others]),
            rest=moved(self.rest, [other.rest for other in others]),
            halo=moved(self.halo, [other.halo for other in others]),
            variance=np.maximum(moved(self.variance, [other.variance for other in others]), 0.3 * self.variance),
        )


def start(layout: Layout) -> Point:
    """A point to begin from: everybody average, thresholds from how often each category was given."""
    parts = Parts.of(layout)
    rest = np.zeros(parts.size)
    above = layout.above + 0.5
    total = np.diff(layout.blocks)[:, None] + 0.5
    given = np.concatenate([total, above], axis=1)
    given = given - np.concatenate([above, np.zeros_like(total)], axis=1) + 0.5
    rest[parts.thresholds] = 1.2 * np.log(given[:, :-1] / given[:, 1:]).ravel()
    return Point(
        one=np.zeros(layout.one.count),
        rest=rest,
        halo=np.zeros(layout.pairs),
        variance=np.full(len(layout.rating), 0.3),
    )
