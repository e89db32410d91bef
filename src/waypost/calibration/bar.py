"""The bar over cycles: at which measure "yes" becomes likelier than "not yet", and whether that place has moved.

Measures of several cycles stand on one scale only where raters who judged in more than one of them link them; and they
are known with an error only. In each cycle a person at theta is decided "yes" with probability
1 / (1 + exp(-s (theta - bar))): a bar of its own for each cycle, one sharpness s for all of them. theta is integrated
over what is known of it, bars and sharpness are given their whole posterior on a grid, under weak priors: a bar lies
where people are, give or take twice their spread, and log s about log 2 with standard deviation 1 (a proper prior keeps
the estimate finite where measures separate the decisions, which maximum likelihood does not; Gelman et al. 2008, Ann.
Appl. Stat. 2, 1360-1383).

That the bar moved means that the same measure was decided otherwise. Why, no rating can tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from waypost.calibration.estimate import Estimate, too_few
from waypost.calibration.tables import BoolArray, FloatArray
from waypost.refusal import Refusal

LEAST_DECISIONS = 8
LEAST_OF_EITHER = 2
"""Below these, one decision more or less would put the bar anywhere."""
MOST_OF_PRIOR = 0.5
"""A bar that is not known to better than this part of its prior's standard deviation is the prior's, not the room's."""
_SHARPNESS = np.exp(np.linspace(-1.5, 4.0, 23))
_PLACES = 241
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(7)


@dataclass(frozen=True, slots=True)
class CycleBar:
    """One cycle: the bar in logits, on how many decisions it rests, and how many of them were "yes"."""

    cycle: str
    bar: Estimate
    yes: int


@dataclass(frozen=True, slots=True)
class Drift:
    """By how much the bar of `cycle` is above that of `before`, in logits: positive means that it became harder."""

    before: str
    cycle: str
    change: Estimate


@dataclass(frozen=True, slots=True)
class Bars:
    """The bar of every cycle, in the order given, each against the one before."""

    cycles: tuple[CycleBar, ...]
    drifts: tuple[Drift, ...]


def bars(
    measures: Sequence[float],
    *,
    se: Sequence[float],
    decisions: Sequence[bool],
    cycles: Sequence[str],
    parts: Sequence[int],
    covariance: FloatArray | None = None,
    interval: float = 0.95,
) -> Bars:
    """The bar of each cycle and how it moved, from decided people: one place in each sequence for each of them.

    measures, se: from one fit over all cycles. decisions: whether it was "yes". cycles: in the order of time, as they
    first appear. parts: the component of each person in that fit's `measures`. Who is outside the largest part is left
    out, because nothing puts them on its scale. covariance: of the measures; what the people of one cycle share of it
    is how far the link between cycles is known, and counts in every drift. Without it errors are taken to be each
    person's own, which is too sure of a drift where few raters link.

    Raises ValueError when the sequences differ in length or are empty; Refusal ("calibration.not-connected") for a
    cycle of which nobody is linked with the rest. Where a cycle has too few decisions, its bar says so.
    """
    if len({len(column) for column in (measures, se, decisions, cycles, parts)}) != 1 or not len(measures):
        raise ValueError("measures, se, decisions, cycles and parts have one place for each person, at least one")
    theta, error, yes = np.asarray(measures, float), np.asarray(se, float), np.asarray(decisions, bool)
    order = tuple(dict.fromkeys(cycles))
    linked = _linked(cycles, parts)
    middle, spread = float(theta[linked].mean()), 2.0 * max(float(theta[linked].std()), 0.5)
    grid = middle + spread * np.linspace(-3.0, 3.0, _PLACES)
    prior = np.exp(-0.5 * ((grid - middle) / spread) ** 2)
    label = np.asarray(cycles, dtype=object)
    held = {cycle: linked & (label == cycle) for cycle in order}
    shared = _shared(covariance, list(held.values()))
    own = [np.sqrt(np.maximum(error[rows] ** 2 - max(shared[i, i], 0.0), 0.0)) for i, rows in enumerate(held.values())]
    decided = zip(held.values(), own, strict=True)
    posterior = _posterior([(theta[rows], alone, yes[rows]) for rows, alone in decided], grid, prior)
    found = tuple(
        _cycle_bar(cycle, yes[held[cycle]], one, grid, spread, interval)
        for cycle, one in zip(order, posterior, strict=True)
    )
    drifts = tuple(
        _drift(found[i - 1], found[i], posterior[i - 1 : i + 1], grid, interval, link=_link(shared, i - 1, i))
        for i in range(1, len(order))
    )
    return Bars(found, drifts)


def _shared(covariance: FloatArray | None, held: Sequence[BoolArray]) -> FloatArray:
    """(cycles, cycles) mean covariance of the errors of different people, by cycle; zeros without a covariance."""
    if covariance is None:
        return np.zeros((len(held), len(held)))
    apart = np.array(covariance, float)
    np.fill_diagonal(apart, 0.0)
    member = np.array(held, float)
    pairs = np.outer(member.sum(1), member.sum(1)) - np.diag(member.sum(1))
    return np.asarray(member @ apart @ member.T / np.maximum(pairs, 1.0))


