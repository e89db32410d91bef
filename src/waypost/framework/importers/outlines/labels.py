"""An outline -> nodes with titles: headings, and whatever else stands for one.

A ladder's criteria and levels may be headings, paragraphs in bold above a list, or labels at the head of a bullet
(`**Impact**: ships`, or `Impact` over bullets of its own). Here each becomes a node; what it means is decided later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from waypost.framework.importers.level_words import is_code, looks_like_level, looks_like_step
from waypost.framework.importers.outlines.outline import Form, Part

_SEPARATOR = re.compile(r"^\s*[:：–—-]\s*")
_PLAIN_LABEL = re.compile(r"^([^:：.!?;]{1,60})[:：](?:\s+(.*))?$", re.DOTALL)
_DASHED = re.compile(r"^(.{1,60}?)\s+[-–—]+\s+(.*)$", re.DOTALL)
_ANCHOR = re.compile(r"\s*\{[#.:][^{}]{0,200}\}\s*$")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|§\s*\d+|[a-zA-Z][.)])\s+(?=\S)")
_PICTOGRAPHS = re.compile(
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]+|:[a-z0-9_+]+:"
)
_NO_LABELS = frozenset(
    {"example", "examples", "for example", "e.g", "note", "notes", "nb", "http", "https", "hint", "tip"}
)
_MOST_WORDS = 7
_INTRODUCING = re.compile(
    r"(?:,\s+(?:such as|like|including|e\.?g\.?|como|wie|comme)|\b(?:such as|for example))$", re.IGNORECASE
)
"""How a sentence goes on to what it lists: `Has skills beside code, such as: writing`."""


@dataclass(slots=True, eq=False)
class Node:
    """A title with what stands below it. `form` says what it is written as: `h2`, `bold`, `item1`.

    `rest` is what follows a label on its own line; `said` are paragraphs and bullets that have no title of their own.
    """

    title: str
    part: Part
    form: str
    above: Node | None = None
    rest: str = ""
    kids: list[Node] = field(default_factory=list)
    said: list[Part] = field(default_factory=list)
    tables: list[Part] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def items(self) -> list[Part]:
        """The bullets among what it says."""
        return [part for part in self.said if part.form is Form.ITEM]

    @property
    def holds(self) -> bool:
        """Whether anything stands below it."""
        return bool(self.rest or self.kids or self.said or self.tables)

    @property
    def key(self) -> str:
        """Its title as it is compared."""
        return fold(self.title)


@dataclass(frozen=True, slots=True)
class _Label:
    title: str
    rest: str
    certain: bool


def fold(title: str) -> str:
    """A title as it is compared: small letters, single spaces."""
    return " ".join(title.lower().split())


def tidy(title: str) -> str:
    """A title without numbering, anchors, pictographs and marks at its ends."""
    bare = _PICTOGRAPHS.sub(" ", _ANCHOR.sub("", title))
    return " ".join(_NUMBERING.sub("", bare).split()).strip(" *_:：") or " ".join(title.split())


def count_labels(roots: Iterable[Part]) -> Counter[str]:
    """How often each possible label occurs over all texts: what occurs once only is a sentence with a colon."""
    counts: Counter[str] = Counter()
    for root in roots:
        for part, following in _with_next(root):
            label = _label(part, following)
            if label is not None:
                counts[fold(label.title)] += 1
    return counts


def build(root: Part, counts: Counter[str]) -> Node:
    """The tree of nodes of one text; the root has no title."""
    node = Node("", root, "document")
    _Building(counts).fill(node, root.below, nested=1)
    for one in list(node.walk()):
        _nest(one)
    _lift(node)
    return node


def _lift(root: Node) -> None:
    """Levels below a label that says what the heading above it is about stand below that heading: `**What**: how work
    is shipped`, the same label below several headings with nothing else."""
    alone = [node.kids[0] for node in root.walk() if node.form.startswith("h") and len(node.kids) == 1]
    about = [kid for kid in alone if kid.form == "bold" and kid.rest and not kid.said and not kid.tables]
    held = Counter(kid.key for kid in about if all(looks_like_level(one.title) for one in kid.kids))
    for kid in about:
        heading = kid.above
        if heading is not None and held[kid.key] > 1 and len(kid.kids) > 1 and not looks_like_level(heading.title):
            heading.kids, kid.kids = kid.kids, []
            heading.said.append(kid.part)
            for one in heading.kids:
                one.above = heading


def _nest(node: Node) -> None:
    """Levels over criteria with headings of one depth: what follows a level that holds nothing stands below it."""
    levels = [kid for kid in node.kids if looks_like_level(kid.title)]
    others = Counter(kid.key for kid in node.kids if not looks_like_level(kid.title))
    if len(levels) < 2 or any(level.holds for level in levels) or len({kid.form for kid in node.kids}) > 1:
        return
    if not others or sum(count > 1 for count in others.values()) * 2 < len(others):
        return
    level: Node | None = None
    kept = []
    for kid in node.kids:
        if looks_like_level(kid.title):
            level = kid
        if level is None or kid is level:
            kept.append(kid)
        else:
            kid.above = level
            level.kids.append(kid)
    node.kids = kept


@dataclass(slots=True)
class _Building:
    counts: Counter[str]

    def fill(self, node: Node, parts: list[Part], *, nested: int) -> None:
        """Put each of these parts where it belongs below the node."""
        bold: Node | None = None
        level: Node | None = None
        for place, part in enumerate(parts):
            here = bold or level or node
            if part.form is Form.HEADING:
                kid = _kid(node, tidy(part.words), part, f"h{part.depth:g}")
                self.fill(kid, part.below, nested=nested)
                bold = level = None
            elif part.form is Form.TEXT:
                label = self._accepted(part, parts[place + 1] if place + 1 < len(parts) else None)
                if label is None:
                    here.said.append(part)
                elif looks_like_level(label.title):
                    level, bold = _kid(node, label.title, part, "bold", label.rest), None
                else:
                    bold = _kid(level or node, label.title, part, "bold", label.rest)
            elif part.form is Form.LIST:
                self._list(here, part, nested)
            elif part.form is Form.TABLE:
                here.tables.append(part)

    def _list(self, node: Node, part: Part, nested: int) -> None:
        holder = node
        for place, item in enumerate(part.below):
            label = self._accepted(item, None) if item.form is Form.ITEM else None
            if label is not None:
                kid = _kid(holder, label.title, item, f"item{nested}", label.rest)
                self.fill(kid, item.below, nested=nested + 1)
            elif place + 1 < len(part.below) and self._heads(item):
                holder = _kid(node, tidy(item.words), item, "bold")
            elif item.words and item.form in {Form.ITEM, Form.TEXT}:
                holder.said.append(item)
            elif item.form is Form.ITEM:
                self.fill(holder, item.below, nested=nested)

    def _heads(self, item: Part) -> bool:
        """Whether a bullet all in bold is a title that stands above bullets elsewhere, and so heads those after it."""
        bold = item.form is Form.ITEM and item.run.lead == item.words and not item.below
        return bool(item.words) and bold and self.counts[fold(tidy(item.words))] > 1

    def _accepted(self, part: Part, following: Part | None) -> _Label | None:
        label = _label(part, following)
        if label is None or label.certain or self.counts[fold(label.title)] > 1 or looks_like_level(label.title):
            return label
        return None


def _kid(node: Node, title: str, part: Part, form: str, rest: str = "") -> Node:
    kid = Node(title, part, form, node, rest)
    node.kids.append(kid)
    return kid


def _with_next(part: Part) -> Iterator[tuple[Part, Part | None]]:
    for place, one in enumerate(part.below):
        yield one, part.below[place + 1] if place + 1 < len(part.below) else None
        if one.form not in {Form.TABLE, Form.ASIDE, Form.TEXT}:
            yield from _with_next(one)


def _label(part: Part, following: Part | None) -> _Label | None:
    """The label that this item or paragraph begins with or is, if it may be one."""
    if part.form is Form.ITEM:
        over = bool(part.below)
    elif part.form is Form.TEXT:
        over = following is not None and following.form is Form.LIST
    else:
        return None
    label = _bold_label(part, over=over) if part.run.lead else _plain_label(part, over=over)
    if label is None or not label.title or fold(label.title).strip(".") in _NO_LABELS:
        return None
    return label if len(label.title.split()) <= _MOST_WORDS and len(label.title) <= 80 else None


def _bold_label(part: Part, *, over: bool) -> _Label | None:
    lead, after = part.run.lead, part.run.after
    marked = lead.endswith((":", "：", ".", "-", "–", "—")) or _SEPARATOR.match(after)
    if not after and not over and lead.endswith(".") and ": " in lead:  # `Experience: none is asked for.`
        return None
    title = tidy(lead.strip(" .-–—"))
    if marked:
        return _Label(title, _SEPARATOR.sub("", after), certain=True)
    if not after:
        alone = part.form is Form.TEXT and not lead.endswith(("?", "!"))
        return _Label(title, "", certain=True) if over or alone else None
    coded = part.form is Form.ITEM and is_code(title)  # `**L2** ships features`
    return _Label(title, after, certain=False) if coded or (over and part.form is Form.TEXT) else None


def _plain_label(part: Part, *, over: bool) -> _Label | None:
    words = part.words
    found = _PLAIN_LABEL.match(words)
    if found and over and looks_like_level(found[1]) and looks_like_level(found[2] or ""):
        return _Label(tidy(words), "", certain=True)
    if found and _INTRODUCING.search(found[1]):
        return None
    if found and not found[1][:1].islower():
        return _Label(tidy(found[1]), found[2] or "", certain=False) if found[2] or over else None
    dashed = _DASHED.match(words)
    if dashed and looks_like_step(tidy(dashed[1])):
        return _Label(tidy(dashed[1]), dashed[2], certain=False)
    if over and len(words.split()) <= 5 and not words.endswith((".", "!", "?", ";", ",")):
        return _Label(tidy(words), "", certain=False)
    return None
