"""Kinds of outcomes: what can have changed for somebody because of a piece of work."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """How an outcome speaks: by a number, by what it made possible or kept away, or by somebody's word."""

    QUANTITATIVE = "quantitative"
    ENABLING = "enabling"
    QUALITATIVE = "qualitative"


class OutcomeKind(StrEnum):
    """What changed. The value is stored."""

    REVENUE = "revenue"
    COST = "cost"
    USERS = "users"
    EFFICIENCY = "efficiency"
    RISK = "risk"
    CAPABILITY = "capability"
    TALENT = "talent"
    TESTIMONY = "testimony"
    ALIGNMENT = "alignment"
    REACH = "reach"
