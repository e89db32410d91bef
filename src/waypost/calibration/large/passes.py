"""Passes over ranges of candidates, by one thread or several; what they add up is added up in one order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from waypost.calibration.large.layout import Layout
from waypost.calibration.tables import FloatArray

Pass = Callable[[int, int, FloatArray], None]
"""Works on the candidates from the first number to before the second, and adds what is to be summed to the array."""
ALONE = 8192
"""Shorter vectors than this no BLAS gives to several threads."""


@dataclass(frozen=True)
class Passes:
    """The ranges of a layout, and who helps this thread to work on them.

    Compiled passes let go of Python's lock. Ranges depend on the size of the data alone and sums are added up in
    their order, so that the number of threads changes nothing, not even by rounding.
    """

    layout: Layout
    pool: ThreadPoolExecutor | None = None
    helpers: int = 0

    def summed(self, work: Pass, shape: int | tuple[int, ...]) -> FloatArray:
        """The sums over all ranges; every range gets an array of zeros of its own."""
        cuts = self.layout.cuts
        parts = [np.zeros(shape) for _ in cuts]
        left = iter(range(len(cuts)))  # everybody takes the next one that is left

        def help_out() -> None:
            for at in left:
                work(*cuts[at], parts[at])

        others = [self.pool.submit(help_out) for _ in range(self.helpers)] if self.pool else []
        help_out()
        for other in others:
            other.result()
        total = parts[0]
        for part in parts[1:]:
            total += part
        return total


@contextmanager
def passes_over(layout: Layout, *, threads: int) -> Iterator[Passes]:
    """Passes over this layout, by so many threads; they end with the block."""
    helpers = min(threads, len(layout.cuts)) - 1
    if helpers < 1:
        yield Passes(layout)
        return
    with ThreadPoolExecutor(helpers) as pool:
        yield Passes(layout, pool, helpers)


def inner(one: FloatArray, other: FloatArray) -> float:
    """The sum of products, by this thread alone; BLAS would take as many as it likes, and round as these fall out."""
    return float(one @ other if len(one) < ALONE else np.einsum("i,i->", one, other))
