"""The tables of docs/framework-format.md, made from the schema so that they cannot say anything else.

`python -m waypost.framework.reference docs/framework-format.md` fills every block between `<!-- fields: Level -->` (or
`<!-- words: Scope -->`) and `<!-- end -->`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic_core import PydanticUndefined

from waypost.framework import schema
from waypost.framework.words import Entry, Value

_BLOCK = re.compile(r"(<!-- (fields|words): (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

# What a table would say wrongly or not at all, because the document writes it in a form of its own.
_WRITTEN_OTHERWISE = frozenset({"Path", "PathKind", "EvidencePolicy", "Expectation"})


def described() -> tuple[str, ...]:
    """The parts of a document that need a table, and the lists of words, by their name in the schema."""
    return tuple(name for name in schema.__all__ if name not in _WRITTEN_OTHERWISE)


def filled(text: str) -> str:
    """The text with every block filled. KeyError for a block that names nothing."""
    parts: Mapping[str, Any] = {name: getattr(schema, name) for name in described()}

    def block(found: re.Match[str]) -> str:
        part = parts[found.group(3)]
        table = words_table(part) if found.group(2) == "words" else fields_table(part)
        return f"{found.group(1)}{table}\n{found.group(4)}"

    return _BLOCK.sub(block, text)


def fields_table(part: type[Value]) -> str:
    """One row for each word that may stand in the part: the word, what holds without it, what it means."""
    lines = ["| word | without it | what it says |", "| --- | --- | --- |"]
    lines += [f"| `{word}` | {default} | {about} |" for word, default, about in _rows(part)]
    return "\n".join(lines)


def words_table(words: type[StrEnum]) -> str:
    """The words one may choose from, in their order."""
    return "One of: " + ", ".join(f"`{word}`" for word in words) + "."


def _rows(part: type[Value]) -> Iterator[tuple[str, str, str]]:
    for name, field in part.model_fields.items():
        if issubclass(part, Entry) and name == "key":
            continue
        yield field.alias or name, _default(part, name), (field.description or "").replace("|", "\\|")


def _default(part: type[Value], name: str) -> str:
    default = part.model_fields[name].default
    if default is PydanticUndefined:
        return "an error"
    if isinstance(default, Value):
        return "Waypost's defaults" if default.model_dump(exclude_none=True) else "nothing"
    if default is None or (not default and not isinstance(default, bool)):
        return "nothing"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    written = part.model_construct(**{name: default}).model_dump(include={name}, by_alias=True)
    return f"`{next(iter(written.values()))}`"


if __name__ == "__main__":
    document = Path(sys.argv[1])
    document.write_text(filled(document.read_text(encoding="utf-8")), encoding="utf-8")
