"""Where everything on the lattice map stands, and how its lines run without crossing a level or a label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from waypost.framework.schema import Framework, Level, PathKind
from waypost.report.pictures.svg import wrapped

LEFT = 58  # where the first column stands; the bands' names are left of it
COLUMN = 180
HEAD = 30  # the tracks' names
SIGNS = 20  # of a label's line
NOTE = 25  # signs of the small words under it
LINE = 14.5
BELOW = 46  # under a level's line: room for the lines that run across
GUTTER = 17  # left of a column, free for a line that passes by
LANES = 3  # so many lines run across between two bands before two share one

Move = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the map says about one person; every part may be left out.

    here, goal: level keys. notes: a few words under a level ("9 of 12 shown"). above: how many bands above `here`
    are drawn (one below it is too, and the goal always); None draws all. links: level key to address.
    """

    here: str | None = None
    goal: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    above: int | None = None
    links: Mapping[str, str] = field(default_factory=dict)

    def note(self, level: str) -> str:
        """The small words under a level."""
        said = {self.here: "you are here", self.goal: "your goal"}.get(level, "")
        return " · ".join(part for part in (said, self.notes.get(level, "")) if part)


class Plan:
    """Coordinates of a framework's lattice. A level's point is at (`x`, `y`), its label above and right of it."""

    def __init__(self, framework: Framework, standing: Standing) -> None:
        self.framework = framework
        self.standing = standing

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """The keys of the bands that are drawn, low to high."""
        keys = tuple(band.key for band in self.framework.bands)
        here, above = self.standing.here, self.standing.above
        if here is None or above is None:
            return keys
        mine = keys.index(self.framework.level(here).band)
        goal = self.standing.goal
        wanted = keys.index(self.framework.level(goal).band) if goal is not None else mine
        return keys[max(0, min(mine - 1, wanted)) : max(mine + above, wanted) + 1]

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels that are drawn."""
        return tuple(level for level in self.framework.levels if level.band in self.bands)

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Level key to column. A track has as many columns as it has levels in its fullest band."""
        found: dict[str, int] = {}
        first = 0
        for track in self.framework.tracks:
            used: dict[str, int] = {}
            for level in self.levels:
                if level.track == track.key:
                    found[level.key] = first + used.get(level.band, 0)
                    used[level.band] = used.get(level.band, 0) + 1
            first += max(used.values(), default=0)
        return found

    @cached_property
    def labels(self) -> Mapping[str, tuple[str, ...]]:
        """Level key to the lines of its title."""
        return {level.key: wrapped(level.title, signs=SIGNS, lines=3) for level in self.levels}

    @cached_property
    def row(self) -> float:
        """The height of a row."""
        lines = (len(lines) + bool(self.standing.note(key)) for key, lines in self.labels.items())
        return max(lines, default=1) * LINE + BELOW

    @property
    def width(self) -> float:
        """Of the whole map."""
        return LEFT + COLUMN * (max(self.columns.values(), default=0) + 1)

    @property
    def height(self) -> float:
        """Of the whole map."""
        return HEAD + self.row * len(self.bands) + 12

    def x(self, level: str) -> float:
        """Of a level's point."""
        return LEFT + COLUMN * self.columns[level]

    def y(self, level: str) -> float:
        """Of a level's point."""
        return self.y_of(self.rank(level))

    def y_of(self, rank: int) -> float:
        """Of a band's line; rank 0 is the lowest that is drawn."""
        return HEAD + self.row * (len(self.bands) - rank) - 18

    def rank(self, level: str) -> int:
        """How many drawn bands are below a level's."""
        return self.bands.index(self.framework.level(level).band)

    def moves(self, kind: PathKind) -> tuple[Move, ...]:
        """The paths of a kind whose two ends are drawn."""
        drawn = self.columns
        return tuple(
            (path.source, path.target)
            for path in self.framework.paths
            if path.kind is kind and path.source in drawn and path.target in drawn
        )

    def upward(self, source: str, target: str) -> str:
        """A promotion's line: up, across below the upper row, up. What stands in its way it passes on the left."""
        x0, y0, x1, y1 = self.x(source), self.y(source), self.x(target), self.y(target)
        low, high = self.rank(source), self.rank(target)
        if high <= low:
            return f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
        passing = x1 - GUTTER if self._taken(x1, over=low, under=high) else x1
        if passing == x0:
            return f"M{x0:.1f} {y0:.1f}V{y1:.1f}"
        lane = 14 + 4 * (self.columns[source] % LANES)
        first, last = self.y_of(low + 1) + lane, y1 + lane
        back = "" if passing == x1 else f"V{last:.1f}H{x1:.1f}"
        return f"M{x0:.1f} {y0:.1f}V{first:.1f}H{passing:.1f}{back}V{y1:.1f}"

    def sideways(self, source: str, target: str) -> str:
        """A lateral move's line: along the band to a neighbour, dipping below others; "" where they link up anyway."""
        if self.rank(source) != self.rank(target):
            return f"M{self.x(source):.1f} {self.y(source):.1f}L{self.x(target):.1f} {self.y(target):.1f}"
        left, right = sorted((self.x(source), self.x(target)))
        y, rank = self.y(source), self.rank(source)
        row = (self.x(one.key) for one in self.levels if self.rank(one.key) == rank)
        between = sorted(x for x in row if left < x < right)
        if not between:
            return f"M{left:.1f} {y:.1f}H{right:.1f}"
        steps = zip((left, *between), (*between, right), strict=True)
        linked = self._neighbours(rank)
        if all(step in linked for step in steps):
            return ""
        return f"M{left:.1f} {y:.1f}V{y + 13:.1f}H{right:.1f}V{y:.1f}"

    def _taken(self, x: float, *, over: int, under: int) -> bool:
        return any(self.x(one.key) == x and over < self.rank(one.key) < under for one in self.levels)

    def _neighbours(self, rank: int) -> frozenset[tuple[float, float]]:
        moves = self.moves(PathKind.LATERAL)
        inside = [(self.x(a), self.x(b)) for a, b in moves if self.rank(a) == rank == self.rank(b)]
        return frozenset((min(pair), max(pair)) for pair in inside)
