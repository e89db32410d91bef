"""What was gathered from trees -> the value that every importer makes, in the order of the source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from waypost.framework.importers.found import (
    Blank,
    Found,
    FoundBlank,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTitle,
    FoundTrack,
    LeftOver,
    Origin,
)
from waypost.framework.importers.trees.cells import Asked
from waypost.framework.importers.trees.texts import is_blank, is_prose, is_text, is_unfinished, origin, paragraphs
from waypost.framework.importers.trees.things import Thing, Things, value_of
from waypost.framework.importers.trees.words import Role, axis, readable, same, words
from waypost.framework.nodes import Node
from waypost.framework.schema import Scope

_BANDS = frozenset({"band", "grade", "level"})

_SAME_AS = re.compile(
    r"(?:same(?: expectations?)? as|see|as in|like)\s+(?:the\s+)?(.{1,80}?)(?:\s+level)?\.?", re.IGNORECASE
)


@dataclass(slots=True)
class Made:
    """What was gathered, part by part."""

    cells: list[tuple[Asked, tuple[FoundStatement, ...]]] = field(default_factory=list)
    titles: list[FoundTitle] = field(default_factory=list)
    left_over: list[LeftOver] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    about: list[Node] = field(default_factory=list)
    title: str = ""
    wished: set[tuple[str, str, str]] = field(default_factory=set)
    runs: list[list[Thing]] = field(default_factory=list)
    """Levels in the orders in which they stand below one another, some left out."""
    not_names: set[int] = field(default_factory=set)
    """Members that are numbers of points, and no things."""


def found_of(made: Made, things: Things) -> Found:
    """The value."""
    builder = _Builder(made, things)
    return builder.build()


@dataclass(slots=True)
class _Builder:
    made: Made
    things: Things
    tracks: dict[str, FoundTrack] = field(default_factory=dict)
    levels: dict[str, FoundLevel] = field(default_factory=dict)
    dimensions: dict[str, FoundDimension] = field(default_factory=dict)
    criteria: dict[str, FoundCriterion] = field(default_factory=dict)

    def build(self) -> Found:
        asked = [one for one, _ in self.made.cells]
        levels = _ordered(list({id(one.level): one.level for one in asked}.values()), self.made.runs)
        for level in levels:
            self._level(level, levels)
        for one in asked:
            self._criterion(one.criterion)
        cells, blanks = self._cells()
        weights = self._weights()
        return Found(
            tracks=tuple(replace(one, weights=weights) for one in self.tracks.values()),
            levels=tuple(self.levels.values()),
            dimensions=tuple(self.dimensions.values()),
            criteria=tuple(self.criteria.values()),
            cells=tuple(cells),
            titles=tuple(self.made.titles),
            blanks=tuple(blanks),
            title=self.made.title,
            about=paragraphs(self.made.about),
            notes=tuple(self._notes()) if asked else (),
        )

    def _notes(self) -> list[str]:
        counts = (len(self.tracks), len(self.levels), len(self.dimensions), len(self.criteria))
        names = ("track", "level", "dimension", "criterion")
        told = [_count(count, name) for count, name in zip(counts, names, strict=True)]
        return [
            f"Read as {', '.join(told[:3])} and {told[3]}, by the names of fields and the order they are nested in."
        ]

    def _level(self, level: Thing, levels: list[Thing]) -> None:
        track = level.parent
        assert track is not None  # noqa: S101 - every level was made with its track
        self._track(track)
        rank = value_of(level, Role.RANK, self.things.used)
        scope = self._scope(level)
        said: set[int] = set()
        base = value_of(level, Role.ADDS_TO, said)
        adds_to = next(
            (one.key for one in (levels if base else ()) if one.parent is track and same(base) in one.ids), ""
        )
        if adds_to:  # what names no level of the track is told as left over
            self.things.used |= said
        self.levels[level.key] = FoundLevel(
            id=_id(level.key),
            title=level.shown,
            track=_id(track.key),
            origin=origin(level.node),
            about=_about(level),
            band=value_of(level, Role.BAND, self.things.used) or self._band(level),
            rank=_number(rank),
            scope=scope,
            adds_to=_id(adds_to) if adds_to else "",
        )

    def _band(self, level: Thing) -> str:
        """The band of a level that is called something else: `{title: Engineer, band: 3}`."""
        fields = sorted(level.fields.items(), key=lambda one: words(one[0]) != "band")
        named = [node for name, (_, node) in fields if words(name) in _BANDS and is_text(node)]
        told = str(named[0].value).strip() if named else ""
        counted = told.isdecimal() and words(fields[0][0]) != "band"  # its number on its track, and no band
        if not named or is_blank(named[0]) or is_prose(named[0]) or counted or same(told) == same(level.shown):
            return ""
        self.things.used.add(id(named[0]))
        return told

    def _scope(self, level: Thing) -> Scope | None:
        node = level.fields["scope"][1] if "scope" in level.fields else None
        text = node.value if node is not None and isinstance(node.value, str) else ""
        found = next((one for one in Scope if one.value == text.strip().lower()), None)
        if found is None and text and node is not None and not is_blank(node):
            level.extra.append(f"Scope: {text.strip()}")
        if text:
            self.things.used.add(id(node))
        return found

    def _track(self, track: Thing) -> None:
        about = "\n\n".join(part for part in (", ".join(track.around), _about(track)) if part)
        self.tracks.setdefault(track.key, FoundTrack(_id(track.key), track.title, origin(track.node), about=about))

    def _weights(self) -> tuple[tuple[str, float], ...]:
        """What share each dimension has, where dimensions say it of themselves."""
        weights = []
        for key, thing in self.things.all.get(Role.DIMENSION, {}).items():
            weight = _number(value_of(thing, Role.WEIGHT, self.things.used))
            if weight is not None and key in self.dimensions:
                weights.append((_id(key), weight))
        return tuple(weights)

    def _criterion(self, criterion: Thing) -> None:
        if criterion.key in self.criteria:
            return
        dimension = self._dimension(criterion)
        self.criteria[criterion.key] = FoundCriterion(
            id=_id(criterion.key),
            title=criterion.shown if criterion.named else criterion.title or criterion.shown,
            dimension=dimension,
            origin=origin(criterion.node),
            about=_about(criterion),
            must=value_of(criterion, Role.MUST, self.things.used).lower() in {"true", "yes"},
        )

    def _dimension(self, criterion: Thing) -> str:
        """The dimension of a criterion: its parent, what a field of it says, or one for all that have none."""
        parent = criterion.parent
        if parent is None:
            title = readable(criterion.under) if axis(criterion.under) in {Role.CRITERION, Role.DIMENSION} else ""
            title = self.made.title or title or "Expectations"
            self.dimensions.setdefault("\0", FoundDimension("-", title, origin(criterion.node)))
            return "-"
        key = parent.key
        self.dimensions.setdefault(
            key, FoundDimension(_id(key), parent.shown, origin(parent.node), about=_about(parent))
        )
        return _id(key)

    def _cells(self) -> tuple[list[FoundCell], list[FoundBlank]]:
        cells, blanks = [], []
        filled = {(asked.level.key, asked.criterion.key) for asked, statements in self.made.cells if statements}
        for asked, statements in self.made.cells:
            where = f"{asked.criterion.shown} at {asked.level.shown}"
            level, criterion = _id(asked.level.key), _id(asked.criterion.key)
            base = self._same_as(asked, statements)
            if base:
                cells.append(FoundCell(criterion, level, same_as=_id(base)))
                because = f"it says `{statements[0].says}`"
                blanks.append(FoundBlank(Blank.INHERITED, where, because, statements[0].origin))
            elif statements:
                cells.append(FoundCell(criterion, level, statements))
            else:
                blanks.append(self._blank(asked, where, filled))
        return cells, blanks

    def _same_as(self, asked: Asked, statements: tuple[FoundStatement, ...]) -> str:
        found = _SAME_AS.fullmatch(statements[0].says) if len(statements) == 1 else None
        if found is None:
            return ""
        name = same(found[1])
        for key, level in self.levels.items():
            thing = self.things.all[Role.LEVEL][key]
            sibling = thing.parent is asked.level.parent and thing is not asked.level
            if sibling and name in {*thing.ids, same(level.title)}:
                return key
        return ""

    def _blank(self, asked: Asked, where: str, filled: set[tuple[str, str]]) -> FoundBlank:
        node = asked.entries[0].node
        at: Origin = origin(node)
        if is_unfinished(node):
            self.things.used.add(id(node))
            return FoundBlank(Blank.GAP, where, f"it says `{node.value}`", at)
        mine = [level for level in self.levels if self.things.all[Role.LEVEL][level].parent is asked.level.parent]
        place = mine.index(asked.level.key)
        below = any((level, asked.criterion.key) in filled for level in mine[:place])
        above = any((level, asked.criterion.key) in filled for level in mine[place + 1 :])
        empty = (
            "an empty list" if isinstance(node.value, list) else "nothing" if node.value is None else "an empty text"
        )
        if below and above:
            return FoundBlank(Blank.GAP, where, f"there is {empty} between levels that ask something", at)
        return FoundBlank(Blank.NOT_ASKED, where, f"there is {empty}", at)


def find_parent(criterion: Thing, things: Things) -> None:
    """Give a criterion the dimension that one of its own fields names, if nothing gave it one."""
    for name, (_, node) in criterion.fields.items() if criterion.parent is None else ():
        if axis(name) is Role.DIMENSION and isinstance(node.value, str) and node.value.strip():
            things.used.add(id(node))
            criterion.parent = things.get(Role.DIMENSION, None, node.value, node, under=name)
            return


def _ordered(levels: list[Thing], runs: Iterable[list[Thing]]) -> list[Thing]:
    """In the order of the source, track by track; by number where every level of a track is one."""
    tracks: dict[int, list[Thing]] = {}
    for one in levels:
        tracks.setdefault(id(one.parent), []).append(one)
    merged = _merged(runs)
    ordered: list[Thing] = []
    for held in tracks.values():
        numbers = {id(one): _number(one.title or _id(one.key)) for one in held}
        if None not in numbers.values():
            ordered += sorted(held, key=lambda one: numbers[id(one)] or 0)
        elif _listed(held):
            ordered += sorted(held, key=lambda one: (one.node.file, one.node.line, one.node.column))
        else:
            ordered += sorted(held, key=lambda one: merged.get(id(one), len(merged)))
    return ordered


def _merged(runs: Iterable[list[Thing]]) -> dict[int, int]:
    """One order out of many that each may leave some out: what is new stands before what follows it elsewhere."""
    order: list[Thing] = []
    for run in runs:
        for place, one in enumerate(run):
            if one in order:
                continue
            after = next((order.index(other) for other in run[place + 1 :] if other in order), len(order))
            order.insert(after, one)
    return {id(one): place for place, one in enumerate(order)}


def _listed(levels: list[Thing]) -> bool:
    """Whether all levels stand in one list of their own, whose order holds."""
    return len({one.node.file for one in levels}) == 1 and all(
        axis(one.under) is Role.LEVEL and one.named for one in levels
    )


def _about(thing: Thing) -> str:
    return "\n\n".join(part for part in (paragraphs(thing.about), *thing.extra) if part)


def _id(key: str) -> str:
    """A key as an id for others: whatever it was scoped by comes first."""
    scope, _, name = key.rpartition("\0")
    scope = scope.replace("\0", "/").strip("/")
    return f"{scope}/{name}" if scope and scope != "all" else name or "-"


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _count(number: int, name: str) -> str:
    plural = {"criterion": "criteria"}.get(name, f"{name}s")
    return f"{number} {name if number == 1 else plural}"