def _link(shared: FloatArray, one: int, other: int) -> float:
    """The variance of the distance between two cycles' scales."""
    return max(float(shared[one, one] + shared[other, other] - 2 * shared[one, other]), 0.0)


def _linked(cycles: Sequence[str], parts: Sequence[int]) -> BoolArray:
    """Who is in the part with the most people; Refusal for a cycle that has nobody there."""
    counted = Counter(parts)
    largest = min(counted, key=lambda part: (-counted[part], part))
    linked = np.asarray(parts) == largest
    apart = [cycle for cycle in dict.fromkeys(cycles) if not any(linked[np.asarray(cycles, dtype=object) == cycle])]
    if apart:
        raise Refusal(
            "calibration.not-connected",
            f"Nothing connects {', '.join(apart)} with the other cycles: no rater judged in both, so that a bar that "
            "moved cannot be told from raters who are stricter. One rater who judges in both links them.",
        )
    return np.asarray(linked, dtype=np.bool_)


def _posterior(
    held: Sequence[tuple[FloatArray, FloatArray, BoolArray]], grid: FloatArray, prior: FloatArray
) -> list[FloatArray]:
    """Of each cycle, (sharpness, grid): the joint posterior of sharpness and this cycle's bar; sums to 1."""
    densities = [_likelihood(*one, grid) + np.log(prior) for one in held]
    log_evidence = [np.logaddexp.reduce(one, axis=1) for one in densities]
    whole = np.sum(log_evidence, axis=0) - 0.5 * np.log(_SHARPNESS / 2.0) ** 2
    sharpness = np.exp(whole - np.logaddexp.reduce(whole))
    return [
        sharpness[:, None] * np.exp(one - alone[:, None]) for one, alone in zip(densities, log_evidence, strict=True)
    ]


def _likelihood(theta: FloatArray, error: FloatArray, yes: BoolArray, grid: FloatArray) -> FloatArray:
    """(sharpness, grid) logarithm of the probability of the decisions, theta integrated over what is known of it."""
    weights = _WEIGHTS / _WEIGHTS.sum()
    total = np.zeros((len(_SHARPNESS), len(grid)))
    for measure, se, said in zip(theta, error, yes, strict=True):
        above = (measure + se * _NODES)[:, None] - grid
        for place, sharp in enumerate(_SHARPNESS):
            towards = sharp * above if said else -sharp * above
            total[place] += np.log(weights @ (0.5 + 0.5 * np.tanh(0.5 * towards)) + 1e-300)
    return total


def _cycle_bar(
    cycle: str, yes: BoolArray, posterior: FloatArray, grid: FloatArray, spread: float, interval: float
) -> CycleBar:
    n, said = len(yes), int(np.count_nonzero(yes))
    density = posterior.sum(axis=0)
    mean = float(density @ grid)
    sd = float(np.sqrt(density @ (grid - mean) ** 2))
    if n < LEAST_DECISIONS or min(said, n - said) < LEAST_OF_EITHER:
        why = f"Too few to say: {said} yes and {n - said} not yet; a bar needs decisions on both sides of it."
        return CycleBar(cycle, too_few(n, why=why), said)
    if sd > MOST_OF_PRIOR * spread:
        why = "Too few to say: these decisions do not follow the measures closely enough to show where the bar lies."
        return CycleBar(cycle, too_few(n, why=why), said)
    low, high = _quantiles(density, grid, interval)
    return CycleBar(cycle, Estimate(value=mean, low=low, high=high, n=n), said)


def _drift(
    before: CycleBar,
    after: CycleBar,
    posteriors: Sequence[FloatArray],
    grid: FloatArray,
    interval: float,
    *,
    link: float,
) -> Drift:
    n = before.bar.n + after.bar.n
    for one in (before, after):
        if one.bar.value is None:
            return Drift(before.cycle, after.cycle, too_few(n, why=f"{one.cycle}: {one.bar.withheld}"))
    density = np.zeros(2 * len(grid) - 1)
    for then, now in zip(*posteriors, strict=True):
        density += np.convolve(now, then[::-1]) / max(float(then.sum()), 1e-300)
    apart = np.arange(1 - len(grid), len(grid)) * (grid[1] - grid[0])
    if link > 0:
        density = np.exp(-0.5 * (apart[:, None] - apart) ** 2 / link) @ density
        density /= density.sum()
    low, high = _quantiles(density, apart, interval)
    return Drift(before.cycle, after.cycle, Estimate(value=float(density @ apart), low=low, high=high, n=n))


def _quantiles(density: FloatArray, places: FloatArray, interval: float) -> tuple[float, float]:
    """The ends of the central interval, between the places of the grid."""
    reached = np.cumsum(density) - 0.5 * density
    low, high = np.interp([0.5 - interval / 2, 0.5 + interval / 2], reached / density.sum(), places)
    return float(low), float(high)
