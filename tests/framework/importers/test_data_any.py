"""Whatever stands in a file, reading it as data ends: with what was found, or with a refusal at its place."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.framework.importers.data_ladders import found_in, plain, source, texts_of

from waypost.framework.importers.found import Found
from waypost.framework.importers.trees.data import read_data

NAMES = st.sampled_from(
    ["levels", "level", "name", "title", "id", "skills", "criteria", "area", "description", "summary", "examples",
     "signals", "expectations", "tracks", "roles", "required", "human", "agent", "Junior", "Senior", "1", "2",
     "Testing",
     "milestones", "minPoints", "weight", "extends", "category", "", "__proto__"]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["Writes tests alone", "Junior", "Senior", "1", "a/b/1", "Testing", "", "TBD", "Same as Junior", "- one\n- two",
     "Teaches others to test"]
)  # fmt: skip
TREES = st.recursive(
    TEXTS | st.none() | st.integers(0, 9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)
SIGNS = st.lists(
    st.sampled_from(
        ["export ", "const ", "default ", "a", "b", " = ", "{", "}", "[", "]", "(", ")", ",", ":", ";", "\n", "'x y z'",
         '"w"', "`t`", "`${", "...", "import ", "from ", "'./b'", "=>", "<", ">", "/", "/*", "*/", "//", "1", "-", ".",
         "enum ", "type ", "as ", "function ", "module.exports", "require(", "+", "!", "'", "\\", "#", "null"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def _ends_well(found: Found) -> None:
    """Nothing that was found refers to something that was not."""
    tracks, levels = {one.id for one in found.tracks}, {one.id for one in found.levels}
    dimensions, criteria = {one.id for one in found.dimensions}, {one.id for one in found.criteria}
    assert len(tracks) == len(found.tracks)
    assert len(levels) == len(found.levels)
    assert len(dimensions) == len(found.dimensions)
    assert len(criteria) == len(found.criteria)
    assert {one.track for one in found.levels} <= tracks
    assert {one.adds_to for one in found.levels} - {""} <= levels
    assert {one.dimension for one in found.criteria} <= dimensions
    assert {one.criterion for one in found.cells} <= criteria
    assert {one.level for one in found.cells} <= levels
    assert {one.same_as for one in found.cells} - {""} <= levels
    assert all(one.says.strip() for cell in found.cells for one in cell.statements)
    assert len({(cell.criterion, cell.level) for cell in found.cells}) == len(found.cells)


def _sentences(data: Any) -> set[str]:
    if isinstance(data, dict):
        return {text for value in data.values() for text in _sentences(value)}
    if isinstance(data, list):
        return {text for value in data for text in _sentences(value)}
    return {plain(data)} if isinstance(data, str) and len(data.split()) > 2 and "\n" not in data else set()


@given(data=TREES)
@example(data=[{"criteria": None, "area": None, "levels": "Writes tests alone"}])
@example(data=[{"description": "Writes"}, {"levels": [], "level": {"levels": "Writes", "extends": "Same as Junior"}}])
@settings(max_examples=400, deadline=None)
def test_any_tree_is_read_and_no_sentence_of_it_is_lost(data: Any) -> None:
    found = found_in({"x.json": json.dumps(data)})
    assert found.errors == ()
    _ends_well(found)
    kept = "\n".join(texts_of(found)) + "\n".join(blank.because for blank in found.blanks)
    for text in _sentences(data):
        assert text in kept


@given(one=TREES, other=TREES)
@settings(max_examples=150, deadline=None)
def test_any_two_files_are_read_together(one: Any, other: Any) -> None:
    found = found_in({"tracks/one.yaml": yaml.safe_dump(one), "tracks/other.yaml": yaml.safe_dump(other)})
    _ends_well(found)


@given(text=SIGNS, other=SIGNS)
@settings(max_examples=600, deadline=None)
def test_any_script_is_read_or_refused(text: str, other: str) -> None:
    _ends_well(found_in({"a.ts": text, "b.js": other}))


@given(text=st.text(max_size=60), name=st.sampled_from(["x.json", "x.yaml", "x.js"]))
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_or_refused(text: str, name: str) -> None:
    _ends_well(read_data((source(name, text.encode("utf-8", "replace")),)))
