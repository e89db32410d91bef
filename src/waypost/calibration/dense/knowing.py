"""How far everything is known at a point: variances that come back from the inverse, moments, and the evidence.

Every array begins with an axis of settings, as in `system`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.dense.inverting import log_determinants
from waypost.calibration.dense.placing import Point
from waypost.calibration.dense.scales import EFFECT_SD
from waypost.calibration.dense.system import Blocks, System, times
from waypost.calibration.tables import FloatArray


@dataclass(frozen=True, eq=False)
class Known:
    """Of one and of pairs, how far they are known, read from the inverse.

    together (settings, one, rest): the covariance of what each element of facet one follows `rest` by, with `rest`.
    one (settings, one): the variance of what it follows by. eta (settings, pairs): the variance of a pair's eta without
    its halo; leaned (settings, pairs): of how far its halo follows thresholds; both: the covariance of the two, without
    the halo's share.
    compared (settings, n): the variance of what a rating compares, eta less its criterion's mean threshold.
    """

    together: FloatArray
    one: FloatArray
    eta: FloatArray
    both: FloatArray
    leaned: FloatArray
    compared: FloatArray


def known(system: System, blocks: Blocks) -> Known:
    """How far facet one, pairs and what ratings compare are known.

    With r = shrink * eta - leaned, which is how a pair follows the rest, and t the thresholds, a rating compares
    r less the mean of its criterion's t.
    """
    layout, parts = system.layout, system.parts
    thresholds = blocks.inverse[:, parts.thresholds, parts.thresholds]
    together = blocks.ahead @ blocks.inverse
    one = np.einsum("sir,sir->si", together, blocks.ahead)
    eta, with_thresholds = _etas(system, blocks, together, one)
    follows = blocks.leaned @ thresholds
    both = np.einsum("spt,spt->sp", with_thresholds, blocks.leaned)
    leaned = np.einsum("spt,spt->sp", follows, blocks.leaned)
    of_pair = blocks.shrink * (blocks.shrink * eta - 2.0 * both) + leaned + 1.0 / blocks.stiffness
    with_thresholds *= blocks.shrink[:, :, None]
    with_thresholds -= follows
    with_mean = (with_thresholds @ layout.averaging)[:, layout.pair, layout.criterion]
    of_mean = np.einsum("zcsct->zc", system.by_criteria(thresholds)) / layout.steps**2
    compared = of_pair[:, layout.pair] - 2.0 * with_mean + of_mean[:, layout.criterion]
    return Known(together, one, eta, both, leaned, np.maximum(compared, 0.0))


def _etas(system: System, blocks: Blocks, together: FloatArray, of_one: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Of each pair's eta without its halo: its variance (settings, pairs), and its covariance with thresholds
    (settings, pairs, thresholds)."""
    layout, parts = system.layout, system.parts
    one, two = layout.one.of_pair, layout.two.of_pair
    diagonal = np.diagonal(blocks.inverse, axis1=1, axis2=2)
    opposed = layout.one.sign * layout.two.sign
    eta = (of_one + 1.0 / blocks.precision)[:, one] + diagonal[:, two] - 2.0 * opposed * together[:, one, two]
    with_thresholds = (layout.two.sign * blocks.inverse[:, parts.two, parts.thresholds])[:, two]
    with_thresholds -= (layout.one.sign * together[:, :, parts.thresholds])[:, one]
    if layout.lean is not None:
        lean = parts.lean.start + layout.lean.of_pair
        eta += diagonal[:, lean] + 2.0 * layout.two.sign * blocks.inverse[:, two, lean]
        eta -= 2.0 * layout.one.sign * together[:, one, lean]
        with_thresholds += blocks.inverse[:, parts.lean, parts.thresholds][:, layout.lean.of_pair]
    return eta, with_thresholds


def halo_variances(system: System, blocks: Blocks, found: Known) -> FloatArray:
    """(settings, pairs) the posterior variance of each halo; nothing without halos."""
    if system.halo_precision is None:
        return np.zeros((system.settings, 0))
    follows = 1.0 - blocks.shrink
    return np.asarray(follows * (follows * found.eta + 2.0 * found.both) + found.leaned + 1.0 / blocks.stiffness)


@dataclass(frozen=True, eq=False)
class Moments:
    """Of each component: the expected sum of squares of its effects about their means (settings, components), how much
    of it their posterior means make up (settings, components), and how many effects there are (components,).

    The evidence's derivative by the logarithm of a standard deviation is sum / sd**2 - number.
    """

    sums: FloatArray
    of_means: FloatArray
    numbers: FloatArray


