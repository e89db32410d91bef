"""A branch is held against the level of the trunk that leads to it: a promotion is one on whatever track it ends."""

from __future__ import annotations

import pytest
from tests.lint.mutations import as_subject, cell, saying, with_level
from tests.lint.rules.ladders import findings, ladder, told

from waypost.framework.kinds import Scope
from waypost.framework.library import keys, load
from waypost.framework.schema import Framework, Level
from waypost.lint.subject import Subject

ONE = "Draws up one service with its failure modes before anybody builds it."


@pytest.mark.parametrize(("name", "trunk", "branch"), [("parallel", "senior", "manager"), ("small", "senior", "lead")])
def test_a_cell_of_the_trunk_that_a_branch_copies_is_told(name, trunk, branch):
    framework = load(name)
    written = {(one.criterion, one.level) for one in framework.expectations if one.statements}
    both = [row for row, level in sorted(written) if level == trunk and (row, branch) in written]
    assert len(both) > 1
    for row in both:
        copied = saying(framework, row, branch, *(one.says for one in cell(framework, row, trunk).statements))
        assert told(as_subject(copied), "PRG401") == [("PRG401", row, branch)]


def test_a_copied_cell_is_told_once_and_names_the_level_below():
    (finding,) = findings(ladder({"design senior": ONE, "design manager": ONE}), "DUP", "PRG", preview=True)
    assert (finding.code, finding.criterion, finding.level) == ("PRG401", "design", "manager")
    assert "is what Senior Engineer asks already" in finding.message


def test_what_a_branch_shares_on_purpose_is_silent():
    assert told(ladder({"design senior": ONE, "design manager": "{same as: senior}"}), "DUP", "PRG") == []


@pytest.mark.parametrize(
    ("upper", "code"),
    [
        ("Consistently draws up one service with its excellent failure modes before anybody builds it.", "PRG402"),
        ("Never draws up one service with its failure modes before anybody builds it.", "PRG405"),
    ],
)
def test_a_statement_of_a_branch_is_held_against_that_of_the_trunk(upper, code):
    assert told(ladder({"design senior": ONE, "design manager": upper}), "PRG") == [(code, "design", "manager")]


def test_a_statement_of_a_branch_that_is_nearly_that_of_the_trunk_is_told():
    near, rises = ONE.replace("anybody", "someone"), ONE.replace("one service", "services of several teams")
    assert told(ladder({"design senior": ONE, "design manager": near}), "DUP", "PRG") == [
        ("DUP302", "design", "manager")
    ]
    for cells in (
        {"design senior": ONE, "design manager": rises},
        {"design senior": ONE, "talk manager": near},
        {"design engineer": ONE, "design manager": near},
    ):
        assert told(ladder(cells), "DUP", "PRG") == []


def test_freedom_on_the_trunk_and_guidance_on_the_branch_is_a_contradiction():
    cells = {"design senior": "Delivers services independently.", "design manager": "Delivers teams under guidance."}
    assert told(ladder(cells), "PRG") == [("PRG405", "design", "manager")]
    apart = {"design engineer": "Delivers features independently.", "design manager": "Delivers teams under guidance."}
    assert told(ladder(apart), "PRG") == []


def test_levels_beside_each_other_are_no_promotion():
    assert told(ladder({"design staff": ONE, "design manager": ONE}), "PRG") == []


@pytest.mark.parametrize("name", ["parallel", "small", "dual", "lattice"])
def test_a_scope_that_a_branch_lowers_is_told(name):
    framework = load(name)
    for lower, upper in as_subject(framework).forks:
        narrower = with_level(framework, upper.key, scope=Scope.TASK)
        assert ("PRG403", "", upper.key) in told(as_subject(narrower), "PRG403"), (lower.key, upper.key)


@pytest.mark.parametrize("name", keys())
def test_the_forks_of_the_library_are_clean(name):
    assert told(as_subject(load(name)), "PRG", "DUP", "STR002", preview=False) == []


def test_a_branch_that_begins_with_a_blank_asks_nothing_where_the_trunk_did():
    framework = load("parallel")
    subject = as_subject(framework)
    row, upper = next(
        (row, upper)
        for lower, upper in subject.forks
        for row in subject.rows
        if (row, lower.key) in subject.cells and _asked_above(subject, row, upper)
    )
    assert told(as_subject(_without(framework, row, upper.key)), "STR002") == [("STR002", row, upper.key)]


def _asked_above(subject: Subject, row: str, level: Level) -> bool:
    """Whether the branch asks a criterion at this level and further up in words of its own."""
    ladder_here = subject.ladder(level.track)
    above = ladder_here[ladder_here.index(level) + 1 :]
    return (row, level.key) in subject.cells and bool(above) and all((row, one.key) in subject.cells for one in above)


def _without(framework: Framework, row: str, level: str) -> Framework:
    return saying(framework, row, level)


def test_a_whole_level_that_asks_what_the_one_below_asks_shows_the_lines_below():
    cells = {f"{row} {level}": f"Says {row} of one service before anybody builds it." for row in ROWS for level in TWO}
    subject = ladder(cells, criteria=ROWS)
    (finding,) = findings(subject, "PRG401")
    titles = [*ROWS.values()]
    assert [one.says for one in finding.related[1::2]] == [f"{title}, as at Senior Engineer" for title in titles]
    assert [one.span for one in finding.related] == [
        subject.span(subject.cells[row, level][0]) for row in ROWS for level in ("staff", "senior")
    ]


ROWS = {"design": "System design", "talk": "Explaining", "care": "Caring"}
TWO = ("senior", "staff")


def test_short_statements_that_differ_by_words_of_degree_only_are_told():
    cells = {
        "design senior": "Draws up services for others.",
        "design staff": "Consistently draws up excellent services for others.",
    }
    assert told(ladder(cells), "PRG") == [("PRG402", "design", "staff")]
    across = {place.replace("staff", "manager"): says for place, says in cells.items()}
    assert told(ladder(across), "PRG") == [("PRG402", "design", "manager")]
