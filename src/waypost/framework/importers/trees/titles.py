"""Titles that a sum of points gives: `{label: Senior, minPoints: 36}`, or a mapping from points to titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from waypost.framework.importers.found import FoundTitle
from waypost.framework.importers.trees.texts import origin
from waypost.framework.importers.trees.walk import Entry, Member
from waypost.framework.importers.trees.words import Role, axis, role, words
from waypost.framework.nodes import Node


@dataclass(slots=True)
class Titles:
    """The titles, the entries and texts they are made of, and what is to be told."""

    found: list[FoundTitle] = field(default_factory=list)
    entries: set[int] = field(default_factory=set)
    used: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    members: set[int] = field(default_factory=set)


def titles_of(entries: Sequence[Entry], members: Sequence[Member]) -> Titles:
    """Lists of titles with the points they begin at; if there is none, mappings from points to titles."""
    titles = Titles()
    for member in _scored(members):
        low = _low(member)
        if low is not None:
            titles.members.add(id(member))
            titles.found.append(FoundTitle(float(str(low.value)), member.title, origin(member.node)))
            titles.used |= {id(low), id(member.node), *member.own}
            _note_upper_end(member, titles)
    mapped = [one for one in entries if one.short and one.members and _is_map(one.members[-1])]
    for entry in mapped:
        points, node = entry.members[-1], entry.statements[0] if entry.statements else None
        titles.entries.add(id(entry))
        titles.members.add(id(points))
        if (node is not None and not titles.found) or (node is not None and _more(titles, mapped)):
            titles.found.append(FoundTitle(float(points.ids[0]), str(node.value), origin(node)))
            titles.used.add(id(node))
    if mapped and any(one.statements and id(one.statements[0]) not in titles.used for one in mapped):
        under = mapped[0].members[-1].under
        told = f"`{under}` names steps of points beside the titles; the titles are taken."
        titles.notes.append(told)
    return titles


def _scored(members: Sequence[Member]) -> list[Member]:
    """Members of lists in which most have a title and points."""
    lists: dict[str, list[Member]] = {}
    for member in members:
        lists.setdefault(member.axis, []).append(member)
    good = []
    for held in lists.values():
        scored = [one for one in held if one.named and one.title and _low(one) is not None]
        if len(scored) > 1 and len(scored) * 2 > len(held):
            good += scored
    return good


def _more(titles: Titles, mapped: Sequence[Entry]) -> bool:
    """Whether the titles so far come out of a mapping themselves."""
    texts = {id(one.statements[0]) for one in mapped if one.statements}
    return bool(texts & titles.used)


def _low(member: Member) -> Node | None:
    """The points from which on a title holds, if the member says that and little else."""
    for name, (_, node) in member.fields.items():
        text = node.value if isinstance(node.value, str) else ""
        if role(name) is Role.SCORE and text.lstrip("-").replace(".", "", 1).isdigit():
            return node
    return None


def _note_upper_end(member: Member, titles: Titles) -> None:
    for name, (_, node) in member.fields.items():
        if words(name) in {"max point", "max score", "max", "maximum point", "to point", "to"}:
            titles.used.add(id(node))
            told = f"Each title holds up to the next; `{name}` is not kept."
            if told not in titles.notes:
                titles.notes.append(told)


def _is_map(member: Member) -> bool:
    """Whether it stands in a mapping from points to something: `pointsToLevels`, `titlesByScore`."""
    parts = {words(one) for one in words(member.under).split()}
    named = bool(parts & {"point", "score"}) and bool(parts & {"title", "level", "to", "by"} or axis(member.under))
    return named and bool(member.ids) and member.ids[0].replace(".", "", 1).isdigit()
