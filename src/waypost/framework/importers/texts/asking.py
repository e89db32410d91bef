"""What a level asks of each criterion below it: bullets, paragraphs, rows and steps become statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Blank, FoundStatement
from waypost.framework.importers.outlines.labels import Node, tidy
from waypost.framework.importers.outlines.outline import Form, Part
from waypost.framework.importers.tables.level_facts import is_fact
from waypost.framework.importers.tables.names import UNNAMED_DIMENSION
from waypost.framework.importers.texts.one_text import (
    Text,
    criteria_below,
)
from waypost.framework.importers.texts.steps import Axis, Steps
from waypost.framework.importers.texts.tables import (
    lines_of,
    rows_below,
    words_in,
)

MADE = "What is expected"
"""The criterion of a ladder that has none: levels over plain bullets or paragraphs."""

_SHOWS = re.compile(
    r"(?:\b(?:for (?:example|instance)|e\.g\.|(?:some )?examples?(?: of [^:.]{1,40})?|such as)"
    r"|\b(?:what )?(?:this|it|that) (?:can |may |might )?looks? like)\s*[:：]$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Reading:
    """What was found so far, and which parts of the texts it came from."""

    texts: list[Text]
    steps: Steps
    assembly: Assembly = field(default_factory=Assembly)
    taken: set[int] = field(default_factory=set)
    left: dict[int, str] = field(default_factory=dict)
    ids: dict[Node, str] = field(default_factory=dict)
    weighed: frozenset[str] = frozenset()
    rows: frozenset[str] = frozenset()

    def take(self, *parts: Part) -> None:
        """These parts found a place."""
        for part in parts:
            self.taken.add(id(part))

    def take_title(self, node: Node) -> None:
        """The title of a part found a place; what stands behind it on its line did not, and is left over with it."""
        if not node.rest:
            self.take(node.part)

    def take_whole(self, part: Part) -> None:
        """A bullet with what is below it."""
        self.take(*part.walk())


def take_criteria(reading: Reading, text: Text, level: Node, group: tuple[Node, ...]) -> None:
    """What a level asks of each criterion below it, and what is said of the level itself."""
    place, facts = 0, 0
    below = criteria_below(level)
    for node, between in below:
        axis = reading.steps.axis(node, place)
        if axis is None and not (node.kids or node.items) and is_fact(node.title, node.rest):
            reading.take(node.part)
            reading.assembly.tell_level(reading.ids[level], f"{node.title}: {node.rest}")
            facts += bool(node.said)
            level.said.extend(node.said)  # a paragraph after a fact is of the level, and not about the fact
        elif axis is not None:
            place += 1
            _ask_step(reading, text, level, node, axis)
        elif node.kids and not node.items and not node.rest:
            why = f"said of {node.title} at {level.title}, not of one criterion"
            reading.left.update((id(part), why) for part in node.said)
        else:
            _ask_node(reading, text, level, node, (*group, *between))
    rows = _ask_rows(reading, text, level)
    if not (rows or len(below) > facts) or any(part.form is Form.ITEM for part in level.said):
        ask_made(reading, text, level)
        return
    if level.rest:
        reading.assembly.tell_level(reading.ids[level], level.rest)
    for part in level.said:
        reading.take_whole(part)
        reading.assembly.tell_level(reading.ids[level], part.words)


def _ask_node(reading: Reading, text: Text, level: Node, node: Node, between: Sequence[Node]) -> None:
    """What one criterion asks at a level. What stands behind a heading in bold above bullets, the same at every level,
    is what the criterion is about."""
    criterion = criterion_of(reading, text, node, between)
    if node.form == "bold" and node.rest and node.items:
        reading.assembly.tell_criterion(criterion, node.rest)
        node.rest = ""
    asked = [*rest_of(reading, text, node), *statements_of(reading, text, node.said)]
    ask(reading, criterion, level, asked)
    if not asked and not node.tables:
        leave_blank(reading, text, node.title, level)


def _ask_rows(reading: Reading, text: Text, level: Node) -> bool:
    """A table right below a level, with a criterion in each row, as below the other levels."""
    asked = False
    for row in rows_below(text, level, reading.rows):
        criterion = _criterion_titled(reading, text, tidy(words_in(row[0])), row[0])
        ask(reading, criterion, level, [one for cell in row[1:] for one in lines_of(text, cell)])
        reading.take(*(part for cell in row for part in cell.walk()))
        asked = True
    return asked


def _criterion_titled(reading: Reading, text: Text, title: str, part: Part) -> str:
    dimension = reading.assembly.dimension(UNNAMED_DIMENSION, text.origin(part))
    return reading.assembly.criterion(title, text.origin(part), dimension=dimension)


def ask_made(reading: Reading, text: Text, level: Node) -> None:
    """Bullets or paragraphs right below a level: one criterion is made for them."""
    if not level.said and not level.rest:
        return
    dimension = reading.assembly.dimension(UNNAMED_DIMENSION, text.origin(level.part))
    said = list(level.said)
    while said and any(part.form is Form.ITEM for part in said) and said[0].form is Form.TEXT:
        reading.take(said[0])
        reading.assembly.tell_level(reading.ids[level], said.pop(0).words)
    criterion = reading.assembly.criterion(MADE, text.origin(level.part), dimension=dimension)
    reading.assembly.note(f"Levels ask without naming a criterion: the criterion `{MADE}` was made for them.")
    ask(reading, criterion, level, [*rest_of(reading, text, level), *statements_of(reading, text, said)])


def criterion_of(reading: Reading, text: Text, node: Node, between: Sequence[Node]) -> str:
    """The criterion of this title, in the group right above it."""
    reading.take(node.part)
    if between:
        reading.take(between[-1].part)
        dimension = reading.assembly.dimension(between[-1].title, text.origin(between[-1].part))
    elif node.key in reading.weighed:
        dimension = reading.assembly.dimension(node.title, text.origin(node.part))
    else:
        dimension = reading.assembly.dimension(UNNAMED_DIMENSION, text.origin(node.part))
    return reading.assembly.criterion(_without_level(reading, node), text.origin(node.part), dimension=dimension)


def _without_level(reading: Reading, node: Node) -> str:
    """A criterion's title without that of the level it stands below: `Senior Engineer Responsibilities`."""
    above = node.above
    while above is not None and not (above in reading.ids and node.key.startswith(f"{above.key} ")):
        above = above.above
    bare = node.title[len(above.title) :].strip(" :-–—") if above is not None and " " in above.key else ""
    return bare if len(bare) > 2 else node.title


