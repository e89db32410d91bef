"""A career framework as one immutable value: what it is made of, and how to look things up in it.

The field names here are the words of the document with underscores for spaces; ``docs/framework-format.md``
describes each. A value is only sure to be consistent (no level on an unknown track, no circle of ``same as``)
when it came through ``waypost.framework.reading``.
"""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from waypost.framework.expectation import Expectation, Statement
from waypost.framework.kinds import AtOrAbove, Kind, PathKind, Raters, Scope, SeatKind
from waypost.framework.lookups import Lookups
from waypost.framework.policy import (
    EvidencePolicy,
    Panel,
    PanelPolicy,
    Process,
    Requirements,
    Rhythm,
    SmallGroups,
    Windows,
)
from waypost.framework.shorthand import ByBand, Cells, Paths
from waypost.framework.waivers import Waiver
from waypost.framework.words import MAX_LEVELS, Day, Entry, Key, Keyed, Line, Pairs, Prose, Score, Value

__all__ = [
    "AtOrAbove",
    "Band",
    "Criterion",
    "Dimension",
    "EvidencePolicy",
    "Expectation",
    "Framework",
    "Kind",
    "Level",
    "Organisation",
    "Panel",
    "PanelPolicy",
    "Path",
    "PathKind",
    "Pay",
    "Point",
    "Process",
    "Raters",
    "Requirements",
    "Rhythm",
    "Scope",
    "ScoreTitle",
    "SeatKind",
    "SmallGroups",
    "Statement",
    "Track",
    "Waiver",
    "Windows",
]

VERSION_PATTERN = r"^(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})$"


class Point(Entry):
    """One rating of the scale. A rating is always against the expectation of the target level."""

    value: int = Field(ge=0, le=100, description="The number behind the rating; rises from point to point.")
    title: Line = Field(description="What a reviewer reads when choosing it.")
    bar: bool = Field(
        default=False,
        description="True on the one point from which the expectation is met; `meets` if none says it.",
    )


class Pay(Value):
    """The pay of a band, per year and before tax."""

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = Field(
        description="Three letters: EUR, USD, GBP."
    )
    low: int = Field(ge=0, le=10**12, description="The least anyone in the band is paid.")
    high: int = Field(ge=0, le=10**12, description="The most anyone in the band is paid.")


class Band(Entry):
    """What pay and standing attach to. Levels on different tracks that share a band are equals."""

    title: Line = Field(description="What people call it.")
    pay: Pay | None = Field(default=None, description="The pay range, if it is open to everyone.")
    forums: tuple[Key, ...] = Field(max_length=50, default=(), description="Where people of this band have a say.")


class Track(Entry):
    """A way to grow."""

    title: Line = Field(description="What people call it.")
    primary: Kind = Field(description="The kind of work this track is about.")
    weights: Annotated[tuple[tuple[Key, Annotated[int, Field(ge=1, le=100)]], ...], Pairs()] = Field(
        description="How much each dimension counts, in percent; together 100."
    )
    about: Prose = Field(default="", description="Whom this track is for, in a few sentences.")


class Level(Entry):
    """A position on a track."""

    title: Line = Field(description="What people call it.")
    track: Key = Field(description="The track it is on.")
    band: Key = Field(description="The band it is in.")
    scope: Scope | None = Field(default=None, description="How far the work of this level reaches.")
    adds_to: Key | None = Field(
        default=None,
        description="A level whose expectations hold here too; what is written here comes on top.",
    )
    about: Prose = Field(default="", description="The level in a few sentences.")


class Path(Value):
    """A move that is allowed. Written as `a > b` (promotion) or `a = b` (lateral)."""

    kind: PathKind
    source: Key
    target: Key


class Criterion(Entry):
    """One thing that is judged."""

    title: Line = Field(description="What people call it.")
    must: bool = Field(default=False, description="True if it has to be met and no other criterion can make up for it.")
    about: Prose = Field(default="", description="What it means here, in a few sentences.")


class Dimension(Entry):
    """Criteria that belong together."""

    title: Line = Field(description="What people call it.")
    kind: Kind = Field(description="What sort of work it speaks of, and so which panel judges it.")
    criteria: Annotated[tuple[Criterion, ...], Keyed()] = Field(
        max_length=100, min_length=1, description="What is judged, in the order it is printed."
    )
    about: Prose = Field(default="", description="What it means here, in a few sentences.")


