"""Variance components: how much of the differences between ratings belongs to candidates, raters, criteria and what
they do together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.generalizability.design import Effect
from waypost.calibration.tables import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class VarianceComponent:
    """One component. variance may be negative as estimated; `counted` is what coefficients use.

    effect: its facets. se: standard error of the variance. mean_square, freedom: NaN where the method has none.
    """

    effect: Effect
    name: str
    variance: float
    se: float
    mean_square: float = float("nan")
    freedom: float = float("nan")

    @property
    def counted(self) -> float:
        """The variance, or 0 where the estimate is below it."""
        return max(self.variance, 0.0)


@dataclass(frozen=True, eq=False, kw_only=True)
class Components:
    """All components of a design, with the covariance of their estimates and the number of levels of each facet.

    note: which were estimated below zero or held there, a sentence, else "".
    """

    components: tuple[VarianceComponent, ...]
    covariance: FloatArray
    sizes: tuple[tuple[str, int], ...]
    note: str = ""

    def __getitem__(self, name: str) -> VarianceComponent:
        """The component of this name, as "p" or "pr:t"; KeyError when there is none."""
        for component in self.components:
            if component.name == name:
                return component
        raise KeyError(name)

    @property
    def counted(self) -> FloatArray:
        """The variances, none below zero, in the components' order."""
        return np.array([component.counted for component in self.components])
