"""How long a goal keeps the framework version it was set under. Pure."""

from __future__ import annotations

from datetime import date, timedelta

GRACE = timedelta(days=365)  # two cycles a year: whoever is on the way has both of them left


def pinned_until(*, successor_in_force_on: date | None) -> date | None:
    """The day from which a goal under an older version has to be set anew; None while there is no newer one.

    `successor_in_force_on` is the first day of the version that followed the pinned one. Half-open: on the day itself
    the grace is over.
    """
    return successor_in_force_on + GRACE if successor_in_force_on else None
