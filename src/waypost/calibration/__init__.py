"""Calibration: what a room needs to hold one bar across teams, and the engine that measures whether it is one bar.

The engine's names come when they are first asked for: the web imports this package and must not pay for numpy's
linear algebra until somebody fits something.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waypost.calibration.bar import Bars, bars
    from waypost.calibration.comparing import Contrast
    from waypost.calibration.fitting import Progress, fit
    from waypost.calibration.panels import PanelContrast, panels_against
    from waypost.calibration.posterior import Component, Posterior
    from waypost.calibration.ratings import RatingFault, Ratings, RatingsError, read_ratings
    from waypost.calibration.result import Calibration
    from waypost.calibration.simulating import Simulated, Truth, simulate
    from waypost.calibration.swapping import Swap
    from waypost.calibration.tables import Table

__all__ = [
    "Bars",
    "Calibration",
    "Component",
    "Contrast",
    "PanelContrast",
    "Posterior",
    "Progress",
    "RatingFault",
    "Ratings",
    "RatingsError",
    "Simulated",
    "Swap",
    "Table",
    "Truth",
    "bars",
    "fit",
    "panels_against",
    "read_ratings",
    "simulate",
]

_HOMES = {
    "Bars": "bar",
    "Calibration": "result",
    "Component": "posterior",
    "Contrast": "comparing",
    "PanelContrast": "panels",
    "Posterior": "posterior",
    "Progress": "fitting",
    "RatingFault": "ratings",
    "Ratings": "ratings",
    "RatingsError": "ratings",
    "Simulated": "simulating",
    "Swap": "swapping",
    "Table": "tables",
    "Truth": "simulating",
    "bars": "bar",
    "fit": "fitting",
    "panels_against": "panels",
    "read_ratings": "ratings",
    "simulate": "simulating",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
