"""What others would have given is predicted as often as it comes true, and refused where nobody can know.

Oracle: raters of simulated tables whose ratings were held out of the fit.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from waypost.calibration.fitting import fit
from waypost.calibration.result import Calibration
from waypost.calibration.simulating import Simulated, Truth, draw, simulate
from waypost.calibration.tables import FloatArray
from waypost.refusal import Refusal

BAR = 2.5


@cache
def _fitted(**truth: int | float) -> tuple[Simulated, Calibration]:
    """Sixteen raters of whom each candidate has five; two of these are held out."""
    simulated = simulate(Truth(**{"candidates": 130, "raters": 16, "raters_each": 5, "criteria": 3, **truth}), seed=11)  # type: ignore[arg-type]
    return simulated, fit(simulated.without(2), categories=5, method="integrated")


@pytest.mark.parametrize("halo", [0.0, 0.8])
def test_held_out_raters_come_to_the_bar_as_often_as_predicted(halo: float) -> None:
    """A regression of what came true on its probability has slope 1; here within its own error, in the validation
    table of docs/calibration-engine.md within .9 to 1.1."""
    simulated, calibration = _fitted(halo_sd=halo)
    held = [[str(rater) for rater in raters] for raters in simulated.pair_rater[:, 3:].tolist()]
    probability = np.array([calibration.swap(str(i), raters=both, bar=BAR).probability for i, both in enumerate(held)])
    given = np.stack([simulated.of_rater(3), simulated.of_rater(4)], axis=1).reshape(130, -1)
    reached = given.mean(axis=1) >= BAR

    slope = np.cov(probability, reached)[0, 1] / probability.var(ddof=1)
    error = 2 * np.sqrt(np.sum(probability * (1 - probability))) / probability.std() / 130
    assert slope == pytest.approx(1.0, abs=min(error, 0.25))
    assert probability.mean() == pytest.approx(reached.mean(), abs=0.08)


def test_a_swap_says_who_would_judge_and_what_that_is_held_against() -> None:
    simulated, calibration = _fitted(halo_sd=0.8)
    found = calibration.swap("7", raters=["4", "12"], bar=BAR)

    assert (found.candidate, found.raters, found.seats, found.ratings, found.bar) == ("7", ("4", "12"), 2, 6, BAR)
    assert found.low < found.probability < found.high
    assert found.own_low < found.own < found.own_high
    assert found.observed == pytest.approx(simulated.columns["rating"].reshape(130, 5, 3)[7, :3].mean())
    assert found == calibration.swap("7", raters=["12", "4", "12"], bar=BAR)


def test_milder_raters_are_likelier_to_reach_the_bar_and_a_higher_bar_is_less() -> None:
    _simulated, calibration = _fitted(halo_sd=0.8)
    order = np.argsort(calibration.posterior.alpha)
    raters = [calibration.ratings.raters[code] for code in order]
    candidate = calibration.ratings.candidates[int(np.argsort(calibration.posterior.theta)[65])]
    mild, severe = (calibration.swap(candidate, raters=three, bar=2.0) for three in (raters[:3], raters[-3:]))
    bars = [calibration.swap(candidate, raters=raters[:3], bar=bar).probability for bar in (0.0, 1.0, 2.0, 3.0, 4.0)]

    assert mild.probability > severe.probability + 0.2
    assert mild.expected > severe.expected
    assert bars[0] == pytest.approx(1.0)
    assert bars == sorted(bars, reverse=True)


def _drawn(calibration: Calibration, theta: FloatArray, severity: FloatArray, *, halo: float) -> FloatArray:
    """(draws,) mean ratings by raters of these severities (draws, raters) who see something of their own, `halo`."""
    rng, posterior = np.random.default_rng(6), calibration.posterior
    eta = theta[:, None] - severity + rng.normal(0.0, halo, severity.shape)
    given = draw(eta.ravel(), posterior.thresholds, rng=rng)
    return np.asarray(given.reshape(len(theta), -1).mean(axis=1))


def test_raters_one_has_met_are_as_severe_as_they_are_and_see_something_of_their_own() -> None:
    """Oracle: 100,000 panels drawn from the joint posterior of candidate and raters, with new halos."""
    _simulated, calibration = _fitted(halo_sd=0.8)
    ratings, posterior = calibration.ratings, calibration.posterior
    code = ratings.candidates.index("7")
    strangers = [rater for rater in range(16) if [code, rater] not in ratings.pairs.tolist()]
    severe = sorted(strangers, key=lambda rater: -posterior.alpha[rater])[:3]
    mean, covariance = posterior.joint(np.array([code], dtype=np.int32), np.array(sorted(severe), dtype=np.int32))
    drawn = np.random.default_rng(5).multivariate_normal(mean, covariance, 100_000)
    given = _drawn(calibration, drawn[:, 0], drawn[:, 1:], halo=posterior.sd("halo"))

    bar = float(np.quantile(given, 0.85))
    found = calibration.swap("7", raters=[ratings.raters[rater] for rater in severe], bar=bar)
    assert found.probability == pytest.approx(np.mean(given >= bar - 1e-9), abs=0.007)
    assert found.expected == pytest.approx(given.mean(), abs=0.01)


def test_new_raters_are_as_severe_as_raters_are() -> None:
    """Oracle: 100,000 panels drawn of new raters, who see something of their own."""
    _simulated, calibration = _fitted(halo_sd=0.8)
    posterior, rng = calibration.posterior, np.random.default_rng(5)
    code = calibration.ratings.candidates.index("7")
    theta = rng.normal(posterior.theta[code], posterior.theta_se[code], 100_000)
    severity = rng.normal(0.0, posterior.sd("rater"), (100_000, 3))
    given = _drawn(calibration, theta, severity, halo=posterior.sd("halo"))

    found = calibration.swap("7", bar=2.0)
    assert (found.raters, found.seats, found.ratings) == ((), 3, 9)
    assert found.probability == pytest.approx(np.mean(given >= 2.0), abs=0.007)
    assert found.expected == pytest.approx(given.mean(), abs=0.01)


def test_a_raters_own_candidate_is_met_again_with_what_the_rater_saw_in_it() -> None:
    """With a halo that is known, the same raters come nearer to what they gave than to what others would give."""
    _simulated, calibration = _fitted(halo_sd=0.8)
    ratings, posterior = calibration.ratings, calibration.posterior
    assert posterior.halo is not None
    pair = int(np.argmax(posterior.halo))
    candidate, rater = (
        ids[code] for ids, code in zip((ratings.candidates, ratings.raters), ratings.pairs[pair], strict=True)
    )
    own = calibration.swap(candidate, raters=[rater], bar=2.0)
    base = posterior.theta[ratings.pairs[pair, 0]] - posterior.alpha[ratings.pairs[pair, 1]]
    probable = np.exp(np.arange(5) * base - np.concatenate([[0], np.cumsum(posterior.thresholds.mean(axis=0))]))
    without_halo = float(probable @ np.arange(5) / probable.sum())

    assert own.expected > without_halo + 0.2


def test_another_teams_raters_are_those_of_its_group() -> None:
    simulated, calibration = _fitted(teams=2, rater_groups=2, halo_sd=0.0)
    found = calibration.swap("3", team="1", bar=2.0)

    assert found.raters == tuple(str(rater) for rater in np.flatnonzero(simulated.group == 1))
    assert (found.seats, found.ratings) == (3, 9)
    panels = [calibration.swap("3", raters=[one], bar=2.0).expected for one in found.raters]
    assert found.expected == pytest.approx(np.mean(panels), abs=1e-3), "who sits is drawn at random"


def test_across_parts_that_nothing_connects_a_swap_is_refused() -> None:
    apart = simulate(Truth(candidates=20, raters=8, raters_each=2, blocks=2), seed=3)
    linked = simulate(Truth(candidates=20, raters=8, raters_each=2, blocks=2, bridges=1), seed=3)
    with pytest.raises(Refusal, match="Nothing connects 2 with 6: no chain of candidates and raters") as refused:
        fit(apart.columns, categories=5).swap("2", raters=["6"], bar=2.0)

    assert refused.value.code == "calibration.not-connected"
    across = fit(linked.columns, categories=5).swap("2", raters=["6"], bar=2.0)
    assert 0 < across.low < across.probability < across.high < 1


def test_raters_who_never_rated_these_criteria_are_refused_and_others_rate_their_own() -> None:
    simulated, _ = _fitted()
    columns = simulated.without(2)
    kept = (columns["rater"] != 3) | (columns["criterion"] == 1)
    kept &= (columns["candidate"] != 0) | (columns["criterion"] != 1)
    calibration = fit({name: column[kept] for name, column in columns.items()}, categories=5)

    assert calibration.swap("1", raters=["3", "4"], bar=2.0).ratings == 1 + 3
    with pytest.raises(Refusal, match="3 has rated nobody on any of the criteria that 0 was rated on"):
        calibration.swap("0", raters=["3", "4"], bar=2.0)


def test_a_question_that_cannot_be_asked_is_refused() -> None:
    _simulated, calibration = _fitted()

    with pytest.raises(KeyError, match="no candidate 'nobody'"):
        calibration.swap("nobody", bar=2.0)
    with pytest.raises(KeyError, match="no rater 'nobody'"):
        calibration.swap("1", raters=["nobody"], bar=2.0)
    with pytest.raises(ValueError, match="from 0 to 4"):
        calibration.swap("1", bar=4.5)
    with pytest.raises(ValueError, match="not both"):
        calibration.swap("1", raters=["2"], team="1", bar=2.0)
    with pytest.raises(ValueError, match="names nobody"):
        calibration.swap("1", raters=[], bar=2.0)
    with pytest.raises(ValueError, match="team needs the column"):
        calibration.swap("1", team="1", bar=2.0)
