"""The two panels of a session against each other: each is fitted by itself, so that neither lends the other anything.

The panels rate different criteria, and no rater sits on both: whether one of them is stricter cannot be told from its
criteria being harder. What can be told is what each sees in a case against what it sees in the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import atanh, sqrt, tanh
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from waypost.calibration import telling
from waypost.calibration.measured import PanelsApart, Reach
from waypost.calibration.sheets import Sheet

if TYPE_CHECKING:
    from waypost.calibration.result import Calibration

LEAST_RATERS_OF_A_PANEL = 2
Fit = Callable[[Sheet, Mapping[str, Any]], "Calibration"]
_Z = NormalDist().inv_cdf(0.975)


def panels_apart(sheet: Sheet, *, fit: Fit) -> tuple[PanelsApart, dict[str, Reach | str]]:
    """How alike the panels order the cases; and for each case by how much more the technical panel sees in it, or why
    that cannot be said."""
    columns = {panel: sheet.columns(panel=panel) for panel in ("technical", "strategic")}
    if not all(_enough(one) for one in columns.values()):
        says = "One of the panels has too few ratings to stand by itself."
        return PanelsApart(withheld=says), dict.fromkeys(sheet.bars, says)
    technical, strategic = (_measures(fit(sheet, one)) for one in columns.values())
    both = sorted(technical.keys() & strategic.keys())
    apart: dict[str, Reach | str] = {
        case: _difference(technical[case], strategic[case], categories=sheet.categories) for case in both
    }
    return _alike([(technical[case][0], strategic[case][0]) for case in both]), apart


def _enough(columns: Mapping[str, list[Any]]) -> bool:
    return (
        len(set(columns["candidate"])) >= telling.LEAST_CASES
        and len(set(columns["rater"])) >= telling.LEAST_RATERS_OF_A_CASE
        and len(set(columns["rating"])) >= 2
    )


_One = tuple[float, float, int]
"""A measure against the average of all cases, its standard error, and the ratings it rests on."""


def _measures(fitted: Calibration) -> dict[str, _One]:
    """By case, those of the largest connected part with enough raters of this panel."""
    import numpy as np

    posterior, ratings = fitted.posterior, fitted.ratings
    largest = np.flatnonzero(fitted.connections.candidate_component == 1)
    middle = float(posterior.theta[largest].mean())
    counts = ratings.per_candidate
    raters = np.bincount(ratings.pairs[:, 0], minlength=len(ratings.candidates))
    return {
        ratings.candidates[code]: (
            float(posterior.theta[code]) - middle,
            float(posterior.theta_se[code]),
            int(counts[code]),
        )
        for code in largest.tolist()
        if raters[code] >= LEAST_RATERS_OF_A_PANEL
    }


def _difference(one: _One, other: _One, *, categories: int) -> Reach:
    value = one[0] - other[0]
    least = telling.narrowest(ratings=min(one[2], other[2]), categories=categories, z=_Z)
    half = max(_Z * sqrt(one[1] ** 2 + other[1] ** 2), least)
    return Reach(value=value, low=value - half, high=value + half)


def _alike(pairs: list[tuple[float, float]]) -> PanelsApart:
    """Pearson's correlation of the panels' measures with Fisher's interval (1921, Metron 1, 3-32)."""
    import numpy as np

    n = len(pairs)
    if n < telling.LEAST_CASES:
        return PanelsApart(cases=n, withheld="Too few cases have enough ratings of both panels.")
    one, other = np.array(pairs).T
    if one.std() < 1e-9 or other.std() < 1e-9:
        return PanelsApart(cases=n, withheld="One of the panels sees no difference between the cases.")
    r = float(np.clip(np.corrcoef(one, other)[0, 1], -0.999, 0.999))
    half = _Z / sqrt(n - 3)
    return PanelsApart(cases=n, alike=Reach(value=r, low=tanh(atanh(r) - half), high=tanh(atanh(r) + half)))
