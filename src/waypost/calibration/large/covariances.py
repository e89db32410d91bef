"""How measures vary together: raters' system solved for a few columns, or inverted whole where raters are few."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from waypost.calibration.large import kernels
from waypost.calibration.large.cells import WIDE
from waypost.calibration.large.raters import System
from waypost.calibration.tables import FloatArray, IntArray

PRECISE = 1e-8


@dataclass(frozen=True)
class Moving:
    """What raters and candidates answer to: cells, and the place of all thresholds, with their covariance.

    answers (raters + cells, moves): how far raters move when these do, and what cells are made of. raters, candidates:
    how far reported measures move, their group's and team's part with it. left_raters, left_teams, left_both: the
    covariance of group and team effects that cells do not tell, which is by group and team.
    """

    answers: FloatArray
    covariance: FloatArray
    raters: FloatArray
    teams: FloatArray
    left: FloatArray


@dataclass(frozen=True)
class Covariances:
    """The joint normal posterior of candidates and raters; pairs, weights and totals are those of the last step."""

    system: System
    moving: Moving
    candidate: float
    rater: float

    def covariance(self, *, candidates: IntArray, raters: IntArray) -> FloatArray:
        """The posterior covariance of these candidates followed by these raters."""
        pulls = np.hstack([self._pulls(candidates), self._units(raters)])
        solved = np.column_stack([self._solved(column) for column in pulls.T])
        own = np.concatenate([1.0 / self.system.total[candidates], np.zeros(len(raters))])
        moves = np.vstack([self.candidate_moves(candidates), self.moving.raters[raters]])
        made: FloatArray = pulls.T @ solved + np.diag(own) + moves @ self.moving.covariance @ moves.T
        made += self._left(candidates, raters)
        ready, severe = self.origin
        made[: len(candidates), : len(candidates)] -= ready
        made[len(candidates) :, len(candidates) :] -= severe
        return made

    @property
    def origin(self) -> tuple[float, float]:
        """How far the means of the candidates and of the raters present may lie from their populations'.

        A normal prior keeps the mean of those present apart from how they differ, and ratings say nothing about it:
        thresholds would follow. It is not what anybody is measured against; see `Posterior`. One alone is.
        """
        layout = self.system.passes.layout
        ready = self.candidate / layout.candidates if layout.candidates > 1 else 0.0
        return ready, self.rater / layout.raters if layout.raters > 1 else 0.0

    def prior_share(self, candidates: IntArray, weights: FloatArray) -> float:
        """How much of the precision of a contrast of candidates came from the prior; see `Posterior`."""
        layout = self.system.passes.layout
        solved = self._solved(self._pulls(candidates) @ weights)
        moved = self.moving.covariance @ (weights @ self.candidate_moves(candidates))
        change = np.append(solved[: layout.raters], np.zeros(layout.cells))
        theta = self._answers(change[:, None])[:, 0] + self.all_candidate_moves() @ moved
        np.add.at(theta, candidates, weights / self.system.total[candidates])
        alpha = solved[: layout.raters] + self.moving.raters @ moved
        left = self._left(candidates, np.arange(0))
        whole = float(weights @ theta[candidates] + weights @ left @ weights)
        prior = _within(theta, layout.team, self.candidate) + _within(alpha, layout.group, self.rater)
        return float(np.clip(prior / whole, 0.0, 1.0))

    def candidate_moves(self, candidates: IntArray) -> FloatArray:
        """How far these candidates' measures move with cells and with the place of thresholds."""
        layout = self.system.passes.layout
        made = np.vstack([self._answers_of(int(one), int(one) + 1, self.moving.answers) for one in candidates])
        return made + self.moving.teams[layout.team[candidates]]

    def all_candidate_moves(self) -> FloatArray:
        """The same of all candidates."""
        return self._answers(self.moving.answers) + self.moving.teams[self.system.passes.layout.team]

    def _answers(self, moved: FloatArray) -> FloatArray:
        return np.vstack([self._answers_of(*cut, moved) for cut in self.system.passes.layout.cuts])

    def _answers_of(self, first: int, last: int, moved: FloatArray) -> FloatArray:
        layout = self.system.passes.layout
        found = np.zeros((last - first, moved.shape[1]))
        kernels.respond(
            first, last, layout.start, layout.rater, layout.cell, self.system.weight, self.system.total,
            np.ascontiguousarray(moved), found,
        )  # fmt: skip
        return found

    def _pulls(self, candidates: IntArray) -> FloatArray:
        """By how much each candidate hangs on each of the raters; a column each."""
        layout = self.system.passes.layout
        made = np.zeros((layout.raters + layout.cells, len(candidates)))
        for column, candidate in enumerate(candidates):
            pairs = slice(layout.start[candidate], layout.start[candidate + 1])
            made[layout.rater[pairs], column] = self.system.weight[pairs] / self.system.total[candidate]
        return made

    def _units(self, raters: IntArray) -> FloatArray:
        layout = self.system.passes.layout
        made = np.zeros((layout.raters + layout.cells, len(raters)))
        made[raters, np.arange(len(raters))] = 1.0
        return made

    def _solved(self, right: FloatArray) -> FloatArray:
        return replace(self.system, cells=None).solved(right, np.zeros_like(right), tolerance=PRECISE)

    def _left(self, candidates: IntArray, raters: IntArray) -> FloatArray:
        """The covariance of team and group effects that cells do not tell."""
        layout = self.system.passes.layout
        places = np.concatenate([layout.team[candidates], layout.teams + layout.group[raters]])
        left: FloatArray = self.moving.left[np.ix_(places, places)]
        return left


def _within(change: FloatArray, of: IntArray, variance: float) -> float:
    """The prior's precision of a change of everybody; each team's or group's mean is free but for a wide prior."""
    free = WIDE**2 if int(of.max(initial=0)) else 0.0
    counts, sums = np.bincount(of), np.bincount(of, weights=change)
    return float((change @ change - np.sum(free * sums**2 / (variance + counts * free))) / variance)
