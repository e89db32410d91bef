"""Whatever way a ladder is written down as data, the same is read: every statement once, in its place, none lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.framework.importers.data_ladders import FORMS, SHAPES, Ladder, cells_of, found_in, ladders, texts_of


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("shape", SHAPES)
@given(ladder=ladders())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_shape_in_every_form_reads_back_to_the_same_cells(shape: str, form: str, ladder: Ladder) -> None:
    name, text = FORMS[form](SHAPES[shape](ladder))
    found = found_in({name: text})
    assert found.errors == ()
    expected = ladder.cells
    if shape == "milestones":
        numbers = {level: f"Milestone {place}" for place, level in enumerate(ladder.levels, start=1)}
        expected = {(criterion, numbers[level]): says for (criterion, level), says in expected.items()}
    assert cells_of(found) == expected
    assert [one.title for one in found.tracks] == [""]
    groups = {one.id: one.title for one in found.dimensions}
    assert {(one.title, groups[one.dimension]) for one in found.criteria} == {
        (criterion, group) for group, held in ladder.groups for criterion in held
    }
    assert found.left_over == ()


@pytest.mark.parametrize("shape", SHAPES)
@given(ladder=ladders())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_statement_knows_the_line_it_stands_on(shape: str, ladder: Ladder) -> None:
    name, text = FORMS["as_json"](SHAPES[shape](ladder))
    lines = text.split("\n")
    for cell in found_in({name: text}).cells:
        for one in cell.statements:
            number = one.says.rpartition(" ")[2]
            assert f'in case {number}"' in lines[one.origin.line - 1]
            assert lines[one.origin.line - 1][one.origin.column - 1] == '"'


def _strings(data: Any) -> set[str]:
    if isinstance(data, dict):
        return {text for value in data.values() for text in _strings(value)}
    if isinstance(data, list):
        return {text for value in data for text in _strings(value)}
    return {" ".join(data.split())} if isinstance(data, str) and any(map(str.isalpha, data)) else set()


@pytest.mark.parametrize("shape", SHAPES)
@given(ladder=ladders())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_no_part_of_a_framework_holds_is_left_over(shape: str, ladder: Ladder) -> None:
    """Fields strewn in that mean nothing to us."""
    data = SHAPES[shape](ladder)
    strewn = {
        "ladder": data,
        "colourScheme": "very dark blue indeed",
        "contact": {"chat": "somewhere else", "fax": "no"},
    }
    name, text = FORMS["as_yaml"](strewn)
    found = found_in({name: text})
    kept = texts_of(found)
    for one in ("very dark blue indeed", "somewhere else", "no"):
        assert one in kept
    assert {says for (_, _), cell in ladder.cells.items() for says in cell} <= kept
