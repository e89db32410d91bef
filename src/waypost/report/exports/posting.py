"""A level as the text of a job posting: what one will do, how one will grow, and nothing that is the house's own.

Left out on purpose: examples from inside (`looks like`, `shown by`, the long form of a statement), who sits on panels,
what a packet holds, forums, keys, and pay unless the framework makes it open.
"""

from __future__ import annotations

from collections.abc import Iterator

from waypost.framework.lattice import moves_from
from waypost.framework.schema import Framework, Level, PathKind
from waypost.report.exports.marks import line, paragraphs
from waypost.report.reading import words


def to_posting(framework: Framework, level: str) -> str:
    """The text, in Markdown; KeyError for a level that does not exist."""
    return "\n\n".join(_parts(framework, framework.level(level))) + "\n"


def _parts(framework: Framework, level: Level) -> Iterator[str]:
    yield f"# {line(level.title)}"
    yield "## About the role"
    track = framework.track(level.track)
    reach = f" The work reaches as far as {words.SCOPES[level.scope]}." if level.scope is not None else ""
    yield f"A position on our track {line(track.title)}.{reach}"
    yield from (paragraphs(about) for about in (level.about, track.about) if about)
    yield "## What you will do"
    for dimension in framework.dimensions:
        asked = [
            f"- {line(statement.says)}"
            for criterion in dimension.criteria
            if (held := framework.expectation(criterion.key, level.key)) is not None
            for statement in held.statements
        ]
        if asked:
            yield f"### {line(dimension.title)}"
            yield "\n".join(dict.fromkeys(asked))
    yield from _growing(framework, level)
    if pay := words.pay(framework.band(level.band)):
        yield "## Pay"
        yield f"{pay}."


def _growing(framework: Framework, level: Level) -> Iterator[str]:
    moves = moves_from(framework, level.key)
    if not moves:
        return
    yield "## How you will grow"
    yield "What the next step asks is written down, and everyone here can read it. From this position one moves:"
    yield "\n".join(
        f"- {'up' if move.kind is PathKind.PROMOTION else 'sideways, at equal standing,'} to "
        f"{line(framework.level(move.target).title)}"
        for move in moves
    )
