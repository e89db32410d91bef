"""Ladders in YAML, JSON and the front matter of Markdown, nested, flat or by reference, in one file or many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from waypost.framework.faults import ReadError
from waypost.framework.importers.exported.shown import is_shown, read_shown
from waypost.framework.importers.found import Found
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.trees.documents import JSON as JSON_ENDINGS
from waypost.framework.importers.trees.documents import SCRIPT as SCRIPT_ENDINGS
from waypost.framework.importers.trees.documents import YAML as YAML_ENDINGS
from waypost.framework.importers.trees.documents import Document, read_documents
from waypost.framework.importers.trees.front_matter import with_front_matter
from waypost.framework.importers.trees.reading import read_trees

UNREADABLE = 0.3
"""How sure a shape is of files that end like its own and hold errors: sure enough to tell the errors."""
ALL = JSON_ENDINGS | YAML_ENDINGS | SCRIPT_ENDINGS


def shape_of(name: str, looks_like: str, *, first: frozenset[str], with_: frozenset[str]) -> Shape:
    """A shape that reads all data files where some end in `first` and the others in one of `with_`."""

    def claim(sources: Sources) -> Claim | None:
        endings = {one.ending for one in with_front_matter(sources)} & ALL
        if not endings & first or endings - first - with_:
            return None
        return _claim(sources)

    def read(sources: Sources) -> Found:
        return read_data(sources)

    claiming: Callable[[Sources], Claim | None] = claim
    return Shape(name, looks_like, claiming, read)


@lru_cache(maxsize=1)
def read_data(sources: Sources) -> Found:
    """Everything that JSON, YAML and script files among the sources say."""
    documents = read_documents(sources)
    errors = [*documents.errors, *(told for one in documents.all if (told := _own(one)) is not None)]
    if errors:
        return Found(errors=tuple(sorted(errors)), notes=tuple(documents.notes))
    if len(documents.all) == 1 and is_shown(documents.all[0].root):
        return read_shown(documents.all[0].root)
    found = read_trees(documents.all)
    left_over = tuple(sorted([*found.left_over, *documents.left_over], key=lambda one: one.origin))
    return replace(found, left_over=left_over, notes=(*found.notes, *documents.notes))


def _claim(sources: Sources) -> Claim | None:
    """How much of the text would find a place, and what it was recognised by."""
    found = read_data(sources)
    if found.errors:
        return Claim(UNREADABLE, f"that is how the files end, but {found.errors[0].file} cannot be read")
    if not found.cells:
        return None
    placed = sum(
        len(one.says) + len(one.about) + sum(map(len, (*one.looks_like, *one.shown_by)))
        for cell in found.cells
        for one in cell.statements
    )
    lost = sum(len(one.text) for one in found.left_over)
    statements = sum(len(one.statements) for one in found.cells)
    because = (
        f"fields and their nesting place {statements:,} statements under {len(found.criteria)} criteria "
        f"at {len(found.levels)} levels"
    )
    return Claim(round(placed / (placed + lost), 3) if placed + lost else 0.0, because)


def _own(document: Document) -> ReadError | None:
    """A framework in Waypost's own format needs no import."""
    root = document.root.value
    if not isinstance(root, dict) or "waypost" not in root or not {"levels", "dimensions", "expectations"} & set(root):
        return None
    key = root["waypost"][0]
    hint = f"Nothing needs to be imported: `waypost show {document.name}` reads it as it is."
    return ReadError(key.file, key.line, key.column, "", "is a Waypost framework already", hint)


YAML = shape_of(
    "yaml",
    "YAML: criteria under levels or levels under criteria, flat lists, references, one file or many",
    first=YAML_ENDINGS,
    with_=JSON_ENDINGS,
)
JSON = shape_of(
    "json",
    "JSON: criteria under levels or levels under criteria, flat lists, references, one file or many",
    first=JSON_ENDINGS,
    with_=frozenset(),
)
