"""What was measured of a session, as it is stored and read again years later: values, and nothing that computes.

Measures and severities are in logits, what a case would have been given by average raters in points of the scale.
Whatever has no value says in a sentence why.
"""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Reach(_Value):
    """A value with the ends of its interval."""

    value: float
    low: float
    high: float


class MeasuredCase(_Value):
    """One case. raters, n: what it rests on.

    measure: readiness, allowing for who rated, in logits. fair: the mean rating that average raters would have given.
    swap: the probability that it would reach the bar with other raters of its session. apart: by how much more the
    technical panel sees in it than the strategic one, against the session's average of each; in logits.
    spread, divergence, from_bar: how disputed it is, as its place on the agenda has it.
    part: which connected part of the design it is in, 1 the largest. withheld, swap_withheld, apart_withheld: why.
    """

    case: str
    n: int
    raters: int
    part: int = 1
    bar: int
    spread: str = "0"
    divergence: str | None = None
    from_bar: str | None = None
    measure: Reach | None = None
    fair: Reach | None = None
    swap: Reach | None = None
    swap_raters: int = 0
    apart: Reach | None = None
    withheld: str = ""
    swap_withheld: str = ""
    apart_withheld: str = ""


class MeasuredRater(_Value):
    """One rater: how severe, against the average of their own panel; positive lowers ratings.

    severity: in logits. points: by how much a rating of a case in the middle is lowered, in points of the scale.
    """

    rater: str
    panel: str
    n: int
    cases: int
    part: int = 1
    severity: Reach | None = None
    points: Reach | None = None


class Statistic(_Value):
    """One number about all ratings, with its interval where there is one."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0


class PanelsApart(_Value):
    """The two panels over all cases. alike: how alike they order the cases, from -1 to 1."""

    cases: int = 0
    alike: Reach | None = None
    withheld: str = ""


class Cycle(_Value):
    """One session of the band. on: the day of its cycle. shared: raters it has in common with the present one.

    mean: what its cases would have been given by average raters, in points; differs: by how much the present one's
    cases stand above it. bar: where "yes" became likelier than "not yet" in its decisions, and moved: by how much that
    is above the session before it; both in points that average raters would have given.
    """

    session: str
    on: date | None = None
    cases: int
    raters: int
    shared: int
    mean: float | None = None
    differs: Reach | None = None
    withheld: str = ""
    bar: Reach | None = None
    moved: Reach | None = None
    bar_withheld: str = ""


class Measured(_Value):
    """Everything that was measured of a session. withheld: why there is nothing, or ""."""

    withheld: str = ""
    interval: float = 0.95
    categories: int = 0
    cases: tuple[MeasuredCase, ...] = ()
    raters: tuple[MeasuredRater, ...] = ()
    components: tuple[Statistic, ...] = ()
    agreement: tuple[Statistic, ...] = ()
    reliability: tuple[Statistic, ...] = ()
    panels: PanelsApart = PanelsApart()
    cycles: tuple[Cycle, ...] = ()
    cycles_withheld: str = ""
    ratings: int = 0
    parts: int = 1

    def case(self, key: str) -> MeasuredCase | None:
        """One case by its key."""
        return next((one for one in self.cases if one.case == key), None)
