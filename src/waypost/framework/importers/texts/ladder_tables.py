"""Texts whose ladder is a table, or several under headings -> what they were found to say.

Headings above a table are those of its track and its dimension: of its track where tables under other headings have
other levels, or where a heading is the title of a role.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import Found, Origin
from waypost.framework.importers.outlines.labels import Node, build, count_labels
from waypost.framework.importers.outlines.outline import Form, Outline, Part
from waypost.framework.importers.sheets.delimited import by_level, leave_grid
from waypost.framework.importers.tables.cells import Grid
from waypost.framework.importers.tables.grid import levels_in, read_grid_into
from waypost.framework.importers.tables.levels import adds_up
from waypost.framework.importers.tables.names import Naming, is_generic, is_track
from waypost.framework.importers.tables.weights import read_side_table
from waypost.framework.importers.tables.words import squash
from waypost.framework.importers.texts.one_text import Text
from waypost.framework.importers.texts.tables import Table, grid_of, tables_of


@dataclass(slots=True, eq=False)
class Placed:
    """A table, the headings above it from the outermost, and what it turned out to be about."""

    table: Table
    grid: Grid
    headings: tuple[Node, ...]
    levels: tuple[str, ...]
    naming: Naming = field(default_factory=Naming)
    read: bool = False
    level: Node | None = None


@dataclass(slots=True)
class TablesRead:
    """What was found, and how many of the words stood in tables that were read."""

    found: Found
    ladders: int
    share: float


def read_tables(outlines: Iterable[Outline]) -> TablesRead:
    """All that the tables of these texts say; the texts around them are about what the tables name, or left over."""
    texts = [Text(outline, build(outline.root, count_labels([outline.root]))) for outline in outlines]
    assembly = Assembly()
    placed = [one for text in texts for one in _placed(text, assembly)]
    _give_levels(placed)
    ladders = [one for one in placed if one.levels]
    title = _title(texts, ladders)
    _name(ladders, texts, title)
    for one in (*ladders, *(one for one in placed if not one.levels)):
        one.read = read_grid_into(assembly, one.grid, one.naming)
    for one in [one for one in placed if not one.read]:
        track = squash(one.naming.track or _nearest_track(one, assembly))
        one.read = read_side_table(assembly, one.grid, track=track if track in assembly.tracks else "")
        if not one.read:
            leave_grid(assembly, one.grid, "stands in a table that is no ladder")
    about = [
        text for each in texts for text in _tell(each, [one for one in placed if one.table.text is each], assembly)
    ]
    words, inside = _words(texts, placed)
    found = assembly.found(title=title if not assembly.title else "", about="\n\n".join(about))
    return TablesRead(found, sum(one.read for one in ladders), inside / max(1, words))


def _placed(text: Text, assembly: Assembly) -> Iterator[Placed]:
    for table in tables_of(text):
        grid = grid_of(table)
        if grid is None:
            origin = Origin(text.file, table.part.line)
            assembly.leave(table.node.title, origin, "stands over a table that is too large to be a ladder")
            continue
        headings = tuple(reversed([node for node in _above(table.node) if node.title]))
        yield Placed(table, grid, headings, levels_in(grid), Naming(heading=grid.title))


def _give_levels(placed: Sequence[Placed]) -> None:
    """Tables that each stand under the heading of a level say what that level asks."""
    for one, grid in zip(placed, by_level([one.grid for one in placed]), strict=True):
        if grid is not one.grid:
            one.grid, one.level = grid, one.headings[-1]
            one.headings, one.levels = one.headings[:-1], levels_in(grid) or (one.level.title,)


def _above(node: Node | None) -> Iterator[Node]:
    while node is not None:
        yield node
        node = node.above


def _title(texts: Sequence[Text], ladders: Sequence[Placed]) -> str:
    """What the whole calls itself: the one heading that all tables stand under, unless it is all there is."""
    first = {one.headings[0] for one in ladders if one.headings}
    if len(texts) == 1 and len(first) == 1 and all(len(one.headings) > 1 or one.level for one in ladders):
        return next(iter(first)).title
    lone = [one.headings[0].title for one in ladders if len(one.headings) == 1]
    return lone[0] if len(ladders) == 1 and lone and is_generic(lone[0]) else ""


def _name(ladders: Sequence[Placed], texts: Sequence[Text], title: str) -> None:
    """Say of each table which headings are its track's and its dimension's."""
    for one in ladders:
        titles = [node.title for node in one.headings if node.title != title and not is_generic(node.title)]
        if len(texts) > 1 and not titles:
            titles = [one.table.text.stem] if not is_generic(one.table.text.stem) else []
        cumulative = any(adds_up(part.words) for text in texts for part in _around(text))
        whole = title if is_track(title) and not is_generic(title) else ""
        track = next((each for each in titles if is_track(each)), whole)
        rest = [each for each in titles if each != track]
        if (not track and len(rest) > 1) or (not track and rest and _tells_levels_apart(one, ladders)):
            track = rest.pop(0)
        dimension = rest[-1] if rest else ""
        one.naming = Naming(
            heading=dimension or one.grid.title, track=track, dimension=dimension, cumulative=cumulative
        )


def _tells_levels_apart(one: Placed, ladders: Sequence[Placed]) -> bool:
    """Whether the table under another heading has other levels."""
    mine = {squash(level) for level in one.levels}
    others = [{squash(level) for level in other.levels} for other in ladders if other is not one and not other.level]
    return any(len(mine & other) * 2 < len(mine | other) for other in others)


def _nearest_track(one: Placed, assembly: Assembly) -> str:
    titles = [node.title for node in reversed(one.headings)]
    return next((title for title in titles if squash(title) in assembly.tracks), "")


def _around(text: Text) -> Iterator[Part]:
    """The parts of a text that stand in no table."""
    inside = {id(part) for table in tables_of(text) for part in table.part.walk()}
    yield from (part for part in text.outline.root.walk() if id(part) not in inside and part.words)


def _tell(text: Text, placed: Sequence[Placed], assembly: Assembly) -> Iterator[str]:
    """Give what stands around the tables to what it is about; yields what is about the whole."""
    used = {id(node.part) for one in placed if one.read for node in (*one.headings, *filter(None, (one.level,)))}
    owners = {id(one.headings[-1]): one for one in reversed(placed) if one.read and one.headings}
    homes = {id(part): node for node in text.root.walk() for part in node.said}
    rests = {id(node.part): node for node in text.root.walk() if node.rest}
    for part in _around(text):
        if id(part) in used:
            continue
        home = homes.get(id(part)) or rests.get(id(part))
        owner = next((owners[id(node)] for node in _above(home) if id(node) in owners), None)
        if part.form is Form.ASIDE:
            assembly.leave(part.words, text.origin(part), part.why or "no text of the ladder")
        elif part.form is Form.HEADING or home is None:
            assembly.leave(part.words, text.origin(part), "heads nothing that was read as a table")
        elif owner is not None and owner.levels:
            _tell_owner(owner, part.words, assembly)
        elif home is text.root or (home.above is text.root and text.root.kids[:1] == [home]):
            yield part.words
        else:
            assembly.leave(part.words, text.origin(part), "stands under a heading without a table")


def _tell_owner(owner: Placed, words: str, assembly: Assembly) -> None:
    dimension, track = squash(owner.naming.dimension), squash(owner.naming.track)
    if dimension in assembly.dimensions:
        assembly.tell_dimension(dimension, words)
    elif track in assembly.tracks:
        assembly.tell_track(track, words)
    else:
        first = next(iter(assembly.tracks), "")
        assembly.tracks[first] = replace(
            assembly.tracks[first], about=f"{assembly.tracks[first].about}\n\n{words}".strip()
        )


def _words(texts: Sequence[Text], placed: Sequence[Placed]) -> tuple[int, int]:
    """How many letters there are, and how many of them in tables that were read."""
    every = sum(len(part.words) for text in texts for part in text.outline.root.walk() if part.form is not Form.ASIDE)
    inside = sum(len(part.words) for one in placed if one.read for part in one.table.part.walk())
    headed = {id(node.part): node for one in placed if one.read for node in one.headings}
    return every, inside + sum(len(node.part.words) for node in headed.values())
