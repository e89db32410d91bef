"""One text among those that are read together: its nodes, its levels, and how levels and criteria lie in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from waypost.framework.importers.found import FoundStatement, Origin
from waypost.framework.importers.outlines.labels import Node, build, count_labels, tidy
from waypost.framework.importers.outlines.outline import Form, Outline, Part
from waypost.framework.importers.tables.names import is_generic, is_track
from waypost.framework.importers.texts.level_places import Picked, is_every_level, pick_levels, score


@dataclass(slots=True, eq=False)
class Text:
    """A text and what was seen in it. `alone` is set where the whole text is one level; `heading` is its own title;
    `among` says that other texts hold levels too, so that its title tells it apart, and `shares` that they hold the
    same levels, so that it is a criterion or a group of them."""

    outline: Outline
    root: Node
    heading: Node | None = None
    levels: frozenset[Node] = frozenset()
    alone: Node | None = None
    notes: list[str] = field(default_factory=list)
    among: bool = False
    shares: bool = False

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.outline.file

    @property
    def title(self) -> str:
        """What it calls itself: its front matter, its own heading, or its file."""
        return self.outline.said("title") or (self.heading.title if self.heading else "") or self.stem

    @property
    def stem(self) -> str:
        """The name of its file as words."""
        return " ".join(re.split(r"[-_\s]+", PurePosixPath(self.file).stem)).strip()

    def origin(self, part: Part) -> Origin:
        """Where a part of it stands."""
        return Origin(self.file, part.line)

    def statement(self, part: Part, says: str = "") -> FoundStatement:
        """A bullet or paragraph as a statement: what is below a bullet shows what it looks like, or is about it."""
        below = [one for kid in part.below for one in kid.walk() if one.words and one.form is not Form.ASIDE]
        examples = tuple(one.words for one in below if one.form is Form.ITEM)
        about = "\n\n".join(one.words for one in below if one.form is not Form.ITEM)
        return FoundStatement(_NUMBERED.sub("", says or part.words), self.origin(part), examples, (), about)


_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,3})+[.:)]\s+(?=\S)")
"""The number of a line in a checklist, as in `2.14: Reviews a change a day`."""


def texts_of(outlines: Iterable[Outline]) -> list[Text]:
    """The texts, each with its levels."""
    outlines = list(outlines)
    counts = count_labels(outline.root for outline in outlines)
    texts = [Text(outline, build(outline.root, counts)) for outline in outlines]
    picked = [pick_levels(text.root) for text in texts]
    for text, one in zip(texts, picked, strict=True):
        text.levels = frozenset() if one.note else one.levels
        text.heading = _own_heading(text)
    pages = sum(_is_level_page(text) for text in texts)
    for text, one in zip(texts, picked, strict=True):
        _settle(text, one, pages=pages)
    titles = {text.heading.key for text in texts if text.heading is not None and (text.levels or text.alone)}
    for text in texts:
        named = {level.key for level in text.levels} & titles
        if len(named) * 2 > len({level.key for level in text.levels}):
            text.levels = frozenset()
            text.heading = _own_heading(text)
    if not any((text.levels and not text.notes) or text.alone for text in texts):
        for text in texts:
            _number(text)
    _without_glossaries(texts)
    _without_lone_pages(texts)
    ladders = [text for text in texts if text.levels]
    shares = _are_parts(ladders)
    for text in ladders:
        text.among = len({one.title for one in ladders}) > 1
        text.shares = shares
        text.heading = None if shares else text.heading
    return texts


def _are_parts(ladders: Sequence[Text]) -> bool:
    """Whether texts are parts of one ladder: none is called a track, and their levels are the same while what they
    hold is not."""
    if len(ladders) < 2 or any(text.outline.said("track") for text in ladders):
        return False
    tops = [text.heading for text in ladders]
    if any(top is None or is_track(top.title) or is_generic(top.title) for top in tops):
        return False
    if any(level.above not in tops for text in ladders for level in text.levels):
        return False
    keys = [{level.key for level in text.levels} for text in ladders]
    below = [{kid.key for level in text.levels for kid in level.kids} for text in ladders]
    alike = all(len(one & keys[0]) * 2 >= len(one | keys[0]) for one in keys)
    return alike and not any(one & two for place, one in enumerate(below) for two in below[:place])


def _number(text: Text) -> None:
    """Where headings stand over numbered lists and nothing else is a level, the numbers are."""
    rows = [(node, [part for part in node.items if part.number is not None]) for node in text.root.walk()]
    numbered = [
        (node, parts) for node, parts in rows if node.title and len(parts) >= 2 and len(parts) == len(node.items)
    ]
    bulleted = [node for node, parts in rows if node.items and len(parts) < len(node.items)]
    longest = max((len(parts) for _, parts in numbered), default=0)
    if len(numbered) < 2 or longest < 3 or len(bulleted) > len(numbered):
        return
    levels = []
    for node, parts in numbered:
        for part in parts:
            levels.append(Node(f"Level {part.number}", part, "number", node, said=[part]))
            node.said.remove(part)
        node.kids.extend(level for level in levels if level.above is node)
    text.levels = frozenset(levels)
    text.heading = _own_heading(text)
    text.notes.append("The numbers of the lists below the headings were taken for levels.")


def _without_glossaries(texts: Sequence[Text]) -> None:
    """A text that only describes levels which another text fills holds none; and what merely repeats is no level where
    another text has levels by their words."""
    worded = [text for text in texts if text.levels and not text.notes]
    for text in texts:
        if text.notes and (worded or any(one.alone for one in texts)):
            text.levels, text.notes = frozenset(), []
        keys = {_bare(level) for level in text.levels}
        others = [one for one in worded if one is not text and any(level.items or level.kids for level in one.levels)]
        short = all(
            not (level.kids or level.items) and len(level.said) + bool(level.rest) <= 1 for level in text.levels
        )
        if (
            keys
            and short
            and any(len(keys & {_bare(level) for level in one.levels}) * 10 >= len(keys) * 6 for one in others)
        ):
            text.levels = frozenset()


def _bare(level: Node) -> str:
    return re.sub(r"^\d+\s*[-–—:.]?\s*", "", level.key)


def _without_lone_pages(texts: Sequence[Text]) -> None:
    """A page is a level if its front matter says so, or if another page asks under the same titles; or if all of
    several pages are titled as levels."""
    alone = [text for text in texts if text.alone is not None]
    inner = any(text.levels for text in texts)
    titles = {id(text): {node.key for node in text.alone.walk()} - {text.alone.key} for text in alone if text.alone}
    for text in alone:
        others = [one for one in alone if one is not text]
        shares = any(len(titles[id(text)] & titles[id(one)]) >= 1 for one in others)
        plain = bool(others) and not inner and not titles[id(text)]
        if not (text.outline.said("level") or shares or plain or (len(others) >= 1 and not inner)):
            text.alone = None


def _is_level_page(text: Text) -> bool:
    """Whether the text calls itself a level, in its heading or its front matter, and holds none."""
    titles = (text.heading.title if text.heading is not None else "", text.outline.said("title"))
    return not text.levels and any(title and score(title) >= 2 for title in titles)


def _settle(text: Text, picked: Picked, *, pages: int) -> None:
    """See whether the whole text is a level, or else, where no word tells, what repeats in it."""
    named = _is_level_page(text) and (pages > 1 or not picked.note)
    if not text.levels and (text.outline.said("level") or named) and _asks(text.root):
        text.alone = _whole(text)
    elif picked.note:
        text.levels = picked.levels
        text.heading = _own_heading(text)
        text.notes.append(picked.note)


def _own_heading(text: Text) -> Node | None:
    """The heading that all levels stand under; without levels, the one of the highest that is a level, or the first.
    None where several of the highest hold levels."""
    tops = [node for node in text.root.kids if node.form.startswith("h") and node not in text.levels]
    if not tops:
        return None
    highest = min(node.form for node in tops)
    firsts = [node for node in tops if node.form == highest]
    holding = [node for node in firsts if any(one in text.levels for one in node.walk())]
    if holding:
        return holding[0] if len(holding) == 1 else None
    levels = [node for node in firsts if score(node.title) >= 2]
    return levels[0] if len(levels) == 1 else firsts[0]


def _asks(root: Node) -> bool:
    """Whether there are bullets or paragraphs at all that could be asked of somebody."""
    return any(node.said or node.rest for node in root.walk())


def _whole(text: Text) -> Node:
    """The whole text as a level: what is below its heading and what follows beside it."""
    heading = text.heading
    if heading is None or (score(heading.title) < 2 and (heading.form != "h1" or not heading.kids)):
        text.heading = None
        text.root.title = text.outline.said("title") or text.outline.said("level")
        return text.root
    for kid in text.root.kids:
        if kid is not heading:
            kid.above = heading
            heading.kids.append(kid)
    heading.said = [*text.root.said, *heading.said]
    text.root.kids, text.root.said = [heading], []
    return heading


def criteria_below(level: Node) -> list[tuple[Node, tuple[Node, ...]]]:
    """Every node below a level that says something, with those between them, in the order of the text."""
    found: list[tuple[Node, tuple[Node, ...]]] = []

    def walk(node: Node, between: tuple[Node, ...]) -> None:
        for kid in node.kids:
            if kid.said or kid.rest or not kid.kids:
                found.append((kid, between))
            walk(kid, (*between, kid))

    walk(level, ())
    return found


def plain_again(texts: Sequence[Text]) -> None:
    """Labels that stand below one level only are no criteria: their bullets are statements with a colon in them."""
    seen: defaultdict[str, set[str]] = defaultdict(set)
    levels = [(text, level) for text in texts for level in levels_of(text)]
    for _, level in levels:
        for node in level.walk():
            if node is not level:
                seen[node.key].add(level.key)
    if len({level.key for _, level in levels}) < 2:
        return
    for _, level in levels:
        for node in list(level.walk()):
            if node is not level and len(seen[node.key]) < 2 and _is_label(node) and node.above is not None:
                _restore(node)


def _is_label(node: Node) -> bool:
    """Whether it is a label before a text, and not one over a list."""
    if node.form.startswith("item"):
        return bool(node.rest) or not (node.said or node.kids)
    return node.form == "bold" and bool(node.rest) and not node.said and not node.kids


def _restore(node: Node) -> None:
    above = node.above
    if above is not None and node in above.kids:
        above.kids.remove(node)
        above.said.append(node.part)
        above.said.sort(key=lambda part: part.line)


def levels_of(text: Text) -> list[Node]:
    """The levels in the order of the text."""
    if text.alone is not None:
        return [text.alone]
    return [node for node in text.root.walk() if node in text.levels]


def every_level_sections(text: Text) -> list[Node]:
    """Sections that hold at every level: those beside the levels, or anywhere in the text with bullets below."""
    return [
        node
        for node in text.root.walk()
        if node not in text.levels and is_every_level(node.title) and any(one.items or one.rest for one in node.walk())
    ]


def above_of(level: Node) -> list[Node]:
    """The nodes above a level with a title, the nearest first."""
    found, node = [], level.above
    while node is not None and node.title:
        found.append(node)
        node = node.above
    return found


def role_of(title: str) -> str:
    """A level's title without code, number and seniority: what somebody does on that track."""
    bare = re.sub(
        r"\([^()]*\)|\b[A-Z]{1,5}-?\d{1,2}\+?(?=$|\W)|\b(?:level|grade|band)\s*\d+|\b[IVX]{1,4}\b|\b\d+\b", " ", title
    )
    words = [word for word in re.split(r"[\s:–—-]+", bare) if word and word.lower().strip(".,") not in _SENIORITY]
    return tidy(" ".join(words).strip(" ,.|/"))


_SENIORITY = frozenset(
    word
    for line in (
        "junior jr mid mid-level midlevel medior intermediate senior sr staff principal distinguished associate",
        "graduate entry expert lead level i ii iii",
    )
    for word in line.split()
)


def common(titles: Iterable[str]) -> str:
    """The most frequent of these; of equally frequent ones the first."""
    counted = Counter(title for title in titles if title)
    return counted.most_common(1)[0][0] if counted else ""
