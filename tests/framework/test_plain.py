"""What is read without the schema is what the schema would have read, and where it is not sure the schema is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waypost.framework.library import file_of, keys
from waypost.framework.nodes import Node, compose
from waypost.framework.plain import PlainFramework, plain_framework
from waypost.framework.plain_words import Plain, Unfit
from waypost.framework.reading import read_framework, read_quickly, read_text
from waypost.framework.schema import Framework

PARTS = tuple(name for name in Framework.model_fields if name not in {"panels", "process"})


def same(plain, full):
    """Whether a plain value holds what the schema's holds, under the same names."""
    if isinstance(plain, Plain):
        names = set(type(full).model_fields)
        return set(plain.__dict__) == names and all(same(getattr(plain, one), getattr(full, one)) for one in names)
    if isinstance(plain, tuple):
        return isinstance(full, tuple) and len(plain) == len(full) and all(map(same, plain, full))
    return type(plain) is type(full) and plain == full


def assert_same(plain, full):
    assert [name for name in PARTS if not same(getattr(plain, name), getattr(full, name))] == []


@pytest.mark.parametrize("key", keys())
def test_the_library_is_read_without_the_schema_and_the_same(key):
    data = file_of(key).read_bytes()
    plain = read_quickly({"framework.yaml": data}).framework
    full = read_text(data.decode()).framework
    assert isinstance(plain, PlainFramework)
    assert_same(plain, full)


def test_lookups_answer_alike(document):
    plain, full = read_quickly({"f.yaml": document.encode()}).framework, read_text(document).framework
    for level in full.levels:
        assert same(
            plain.evidence.for_level(plain.level(level.key), framework=plain),
            full.evidence.for_level(level, framework=full),
        )
        assert [one.key for one in plain.criteria_at(level.key)] == [one.key for one in full.criteria_at(level.key)]
        for criterion in full.criteria:
            pair = [one.expectation(criterion.key, level.key) for one in (plain, full)]
            assert same(*pair)
    assert plain.bar.key == full.bar.key
    assert plain.dimension_of(full.criteria[0].key).key == full.dimension_of(full.criteria[0].key).key


def test_a_copy_looks_up_its_own_parts(document):
    plain = read_quickly({"f.yaml": document.encode()}).framework
    first, *rest = plain.levels
    assert plain.level(first.key) is first
    copied = plain.model_copy(update={"levels": tuple(rest)})
    assert first.key not in copied.index.levels
    assert copied.level(rest[0].key) is rest[0]


def test_what_is_not_kept_is_asked_of_the_schema(document):
    plain, full = read_quickly({"f.yaml": document.encode()}).framework, read_text(document).framework
    assert isinstance(plain, PlainFramework)
    assert (plain.panels, plain.process, plain.hash) == (full.panels, full.process, full.hash)
    with pytest.raises(AttributeError):
        _ = plain.nothing_of_the_kind


ODD = (
    "",
    " ",
    "x",
    "-1",
    "0",
    "1",
    "01",
    "1.0",
    "1e3",
    "+1",
    "1_0",
    "yes",
    "True",
    "true",
    "null",
    "~",
    "2026-02-30",
    "2026-2-3",
    "3 days",
    "0 days",
    "a > b",
    "a = a",
    "\x07",
    "\u2028",
    "é",
    "a" * 2_001,
    "٣",
    "from B4",
    None,
)


MORE = """
titles by score: [{from: 0, title: Engineer}, {from: 12.5, title: Senior Engineer}]
waivers: [{ignore: [VAG101], says: Writes solid code., because: It is rewritten., until: 2027-03-31}]
"""


def scalars(part, path=()):
    """The paths of all texts and all mappings in a document."""
    if isinstance(part, dict):
        yield path
        for name, value in part.items():
            yield from scalars(value, (*path, name))
    elif isinstance(part, list):
        yield path
        for place, value in enumerate(part):
            yield from scalars(value, (*path, place))
    else:
        yield path


def changed(part, path, change):
    """A copy of the document with what is at the path changed."""
    if not path:
        return change(part)
    first, *rest = path
    if isinstance(part, list):
        return [changed(one, rest, change) if place == first else one for place, one in enumerate(part)]
    return {name: changed(one, rest, change) if name == first else one for name, one in part.items()}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_written_it_is_read_as_by_the_schema_or_left_to_it(document, data):
    whole = compose((document + MORE).encode(), file="f").root.plain()
    path = data.draw(st.sampled_from(list(scalars(whole))))
    odd = data.draw(st.sampled_from(ODD))
    change = data.draw(
        st.sampled_from(
            [
                lambda part: odd,
                lambda part: [part],
                lambda part: {"x": part},
                lambda part: [],
                lambda part: {},
                lambda part: (
                    {**part, str(odd): odd}
                    if isinstance(part, dict)
                    else [*part, odd]
                    if isinstance(part, list)
                    else odd
                ),
                lambda part: dict(list(part.items())[1:]) if isinstance(part, dict) else part,
                lambda part: dict(reversed(part.items())) if isinstance(part, dict) else part,
            ]
        )
    )
    written = changed(whole, path, change)
    try:
        plain = plain_framework(written, lambda: None)
    except Unfit:
        return
    assert_same(plain, Framework.model_validate(written, by_alias=True, by_name=False))


@pytest.mark.parametrize(
    ("written", "sure"), [("by letter", True), ("by name", True), ("by names", False), ("[by name]", False)]
)
def test_how_the_room_knows_raters_is_one_of_two_words_or_left_to_the_schema(document, written, sure):
    text = document.replace("  small groups:", f"  raters: {written}\n  small groups:").encode()
    quick, full = (reader({"framework.yaml": text}) for reader in (read_quickly, read_framework))
    assert (isinstance(quick.framework, PlainFramework), full.framework is not None) == (sure, sure)
    assert quick.errors == full.errors
    if sure:
        assert quick.framework.process.names_raters is full.framework.process.names_raters is (written == "by name")


def test_a_text_of_nothing_is_left_to_the_schema(document):
    whole = compose(document.encode(), file="f").root.plain()
    level = next(iter(whole["levels"]))
    criterion = next(key for row in whole["dimensions"].values() for key in row["criteria"])
    with pytest.raises(Unfit):
        plain_framework({**whole, "expectations": {criterion: {level: [""]}}}, lambda: None)


def test_what_only_libyaml_reads_needs_no_schema_either(document):
    other = document.replace(
        "title: Northwind engineering framework", 'title: "Northwind \\x65ngineering framework"', 1
    )
    assert other != document
    reading, full = read_quickly({"f.yaml": other.encode()}), read_text(document).framework
    assert isinstance(reading.framework, PlainFramework)
    assert isinstance(reading.places, Node)
    assert_same(reading.framework, full)


def test_errors_are_those_of_the_schema(document):
    broken = document.replace("version: ", "versoin: ", 1)
    assert read_quickly({"framework.yaml": broken.encode()}).errors == read_text(broken).errors != ()


def test_nothing_of_the_schema_is_imported(tmp_path):
    file = file_of(keys()[0])
    code = (
        "import sys; from pathlib import Path\n"
        "from waypost.framework.reading import read_quickly\n"
        "path = Path(sys.argv[1]); assert read_quickly({str(path): path.read_bytes()}).framework\n"
        "print([one for one in ('pydantic', 'pydantic_core') if one in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert ended.stdout == "[]\n"
