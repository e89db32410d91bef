"""Every export that can be imported again gives the same framework, whatever its sentences hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.framework.any_framework import frameworks, lines, proses

from waypost.framework.importers.exported.form import from_sheet, guarded, json_text, sheet_text, unguarded
from waypost.framework.importers.exported.waypost import SHAPE
from waypost.framework.importers.found import Found
from waypost.framework.importers.sources import Source
from waypost.framework.library import keys, load
from waypost.framework.reading import read_text
from waypost.framework.schema import Expectation, Framework, Statement
from waypost.framework.writing import write_framework
from waypost.report.exports.csv import to_csv
from waypost.report.exports.json import to_json
from waypost.report.exports.markdown import to_markdown
from waypost.report.exports.xlsx import to_xlsx

WRITERS: dict[str, Callable[[Framework], str | bytes]] = {
    "framework.json": to_json,
    "framework.csv": to_csv,
    "framework.xlsx": to_xlsx,
    "framework.md": to_markdown,
    "framework.yaml": write_framework,
}


def imported(name: str, export: str | bytes) -> Found:
    """What the importer of our own exports makes of one, once it has recognised it."""
    data = export.encode() if isinstance(export, str) else export
    sources = (Source(name, PurePosixPath(name), data),)
    claim = SHAPE.claim(sources)
    assert claim is not None
    assert claim.sure == 1.0
    return SHAPE.read(sources)


def back(name: str, framework: Framework) -> Found:
    return imported(name, WRITERS[name](framework))


@st.composite
def cumulative(draw: st.DrawFn) -> Framework:
    """Any framework, some of whose levels add to the one before them on their track."""
    framework = draw(frameworks())
    levels = [framework.levels[0]]
    for before, level in zip(framework.levels, framework.levels[1:], strict=False):
        onto = before.key if before.track == level.track and draw(st.booleans()) else None
        levels.append(level.model_copy(update={"adds_to": onto}))
    changed = framework.model_copy(update={"levels": tuple(levels)})
    assume(read_text(write_framework(changed)).framework == changed)
    return changed


@given(framework=cumulative())
@settings(max_examples=60, deadline=None)
def test_what_was_exported_comes_back_as_the_same(framework: Framework) -> None:
    """In every form; to think of a framework costs more than to write and read it."""
    for name, written in WRITERS.items():
        found = back(name, framework)
        assert (found.errors, found.left_over) == ((), ()), name
        assert found.whole == framework, name
        assert found.whole.hash == framework.hash, name
        assert written(found.whole) == written(framework), f"{name}: byte for byte"


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("key", keys())
def test_every_framework_of_the_library_comes_back(name: str, key: str) -> None:
    assert back(name, load(key)) == Found(whole=load(key))


@pytest.mark.parametrize("name", WRITERS)
def test_examples_that_no_cell_can_hold_come_back(name: str) -> None:
    framework = load("lattice")
    first = framework.expectations[0]
    much = Statement(
        says="=1+1",
        looks_like=tuple(f"@{number} {'x' * 1_500}" for number in range(50)),
        shown_by=tuple(f"-{number} {'y' * 1_500}" for number in range(30)),
        about="a" * 10_000 + "\n\n" + "b" * 9_000,
    )
    cell = Expectation(criterion=first.criterion, level=first.level, statements=(much, *first.statements))
    large = framework.model_copy(update={"expectations": (cell, *framework.expectations[1:])})
    assert back(name, large) == Found(whole=large)


@given(lines | proses)
@example("'")
@example("'=1")
@example("''-")
@example(" =1")
@example("_xFFFE_ _x005F_ _x0041_ \ufffe\uffff")
def test_a_guard_against_formulas_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text).lstrip(" ")[:1] not in set("=+-@\t\r＝＋－＠")
    assert from_sheet(sheet_text(text)) == text


@given(lines | proses)
def test_json_reads_the_same_as_yaml(text: str) -> None:
    from waypost.framework.nodes import compose

    root = compose(json_text({"says": text}).encode(), file="x").root
    assert root is not None
    assert root.plain() == {"says": text}
