"""OUT: activity, volume, and levels without a word about what it is for."""

from __future__ import annotations

import pytest
from tests.lint.cases import HEAD, checked
from tests.lint.rules.saying import codes, silent

from waypost.lint.rule import Status, rules
from waypost.lint.settings import Settings


@pytest.mark.parametrize(
    "statement",
    [
        "Merges at least 20 pull requests a month.",
        "Has high output, with frequent and meaningful commits.",
        "Closes many tickets.",
        "Increases the number of code reviews.",
        "Ships 5 features per quarter.",
    ],
)
def test_counting_what_anybody_can_make_more_of_is_told(statement):
    assert codes(statement, select="OUT603") == ["OUT603"]


@pytest.mark.parametrize(
    "statement",
    [
        "Halves the number of tickets that users open.",
        "Reviews pull requests within a day.",
        "Splits a change into commits that each stand alone.",
        "Reduces lines of code in the importer.",
        "Keeps pull requests small.",
        "Fixes bugs of 3 neighbouring services.",
    ],
)
def test_what_gets_fewer_or_better_is_fine(statement):
    assert silent(statement, "OUT603")


def test_activity_alone_is_told_only_where_it_is_asked_for():
    assert rules()["OUT601"].status is Status.OFF
    assert codes("Attends the weekly planning.", select="OUT601") == ["OUT601"]
    assert silent("Says in planning what will not fit, before the sprint begins.", "OUT601")


def _level(title, scope, *statements):
    text = HEAD.replace("title: Senior Engineer", f"title: {title}").replace("scope: team", f"scope: {scope}")
    found = checked(text + "".join(f"      - {one}\n" for one in statements), Settings(select=("OUT602",)))
    return [(one.code, one.level) for one in found.findings]


FOUR = ("Writes code.", "Reviews designs.", "Runs releases.", "Removes dead code.")


def test_a_staff_level_without_users_or_costs_is_told():
    assert _level("Staff Engineer", "team", *FOUR) == [("OUT602", "senior")]
    assert _level("Engineer 7", "organisation", *FOUR) == [("OUT602", "senior")]


def test_one_word_about_what_it_is_for_is_enough():
    assert _level("Staff Engineer", "team", *FOUR[:3], "Removes code that no customer reaches.") == []


def test_lower_levels_and_a_few_statements_are_left_alone():
    assert _level("Senior Engineer", "team", *FOUR) == []
    assert _level("Staff Engineer", "team", *FOUR[:3]) == []


def _ladder(*last):
    """Four levels whose titles say nothing of rank, five statements each; the highest says this besides."""
    head, rest = HEAD.split("levels:\n")
    dimensions = rest.split("dimensions:\n")[1]
    levels = "".join(
        f"  l{one}: {{title: Engineer {one}, track: depth, band: B{one}, scope: team}}\n" for one in "1234"
    )
    bands = "".join(f"  B{one}: {{title: Band {one}}}\n" for one in "1234")
    cells = [f"    l{one}:\n" + "".join(f"      - Writes part {one}{part}.\n" for part in "abcde") for one in "1234"]
    head = head.replace("  B1: {title: Senior}\n", bands)
    body = dimensions.split("    senior:\n")[0]
    top = "".join(f"      - {one}\n" for one in last)
    text = head + "levels:\n" + levels + "dimensions:\n" + body + "".join(cells) + top
    return [(one.code, one.level, one.words) for one in checked(text, Settings(select=("OUT602",))).findings]


def test_a_track_without_any_user_or_cost_is_told_at_its_top():
    assert _ladder() == [("OUT602", "l4", ("Depth",))]
    assert _ladder("Runs the production clusters, as a team player.") == [("OUT602", "l4", ("Depth",))]
    assert _ladder("Removes what no customer reaches.") == []
