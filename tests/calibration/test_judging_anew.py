"""The chance of a panel's mean is that of drawing it, whoever sits on it.

Oracle throughout: 80,000 panels drawn from the joint normal and the partial credit model with a fixed seed.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from waypost.calibration.judging_anew import Judges, chance, log_gamma
from waypost.calibration.simulating import draw
from waypost.calibration.tables import FloatArray

THETA_SE = 0.4
DRAWS = 80_000
THRESHOLDS = np.array([[-1.6, -0.4, 0.6, 1.9], [-2.0, -0.2, 0.3, 1.5], [-1.0, 0.1, 0.9, 2.4]])


def _judges(*, shared: float, seats: int | None = None) -> Judges:
    """Three raters who differ in severity and in how far it is known, and have a correlation between them."""
    sd = np.array([0.5, 0.7, 0.9])
    correlation = np.full((3, 3), shared) + (1 - shared) * np.eye(3)
    return Judges(
        log_gammas=(log_gamma(THRESHOLDS),) * 3,
        mean=np.array([0.9, 0.2, -0.3]),
        slope=np.array([1.0, 0.8, 0.6]),
        spread=correlation * np.outer(sd, sd),
        seats=seats or 3,
    )


def _drawn(judges: Judges, *, seed: int, theta: float | None = None) -> FloatArray:
    """(draws, judges) sums of each judge's ratings."""
    rng = np.random.default_rng(seed)
    away = rng.normal(0.0, THETA_SE, DRAWS) if theta is None else np.full(DRAWS, theta)
    eta = judges.mean + away[:, None] * judges.slope + rng.multivariate_normal(np.zeros(3), judges.spread, DRAWS)
    ratings = draw(eta.ravel(), THRESHOLDS, rng=rng).reshape(DRAWS, 3, len(THRESHOLDS))
    return ratings.sum(axis=2).astype(np.float64)


@pytest.mark.parametrize("shared", [0.0, 0.3])
@pytest.mark.parametrize("bar", [1.5, 2.0, 3.0])
def test_a_panel_reaches_the_bar_as_often_as_it_does_when_drawn(shared: float, bar: float) -> None:
    judges = _judges(shared=shared)
    found = chance(judges, theta_se=THETA_SE, bar=bar, ratings=9, interval=0.95)
    sums = _drawn(judges, seed=1).sum(axis=1)

    assert found.probability == pytest.approx(np.mean(sums >= bar * 9 - 1e-9), abs=0.006)
    assert found.expected == pytest.approx(sums.mean() / 9, abs=0.006)
    assert found.low == pytest.approx(
        np.mean(_drawn(judges, seed=2, theta=-1.96 * THETA_SE).sum(1) >= bar * 9), abs=0.005
    )
    assert found.high == pytest.approx(
        np.mean(_drawn(judges, seed=3, theta=1.96 * THETA_SE).sum(1) >= bar * 9), abs=0.005
    )


def test_seats_drawn_from_more_judges_are_the_mean_over_all_panels() -> None:
    judges = _judges(shared=0.0, seats=2)
    found = chance(judges, theta_se=THETA_SE, bar=2.0, ratings=6, interval=0.95)
    sums = _drawn(judges, seed=4)
    panels = [np.mean(sums[:, list(pair)].sum(axis=1) >= 12) for pair in combinations(range(3), 2)]

    assert found.probability == pytest.approx(np.mean(panels), abs=0.006)


def test_many_ratings_by_moments_are_what_they_are_by_convolution(monkeypatch: pytest.MonkeyPatch) -> None:
    judges = Judges(
        log_gammas=(log_gamma(np.tile(THRESHOLDS, (4, 1))),) * 7,
        mean=np.linspace(-0.6, 0.9, 7),
        slope=np.ones(7),
        spread=0.3 * np.eye(7),
        seats=7,
    )
    asked = {"theta_se": THETA_SE, "bar": 2.1, "ratings": 84, "interval": 0.95}
    by_moments = chance(judges, **asked)
    monkeypatch.setattr("waypost.calibration.judging_anew.NORMAL_FROM", 10_000)

    assert by_moments.probability == pytest.approx(chance(judges, **asked).probability, abs=0.003)


def test_every_mean_reaches_the_lowest_point_and_the_order_of_judges_is_nothing() -> None:
    judges = _judges(shared=0.2)
    turned = Judges(
        log_gammas=judges.log_gammas,
        mean=judges.mean[::-1],
        slope=judges.slope[::-1],
        spread=judges.spread[::-1, ::-1],
        seats=3,
    )
    asked = {"theta_se": THETA_SE, "ratings": 9, "interval": 0.95}

    assert chance(judges, bar=0.0, **asked).probability == pytest.approx(1.0)
    assert chance(judges, bar=2.0, **asked).probability == pytest.approx(
        chance(turned, bar=2.0, **asked).probability, abs=1e-12
    )


@pytest.mark.parametrize(("seats", "ratings"), [(3, 9), (2, 6), (3, 90)])
def test_judges_of_whom_the_same_is_known_count_each(seats: int, ratings: int) -> None:
    gamma, known = log_gamma(THRESHOLDS), {"mean": np.array([0.2, 0.2, -0.4]), "slope": np.ones(3)}
    alike, apart = (
        Judges(log_gammas=gammas, spread=0.3 * np.eye(3), seats=seats, **known)
        for gammas in ((gamma,) * 3, (gamma, gamma.copy(), gamma.copy()))
    )
    asked = {"theta_se": THETA_SE, "bar": 1.5, "ratings": ratings, "interval": 0.95}

    found, one_by_one = chance(alike, **asked), chance(apart, **asked)

    assert found.probability == pytest.approx(one_by_one.probability, abs=1e-12)
    assert found.expected == pytest.approx(one_by_one.expected, abs=1e-12)
