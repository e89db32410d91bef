"""Which shape a source has: every shape says how sure it is, and the surest one reads it.

A shape's module is imported when the shape is asked, so that `waypost show` knows nothing of spreadsheets.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from waypost.framework.importers.shapes import Claim, Shape, Sources

SHAPES: Mapping[str, str] = {
    "waypost-export": "exported.waypost:SHAPE",
    "numbered-rubric": "texts.numbered_rubric:SHAPE",
    "markdown": "texts.markdown:SHAPE",
    "markdown-table": "texts.markdown_tables:SHAPE",
    "html-page": "texts.pages:SHAPE",
    "html-table": "texts.html_tables:SHAPE",
    "yaml": "trees.data:YAML",
    "json": "trees.data:JSON",
    "script": "scripts.shape:SHAPE",
    "csv": "sheets.delimited:SHAPE",
    "xlsx": "sheets.workbooks:SHAPE",
}
"""The shapes by name, each with its place. Of two that are equally sure the first is taken."""

LEAST_SURE = 0.1
"""Below this nothing is taken on a guess; the owner may still choose the shape."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The shape that was taken and its claim, or None and what every shape saw, the surest first."""

    shape: Shape | None
    claim: Claim | None
    saw: tuple[tuple[str, Claim | None], ...]


def shape_named(name: str) -> Shape:
    """The shape of this name; KeyError if there is none."""
    module, constant = SHAPES[name].split(":")
    shape = getattr(importlib.import_module(f"waypost.framework.importers.{module}"), constant)
    if not isinstance(shape, Shape):
        raise TypeError(f"{SHAPES[name]} is no shape")
    return shape


def shapes() -> Iterator[Shape]:
    """Every shape, in the order in which ties are broken."""
    return map(shape_named, SHAPES)


def recognise(sources: Sources) -> Recognised:
    """The shape that is surest of the sources."""
    claims = [(shape, shape.claim(sources)) for shape in shapes()]
    claims.sort(key=lambda one: -one[1].sure if one[1] is not None else 1)
    saw = tuple((shape.name, claim) for shape, claim in claims)
    shape, claim = claims[0]
    if claim is None or claim.sure < LEAST_SURE:
        return Recognised(None, None, saw)
    return Recognised(shape, claim, saw)
