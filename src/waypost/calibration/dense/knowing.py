"""How far everything is known at a point: variances that come back from the inverse, moments, and the evidence."""

from __future__ import annotations

import numpy as np

from waypost.calibration.dense.placing import Point
from waypost.calibration.dense.scales import EFFECT_SD
from waypost.calibration.dense.system import Blocks, System
from waypost.calibration.tables import FloatArray


def compared_variances(system: System, blocks: Blocks) -> FloatArray:
    """(n,) the posterior variance of what each rating compares: eta less its criterion's mean threshold."""
    layout, parts = system.layout, system.parts
    rows = blocks.shrink[:, None] * _pair_rows(system, blocks)
    rows[:, parts.thresholds] -= blocks.leaned
    spread = rows @ blocks.inverse
    own = blocks.shrink**2 / blocks.precision[layout.one.of_pair] + 1.0 / blocks.stiffness
    of_pair = np.einsum("pr,pr->p", spread, rows) + own
    with_mean = spread[:, parts.thresholds].reshape(layout.pairs, layout.criteria, layout.steps).mean(axis=2)
    corner = blocks.inverse[parts.thresholds, parts.thresholds].reshape((layout.criteria, layout.steps) * 2)
    of_mean = np.einsum("csct->c", corner) / layout.steps**2
    variance = of_pair[layout.pair] - 2.0 * with_mean[layout.pair, layout.criterion] + of_mean[layout.criterion]
    return np.asarray(np.maximum(variance, 0.0))


def halo_variances(system: System, blocks: Blocks) -> FloatArray:
    """(pairs,) the posterior variance of each halo; nothing without halos."""
    if system.halo_precision is None:
        return np.zeros(0)
    follows = 1.0 - blocks.shrink
    rows = -follows[:, None] * _pair_rows(system, blocks)
    rows[:, system.parts.thresholds] -= blocks.leaned
    own = follows**2 / blocks.precision[system.layout.one.of_pair] + 1.0 / blocks.stiffness
    return np.asarray(np.einsum("pr,pr->p", rows @ blocks.inverse, rows) + own)


def _pair_rows(system: System, blocks: Blocks) -> FloatArray:
    """(pairs, rest) how each pair's eta without its halo follows `rest`, facet one following too."""
    layout, parts = system.layout, system.parts
    rows = -layout.one.sign * blocks.ahead[layout.one.of_pair]
    at = np.arange(layout.pairs)
    rows[at, layout.two.of_pair] += layout.two.sign
    if layout.lean is not None:
        rows[at, parts.lean.start + layout.lean.of_pair] += 1.0
    return np.asarray(rows)


def moments(system: System, point: Point, blocks: Blocks, of_halos: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Of each component, the expected sum of squares of its effects about their means, and how many there are.

    The evidence's derivative by the logarithm of a standard deviation is sum / sd**2 - number. of_halos: the halos'
    variances.
    """
    layout, parts = system.layout, system.parts
    lean = point.rest[parts.lean]
    found = {
        layout.one.name: (_one_moment(system, point, blocks), layout.one.count),
        layout.two.name: (_two_moment(system, point, blocks), layout.two.count),
        "halo": (point.halo @ point.halo + of_halos.sum(), layout.pairs),
        "lean": (lean @ lean + np.trace(blocks.inverse[parts.lean, parts.lean]), len(layout.cells)),
        "threshold": (_threshold_moment(system, point, blocks), layout.criteria * layout.steps),
    }
    names = system.scales.names
    return np.array([found[name][0] for name in names]), np.array([float(found[name][1]) for name in names])


def _one_moment(system: System, point: Point, blocks: Blocks) -> float:
    facet, effects = system.layout.one, system.parts.effects_one
    away = blocks.ahead
    away[:, effects] += facet.contrasts
    own = point.one - facet.contrasts @ point.rest[effects]
    return float(own @ own + np.vdot(away @ blocks.inverse, away) + (1.0 / blocks.precision).sum())


def _two_moment(system: System, point: Point, blocks: Blocks) -> float:
    facet, parts = system.layout.two, system.parts
    rows = np.zeros((facet.count, parts.size))
    rows[:, parts.two] = np.eye(facet.count)
    rows[:, parts.effects_two] = -facet.contrasts
    own = rows @ point.rest
    return float(own @ own + np.vdot(rows @ blocks.inverse, rows))


def _threshold_moment(system: System, point: Point, blocks: Blocks) -> float:
    """The sum of squares for which the formula of `moments` gives the slope of the thresholds' prior."""
    if system.scales.threshold is None:
        return 0.0
    layout, parts = system.layout, system.parts
    variance = system.scales.threshold**2
    b = point.rest[parts.thresholds].reshape(layout.criteria, layout.steps)
    corner = blocks.inverse[parts.thresholds, parts.thresholds].reshape((layout.criteria, layout.steps) * 2)
    second = b @ b.T + np.einsum("csds->cd", corner)
    precision = system.criteria_precision
    slope = np.trace(precision @ second @ precision) - layout.steps * np.trace(precision)
    return float(variance * (variance * slope + layout.criteria * layout.steps))


def evidence(system: System, point: Point, blocks: Blocks) -> float:
    """The lower bound of the ratings' log probability given the standard deviations, up to a constant.

    Expected log likelihood, less the penalty of the prior, plus half the logarithm of the prior's precision over the
    posterior's. `curved` takes back what the spread of eta cost in the expected likelihood: it is in the precision.
    """
    layout, scales = system.layout, system.scales
    prior_logs = layout.one.count * np.log(system.one_precision) + layout.two.count * np.log(system.two_precision)
    prior_logs -= layout.steps * np.linalg.slogdet(system.criteria_covariance)[1]
    logs = 2.0 * np.log(np.diag(blocks.factor)).sum() + np.log(blocks.precision).sum()
    if scales.lean is not None:
        prior_logs -= 2.0 * len(layout.cells) * np.log(scales.lean)
    if system.halo_precision is not None:
        prior_logs += layout.pairs * np.log(system.halo_precision)
        logs += np.log(blocks.stiffness).sum()
    curved = blocks.expected.weight @ point.variance
    return float(blocks.expected.value + 0.5 * (curved - penalty(system, point) + prior_logs - logs))


def penalty(system: System, point: Point) -> float:
    """Minus twice the logarithm of the prior's density at a point, up to a constant."""
    layout, effects = system.layout, system.parts.effects_one
    own = point.one - layout.one.contrasts @ point.rest[effects]
    others = point.rest.copy()
    others[effects] = 0.0
    square = system.one_precision * (own @ own) + others @ system.prior @ others
    square += EFFECT_SD**-2 * (point.rest[effects] @ point.rest[effects])
    if system.halo_precision is not None:
        square += system.halo_precision * (point.halo @ point.halo)
    return float(square)
