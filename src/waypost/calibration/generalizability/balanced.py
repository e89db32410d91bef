"""Variance components of balanced designs, crossed or nested, from expected mean squares.

Brennan 2001, Generalizability Theory: sums of squares from means (3.3), expected mean squares (3.4) and the estimates
they give (3.4.3), where every facet is random and every cell has one rating. Estimates may be negative; they are
reported as they are, and count as zero in every coefficient.
"""

from __future__ import annotations

from itertools import combinations
from math import prod

import numpy as np

from waypost.calibration.generalizability.components import Components, VarianceComponent
from waypost.calibration.generalizability.design import Design, Effect, design_of
from waypost.calibration.tables import FloatArray


def balanced(table: FloatArray, *, design: str) -> Components:
    """Variance components of a table with one axis per facet, in the order in which `design` names them.

    A facet nested in another has its own axis: in p x (r:t) the axes are p, r, t and the raters of two tasks are
    different people. ValueError where the axes do not fit the design, a facet has one level, or a rating is missing
    (see `reml`).
    """
    table = np.asarray(table, dtype=np.float64)
    plan = design_of(design)
    if table.ndim != len(plan.facets) or min(table.shape) < 2:
        raise ValueError(f"the design {design} needs a table of {len(plan.facets)} axes with two levels each at least")
    if np.isnan(table).any():
        raise ValueError("a balanced design has no gaps; reml() allows for them")
    sizes = dict(zip(plan.facets, table.shape, strict=True))
    effects = plan.effects
    squares = {effect: _mean_square(table, plan, effect, sizes) for effect in effects}
    solved = np.linalg.inv(_expected(plan, sizes))
    observed = np.array([squares[effect][0] for effect in effects])
    freedom = np.array([squares[effect][1] for effect in effects])
    # An unbiased estimate of the variance of each mean square (Brennan 2001, formula 6.1).
    covariance = solved @ np.diag(2 * observed**2 / (freedom + 2)) @ solved.T
    values = solved @ observed
    return Components(
        components=tuple(
            VarianceComponent(
                effect=effect,
                name=plan.name(effect),
                variance=float(values[place]),
                se=float(np.sqrt(covariance[place, place])),
                mean_square=float(observed[place]),
                freedom=float(freedom[place]),
            )
            for place, effect in enumerate(effects)
        ),
        covariance=covariance,
        sizes=tuple(sizes.items()),
        note=_note(plan, effects, values),
    )


def _mean_square(table: FloatArray, plan: Design, effect: Effect, sizes: dict[str, int]) -> tuple[float, int]:
    """The mean square of an effect and its degrees of freedom; sums over subsets of its facets, signs alternating."""
    outer = plan.nesting(effect)
    own = sorted(effect - outer)
    total = 0.0
    for size in range(len(own) + 1):
        for some in combinations(own, size):
            left = frozenset(some) | outer
            away = tuple(axis for axis, facet in enumerate(plan.facets) if facet not in left)
            weight = prod(sizes[facet] for facet in plan.facets if facet not in left)
            total += (-1) ** (len(own) - size) * weight * float(np.sum(table.mean(axis=away) ** 2))
    freedom = prod(sizes[facet] - 1 for facet in own) * prod(sizes[facet] for facet in outer)
    return max(total, 0.0) / freedom, freedom


def _expected(plan: Design, sizes: dict[str, int]) -> FloatArray:
    """Rows: the mean square of each effect; columns: how often each variance component is in its expectation."""
    return np.array(
        [
            [
                prod(sizes[facet] for facet in plan.facets if facet not in other) if effect <= other else 0
                for other in plan.effects
            ]
            for effect in plan.effects
        ],
        dtype=np.float64,
    )


def _note(plan: Design, effects: tuple[Effect, ...], values: FloatArray) -> str:
    negative = [plan.name(effect) for effect, value in zip(effects, values, strict=True) if value < 0]
    if not negative:
        return ""
    return f"Estimated below zero and counted as zero: {', '.join(negative)}."
