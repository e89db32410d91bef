"""The framework as a table: criteria down, the levels of one track across."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.schema import Band, Criterion, Dimension, Framework, Level, PathKind, Statement, Track

LONG = 24_000  # characters of statements; beyond it a page shows one dimension unless asked for all
EVERY = "all"


@dataclass(frozen=True, slots=True)
class Column:
    """A level at the head of the table."""

    level: Level
    band: Band
    yours: bool
    goal: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What one criterion asks at one level; no statements: nothing is asked here."""

    column: Column
    statements: tuple[Statement, ...]
    same_as: Level | None


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion across the levels."""

    criterion: Criterion
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A dimension with its rows, and what it weighs on the track shown (0: it does not count there)."""

    dimension: Dimension
    weight: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One track of a framework, in all dimensions or one; `dimension` is None when all are shown."""

    track: Track
    dimension: Dimension | None
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]


def matrix(
    framework: Framework, *, track: str = "", dimension: str = "", yours: Level | None = None, goal: Level | None = None
) -> Matrix:
    """The table of `track` and `dimension`; keys that the framework does not have fall back to the default.

    By default the track is that of the goal, else of the person's level, else the first; the dimensions are all,
    unless that would be too long to read.
    """
    shown = track_shown(framework, asked=track, yours=yours, goal=goal)
    columns = tuple(
        Column(level, framework.band(level.band), yours=level == yours, goal=level == goal)
        for level in levels_towards(framework, shown.key)
    )
    only = dimension_shown(framework, asked=dimension, columns=columns)
    weights = dict(shown.weights)
    groups = tuple(
        Group(one, weights.get(one.key, 0), tuple(_row(framework, criterion, columns) for criterion in one.criteria))
        for one in framework.dimensions
        if only is None or one == only
    )
    return Matrix(shown, only, columns, groups)


def track_shown(framework: Framework, *, asked: str, yours: Level | None, goal: Level | None) -> Track:
    """The track to show; see `matrix`."""
    for key in (asked, goal.track if goal else "", yours.track if yours else ""):
        if found := next((track for track in framework.tracks if track.key == key), None):
            return found
    return framework.tracks[0]


def dimension_shown(framework: Framework, *, asked: str, columns: tuple[Column, ...]) -> Dimension | None:
    """The one dimension to show; None for all of them."""
    if found := next((one for one in framework.dimensions if one.key == asked), None):
        return found
    return framework.dimensions[0] if asked != EVERY and _length(framework, columns) > LONG else None


def levels_towards(framework: Framework, track: str) -> tuple[Level, ...]:
    """The levels of a track, and below its lowest the levels that lead to it by promotion."""
    own = [level for level in framework.levels if level.track == track]
    lowest = min((framework.band_rank(level.band) for level in own), default=0)
    trunk = _below(framework, {level.key for level in own}, lowest)
    shown = [level for level in framework.levels if level in own or level.key in trunk]
    return tuple(sorted(shown, key=lambda level: framework.band_rank(level.band)))


def _below(framework: Framework, own: set[str], rank: int) -> set[str]:
    promotions = [path for path in framework.paths if path.kind is PathKind.PROMOTION]
    found: set[str] = set()
    frontier = set(own)
    while frontier:
        sources = {path.source for path in promotions if path.target in frontier} - found - own
        frontier = {key for key in sources if framework.band_rank(framework.level(key).band) < rank}
        found |= frontier
    return found


def _length(framework: Framework, columns: tuple[Column, ...]) -> int:
    cells = (
        framework.expectation(criterion.key, column.level.key) for criterion in framework.criteria for column in columns
    )
    return sum(len(statement.says) for cell in cells if cell is not None for statement in cell.statements)


def _row(framework: Framework, criterion: Criterion, columns: tuple[Column, ...]) -> Row:
    return Row(criterion, tuple(_cell(framework, criterion, column) for column in columns))


def _cell(framework: Framework, criterion: Criterion, column: Column) -> Cell:
    expectation = framework.expectation(criterion.key, column.level.key)
    if expectation is None:
        return Cell(column, (), None)
    same_as = framework.level(expectation.same_as) if expectation.same_as else None
    return Cell(column, expectation.statements, same_as)
