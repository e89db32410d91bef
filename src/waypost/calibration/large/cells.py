"""Teams' and groups' mean effects and the lean of a group towards a team, as one number for each group and team.

A cell is a rater group and a team. In the likelihood they are one number: what the group is more severe, the team is
less ready and the group leans against the team, e = group - team - lean. What of it is whose, the priors say: team and
group effects are fixed but for a wide normal prior, and sum to zero; leans are normal around zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waypost.calibration.tables import FloatArray

WIDE = 2.0
"""The standard deviation of the prior of team and group effects, in logits."""
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
