"""Ladders by reference: competencies with levels of their own in one place, and positions that name them in another.

`core/planning/3` below a position is what planning asks at its third level; so is `planning: 3`, and a row of
`{competency: planning, level: 3}`. Positions are the levels of the framework then, and a name that leads nowhere is
told with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from waypost.framework.importers.level_words import looks_like_step
from waypost.framework.importers.trees.cells import Asked
from waypost.framework.importers.trees.roles import Cast, Slot
from waypost.framework.importers.trees.texts import is_blank, is_reference, is_text
from waypost.framework.importers.trees.walk import Entry
from waypost.framework.importers.trees.words import Role, axis, same
from waypost.framework.nodes import Node

_PARTS = re.compile(r"[/:#>]")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a position names: the parts of the name, and where it stands."""

    parts: tuple[str, ...]
    node: Node
    entry: Entry


@dataclass(slots=True)
class Library:
    """What competencies ask at their own levels, to be found by name."""

    cells: Mapping[tuple[str, str], Asked]
    _by_name: dict[tuple[str, str], list[Asked]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for asked in self.cells.values():
            for criterion in _names(asked.criterion):
                for level in _names(asked.level):
                    self._by_name.setdefault((criterion, level), []).append(asked)

    def find(self, parts: tuple[str, ...]) -> Asked | None:
        """The cell that is named, by the criterion's name and the level's, and its dimension's where that is given."""
        if len(parts) < 2:
            return None
        found = self._by_name.get((same(parts[-2]), same(parts[-1])), [])
        if len(parts) > 2:
            around = same(parts[-3])
            found = [one for one in found if one.criterion.parent is None or around in _names(one.criterion.parent)]
        return found[0] if found else None


def _names(thing: object) -> set[str]:
    ids: set[str] = getattr(thing, "ids", set())
    shown: str = getattr(thing, "shown", "")
    return {*ids, same(shown)}


def may_refer(entry: Entry) -> bool:
    """Whether an entry may hold nothing but references, by its form."""
    if entry.row:
        fields = {axis(name) for name in entry.fields}
        spoken = entry.statements or entry.abouts or entry.signals or entry.examples
        placed = any(axis(one.under) is Role.LEVEL for one in entry.members[1:])
        return not spoken and {Role.CRITERION, Role.LEVEL} <= fields and (placed or _position(entry) is not None)
    texts = [one for one in entry.statements if not is_blank(one)]
    if not texts:
        return bool(entry.wish)
    if any(len(str(one.value).split()) > 1 for one in texts) and looks_like_step(entry.members[-1].title):
        return False
    return entry.short and (all(is_reference(str(one.value)) for one in texts) or len(entry.members) > 2)


def references(entry: Entry) -> Iterable[Reference]:
    """The references an entry holds."""
    if entry.row:
        named = {
            kind: node for name, (_, node) in reversed(entry.fields.items()) if (kind := axis(name)) and is_text(node)
        }
        if Role.CRITERION in named and Role.LEVEL in named:
            parts = tuple(str(named[kind].value) for kind in (Role.CRITERION, Role.LEVEL))
            yield Reference(parts, named[Role.CRITERION], entry)
        return
    for node in entry.statements:
        text = str(node.value)
        if is_reference(text):
            yield Reference(tuple(_PARTS.split(text)), node, entry)
        elif len(entry.members) > 2:
            member = entry.members[-1]
            yield Reference((member.ids[0] if member.ids else member.title, text), node, entry)


def _position(entry: Entry) -> int | None:
    places = range(len(entry.members) - 1, 0, -1)
    return next((place for place in places if axis(entry.members[place].under) is Role.LEVEL), None)


def position_cast(entry: Entry, *, several: bool) -> Cast | None:
    """Who is the position in an entry of references, and who its track."""
    last = len(entry.members) - 1
    by_key = not entry.row and not all(is_reference(str(one.value)) for one in entry.statements)
    places = range(last - 1 if by_key else last, 0, -1)
    level = next((place for place in places if axis(entry.members[place].under) is Role.LEVEL), None)
    if level is None:
        level = next((place for place in places), None)
    if level is None:
        return None
    outer = list(range(1, level))
    if outer:
        return Cast(Slot(member=level), None, None, Slot(member=outer[-1]), (*((0,) if several else ()), *outer[:-1]))
    return Cast(Slot(member=level), None, None, Slot(member=0) if several else None)
