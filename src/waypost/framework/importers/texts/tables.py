"""Tables between the prose: ladders, and what they say of levels else: weights, titles by score, descriptions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.found import FoundStatement, FoundTitle
from waypost.framework.importers.outlines.labels import Node, fold, tidy
from waypost.framework.importers.outlines.outline import Form, Part
from waypost.framework.importers.tables.cell_text import statements_in
from waypost.framework.importers.tables.cells import Grid, GridCell
from waypost.framework.importers.tables.grid import read_grid_into
from waypost.framework.importers.tables.names import Naming, is_generic, is_track
from waypost.framework.importers.tables.weights import read_side_table
from waypost.framework.importers.texts.one_text import Text, levels_of

_MOST_CELLS = 60_000
_MOST_ACROSS = 600
_MOST_WEIGHTS = 2_000
"""Cells of a table that may tell weights; a larger one says something else."""
_SCORE = re.compile(r"\b(?:score|points?|progress|min(?:imum)?|from)\b", re.IGNORECASE)
_UPPER = re.compile(r"\b(?:max(?:imum)?|to|until|below|up to)\b", re.IGNORECASE)
_PAY = re.compile(r"\b(?:salary|pay|compensation|rate|gehalt|[a-z]*ctc)\b", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:title|role|position|grade|level|name)\b", re.IGNORECASE)
_WEIGHT = re.compile(r"\b(?:weights?|weighting|importance|share|percent(?:age)?)\b|%", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(\d{1,6}(?:[.,]\d{1,4})?)\s*(?:%|points?)?\s*(?:[-–—]+\s*\d{1,6}(?:[.,]\d{1,4})?|\+)?\s*$")
_PAY_WHY = "pay, which the framework's bands can hold"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a text with the cells of its rows, and the node it stands below."""

    text: Text
    node: Node
    part: Part
    rows: tuple[tuple[Part, ...], ...]

    @property
    def head(self) -> tuple[str, ...]:
        """The words of the first row."""
        return tuple(words_in(cell) for cell in self.rows[0]) if self.rows else ()


def tables_of(text: Text) -> list[Table]:
    """The tables that stand below nodes, in the order of the text."""
    tables = [(node, part) for node in text.root.walk() for part in node.tables]
    return [
        Table(text, node, part, tuple(tuple(_cells(row)) for row in part.below if row.form is Form.ROW))
        for node, part in sorted(tables, key=lambda pair: pair[1].line)
    ]


def _cells(row: Part) -> list[Part]:
    return [cell for cell in row.below if cell.form is Form.CELL]


def words_in(cell: Part) -> str:
    """All words of a cell."""
    return " ".join(part.words for part in cell.walk() if part.words and part.form is not Form.ASIDE)


def below_head(table: Table) -> list[Part]:
    """All of a table but its first row, whose words are left over."""
    return [part for row in table.rows[1:] for cell in row for part in cell.walk()]


def says_scores(table: Table) -> bool:
    """Whether the table gives titles to scores: a column of titles and one of numbers that grow."""
    return _score_columns(table) is not None


def says_weights(table: Table) -> bool:
    """Whether the table gives weights to what is judged."""
    return _weight_column(table) is not None


def take_scores(assembly: Assembly, table: Table, left: dict[int, str]) -> list[Part]:
    """The titles by score; returns what was read."""
    columns = _score_columns(table)
    if columns is None:
        return []
    title, score = columns
    used = {
        title,
        score,
        *(at for at, words in enumerate(table.head) if _UPPER.search(words) and not _PAY.search(words)),
    }
    taken: list[Part] = []
    for place, row in enumerate(table.rows):
        for at, cell in enumerate(row):
            if at in used and place:
                taken.extend(cell.walk())
            elif at not in used:
                left.update((id(part), _PAY_WHY) for part in cell.walk())
        found = _NUMBER.match(words_in(row[score])) if place and score < len(row) else None
        if found:
            origin = table.text.origin(row[title])
            assembly.titles.append(FoundTitle(float(found[1].replace(",", ".")), words_in(row[title]), origin))
    return taken


def _score_columns(table: Table) -> tuple[int, int] | None:
    head = table.head
    titles = [at for at, words in enumerate(head) if _TITLE.search(words) and not _PAY.search(words)]
    for score, words in enumerate(head):
        if titles and _SCORE.search(words) and not _PAY.search(words) and not _UPPER.search(words):
            title = next((at for at in titles if at != score), None)
            if title is not None and _numbers(table, score):
                return title, score
    return None


def _weight_column(table: Table) -> int | None:
    for at, words in enumerate(table.head):
        if at and _WEIGHT.search(words) and len(table.head) <= 3 and _numbers(table, at):
            return at
    return None


def _numbers(table: Table, at: int) -> bool:
    """Whether a column holds numbers below its head."""
    values = [words_in(row[at]) for row in table.rows[1:] if at < len(row)]
    return len(values) >= 2 and all(_NUMBER.match(value) for value in values)


def take_weights(assembly: Assembly, table: Table, track: str) -> list[Part]:
    """The weights of dimensions on a track; returns what was read."""
    at = _weight_column(table)
    if at is None:
        return []
    for row in table.rows[1:]:
        found = _NUMBER.match(words_in(row[at])) if at < len(row) else None
        if found:
            dimension = assembly.dimension(tidy(words_in(row[0])), table.text.origin(row[0]))
            assembly.weigh(track, dimension, float(found[1].replace(",", ".")))
    return below_head(table)


