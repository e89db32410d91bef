"""Simulating: tables of ratings from a truth that is known, to see what a fit makes of them.

The same truth and seed give the same ratings. Ids are whole numbers that index the truth's values, so that
`simulated.theta[int(id)]` is what a measure should have been. Drawn as the model of `docs/calibration-engine.md` says:
log P(k) / P(k - 1) = theta - alpha + halo + lean - threshold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from waypost.calibration.tables import ByteArray, FloatArray, IntArray

CHUNK = 1 << 18
"""So many ratings are drawn at a time, so that ten million need little more memory than they fill."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What is true, and who rates whom.

    candidates, raters, criteria: how many. raters_each: different raters of each candidate, who rate every criterion.
    candidate_sd, rater_sd, halo_sd, lean_sd: standard deviations in logits, of what is drawn. thresholds: common to
    all criteria, categories - 1 of them; threshold_sd: how far each criterion's own lie from these. blocks: candidates
    and raters fall into so many parts, with raters only from a candidate's own; bridges: so many candidates of each
    block but the last have one rater of the next block instead of one of their own. teams, rater_groups: into so many
    candidates and raters fall (0: no such column); team_sd, group_sd: how far the groups' means lie apart.
    lean: (rater_groups, teams) given instead of drawn; positive is generous.
    """

    candidates: int
    raters: int
    criteria: int = 4
    raters_each: int = 3
    candidate_sd: float = 1.5
    rater_sd: float = 0.7
    halo_sd: float = 0.0
    lean_sd: float = 0.0
    thresholds: tuple[float, ...] = (-2.0, -0.7, 0.7, 2.0)
    threshold_sd: float = 0.3
    blocks: int = 1
    bridges: int = 0
    teams: int = 0
    rater_groups: int = 0
    team_sd: float = 0.0
    group_sd: float = 0.0
    lean: tuple[tuple[float, ...], ...] | None = None

    def __post_init__(self) -> None:
        if min(self.candidates, self.raters, self.criteria, self.raters_each, self.blocks) < 1:
            raise ValueError("candidates, raters, criteria, raters_each and blocks are at least 1")
        if self.raters_each > self.raters // self.blocks:
            raise ValueError("a block has fewer raters than raters_each asks for")
        if self.bridges > self.candidates // self.blocks:
            raise ValueError("a block has fewer candidates than bridges asks for")


@dataclass(frozen=True, eq=False)
class Simulated:
    """Ratings and the values that they were drawn from; every value is indexed by the id in its column.

    columns: candidate, rater, criterion, rating and, where the truth has them, team and rater_group: what
    `read_ratings` and `fit` take. theta, alpha include their group's mean. halo (candidates, raters_each) belongs to
    `pair_rater`, of the same shape. thresholds (criteria, categories - 1). lean (rater_groups, teams). team, group: of
    each candidate and rater.
    """

    columns: dict[str, npt.NDArray[Any]]
    theta: FloatArray
    alpha: FloatArray
    thresholds: FloatArray
    pair_rater: IntArray
    halo: FloatArray
    lean: FloatArray
    team: IntArray
    group: IntArray
    eta: FloatArray = field(repr=False)
    """(candidates, raters_each): theta - alpha + halo + lean of each pair."""

    def without(self, held: int) -> dict[str, npt.NDArray[Any]]:
        """The columns without the last `held` raters of each candidate: those a fit is then asked about."""
        kept = np.ones(self.pair_rater.shape, dtype=np.bool_)
        kept[:, self.pair_rater.shape[1] - held :] = False
        rows = np.repeat(kept.ravel(), len(self.thresholds))
        return {name: column[rows] for name, column in self.columns.items()}

    def of_rater(self, place: int) -> npt.NDArray[Any]:
        """(candidates, criteria): the ratings by the rater at this place among each candidate's."""
        return self.columns["rating"].reshape(*self.pair_rater.shape, len(self.thresholds))[:, place]


def simulate(truth: Truth, *, seed: int) -> Simulated:
    """Draw everything, then the ratings; quick to ten million of them."""
    rng = np.random.default_rng(seed)
    team, group = _members(truth.candidates, truth.teams, rng), _members(truth.raters, truth.rater_groups, rng)
    theta = rng.normal(0.0, truth.candidate_sd, truth.candidates) + _means(truth.teams, truth.team_sd, rng)[team]
    alpha = rng.normal(0.0, truth.rater_sd, truth.raters) + _means(truth.rater_groups, truth.group_sd, rng)[group]
    own = rng.normal(0.0, truth.threshold_sd, (truth.criteria, len(truth.thresholds)))
    thresholds = np.asarray(truth.thresholds) + own
    pair_rater = _design(truth, rng)
    halo = rng.normal(0.0, truth.halo_sd, pair_rater.shape) if truth.halo_sd else np.zeros(pair_rater.shape)
    lean = _lean(truth, rng)
    eta = theta[:, None] - alpha[pair_rater] + halo + lean[group[pair_rater], team[:, None]]
    columns = _columns(truth, pair_rater, draw(eta.ravel(), thresholds, rng=rng), team, group)
    return Simulated(columns, theta, alpha, thresholds, pair_rater, halo, lean, team, group, eta)


