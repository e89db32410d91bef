"""A framework as one Markdown file: to read from top to bottom, and at its end the document it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from waypost.framework.importers.exported.form import FENCE, digest
from waypost.framework.lattice import moves_from
from waypost.framework.schema import Dimension, Expectation, Framework, Level, PathKind, Statement, Track
from waypost.framework.writing import write_framework
from waypost.report.exports.marks import line, paragraphs
from waypost.report.reading import words


def to_markdown(framework: Framework) -> str:
    """The text for people, then the whole document for `waypost import`, in a block of its own."""
    above = "\n\n".join([*_head(framework), *_tracks(framework), *_foot()]) + "\n\n"
    document = write_framework(framework)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", document)), default=0))
    return f"{above}{fence}{FENCE} {digest(above.split(chr(10)))}\n{document}{fence}\n"


def _head(framework: Framework) -> Iterator[str]:
    yield f"# {line(framework.title)}"
    reviewed = f" Last read through on {framework.reviewed}." if framework.reviewed else ""
    yield f"Version {framework.version}. Answers for it: {line(framework.owner)}.{reviewed}"
    if framework.about:
        yield paragraphs(framework.about)
    yield "## Levels"
    rows = [
        (level.title, framework.track(level.track).title, level.band, words.SCOPES[level.scope] if level.scope else "")
        for level in framework.levels
    ]
    yield table(("Level", "Track", "Band", "Scope"), rows)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table of lines."""
    lines = [heads, ["---"] * len(heads), *([line(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _tracks(framework: Framework) -> Iterator[str]:
    for track in framework.tracks:
        yield f"## {line(track.title)}"
        if track.about:
            yield paragraphs(track.about)
        yield _weights(framework, track)
        for level in (one for one in framework.levels if one.track == track.key):
            yield from level_text(framework, level)


def _weights(framework: Framework, track: Track) -> str:
    titles = {dimension.key: dimension.title for dimension in framework.dimensions}
    said = ", ".join(f"{line(titles[key])} {percent} per cent" for key, percent in track.weights)
    return f"What counts: {said}."


def level_text(framework: Framework, level: Level) -> Iterator[str]:
    """One level: where it stands, what it asks, where it leads."""
    yield f"### {line(level.title)}"
    yield line(words.place(framework, level))
    if level.about:
        yield paragraphs(level.about)
    for dimension in framework.dimensions:
        yield from _dimension(framework, dimension, level)
    moves = [
        f"- {'Up' if move.kind is PathKind.PROMOTION else 'Sideways'} to {line(framework.level(move.target).title)}"
        for move in moves_from(framework, level.key)
    ]
    if moves:
        yield "From here:\n\n" + "\n".join(moves)


def _dimension(framework: Framework, dimension: Dimension, level: Level) -> Iterator[str]:
    asked = [
        (criterion, held)
        for criterion in dimension.criteria
        if (held := framework.expectation(criterion.key, level.key)) is not None
    ]
    if not asked:
        return
    yield f"#### {line(dimension.title)}"
    for criterion, held in asked:
        must = " (must be met)" if criterion.must else ""
        yield f"**{line(criterion.title)}**{must}"
        yield from _held(framework, held)


def _held(framework: Framework, held: Expectation) -> Iterator[str]:
    if held.same_as is not None:
        yield f"The same as {line(framework.level(held.same_as).title)}:"
    yield "\n".join(statement_text(statement) for statement in held.statements)


def statement_text(statement: Statement) -> str:
    """One statement as a bullet, its examples below it."""
    parts = [f"- {line(statement.says)}"]
    for word, lines in (("Looks like", statement.looks_like), ("Shown by", statement.shown_by)):
        parts += [f"  - {word}: {line(one)}" for one in lines]
    if statement.about:
        parts += ["", paragraphs(statement.about, indent="  "), ""]
    return "\n".join(parts)


def _foot() -> Iterator[str]:
    yield "## The document"
    yield (
        "The same framework, whole, as `waypost import` reads it back. What stands above was made from it and is not "
        "read: change the document, and export it again."
    )
