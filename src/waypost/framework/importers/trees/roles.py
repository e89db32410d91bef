"""Which of the things that an entry stands under is its level, which its criterion, dimension and track.

Told by the names of collections where they say it, by the names of their members (`Senior`, `L3`) where they do not,
and else by their order: what is nearest to the text is the criterion, what is around it the dimension, then the track.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from waypost.framework.importers.level_words import looks_like_step
from waypost.framework.importers.trees.texts import is_blank, is_text
from waypost.framework.importers.trees.walk import Entry, Member
from waypost.framework.importers.trees.words import Role, axis, is_level_name, level_strength, role, strong_track, words
from waypost.framework.nodes import Node


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a role is found in an entry: the place of a member, the name of a field, or one of the entry's texts."""

    member: int | None = None
    field: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays what in all entries of one kind. Without a level they are no part of a ladder."""

    level: Slot | None = None
    criterion: Slot | None = None
    dimension: Slot | None = None
    track: Slot | None = None
    around: tuple[int, ...] = ()
    """Members around the track, from the outside in."""


Kind = tuple[object, ...]


def kind_of(entry: Entry) -> Kind:
    """Entries of one kind have the same roles: they stand under the same axes, with the same fields."""
    axes = tuple((one.axis, axis(one.under) or "") for one in entry.members)
    fields = tuple(sorted(name for name in entry.fields if axis(name) is not None)) if entry.row else ()
    return (axes, entry.row, fields, bool(entry.title), _label(entry) if len(axes) == 1 else "")


def _label(entry: Entry) -> str:
    return words(entry.label)


def casts(entries: Sequence[Entry]) -> dict[Kind, Cast]:
    """The cast of every kind of entry."""
    kinds: dict[Kind, list[Entry]] = defaultdict(list)
    for entry in entries:
        kinds[kind_of(entry)].append(entry)
    levels = {kind: _level(held) for kind, held in kinds.items() if not all(map(_only_numbers, held))}
    folders = _folders(kinds, levels)
    made = {}
    for kind, held in kinds.items():
        level = levels.get(kind)
        made[kind] = Cast() if level is None else _cast(held, level, folders[held[0].members[0].axis])
    return made


@dataclass(slots=True)
class _Folder:
    """What the documents of one place hold: for each the names of its levels and of what is judged at them."""

    levels: dict[int, set[str]]
    judged: dict[int, set[str]]

    @property
    def hint(self) -> Role | None:
        """What each document is, if there are several: a track where each has its own levels, or all judge the same."""
        if len(self.levels) < 2:
            return None
        if not set.intersection(*self.levels.values()):
            return Role.TRACK
        counts: dict[str, int] = defaultdict(int)
        for names in self.judged.values():
            for name in names:
                counts[name] += 1
        shared = sum(count > 1 for count in counts.values())
        return Role.TRACK if counts and shared * 2 > len(counts) else Role.DIMENSION


def _folders(kinds: Mapping[Kind, list[Entry]], levels: Mapping[Kind, Slot | None]) -> dict[str, _Folder]:
    folders: dict[str, _Folder] = {}
    for kind, entries in kinds.items():
        level = levels.get(kind)
        if level is None:
            continue
        folder = folders.setdefault(entries[0].members[0].axis, _Folder({}, {}))
        for entry in entries:
            document = id(entry.members[0])
            member, text, _ = text_of(entry, level)
            folder.levels.setdefault(document, set()).add(member.key if member is not None else text)
            rest = [one.key for place, one in enumerate(entry.members) if place not in {0, level.member}]
            folder.judged.setdefault(document, set()).update(rest[-1:])
    return folders


def _cast(entries: list[Entry], level: Slot, folder: _Folder) -> Cast:
    first = entries[0]
    rest = [place for place in range(1, len(first.members)) if place != level.member]
    tracks = [place for place in rest if _is_track(entries, place, level, rest)]
    inner = [place for place in rest if place not in tracks]
    root = _root_hint(first.members[0], folder) if level.member != 0 else None
    fields = _row_fields(first) if first.row else {}
    if level.field and level.member:
        return _cast_of_fields(entries, level, rest)
    criterion, inner, root = _criterion(entries, level, inner, fields, root)
    if criterion.of == "label" and all(map(_only_names, entries)):
        return Cast()
    dimension = _dimension(entries, inner, fields, criterion, root)
    if dimension == Slot(member=0):
        root = None
    outer = [*tracks] if tracks else inner[:-1]
    if tracks and not inner and root is Role.DIMENSION:
        root = None
    track = Slot(member=outer[-1]) if outer else None
    if track is None and Role.TRACK in fields:
        track = Slot(field=fields[Role.TRACK], of="row")
    if track is None and level == Slot(member=0):
        track = _track_of_document(first.members[0])
    if track is None and root is not None and criterion != Slot(member=0):
        track = Slot(member=0)
    around = tuple(outer[:-1]) if track is not None and track.member else ()
    return Cast(level, criterion, dimension, track, around)


def _track_of_document(document: Member) -> Slot | None:
    """The field in which a document that is a level names its track."""
    named = [name for name, (_, node) in document.fields.items() if axis(name) is Role.TRACK and is_text(node)]
    return Slot(member=0, field=named[0]) if named else None


def _cast_of_fields(entries: list[Entry], level: Slot, rest: list[int]) -> Cast:
    """Things that name their level themselves: their criterion, dimension and track may stand beside it."""
    things = [entry.members[level.member or 0] for entry in entries]
    named: dict[Role, Slot] = {}
    for thing in things:
        for name, (_, node) in thing.fields.items():
            kind = axis(name)
            if kind is not None and kind is not Role.LEVEL and is_text(node) and not is_blank(node):
                named.setdefault(kind, Slot(member=level.member, field=name))
    outer = [place for place in rest if place < (level.member or 0)]
    criterion = named.pop(Role.CRITERION, None)
    if criterion is None and outer and not any(thing.named for thing in things):
        criterion = Slot(member=outer.pop())  # `{level: 3, criteria: [...]}` is a cell of what it stands in
    criterion = criterion or Slot(member=level.member)
    dimension = named.get(Role.DIMENSION) or (Slot(member=outer.pop()) if outer else None)
    track = named.get(Role.TRACK) or (Slot(member=outer[-1]) if outer else None)
    return Cast(level, criterion, dimension, track)


def _only_numbers(entry: Entry) -> bool:
    texts = [*entry.statements, *entry.abouts, *entry.signals, *entry.examples]
    return bool(texts) and all(one.flow for one in texts)


def _only_names(entry: Entry) -> bool:
    """Whether an entry holds nothing but single words: a list of what is named elsewhere."""
    texts = [*entry.statements, *entry.abouts, *entry.signals, *entry.examples]
    return entry.short and all(" " not in str(one.value).strip() for one in texts)


def _level(entries: list[Entry]) -> Slot | None:
    first = entries[0]
    places = range(1, len(first.members))
    hinted = [place for place in places if axis(first.members[place].under) is Role.LEVEL]
    if hinted:
        return Slot(member=min(hinted, key=lambda one: (level_strength(first.members[one].under), -one)))
    if first.row:
        fields = [name for name, (_, node) in first.fields.items() if axis(name) is Role.LEVEL and is_text(node)]
        if fields:
            return Slot(field=min(fields, key=level_strength), of="row")
    return _level_by_names(entries) or _level_by_fields(entries) or _level_by_order(entries)


def _level_by_names(entries: list[Entry]) -> Slot | None:
    """Things whose names are those of levels; documents too, if each says what it is."""
    first, places = entries[0], range(1, len(entries[0].members))
    titled = all(entry.members[0].titled for entry in entries)
    if titled and axis(first.members[0].under) is Role.LEVEL and len({id(e.members[0]) for e in entries}) > 1:
        return Slot(member=0)
    free = titled and axis(first.members[0].under) is None
    for place in (*reversed(places), *([0] if free else [])):
        names = {entry.members[place].title for entry in entries}
        if len(names) > 1 and sum(map(looks_like_step, names)) * 10 >= len(names) * 6:
            return Slot(member=place)
    return None


def _level_by_fields(entries: list[Entry]) -> Slot | None:
    """Things that say in a field of their own which level they are at."""
    first = entries[0]
    for place in reversed(range(len(first.members))):
        found = [name for name in first.members[place].fields if role(name) is Role.LEVEL and is_level_name(name)]
        known = sum(any(name in entry.members[place].fields for name in found) for entry in entries)
        if found and known * 2 > len(entries):
            return Slot(member=place, field=min(found, key=level_strength))
    return None


def _level_by_order(entries: list[Entry]) -> Slot | None:
    """Things in a list that have no names: steps, one after the other."""
    for place in reversed(range(1, len(entries[0].members))):
        things = {id(entry.members[place]): entry.members[place] for entry in entries}
        if len(things) > 1 and not any(one.named for one in things.values()):
            return Slot(member=place)
    return None


def _is_track(entries: list[Entry], place: int, level: Slot, rest: list[int]) -> bool:
    """Whether the members of this axis are careers, and not things that are judged."""
    under = entries[0].members[place].under
    if axis(under) is not Role.TRACK:
        return False
    if strong_track(under):
        return True
    if any(one > place for one in rest):
        return axis(entries[0].members[min(one for one in rest if one > place)].under) is not Role.TRACK
    if level.member is None:
        return False
    names: dict[int, set[str]] = defaultdict(set)
    named = True
    for entry in entries:
        names[id(entry.members[place])].add(entry.members[level.member].key)
        named = named and entry.members[level.member].named
    sets = list(names.values())
    return named and len(sets) > 1 and not set.intersection(*sets)


def _row_fields(entry: Entry) -> dict[Role, str]:
    """For each role the first field of a row that has it and says something."""
    found: dict[Role, str] = {}
    for name in entry.fields:
        kind = axis(name)
        if kind is Role.CRITERION and kind in found and Role.DIMENSION not in found:
            found[Role.DIMENSION], found[kind] = found[kind], name
        elif kind is not None:
            found.setdefault(kind, name)
    return found


def _criterion(
    entries: list[Entry], level: Slot, inner: list[int], fields: dict[Role, str], root: Role | None
) -> tuple[Slot, list[int], Role | None]:
    """Where the criterion is; the axes around it, its own last; and what the document is then."""
    first = entries[0]
    in_row = _criterion_of_rows(entries, inner, fields) if first.row else None
    if in_row is not None:
        return in_row, [*inner, -1], root
    if inner:
        return Slot(member=inner[-1]), inner, root
    under = first.members[level.member].under if level.member is not None else ""
    if under and axis(under) is not Role.LEVEL and role(under) is Role.STATEMENT and level.member and level.member > 0:
        return Slot(of="under"), [-1], root
    labels = {words(entry.label) for entry in entries if entry.label}
    told = {label for label in labels if role(label) is not Role.WRAPPER}
    if root is Role.CRITERION or (root is not None and root is not Role.TRACK and len(told) < 2):
        return Slot(member=0), [], None
    return Slot(of="label"), [-1], root


def _criterion_of_rows(entries: list[Entry], inner: list[int], fields: dict[Role, str]) -> Slot | None:
    """The criterion that rows name themselves: in a field, by their title, or by the one group they are in."""
    says = any(entry.statements or entry.abouts for entry in entries)
    if Role.CRITERION in fields and says:
        return Slot(field=fields[Role.CRITERION], of="row")
    if entries[0].title is not None and says:
        return Slot(of="title")
    if not inner and Role.DIMENSION in fields:
        return Slot(field=fields.pop(Role.DIMENSION), of="row")
    return None


def _dimension(
    entries: list[Entry], inner: list[int], fields: dict[Role, str], criterion: Slot, root: Role | None
) -> Slot | None:
    first = entries[0]
    if len(inner) > 1:
        place = inner[-2]
        inner.pop()
        return Slot(member=place)
    if Role.DIMENSION in fields and fields[Role.DIMENSION] != criterion.field:
        return Slot(field=fields[Role.DIMENSION], of="row")
    whole = Slot(member=0) if root in {Role.DIMENSION, Role.CRITERION} and criterion.member != 0 else None
    if whole is not None and all(entry.members[0].titled for entry in entries):
        return whole
    if criterion.member is not None:
        for entry in entries:
            for name, (_, node) in entry.members[criterion.member].fields.items():
                if axis(name) is Role.DIMENSION and is_text(node) and not is_blank(node):
                    return Slot(member=criterion.member, field=name)
    return whole if axis(first.members[0].under) is not None else None


def _root_hint(root: Member, folder: _Folder) -> Role | None:
    """What a document is, if it is one of several of its kind or its folder says so."""
    hint = axis(root.under)
    if folder.hint is None:
        return hint if hint is Role.CRITERION and isinstance(root.node.value, (str, dict)) else None
    return hint if hint in {Role.TRACK, Role.CRITERION, Role.DIMENSION} else folder.hint


def text_of(entry: Entry, slot: Slot) -> tuple[Member | None, str, Node]:
    """Who plays a role in an entry: a member if there is one, what it is called, and where that stands."""
    if slot.of == "title" and entry.title is not None:
        return None, str(entry.title.value), entry.title
    if slot.of == "row":
        return None, *_field_text(entry, slot.field)
    if slot.member is None:
        under = next((one.under for one in reversed(entry.members) if one.under), "")
        return None, {"label": entry.label, "under": under}.get(slot.of, ""), entry.node
    member = entry.members[slot.member]
    if slot.field:
        _, node = member.fields.get(slot.field, (member.node, member.node))
        return None, node.value if isinstance(node.value, str) else "", node
    return member, member.title, member.node


def _field_text(entry: Entry, name: str) -> tuple[str, Node]:
    """What a field of a row says, or the first of several things it says, and where."""
    key, node = entry.fields.get(name, (entry.node, entry.node))
    text = node.value if isinstance(node.value, str) else ""
    if isinstance(node.value, list) and node.value and isinstance(node.value[0].value, str):
        text = node.value[0].value
    return text, node if text else key


def places(cast: Cast) -> Iterable[tuple[Role, Slot]]:
    """The roles of a cast and their slots."""
    for kind, slot in (
        (Role.LEVEL, cast.level),
        (Role.CRITERION, cast.criterion),
        (Role.DIMENSION, cast.dimension),
        (Role.TRACK, cast.track),
    ):
        if slot is not None:
            yield kind, slot
