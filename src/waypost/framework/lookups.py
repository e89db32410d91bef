"""How things are looked up in a framework, whichever way it was read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from waypost.framework.kinds import Kind

if TYPE_CHECKING:
    from waypost.framework.expectation import Expectation
    from waypost.framework.policy import Requirements
    from waypost.framework.schema import Band, Criterion, Dimension, Framework, Level, Point, Track


class Lookups:
    """What a framework answers about its parts; the parts are those of `schema.Framework`."""

    if TYPE_CHECKING:  # said for the reader of types alone: the parts belong to who inherits
        levels: tuple[Level, ...]
        tracks: tuple[Track, ...]
        bands: tuple[Band, ...]
        scale: tuple[Point, ...]
        dimensions: tuple[Dimension, ...]
        expectations: tuple[Expectation, ...]

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion, in order."""
        return tuple(criterion for dimension in self.dimensions for criterion in dimension.criteria)

    @cached_property
    def index(self) -> Index:
        """The lookups by key; built at the first question."""
        return Index(cast(Any, self))

    @property
    def bar(self) -> Point:
        """The point of the scale from which an expectation is met."""
        return next((point for point in self.scale if point.bar), None) or self.point("meets")

    def level(self, key: str) -> Level:
        """The level; KeyError if there is none."""
        return self.index.levels[key]

    def criterion(self, key: str) -> Criterion:
        """The criterion; KeyError if there is none."""
        return self.index.criteria[key]

    def dimension_of(self, criterion: str) -> Dimension:
        """The dimension the criterion is in; KeyError if there is no such criterion."""
        return self.index.dimensions[criterion]

    def track(self, key: str) -> Track:
        """The track; KeyError if there is none."""
        return self.index.tracks[key]

    def band(self, key: str) -> Band:
        """The band; KeyError if there is none."""
        return self.index.bands[key]

    def point(self, key: str) -> Point:
        """The point of the scale; KeyError if there is none."""
        return self.index.points[key]

    def band_rank(self, key: str) -> int:
        """The band's place from the lowest, which is 0; KeyError if there is none."""
        return self.index.ranks[key]

    def expectation(self, criterion: str, level: str) -> Expectation | None:
        """What the criterion asks at the level, following ``same as`` and ``adds to``; None if nothing."""
        return self.index.expectation(criterion, level)

    def criteria_at(self, level: str) -> tuple[Criterion, ...]:
        """The criteria that ask something at the level, in order."""
        return tuple(one for one in self.criteria if self.expectation(one.key, level) is not None)


class Index:
    """Where each key of one framework leads; derived, never written."""

    def __init__(self, framework: Framework) -> None:
        self.levels: Mapping[str, Level] = {level.key: level for level in framework.levels}
        self.criteria: Mapping[str, Criterion] = {one.key: one for one in framework.criteria}
        self.dimensions: Mapping[str, Dimension] = {
            criterion.key: dimension for dimension in framework.dimensions for criterion in dimension.criteria
        }
        self.tracks: Mapping[str, Track] = {track.key: track for track in framework.tracks}
        self.bands: Mapping[str, Band] = {band.key: band for band in framework.bands}
        self.points: Mapping[str, Point] = {point.key: point for point in framework.scale}
        self.ranks: Mapping[str, int] = {band.key: rank for rank, band in enumerate(framework.bands)}
        self._cells = {(cell.criterion, cell.level): cell for cell in framework.expectations}
        self._resolved: dict[tuple[str, str], Expectation | None] = {}

    def expectation(self, criterion: str, level: str) -> Expectation | None:
        """See ``Framework.expectation``; KeyError for a criterion or level that does not exist."""
        place = (criterion, level)
        if place not in self._resolved:
            self._resolved[place] = self._resolve(self.criteria[criterion].key, self.levels[level].key)
        return self._resolved[place]

    def _resolve(self, criterion: str, level: str) -> Expectation | None:
        own = self._cells.get((criterion, level))
        if own is not None and own.same_as is not None:
            source = self.expectation(criterion, own.same_as)
            return source and own.model_copy(update={"statements": source.statements})
        below = self.levels[level].adds_to
        inherited = self.expectation(criterion, below) if below is not None else None
        if inherited is None:
            return own
        statements = inherited.statements + (own.statements if own is not None else ())
        # Copied, since what holds together on a high rung may be more than one place may write.
        return inherited.model_copy(update={"level": level, "statements": statements, "same_as": None})


class AsksByBand:
    """What a packet must contain, said for everyone and again from some bands up."""

    if TYPE_CHECKING:
        everyone: Requirements
        from_bands: tuple[tuple[str, Requirements], ...]

    def for_level(self, level: Level, *, framework: Lookups) -> Requirements:
        """What a packet for this level must contain: everyone's part, then each band's up to the level's own.

        A later part replaces what it names. A track for people leadership keeps no scope document, so none is
        asked there.
        """
        rank = framework.band_rank(level.band)
        parts = sorted(self.from_bands, key=lambda part: framework.band_rank(part[0]))
        asked = {name: number for name, number in self.everyone if number is not None}
        for band, part in parts:
            if framework.band_rank(band) <= rank:
                asked |= {name: number for name, number in part if number is not None}
        if framework.track(level.track).primary is Kind.PEOPLE:
            asked.pop("scope_document_within_days", None)
        return type(self.everyone)(**asked)
