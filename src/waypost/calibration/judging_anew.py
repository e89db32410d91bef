"""Judging anew: how probable it is that the mean of ratings not yet given reaches a bar.

Given what acts on a rating, eta, the sum of one rater's ratings over criteria has probabilities proportional to
gamma_s exp(s eta): gamma is the convolution of exp(-sums of thresholds) over the criteria (the elementary symmetric
functions of the Rasch literature; Andersen 1972, J. R. Stat. Soc. B 34, 42-54). Raters are convolved by Fourier
transform. What is not known of eta is normal, and integrated by Gauss-Hermite quadrature; nothing is drawn, so that the
same ratings give the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, comb, sqrt
from statistics import NormalDist

import numpy as np

from waypost.calibration.tables import FloatArray

THETA_NODES, SHARED_NODES, OWN_NODES = 21, 3, 5
NORMAL_FROM = 80
"""From so many ratings on their sum is taken as normal, with continuity correction: off by less than .003."""


@dataclass(frozen=True, eq=False)
class Judges:
    """Those who would rate, and what is known of eta for each: normal, given the candidate's theta.

    log_gammas: of each, the logarithm of gamma over the criteria that they rate. mean (judges,): of eta at theta's
    mean. slope (judges,): by how much eta rises with theta. spread (judges, judges): covariance given theta.
    seats: so many of them judge at a time, drawn at random; all of them where seats is how many there are.
    """

    log_gammas: tuple[FloatArray, ...]
    mean: FloatArray
    slope: FloatArray
    spread: FloatArray
    seats: int

    @property
    def shared(self) -> float:
        """The mean correlation of the judges' etas given theta, at least 0."""
        sd = np.sqrt(np.diag(self.spread))
        apart = ~np.eye(len(sd), dtype=np.bool_)
        whole = float(np.outer(sd, sd)[apart].sum())
        return min(max(float(self.spread[apart].sum()) / whole, 0.0), 1.0) if whole > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Chance:
    """Of reaching the bar: the probability, and its interval from what is not known of theta. expected: the mean
    rating to be expected."""

    probability: float
    low: float
    high: float
    expected: float


def log_gamma(thresholds: FloatArray) -> FloatArray:
    """The logarithm of gamma for one rater who rates criteria with these (criteria, categories - 1) thresholds."""
    sums = np.concatenate([np.zeros((len(thresholds), 1)), -np.cumsum(thresholds, axis=1)], axis=1)
    gamma, scale = np.ones(1), 0.0
    for own in sums:
        highest = float(own.max())
        gamma = np.convolve(gamma, np.exp(own - highest))
        total = float(gamma.sum())
        gamma, scale = gamma / total, scale + highest + np.log(total)
    return np.asarray(np.log(np.maximum(gamma, 1e-300)) + scale)


def chance(judges: Judges, *, theta_se: float, bar: float, ratings: int, interval: float) -> Chance:
    """Of a mean of at least `bar` over `ratings` ratings: all that the judges on the seats give together.

    theta_se: how far the candidate's theta is known. interval: the level of the interval.
    """
    nodes, weights = _normal_nodes(THETA_NODES)
    half = NormalDist().inv_cdf(0.5 + interval / 2)
    places = theta_se * np.concatenate([nodes, [-half, half]])
    least = ceil(bar * ratings - 1e-9)
    reached, mean = _at(judges, places, least=least, ratings=ratings)
    low, high = sorted(reached[-2:].tolist())
    return Chance(float(weights @ reached[:-2]), low, high, float(weights @ mean[:-2]) / ratings)


