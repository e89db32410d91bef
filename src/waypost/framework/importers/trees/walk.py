"""A tree -> entries: every text that may be a statement, with the things it stands under.

A mapping is either a record (its names are fields: `title`, `levels`) or a collection (its names are those of many
things: `Testing`, `Planning`); a list of records is a collection too. Every collection on the way to a text is an
axis. Which axis is the levels, which the criteria, is for `roles.py` to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from waypost.framework.importers.level_words import looks_like_level, looks_like_step
from waypost.framework.importers.trees.forms import (
    SAYING,
    are_titles,
    has_name,
    is_long,
    is_plain,
    is_prose_list,
    is_record,
    is_text_list,
    row_kind,
    speaks,
    sums_up,
    texts_in,
    with_rungs,
)
from waypost.framework.importers.trees.texts import is_blank, is_prose, is_reference, is_text
from waypost.framework.importers.trees.words import (
    AXES,
    Role,
    axis,
    is_one_ladder,
    is_plural,
    known,
    level_strength,
    readable,
    role,
    same,
    wish,
    words,
)
from waypost.framework.nodes import Node


@dataclass(eq=False, slots=True)
class Member:
    """One thing of a collection: its axis (equal for all that stand in the same place of their trees), the field
    that held the collection, what it is called and by which ids it can be named."""

    axis: str
    under: str
    title: str
    node: Node
    place: int
    ids: list[str] = field(default_factory=list)
    named: bool = True
    about: list[Node] = field(default_factory=list)
    fields: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    whole: bool = False
    """Whether it is a whole document."""
    titled: bool = False
    """Whether it says itself what it is called."""
    own: set[int] = field(default_factory=set)
    """The texts that are its title and ids."""
    listed: bool = False
    """Whether it is one name in a list of names, whose order may be all that others go by."""

    @property
    def key(self) -> str:
        return same(self.ids[0]) or self.ids[0] if self.ids else str(self.place + 1)


@dataclass(eq=False, slots=True)
class Entry:
    """What stands in one place: statements, examples of them, or a short word that may name something.

    `label` is the field it stood in. `fields` are those of a row of a flat list, where no collection says what it
    belongs to. `title` is what the row is called.
    """

    members: tuple[Member, ...]
    label: str
    node: Node
    statements: list[Node] = field(default_factory=list)
    abouts: list[Node] = field(default_factory=list)
    signals: list[Node] = field(default_factory=list)
    examples: list[Node] = field(default_factory=list)
    shown_by: list[Node] = field(default_factory=list)
    fields: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    title: Node | None = None
    short: bool = False
    row: bool = False
    wish: str = ""


@dataclass(slots=True)
class Walk:
    """Goes over trees and collects. `members` are all, also those under which nothing stands."""

    entries: list[Entry] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    passed: list[tuple[Node, str]] = field(default_factory=list)
    """Trees that are left over whole, and why."""

    def document(self, root: Node, *, name: str, folder: str, stem: str) -> None:
        """Take one document; `folder` and `stem` are where it was, `name` how its axes are told from others'."""
        member = Member(f"{name}:", folder, readable(stem), root, 0, [stem], whole=True)
        self.members.append(member)
        if isinstance(root.value, dict) and is_record(root.value):
            self._name(member, root.value)
            self._record(root, (member,), stem, f"{name}:")
        else:
            under = stem if is_plural(stem) else ""
            if axis(under) is None and axis(folder) is Role.LEVEL:
                under = folder
            self._any(root, (member,), under, f"{name}:")

    def _any(self, node: Node, members: tuple[Member, ...], under: str, shape: str, *, example: bool = False) -> None:
        """Whatever stands here: a text, a list, or a mapping that is a record or a collection."""
        if is_blank(node) and (node.value is not None or axis(under) not in {Role.DIMENSION, Role.TRACK}):
            self._entry(Entry(members, under, node))
        elif isinstance(node.value, str):
            entry = Entry(members, under, node, short=not is_prose(node))
            (entry.examples if example else entry.statements).append(node)
            self._entry(entry)
        elif isinstance(node.value, list):
            self._list(node, node.value, members, under, shape, example=example)
        elif node.value is not None and is_record(node.value):
            self._record(node, members, under, shape, example=example)
        elif node.value is not None:
            self._collection(node.value, members, under, shape, example=example)

    def _list(
        self, node: Node, items: list[Node], members: tuple[Member, ...], under: str, shape: str, *, example: bool
    ) -> None:
        texts = [one for one in items if is_text(one)]
        if texts and len(texts) == len(items) and axis(under) is Role.LEVEL and not example and is_plural(under):
            self._rungs(texts, members, under, shape)
        elif texts:
            entry = Entry(members, under, node, short=not any(map(is_prose, texts)))
            (entry.examples if example else entry.statements).extend(texts)
            self._entry(entry)
        records = [one for one in items if isinstance(one.value, dict)]
        pairs = [
            one for one in records if isinstance(one.value, dict) and len(one.value) == 1 and not is_record(one.value)
        ]
        rows = self._are_rows(records, under, members)
        for place, one in enumerate(items):
            if isinstance(one.value, list):
                self._list(one, one.value, members, under, f"{shape}[]", example=example)
            if not isinstance(one.value, dict):
                continue
            if len(pairs) == len(records):
                self._collection(one.value, members, under, f"{shape}[]", example=example, start=place)
            elif rows:
                self._row(one, one.value, members, under, f"{shape}[]")
            else:
                self._thing(one, one.value, members, under, f"{shape}[]", place, example=example)

    def _rungs(self, texts: list[Node], members: tuple[Member, ...], under: str, shape: str) -> None:
        """Texts in a list of levels: what each asks, or what each is called."""
        titles = all(looks_like_level(str(one.value)) for one in texts)
        called = titles or not any(is_prose(one) or is_reference(str(one.value)) for one in texts)
        for place, node in enumerate(texts):
            member = Member(f"{shape}[]", under, "", node, place, named=False)
            if called and not node.flow and not is_blank(node):
                member.title, member.named, member.listed = str(node.value).strip(), True, True
                member.own.add(id(node))
            self.members.append(member)
            if not called:
                self._entry(Entry((*members, member), "", node, statements=[] if is_blank(node) else [node]))

    def _thing(
        self,
        node: Node,
        value: dict[str, tuple[Node, Node]],
        members: tuple[Member, ...],
        under: str,
        shape: str,
        place: int,
        *,
        example: bool = False,
    ) -> None:
        """One record of a list, as a member of an axis."""
        member = Member(shape, under, "", node, place, named=False)
        self._name(member, value)
        self.members.append(member)
        self._record(node, (*members, member), "", shape, example=example)

    def _are_rows(self, records: list[Node], under: str, members: tuple[Member, ...]) -> bool:
        """Whether the records of a list are single statements, each of which says what it belongs to."""
        kinds = [row_kind(one.value) for one in records if isinstance(one.value, dict)]
        if sum(kind == "placed" for kind in kinds) * 2 > len(kinds):
            return True
        said = sum(kind == "said" for kind in kinds) * 2 > len(kinds)
        inside = len(members) > 1 or role(under) in {Role.STATEMENT, Role.ABOUT}
        return said and inside and axis(under) is not Role.LEVEL

    def _row(
        self, node: Node, value: dict[str, tuple[Node, Node]], members: tuple[Member, ...], under: str, shape: str
    ) -> None:
        """A flat record: one statement (or a few) with the fields that place it."""
        entry = Entry(members, under, node, row=True)
        for name, (key, one) in value.items():
            kind = role(name)
            if kind is Role.TITLE and is_text(one) and entry.title is None and axis(name) is None:
                entry.title = one
            elif not self._text_field(entry, name, kind, one):
                if is_plain(one):
                    entry.fields[name] = (key, one)
                elif not is_blank(one):
                    inside = [text for _, text in texts_in(one)]
                    entry.fields[name] = (key, Node(one.file, one.line, one.column, inside))
        if not entry.statements and not entry.abouts:
            self._say_by_name(entry)
        self._entry(entry)

    def _say_by_name(self, entry: Entry) -> None:
        """A row whose only text is its title, or what it calls a competency: that is what it says."""
        for name, (_, node) in entry.fields.items():
            if axis(name) is Role.CRITERION and not is_blank(node) and (is_prose(node) or is_text_list(node)):
                del entry.fields[name]
                entry.statements += [node] if is_text(node) else node.value if isinstance(node.value, list) else []
                return
        if entry.title is not None and is_prose(entry.title):
            entry.statements, entry.title = [entry.title], None

    def _text_field(self, entry: Entry, name: str, kind: Role | None, node: Node) -> bool:
        """Put the texts of a field where they belong, if its name says so."""
        target = {
            Role.STATEMENT: entry.statements,
            Role.EXAMPLE: entry.examples,
            Role.SIGNAL: entry.signals,
            Role.ABOUT: entry.abouts,
            Role.SHOWN_BY: entry.shown_by,
        }.get(kind or Role.ID)
        if target is None and isinstance(node.value, list) and axis(name) is Role.CRITERION and is_prose_list(node):
            target = entry.statements
        if target is None:
            return False
        if entry.row and sums_up(name) and entry.statements and is_text(node):
            target = entry.abouts
        if is_text(node) and not is_blank(node):
            target.append(node)
            return True
        if isinstance(node.value, list) and all(map(is_text, node.value)):
            target.extend(one for one in node.value if not is_blank(one))
            return True
        return is_blank(node)

    def _record(
        self, node: Node, members: tuple[Member, ...], under: str, shape: str, *, example: bool = False
    ) -> None:
        """The fields of a record: what it says itself, and the collections it holds."""
        if not isinstance(node.value, dict):
            return
        own = Entry(members, under, node)
        unknown = [name for name, (_, one) in node.value.items() if self._holds(name, one)]
        for name, (key, one) in node.value.items():
            self._field(own, name, key, one, shape, alone=len(unknown) == 1, example=example)
        if own.statements or own.signals or own.examples or own.abouts or own.shown_by:
            self._entry(own)

    def _field(self, own: Entry, name: str, key: Node, node: Node, shape: str, *, alone: bool, example: bool) -> None:
        kind, members, here = role(name), own.members, f"{shape}.{words(name)}"
        if (kind is Role.MACHINE and not is_text(node)) or (kind in {Role.TITLE, Role.ID} and is_text(node)):
            if kind is Role.MACHINE:
                self.passed.append((node, f"stands under `{name}`: it is written for a program, not for people"))
        elif wish(name):
            self._wished(node, members, name, here)
        elif is_text(node) and (kind in AXES or axis(name) in AXES) and not is_long(node):
            members[-1].fields.setdefault(name, (key, node))
        elif axis(name) in AXES and not is_text(node) and (not is_prose_list(node) or axis(name) is Role.LEVEL):
            if isinstance(node.value, dict) and has_name(node.value):
                self._named_thing(own, name, key, node, shape, example=example)
            else:
                self._any(node, members, "" if is_one_ladder(name) else name, here, example=example)
        elif kind in SAYING or axis(name) in AXES:
            self._texts(own, name, kind, node, here, example=example)
        elif (kind is Role.WRAPPER and (not is_text(node) or is_prose(node))) or (
            kind is not None and not is_plain(node)
        ):
            self._any(node, members, name, here, example=example)
        elif not self._holds(name, node):
            members[-1].fields.setdefault(name, (key, node))
        else:
            self._unknown(own, name, key, node, shape, alone=alone, example=example)

    def _unknown(self, own: Entry, name: str, key: Node, node: Node, shape: str, *, alone: bool, example: bool) -> None:
        """A field whose name says nothing and that holds something: a wrapping if it is the only one, else a thing."""
        if isinstance(node.value, dict) and alone:
            self._any(node, own.members, name, f"{shape}.{words(name)}", example=example)
        else:
            self._named_thing(own, name, key, node, shape, example=example)

    def _named_thing(self, own: Entry, name: str, key: Node, node: Node, shape: str, *, example: bool) -> None:
        """A field whose name is that of a thing, beside fields whose names are not."""
        member = Member(f"{shape}+", own.label, readable(name), key, len(own.members), [name])
        if isinstance(node.value, dict) and is_record(node.value):
            self._name(member, node.value)
        self.members.append(member)
        self._any(node, (*own.members, member), "", f"{shape}+", example=example)

    def _texts(self, own: Entry, name: str, kind: Role | None, node: Node, shape: str, *, example: bool) -> None:
        """A field that says something: its texts go to the record's own entry, apart if its name tells them apart."""
        if isinstance(node.value, dict) or (
            isinstance(node.value, list) and any(not is_text(one) for one in node.value)
        ):
            self._any(node, own.members, name, shape, example=example or kind in {Role.EXAMPLE, Role.SIGNAL})
        elif (is_text(node) and sums_up(name)) or kind is Role.ABOUT:
            self._text_field(own, name, Role.ABOUT, node)
        elif kind in {Role.EXAMPLE, Role.SIGNAL, Role.SHOWN_BY} or example:
            self._text_field(own, name, Role.EXAMPLE if example else kind, node)
        else:
            entry = Entry(own.members, name, node)
            self._text_field(entry, name, Role.STATEMENT, node)
            entry.short = bool(entry.statements) and not any(map(is_prose, entry.statements)) and kind is None
            self._entry(entry)

    def _wished(self, node: Node, members: tuple[Member, ...], name: str, shape: str) -> None:
        before = len(self.entries)
        self._any(node, members, name, shape)
        for entry in self.entries[before:]:
            entry.wish = name

    def _collection(
        self,
        value: dict[str, tuple[Node, Node]],
        members: tuple[Member, ...],
        under: str,
        shape: str,
        *,
        example: bool = False,
        start: int = 0,
    ) -> None:
        """A mapping whose names are those of its things."""
        titles = (axis(under) is Role.LEVEL or role(under) is Role.TITLE) and not example and are_titles(value)
        under = "levels" if titles else under
        for place, (name, (key, node)) in enumerate(with_rungs(value).items(), start=start):
            if role(name) is Role.MACHINE and len(value) < 4:
                self.passed.append((node, f"stands under `{name}`: it is written for a program, not for people"))
                continue
            member = Member(f"{shape}{{}}", under, readable(name), key, place, [name])
            if isinstance(node.value, dict) and is_record(node.value):
                self._name(member, node.value)
            self.members.append(member)
            if titles:
                member.title = str(node.value).strip()
                member.own.add(id(node))
            else:
                self._any(node, (*members, member), "", f"{shape}{{}}", example=example)

    def _name(self, member: Member, value: dict[str, tuple[Node, Node]]) -> None:
        """Title and ids of a thing, out of its own fields."""
        titles = [
            (words(name) not in {"title", "name", "label", "display name"}, place, node)
            for place, (name, (_, node)) in enumerate(value.items())
            if role(name) is Role.TITLE and is_text(node) and not is_blank(node)
        ]
        for name, (_, node) in value.items():
            if role(name) is Role.ID and is_text(node) and not is_blank(node):
                member.ids.append(str(node.value))
                # What is longer says something, and is told where it names nothing.
                member.own |= {id(node)} if len(str(node.value).split()) < 3 else set()
        own = [
            (name, node) for name, (_, node) in value.items() if axis(name) in AXES and axis(name) is axis(member.under)
        ]
        own += [(name, node) for name, (_, node) in value.items() if axis(name) is Role.CRITERION]
        if not titles and own and is_text(own[0][1]) and not is_long(own[0][1]):
            titles = [(False, 0, own[0][1])]
        surest = min((level_strength(name) for name, _ in own), default=0)
        for name, node in own if axis(member.under) is Role.LEVEL else ():
            if level_strength(name) > surest or (titles and words(name) == "band"):
                member.fields.setdefault(name, (node, node))
            elif is_text(node) and not is_blank(node) and not is_long(node):
                member.ids.append(str(node.value))
                member.own.add(id(node))
        if titles:
            node = min(titles, key=lambda one: one[:2])[2]
            member.title, member.named, member.node = str(node.value).strip(), True, node
            member.titled = True
            member.own.add(id(node))
        if not member.named and member.ids:
            member.title, member.named = readable(member.ids[0]), True
        if member.whole and len(member.ids) > 1:
            member.ids.append(member.ids.pop(0))

    def _holds(self, name: str, node: Node) -> bool:
        """Whether a field whose name says nothing holds things or prose, as a skill called `code` does too."""
        sentences = role(name) in {Role.TITLE, Role.ID} and is_text_list(node) and speaks(node)
        if sentences or known(name) or is_blank(node):
            return sentences
        return not is_text(node) or is_prose(node) or looks_like_step(readable(name))

    def _entry(self, entry: Entry) -> None:
        self.entries.append(entry)
