"""Leaning: does a group of raters give a team more, or less, than it gives others and than others give that team?

The lean of a group towards a team is a difference of differences: what the group gives the team beyond what it gives
other teams, less what other groups give that team beyond what they give other teams. A group that is severe with
everybody does not lean, and a team that is weak with everybody is not leant against.

Each lean is estimated by itself, without a prior, so that its test keeps its level: around the fit, the ratings of a
pair amount to one observation y = eta + (ratings - expected) / I with variance 1 / I + halo's, I being their
information (a linear mixed model at the working response; Breslow and Clayton 1993, J. Am. Stat. Assoc. 88, 9-25).
Candidates and raters have their effects in it, teams and groups too, and the cell in question one more: its
generalised least-squares estimate is the lean. Over all cells the level is held by Holm (1979, Scand. J. Stat. 6,
65-70).
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

import numpy as np

from waypost.calibration.measures import z_of
from waypost.calibration.misfit import information, pair_eta
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.response import moments, probabilities
from waypost.calibration.tables import BoolArray, FloatArray, IntArray, Table
from waypost.refusal import Refusal

if TYPE_CHECKING:
    from waypost.calibration.result import Calibration

FREE = 100.0
"""The standard deviation that leaves the effects of teams and groups free, in logits."""
LEAST_LEFT = 1e-6
"""The share of a cell's information that has to be left once everything else is allowed for."""
MOST_DIRECT = 2_000
"""Up to so many effects, the normal equations are solved directly."""
ROWS_AT_ONCE = 1 << 18
NONE_FOUND, UNKNOWN = "none found", "cannot tell"


def lean(calibration: Calibration, *, by: tuple[str, str] = ("rater_group", "team")) -> Table:
    """rater_group, team, lean, se, low, high, p, adjusted, decision, n, raters, candidates: one row for each cell.

    lean: in logits, positive is generous; p: of the hypothesis that there is none; adjusted: p by Holm's method over
    all cells. decision: "for" or "against" where adjusted is below 1 - interval, else "none found"; "cannot tell",
    with numbers that are NaN, where the cell has no ratings or where nothing separates its lean from how severe the
    group or how strong the team is: a group that rates this team only, or a team that only this group rates.

    Raises ValueError when `by` is anything else, or a column is missing; Refusal for the method jmle.
    """
    ratings, posterior = calibration.ratings, calibration.posterior
    if by != ("rater_group", "team"):
        raise ValueError('leaning is by ("rater_group", "team")')
    if ratings.team is None or ratings.rater_group is None:
        raise ValueError("lean needs the columns team and rater_group")
    if posterior.method == "jmle":
        raise Refusal(
            "calibration.needs-model",
            "The method jmle does not estimate how raters differ. Fit with the method integrated or variational.",
        )
    observed = _observed(ratings, posterior)
    team, group = ratings.team[observed.candidate], ratings.rater_group[observed.rater]
    cells = [(g, t) for g in range(len(ratings.rater_groups)) for t in range(len(ratings.teams))]
    found = _leans(observed, ratings, team=team, group=group, cells=cells)
    return _table(ratings, observed, cells, found, team=team, group=group, interval=calibration.interval)


@dataclass(frozen=True, eq=False)
class _Observed:
    """One working observation for each pair: y with `weight`, the inverse of its variance; how many ratings it is.

    prior: the precisions of candidates and raters.
    """

    candidate: IntArray
    rater: IntArray
    y: FloatArray
    weight: FloatArray
    ratings: IntArray
    prior: tuple[float, float]