class ScoreTitle(Value):
    """What somebody is called from this score on, where a sum of points gives the title."""

    from_: Score = Field(alias="from", description="The least score that has this title; rises from line to line.")
    title: Line = Field(description="What people call it.")


class Organisation(Value):
    """What is true of the organisation and the framework is held against."""

    engineers: Annotated[int, Field(ge=1, le=10_000_000)] | None = Field(
        default=None, description="How many engineers there are, so that scopes can be real."
    )


class Framework(Lookups, Value):
    """One organisation's ladder or lattice at one version."""

    format: Annotated[int, Field(ge=1, le=1)] = Field(
        default=1, alias="waypost", description="The version of this file format: 1."
    )
    name: Key = Field(description="What files and addresses call it. Stays the same over versions.")
    title: Line = Field(description="What people call it.")
    version: Annotated[str, StringConstraints(pattern=VERSION_PATTERN)] = Field(
        description="Three numbers: a raised bar moves the first, an addition the second, wording the third."
    )
    reviewed: Day | None = Field(default=None, description="The day somebody last read all of it.")
    owner: Line = Field(default="unassigned", description="Who answers for it.")
    about: Prose = Field(default="", description="What a reader should know first.")
    organisation: Organisation = Field(default=Organisation(), description="What the framework is held against.")
    scale: Annotated[tuple[Point, ...], Keyed()] = Field(
        max_length=20, min_length=2, description="Ratings, low to high."
    )
    bands: Annotated[tuple[Band, ...], Keyed()] = Field(max_length=100, min_length=1, description="Bands, low to high.")
    tracks: Annotated[tuple[Track, ...], Keyed()] = Field(max_length=50, min_length=1, description="The ways to grow.")
    levels: Annotated[tuple[Level, ...], Keyed()] = Field(
        max_length=MAX_LEVELS, min_length=1, description="The positions, in the order they are printed."
    )
    paths: Annotated[tuple[Path, ...], Paths()] = Field(
        default=(), description="The moves that are allowed: `a > b, c` and `a = b`."
    )
    dimensions: Annotated[tuple[Dimension, ...], Keyed()] = Field(
        max_length=50, min_length=1, description="What is judged, in groups."
    )
    expectations: Annotated[tuple[Expectation, ...], Cells()] = Field(
        default=(), description="What each criterion asks at each level."
    )
    titles_by_score: tuple[ScoreTitle, ...] = Field(
        default=(), max_length=100, description="Titles that a sum of points gives, low to high."
    )
    evidence: Annotated[EvidencePolicy, ByBand()] = Field(
        default=EvidencePolicy(), description="What a packet must contain."
    )
    panels: PanelPolicy = Field(default=PanelPolicy(), description="Who sits, who judges what, who decides.")
    process: Process = Field(default=Process(), description="The steps of a cycle and their lengths.")
    waivers: tuple[Waiver, ...] = Field(
        max_length=500, default=(), description="Findings of the linter that are accepted for a while."
    )

    @model_validator(mode="after")
    def _in_reading_order(self) -> Self:
        """Expectations by criterion, then level, wherever and in whatever order they were written."""
        criteria = {criterion.key: place for place, criterion in enumerate(self.criteria)}
        levels = {level.key: place for place, level in enumerate(self.levels)}
        last = len(criteria) + len(levels)
        cells = sorted(
            self.expectations,
            key=lambda cell: (criteria.get(cell.criterion, last), levels.get(cell.level, last)),
        )
        object.__setattr__(self, "expectations", tuple(cells))
        return self

    def __copy__(self) -> Self:
        """A copy without remembered lookups, since ``model_copy`` may change what they were made from."""
        copied = super().__copy__()
        for name in set(copied.__dict__) - set(type(self).model_fields):
            del copied.__dict__[name]
        return copied

    @cached_property
    def hash(self) -> str:
        """The identity of the content: SHA-256 of the canonical document, as 64 hexadecimal digits.

        What stands at its default is left out, so a field added later changes no earlier document's hash.
        """
        content = self.model_dump(mode="json", exclude_defaults=True)
        canonical = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return hashlib.sha256(canonical.encode()).hexdigest()
