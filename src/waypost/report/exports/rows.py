"""A framework as rows: one for each statement as it holds, and at the end what is no statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from waypost.framework.importers.exported.form import ADDED_TO, CELL, DOCUMENT, MORE, SAME_AS, STATEMENT, json_text
from waypost.framework.schema import Criterion, Expectation, Framework, Level, Statement
from waypost.framework.writing import as_document

Row = tuple[str, ...]


def statement_rows(framework: Framework) -> Iterator[Row]:
    """Every statement at every level where it holds, in the order of tracks, levels and criteria."""
    written = {(cell.criterion, cell.level): cell for cell in framework.expectations}
    for track in framework.tracks:
        for level in (one for one in framework.levels if one.track == track.key):
            for criterion in framework.criteria:
                held = framework.expectation(criterion.key, level.key)
                yield from _cell(framework, level, criterion, held, written.get((criterion.key, level.key)))


def document_rows(framework: Framework) -> Iterator[Row]:
    """Each section of the document but the expectations, in as many rows as one cell's length asks for."""
    for name, section in as_document(framework.model_copy(update={"expectations": ()})).items():
        for piece in pieces(json_text(section)):
            yield ("", "", "", name, piece, "", "", "", DOCUMENT, "", "")


def pieces(text: str) -> Iterator[str]:
    """The text in pieces for cells; none begins or ends with a space, which somebody's spreadsheet might trim."""
    while len(text) > CELL:
        cut = next((at for at in range(CELL, 0, -1) if " " not in text[at - 1 : at + 1]), CELL)
        yield text[:cut]
        text = text[cut:]
    yield text


def _cell(
    framework: Framework, level: Level, criterion: Criterion, held: Expectation | None, own: Expectation | None
) -> Iterator[Row]:
    """The rows of one cell: what it inherits, then what is written there."""
    inherited: tuple[Statement, ...] = held.statements if held is not None else ()
    word = f"{ADDED_TO}{level.adds_to}"
    mine: tuple[Statement, ...] = ()
    if own is not None and own.same_as is not None:
        word = f"{SAME_AS}{own.same_as}"
        inherited = inherited or (Statement.model_construct(says=""),)
    elif own is not None:
        mine, inherited = own.statements, inherited[: len(inherited) - len(own.statements)]
    place = (
        framework.track(level.track).title,
        level.title,
        framework.dimension_of(criterion.key).title,
        criterion.title,
    )
    for statements, what in ((inherited, word), (mine, STATEMENT)):
        for statement in statements:
            for parts in _parts(statement, what):
                yield (*place, *parts, level.key, criterion.key)


def _parts(statement: Statement, what: str) -> Iterator[Row]:
    """The columns from the statement to the kind of row; examples that one cell cannot hold go on in further rows."""
    looks_like, shown_by = _chunks(statement.looks_like), _chunks(statement.shown_by)
    yield (statement.says, looks_like[0], shown_by[0], statement.about, what)
    for place in range(1, max(len(looks_like), len(shown_by))):
        yield (statement.says, _at(looks_like, place), _at(shown_by, place), "", MORE)


def _chunks(lines: Sequence[str]) -> list[str]:
    chunks = [""]
    for line in lines:
        joined = f"{chunks[-1]}\n{line}" if chunks[-1] else line
        if len(joined) <= CELL:
            chunks[-1] = joined
        else:
            chunks.append(line)
    return chunks


def _at(chunks: list[str], place: int) -> str:
    return chunks[place] if place < len(chunks) else ""
