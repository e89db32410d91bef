"""Swapping: would this candidate reach the bar, judged by others?

The others may be named, drawn from those of a team, or be new: raters nobody has met, as severe as raters are. What
they would give is what the model says: their severity as far as it is known (together with theta, which was measured
by raters who are linked to them), what each of them would see in this candidate alone (halo) drawn anew where they have
not rated this candidate, and a group's lean where that was fitted. It is an extrapolation: it knows how severe
raters are with everybody, and nothing of what they would find in this person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waypost.calibration.judging_anew import Chance, Judges, chance, log_gamma
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.response import moments, probabilities
from waypost.calibration.tables import BoolArray, FloatArray, IntArray
from waypost.refusal import Refusal

if TYPE_CHECKING:
    from waypost.calibration.result import Calibration

MOST_JOINT = 60
"""Of a team with more raters than this, each severity is taken as known apart from the others."""


@dataclass(frozen=True, slots=True)
class Swap:
    """Whether a candidate would reach the bar with other raters, against the chance with those that it had.

    raters: the others, sorted; empty where they are new. seats: so many of them judge at a time. ratings: over so many
    the mean is taken. bar: in points of the scale, on the mean over raters and criteria. probability, low, high: that
    their mean reaches the bar, with the interval that comes of what is not known of theta. expected: their mean
    rating. own, own_low, own_high: that the candidate's own raters would reach it, were they to rate again. observed:
    the mean that they gave.
    """

    candidate: str
    raters: tuple[str, ...]
    seats: int
    ratings: int
    bar: float
    probability: float
    low: float
    high: float
    expected: float
    own: float
    own_low: float
    own_high: float
    observed: float


def swap(
    calibration: Calibration,
    candidate: str,
    *,
    bar: float,
    raters: Sequence[str] | None = None,
    team: str | None = None,
) -> Swap:
    """Would `candidate` reach `bar`, judged by these raters, by as many of a team as it had, or by as many new ones.

    raters: each rates, of the criteria on which the candidate was rated, those that they rated anybody on. team: the
    raters in the rater group of that name or, where no rater has a group, those who rated candidates of that team.

    Raises KeyError for an unknown candidate, rater or team; ValueError for a bar outside the scale, or raters and team
    together; Refusal where nothing connects these raters with the candidate ("calibration.not-connected"), where they
    rated none of its criteria ("calibration.no-criterion"), or where the fit estimated no spread of raters
    ("calibration.needs-model").
    """
    ratings, posterior = calibration.ratings, calibration.posterior
    _refuse_arguments(calibration, bar=bar, both=raters is not None and team is not None)
    case = _case_of(ratings, _code(ratings.candidates, candidate, "candidate"))
    others = _others(ratings, raters, team)
    seats = len(others) if raters is not None else len(case.raters)
    if team is not None:
        seats = min(seats, len(others))
    if not seats:
        raise ValueError("raters names nobody; leave it out to ask for new raters")
    _refuse_unlinked(calibration, case, others)
    judges, rated = _judges(ratings, posterior, case, others, seats=seats, drawn=team is not None)
    theta_se = float(posterior.theta_se[case.code])
    with_others = chance(judges, theta_se=theta_se, bar=bar, ratings=rated, interval=calibration.interval)
    mine, rated_by_own = _own(ratings, posterior, case)
    with_own = chance(mine, theta_se=theta_se, bar=bar, ratings=rated_by_own, interval=calibration.interval)
    names = tuple(ratings.raters[rater] for rater in others)
    return _told(candidate, names, seats, rated, bar, with_others, with_own, float(case.rating.mean()))


def _told(
    candidate: str,
    names: tuple[str, ...],
    seats: int,
    rated: int,
    bar: float,
    others: Chance,
    own: Chance,
    observed: float,
) -> Swap:
    return Swap(
        candidate=candidate,
        raters=names,
        seats=seats,
        ratings=rated,
        bar=bar,
        probability=others.probability,
        low=others.low,
        high=others.high,
        expected=others.expected,
        own=own.probability,
        own_low=own.low,
        own_high=own.high,
        observed=observed,
    )


@dataclass(frozen=True, eq=False)
class _Case:
    """One candidate's ratings: its raters and criteria, each once, and of each of its pairs the place in `pairs`."""

    code: int
    raters: IntArray
    pairs: IntArray
    criteria: IntArray
    rater: IntArray
    criterion: IntArray
    rating: IntArray


