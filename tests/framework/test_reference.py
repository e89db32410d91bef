"""The reference for framework owners and the JSON Schema say what the schema says, all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from waypost.framework.formatting import format_files
from waypost.framework.json_schema import document_schema, known_words, part_at
from waypost.framework.library import file_of, keys
from waypost.framework.nodes import MAX_DEPTH, MAX_ENTRIES, MAX_NODES, compose
from waypost.framework.reading import read_text
from waypost.framework.reference import described, filled
from waypost.framework.words import MAX_LEVELS
from waypost.lint.checking import check
from waypost.lint.findings import Severity
from waypost.lint.reading import read_files
from waypost.lint.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def page() -> str:
    """The page that framework owners read."""
    return (DOCS / "framework-format.md").read_text(encoding="utf-8")


def test_every_part_of_the_format_has_its_table_and_each_table_is_current(page):
    assert set(re.findall(r"<!-- (?:fields|words): (\w+) -->", page)) == set(described())
    assert filled(page) == page, "run: python -m waypost.framework.reference docs/framework-format.md"


def test_every_word_says_what_it_means(page):
    assert re.findall(r"^\| `[^`]+` \| [^|]* \|\s*\|$", page, re.MULTILINE) == []


def test_the_example_of_the_page_is_a_framework(page):
    example = page.split("```yaml\n")[1].split("```")[0]
    assert read_text(example).errors == ()


def test_the_example_of_the_page_is_in_its_form_and_nothing_in_it_is_a_fault(page):
    example = page.split("```yaml\n")[1].split("```")[0].encode()
    ((_name, formatted),) = format_files({"framework.yaml": example}).files
    assert formatted.encode() == example
    told = check(read_files({"framework.yaml": example}), Settings()).findings
    assert [one for one in told if one.severity is not Severity.INFO] == []


def test_the_caps_are_those_that_hold(page):
    assert f"{MAX_NODES:,} names and values" in page
    assert f"{MAX_ENTRIES} of them in one list" in page
    assert f"{MAX_DEPTH} deep, {MAX_LEVELS} levels" in page


def test_an_unknown_part_of_the_page_is_not_filled_silently():
    with pytest.raises(KeyError):
        filled("<!-- fields: Wizardry -->\n<!-- end -->")


def holds(schema: dict[str, Any], value: Any) -> bool:
    """Whether a value holds against the part of JSON Schema that ours uses."""
    if "$ref" in schema:
        return holds(document_schema()["$defs"][schema["$ref"].rsplit("/", 1)[-1]], value)
    if "anyOf" in schema:
        return any(holds(form, value) for form in schema["anyOf"])
    if "enum" in schema or "const" in schema:
        return value in schema.get("enum", [schema.get("const")])
    return {"object": _object, "array": _array, "string": _string, "integer": _integer}.get(
        schema.get("type", ""), lambda schema, value: isinstance(value, bool) or (value is None and "type" in schema)
    )(schema, value)


def _object(schema: dict[str, Any], value: Any) -> bool:
    if not isinstance(value, dict) or any(name not in value for name in schema.get("required", [])):
        return False
    return all(_entry(schema, name, part) for name, part in value.items())


def _entry(schema: dict[str, Any], name: str, value: Any) -> bool:
    if name in schema.get("properties", {}):
        return holds(schema["properties"][name], value)
    for pattern, part in schema.get("patternProperties", {}).items():
        if re.search(pattern, name):
            return holds(part, value)
    rest = schema.get("additionalProperties", True)
    names = schema.get("propertyNames")
    return (names is None or holds(names, name)) and (rest if isinstance(rest, bool) else holds(rest, value))


def _array(schema: dict[str, Any], value: Any) -> bool:
    return isinstance(value, list) and all(holds(schema["items"], item) for item in value)


def _string(schema: dict[str, Any], value: Any) -> bool:
    return (
        isinstance(value, str)
        and re.search(schema.get("pattern", ""), value) is not None
        and schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value))
    )


def _integer(schema: dict[str, Any], value: Any) -> bool:
    return isinstance(value, int) and schema.get("minimum", value) <= value <= schema.get("maximum", value)


def plain(text: str) -> Any:
    """A document as an editor sees it: texts, whole numbers, true and false."""
    root = compose(text.encode(), file="document").root
    assert root is not None
    return _typed(root.plain())


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _typed(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_typed(part) for part in value]
    if value in ("true", "false"):
        return value == "true"
    return int(value) if isinstance(value, str) and re.fullmatch(r"-?[0-9]+", value) else value


@pytest.mark.parametrize("key", keys())
def test_the_json_schema_accepts_the_shipped_frameworks(key):
    assert holds(document_schema(), plain(file_of(key).read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "edit",
    [
        ("title: Northwind engineering framework\n", ""),
        ("version: 3.1.0", "version: soon"),
        ("{title: Growing others}", "{titel: Growing others}"),
        ("{value: 0, title: Not seen yet}", "{value: zero, title: Not seen yet}"),
        ("    kind: strategic", "    kind: business"),
        ("  - staff > principal\n", "  - staff -> principal\n"),
        ("senior: [Knows what the work is for.]", "senior: {samas: staff}"),
        ("senior: [Knows what the work is for.]", "senior: [{say: Knows.}]"),
        ("gathering: 21 days", "gathering: 21"),
        ("  from B4:", "  B4:"),
        ("seats: {engineer: 3}", "seats: {wizard: 3}"),
    ],
)
def test_the_json_schema_refuses_what_reading_refuses(edited, edit):
    text = edited(edit)
    assert read_text(text).framework is None
    assert not holds(document_schema(), plain(text))


def test_the_json_schema_accepts_what_reading_accepts(document, page):
    assert holds(document_schema(), plain(document))
    assert holds(document_schema(), plain(page.split("```yaml\n")[1].split("```")[0]))


def test_the_json_schema_is_json_and_speaks_the_words_of_the_document():
    schema = json.loads(json.dumps(document_schema()))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "answer what-would-it-take within" in known_words(("process",))
    assert part_at(("process", "answer what-would-it-take within"))["default"] == "14 days"
    assert "(" not in "".join(name for part in schema["$defs"].values() for name in part.get("properties", {}))
