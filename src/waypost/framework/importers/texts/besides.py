"""What texts say besides: sections that hold at every level, that levels add up, what a level or criterion is about.

And at the end everything that found no place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from waypost.framework.importers.found import Found, FoundLevel, LeftOver
from waypost.framework.importers.level_words import level_number
from waypost.framework.importers.outlines.labels import Node, fold, tidy
from waypost.framework.importers.outlines.outline import Form, Part
from waypost.framework.importers.tables.names import UNNAMED_TRACK, is_generic
from waypost.framework.importers.texts.asking import MADE, Reading, ask_section
from waypost.framework.importers.texts.level_places import seniority
from waypost.framework.importers.texts.meaning import settle_meanings
from waypost.framework.importers.texts.one_text import Text, every_level_sections, levels_of
from waypost.framework.importers.texts.prose import OF_A_LEVEL, track_title
from waypost.framework.importers.texts.tables import (
    Table,
    compares,
    read_ladder,
    says_scores,
    says_weights,
    tables_of,
    take_positions,
    take_scores,
    take_weights,
    words_in,
)

_CUMULATIVE = re.compile(
    r"\b(?:level|grade|step|rung|role|stage|milestone)s?\b[^.!?]{0,80}"
    r"\b(?:includ\w+|build\w* (?:up)?on|adds? to|inherit\w*|assum\w+|encompass\w*|extend\w*|contain\w*)\b[^.!?]{0,80}"
    r"\b(?:previous|prior|earlier|preceding|lower|below|before|beneath)\b"
    r"|\b(?:levels|expectations|requirements|competencies|they)\b[^.!?]{0,40}\b(?:cumulative|additive)\b"
    r"|\bin addition to\b[^.!?]{0,60}\b(?:previous|prior|earlier|preceding|lower) (?:level|grade|step|stage)s?\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:not|n't|never|no longer)\b", re.IGNORECASE)
_CONTINUES = re.compile(
    r"^(?:everything|all)\b.{0,60}\b(?:above|previous|before|from|of|in|at|required|expected|lower)\b.{0,60}$"
    r"|^(?:includes|meets|fulfils|satisfies)\b.{0,20}\b(?:all|everything)\b.{0,60}$"
    r"|^everything\b.{0,80}\b(?:plus|and(?: also| more)?)\s*:?$"
    r"|^in addition to\b.{0,80}$|^same as\b.{0,60}\bplus\b.{0,20}$",
    re.IGNORECASE,
)


_HEAD = "the head of a column that was read"
Said = list[tuple[Text, Part]]
"""Sentences and the texts they stand in."""


def finish(reading: Reading, *, navigation: frozenset[int] = frozenset()) -> Found:
    """Everything but the levels themselves, and then what is left; `navigation` are parts that every page repeats."""
    said = _cumulative(reading)
    for text in reading.texts:
        for section in every_level_sections(text):
            _every_level(reading, text, section, cumulative=_adds_up(said, text))
    _rising(reading)
    if said:
        _add_up(reading, said)
    _continued(reading)
    _in_order(reading)
    settle_meanings(reading.assembly)
    _tables(reading, said)
    _explain(reading)
    about = _abouts(reading)
    _share_levels(reading)
    found = reading.assembly.found(title=_title(reading), about="\n\n".join(about))
    return replace(found, left_over=(*found.left_over, *_left_over(reading, navigation)))


def _in_order(reading: Reading) -> None:
    """Statements stand in their cell as they do in their file."""
    for key, cell in reading.assembly.cells.items():
        if len({one.origin.file for one in cell.statements}) == 1:
            ordered = tuple(sorted(cell.statements, key=lambda one: one.origin))
            reading.assembly.cells[key] = replace(cell, statements=ordered)


def _title(reading: Reading) -> str:
    """What the only text, or the one that introduces the others, calls the whole."""
    headed = [text for text in reading.texts if text.heading is not None]
    if len(reading.texts) == 1 and headed:
        return headed[0].title
    first = next((text for text in headed if _introduces(text)), None)
    return first.title if first is not None and is_generic(first.title) else ""


def _introduces(text: Text) -> bool:
    return text.stem.lower() in {"readme", "index", "overview", "introduction"}


def _cumulative(reading: Reading) -> Said:
    """The sentences that say that a level includes those below it, but not those about the steps of an axis."""
    told = {id(axis.text) for axis in reading.steps.told}
    return [
        (text, part)
        for text in reading.texts
        if id(text) not in told and (text.levels or text.alone or _introduces(text))
        for part in text.outline.root.walk()
        if part.form in {Form.TEXT, Form.ITEM}
        and (found := _CUMULATIVE.search(part.words))
        and not _DENIED.search(part.words[max(0, found.start() - 30) : found.end()])
        and len(part.words) < 2_000
    ]


def _add_up(reading: Reading, said: Said) -> None:
    """Every level continues the one below it on its track."""
    for text, part in said:
        where = text.origin(part)
        reading.assembly.note(
            f"Levels add to the one before them on their track; {where} says so: “{_short(part.words)}”"
        )
    files = {one.file: one for one in reading.texts}
    below: dict[str, str] = {}
    for level in list(reading.assembly.levels.values()):
        if not _adds_up(said, files[level.origin.file]):
            continue
        if level.track in below and not level.adds_to:
            reading.assembly.levels[level.id] = replace(level, adds_to=below[level.track])
        below[level.track] = level.id


def _rising(reading: Reading) -> None:
    """Levels that are told from the highest down are put in order."""
    assembly = reading.assembly
    turned = False
    order: list[FoundLevel] = []
    for track in dict.fromkeys(level.track for level in assembly.levels.values()):
        levels = [level for level in assembly.levels.values() if level.track == track]
        falling = _falls([level.rank or level_number(level.title) for level in levels], 2)
        falling = falling or _falls([seniority(level.title) for level in levels], 3)
        turned = turned or falling
        order += reversed(levels) if falling else levels
    if turned:
        assembly.levels = {level.id: level for level in order}
        assembly.note("Levels are told from the highest down; they were put in order.")


def _falls(ranks: Sequence[float | None], least: int) -> bool:
    known = [rank for rank in ranks if rank is not None]
    return len(known) == len(ranks) >= least and all(one > two for one, two in pairwise(known))


def _continued(reading: Reading) -> None:
    """A level that says it asks everything from before, and more, adds to the one below it."""
    before: dict[str, str] = {}
    for level in list(reading.assembly.levels.values()):
        below = before.get(level.track, "")
        sentence = next((line for line in level.about.split("\n\n") if _CONTINUES.match(line.strip())), "")
        if below and sentence and not level.adds_to:
            reading.assembly.levels[level.id] = replace(level, adds_to=below)
            reading.assembly.note(f"{level.title} adds to the level before it, because it says: “{sentence[:120]}”")
        before[level.track] = level.id


def _short(words: str) -> str:
    found = _CUMULATIVE.search(words)
    start = words.rfind(". ", 0, found.start() if found else 0) + 1
    return words[start:].strip()[:160]


def _every_level(reading: Reading, text: Text, section: Node, *, cumulative: bool) -> None:
    """What holds at every level: at the lowest where levels add up, and otherwise at each."""
    peers = [level for level in levels_of(text) if level.above is section.above] or levels_of(text)
    if not peers:
        return
    lowest: dict[str, Node] = {}
    for level in peers:
        lowest.setdefault(reading.assembly.levels[reading.ids[level]].track, level)
    targets = list(lowest.values()) if cumulative else peers
    for level in targets:
        ask_section(reading, text, section, level)
    reading.take(section.part)
    names = ", ".join(dict.fromkeys(level.title for level in targets))
    why = "the lowest, which the others add to" if cumulative else "every level of its section"
    reading.assembly.note(f"`{section.title}` ({text.origin(section.part)}) is asked at {names}: {why}.")


def _adds_up(said: Said, text: Text) -> bool:
    """Whether the levels of this text add up: it says so, or a text that introduces all does."""
    return any(one is text or _introduces(one) for one, _ in said)


def _tables(reading: Reading, said: Said) -> None:
    known = _known_levels(reading)
    for text in reading.texts:
        inside = {id(node) for level in levels_of(text) for node in level.walk()}
        for table in tables_of(text):
            rows = [part for row in table.rows[1:] for cell in row for part in cell.walk()]
            taken = [part for part in rows if id(part) in reading.taken]
            if not taken:
                adds_up = _adds_up(said, text)
                taken = _read_table(reading, table, known, cumulative=adds_up, inside=id(table.node) in inside)
            reading.take(*taken)
            head = [part for cell in table.rows[0] for part in cell.walk()] if taken and table.rows else []
            for part in head:
                reading.left.setdefault(id(part), _HEAD)


def _explain(reading: Reading) -> None:
    """Paragraphs below levels that a table asks under other titles explain these levels, and ask nothing."""
    assembly = reading.assembly
    made = {one.id for one in assembly.criteria.values() if one.title == MADE}
    said = [cell for cell in assembly.cells.values() if cell.criterion in made]
    asked = {cell.level for cell in assembly.cells.values() if cell.criterion not in made}
    listed = any(level.items for level in reading.ids)
    if not said or listed or not all(cell.level in asked for cell in said):
        return
    for cell in said:
        assembly.tell_level(cell.level, "\n\n".join(one.says for one in cell.statements))
        del assembly.cells[cell.criterion, cell.level]
    for criterion in made:
        del assembly.criteria[criterion]
    assembly.notes = {note: None for note in assembly.notes if f"`{MADE}`" not in note}
    assembly.note("A table says what is asked; the paragraphs below its levels are about these levels.")


def _read_table(reading: Reading, table: Table, known: dict[str, str], *, cumulative: bool, inside: bool) -> list[Part]:
    """The parts of a table that found a place. One `inside` a level is no ladder of its own."""
    assembly = reading.assembly
    if says_scores(table):
        return take_scores(assembly, table, reading.left)
    if says_weights(table):
        return take_weights(assembly, table, assembly.track(track_title(table.text), table.text.origin(table.part)))
    taken = take_positions(assembly, table, known) or _descriptions(reading, table)
    if taken or inside:
        return taken
    comparing = compares(table, frozenset(fold(track.title) for track in assembly.tracks.values()))
    if comparing or not read_ladder(assembly, table, track=track_title(table.text), cumulative=cumulative):
        return []
    return [part for row in table.rows for cell in row for part in cell.walk() if part.form is not Form.ASIDE]


def _share_levels(reading: Reading) -> None:
    """Tracks that only weigh what a ladder without a name asks are that ladder's tracks: each has its levels."""
    assembly = reading.assembly
    used = list(dict.fromkeys(level.track for level in assembly.levels.values()))
    weighing = [track for track in assembly.tracks.values() if track.weights and track.id not in used]
    if len(used) != 1 or not weighing or assembly.tracks[used[0]].title != UNNAMED_TRACK:
        return
    first, *others = weighing
    unnamed = assembly.tracks.pop(used[0])
    assembly.tracks[first.id] = replace(first, about="\n\n".join(filter(None, (first.about, unnamed.about))))
    levels = list(assembly.levels.values())
    for level in levels:
        assembly.levels[level.id] = replace(level, track=first.id)
    for track in others:
        for level in levels:
            copy = assembly.level(level.title, level.origin, track=track.id)
            below = f"{track.id}{level.adds_to.removeprefix(used[0])}" if level.adds_to else ""
            assembly.levels[copy] = replace(assembly.levels[copy], about=level.about, adds_to=below)
            for cell in [one for one in assembly.cells.values() if one.level == level.id]:
                assembly.same(cell.criterion, copy, as_level=level.id)
    names = ", ".join(track.title for track in weighing)
    assembly.note(f"One set of levels is weighed by several tracks, so each of them has these levels: {names}.")


