"""Passes over ranges of candidates, by one thread or several; what they add up is added up in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce

import numpy as np

from waypost.calibration.large.layout import Layout
from waypost.calibration.tables import FloatArray

Pass = Callable[[int, int, FloatArray], None]
"""Works on the candidates from the first number to before the second, and adds what is to be summed to the array."""
ALONE = 8192
"""Shorter vectors than this no BLAS gives to several threads."""


@dataclass(frozen=True)
class Passes:
    """The ranges of a layout, and the threads that work on them.

    Compiled passes let go of Python's lock. Ranges depend on the size of the data alone and sums are added up in
    their order, so that the number of threads changes nothing, not even by rounding.
    """

    layout: Layout
    pool: ThreadPoolExecutor | None

    def summed(self, work: Pass, shape: int | tuple[int, ...]) -> FloatArray:
        """The sums over all ranges; every range gets an array of zeros of its own."""

        def one(cut: tuple[int, int]) -> FloatArray:
            sums = np.zeros(shape)
            work(*cut, sums)
            return sums

        cuts = self.layout.cuts
        parts = map(one, cuts) if self.pool is None else self.pool.map(one, cuts)
        return reduce(np.add, parts)


@contextmanager
def passes_over(layout: Layout, *, threads: int) -> Iterator[Passes]:
    """Passes over this layout, by so many threads; they end with the block."""
    if threads < 2 or len(layout.cuts) < 2:
        yield Passes(layout, None)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield Passes(layout, pool)


def inner(one: FloatArray, other: FloatArray) -> float:
    """The sum of products, by this thread alone; BLAS would take as many as it likes, and round as these fall out."""
    return float(one @ other if len(one) < ALONE else np.einsum("i,i->", one, other))
