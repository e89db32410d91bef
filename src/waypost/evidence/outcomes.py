"""Outcomes: what changed for somebody, and how each kind counts as evidence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Family(StrEnum):
    """How an outcome speaks: by a measured number, by what deep work made possible, or through others."""

    QUANTITATIVE = "quantitative"
    ENABLING = "enabling"
    QUALITATIVE = "qualitative"


class OutcomeKind(StrEnum):
    """What changed. The value is stored; `label` and `asks` are shown."""

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

    @property
    def family(self) -> Family:
        """The family this kind belongs to."""
        return _FAMILIES[self]

    @property
    def label(self) -> str:
        """The kind as a person reads it."""
        return _WORDS[self][0]

    @property
    def asks(self) -> str:
        """The question a claim of this kind answers."""
        return _WORDS[self][1]


_FAMILIES: Mapping[OutcomeKind, Family] = {
    OutcomeKind.REVENUE: Family.QUANTITATIVE,
    OutcomeKind.COST: Family.QUANTITATIVE,
    OutcomeKind.USERS: Family.QUANTITATIVE,
    OutcomeKind.EFFICIENCY: Family.QUANTITATIVE,
    OutcomeKind.RISK: Family.ENABLING,
    OutcomeKind.CAPABILITY: Family.ENABLING,
    OutcomeKind.TALENT: Family.ENABLING,
    OutcomeKind.TESTIMONY: Family.QUALITATIVE,
    OutcomeKind.ALIGNMENT: Family.QUALITATIVE,
    OutcomeKind.REACH: Family.QUALITATIVE,
}

_WORDS: Mapping[OutcomeKind, tuple[str, str]] = {
    OutcomeKind.REVENUE: ("Revenue", "How much more was earned, or kept from being lost?"),
    OutcomeKind.COST: ("Cost", "How much less was spent, and over which time?"),
    OutcomeKind.USERS: ("Users", "For how many people did what get better, and by how much?"),
    OutcomeKind.EFFICIENCY: ("Efficiency", "Whose time or which resource is saved, and how much of it?"),
    OutcomeKind.RISK: ("Risk avoided", "What could have happened, how likely was it, and what would it have cost?"),
    OutcomeKind.CAPABILITY: ("Capability", "What can be done now that could not be done before, and who does it?"),
    OutcomeKind.TALENT: ("Talent", "Who joined, stayed or grew because of this?"),
    OutcomeKind.TESTIMONY: ("Testimony", "Who says so, and in which words?"),
    OutcomeKind.ALIGNMENT: ("Alignment", "Which objective did this move, and how far?"),
    OutcomeKind.REACH: ("Reach", "Which teams or customers use it or work differently because of it?"),
}