def _known_levels(reading: Reading) -> dict[str, str]:
    """Ids of levels by their titles and by their codes, where these are those of one level only."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for level in reading.assembly.levels.values():
        ids[fold(level.title)].add(level.id)
        code = re.match(r"([A-Za-z]{1,6}\d{1,2})\s*[-–—:]", level.title)
        if code:
            ids[fold(code[1])].add(level.id)
    return {title: next(iter(found)) for title, found in ids.items() if len(found) == 1}


def _descriptions(reading: Reading, table: Table) -> list[Part]:
    """A table of two columns that says what levels, criteria or groups are about; what of it was read."""
    if not table.rows or any(len(row) != 2 for row in table.rows):
        return []
    tells = _tellers(reading)
    rows = [row for row in table.rows[1:] if fold(tidy(words_in(row[0]))) in tells]
    if len(rows) * 2 <= len(table.rows) - 1 or len(table.rows) < 3:
        return []
    for row in rows:
        _tell(reading, tells[fold(tidy(words_in(row[0])))], words_in(row[1]))
    return [part for row in rows for cell in row for part in cell.walk()]


def _tellers(reading: Reading) -> dict[str, tuple[str, str]]:
    """What can be told something: the kind and id by title, and levels also without their number."""
    assembly = reading.assembly
    found: dict[str, tuple[str, str]] = {}
    for level in assembly.levels.values():
        found.setdefault(fold(level.title), ("level", level.id))
    for track in assembly.tracks.values():
        found.setdefault(fold(track.title), ("track", track.id))
    for criterion in assembly.criteria.values():
        found.setdefault(fold(criterion.title), ("criterion", criterion.id))
    for dimension in assembly.dimensions.values():
        found.setdefault(fold(dimension.title), ("dimension", dimension.id))
    return found


def _tell(reading: Reading, whom: tuple[str, str], about: str) -> None:
    kind, found = whom
    assembly = reading.assembly
    tell = {
        "level": assembly.tell_level,
        "track": assembly.tell_track,
        "criterion": assembly.tell_criterion,
        "dimension": assembly.tell_dimension,
    }[kind]
    tell(found, about)


def _abouts(reading: Reading) -> list[str]:
    """Introductions, and labelled texts whose label is something that was found; returns what is about all of it."""
    about: list[str] = []
    tells = _tellers(reading)
    for text in reading.texts:
        about.extend(_introduction(reading, text, tells))
        for node in list(text.root.walk()):
            key = node.key if node.key in tells else fold(re.sub(r"^\d+\s*[-–—:.]\s*", "", node.title))
            if id(node.part) in reading.taken or key not in tells or node.form.startswith("h"):
                continue
            reading.take(node.part)
            for words in (node.rest, *_said_below(reading, node)):
                if words:
                    _tell(reading, tells[key], words)
    return about


def _said_below(reading: Reading, node: Node) -> Iterator[str]:
    for part in node.said:
        if id(part) not in reading.taken:
            reading.take(*part.walk())
            yield from (one.words for one in part.walk() if one.words)


def _introduction(reading: Reading, text: Text, tells: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The paragraphs right below the title of a text: about its track, or about the whole."""
    if not (text.levels or text.alone or _introduces(text)):
        return
    whom = tells.get(fold(track_title(text)))
    said = [*text.root.said, *(text.heading.said if text.heading is not None and text.alone is None else ())]
    if text.heading is not None and text.heading.title and said:
        reading.take(text.heading.part)
    for part in said:
        if part.form is Form.TEXT and id(part) not in reading.taken and id(part) not in reading.left:
            reading.take(part)
            if whom is not None and whom[0] == "track" and text.levels:
                _tell(reading, whom, part.words)
            else:
                yield part.words


def _left_over(reading: Reading, navigation: frozenset[int]) -> Iterator[LeftOver]:
    """Whatever found no place, in the order of the texts."""
    for text in reading.texts:
        left = [part for part in text.outline.root.walk() if part.words and id(part) not in reading.taken]
        for part in sorted(left, key=lambda part: part.line):
            if id(part) in navigation:
                why = "navigation"
            elif part.form is Form.ASIDE:
                why = part.why
            else:
                why = reading.left.get(id(part)) or _why(text, part)
            yield LeftOver(part.words, text.origin(part), why)
        for name, value, line in text.outline.front:
            if name not in _FRONT and not (text.alone is not None and name in OF_A_LEVEL):
                origin = replace(text.origin(text.root.part), line=line)
                yield LeftOver(f"{name}: {value}", origin, "front matter that says nothing of levels")


_FRONT = frozenset({"title", "name", "level", "role", "track", "ladder", "path", "discipline"}) | {
    "order",
    "weight",
    "nav_order",
    "position",
}


def _why(text: Text, part: Part) -> str:
    if not text.levels and text.alone is None:
        return "its file holds no levels"
    if part.form is Form.HEADING:
        return "a heading over no level and no criterion"
    return "it stands below no level"