def _observed(ratings: Ratings, posterior: Posterior) -> _Observed:
    eta, known = pair_eta(ratings, posterior), information(ratings, posterior)
    residual = np.zeros(len(eta))
    for start in range(0, len(ratings), ROWS_AT_ONCE):
        rows = slice(start, start + ROWS_AT_ONCE)
        pair = ratings.pair[rows]
        expected = moments(probabilities(eta[pair], posterior.thresholds[ratings.criterion[rows]])).mean
        residual += np.bincount(pair, ratings.rating[rows] - expected, minlength=len(eta))
    return _Observed(
        candidate=ratings.pairs[:, 0],
        rater=ratings.pairs[:, 1],
        y=eta + residual / known,
        weight=1.0 / (1.0 / known + posterior.sd("halo") ** 2),
        ratings=np.bincount(ratings.pair, minlength=len(eta)),
        prior=(posterior.sd("candidate") ** -2, max(posterior.sd("rater"), 1e-3) ** -2),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    lean: float
    se: float


def _leans(
    observed: _Observed, ratings: Ratings, *, team: IntArray, group: IntArray, cells: list[tuple[int, int]]
) -> list[_Found | None]:
    """The generalised least-squares estimate of each cell's effect, None where it is not determined."""
    inside = np.array([(group == g) & (team == t) for g, t in cells]).T.astype(np.float64)
    left = _without_effects(observed, ratings, np.column_stack([observed.y, inside]), team=team, group=group)
    weighted = observed.weight[:, None] * inside
    told = np.einsum("pc,pc->c", weighted, left[:, 1:])
    whole = weighted.sum(axis=0)
    found: list[_Found | None] = []
    for place, (g, t) in enumerate(cells):
        if told[place] <= LEAST_LEFT * whole[place] or not _separate(group == g, team == t):
            found.append(None)
        else:
            value = float(weighted[:, place] @ left[:, 0])
            found.append(_Found(value / told[place], float(told[place]) ** -0.5))
    return found


def _separate(of_group: BoolArray, of_team: BoolArray) -> bool:
    """Whether the group rated other teams, other groups this team, and other groups other teams."""
    return all(bool((one & other).any()) for one in (of_group, ~of_group) for other in (of_team, ~of_team))


def _without_effects(
    observed: _Observed, ratings: Ratings, columns: FloatArray, *, team: IntArray, group: IntArray
) -> FloatArray:
    """The columns (pairs, m) less what candidates, raters, teams and groups explain of them."""
    from scipy import sparse

    sizes = (len(ratings.candidates), len(ratings.raters), len(ratings.teams), len(ratings.rater_groups), 1)
    precisions = (*observed.prior, FREE**-2, FREE**-2, FREE**-2)
    codes = (observed.candidate, observed.rater, team, group, np.zeros(len(team), dtype=np.int32))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    places = np.stack([code + start for code, start in zip(codes, starts[:-1], strict=True)], axis=1)
    pairs = np.repeat(np.arange(len(team)), len(sizes))
    effects = sparse.csr_array((np.ones(places.size), (pairs, places.ravel())), shape=(len(team), int(starts[-1])))
    weighted = effects.T.multiply(observed.weight).tocsr()
    normal = (weighted @ effects + sparse.diags_array(np.repeat(precisions, sizes))).tocsr()
    return np.asarray(columns - effects @ _solved(normal, weighted @ columns))


def _solved(normal: Any, right: FloatArray) -> FloatArray:
    """The solution of the normal equations: directly where they are small, else by conjugate gradients."""
    if normal.shape[0] <= MOST_DIRECT:
        return np.asarray(np.linalg.solve(normal.toarray(), right))
    from scipy.sparse.linalg import LinearOperator, cg

    diagonal = normal.diagonal()
    scaled = LinearOperator(normal.shape, matvec=lambda x: x / diagonal)
    columns = [cg(normal, column, M=scaled, rtol=1e-9, maxiter=5000)[0] for column in right.T]
    return np.asarray(np.column_stack(columns))


def _table(
    ratings: Ratings,
    observed: _Observed,
    cells: list[tuple[int, int]],
    found: list[_Found | None],
    *,
    team: IntArray,
    group: IntArray,
    interval: float,
) -> Table:
    shape = (len(ratings.rater_groups), len(ratings.teams))
    value = np.array([np.nan if one is None else one.lean for one in found])
    se = np.array([np.nan if one is None else one.se for one in found])
    p = np.array([np.nan if one is None else 2 * NormalDist().cdf(-abs(one.lean) / one.se) for one in found])
    adjusted = _holm(p, alike=_alike(*shape))
    cell = group * shape[1] + team
    return Table(
        {
            "rater_group": [ratings.rater_groups[g] for g, _ in cells],
            "team": [ratings.teams[t] for _, t in cells],
            "lean": value,
            "se": se,
            "low": value - z_of(interval) * se,
            "high": value + z_of(interval) * se,
            "p": p,
            "adjusted": adjusted,
            "decision": [_decision(*one, level=1 - interval) for one in zip(value, adjusted, strict=True)],
            "n": np.bincount(cell, observed.ratings, minlength=len(cells)).astype(np.int64),
            "raters": _distinct(cell, observed.rater, len(cells)),
            "candidates": _distinct(cell, observed.candidate, len(cells)),
        }
    )


def _alike(groups: int, teams: int) -> int:
    """How many cells are one and the same question: with two groups, what one gives a team the other does not."""
    return (2 if groups == 2 else 1) * (2 if teams == 2 else 1)


def _holm(p: FloatArray, *, alike: int) -> FloatArray:
    """p adjusted by Holm's method over the different questions among the cells that can be told; NaN stays NaN."""
    adjusted = np.full(len(p), np.nan)
    order = [place for place in np.argsort(p, kind="stable") if not np.isnan(p[place])]
    questions = len(order) / alike
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(p[place] * max(questions - rank // alike, 1.0), 1.0))
        adjusted[place] = highest
    return adjusted


def _decision(value: float, adjusted: float, *, level: float) -> str:
    if np.isnan(adjusted):
        return UNKNOWN
    if adjusted >= level:
        return NONE_FOUND
    return "for" if value > 0 else "against"


def _distinct(cell: IntArray, code: IntArray, cells: int) -> IntArray:
    """How many different raters, or candidates, each cell has."""
    both = np.unique(np.stack([cell, code]), axis=1)
    return np.bincount(both[0], minlength=cells)
