"""How long a goal keeps the framework version it was set under, and what is said of that on which day. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from waypost.framework.policy import GRACE

REMINDED = timedelta(days=30)  # before the grace ends


class Step(StrEnum):
    """What is said of a goal under a version that another one followed; each once."""

    BEGUN = "begun"
    NEAR = "near"
    ENDED = "ended"


def pinned_until(*, successor_in_force_on: date | None, grace: timedelta = GRACE) -> date | None:
    """The day from which a goal under an older version has to be set anew; None while there is no newer one.

    `successor_in_force_on` is the first day of the version that followed the pinned one. Half-open: on the day itself
    the grace is over.
    """
    return successor_in_force_on + grace if successor_in_force_on else None


def step_on(day: date, *, until: date) -> Step:
    """What is to be said on `day` of a grace that ends on `until`."""
    if day >= until:
        return Step.ENDED
    return Step.NEAR if day >= until - REMINDED else Step.BEGUN
