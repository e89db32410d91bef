"""The tracks, levels, dimensions and criteria that entries name: each once, whatever it was called where."""

from __future__ import annotations

from dataclasses import dataclass, field

from waypost.framework.importers.trees.texts import is_blank
from waypost.framework.importers.trees.walk import Member
from waypost.framework.importers.trees.words import Role, axis, readable, role, same, words
from waypost.framework.nodes import Node


@dataclass(eq=False, slots=True)
class Thing:
    """One track, level, dimension or criterion. `under` is the field that held things of this kind."""

    kind: Role
    key: str
    title: str
    named: bool
    node: Node
    under: str
    about: list[Node] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    """Introductions that are put together of several words."""
    fields: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    around: list[str] = field(default_factory=list)
    parent: Thing | None = None

    @property
    def shown(self) -> str:
        """The title as people read it: `Milestone 3` where the source only counts."""
        if self.named and not self.title.replace(".", "", 1).isdigit():
            return self.title
        number = self.title or self.key.rpartition("\0")[2]
        word = words(self.under).rpartition(" ")[2] if axis(self.under) is self.kind else str(self.kind)
        return f"{readable(word)} {number}"


@dataclass(slots=True)
class Things:
    """All of one kind each, by key. `catalogue` are members that only say what things are called."""

    all: dict[Role, dict[str, Thing]] = field(default_factory=dict)
    of_member: dict[int, Thing] = field(default_factory=dict)
    aliases: dict[Role, dict[str, Member]] = field(default_factory=dict)
    listed: dict[Role, list[Member]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    _by_name: dict[tuple[Role, str, str], Thing] = field(default_factory=dict)

    def forget(self, kind: Role) -> None:
        """Let go of all things of a kind, so that others can be."""
        gone = {id(one) for one in self.all.pop(kind, {}).values()}
        self.of_member = {key: one for key, one in self.of_member.items() if id(one) not in gone}
        self._by_name = {key: one for key, one in self._by_name.items() if id(one) not in gone}

    def learn(self, catalogue: list[Member]) -> None:
        """Take in lists that only name things, so that an id elsewhere finds its title."""
        for member in catalogue:
            kind = axis(member.under)
            if kind is not None and member.listed:
                self.listed.setdefault(kind, []).append(member)
            if kind is not None and not member.whole:
                for name in _names(member):
                    self.aliases.setdefault(kind, {}).setdefault(name, member)

    def get(
        self, kind: Role, member: Member | None, text: str, node: Node, *, scope: str = "", under: str = ""
    ) -> Thing:
        """The thing that a member is, or that a text names; made when it is named first."""
        if member is not None and (known := self.of_member.get(id(member))) is not None and known.kind is kind:
            return known
        names = _names(member) if member is not None else [same(text) or text]
        if member is not None and not names:
            names = [str(member.place + 1)]
        aliases = self.aliases.get(kind, {})
        listed = self.listed.get(kind, [])
        if member is not None and not member.named and member.place < len(listed):
            names = _names(listed[member.place])
        named = next((aliases[name] for name in names if name in aliases), None)
        if named is not None:
            names = [*_names(named), *names]
        strict = member is not None and bool(member.title) and member.named and named is None
        thing = self._known(kind, scope, names[:1] if strict else names)
        if thing is None:
            thing = self._make(kind, f"{scope}\0{names[0]}", named or member, text, node, under)
            self.all.setdefault(kind, {})[thing.key] = thing
        thing.ids.update(names)
        for name in names:
            self._by_name.setdefault((kind, scope, name), thing)
        for one in (member, named):
            if one is not None:
                self.of_member[id(one)] = thing
                self._merge(thing, one)
        return thing

    def _known(self, kind: Role, scope: str, names: list[str]) -> Thing | None:
        """The thing of one of these names. (A title tells things apart where ids may be no more than numbers.)"""
        held = self.all.get(kind, {})
        for name in names:
            found = held.get(f"{scope}\0{name}") or self._by_name.get((kind, scope, name))
            if found is not None:
                return found
        return None

    def _make(self, kind: Role, key: str, member: Member | None, text: str, node: Node, under: str) -> Thing:
        if member is not None:
            self.used |= {id(member.node), *member.own}
            return Thing(kind, key, member.title, member.named, member.node, member.under)
        return Thing(kind, key, readable(text), bool(text), node, under)

    def _merge(self, thing: Thing, member: Member) -> None:
        self.used |= {id(member.node), *member.own}
        for name, one in member.fields.items():
            thing.fields.setdefault(name, one)
        if not thing.named and member.named:
            thing.title, thing.named, thing.node = member.title, True, member.node

    def match(self, members: list[Member]) -> list[Member]:
        """Give members that only describe things to those things; those that describe nothing come back."""
        without = []
        by_name: dict[tuple[Role, str], Thing] = {}
        for kind in (Role.CRITERION, Role.DIMENSION, Role.TRACK, Role.LEVEL):
            for thing in self.all.get(kind, {}).values():
                for name in thing.ids if not (kind is Role.TRACK and thing.key.startswith("all\0")) else ():
                    by_name.setdefault((kind, name), thing)
        for member in members:
            if id(member) in self.of_member:
                continue
            hint = axis(member.under)
            kinds = [hint] if hint in {Role.LEVEL} else [hint, Role.CRITERION, Role.DIMENSION, Role.TRACK]
            found = next(
                (by_name[kind, name] for kind in kinds if kind for name in _names(member) if (kind, name) in by_name),
                None,
            )
            if found is None or member.whole:
                without.append(member)
                continue
            self.of_member[id(member)] = found
            if same(found.title) in {same(one) for one in member.ids}:
                found.title, found.named = member.title, True
            self._merge(found, member)
        return without


def _names(member: Member) -> list[str]:
    names = [same(member.title) or member.title] if member.named and member.title else []
    names += [same(one) or one for one in member.ids if one]
    return list(dict.fromkeys(names))


def value_of(thing: Thing, kind: Role, used: set[int]) -> str:
    """What a thing's field of this role says, if it has one; the field is used then."""
    for name, (_, node) in thing.fields.items():
        if role(name) is kind and isinstance(node.value, str) and not is_blank(node):
            used.add(id(node))
            return node.value
    return ""