def weighed_titles(texts: Sequence[Text]) -> frozenset[str]:
    """The titles that have a weight somewhere: each of them is a dimension of its own."""
    return frozenset(
        fold(tidy(words_in(row[0])))
        for text in texts
        for table in tables_of(text)
        if says_weights(table)
        for row in table.rows[1:]
        if row
    )


def row_titles(texts: Sequence[Text]) -> frozenset[str]:
    """The titles of rows that tables below several levels share."""
    counted: Counter[str] = Counter()
    for text in texts:
        for level in levels_of(text):
            counted.update({fold(tidy(words_in(row[0]))) for row in _rows(text, level)})
    return frozenset(title for title, count in counted.items() if count > 1 and title and not _PAY.search(title))


def rows_below(text: Text, level: Node, titles: frozenset[str]) -> list[tuple[Part, ...]]:
    """The rows of tables right below a level that have one of these titles."""
    return [row for row in _rows(text, level) if fold(tidy(words_in(row[0]))) in titles]


def _rows(text: Text, level: Node) -> list[tuple[Part, ...]]:
    """The rows of tables right below a level, without their heads."""
    rows = [tuple(_cells(row)) for part in level.tables for row in part.below if row.form is Form.ROW]
    return [
        row for row in rows if len(row) > 1 and len(words_in(row[0]).split()) <= 8 and not all(c.header for c in row)
    ]


def take_positions(assembly: Assembly, table: Table, known: dict[str, str]) -> list[Part]:
    """A table that numbers levels which are told elsewhere: levels in one row stand on one line. Returns what was
    read; `known` are the ids of levels by their titles and codes."""
    rows = [
        (row, [known[key] for cell in row if (key := fold(tidy(_bare(words_in(cell))))) in known])
        for row in table.rows[1:]
    ]
    if not rows or any(not row or not words_in(row[0]).isdecimal() or not found for row, found in rows):
        return []
    for row, found in rows:
        number = words_in(row[0])
        for level in found:
            assembly.levels[level] = replace(assembly.levels[level], band=number, rank=float(number))
            for head, cell in zip(table.head[1:], row[1:], strict=False):
                if words_in(cell) and fold(tidy(_bare(words_in(cell)))) not in known:
                    assembly.tell_level(level, f"{head}: {words_in(cell)}")
    return below_head(table)


def _bare(words: str) -> str:
    """The words without the targets of links."""
    return re.sub(r"\s*\((?:[^()\s]+\.\w{2,5}(?:#[^()]*)?|#[^()]*|https?:[^()]*)\)", "", words)


def compares(table: Table, titles: frozenset[str]) -> bool:
    """Whether the columns are two things that are told elsewhere, such as two tracks."""
    heads = [fold(tidy(_bare(head))) for head in table.head]
    return sum(any(head == one or head.startswith(f"{one} ") for one in titles) for head in heads) >= 2


def read_ladder(assembly: Assembly, table: Table, *, track: str, cumulative: bool) -> bool:
    """Read the table as a ladder, on this track if its heading names none, or as one that tells weights; False if it
    is neither."""
    grid = grid_of(table)
    if grid is None:
        return False
    own = "" if is_track(grid.title) and not is_generic(grid.title) else track
    naming = Naming(heading=grid.title, track=own, cumulative=cumulative)
    small = len(grid.rows) * len(grid.rows[0]) <= _MOST_WEIGHTS
    return read_grid_into(assembly, grid, naming) or (small and read_side_table(assembly, grid))


def grid_of(table: Table) -> Grid | None:
    """The table as a rectangle, with what spans several places repeated; None if it is too large."""
    width = 0
    placed: list[dict[int, GridCell]] = [{} for _ in table.rows]
    count = 0
    for down, row in enumerate(table.rows):
        at = 0
        for cell in row:
            while at in placed[down]:
                at += 1
            lines = tuple(lines_of(table.text, cell))
            for below in range(min(cell.spans[0], len(table.rows) - down)):
                for across in range(cell.spans[1]):
                    merged = bool(below or across)
                    one = GridCell(lines, table.text.origin(cell), header=cell.header, merged=merged)
                    placed[down + below].setdefault(at + across, one)
                    count += 1
                    if count > _MOST_CELLS:
                        return None
            at += cell.spans[1]
            width = max(width, at)
    if count == 0 or width > _MOST_ACROSS or width * len(placed) > _MOST_CELLS:
        return None
    empty = [GridCell((), table.text.origin(table.part)) for _ in placed]
    rows = tuple(tuple(row.get(at, empty[down]) for at in range(width)) for down, row in enumerate(placed))
    return Grid(rows, table.text.origin(table.part), table.part.words or table.node.title)


def lines_of(text: Text, cell: Part) -> list[FoundStatement]:
    """The statements in a cell: its bullets, and its paragraphs, which may begin with a written dash."""
    found: list[FoundStatement] = []
    for part in cell.below:
        if part.form is Form.TEXT:
            words = _bare(part.words) if len(part.words.split()) <= 8 else part.words
            found.extend(statements_in(words, text.origin(part)))
        elif part.form is Form.LIST:
            for item in part.below:
                if item.words:
                    found.append(text.statement(item))
                else:
                    found.extend(text.statement(one) for one in item.walk() if one.words and one.form is not Form.ASIDE)
    return found