def _case_of(ratings: Ratings, code: int) -> _Case:
    rows = slice(*np.searchsorted(ratings.candidate, [code, code + 1]).tolist())
    first, last = int(ratings.pair[rows.start]), int(ratings.pair[rows.stop - 1])
    places = np.arange(first, last + 1, dtype=np.int32)
    return _Case(
        code=code,
        raters=ratings.pairs[places, 1],
        pairs=places,
        criteria=np.unique(ratings.criterion[rows]),
        rater=ratings.rater[rows],
        criterion=ratings.criterion[rows],
        rating=ratings.rating[rows],
    )


def _code(ids: tuple[str, ...], wanted: str, kind: str) -> int:
    try:
        return ids.index(wanted)
    except ValueError:
        raise KeyError(f"there is no {kind} {wanted!r}") from None


def _others(ratings: Ratings, raters: Sequence[str] | None, team: str | None) -> IntArray:
    if raters is not None:
        return np.unique(np.array([_code(ratings.raters, rater, "rater") for rater in raters], dtype=np.int32))
    return np.zeros(0, dtype=np.int32) if team is None else _of_team(ratings, team)


def _of_team(ratings: Ratings, team: str) -> IntArray:
    if ratings.rater_group is not None:
        return np.flatnonzero(ratings.rater_group == _code(ratings.rater_groups, team, "rater group")).astype(np.int32)
    if ratings.team is None:
        raise ValueError("team needs the column rater_group or team")
    its = ratings.team[ratings.pairs[:, 0]] == _code(ratings.teams, team, "team")
    return np.unique(ratings.pairs[its, 1])


def _refuse_arguments(calibration: Calibration, *, bar: float, both: bool) -> None:
    highest = calibration.ratings.categories - 1
    if not 0 <= bar <= highest:
        raise ValueError(f"the bar lies on the scale, from 0 to {highest}")
    if both:
        raise ValueError("give raters or a team, not both")
    if calibration.posterior.method == "jmle":
        raise Refusal(
            "calibration.needs-model",
            "The method jmle does not estimate how raters differ. Fit with the method integrated or variational.",
        )


def _refuse_unlinked(calibration: Calibration, case: _Case, others: IntArray) -> None:
    design, ratings = calibration.connections, calibration.ratings
    home = int(design.candidate_component[case.code])
    strangers = [ratings.raters[rater] for rater in others if int(design.rater_component[rater]) != home]
    if strangers:
        named = ", ".join(strangers[:3]) + (f" and {len(strangers) - 3} more" if len(strangers) > 3 else "")
        raise Refusal(
            "calibration.not-connected",
            f"Nothing connects {ratings.candidates[case.code]} with {named}: no chain of candidates and raters leads "
            "from one to the other, so that nobody can tell whether they judge more strictly. "
            "One rater who judges in both parts links them.",
        )


def _own(ratings: Ratings, posterior: Posterior, case: _Case) -> tuple[Judges, int]:
    """The candidate's own raters, each on the criteria that they rated here."""
    gammas = _gammas(posterior, [case.criterion[case.rater == rater] for rater in case.raters])
    return _known(ratings, posterior, case, case.raters, gammas, seats=len(case.raters)), len(case.rating)


def _judges(
    ratings: Ratings, posterior: Posterior, case: _Case, others: IntArray, *, seats: int, drawn: bool
) -> tuple[Judges, int]:
    """The others with what is known of them, and over how many ratings their mean is taken."""
    if not len(others):
        return _new(posterior, case, seats), seats * len(case.criteria)
    on = _rated_on(ratings, others)[:, case.criteria]
    if drawn:
        on[:] = on.any(axis=0)
    if not on.any(axis=1).all():
        silent = ratings.raters[others[np.flatnonzero(~on.any(axis=1))[0]]]
        raise Refusal(
            "calibration.no-criterion",
            f"{silent} has rated nobody on any of the criteria that {ratings.candidates[case.code]} was rated on.",
        )
    rated = seats * int(on[0].sum()) if drawn else int(on.sum())
    if len(others) > MOST_JOINT and seats < len(others):
        return _crowd(ratings, posterior, case, others, criteria=case.criteria[on[0]], seats=seats), rated
    gammas = _gammas(posterior, [case.criteria[own] for own in on])
    return _known(ratings, posterior, case, others, gammas, seats=seats), rated


def _gammas(posterior: Posterior, rated: Sequence[IntArray]) -> tuple[FloatArray, ...]:
    """Of each rater, by the criteria they rate; the same criteria are convolved once."""
    found = {criteria.tobytes(): criteria for criteria in rated}
    made = {key: log_gamma(posterior.thresholds[criteria]) for key, criteria in found.items()}
    return tuple(made[criteria.tobytes()] for criteria in rated)


def _rated_on(ratings: Ratings, raters: IntArray) -> BoolArray:
    """(raters, criteria): whether each rated anybody on each criterion."""
    place = np.full(len(ratings.raters), -1)
    place[raters] = np.arange(len(raters))
    theirs = place[ratings.rater]
    on = np.zeros((len(raters), len(ratings.criteria)), dtype=np.bool_)
    on[theirs[theirs >= 0], ratings.criterion[theirs >= 0]] = True
    return on


