"""What `waypost show --format json` wrote -> what was found: every level, criterion and statement under its own key.

It says nothing of weights, paths, panels and process; an export (`waypost export`) does, and is read back whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from waypost.framework.importers.found import (
    Found,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTrack,
    Origin,
)
from waypost.framework.importers.trees.words import readable
from waypost.framework.nodes import Node
from waypost.framework.schema import Kind, Scope

_FIELDS = {"name", "title", "version", "hash", "levels", "criteria", "expectations"}


def is_shown(root: Node) -> bool:
    """Whether a document has the fields that `waypost show` writes, and no others."""
    return isinstance(root.value, dict) and set(root.value) == _FIELDS


def read_shown(root: Node) -> Found:
    """What it says. A part that lost its key is passed over like one that was taken out."""
    tracks, dimensions = dict[str, FoundTrack](), dict[str, FoundDimension]()
    levels, criteria = dict[str, FoundLevel](), dict[str, FoundCriterion]()
    for one in _list(root, "levels"):
        key, track = _text(one, "key"), _text(one, "track")
        tracks.setdefault(track, FoundTrack(track, readable(track), _origin(one)))
        scope = next((scope for scope in Scope if scope.value == _text(one, "scope")), None)
        levels[key] = FoundLevel(key, _text(one, "title"), track, _origin(one), band=_text(one, "band"), scope=scope)
    for one in _list(root, "criteria"):
        key, dimension = _text(one, "key"), _text(one, "dimension")
        kind = next((kind for kind in Kind if kind.value == _text(one, "kind")), None)
        dimensions.setdefault(dimension, FoundDimension(dimension, readable(dimension), _origin(one), kind=kind))
        must = _text(one, "must") == "true"
        criteria[key] = FoundCriterion(key, _text(one, "title"), dimension, _origin(one), must=must)
    cells = tuple(one for one in _cells(root) if one.criterion in criteria and one.level in levels)
    return Found(
        tracks=tuple(tracks.values()),
        levels=tuple(levels.values()),
        dimensions=tuple(dimensions.values()),
        criteria=tuple(criteria.values()),
        cells=cells,
        title=_text(root, "title"),
        notes=("It was written by `waypost show`, which leaves weights, paths, panels and process out.",),
    )


def _cells(root: Node) -> Iterator[FoundCell]:
    for one in _list(root, "expectations"):
        statements = tuple(
            FoundStatement(
                says=_text(says, "says"),
                origin=_origin(_field(says, "says") or says),
                looks_like=tuple(str(text.value) for text in _list(says, "looks like")),
                shown_by=tuple(str(text.value) for text in _list(says, "shown by")),
                about=_text(says, "about"),
            )
            for says in _list(one, "statements")
        )
        yield FoundCell(_text(one, "criterion"), _text(one, "level"), statements)


def _field(node: Node, name: str) -> Node | None:
    return node.value[name][1] if isinstance(node.value, dict) and name in node.value else None


def _text(node: Node, name: str) -> str:
    field = _field(node, name)
    return field.value if field is not None and isinstance(field.value, str) else ""


def _list(node: Node, name: str) -> list[Node]:
    field = _field(node, name)
    return field.value if field is not None and isinstance(field.value, list) else []


def _origin(node: Node) -> Origin:
    return Origin(node.file, node.line, node.column)