def _at(judges: Judges, places: FloatArray, *, least: int, ratings: int) -> tuple[FloatArray, FloatArray]:
    """At each deviation of theta from its mean: the probability of a sum of `least` or more, and its expectation."""
    shared, own = judges.shared, np.sqrt(np.diag(judges.spread))
    nodes, weights = _normal_nodes(SHARED_NODES) if shared > 0 else (np.zeros(1), np.ones(1))
    shift = np.tile(nodes, len(places)) * sqrt(shared)
    theta = np.repeat(places, len(nodes))
    sums = [
        (_sums(judges.log_gammas[j], judges.mean[j] + judges.slope[j] * theta + shift * own[j], own[j], shared), count)
        for j, count in _alike(judges).items()
    ]
    many = ratings >= NORMAL_FROM and judges.seats == len(own)
    reached = _tail_by_moments(sums, least) if many else _tail(sums, judges.seats, least)
    given = np.sum([count * (one @ np.arange(one.shape[1])) for one, count in sums], axis=0)
    expected = given * (judges.seats / len(own))
    return reached.reshape(-1, len(nodes)) @ weights, expected.reshape(-1, len(nodes)) @ weights


def _alike(judges: Judges) -> Counter[int]:
    """Judges of whom the same is known, as the first of them and how many: what they give is computed once."""
    first: dict[tuple[int, float, float, float], int] = {}
    known = zip(judges.log_gammas, judges.mean, judges.slope, np.diag(judges.spread), strict=True)
    return Counter(first.setdefault((id(gamma), *of), j) for j, (gamma, *of) in enumerate(known))


def _sums(log_gammas: FloatArray, eta: FloatArray, sd: float, shared: float) -> FloatArray:
    """(eta, sums) probabilities of one rater's sums, over what is this rater's own in eta."""
    nodes, weights = _normal_nodes(OWN_NODES) if sd > 0 else (np.zeros(1), np.ones(1))
    at = (eta[:, None] + sd * sqrt(1.0 - shared) * nodes).ravel()
    logits = at[:, None] * np.arange(len(log_gammas)) + log_gammas
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits *= (np.tile(weights, len(eta)) / logits.sum(axis=1))[:, None]
    return np.asarray(logits.reshape(len(eta), len(nodes), -1).sum(axis=1))


def _tail(sums: Sequence[tuple[FloatArray, int]], seats: int, least: int) -> FloatArray:
    """The probability that those on the seats together give `least` or more, for each row; each of `sums` is of so many
    judges.

    Seats drawn at random from more judges: the mean over all choices is the elementary symmetric polynomial of the
    judges' transforms, divided by the number of choices. A length whose factors are small is transformed quickest.
    """
    longest, judges = max(one.shape[1] - 1 for one, _count in sums) * seats + 1, sum(count for _one, count in sums)
    length = 32 * ceil(longest / 32)
    chosen = [np.ones((len(sums[0][0]), length // 2 + 1), dtype=np.complex128)]
    chosen += [np.zeros_like(chosen[0]) for _ in range(seats if seats < judges else 0)]
    for one, count in sums:
        transform = np.fft.rfft(one, length, axis=1)
        for _ in range(count):
            for taken in range(len(chosen) - 1, 0, -1):
                chosen[taken] += chosen[taken - 1] * transform
            if seats == judges:
                chosen[0] *= transform
    whole = chosen[-1] / comb(judges, seats)
    density = np.fft.irfft(whole, length, axis=1)
    return np.asarray(np.clip(density[:, max(least, 0) :].sum(axis=1), 0.0, 1.0))


def _tail_by_moments(sums: Sequence[tuple[FloatArray, int]], least: int) -> FloatArray:
    """The same for all of many: their sum is as good as normal."""
    mean, variance = np.zeros(len(sums[0][0])), np.zeros(len(sums[0][0]))
    for one, count in sums:
        place = np.arange(one.shape[1], dtype=np.float64)
        centre = one @ place
        mean += count * centre
        variance += count * (one @ place**2 - centre**2)
    return np.array([NormalDist().cdf(place) for place in (mean - least + 0.5) / np.sqrt(variance)])


@cache
def _normal_nodes(count: int) -> tuple[FloatArray, FloatArray]:
    """Nodes and weights of Gauss-Hermite quadrature for the standard normal."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(count)
    return nodes, weights / weights.sum()