def _ask_step(reading: Reading, text: Text, level: Node, node: Node, axis: Axis) -> None:
    where = text.origin(node.part)
    dimension = reading.assembly.dimension(UNNAMED_DIMENSION, where)
    criterion = reading.assembly.criterion(axis.title, where, dimension=dimension)
    statement = replace(text.statement(node.part, node.rest), about=f"Step: {node.title}")
    reading.take_whole(node.part)
    ask(reading, criterion, level, [statement])


def rest_of(reading: Reading, text: Text, node: Node) -> list[FoundStatement]:
    """What follows a label on its own line; bullets below it then show what it looks like."""
    if not node.rest:
        return []
    reading.take(node.part)
    for part in node.items:
        reading.take_whole(part)
    examples = tuple(part.words for item in node.items for part in item.walk() if part.words)
    node.said = [part for part in node.said if part.form is not Form.ITEM]
    return [FoundStatement(node.rest, text.origin(node.part), examples)]


def statements_of(reading: Reading, text: Text, said: Sequence[Part]) -> list[FoundStatement]:
    """Bullets and paragraphs. A paragraph that introduces bullets is what the first of them is about, and what follows
    `For example:` shows what the statement before it looks like."""
    found: list[FoundStatement] = []
    shows, intro = False, ""
    for place, part in enumerate(said):
        follows = place + 1 < len(said) and said[place + 1].form is Form.ITEM
        introduces = part.form is Form.TEXT and part.words.endswith((":", "：")) and follows
        example = _SHOWS.search(part.words) if introduces else None
        shows = bool(example and (found or example.start())) if part.form is Form.TEXT else shows
        reading.take_whole(part)
        if introduces and (example is None or not example.start()):
            intro = "" if shows else part.words
            continue
        statement = text.statement(part)
        if intro:
            statement, intro = replace(statement, about="\n\n".join(filter(None, (intro, statement.about)))), ""
        if shows and part.form is Form.ITEM:
            found[-1] = replace(found[-1], looks_like=(*found[-1].looks_like, statement.says, *statement.looks_like))
        else:
            found.append(statement)
    return found


def ask(reading: Reading, criterion: str, level: Node, asked: Sequence[FoundStatement]) -> None:
    if asked:
        reading.assembly.asks(criterion, reading.ids[level], tuple(asked))


def leave_blank(reading: Reading, text: Text, criterion: str, level: Node) -> None:
    because = "its heading has nothing below it"
    where = f"{criterion} at {level.title}"
    reading.assembly.blank(Blank.NOT_ASKED, where, because, text.origin(level.part))


def ask_section(reading: Reading, text: Text, section: Node, level: Node) -> None:
    """Ask what a section says of this level too."""
    known = reading.ids.get(section)
    reading.ids[section] = reading.ids[level]
    for node, between in criteria_below(section):
        criterion = criterion_of(reading, text, node, between)
        rest = [FoundStatement(node.rest, text.origin(node.part))] if node.rest else []
        ask(reading, criterion, section, [*rest, *statements_of(reading, text, node.said)])
    if any(part.form is Form.ITEM for part in section.said):
        ask_made(reading, text, section)
    if known is not None:
        reading.ids[section] = known
