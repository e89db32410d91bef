"""Ladders in JavaScript and TypeScript modules: their literals are read, and nothing is ever run."""

from __future__ import annotations

from waypost.framework.importers.trees.data import shape_of
from waypost.framework.importers.trees.documents import JSON, SCRIPT, YAML

SHAPE = shape_of(
    "script",
    "JavaScript or TypeScript data: objects and lists in one module or several, never run",
    first=SCRIPT,
    with_=JSON | YAML,
)
