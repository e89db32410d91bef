"""The table shows one track with the trunk that leads to it, and marks where the reader stands."""

from __future__ import annotations

import pytest

from waypost.framework.library import load
from waypost.framework.schema import Framework
from waypost.report.reading.matrix import EVERY, LONG, levels_towards, matrix

LATTICE = load("lattice")


def keys(levels: object) -> list[str]:
    return [level.key for level in levels]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("track", "levels"),
    [
        (
            "depth",
            ["associate", "engineer", "senior", "staff", "senior-staff", "principal", "distinguished"],
        ),
        (
            "management",
            ["associate", "engineer", "senior", "manager", "senior-manager", "director", "vp"],
        ),
    ],
)
def test_a_track_is_shown_with_the_trunk_that_leads_to_it(track: str, levels: list[str]) -> None:
    assert keys(levels_towards(LATTICE, track)) == levels


def test_a_track_that_no_path_leads_to_is_shown_alone() -> None:
    alone = LATTICE.model_copy(update={"paths": ()})
    assert keys(levels_towards(alone, "management")) == ["manager", "senior-manager", "director", "vp"]


def test_levels_of_the_same_band_are_no_trunk(northwind: Framework) -> None:
    assert keys(levels_towards(northwind, "strategic")) == ["senior", "staff-strategic"]


def test_without_a_choice_the_goals_track_is_shown_then_ones_own_then_the_first(northwind: Framework) -> None:
    senior, manager = northwind.level("senior"), northwind.level("manager")
    assert matrix(northwind, yours=senior, goal=manager).track.key == "management"
    assert matrix(northwind, yours=manager).track.key == "management"
    assert matrix(northwind).track.key == "depth"
    assert matrix(northwind, track="strategic", goal=manager).track.key == "strategic"


def test_a_key_the_framework_does_not_have_shows_the_default(northwind: Framework) -> None:
    drawn = matrix(northwind, track="sales", dimension="sales")
    assert (drawn.track.key, drawn.dimension) == ("depth", None)


def test_the_readers_level_and_goal_are_marked_and_no_other(northwind: Framework) -> None:
    drawn = matrix(northwind, yours=northwind.level("senior"), goal=northwind.level("staff"))
    assert [(column.level.key, column.yours, column.goal) for column in drawn.columns] == [
        ("senior", True, False),
        ("staff", False, True),
        ("principal", False, False),
    ]


def test_every_criterion_has_a_row_and_an_empty_cell_where_nothing_is_asked(northwind: Framework) -> None:
    drawn = matrix(northwind, track="depth")
    rows = {
        row.criterion.key: [len(cell.statements) for cell in row.cells] for group in drawn.groups for row in group.rows
    }
    assert rows == {
        "design": [1, 1, 1],
        "operations": [1, 1, 0],
        "outcome": [1, 1, 0],
        "communication": [1, 1, 0],
        "growing": [0, 0, 0],
    }


def test_a_dimension_says_what_it_weighs_on_the_track_shown(northwind: Framework) -> None:
    drawn = matrix(northwind, track="strategic")
    assert [(group.dimension.key, group.weight) for group in drawn.groups] == [
        ("technical", 40),
        ("impact", 60),
        ("people", 0),
    ]


def test_one_dimension_shows_its_rows_alone(northwind: Framework) -> None:
    drawn = matrix(northwind, dimension="people")
    assert [row.criterion.key for group in drawn.groups for row in group.rows] == ["communication", "growing"]


def long_framework(framework: Framework, *, characters: int) -> Framework:
    """The framework with one statement that makes the table of the depth track that long."""
    cells = [cell for cell in framework.expectations if (cell.criterion, cell.level) != ("design", "senior")]
    depth = {"senior", "staff", "principal"}
    rest = sum(len(one.says) for cell in cells if cell.level in depth for one in cell.statements)
    first = next(cell for cell in framework.expectations if (cell.criterion, cell.level) == ("design", "senior"))
    statement = first.statements[0].model_copy(update={"says": "x" * (characters - rest)})
    long = first.model_copy(update={"statements": (statement,)})
    return framework.model_copy(update={"expectations": (long, *cells)})


def test_a_table_too_long_to_read_shows_one_dimension_unless_all_are_asked_for(northwind: Framework) -> None:
    at_the_bound, over = (long_framework(northwind, characters=LONG + more) for more in (0, 1))
    assert matrix(at_the_bound).dimension is None
    shown = matrix(over).dimension
    assert shown is not None
    assert shown.key == "technical"
    assert matrix(over, dimension=EVERY).dimension is None


def test_every_expectation_of_the_lattice_stands_in_the_table_of_some_track() -> None:
    shown = {
        (row.criterion.key, cell.column.level.key)
        for track in LATTICE.tracks
        for group in matrix(LATTICE, track=track.key, dimension=EVERY).groups
        for row in group.rows
        for cell in row.cells
        if cell.statements
    }
    assert shown == {(cell.criterion, cell.level) for cell in LATTICE.expectations}
