"""The standard deviations of the model: their names, priors and what the model fixes."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from waypost.calibration.tables import FloatArray

PRIOR_SD = {"candidate": 1.5, "rater": 1.0, "halo": 1.0, "lean": 1.0, "threshold": 1.0}
"""Scales of the half-normal priors of the standard deviations, in logits."""

EFFECT_SD = 2.0
"""Teams' and groups' mean effects: a wide normal prior."""

LOCATION_SD = 5.0
"""What the thresholds of one step have in common over criteria: a wide normal prior."""


@dataclass(frozen=True, slots=True)
class Scales:
    """Standard deviations in logits; None where the model has no such effect."""

    candidate: float
    rater: float
    halo: float | None
    lean: float | None
    threshold: float | None

    @property
    def names(self) -> tuple[str, ...]:
        """The components that are in the model, in a fixed order."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) is not None)

    def values(self) -> FloatArray:
        """The standard deviations of `names`."""
        return np.array([getattr(self, name) for name in self.names])

    def with_values(self, values: FloatArray) -> Scales:
        """The same model with other standard deviations."""
        return replace(self, **dict(zip(self.names, map(float, values), strict=True)))
