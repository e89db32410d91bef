"""What one criterion asks at one level, and the short forms a document writes it in."""

from __future__ import annotations

from typing import Any

from pydantic import Field, GetJsonSchemaHandler, SerializerFunctionWrapHandler, model_serializer, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from waypost.framework.words import Key, Line, Prose, Value


class Statement(Value):
    """One sentence of an expectation. A document writes it as plain text until it needs more."""

    says: Line = Field(description="What a person at this level does.")
    looks_like: tuple[Line, ...] = Field(max_length=50, default=(), description="What that was, here: real examples.")
    shown_by: tuple[Line, ...] = Field(max_length=50, default=(), description="The work that would show it.")
    about: Prose = Field(default="", description="What is meant by it, in as many paragraphs as it takes.")

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, raw: Any) -> Any:
        return {"says": raw} if isinstance(raw, str) else raw

    @model_serializer(mode="wrap")
    def _as_briefly(self, write: SerializerFunctionWrapHandler) -> Any:
        full = any((self.looks_like, self.shown_by, self.about))
        return {name: part for name, part in write(self).items() if part} if full else self.says

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        body = handler.resolve_ref_schema(schema)
        in_full = dict(body)
        body.clear()
        body.update({"anyOf": [{"type": "string", "minLength": 1}, in_full]})
        return schema


class Expectation(Value):
    """What a criterion asks at a level: statements of its own, or the same as another level's."""

    criterion: Key = Field(alias="(criterion)")
    level: Key = Field(alias="(level)")
    statements: tuple[Statement, ...] = Field(max_length=100, default=(), alias="(statements)")
    same_as: Key | None = Field(default=None, description="The level whose expectation holds here unchanged.")

    @model_serializer(mode="wrap")
    def _as_cell(self, write: SerializerFunctionWrapHandler) -> Any:
        if self.same_as is not None:
            return {"same as": self.same_as}
        written = write(self)
        return written.get("(statements)") or written.get("statements") or []

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        body = handler.resolve_ref_schema(schema)
        statement = body["properties"]["(statements)"]["items"]
        same_as = {"type": "string", "description": body["properties"]["same as"]["description"]}
        inherited = {
            "type": "object",
            "properties": {"same as": same_as},
            "required": ["same as"],
            "additionalProperties": False,
        }
        title = body.get("description", "")
        body.clear()
        body.update(
            {
                "description": title,
                "anyOf": [{"type": "array", "items": statement}, statement, inherited, {"type": "null"}],
            }
        )
        return schema
