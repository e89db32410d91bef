"""What a document writes more briefly than the value it becomes: paths, expectations, evidence by band.

Each class here marks a field of ``schema.py``. Validation keeps the document's own path in its errors, so
that a message can point at the line and column a person has to mend.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, takewhile
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from waypost.framework.moves import EVIDENCE_BAND, LINES_OF_PATHS, MOVES_IN_A_LINE, PATH_PATTERN, read_line
from waypost.framework.words import Key, written_as


class Paths:
    """Marks ``tuple[Path, ...]`` as written by lines like ``senior > staff`` or ``staff = manager``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        path = get_args(source)[0]
        line = core_schema.no_info_plain_validator_function(lambda raw: _moves(raw, path))
        return written_as(
            core_schema.list_schema(line, max_length=LINES_OF_PATHS),
            lambda raw: list(raw) if isinstance(raw, tuple) else raw,
            lambda lines: tuple(dict.fromkeys(move for line in lines for move in line)),
            lambda moves, write: path_lines(moves),
        )

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "array", "items": {"type": "string", "pattern": PATH_PATTERN}}


def _moves(raw: Any, path: Any) -> tuple[Any, ...]:
    """The moves that one line of ``paths`` allows, as values."""
    if isinstance(raw, path):
        return (raw,)
    kind, moves = read_line(raw)
    if not moves:
        hint = "write promotions as `a > b, c` and lateral moves as `a = b`"
        raise PydanticCustomError("path", f"is not a path; {hint}")
    if len(moves) > MOVES_IN_A_LINE:
        raise PydanticCustomError("path", "says too many moves at once; write it as several lines")
    return tuple(path(kind=kind, source=source, target=target) for source, target in moves)


def path_lines(moves: Sequence[Any]) -> list[str]:
    """The shortest lines that give back exactly these moves in this order."""
    lines: list[str] = []
    rest = list(moves)
    while rest:
        line, taken = _lateral_line(rest) if rest[0].kind == "lateral" else _promotion_line(rest)
        lines.append(line)
        rest = rest[taken:]
    return lines


def _lateral_line(moves: list[Any]) -> tuple[str, int]:
    """The longest ``a = b = c`` that the moves begin with, and how many of them it says."""
    levels = [moves[0].source]
    for move in moves:
        if move.kind != "lateral" or move.source != levels[0] or move.target in levels:
            break
        levels.append(move.target)
    while len(levels) > 2:
        pairs = list(combinations(levels, 2))
        if [(move.source, move.target) for move in moves[: len(pairs)]] == pairs:
            break
        levels.pop()
    return " = ".join(levels), len(levels) * (len(levels) - 1) // 2


def _promotion_line(moves: list[Any]) -> tuple[str, int]:
    """The longest ``a > b > c, d`` that the moves begin with, and how many of them it says."""
    steps = [moves[0].source]
    taken = 0
    while True:
        targets = [
            move.target
            for move in takewhile(lambda move: move.kind == "promotion" and move.source == steps[-1], moves[taken:])
        ]
        if not targets:
            break
        taken += len(targets)
        steps.append(", ".join(targets))
    return " > ".join(steps), taken


class Cells:
    """Marks ``tuple[Expectation, ...]`` as written by criterion, then level, then what is asked there."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        expectation = get_args(source)[0]
        return written_as(
            handler.generate_schema(dict[Key, dict[Key, expectation]]),  # type: ignore[valid-type]
            _with_places,
            lambda rows: tuple(cell for row in rows.values() for cell in row.values()),
            lambda cells, write: write(_rows(cells)),
        )


def _rows(cells: Sequence[Any]) -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for cell in cells:
        rows.setdefault(cell.criterion, {})[cell.level] = cell
    return rows


def _with_places(raw: Any) -> Any:
    """Tell each cell where it stands; a blank cell asks nothing and is left out."""
    if isinstance(raw, tuple | list):
        return _rows(raw)
    if not isinstance(raw, Mapping):
        return raw
    return {criterion: _row(criterion, row) for criterion, row in raw.items()}


def _row(criterion: str, row: Any) -> Any:
    if row is None:
        return {}
    if not isinstance(row, Mapping):
        return row
    return {level: _cell(criterion, level, cell) for level, cell in row.items() if cell not in (None, [], {})}


def _cell(criterion: str, level: str, cell: Any) -> Any:
    place = {"(criterion)": criterion, "(level)": level}
    if isinstance(cell, Mapping) and "says" not in cell:
        return place | dict(cell)
    return place | {"(statements)": cell if isinstance(cell, list | tuple) else [cell]}


class ByBand:
    """Marks an evidence policy as written by ``everyone: {...}`` and any number of ``from <band>: {...}``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        requirements = source.model_fields["everyone"].annotation
        return written_as(
            handler.generate_schema(dict[str, requirements]),  # type: ignore[valid-type]
            lambda raw: dict(raw.written()) if isinstance(raw, source) else raw,
            lambda parts: _policy(source, parts),
            lambda policy, write: write(dict(policy.written())),
        )

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        reference = schema.pop("additionalProperties")
        return schema | {
            "properties": {"everyone": reference},
            "patternProperties": {f"^{EVIDENCE_BAND}": reference},
            "additionalProperties": False,
        }


def _policy(policy: Any, parts: dict[str, Any]) -> Any:
    unknown = [name for name in parts if name != "everyone" and not name.startswith(EVIDENCE_BAND)]
    if unknown:
        raise PydanticCustomError(
            "evidence_part",
            "says `{part}`; write `everyone` or `from <band>`",
            {"part": unknown[0]},
        )
    bands = tuple(
        (name.removeprefix(EVIDENCE_BAND).strip(), part) for name, part in parts.items() if name != "everyone"
    )
    everyone = {"everyone": parts["everyone"]} if "everyone" in parts else {}
    return policy(**everyone, from_bands=bands)
