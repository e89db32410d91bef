"""The JSON Schema of a framework document, for editors and for telling which words are known where."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from waypost.framework.faults import Path
from waypost.framework.schema import Framework

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@lru_cache(maxsize=1)
def document_schema() -> dict[str, Any]:
    """The schema of one whole document. Do not change what is returned: it is shared."""
    schema: dict[str, Any] = _tidy(Framework.model_json_schema(by_alias=True))
    process = schema["$defs"]["Process"]["properties"]
    process["answer what-would-it-take within"]["default"] = "14 days"
    return {"$schema": DIALECT, "title": "Waypost framework"} | schema


def _tidy(part: Any) -> Any:
    """Without the titles that repeat a name, and without defaults that say nothing."""
    if isinstance(part, list):
        return [_tidy(item) for item in part]
    if not isinstance(part, dict):
        return part
    return {
        name: _tidy(value)
        for name, value in part.items()
        if not (name == "title" and isinstance(value, str)) and not (name == "default" and value in (None, "", []))
    }


def part_at(path: Path) -> dict[str, Any]:
    """The part of the schema that speaks of the path, or the last that is known on the way to it."""
    part: dict[str, Any] = document_schema()
    for step in path:
        below = next((found for one in forms(part) if (found := _step(one, step))), None)
        if below is None:
            return {}
        part = below
    return part


def known_words(path: Path) -> dict[str, dict[str, Any]]:
    """The words that may stand in the mapping at the path, each with its part of the schema."""
    return {name: part for form in forms(part_at(path)) for name, part in form.get("properties", {}).items()}


def forms(part: dict[str, Any]) -> list[dict[str, Any]]:
    """Every form the part may take, with references followed."""
    if "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        return forms(document_schema()["$defs"][name])
    if "anyOf" in part:
        return [form for one in part["anyOf"] for form in forms(one)]
    return [part]


def _step(form: dict[str, Any], step: str | int) -> dict[str, Any] | None:
    if isinstance(step, int):
        return form.get("items")
    named = form.get("properties", {}).get(step)
    if named is not None:
        return dict(named)
    patterns = list(form.get("patternProperties", {}).values())
    below = patterns[0] if patterns else form.get("additionalProperties")
    return below if isinstance(below, dict) else None
