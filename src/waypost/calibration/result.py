"""The result of a fit: what is known of every candidate and rater, as tables, and questions that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from waypost.calibration import connectivity, measures
from waypost.calibration.posterior import Posterior
from waypost.calibration.ratings import Ratings
from waypost.calibration.tables import Table

if TYPE_CHECKING:
    from waypost.calibration.comparing import Contrast
    from waypost.calibration.connectivity import Design
    from waypost.calibration.misfit import Misfit
    from waypost.calibration.swapping import Swap


@dataclass(frozen=True, eq=False)
class Calibration:
    """A fitted calibration; every table is made when it is first asked for.

    Measures are logits, 0 being the average candidate rated by the average rater. `interval` is the level of all
    intervals; `seed` the seed of resampling in agreement's.
    """

    ratings: Ratings
    posterior: Posterior
    interval: float = 0.95
    seed: int = 0

    @cached_property
    def measures(self) -> Table:
        """candidate, measure, se, low, high, fair, n, component: how ready, allowing for who rated."""
        return measures.measures(self.ratings, self.posterior, self.connections, interval=self.interval)

    @cached_property
    def severity(self) -> Table:
        """rater, severity, se, low, high, infit, outfit, n: positive severity lowers ratings."""
        return measures.severity(self.ratings, self.posterior, self.misfit, interval=self.interval)

    @cached_property
    def criteria(self) -> Table:
        """criterion, difficulty, se, n, infit, outfit: difficulty is the mean of the criterion's thresholds."""
        return measures.criteria(self.ratings, self.posterior, self.misfit)

    @cached_property
    def thresholds(self) -> Table:
        """criterion, category, threshold, se, n: where `category` becomes as likely as the one below it."""
        return measures.thresholds(self.ratings, self.posterior)

    @cached_property
    def components(self) -> Table:
        """component, sd, low, high: the standard deviations of candidates, raters, halo, lean and thresholds."""
        return measures.components(self.posterior)

    @cached_property
    def fit(self) -> Table:
        """candidate, rater, criterion, rating, expected, z: the most unexpected ratings first."""
        return self.misfit.unexpected

    @cached_property
    def misfit(self) -> Misfit:
        """Infit and outfit of raters and criteria, and the most unexpected ratings."""
        from waypost.calibration.misfit import misfit

        return misfit(self.ratings, self.posterior)

    @cached_property
    def reliability(self) -> Table:
        """statistic, value, low, high, n: reliability and separation, generalizability and dependability."""
        from waypost.calibration.generalizability.fitted import reliability

        return reliability(self.ratings, self.posterior, interval=self.interval, seed=self.seed)

    @cached_property
    def agreement(self) -> Table:
        """statistic, value, low, high, n: exact, expected, weighted kappa, intraclass correlations, alpha."""
        from waypost.calibration.consistency.summary import agreement

        return agreement(self.ratings, self.posterior, interval=self.interval, seed=self.seed)

    @cached_property
    def connections(self) -> Design:
        """Which candidates and raters hang together, and by how thin a link."""
        return connectivity.connections(self.ratings)

    @cached_property
    def design(self) -> Table:
        """statistic, value: how many of everything there are, and how they are connected."""
        return connectivity.design(self.ratings, self.connections)

    def compare(self, one: str, other: str) -> Contrast:
        """One candidate against another. Raises KeyError for an unknown id, Refusal where nothing connects them."""
        from waypost.calibration.comparing import compare

        return compare(self, one, other)

    def swap(
        self,
        candidate: str,
        *,
        bar: float,
        raters: Sequence[str] | None = None,
        team: str | None = None,
    ) -> Swap:
        """Would this candidate reach the bar, rated by others: these raters, a team's, or new ones. See `swapping`."""
        from waypost.calibration.swapping import swap

        return swap(self, candidate, bar=bar, raters=raters, team=team)

    def lean(self, *, by: tuple[str, str] = ("rater_group", "team")) -> Table:
        """Whether groups of raters lean for or against teams. See `leaning`."""
        from waypost.calibration.leaning import lean

        return lean(self, by=by)

    def dependability(self, *, raters: Sequence[int] = (1, 2, 3, 4, 5, 6), criteria: Sequence[int] = ()) -> Table:
        """How dependable a candidate's result would be with so many raters each, and so many criteria.

        See `generalizability.fitted`.
        """
        from waypost.calibration.generalizability.fitted import dependability

        return dependability(
            self.ratings, self.posterior, raters=tuple(raters), criteria=tuple(criteria), interval=self.interval
        )
