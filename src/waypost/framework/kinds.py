"""The words a framework chooses from: kinds of work, of seats, of moves, and how far work reaches.

They stand apart from the schema so that who reads words alone does not wait for the schema to be built.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What sort of work a dimension speaks of, and so which panel judges it."""

    TECHNICAL = "technical"
    STRATEGIC = "strategic"
    PEOPLE = "people"


class SeatKind(StrEnum):
    """Whom a seat on a panel is for."""

    ENGINEER = "engineer"
    PRODUCT = "product"
    BUSINESS = "business"
    DESIGN = "design"
    ENGINEERING_LEADER = "engineering-leader"


class AtOrAbove(StrEnum):
    """The least band a panellist must hold."""

    TARGET_BAND = "target band"


class Raters(StrEnum):
    """How the calibration room knows who gave which rating."""

    BY_LETTER = "by letter"
    BY_NAME = "by name"


class Scope(StrEnum):
    """How far a level's work reaches, from narrow to wide."""

    TASK = "task"
    FEATURE = "feature"
    PROJECT = "project"
    TEAM = "team"
    TEAMS = "teams"
    ORGANISATION = "organisation"
    COMPANY = "company"


class PathKind(StrEnum):
    """A promotion goes up; a lateral move stays in the band and may be made in either direction."""

    PROMOTION = "promotion"
    LATERAL = "lateral"
