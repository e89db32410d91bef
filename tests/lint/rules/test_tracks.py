"""Tracks: managers' duties are told on engineers' tracks, and what engineers do with people is not; MNT beside them."""

from __future__ import annotations

from datetime import date

import pytest
from tests.lint.mutations import as_subject
from tests.lint.rules.ladders import findings, ladder, told
from tests.lint.rules.saying import codes, silent

from waypost.framework.library import load
from waypost.lint.linting import lint
from waypost.lint.settings import Settings

BASE = {"design engineer": "Draws one.", "design senior": "Draws two.", "design staff": "Draws three."}


@pytest.mark.parametrize(
    "text",
    [
        "Holds weekly talks with their direct reports.",
        "Makes the hiring decisions of the team.",
        "Recommends how performance concerns and succession planning are settled.",
        "Plans headcount with finance.",
        "Manages a team of engineers.",
        "Manages a team of 8 people.",
        "Manages a team of up to eight engineers, and hires for it.",
        "Leads a team of ten or more engineers.",
        "Is responsible for 15 people across two teams.",
        "Writes the performance reviews of four engineers.",
    ],
)
def test_a_people_duty_is_told_once(text):
    assert codes(text, select="TRK502") == ["TRK502"]


@pytest.mark.parametrize(
    "text",
    [
        "Mentors two engineers, and both lead a project by the end of the year.",
        "Leads a project of five people without direct reports.",
        "Manages a project with product and design.",
        "Interviews each month, and helps the team make good hiring decisions.",
        "Interviews candidates and writes down what was seen.",
        "Discusses goals with their own manager each month.",
        "Runs secrets management for all services.",
        "Writes feedback for performance reviews of colleagues.",
        "Reviews the performance of queries before release.",
        "Answers bug reports within a day.",
        "Fires an alarm when the queue is stuck.",
        "Improves hiring by pairing with candidates.",
        "Gathers direct reports of bugs from customers.",
        "Interviews candidates and writes a recommendation for the hiring decision.",
        "Plans the succession of database versions.",
        "Leads a team of five engineers through a migration.",
        "Leads a project with a team of five engineers.",
        "Is responsible for two services that other engineers use.",
        "Takes part in a team of eight people.",
    ],
)
def test_what_engineers_do_with_people_is_no_duty(text):
    assert silent(text, "TRK501 TRK502")


def test_a_duty_on_the_managers_track_is_fine():
    assert told(ladder({**BASE, "talk manager": "Makes the hiring decisions for direct reports."}), "TRK502") == []


@pytest.mark.parametrize(("engineers", "expected"), [(9, ["staff"]), (10, [])])
def test_a_scope_of_several_teams_wants_two_teams(engineers, expected):
    subject = ladder(BASE, more=f"organisation: {{engineers: {engineers}}}\n")
    assert [one.level for one in findings(subject, "TRK504")] == expected


def test_the_configuration_says_how_many_engineers_where_the_framework_does_not():
    found = lint(ladder(BASE), Settings(select=("TRK504",), engineers=4)).findings
    assert [one.level for one in found] == ["staff"]
    assert lint(ladder(BASE), Settings(select=("TRK504",))).findings == ()


@pytest.mark.parametrize(("today", "count"), [(date(2027, 3, 1), 0), (date(2027, 3, 2), 1)])
def test_a_review_holds_for_twelve_months_to_the_day(today, count):
    assert len(findings(ladder(BASE), "MNT001", today=today)) == count


def test_without_a_day_nothing_is_too_old():
    assert findings(ladder(BASE), "MNT001") == ()


def test_a_version_that_says_what_moved_is_fine():
    before = load("small")
    moved = before.model_copy(update={"organisation": before.organisation, "version": "9.0.0"})
    assert findings(as_subject(moved, before=before), "MNT002") == ()
    assert findings(as_subject(before, before=before), "MNT002") == ()
