"""Texts with headings -> what they were found to say.

Three things can stand above each other: levels, criteria, and groups of criteria. Where levels hold titled parts, those
are criteria; where levels hold plain bullets, what they stand under is the criterion, if several such hold the same
levels, and otherwise the track. Whatever found no place is left over with its line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from waypost.framework.importers.found import Origin
from waypost.framework.importers.outlines.labels import Node
from waypost.framework.importers.outlines.outline import Form, Outline
from waypost.framework.importers.tables.names import UNNAMED_TRACK, is_generic, is_track
from waypost.framework.importers.texts.asking import (
    Reading,
    ask,
    ask_made,
    criterion_of,
    leave_blank,
    rest_of,
    statements_of,
    take_criteria,
)
from waypost.framework.importers.texts.one_text import (
    Text,
    above_of,
    levels_of,
    plain_again,
    texts_of,
)
from waypost.framework.importers.texts.steps import find_steps
from waypost.framework.importers.texts.tables import (
    row_titles,
    says_scores,
    says_weights,
    tables_of,
    weighed_titles,
)
from waypost.framework.importers.texts.tracks import LevelFile, order_files, sections_are_tracks

OF_A_LEVEL = ("band", "grade", "pay band", "summary", "description", "about")
"""Names in the front matter of a file that is a level: what says its band, and what says what it is."""


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
        reading.take_title(text.heading)
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
                reading.take_title(parent)
            elif len(parents) > 1 or text.shares:
                group = (parent,)
                _tell_group(reading, text, parent)
        _level(reading, text, level, title)
        take_criteria(reading, text, level, group)


def _tell_group(reading: Reading, text: Text, group: Node) -> None:
    """Paragraphs between the title of a group and its first level are what the group is about."""
    dimension = reading.assembly.dimension(group.title, text.origin(group.part))
    for part in group.said:
        if part.form is Form.TEXT:
            reading.take(part)
            reading.assembly.tell_dimension(dimension, part.words)


def _levels_inside(reading: Reading, text: Text, track: str) -> None:
    """Levels over plain bullets: what they stand under is the criterion, or the track."""
    parents = list(dict.fromkeys(level.above for level in levels_of(text) if level.above is not None))
    tracks = sections_are_tracks(parents, text)
    alone = len(parents) == 1 and not text.shares
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
            reading.take_title(ways[0])
        if own or tracks or alone:
            if parent is not None and not own and (tracks or is_track(parent.title)):
                named = parent.title
                reading.take_title(parent)
            _level(reading, text, level, named)
            ask_made(reading, text, level)
            take_criteria(reading, text, level, ())
        else:
            _level(reading, text, level, named)
            _ask_parent(reading, text, level, groups)


def _tell_parent(reading: Reading, text: Text, parent: Node, groups: dict[Node, Node]) -> None:
    """Paragraphs between a criterion and its levels are what the criterion is about."""
    group = groups.get(parent)
    criterion = criterion_of(reading, text, parent, (group,) if group else ())
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
        take_criteria(reading, text, level, (parent,))
    group = groups.get(parent)
    criterion = criterion_of(reading, text, parent, (group,) if group else ())
    ask(reading, criterion, level, [*rest_of(reading, text, level), *statements_of(reading, text, level.said)])
    if not level.holds:
        leave_blank(reading, text, parent.title, level)


def _level(reading: Reading, text: Text, level: Node, track: str) -> str:
    """The level in the assembly; the same title on one track is one level."""
    origin = text.origin(level.part)
    made = reading.assembly.level(level.title, origin, track=reading.assembly.track(track, _track_origin(text)))
    reading.ids[level] = made
    reading.take(level.part)
    return made


def _track_origin(text: Text) -> Origin:
    return text.origin(text.heading.part if text.heading is not None else text.root.part)


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
    band = next(filter(None, map(text.outline.said, OF_A_LEVEL[:3])), "")
    if band:
        reading.assembly.levels[made] = replace(reading.assembly.levels[made], band=band)
    for name in OF_A_LEVEL[3:]:
        if text.outline.said(name):
            reading.assembly.tell_level(made, text.outline.said(name))
    take_criteria(reading, text, level, ())
