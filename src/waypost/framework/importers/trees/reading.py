"""Trees (nested mappings and lists with their places) -> what they say, decided by their content.

Nested either way round, lists of milestones, flat rows, and positions that refer to competencies elsewhere are all
read the same way: every text knows what it stands under (`walk.py`), who of these is its level and its criterion is
told by their names and their order (`roles.py`), and what no role takes up is left over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from waypost.framework.importers.found import Found, FoundStatement, LeftOver
from waypost.framework.importers.trees.cells import Asked, Cells, statements_of
from waypost.framework.importers.trees.documents import Document
from waypost.framework.importers.trees.forms import texts_in
from waypost.framework.importers.trees.gathered import Made, find_parent, found_of
from waypost.framework.importers.trees.references import Library, Reference, may_refer, position_cast, references
from waypost.framework.importers.trees.roles import Cast, Kind, casts, kind_of, places, text_of
from waypost.framework.importers.trees.texts import is_blank, is_prose, origin
from waypost.framework.importers.trees.things import Things
from waypost.framework.importers.trees.titles import titles_of
from waypost.framework.importers.trees.walk import Entry, Member, Walk
from waypost.framework.importers.trees.words import Role, axis, known
from waypost.framework.nodes import Node

MOST_LEVELS = 400
MOST_KINDS = 1_000
_PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w.]{0,60}\}")


def read_trees(documents: Sequence[Document]) -> Found:
    """What the documents say. Without a ladder in them everything is left over, and a note says so."""
    reader = _Reader()
    return reader.read(documents)


@dataclass(slots=True)
class _Reader:
    """Goes from documents to what was found, one step after the other."""

    walk: Walk = field(default_factory=Walk)
    things: Things = field(default_factory=Things)
    cells: Cells = field(init=False)
    made: Made = field(default_factory=Made)

    def __post_init__(self) -> None:
        self.cells = Cells(self.things)

    def read(self, documents: Sequence[Document]) -> Found:
        taken = []
        for one in documents:
            why = _no_ladder(one)
            if why:
                self.made.left_over.append(LeftOver(one.path.name, origin(one.root), why))
            else:
                taken.append(one)
        for one in taken:
            folder = next((part for part in reversed(one.path.parent.parts) if axis(part)), one.path.parent.name)
            root, stem = _unwrapped(one.root, one.path.stem)
            self.walk.document(root, name=str(one.path.parent), folder=folder, stem=stem)
        titles = titles_of(self.walk.entries, self.walk.members)
        self.made.titles += titles.found
        self.things.used |= self.walk.used | titles.used
        self.made.notes += titles.notes
        self.made.not_names = titles.members
        entries = [one for one in self.walk.entries if id(one) not in titles.entries]
        candidates = _may_be_positions(entries)
        chosen = set(map(id, candidates))
        self._take([one for one in entries if id(one) not in chosen])
        if len(self.things.all.get(Role.LEVEL, {})) > MOST_LEVELS:
            self.made.notes.append(f"More than {MOST_LEVELS} levels would be read out of it: that is no ladder.")
            self.cells.asked.clear()
            self.things = Things(used=self.walk.used)
            self.cells.things = self.things
            self.cells.about.clear()
        refused = self._refer(candidates)
        if not self.cells.asked:
            self._take([one for one in candidates if _few_words(one)])
        self._describe()
        self._assemble()
        found = found_of(self.made, self.things)
        if not (found.levels or found.criteria or found.titles or found.title):
            self.things.used.clear()  # what named a level or a criterion names nothing
        self._leave_over(taken, refused)
        if any(_PLACEHOLDER.search(one.says) for cell in found.cells for one in cell.statements):
            self.made.notes.append("Statements hold placeholders in braces; they stay as they are written.")
        notes = (
            (*found.notes, *self.made.notes) if self.made.cells else (*self.made.notes, "No ladder was found in it.")
        )
        return replace(found, left_over=tuple(sorted(self.made.left_over, key=lambda one: one.origin)), notes=notes)

    def _take(self, entries: list[Entry]) -> None:
        if len({kind_of(one) for one in entries}) > MOST_KINDS:
            self.made.notes.append(f"It has records of more than {MOST_KINDS:,} different forms: that is no ladder.")
            return
        roles = casts(entries)
        described = _only_described(entries, roles)
        playing = {
            id(entry.members[slot.member])
            for entry in entries
            if id(entry) not in described
            for _, slot in places(roles[kind_of(entry)])
            if slot.member is not None and not slot.field
        }
        numbers = self.made.not_names
        self.things.learn([one for one in self.walk.members if id(one) not in playing and id(one) not in numbers])
        self.cells.take([one for one in entries if id(one) not in described], roles=roles)
        self.cells.about += [one for one in entries if id(one) in described]

    def _refer(self, candidates: list[Entry]) -> list[tuple[Node, str]]:
        """Put what positions refer to in their place; nodes that refer to nothing, and why, come back."""
        library = Library(self.cells.asked)
        named = [(one, library.find(one.parts)) for entry in candidates for one in references(entry)]
        hits = [(reference, asked) for reference, asked in named if asked is not None]
        covered = {id(asked) for _, asked in hits}
        speaking = [asked for asked in self.cells.asked.values() if any(map(_says, asked.entries))]
        if not hits or len(hits) * 2 < len(named) or len(covered) * 2 < len(speaking):
            return []
        self._place(hits)
        self.made.notes.append(
            f"Positions refer to competencies: {len(hits)} references were followed, to {len(covered)} of "
            f"{len(speaking)} things that competencies ask at their own levels."
        )
        wanted = {id(reference.node) for reference, _ in hits}
        self.things.used |= wanted
        for reference, _ in hits:
            for _, (_, node) in reference.entry.fields.items() if reference.entry.row else ():
                self.things.used.add(id(node))
        lost: list[tuple[Node, str]] = []
        for reference, asked in named:
            if asked is None:
                why = f"refers to `{'/'.join(reference.parts)}`, and there is no such thing"
                lost.append((reference.node, why))
        for asked in speaking:
            if id(asked) not in covered:
                where = f"{asked.criterion.shown} at {asked.level.shown}"
                lost += [(node, f"is asked by no position: none refers to {where}") for node in _nodes(asked)]
        return lost

    def _place(self, hits: list[tuple[Reference, Asked]]) -> None:
        """The cells of positions instead of those of competencies."""
        several = len({one.entry.members[0].node.file for one, _ in hits}) > 1
        self.cells.asked = {}
        self.things.forget(Role.LEVEL)
        self.things.forget(Role.TRACK)
        for reference, asked in hits:
            cast = position_cast(reference.entry, several=several)
            if cast is None or cast.level is None:
                continue
            track = self.cells.track_of(reference.entry, cast)
            member, text, node = text_of(reference.entry, cast.level)
            level = self.things.get(Role.LEVEL, member, text, node, scope=track.key)
            level.parent = track
            copied = self.cells.asked.setdefault((level.key, asked.criterion.key), Asked(level, asked.criterion))
            copied.entries += [one for one in asked.entries if one not in copied.entries]
            if reference.entry.wish and reference.entry.wish != "required":
                self.made.wished.add((level.key, asked.criterion.key, reference.entry.wish))

    def _describe(self) -> None:
        """Introductions go to what they introduce."""
        self.things.match([one for one in self.walk.members if id(one) not in self.made.not_names])
        for criterion in self.things.all.get(Role.CRITERION, {}).values():
            find_parent(criterion, self.things)
        for entry in self.cells.about:
            thing = self.things.of_member.get(id(entry.members[-1]))
            if thing is None and len(entry.members) == 1 and self._holds_cells(entry.members[0]):
                self.made.about += [node for node in entry.abouts if id(node) not in self.things.used]
                self.things.used.update(map(id, entry.abouts))
            elif thing is not None:
                told = [*entry.abouts, *(one for one in entry.statements if is_prose(one))]
                thing.about += [one for one in told if one not in thing.about]
                self.things.used.update(map(id, told))

    def _holds_cells(self, root: Member) -> bool:
        return any(entry.members[0] is root for asked in self.cells.asked.values() for entry in asked.entries)

    def _assemble(self) -> None:
        self.made.runs = list(self.cells.runs.values())
        roots = {id(entry.members[0]): entry.members[0] for one in self.cells.asked.values() for entry in one.entries}
        named = [one for one in roots.values() if one.titled]
        if len(roots) == 1 and len(named) == 1:
            self.made.title = named[0].title
            self.things.used |= named[0].own
        elif len(roots) == 1:
            self._called(next(iter(roots.values())))
        summed: dict[int, set[int]] = defaultdict(set)
        for asked in self.cells.asked.values():
            statements, sums = statements_of(asked, self.things)
            statements = tuple(self._wished(asked, one) for one in statements)
            self.made.cells.append((asked, statements))
            for node in sums:
                self._sum_up(asked, node, summed[id(asked.criterion)])

    def _called(self, root: Member) -> None:
        """The only document may say what it is the ladder of: `ladder: Platform`."""
        for name, (_, node) in root.fields.items():
            if axis(name) is Role.TRACK and not is_blank(node) and id(node) not in self.things.used:
                self.made.title = str(node.value).strip()
                self.things.used.add(id(node))
                return

    def _wished(self, asked: Asked, statement: FoundStatement) -> FoundStatement:
        for wish in sorted(
            wish
            for level, criterion, wish in self.made.wished
            if (level, criterion) == (asked.level.key, asked.criterion.key)
        ):
            about = "\n\n".join(part for part in (f"{wish.capitalize()}.", statement.about) if part)
            return FoundStatement(statement.says, statement.origin, statement.looks_like, statement.shown_by, about)
        return statement

    def _sum_up(self, asked: Asked, node: Node, told: set[int]) -> None:
        if id(node) in told or not isinstance(node.value, str):
            return
        told.add(id(node))
        own = next((e for e in asked.entries if node in e.abouts), None)
        level = own.members[-1].title if own is not None and own.members[-1].title else asked.level.shown
        asked.criterion.extra.append(f"{level}: {node.value.strip()}")
        self.things.used.add(id(node))

    def _leave_over(self, documents: Sequence[Document], refused: list[tuple[Node, str]]) -> None:
        """Every text that nothing took up, with its place; what only a program reads is told in one sentence."""
        why_of = {id(node): why for node, why in refused}
        for tree, why in self.walk.passed:
            for _, node in texts_in(tree):
                why_of.setdefault(id(node), why)
        settings: dict[str, int] = defaultdict(int)
        for document in documents:
            for name, node in texts_in(document.root):
                if id(node) in self.things.used or not isinstance(node.value, str) or not node.value.strip():
                    continue
                self.things.used.add(id(node))
                if id(node) not in why_of and (node.flow or not any(map(str.isalpha, node.value))):
                    settings[name] += 1
                    continue
                why = why_of.get(
                    id(node), f"`{name}` has no place in a framework" if name else "has no place in a framework"
                )
                self.made.left_over.append(LeftOver(node.value.strip(), origin(node), why))
        if settings:
            names = [f"`{name}` ({count})" for name, count in sorted(settings.items()) if not name[:1].isdigit()]
            more = len(settings) - len(names[:12])
            told = ", ".join(names[:12]) + (f" and {more} more" if more else "")
            self.made.notes.append(f"Numbers and switches that no part of a framework holds were passed by: {told}.")


def _may_be_positions(entries: list[Entry]) -> list[Entry]:
    """Entries that may hold nothing but references; a few words among sentences of their kind are a sentence too."""
    candidates = [one for one in entries if may_refer(one)]
    chosen = set(map(id, candidates))
    brief = Counter(kind_of(one) for one in candidates)
    spoken = Counter(kind_of(one) for one in entries if id(one) not in chosen and _says(one))
    return [one for one in candidates if not _few_words(one) or spoken[kind_of(one)] < brief[kind_of(one)]]


def _few_words(entry: Entry) -> bool:
    """Whether an entry says something in two words, as `Gives feedback` does."""
    return not entry.row and any(len(str(one.value).split()) > 1 for one in entry.statements)


def _only_described(entries: list[Entry], roles: Mapping[Kind, Cast]) -> set[int]:
    """Entries that seem to ask something of a level and only introduce it: one sentence, and no criterion named."""
    loose, placed = [], False
    deeper = {
        entry.members[slot.member].axis
        for entry in entries
        if (slot := roles[kind_of(entry)].level) is not None and slot.member and _says(entry)
        if slot.member < len(entry.members) - 1
    }
    for entry in entries:
        cast = roles[kind_of(entry)]
        if cast.level is None or cast.criterion is None:
            continue
        of_level = cast.level.member == len(entry.members) - 1
        label = cast.criterion.of == "label" or entry.members[-1].axis in deeper
        if of_level and label and entry.abouts and not entry.statements and not entry.signals:
            loose.append(entry)
        elif _says(entry):
            placed = True
    return set(map(id, loose)) if placed else set()


def _says(entry: Entry) -> bool:
    return bool(entry.statements or entry.abouts or entry.signals)


def _nodes(asked: Asked) -> list[Node]:
    return [
        node
        for entry in asked.entries
        for node in (*entry.statements, *entry.abouts, *entry.signals, *entry.examples, *entry.shown_by)
    ]


def _unwrapped(root: Node, stem: str) -> tuple[Node, str]:
    """What a document holds, without a name around all of it that only says what it is: `ladder`, `levels`."""
    while isinstance(root.value, dict) and len(root.value) == 1:
        name, (_, inner) = next(iter(root.value.items()))
        if not known(name) or not isinstance(inner.value, (dict, list)):
            break
        root, stem = inner, name
    return root, stem


def _no_ladder(document: Document) -> str:
    """Why a document is no ladder, if its form says so: a schema, a package, a list of files."""
    root = document.root.value
    if not isinstance(root, dict):
        return ""
    names = set(root)
    if "$schema" in names and names & {"properties", "definitions", "$defs", "items", "$ref", "patternProperties"}:
        return "is a JSON Schema: it describes data and holds none"
    if {"name", "version"} <= names and names & {"dependencies", "devDependencies", "scripts"}:
        return "describes a package"
    if names == {"files"}:
        return "is a list of files"
    return ""
