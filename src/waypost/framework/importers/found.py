"""What a source was found to say, before anything is assumed: the value that every importer makes.

Ids are the importer's own and only have to be unique among their kind; keys are made of titles later. Whatever is in
here came out of the source, and every part knows where: what the source does not say stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from waypost.framework.faults import ReadError
from waypost.framework.schema import Framework, Kind, Scope


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where something stood: the file as it was named, line and column from 1. In a spreadsheet the line is the row,
    the column that of the sheet, and the file ends in `#` and the name of the sheet."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Blank(StrEnum):
    """What an empty place was taken to mean."""

    NOT_ASKED = "not asked yet"
    INHERITED = "inherited"
    SECTION = "section"
    MERGED = "merged"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class FoundStatement:
    """One thing that is asked. `looks_like` are examples of it, `shown_by` the work that would show it."""

    says: str
    origin: Origin
    looks_like: tuple[str, ...] = ()
    shown_by: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class FoundTrack:
    """A way to grow. `weights` say what share each dimension has, by its id, in any unit; empty if nothing says it."""

    id: str
    title: str
    origin: Origin
    about: str = ""
    primary: Kind | None = None
    weights: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundLevel:
    """A position on a track, by the track's id. Levels of equal `band` (any text) stand on one line; `rank` orders
    bands over tracks where the source numbers them. `adds_to` is the id of the level that this one declares to
    continue."""

    id: str
    title: str
    track: str
    origin: Origin
    about: str = ""
    band: str = ""
    rank: float | None = None
    scope: Scope | None = None
    adds_to: str = ""


@dataclass(frozen=True, slots=True)
class FoundDimension:
    """A group of criteria."""

    id: str
    title: str
    origin: Origin
    about: str = ""
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class FoundCriterion:
    """One thing that is judged, in the dimension with this id. The same criterion on two tracks is one criterion."""

    id: str
    title: str
    dimension: str
    origin: Origin
    about: str = ""
    must: bool = False


@dataclass(frozen=True, slots=True)
class FoundCell:
    """What one criterion asks at one level, by their ids: statements, or the same as another level."""

    criterion: str
    level: str
    statements: tuple[FoundStatement, ...] = ()
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class FoundBlank:
    """An empty place, what it was taken to mean, and why. `where` names it for a person: `Testing at Senior`."""

    meaning: Blank
    where: str
    because: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """What somebody is called from this score on, where a sum of points decides it."""

    score: float
    title: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Text that found no place, and why."""

    text: str
    origin: Origin
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that a source was found to say, in its own order.

    `notes` are sentences about how it was read ("Columns are levels."), shown to the owner. With `errors` the rest is
    not to be relied upon. `whole` is the framework itself where the source carries all of it, as our own exports do;
    then there is nothing to assume, and the parts are empty.
    """

    tracks: tuple[FoundTrack, ...] = ()
    levels: tuple[FoundLevel, ...] = ()
    dimensions: tuple[FoundDimension, ...] = ()
    criteria: tuple[FoundCriterion, ...] = ()
    cells: tuple[FoundCell, ...] = ()
    titles: tuple[FoundTitle, ...] = ()
    blanks: tuple[FoundBlank, ...] = ()
    left_over: tuple[LeftOver, ...] = ()
    title: str = ""
    about: str = ""
    notes: tuple[str, ...] = ()
    errors: tuple[ReadError, ...] = ()
    whole: Framework | None = None