def draw(eta: FloatArray, thresholds: FloatArray, *, rng: np.random.Generator) -> ByteArray:
    """(n * criteria,) ratings: each eta (n,) rated on every criterion of thresholds (criteria, categories - 1)."""
    criteria, steps = thresholds.shape
    easier = np.exp(-thresholds)
    rating = np.empty((len(eta), criteria), dtype=np.uint8)
    for rows in _chunks(len(eta), CHUNK // criteria + 1):
        power = np.exp(eta[rows])[:, None]
        odds = np.ones((steps + 1, len(power), criteria))
        for step in range(steps):
            odds[step + 1] = odds[step] * power * easier[:, step]
        reached = np.cumsum(odds, axis=0)
        mark = rng.random(reached.shape[1:]) * reached[-1]
        rating[rows] = np.count_nonzero(reached[:-1] <= mark, axis=0)
    return rating.ravel()


def _chunks(rows: int, size: int) -> Iterator[slice]:
    return (slice(start, min(start + size, rows)) for start in range(0, rows, size))


def _members(count: int, groups: int, rng: np.random.Generator) -> IntArray:
    """Which group each is in: as even as can be, in random order."""
    return rng.permutation(np.arange(count, dtype=np.int32) % np.int32(max(groups, 1)))


def _means(groups: int, sd: float, rng: np.random.Generator) -> FloatArray:
    means = rng.normal(0.0, sd, max(groups, 1))
    return np.asarray(means - means.mean())


def _lean(truth: Truth, rng: np.random.Generator) -> FloatArray:
    shape = (max(truth.rater_groups, 1), max(truth.teams, 1))
    if truth.lean is None:
        return rng.normal(0.0, truth.lean_sd, shape) if truth.lean_sd else np.zeros(shape)
    given = np.asarray(truth.lean, dtype=np.float64)
    if given.shape != shape:
        raise ValueError(f"lean needs one row for each rater group and one column for each team, {shape}")
    return given


def _design(truth: Truth, rng: np.random.Generator) -> IntArray:
    """(candidates, raters_each): different raters of each candidate, from its own block."""
    block = np.arange(truth.candidates) * truth.blocks // truth.candidates
    starts = np.arange(truth.blocks + 1) * truth.raters // truth.blocks
    chosen = np.empty((truth.candidates, truth.raters_each), dtype=np.int32)
    for own in range(truth.blocks):
        there = np.flatnonzero(block == own)
        chosen[there] = starts[own] + _distinct(len(there), int(starts[own + 1] - starts[own]), truth.raters_each, rng)
        if own + 1 < truth.blocks and truth.bridges:
            crossing = rng.choice(there, truth.bridges, replace=False)
            chosen[crossing, -1] = rng.integers(starts[own + 1], starts[own + 2], truth.bridges)
    return chosen


def _distinct(rows: int, among: int, each: int, rng: np.random.Generator) -> IntArray:
    """(rows, each) numbers below `among`, all different within a row, in random order."""
    if among < 8 * each:
        order = rng.permuted(np.broadcast_to(np.arange(among, dtype=np.int32), (rows, among)), axis=1)
        return order[:, :each]
    chosen = rng.integers(0, among, (rows, each), dtype=np.int32)
    again = np.arange(rows)
    while len(again):
        ordered = np.sort(chosen[again], axis=1)
        again = again[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
        chosen[again] = rng.integers(0, among, (len(again), each), dtype=np.int32)
    return chosen


def _columns(
    truth: Truth, pair_rater: IntArray, rating: ByteArray, team: IntArray, group: IntArray
) -> dict[str, npt.NDArray[Any]]:
    candidate = np.repeat(np.arange(truth.candidates, dtype=np.int32), truth.raters_each)
    pairs = {"candidate": candidate, "rater": pair_rater.ravel()}
    if truth.teams:
        pairs["team"] = team[candidate]
    if truth.rater_groups:
        pairs["rater_group"] = group[pair_rater.ravel()]
    columns: dict[str, npt.NDArray[Any]] = {name: np.repeat(of, truth.criteria) for name, of in pairs.items()}
    columns["criterion"] = np.tile(np.arange(truth.criteria, dtype=np.int32), len(candidate))
    columns["rating"] = rating
    return columns
