"""The plan after "not yet": which gap it is, and what the plan still lacks."""

from __future__ import annotations

from enum import StrEnum


class GapKind(StrEnum):
    """Whether somebody had no opportunity yet to show it, or had one and has not shown it yet."""

    NO_OPPORTUNITY_YET = "no_opportunity_yet"
    NOT_SHOWN_YET = "not_shown_yet"
