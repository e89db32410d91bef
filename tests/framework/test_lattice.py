"""Where a level leads, how far one can get, and what lies between two levels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.framework.lattice import gap, moves_from, routes_from
from waypost.framework.library import load
from waypost.framework.schema import PathKind


def test_a_level_allows_its_promotions_and_its_lateral_moves_either_way_round(northwind):
    assert [(move.kind, move.source, move.target) for move in moves_from(northwind, "manager")] == [
        (PathKind.LATERAL, "manager", "staff"),
        (PathKind.LATERAL, "manager", "staff-strategic"),
    ]
    assert [(move.kind, move.target) for move in moves_from(northwind, "staff")] == [
        (PathKind.PROMOTION, "principal"),
        (PathKind.LATERAL, "staff-strategic"),
        (PathKind.LATERAL, "manager"),
    ]


def test_promotions_lead_up_only(northwind):
    assert moves_from(northwind, "principal") == ()


def test_a_route_is_a_shortest_one_nearest_first(northwind):
    assert [(route.level, [move.target for move in route.moves]) for route in routes_from(northwind, "manager")] == [
        ("staff", ["staff"]),
        ("staff-strategic", ["staff-strategic"]),
        ("principal", ["staff", "principal"]),
    ]


def test_nobody_reaches_the_level_they_are_at(northwind):
    assert all(
        level.key not in [route.level for route in routes_from(northwind, level.key)] for level in northwind.levels
    )


@given(st.sampled_from([level.key for level in load("lattice").levels]))
def test_each_route_is_made_of_allowed_moves(start):
    framework = load("lattice")
    for route in routes_from(framework, start):
        here = start
        for move in route.moves:
            assert move in moves_from(framework, here)
            here = move.target
        assert here == route.level


def test_a_gap_has_a_line_for_everything_the_target_asks(northwind):
    lines = gap(northwind, "senior", "manager")
    assert [(line.criterion, line.source is None, line.target.level) for line in lines] == [
        ("design", False, "manager"),
        ("outcome", False, "manager"),
        ("communication", False, "manager"),
        ("growing", True, "manager"),
    ]
    assert [line.carries_over for line in lines] == [False, False, False, False]


def test_what_both_levels_ask_carries_over(variant):
    framework = variant(
        ("staff-strategic: [Judges a design for what it lets the business do.]", "staff-strategic: {same as: staff}")
    )
    lines = gap(framework, "staff", "staff-strategic")
    assert [(line.criterion, line.carries_over) for line in lines] == [
        ("design", True),
        ("outcome", False),
        ("communication", False),
    ]


def test_a_level_has_no_gap_to_itself(northwind):
    assert all(line.carries_over for line in gap(northwind, "staff", "staff"))


@pytest.mark.parametrize(
    "ask", [moves_from, routes_from, lambda fw, key: gap(fw, key, "staff"), lambda fw, key: gap(fw, "staff", key)]
)
def test_a_level_that_is_not_there_is_a_key_error(northwind, ask):
    with pytest.raises(KeyError):
        ask(northwind, "wizard")
