"""A framework as a PDF on A4: one chapter for each track, a table for each dimension of each level.

The template is code of ours; the framework goes into it as data, so that nothing it says can be run or can open a file.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from waypost.framework.lattice import moves_from
from waypost.framework.schema import Dimension, Expectation, Framework, Level, PathKind, Statement
from waypost.report.reading import words

TEMPLATE = "framework.typ"


def to_pdf(framework: Framework) -> bytes:
    """The PDF: tagged, with an outline and page numbers, the same bytes for the same framework."""
    import typst

    template = resources.files(__package__).joinpath(TEMPLATE).read_bytes()
    inputs = {"framework": json.dumps(_as_data(framework), ensure_ascii=False)}
    try:
        compiled = typst.compile(template, format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError:
        # A sign that no font of this machine has: the tags are the same, but it may not call itself PDF/UA.
        compiled = typst.compile(template, format="pdf", sys_inputs=inputs, timestamp=0)
    if not isinstance(compiled, bytes):
        raise TypeError("typst made no document")
    return compiled


def _as_data(framework: Framework) -> dict[str, Any]:
    """The framework in the words and the order in which the template shows it."""
    reviewed = f" Last read through on {framework.reviewed}." if framework.reviewed else ""
    return {
        "title": framework.title,
        "version": framework.version,
        "owner": framework.owner,
        "language": "en",
        "line": f"Version {framework.version}. Answers for it: {framework.owner}.{reviewed}",
        "about": _paragraphs(framework.about),
        "words": {
            "contents": "Contents",
            "levels": "Levels",
            "heads": ("Level", "Track", "Band", "Scope"),
            "asked": ("Criterion", "What it asks"),
            "must": "must be met",
        },
        "levels": [_row(framework, level) for level in framework.levels],
        "tracks": [_track(framework, track.key) for track in framework.tracks],
    }


def _row(framework: Framework, level: Level) -> tuple[str, str, str, str]:
    band = framework.band(level.band)
    title = band.key if band.key == band.title else f"{band.key}, {band.title}"
    return level.title, framework.track(level.track).title, title, words.SCOPES[level.scope] if level.scope else ""


def _track(framework: Framework, key: str) -> dict[str, Any]:
    track = framework.track(key)
    titles = {dimension.key: dimension.title for dimension in framework.dimensions}
    return {
        "title": track.title,
        "about": _paragraphs(track.about),
        "weights": "What counts: " + ", ".join(f"{titles[one]} {share} per cent" for one, share in track.weights) + ".",
        "levels": [_level(framework, level) for level in framework.levels if level.track == key],
    }


def _level(framework: Framework, level: Level) -> dict[str, Any]:
    ways = {PathKind.PROMOTION: "From here up to", PathKind.LATERAL: "From here sideways to"}
    moves = moves_from(framework, level.key)
    return {
        "title": level.title,
        "place": words.place(framework, level),
        "about": _paragraphs(level.about),
        "dimensions": list(filter(None, (_dimension(framework, one, level) for one in framework.dimensions))),
        "moves": [f"{ways[move.kind]} {framework.level(move.target).title}" for move in moves],
    }


def _dimension(framework: Framework, dimension: Dimension, level: Level) -> dict[str, Any] | None:
    asked = [(one, framework.expectation(one.key, level.key)) for one in dimension.criteria]
    criteria = [
        {"title": one.title, "must": one.must, **_held(framework, held)} for one, held in asked if held is not None
    ]
    return {"title": dimension.title, "criteria": criteria} if criteria else None


def _held(framework: Framework, held: Expectation) -> dict[str, Any]:
    same = f"The same as {framework.level(held.same_as).title}" if held.same_as is not None else ""
    return {"same_as": same, "statements": [_statement(statement) for statement in held.statements]}


def _statement(statement: Statement) -> dict[str, Any]:
    below = [*_paragraphs(statement.about)]
    if statement.looks_like:
        below.append(f"Looks like: {'; '.join(statement.looks_like)}")
    if statement.shown_by:
        below.append(f"Shown by: {'; '.join(statement.shown_by)}")
    return {"says": statement.says, "below": below}


def _paragraphs(prose: str) -> list[str]:
    return [" ".join(part.split()) for part in prose.split("\n\n") if part.strip()]
