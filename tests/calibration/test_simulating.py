"""A simulated table is what its truth says, and the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from waypost.calibration.ratings import read_ratings
from waypost.calibration.simulating import Truth, draw, simulate


def test_the_same_seed_gives_the_same_ratings_and_another_gives_others() -> None:
    truth = Truth(candidates=30, raters=10, halo_sd=0.8, teams=2, rater_groups=2, lean_sd=0.3)
    one, same, other = (simulate(truth, seed=seed) for seed in (1, 1, 2))

    assert all(np.array_equal(one.columns[name], same.columns[name]) for name in one.columns)
    assert not np.array_equal(one.columns["rating"], other.columns["rating"])
    assert set(one.columns) == {"candidate", "rater", "criterion", "rating", "team", "rater_group"}


def test_everybody_is_rated_by_different_raters_on_every_criterion() -> None:
    ratings = read_ratings(simulate(Truth(candidates=50, raters=60, raters_each=4, criteria=3), seed=3).columns)

    assert len(ratings) == 50 * 4 * 3
    assert (ratings.per_candidate == 12).all()


def test_blocks_share_no_rater_until_there_are_bridges() -> None:
    apart = simulate(Truth(candidates=20, raters=8, raters_each=2, blocks=2), seed=4).pair_rater
    linked = simulate(Truth(candidates=20, raters=8, raters_each=2, blocks=2, bridges=1), seed=4).pair_rater

    assert apart[:10].max() < 4 <= apart[10:].min()
    assert np.count_nonzero(linked[:10] >= 4) == 1


def test_ratings_come_as_often_as_the_partial_credit_model_says() -> None:
    """Oracle: the probabilities computed by hand, exp(k eta - sums of thresholds), and a binomial's five sigma."""
    thresholds, eta, draws = np.array([[-1.0, 0.5], [0.0, 0.0]]), 0.4, 100_000
    rating = draw(np.full(draws, eta), thresholds, rng=np.random.default_rng(5)).reshape(draws, 2)

    for criterion, sums in enumerate(([0.0, -1.0, -0.5], [0.0, 0.0, 0.0])):
        odds = np.exp(eta * np.arange(3) - np.array(sums))
        expected = odds / odds.sum()
        seen = np.bincount(rating[:, criterion], minlength=3) / draws
        assert np.abs(seen - expected).max() < 5 * np.sqrt(0.25 / draws)


def test_held_out_raters_are_those_who_are_missing() -> None:
    simulated = simulate(Truth(candidates=6, raters=5, raters_each=3, criteria=2), seed=6)
    kept = simulated.without(1)

    assert set(zip(kept["candidate"], kept["rater"], strict=True)) == {
        (candidate, rater) for candidate in range(6) for rater in simulated.pair_rater[candidate, :2]
    }
    last = (simulated.columns["candidate"] == 2) & (simulated.columns["rater"] == simulated.pair_rater[2, 2])
    assert simulated.of_rater(2)[2].tolist() == simulated.columns["rating"][last].tolist()


def test_a_design_that_cannot_be_is_refused() -> None:
    for wrong in ({"raters_each": 5}, {"blocks": 2, "raters_each": 3}, {"blocks": 2, "raters_each": 1, "bridges": 9}):
        with pytest.raises(ValueError, match=r"block has fewer"):
            Truth(candidates=10, raters=4, **wrong)
    with pytest.raises(ValueError, match="one row for each rater group"):
        simulate(Truth(candidates=4, raters=4, teams=2, rater_groups=2, lean=((0.5,),)), seed=1)
