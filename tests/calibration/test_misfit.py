"""Misfit is 1 for raters who follow the model, however few their ratings, and far above it for those who throw dice."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from waypost.calibration import Calibration, fit
from waypost.calibration.misfit import mean_squares, misfit, pair_eta, residuals
from waypost.calibration.simulating import Simulated, Truth, simulate
from waypost.calibration.tables import FloatArray

ROOM = Truth(candidates=60, raters=30)
WITH_HALO = Truth(candidates=60, raters=30, halo_sd=0.8)
SMALL = Truth(candidates=12, raters=6, raters_each=2)


@cache
def fitted(truth: Truth, seed: int, *, dice: int = 0) -> tuple[Simulated, Calibration]:
    """A fit of simulated ratings in which the first few raters give any category alike."""
    drawn = simulate(truth, seed=seed)
    columns = dict(drawn.columns)
    thrown = columns["rater"].astype(int) < dice
    random = np.random.default_rng(seed).integers(0, 5, len(thrown))
    columns["rating"] = np.where(thrown, random, columns["rating"])
    return drawn, fit(columns)


@pytest.mark.parametrize("truth", [ROOM, WITH_HALO, SMALL], ids=["room", "halo", "small"])
def test_raters_who_follow_the_model_have_one(truth: Truth) -> None:
    squares = [fitted(truth, seed)[1].misfit.raters for seed in range(6)]
    infit, z = np.concatenate([one.infit for one in squares]), np.concatenate([one.infit_z for one in squares])
    assert infit.mean() == pytest.approx(1, abs=0.07)
    assert z.mean() == pytest.approx(0, abs=0.25)
    assert 0.8 < z.std() < 1.15


def test_taking_measures_for_the_truth_would_make_everybody_look_too_good() -> None:
    """What the reference is for: with four ratings of a candidate, residuals from shrunk measures are too small."""

    def plain(found: Calibration) -> FloatArray:
        ratings, posterior = found.ratings, found.posterior
        eta = pair_eta(ratings, posterior)[ratings.pair]
        rest = residuals(ratings.rating, eta, None, posterior.thresholds, ratings.criterion)
        return mean_squares(rest, ratings.rater, groups=len(ratings.raters)).infit

    assert np.mean([plain(fitted(WITH_HALO, seed)[1]).mean() for seed in range(6)]) < 0.85


@pytest.mark.parametrize("truth", [ROOM, WITH_HALO], ids=["room", "halo"])
def test_raters_who_throw_dice_stand_out(truth: Truth) -> None:
    for seed in range(4):
        raters, codes = fitted(truth, seed, dice=2)[1].misfit.raters, ["0", "1"]
        names = fitted(truth, seed, dice=2)[1].ratings.raters
        places = [names.index(code) for code in codes]
        others = np.delete(raters.infit, places)
        assert (raters.infit[places] > 1.5).all()
        assert (raters.infit_z[places] > 2).all()
        assert np.median(others) < 1.05
        assert set(np.argsort(-raters.infit)[:2]) == set(places)


def test_the_most_unexpected_ratings_come_first_and_say_what_was_expected() -> None:
    found = fitted(ROOM, 0, dice=2)[1]
    z = np.abs(np.asarray(found.fit["z"]))
    assert found.fit.columns == ("candidate", "rater", "criterion", "rating", "expected", "z")
    assert (np.diff(z) <= 0).all()
    assert z.min() >= 2
    first = next(found.fit.rows())
    assert (first["rating"] > first["expected"]) == (first["z"] > 0)
    assert found.fit["rater"][:10].count("0") + found.fit["rater"][:10].count("1") >= 5


def test_every_table_of_misfit_counts_its_ratings() -> None:
    found = misfit(fitted(SMALL, 1)[1].ratings, fitted(SMALL, 1)[1].posterior)
    assert [one.n.sum() for one in (found.raters, found.criteria, found.candidates)] == [96, 96, 96]
    assert np.isfinite(found.candidates.outfit).all()
