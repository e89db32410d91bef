"""How dependable a score is, by how many raters and criteria it would rest on: the D study.

Brennan 2001, Generalizability Theory, chapters 1, 4 and 5: with universe score variance t, relative error d (what
changes the order of candidates) and absolute error D (what moves anybody against a bar), generalizability is t / (t +
d) and dependability t / (t + D). The interval is normal on the log of t / d, with the covariance of the estimated
components (the delta method).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np

from waypost.calibration.estimate import Estimate
from waypost.calibration.generalizability.components import Components
from waypost.calibration.tables import FloatArray, Table

NO_DIFFERENCES = "Candidates do not differ more than error alone would make them: nothing can be depended upon."
NAMES = {"p": "candidates", "r": "raters", "c": "criteria"}
NO_ERROR = "The ratings show no error at all: how far that is known cannot be said."


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependability:
    """relative: generalizability (rho squared). absolute: dependability (phi). Standard errors of measurement in the
    ratings' unit.
    """

    relative: Estimate
    absolute: Estimate
    relative_error: float
    absolute_error: float


def dependability(
    components: Components,
    *,
    sizes: Mapping[str, float],
    of: str = "p",
    fixed: Collection[str] = (),
    apart: Collection[str] = (),
    interval: float = 0.95,
) -> Dependability:
    """Coefficients of a mean over `sizes` levels of every facet but `of`, the one whose levels are measured.

    fixed: facets whose levels are always the same ones (criteria of a framework): what they do to a candidate belongs
    to the candidate. apart: facets of which each candidate gets other levels (own raters), so that their differences
    change the order too. ValueError for a facet without a size. n of the coefficients is how many levels of `of` the
    components rest on.
    """
    others = {facet for component in components.components for facet in component.effect} - {of}
    if missing := others - sizes.keys():
        raise ValueError(f"how many levels of {', '.join(sorted(missing))}?")
    random = others - set(fixed)
    universe, relative, absolute = (np.zeros(len(components.components)) for _ in range(3))
    for place, component in enumerate(components.components):
        share = 1.0
        for facet in component.effect - {of}:
            share /= sizes[facet]
        if not component.effect & random:
            universe[place] = share if of in component.effect else 0.0
            continue
        absolute[place] = share
        if of in component.effect or component.effect & set(apart):
            relative[place] = share
    n = dict(components.sizes)[of]
    counted = components.counted
    return Dependability(
        relative=_coefficient(components, universe, relative, n=n, interval=interval),
        absolute=_coefficient(components, universe, absolute, n=n, interval=interval),
        relative_error=sqrt(float(relative @ counted)),
        absolute_error=sqrt(float(absolute @ counted)),
    )


def _coefficient(
    components: Components, universe: FloatArray, error: FloatArray, *, n: int, interval: float
) -> Estimate:
    true, wrong = float(universe @ components.counted), float(error @ components.counted)
    if true <= 0:
        return Estimate(value=0.0 if wrong > 0 else None, n=n, withheld=NO_DIFFERENCES)
    value = true / (true + wrong)
    if wrong <= 0:
        return Estimate(value=value, n=n, withheld=NO_ERROR)
    slope = universe / true - error / wrong
    reach = NormalDist().inv_cdf(0.5 + interval / 2) * sqrt(max(float(slope @ components.covariance @ slope), 0.0))
    middle = log(true / wrong)
    return Estimate(value=value, low=_share(middle - reach), high=_share(middle + reach), n=n)


def _share(odds: float) -> float:
    """From the log of t / d to t / (t + d), far out too."""
    return 1 / (1 + exp(-odds)) if odds > -700 else 0.0


def study(
    components: Components,
    *,
    sizes: Mapping[str, Sequence[float]],
    names: Mapping[str, str] = NAMES,
    of: str = "p",
    fixed: Collection[str] = (),
    apart: Collection[str] = (),
    interval: float = 0.95,
) -> Table:
    """A row for each combination of numbers of levels, the last facet of `sizes` changing first.

    Columns: the facets by their `names`; generalizability and dependability, each with low and high; relative_error and
    absolute_error, standard errors of measurement. NaN where there is no value.
    """
    rows = list(product(*sizes.values()))
    found = [
        dependability(
            components, sizes=dict(zip(sizes, row, strict=True)), of=of, fixed=fixed, apart=apart, interval=interval
        )
        for row in rows
    ]
    columns: dict[str, FloatArray] = {
        names.get(facet, facet): np.array([row[place] for row in rows]) for place, facet in enumerate(sizes)
    }
    for name, one in (
        ("generalizability", [both.relative for both in found]),
        ("dependability", [both.absolute for both in found]),
    ):
        columns[name] = _numbers([each.value for each in one])
        columns[f"{name}_low"] = _numbers([each.low for each in one])
        columns[f"{name}_high"] = _numbers([each.high for each in one])
    columns["relative_error"] = _numbers([both.relative_error for both in found])
    columns["absolute_error"] = _numbers([both.absolute_error for both in found])
    return Table(columns)


def _numbers(values: Sequence[float | None]) -> FloatArray:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
