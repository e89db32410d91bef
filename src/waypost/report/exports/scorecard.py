"""A level as an interview scorecard: what each criterion asks, the points of the scale, room for evidence."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.framework.schema import Criterion, Dimension, Framework, Level
from waypost.report.exports.markdown import statement_text
from waypost.report.exports.marks import line, paragraphs
from waypost.report.reading import words


def to_scorecard(framework: Framework, level: str) -> str:
    """The text, in Markdown; KeyError for a level that does not exist."""
    return "\n\n".join(_parts(framework, framework.level(level))) + "\n"


def _parts(framework: Framework, level: Level) -> Iterator[str]:
    yield f"# Interview scorecard: {line(level.title)}"
    yield f"{line(framework.title)} {framework.version}. {line(words.place(framework, level))}"
    yield "Candidate: ____________________  Interviewer: ____________________  Day: ____________"
    yield (
        "Rate each criterion alone, before you hear what others say, and write what you saw or heard: an example, not "
        "an impression. Leave a criterion without a point if the interview gave no chance to see it."
    )
    yield "## The scale"
    yield "\n".join(f"- {line(point.title)}{_bar(framework, point.key)}" for point in framework.scale)
    for dimension in framework.dimensions:
        yield from _dimension(framework, dimension, level)
    yield "## What I would want to know still"
    yield "\n\n".join(["____________________________________________________________"] * 2)


def _bar(framework: Framework, point: str) -> str:
    return " (from here on the expectation is met)" if framework.bar.key == point else ""


def _dimension(framework: Framework, dimension: Dimension, level: Level) -> Iterator[str]:
    asked = [one for one in dimension.criteria if framework.expectation(one.key, level.key) is not None]
    if not asked:
        return
    share = words.weight(framework, level, dimension.key)
    yield f"## {line(dimension.title)}{f' ({share})' if share else ''}"
    for criterion in asked:
        yield from _criterion(framework, criterion, level)


def _criterion(framework: Framework, criterion: Criterion, level: Level) -> Iterator[str]:
    held = framework.expectation(criterion.key, level.key)
    yield f"### {line(criterion.title)}{' (must be met)' if criterion.must else ''}"
    if criterion.about:
        yield paragraphs(criterion.about)
    yield "\n".join(statement_text(statement) for statement in held.statements) if held is not None else ""
    yield "\n".join(f"- [ ] {line(point.title)}" for point in framework.scale)
    yield "Evidence:"
    yield "\n\n".join(["____________________________________________________________"] * 3)
