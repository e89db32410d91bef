"""Entries with their roles -> what every criterion asks at every level, and what is said about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from waypost.framework.importers.found import FoundStatement
from waypost.framework.importers.trees.roles import Cast, Kind, Slot, kind_of, text_of
from waypost.framework.importers.trees.texts import paragraphs, statements
from waypost.framework.importers.trees.things import Thing, Things
from waypost.framework.importers.trees.walk import Entry, Member
from waypost.framework.importers.trees.words import Role, axis, readable, role, same, words
from waypost.framework.nodes import Node

Cell = tuple[str, str]
"""The keys of a level and a criterion."""


@dataclass(slots=True)
class Asked:
    """What one criterion asks at one level, as it is gathered: the entries that say it, in order."""

    level: Thing
    criterion: Thing
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Cells:
    """Gathers. `about` are the entries that describe things, `idle` those that nothing can be made of."""

    things: Things
    asked: dict[Cell, Asked] = field(default_factory=dict)
    about: list[Entry] = field(default_factory=list)
    runs: dict[tuple[object, ...], list[Thing]] = field(default_factory=dict)
    idle: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, entries: Sequence[Entry], *, roles: Mapping[Kind, Cast]) -> None:
        """Put every entry where its cast says."""
        families = _families(entries, roles)
        for entry in entries:
            cast = roles[kind_of(entry)]
            if cast.level is None or cast.criterion is None:
                self.about.append(entry)
            elif not self._take(entry, cast, families):
                self.idle.append(entry)

    def _take(self, entry: Entry, cast: Cast, families: dict[str, str]) -> bool:
        assert cast.level is not None  # noqa: S101 - the caller looked
        level_text = text_of(entry, cast.level)
        if level_text[0] is None and not level_text[1].strip():
            return False
        track = self.track_of(entry, cast, families)
        level = self._thing(Role.LEVEL, entry, cast.level, scope=track.key, under=cast.level.field)
        level.parent = track
        criterion = self._criterion(entry, cast, track)
        if criterion is None:
            return False
        above = tuple(map(id, entry.members[: cast.level.member or 0])) if cast.level.member else (criterion.key,)
        run = self.runs.setdefault((track.key, above), [])
        if level not in run:
            run.append(level)
        held = self.asked.setdefault((level.key, criterion.key), Asked(level, criterion))
        held.entries.append(entry)
        return True

    def _thing(self, kind: Role, entry: Entry, slot: Slot, *, scope: str = "", under: str = "") -> Thing:
        member, text, node = text_of(entry, slot)
        if slot.of == "row" or slot.field:
            self.things.used.add(id(node))
        if slot.of == "title":
            self.things.used.add(id(node))
        return self.things.get(kind, member, text, node, scope=scope, under=under)

    def _criterion(self, entry: Entry, cast: Cast, track: Thing) -> Thing | None:
        assert cast.criterion is not None  # noqa: S101 - the caller looked
        slot = cast.criterion
        member, text, node = text_of(entry, slot)
        if member is None and not text.strip():
            if slot.of == "row":
                return None
            text = entry.label or "Expectations"
        dimension = self._dimension(entry, cast)
        scope = dimension.key if dimension is not None else ""
        under = next((one.under for one in reversed(entry.members) if one.under), "") if member is None else ""
        if member is None:
            criterion = self.things.get(Role.CRITERION, None, text, node, scope=scope, under=slot.field or under)
            self.things.used.add(id(node)) if slot.of in {"row", "title"} else None
        else:
            criterion = self.things.get(Role.CRITERION, member, text, node, scope=scope)
        if criterion.parent is None:
            criterion.parent = dimension
        return criterion

    def _dimension(self, entry: Entry, cast: Cast) -> Thing | None:
        if cast.dimension is None:
            return None
        member, text, _ = text_of(entry, cast.dimension)
        if member is None and not text.strip():
            return None
        return self._thing(Role.DIMENSION, entry, cast.dimension, under=cast.dimension.field)

    def track_of(self, entry: Entry, cast: Cast, families: dict[str, str] | None = None) -> Thing:
        """The track an entry belongs to; with no word of any, the one track there is."""
        if cast.track is not None and (text_of(entry, cast.track)[0] is not None or text_of(entry, cast.track)[1]):
            around = [entry.members[place].title for place in cast.around]
            track = self._thing(Role.TRACK, entry, cast.track, scope="/".join(around))
            if around and not track.around:
                track.around = [one for one in around if one]
            for place in cast.around:
                self.things.used |= entry.members[place].own
            return track
        family = (families or {}).get(_level_axis(entry, cast), "")
        track = self.things.get(Role.TRACK, None, family, entry.node, scope="all")
        track.title = family
        return track


def _level_axis(entry: Entry, cast: Cast) -> str:
    slot = cast.level
    if slot is None or slot.member is None:
        return f"\0{slot.field if slot else ''}"
    return f"{entry.members[slot.member].axis} {axis(entry.members[slot.member].under)}"


def _families(entries: Sequence[Entry], roles: Mapping[Kind, Cast]) -> dict[str, str]:
    """Ladders of quite different levels are different tracks: for each axis of levels the name of its track.

    With one ladder only, its name stays empty.
    """
    names: dict[str, set[str]] = defaultdict(set)
    unders: dict[str, str] = {}
    for entry in entries:
        cast = roles[kind_of(entry)]
        if cast.level is not None and cast.track is None:
            where = _level_axis(entry, cast)
            member, text, _ = text_of(entry, cast.level)
            names[where].add(member.key if member is not None else same(text))
            unders.setdefault(where, _scale(entry, cast.level, member))
    groups: list[tuple[set[str], list[str]]] = []
    for where, held in names.items():
        meeting = [one for one in groups if not one[0].isdisjoint(held)]
        merged = (set.union(held, *(one[0] for one in meeting)), [*(name for one in meeting for name in one[1]), where])
        groups = [one for one in groups if one not in meeting] + [merged]
    if len(groups) < 2:
        return {}
    found: dict[str, str] = {}
    for number, (_, axes) in enumerate(groups, start=1):
        titles = [unders[one] for one in axes if unders[one]]
        title = titles[0] if titles else f"Track {number}"
        title = title if title not in found.values() else f"{title} {number}"
        found |= dict.fromkeys(axes, title)
    return found


def _scale(entry: Entry, slot: Slot, member: Member | None) -> str:
    name = member.under if member is not None else slot.field
    if axis(name) is not Role.LEVEL:
        return ""
    kinds = [word for word in words(name).split() if role(word) is None or axis(word) is Role.LEVEL]
    return readable(" ".join(kinds) or name)


def statements_of(asked: Asked, things: Things) -> tuple[tuple[FoundStatement, ...], list[Node]]:
    """The statements of a cell; what only sums the cell up comes second, where there are statements beside it."""
    said = [one for entry in asked.entries for one in entry.statements]
    bare = [entry for entry in asked.entries if not entry.statements]
    sums = []
    made: list[FoundStatement] = []
    for entry in asked.entries:
        made += _of_entry(entry, things, sums_up=not (said and entry in bare))
        if said and entry in bare:
            sums += entry.abouts
    examples = [one for entry in asked.entries if not _speaks(entry, said) for one in (*entry.signals, *entry.examples)]
    if made and examples:
        first = made[0]
        shows = (*first.looks_like, *_lines(examples, things))
        made[0] = FoundStatement(first.says, first.origin, shows, first.shown_by, first.about)
    elif examples:
        made = [one for node in examples for one in _texts(node, things)]
    return tuple(made), sums


def _speaks(entry: Entry, said: list[Node]) -> bool:
    return bool(entry.statements or (entry.abouts and not said) or entry.signals)


def _of_entry(entry: Entry, things: Things, *, sums_up: bool) -> list[FoundStatement]:
    says = entry.statements or (entry.abouts if sums_up else [])
    made = [one for node in says for one in _texts(node, things)]
    signals = entry.signals
    if not made and says is entry.statements and signals:
        made = [one for node in signals for one in _texts(node, things)]
        signals = []
    if not made:
        return []
    shows = _lines([*signals, *entry.examples], things)
    about = paragraphs(entry.abouts) if entry.statements and entry.row else ""
    if about:
        things.used.update(map(id, entry.abouts))
    about = "\n\n".join(part for part in (about, _rest(entry, things)) if part)
    shown = _lines(entry.shown_by, things)
    first = made[0]
    made[0] = FoundStatement(first.says, first.origin, (*first.looks_like, *shows), shown, about)
    return made


def _rest(entry: Entry, things: Things) -> str:
    """The fields of a row, and the wish it stands under, that nothing else holds."""
    parts = [f"{readable(entry.wish)}."] if entry.wish and entry.wish != "required" else []
    for name, (_, node) in entry.fields.items():
        values = node.value if isinstance(node.value, list) else [node]
        told = [one.value for one in values if isinstance(one.value, str) and one.value and id(one) not in things.used]
        if role(name) is Role.ID:
            things.used.update(map(id, values))
        elif told and (not node.flow or axis(name) is not None):
            things.used.update(map(id, values))
            parts.append(f"{readable(name)}: {', '.join(told)}")
    return "\n\n".join(parts)


def _texts(node: Node, things: Things) -> tuple[FoundStatement, ...]:
    things.used.add(id(node))
    return statements(node)


def _lines(nodes: Iterable[Node], things: Things) -> tuple[str, ...]:
    return tuple(line for node in nodes for one in _texts(node, things) for line in (one.says, *one.looks_like))
