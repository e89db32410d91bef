"""The small values a framework document is written in: keys, lines, prose, durations, keyed mappings.

Each type says how a word in the document becomes a Python value and what the JSON Schema says about it,
so that ``schema.py`` can read as the list of things a framework has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Annotated, Any, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from waypost.framework import texts

MAX_LEVELS = texts.MAX_LEVELS
LINE_LENGTH = texts.LINE_LENGTH
PROSE_LENGTH = texts.PROSE_LENGTH

Key = Annotated[str, StringConstraints(pattern=texts.KEY_PATTERN)]
"""What one part of a document calls another: letters, digits, ``-``, ``_`` and ``.``."""


def _document_word(name: str) -> str:
    return name.replace("_", " ")


class Value(BaseModel):
    """A frozen part of a framework. Fields are written in a document with spaces for underscores."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_document_word,
        validate_by_name=True,
        validate_by_alias=True,
        hide_input_in_errors=True,
    )


class Entry(Value):
    """A value that a document writes as ``key: {...}``; the key is part of the value."""

    key: Key = Field(alias="(key)", description="The name before the colon.")

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema of what stands after the colon: everything but the key."""
        schema = handler(core)
        body = handler.resolve_ref_schema(schema)
        body.get("properties", {}).pop("(key)", None)
        if "required" in body:
            body["required"] = [name for name in body["required"] if name != "(key)"]
        return schema


class Keyed:
    """Marks ``tuple[Entry, ...]`` as written by a mapping from key to entry; order is kept."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        entry = get_args(source)[0]
        document = handler.generate_schema(dict[Key, entry])  # type: ignore[valid-type]
        return written_as(document, _with_keys, _entries, _without_keys)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(core) | {"additionalProperties": False}


class Pairs:
    """Marks ``tuple[tuple[K, V], ...]`` as written by a mapping from K to V; order is kept."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        key, value = get_args(get_args(source)[0])
        return written_as(
            handler.generate_schema(dict[key, value]),  # type: ignore[valid-type]
            lambda raw: dict(raw) if isinstance(raw, tuple | list) else raw,
            lambda mapping: tuple(mapping.items()),
            lambda pairs, write: write(dict(pairs)),
        )


Write = Callable[[Any], Any]


def written_as(
    document: CoreSchema,
    read: Callable[[Any], Any],
    build: Callable[[Any], Any],
    write: Callable[[Any, Write], Any],
) -> CoreSchema:
    """A value whose document form has another shape: read it raw, check it as `document`, build, write back.

    Errors keep the path of the document form, which is what lets a message point at a line and column.
    """
    return core_schema.no_info_before_validator_function(
        read,
        core_schema.no_info_after_validator_function(build, document),
        serialization=core_schema.wrap_serializer_function_ser_schema(write, schema=document),
    )


def _with_keys(raw: Any) -> Any:
    """Put each key into its entry; entries already built are filed under their own key."""
    if isinstance(raw, Mapping):
        return {key: {"(key)": key, **body} if isinstance(body, Mapping) else body for key, body in raw.items()}
    if not isinstance(raw, tuple | list):
        return raw
    filed = {entry.key: entry for entry in raw if isinstance(entry, Entry)}
    if len(filed) != len(raw):
        raise PydanticCustomError("keyed", "holds something that has no key, or the same key twice")
    return filed


def _entries(filed: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(filed.values())


def _without_keys(entries: tuple[Entry, ...], write: Write) -> Any:
    bodies = write({entry.key: entry for entry in entries})
    return {
        key: {name: part for name, part in body.items() if name not in {"key", "(key)"}} for key, body in bodies.items()
    }


def _plain_characters(text: str) -> str:
    found = texts.CONTROL.search(text)
    if found:
        raise PydanticCustomError(
            "control_character",
            "contains the control character U+{code}; remove it",
            {"code": f"{ord(found.group()):04X}"},
        )
    return text


def _duration(raw: Any) -> Any:
    """``21 days`` or ``3 weeks`` as a timedelta."""
    if isinstance(raw, timedelta):
        return raw
    text = " ".join(str(raw).split()) if isinstance(raw, str | int) else ""
    if not re.match(texts.DURATION_PATTERN, text):
        raise PydanticCustomError("duration", "is not a duration; write it like `10 days` or `2 weeks`")
    count, unit = text.split(" ")
    return timedelta(days=int(count) * (7 if unit.startswith("week") else 1))


def _day(raw: Any) -> Any:
    """A day only as people write it: no timestamps, no times."""
    if isinstance(raw, str):
        try:
            return date.fromisoformat(raw) if re.match(texts.DAY_PATTERN, raw) else _no_day()
        except ValueError:
            return _no_day()
    return raw


def _no_day() -> Any:
    raise PydanticCustomError("day", "is not a day; write it like `2026-03-01`")


def _written_duration(duration: timedelta) -> str:
    return "1 day" if duration.days == 1 else f"{duration.days} days"


Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LINE_LENGTH),
    BeforeValidator(texts.one_line),
    AfterValidator(_plain_characters),
]
"""One line of text; line breaks and runs of spaces become one space."""

Prose = Annotated[
    str,
    StringConstraints(max_length=PROSE_LENGTH),
    BeforeValidator(texts.paragraphs),
    AfterValidator(_plain_characters),
]
"""Paragraphs, separated by an empty line."""

Score = Annotated[
    float,
    Field(ge=0, le=1_000_000, allow_inf_nan=False),
    PlainSerializer(lambda score: int(score) if score.is_integer() else score, return_type=float),
]
"""A sum of points, or a mean of them: `12` or `1.4`."""

Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    PlainSerializer(_written_duration, return_type=str),
    WithJsonSchema({"type": "string", "pattern": texts.DURATION_PATTERN, "examples": ["10 days", "2 weeks"]}),
]
"""Whole days or weeks."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day, written `2026-03-01`."""
