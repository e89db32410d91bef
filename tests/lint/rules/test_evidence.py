"""EVI: what shows a statement, how many speak, and ratings taken for readiness."""

from __future__ import annotations

import pytest
from tests.lint.cases import HEAD, checked, framework
from tests.lint.rules.saying import codes, silent

from waypost.lint.settings import Settings

SHOWN = "- {says: Runs releases., shown by: [release log]}"


def _found(text, code):
    return checked(text, Settings(select=(code,))).findings


def test_the_one_statement_that_nothing_shows_is_told():
    (only,) = _found(framework(SHOWN, SHOWN.replace("Runs", "Plans"), "- Stops a release."), "EVI701")
    assert only.statement == "Stops a release."


def test_an_example_shows_it_too():
    assert _found(framework("- {says: Runs releases., looks like: [the one of May]}"), "EVI701") == ()


def test_where_most_are_bare_it_is_told_once():
    bare = [f"- Runs release {number}." for number in range(9)]
    (only,) = _found(framework(SHOWN, *bare), "EVI701")
    assert only.message == "9 of 10 statements do not say what shows them. Add to each what a packet would hold"


def _asked(everyone):
    text = (
        HEAD.replace("expectations:", f"evidence:\n  everyone: {everyone}\nexpectations:") + "      - Runs releases.\n"
    )
    return [one.words for one in _found(text, "EVI702")]


def test_one_voice_alone_is_told():
    assert _asked("{self: 0, manager: 1, peers: 0, peers outside team: 0, work products: 0}") == [("the manager",)]


def test_two_voices_are_fine():
    assert _asked("{self: 0, manager: 1, peers: 3, peers outside team: 0, work products: 0}") == []


@pytest.mark.parametrize(
    "statement", ["Exceeds expectations in two consecutive reviews.", "Has a performance rating above the middle."]
)
def test_a_rating_for_the_present_level_is_told(statement):
    assert codes(statement, select="EVI703") == ["EVI703"]


@pytest.mark.parametrize(
    "statement",
    [
        "Retains high performers with work that they choose.",
        "Exceeds the limits of the queue without losing a message.",
    ],
)
def test_managers_who_rate_and_keep_others_are_fine(statement):
    assert silent(statement, "EVI703")
