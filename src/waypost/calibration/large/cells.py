"""Teams' and groups' mean effects and the lean of a group towards a team, as one number for each group and team.

A cell is a rater group and a team. In the likelihood they are one number: what the group is more severe, the team is
less ready and the group leans against the team, e = group - team - lean. What of it is whose, the priors say: team and
group effects are fixed but for a wide normal prior, and sum to zero; leans are normal around zero.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from waypost.calibration.tables import FloatArray

WIDE = 2.0
"""The standard deviation of the prior of team and group effects, in logits."""
GRID = 80
"""So many standard deviations of leans are weighed, from 0.01 to 4 logits."""
PLACE = 5.0
"""The standard deviation of the prior of the place of all thresholds."""


@dataclass(frozen=True)
class Cells:
    """The prior of the cells, group by group, where leans have this variance."""

    groups: int
    teams: int
    variance: float

    @property
    def _parts(self) -> FloatArray:
        """Which teams, groups and leans (the columns) a cell is made of."""
        group, team = np.divmod(np.arange(self.groups * self.teams), self.teams)
        own = np.eye(self.groups * self.teams)
        return np.hstack([-np.eye(self.teams)[team], np.eye(self.groups)[group], -own])

    @property
    def _prior(self) -> FloatArray:
        teams, groups, leans = self.teams, self.groups, self.groups * self.teams
        made = np.zeros((teams + groups + leans, teams + groups + leans))
        made[:teams, :teams] = WIDE**2 * (np.eye(teams) - 1.0 / teams)
        made[teams : teams + groups, teams : teams + groups] = WIDE**2 * (np.eye(groups) - 1.0 / groups)
        made[teams + groups :, teams + groups :] = self.variance * np.eye(leans)
        return made

    @property
    def precision(self) -> FloatArray:
        """The inverse of the prior covariance of the cells."""
        return np.asarray(np.linalg.inv(self._parts @ self._prior @ self._parts.T), dtype=np.float64)

    def told_apart(self) -> tuple[FloatArray, FloatArray]:
        """The regression of teams, groups and leans, in this order, on cells; and the covariance that it leaves."""
        shared = self._prior @ self._parts.T
        regression = shared @ self.precision
        return regression, self._prior - regression @ shared.T

    def weighed(self, told: FloatArray, means: FloatArray, *, scale: float) -> tuple[FloatArray, FloatArray]:
        """Standard deviations of leans, and how much the ratings and the half-normal prior speak for each.

        told as in `uncertain`; means: of the cells, given this variance. Leans are few: their standard deviation is
        anything but sharply known, and has to be averaged over instead of taken where it is most probable.
        """
        rows = told.sum(axis=1)
        told = told - np.outer(rows, rows) / rows.sum()
        seen = self.precision @ means + told @ means
        sds = np.geomspace(0.01, 4.0, GRID)
        spoken = np.empty(GRID)
        for at, sd in enumerate(sds):
            prior = replace(self, variance=sd * sd).precision
            whole = prior + told
            spoken[at] = seen @ np.linalg.solve(whole, seen) + np.linalg.slogdet(prior)[1] - np.linalg.slogdet(whole)[1]
        spoken = 0.5 * spoken - 0.5 * (sds / scale) ** 2 + np.log(sds)  # the grid is even in logarithms
        weights = np.exp(spoken - spoken.max())
        return sds, np.asarray(weights / weights.sum(), dtype=np.float64)

    def uncertain(self, told: FloatArray) -> tuple[FloatArray, FloatArray]:
        """What cells are made of, cells and the place of all thresholds; and the posterior covariance of these.

        told (cells, cells): the precision that the ratings give cells, everybody else eliminated.
        """
        made_of = np.hstack([np.eye(len(told)), np.ones((len(told), 1))])
        prior = np.zeros((len(told) + 1, len(told) + 1))
        prior[:-1, :-1] = self.precision
        prior[-1, -1] = 1.0 / PLACE**2
        return made_of, np.asarray(np.linalg.inv(made_of.T @ told @ made_of + prior), dtype=np.float64)


def place_uncertain(told: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The same where nobody leans: the one cell is the place of all thresholds."""
    return np.ones((1, 1)), 1.0 / (told + 1.0 / PLACE**2)
