"""Small ladders in the many ways that people write them as data; what is read is told cell by cell."""

from __future__ import annotations

import pytest
from tests.framework.importers.data_ladders import found_in
from tests.framework.importers.ways import in_json, in_nested_yaml, in_other_yaml, in_scripts

from waypost.framework.importers.found import Found


def told(found: Found) -> list[str]:
    """Every statement as `track: level / dimension / criterion = statement`, in order."""
    tracks = {one.id: one.title for one in found.tracks}
    levels = {one.id: f"{tracks[one.track]}: {one.title}" for one in found.levels}
    groups = {one.id: one.title for one in found.dimensions}
    criteria = {one.id: f"{groups[one.dimension]} / {one.title}" for one in found.criteria}
    return [
        f"{levels[cell.level]} / {criteria[cell.criterion]} = {one.says}".removeprefix(": ")
        for cell in found.cells
        for one in cell.statements
    ]


CASES = {**in_nested_yaml.CASES, **in_other_yaml.CASES, **in_json.CASES, **in_scripts.CASES}


@pytest.mark.parametrize("case", CASES)
def test_each_way_is_read_cell_by_cell_and_the_rest_is_left_over(case: str) -> None:
    files, cells, left_over = CASES[case]
    found = found_in(files)
    assert found.errors == ()
    assert told(found) == cells
    assert [(one.text, one.origin.line) for one in found.left_over] == left_over
