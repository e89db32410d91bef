"""Texts with headings -> what they were found to say.

Three things can stand above each other: levels, criteria, and groups of criteria. Where levels hold titled parts, those
are criteria; where levels hold plain bullets, what they stand under is the criterion, if several such hold the same
levels, and otherwise the track. Whatever found no place is left over with its line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Blank, FoundStatement, Origin
from waypost.framework.importers.grid_names import UNNAMED_DIMENSION, UNNAMED_TRACK, is_generic, is_track
from waypost.framework.importers.labels import Node, tidy
from waypost.framework.importers.outline import Form, Outline, Part
from waypost.framework.importers.prose_steps import Axis, Steps, find_steps
from waypost.framework.importers.prose_tables import (
    lines_of,
    row_titles,
    rows_below,
    says_scores,
    says_weights,
    tables_of,
    weighed_titles,
    words_in,
)
from waypost.framework.importers.prose_texts import (
    Text,
    above_of,
    criteria_below,
    levels_of,
    plain_again,
    texts_of,
)
from waypost.framework.importers.prose_tracks import LevelFile, order_files, sections_are_tracks

MADE = "What is expected"
"""The criterion of a ladder that has none: levels over plain bullets or paragraphs."""


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
        """These parts found a place, with all that is below a bullet."""
        for part in parts:
            self.taken.add(id(part))

    def take_whole(self, part: Part) -> None:
        """A bullet with what is below it."""
        self.take(*part.walk())


def read_prose(outlines: Iterable[Outline]) -> Reading:
    """All that stands under headings; tables, descriptions and what is left over are for others to see to."""
    texts = texts_of(outlines)
    for text in texts:
        if any(says_scores(table) or says_weights(table) for table in tables_of(text)):
            text.alone = None
    steps = find_steps(texts)
    if not steps.labels:
        plain_again(texts)
    reading = Reading(texts, steps, weighed=weighed_titles(texts), rows=row_titles(texts))
    for text in texts:
        for note in text.notes:
            reading.assembly.note(f"{text.file}: {note}")
        if text.alone is None and text.levels:
            _read_text(reading, text)
    for one in order_files([text for text in texts if text.alone is not None]):
        _read_file(reading, one)
    _tell_axes(reading)
    return reading


def _read_text(reading: Reading, text: Text) -> None:
    """A text with levels in it."""
    track = track_title(text)
    if text.heading is not None:
        reading.take(text.heading.part)
    levels = levels_of(text)
    holding = [level for level in levels if level.kids]
    if len(holding) * 2 >= len(levels):
        _levels_outside(reading, text, track)
    else:
        _levels_inside(reading, text, track)


def track_title(text: Text) -> str:
    """The track that the levels of a text are on where nothing below its heading says more."""
    said = text.outline.said("track") or text.outline.said("ladder") or text.outline.said("discipline")
    if said:
        return said
    title = text.heading.title if text.heading is not None else text.outline.said("title")
    return title if title and (text.among or not is_generic(title)) else UNNAMED_TRACK


def _levels_outside(reading: Reading, text: Text, track: str) -> None:
    """Levels over criteria: what the levels stand under is a track if there are several, or a group of criteria."""
    parents = list(dict.fromkeys(level.above for level in levels_of(text) if level.above is not None))
    tracks = sections_are_tracks(parents, text)
    for level in levels_of(text):
        parent = level.above
        group: tuple[Node, ...] = ()
        title = track
        if parent is not None and parent.title and parent is not text.heading:
            if tracks or (len(parents) == 1 and is_track(parent.title) and not is_generic(parent.title)):
                title = parent.title
                reading.take(parent.part)
            elif len(parents) > 1:
                group = (parent,)
        _level(reading, text, level, title)
        _take_criteria(reading, text, level, group)


def _levels_inside(reading: Reading, text: Text, track: str) -> None:
    """Levels over plain bullets: what they stand under is the criterion, or the track."""
    parents = list(dict.fromkeys(level.above for level in levels_of(text) if level.above is not None))
    tracks = sections_are_tracks(parents, text)
    alone = len(parents) == 1
    groups = _groups_above(parents, text)
    shared = _same_criteria(parents, groups)
    groups = {parent: group for parent, group in groups.items() if group not in shared}
    for holder in parents if not (alone or tracks) else ():
        if holder.title and holder.said and holder is not text.heading:
            _tell_parent(reading, text, holder, groups)
    for level in levels_of(text):
        parent = level.above
        own = parent is None or not parent.title or parent is text.heading
        named = track
        ways = [node for node in above_of(level)[1:] if node is not text.heading and (node in shared or _is_way(node))]
        if ways:
            named = ways[0].title
            reading.take(ways[0].part)
        if own or tracks or alone:
            if parent is not None and not own and (tracks or is_track(parent.title)):
                named = parent.title
                reading.take(parent.part)
            _level(reading, text, level, named)
            _ask_made(reading, text, level)
            _take_criteria(reading, text, level, ())
        else:
            _level(reading, text, level, named)
            _ask_parent(reading, text, level, groups)


def _tell_parent(reading: Reading, text: Text, parent: Node, groups: dict[Node, Node]) -> None:
    """Paragraphs between a criterion and its levels are what the criterion is about."""
    group = groups.get(parent)
    criterion = _criterion(reading, text, parent, (group,) if group else ())
    for part in parent.said:
        if part.form is Form.TEXT:
            reading.take(part)
            reading.assembly.tell_criterion(criterion, part.words)


def _is_way(node: Node) -> bool:
    return is_track(node.title) and not is_generic(node.title)


def _same_criteria(parents: Sequence[Node], groups: dict[Node, Node]) -> set[Node]:
    """The groups, if several hold the same criteria: then they are tracks."""
    keys: defaultdict[Node, set[str]] = defaultdict(set)
    for parent in parents:
        if parent in groups:
            keys[groups[parent]].add(parent.key)
    held = Counter(key for one in keys.values() for key in one)
    shared = sum(count > 1 for count in held.values())
    return set(keys) if len(keys) > 1 and shared * 2 > len(held) else set()


def _groups_above(parents: Sequence[Node], text: Text) -> dict[Node, Node]:
    """The group of each criterion, where criteria stand under headings of their own."""
    found = {}
    for parent in parents:
        above = parent.above
        if above is not None and above.title and above is not text.heading and not _is_way(above):
            found[parent] = above
    return found


def _ask_parent(reading: Reading, text: Text, level: Node, groups: dict[Node, Node]) -> None:
    """What a level below a criterion asks; titled parts below the level are criteria in the group of that name."""
    parent = level.above
    assert parent is not None  # noqa: S101 - the caller has one
    if level.kids:
        _take_criteria(reading, text, level, (parent,))
    group = groups.get(parent)
    criterion = _criterion(reading, text, parent, (group,) if group else ())
    _ask(reading, criterion, level, [*_rest(reading, text, level), *_statements(reading, text, level.said)])
    if not level.holds:
        _blank(reading, text, parent.title, level)


def _level(reading: Reading, text: Text, level: Node, track: str) -> str:
    """The level in the assembly; the same title on one track is one level."""
    origin = text.origin(level.part)
    made = reading.assembly.level(level.title, origin, track=reading.assembly.track(track, _track_origin(text)))
    reading.ids[level] = made
    reading.take(level.part)
    return made


def _track_origin(text: Text) -> Origin:
    return text.origin(text.heading.part if text.heading is not None else text.root.part)


def _take_criteria(reading: Reading, text: Text, level: Node, group: tuple[Node, ...]) -> None:
    """What a level asks of each criterion below it, and what is said of the level itself."""
    place = 0
    below = criteria_below(level)
    for node, between in below:
        axis = reading.steps.axis(node, place)
        if axis is not None:
            place += 1
            _ask_step(reading, text, level, node, axis)
        elif node.kids and not node.items and not node.rest:
            why = f"said of {node.title} at {level.title}, not of one criterion"
            reading.left.update((id(part), why) for part in node.said)
        else:
            _ask_node(reading, text, level, node, (*group, *between))
    rows = _ask_rows(reading, text, level)
    if not (below or rows) or any(part.form is Form.ITEM for part in level.said):
        _ask_made(reading, text, level)
        return
    if level.rest:
        reading.assembly.tell_level(reading.ids[level], level.rest)
    for part in level.said:
        reading.take_whole(part)
        reading.assembly.tell_level(reading.ids[level], part.words)


def _ask_node(reading: Reading, text: Text, level: Node, node: Node, between: Sequence[Node]) -> None:
    """What one criterion asks at a level. What stands behind a heading in bold above bullets, the same at every level,
    is what the criterion is about."""
    criterion = _criterion(reading, text, node, between)
    if node.form == "bold" and node.rest and node.items:
        reading.assembly.tell_criterion(criterion, node.rest)
        node.rest = ""
    asked = [*_rest(reading, text, node), *_statements(reading, text, node.said)]
    _ask(reading, criterion, level, asked)
    if not asked and not node.tables:
        _blank(reading, text, node.title, level)


def _ask_rows(reading: Reading, text: Text, level: Node) -> bool:
    """A table right below a level, with a criterion in each row, as below the other levels."""
    asked = False
    for row in rows_below(text, level, reading.rows):
        criterion = _criterion_titled(reading, text, tidy(words_in(row[0])), row[0])
        _ask(reading, criterion, level, [one for cell in row[1:] for one in lines_of(text, cell)])
        reading.take(*(part for cell in row for part in cell.walk()))
        asked = True
    return asked


def _criterion_titled(reading: Reading, text: Text, title: str, part: Part) -> str:
    dimension = reading.assembly.dimension(UNNAMED_DIMENSION, text.origin(part))
    return reading.assembly.criterion(title, text.origin(part), dimension=dimension)


def _ask_made(reading: Reading, text: Text, level: Node) -> None:
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
    _ask(reading, criterion, level, [*_rest(reading, text, level), *_statements(reading, text, said)])


def _criterion(reading: Reading, text: Text, node: Node, between: Sequence[Node]) -> str:
    """The criterion of this title, in the group right above it."""
    reading.take(node.part)
    if between:
        reading.take(between[-1].part)
        dimension = reading.assembly.dimension(between[-1].title, text.origin(between[-1].part))
    elif node.key in reading.weighed:
        dimension = reading.assembly.dimension(node.title, text.origin(node.part))
    else:
        dimension = reading.assembly.dimension(UNNAMED_DIMENSION, text.origin(node.part))
    return reading.assembly.criterion(node.title, text.origin(node.part), dimension=dimension)


def _ask_step(reading: Reading, text: Text, level: Node, node: Node, axis: Axis) -> None:
    where = text.origin(node.part)
    dimension = reading.assembly.dimension(UNNAMED_DIMENSION, where)
    criterion = reading.assembly.criterion(axis.title, where, dimension=dimension)
    statement = replace(text.statement(node.part, node.rest), about=f"Step: {node.title}")
    reading.take_whole(node.part)
    _ask(reading, criterion, level, [statement])


def _tell_axes(reading: Reading) -> None:
    """What the steps of an axis are, where a section tells it, is what the criterion is about."""
    if reading.steps.labels:
        how = "as a section says" if reading.steps.told else "told by the place of the bullet"
        reading.assembly.note(
            f"Labels below the levels are steps of an axis, not names of criteria; the axis is {how}."
        )
    criteria = {one.title: one.id for one in reading.assembly.criteria.values()}
    for axis in reading.steps.told:
        if axis.node is None or axis.title not in criteria:
            continue
        reading.take(axis.node.part)
        for number, step in enumerate(axis.node.kids, start=1):
            reading.take_whole(step.part)
            reading.assembly.tell_criterion(criteria[axis.title], f"{number}. {step.title}: {step.rest}")


def _rest(reading: Reading, text: Text, node: Node) -> list[FoundStatement]:
    """What follows a label on its own line; bullets below it then show what it looks like."""
    if not node.rest:
        return []
    reading.take(node.part)
    for part in node.items:
        reading.take_whole(part)
    examples = tuple(part.words for item in node.items for part in item.walk() if part.words)
    node.said = [part for part in node.said if part.form is not Form.ITEM]
    return [FoundStatement(node.rest, text.origin(node.part), examples)]


def _statements(reading: Reading, text: Text, said: Sequence[Part]) -> list[FoundStatement]:
    """Bullets, and paragraphs but those that only introduce bullets."""
    found = []
    for place, part in enumerate(said):
        follows = place + 1 < len(said) and said[place + 1].form is Form.ITEM
        if part.form is Form.TEXT and part.words.endswith((":", "：")) and follows:
            reading.left[id(part)] = "it introduces the bullets below it"
            continue
        reading.take_whole(part)
        found.append(text.statement(part))
    return found


def _ask(reading: Reading, criterion: str, level: Node, asked: Sequence[FoundStatement]) -> None:
    if asked:
        reading.assembly.asks(criterion, reading.ids[level], tuple(asked))


def _blank(reading: Reading, text: Text, criterion: str, level: Node) -> None:
    because = "its heading has nothing below it"
    where = f"{criterion} at {level.title}"
    reading.assembly.blank(Blank.NOT_ASKED, where, because, text.origin(level.part))


def ask_section(reading: Reading, text: Text, section: Node, level: Node) -> None:
    """Ask what a section says of this level too."""
    known = reading.ids.get(section)
    reading.ids[section] = reading.ids[level]
    for node, between in criteria_below(section):
        criterion = _criterion(reading, text, node, between)
        rest = [FoundStatement(node.rest, text.origin(node.part))] if node.rest else []
        _ask(reading, criterion, section, [*rest, *_statements(reading, text, node.said)])
    if any(part.form is Form.ITEM for part in section.said):
        _ask_made(reading, text, section)
    if known is not None:
        reading.ids[section] = known


def _read_file(reading: Reading, one: LevelFile) -> None:
    """A file that is one level."""
    text, level = one.text, one.text.alone
    if level is None:
        return
    origin = text.origin(level.part)
    made = reading.assembly.level(one.title, origin, track=reading.assembly.track(one.track, origin))
    reading.ids[level] = made
    reading.take(level.part)
    if one.number:
        told = reading.assembly.levels[made]
        reading.assembly.levels[made] = replace(told, rank=float(one.number))
    _take_criteria(reading, text, level, ())
