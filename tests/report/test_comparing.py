"""Two levels side by side: which two, and what a move between them asks."""

from __future__ import annotations

import pytest

from waypost.framework.library import load
from waypost.framework.schema import Framework
from waypost.report.reading.comparing import Change, compare, how_many, two_levels

LATTICE = load("lattice")


@pytest.mark.parametrize(
    ("asked", "yours", "goal", "shown"),
    [
        (("senior", "manager"), "", "", ("senior", "manager")),
        (("", ""), "senior", "manager", ("senior", "manager")),
        (("", ""), "senior", "", ("senior", "staff")),
        (("", ""), "principal", "", ("staff", "principal")),
        (("", ""), "", "", ("senior", "staff")),
        (("", ""), "senior", "senior", ("senior", "staff")),
        (("", "principal"), "senior", "staff", ("senior", "principal")),
        (("", "senior"), "senior", "staff", ("senior", "senior")),
        (("staff", ""), "senior", "staff", ("staff", "principal")),
        (("principal", ""), "", "", ("principal", "principal")),
        (("sales", "nobody"), "senior", "", ("senior", "staff")),
    ],
)
def test_the_two_levels_are_those_asked_for_else_mine_and_what_is_next(
    northwind: Framework, asked: tuple[str, str], yours: str, goal: str, shown: tuple[str, str]
) -> None:
    source, target = two_levels(
        northwind,
        source=asked[0],
        target=asked[1],
        yours=northwind.level(yours) if yours else None,
        goal=northwind.level(goal) if goal else None,
    )
    assert (source.key, target.key) == shown


def test_a_framework_of_one_level_is_compared_with_itself(northwind: Framework) -> None:
    one = northwind.model_copy(update={"levels": northwind.levels[:1], "paths": ()})
    assert [level.key for level in two_levels(one)] == ["senior", "senior"]


def test_each_criterion_says_whether_the_move_asks_it_newly_no_longer_otherwise_or_the_same(
    northwind: Framework,
) -> None:
    groups = compare(northwind, northwind.level("senior"), northwind.level("manager"))
    assert {line.criterion.key: line.change for group in groups for line in group.lines} == {
        "design": Change.CHANGED,
        "operations": Change.DROPPED,
        "outcome": Change.CHANGED,
        "communication": Change.CHANGED,
        "growing": Change.NEW,
    }


def test_a_level_against_itself_changes_nothing() -> None:
    for level in LATTICE.levels:
        changes = {line.change for group in compare(LATTICE, level, level) for line in group.lines}
        assert changes == {Change.SAME}


def test_weights_of_both_tracks_stand_beside_each_dimension(northwind: Framework) -> None:
    groups = compare(northwind, northwind.level("senior"), northwind.level("staff-strategic"))
    assert [(group.dimension.key, group.old_weight, group.new_weight) for group in groups] == [
        ("technical", 70, 40),
        ("impact", 20, 60),
        ("people", 10, 0),
    ]


def test_every_move_of_the_lattice_shows_all_that_both_levels_ask() -> None:
    for path in LATTICE.paths:
        source, target = LATTICE.level(path.source), LATTICE.level(path.target)
        lines = [line for group in compare(LATTICE, source, target) for line in group.lines]
        assert {line.criterion.key for line in lines if line.old} == {c.key for c in LATTICE.criteria_at(source.key)}
        assert {line.criterion.key for line in lines if line.new} == {c.key for c in LATTICE.criteria_at(target.key)}


def test_how_many_criteria_change_how(northwind: Framework) -> None:
    groups = compare(northwind, northwind.level("senior"), northwind.level("manager"))
    assert how_many(groups) == ((Change.NEW, 1), (Change.CHANGED, 3), (Change.DROPPED, 1))
    same = compare(northwind, northwind.level("senior"), northwind.level("senior"))
    assert how_many(same) == ((Change.SAME, 4),)