def moments(system: System, point: Point, blocks: Blocks, found: Known, of_halos: FloatArray) -> Moments:
    """How far each component's effects lie apart. of_halos: the halos' variances."""
    layout, parts = system.layout, system.parts
    variances = np.diagonal(blocks.inverse, axis1=1, axis2=2)[:, parts.lean].sum(axis=1)
    lean, halo = (point.rest[:, parts.lean] ** 2).sum(axis=1), (point.halo**2).sum(axis=1)
    each = {
        layout.one.name: (*_one_moment(system, point, blocks, found), layout.one.count),
        layout.two.name: (*_two_moment(system, point, blocks), layout.two.count),
        "halo": (halo + of_halos.sum(axis=1), halo, layout.pairs),
        "lean": (lean + variances, lean, len(layout.cells)),
        "threshold": (*_threshold_moment(system, point, blocks), layout.criteria * layout.steps),
    }
    sums, of_means, numbers = zip(*(each[name] for name in system.sd), strict=True)
    return Moments(np.stack(sums, axis=1), np.stack(of_means, axis=1), np.array(numbers, dtype=np.float64))


def _one_moment(system: System, point: Point, blocks: Blocks, found: Known) -> tuple[FloatArray, FloatArray]:
    """Of facet one about its groups' effects, which follow `rest` as well."""
    facet, effects = system.layout.one, system.parts.effects_one
    own = point.one - point.rest[:, effects] @ facet.contrasts.T
    shared = 2.0 * found.together[:, :, effects] + facet.contrasts @ blocks.inverse[:, effects, effects]
    variance = found.one + 1.0 / blocks.precision + (shared * facet.contrasts).sum(axis=2)
    of_means = (own**2).sum(axis=1)
    return of_means + variance.sum(axis=1), of_means


def _two_moment(system: System, point: Point, blocks: Blocks) -> tuple[FloatArray, FloatArray]:
    facet, parts = system.layout.two, system.parts
    rows = np.zeros((facet.count, parts.size))
    rows[:, parts.two] = np.eye(facet.count)
    rows[:, parts.effects_two] = -facet.contrasts
    of_means = ((point.rest @ rows.T) ** 2).sum(axis=1)
    return of_means + np.einsum("sir,ir->s", rows @ blocks.inverse, rows), of_means


def _threshold_moment(system: System, point: Point, blocks: Blocks) -> tuple[FloatArray, FloatArray]:
    """The sum of squares for which the formula of `Moments` gives the slope of the thresholds' prior."""
    if "threshold" not in system.sd:
        return np.zeros(system.settings), np.zeros(system.settings)
    layout, parts = system.layout, system.parts
    variance = system.sd["threshold"] ** 2
    b = point.rest[:, parts.thresholds].reshape(system.settings, layout.criteria, layout.steps)
    second = b @ b.transpose(0, 2, 1)
    second += np.einsum("zcsds->zcd", system.by_criteria(blocks.inverse[:, parts.thresholds, parts.thresholds]))
    precision = system.criteria_precision
    slope = np.einsum("zcd,zcd->z", precision @ second, precision)
    slope -= layout.steps * np.trace(precision, axis1=1, axis2=2)
    of_means = ((b - b.mean(axis=1, keepdims=True)) ** 2).sum(axis=(1, 2))
    return variance * (variance * slope + layout.criteria * layout.steps), of_means


def evidence(system: System, point: Point, blocks: Blocks) -> FloatArray:
    """(settings,) the lower bound of the ratings' log probability given the standard deviations, up to a constant.

    Expected log likelihood, less the penalty of the prior, plus half the logarithm of the prior's precision over the
    posterior's. `curved` takes back what the spread of eta cost in the expected likelihood: it is in the precision.
    """
    layout = system.layout
    prior_logs = layout.one.count * np.log(system.one_precision) + layout.two.count * np.log(system.two_precision)
    prior_logs -= layout.steps * np.linalg.slogdet(system.criteria_covariance)[1]
    logs = log_determinants(blocks.left) + np.log(blocks.precision).sum(axis=1)
    if layout.lean is not None:
        prior_logs -= 2.0 * len(layout.cells) * np.log(system.sd["lean"])
    if system.halo_precision is not None:
        prior_logs += layout.pairs * np.log(system.halo_precision)
        logs += np.log(blocks.stiffness).sum(axis=1)
    curved = np.einsum("sn,sn->s", blocks.expected.weight, point.variance)
    return np.asarray(blocks.expected.value + 0.5 * (curved - penalty(system, point) + prior_logs - logs))


def penalty(system: System, point: Point) -> FloatArray:
    """(settings,) minus twice the logarithm of the prior's density at a point, up to a constant."""
    one, effects = system.layout.one, system.parts.effects_one
    own = point.one - point.rest[:, effects] @ one.contrasts.T
    others = point.rest.copy()
    others[:, effects] = 0.0
    square = system.one_precision * (own**2).sum(axis=1) + (others * times(system.prior, others)).sum(axis=1)
    square += EFFECT_SD**-2 * (point.rest[:, effects] ** 2).sum(axis=1)
    if system.halo_precision is not None:
        square += system.halo_precision * (point.halo**2).sum(axis=1)
    return np.asarray(square)
