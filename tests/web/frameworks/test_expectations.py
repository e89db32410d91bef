"""One expectation, with its neighbours and what it weighs."""

from __future__ import annotations

from waypost.framework.schema import Framework
from waypost.report.reading.places import leading_to, place_of
from waypost.web.frameworks.expectations import expectation_at
from waypost.web.frameworks.lattice import map_in_words


def test_an_expectation_stands_between_the_levels_one_move_away(northwind: Framework) -> None:
    found = expectation_at(northwind, level="staff", criterion="operations")
    assert found is not None
    assert found.expectation is not None
    assert [one.says for one in found.expectation.statements] == ["Removes a class of incidents from several services."]
    assert [(one.level.key, one.expectation is not None) for one in found.below] == [("senior", True)]
    assert [(one.level.key, one.expectation is not None) for one in found.above] == [("principal", False)]
    assert (found.weight, found.dimension.key, found.band.key) == (70, "technical", "B4")


def test_where_nothing_is_asked_the_page_is_there_and_says_so(northwind: Framework) -> None:
    found = expectation_at(northwind, level="staff", criterion="growing")
    assert found is not None
    assert found.expectation is None


def test_a_level_or_criterion_the_framework_does_not_have_is_not_found(northwind: Framework) -> None:
    assert expectation_at(northwind, level="sales", criterion="design") is None
    assert expectation_at(northwind, level="staff", criterion="sales") is None


def test_a_lateral_move_leads_both_ways_and_a_promotion_one_way(northwind: Framework) -> None:
    manager = place_of(northwind, northwind.level("manager"))
    assert ([one.key for one in manager.up], [one.key for one in manager.sideways]) == (
        [],
        ["staff", "staff-strategic"],
    )
    assert [level.key for level in leading_to(northwind, northwind.level("manager"))] == ["senior"]


def test_the_map_in_words_tells_where_one_is_and_what_is_open(northwind: Framework) -> None:
    senior, staff = northwind.level("senior"), northwind.level("staff")
    assert map_in_words(northwind, here=senior, goal=staff) == (
        "You are here: Senior Engineer. Promotions lead to: Staff Engineer, Staff Engineer, Strategic, "
        "Engineering Manager. Your goal: Staff Engineer."
    )
    assert map_in_words(northwind, here=None, goal=None) == "5 levels and the moves between them."