def _known(
    ratings: Ratings,
    posterior: Posterior,
    case: _Case,
    others: IntArray,
    gammas: tuple[FloatArray, ...],
    *,
    seats: int,
) -> Judges:
    """Raters whose severity was measured, jointly with the candidate's theta."""
    mean, covariance = posterior.joint(np.array([case.code], dtype=np.int32), others)
    base = mean[0] - mean[1:]
    with_theta = covariance[0, 0] - covariance[0, 1:]
    spread = covariance[0, 0] - covariance[0, 1:] - covariance[0, 1:, None] + covariance[1:, 1:]
    leaning, lean_spread = _lean(ratings, posterior, case, others)
    base, spread = base + leaning, spread + lean_spread
    seen, kept, own = _halo(ratings, posterior, case, others, base)
    theta_variance = float(covariance[0, 0])
    slope = kept * with_theta / theta_variance
    spread = kept[:, None] * spread * kept + np.diag(own) - np.outer(slope, slope) * theta_variance
    np.fill_diagonal(spread, np.maximum(np.diag(spread), 0.0))
    return Judges(log_gammas=gammas, mean=base + seen, slope=slope, spread=spread, seats=seats)


def _lean(ratings: Ratings, posterior: Posterior, case: _Case, others: IntArray) -> tuple[FloatArray, FloatArray]:
    """What each rater's group gives to the candidate's team, and how far that is known."""
    none = np.zeros(len(others)), np.zeros((len(others), len(others)))
    if posterior.lean is None or posterior.lean_se is None or ratings.team is None or ratings.rater_group is None:
        return none
    team, group = ratings.team[case.code], ratings.rater_group[others]
    se = posterior.lean_se[group, team]
    return posterior.lean[group, team], (group[:, None] == group) * np.outer(se, se)


def _halo(
    ratings: Ratings, posterior: Posterior, case: _Case, others: IntArray, base: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Of each pair: what its rater is known to see in the candidate, by how much less than one eta then follows
    theta - alpha, and the variance that is left.

    A pair that has rated, with information I about eta, has halo = k (y - (theta - alpha)) plus a variance of
    (1 - k) sd^2, k = sd^2 / (sd^2 + 1 / I): what it showed stays, so that eta follows theta by 1 - k only. A pair that
    has not has k = 0.
    """
    sd = posterior.sd("halo")
    seen, kept = np.zeros(len(others)), np.ones(len(others))
    if posterior.halo is not None and sd > 0:
        for place in np.flatnonzero(np.isin(others, case.raters)):
            at = int(np.searchsorted(case.raters, others[place]))
            thresholds = posterior.thresholds[case.criterion[case.rater == others[place]]]
            seen[place] = posterior.halo[case.pairs[at]]
            eta = np.full(len(thresholds), base[place] + seen[place])
            information = float(moments(probabilities(eta, thresholds)).variance.sum())
            kept[place] = 1.0 / (1.0 + sd**2 * information)
    return seen, kept, kept * sd**2


def _new(posterior: Posterior, case: _Case, seats: int) -> Judges:
    """Raters nobody has met: as severe as the average, and as far from it as raters are."""
    gamma = log_gamma(posterior.thresholds[case.criteria])
    variance = posterior.sd("rater") ** 2 + posterior.sd("halo") ** 2 + posterior.sd("lean") ** 2
    return Judges(
        log_gammas=(gamma,) * seats,
        mean=np.full(seats, float(posterior.theta[case.code])),
        slope=np.ones(seats),
        spread=variance * np.eye(seats),
        seats=seats,
    )


def _crowd(
    ratings: Ratings, posterior: Posterior, case: _Case, others: IntArray, *, criteria: IntArray, seats: int
) -> Judges:
    """Seats drawn from very many raters: each as if drawn from all of them, by the mean and spread of their
    severities, which in a crowd is as good as every one by itself."""
    base, se = -posterior.alpha[others], posterior.alpha_se[others]
    variance = float(np.mean(se**2)) + posterior.sd("halo") ** 2
    if posterior.lean is not None and ratings.team is not None and ratings.rater_group is not None:
        base = base + posterior.lean[ratings.rater_group[others], ratings.team[case.code]]
    return Judges(
        log_gammas=(log_gamma(posterior.thresholds[criteria]),) * seats,
        mean=np.full(seats, float(posterior.theta[case.code] + base.mean())),
        slope=np.ones(seats),
        spread=(variance + float(base.var())) * np.eye(seats),
        seats=seats,
    )
