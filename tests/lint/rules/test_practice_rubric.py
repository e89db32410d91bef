"""A real rubric of 112 cells, read by hand first: `practice_rubric.csv` holds the places of what is wrong with it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from waypost.lint.linting import lint
from waypost.lint.reading import read_subject
from waypost.lint.settings import Settings

TRUTH = Path(__file__).parents[1] / "practice_rubric.csv"
PRACTICE = Path(__file__).parents[4] / "shared" / "practice"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PRACTICE.is_dir(), reason="the texts in ../shared are not here"),
]


def places(kind):
    """The places of one kind, each as cells in their order."""
    with TRUTH.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row[0] == kind]
    return {frozenset({(row[1], f"level-{row[2]}"), (row[3], f"level-{row[4]}")}) for row in rows}


@pytest.fixture(scope="module")
def rubric():
    (file,) = PRACTICE.glob("002_*.txt")
    return read_subject(file).subject


def found(rubric, code, *, preview=False):
    return lint(rubric, Settings(select=(code,), preview=preview)).findings


def pairs(rubric, findings):
    """Each finding with its first twin, as cells."""
    at = {rubric.span(one): (one.criterion, one.level) for one in rubric.statements}
    return {frozenset({(one.criterion, one.level), at[one.related[0].span]}) for one in findings}


def test_its_verbatim_pair_is_the_only_same_text(rubric):
    assert pairs(rubric, found(rubric, "DUP301")) == places("same")


def test_nothing_is_nearly_the_same_by_default_and_at_least_eight_overlaps_are_true_in_preview(rubric):
    assert found(rubric, "DUP302") == ()
    overlaps = pairs(rubric, found(rubric, "DUP302", preview=True))
    assert len(overlaps & places("overlap")) >= 8
    assert overlaps <= places("overlap")


def test_the_entries_that_belong_elsewhere_are_found_in_preview_and_no_others(rubric):
    assert found(rubric, "MNT0") == ()
    misfiled = found(rubric, "MNT003", preview=True)
    expected = {cell for pair in places("misfiled") for cell in pair if cell[1] != "level-"}
    assert {(one.criterion, one.level) for one in misfiled} == expected


def test_what_managers_answer_for_is_found_on_the_engineers_track(rubric):
    expected = {cell for pair in places("duty") for cell in pair if cell[0]}
    assert {(one.criterion, one.level) for one in found(rubric, "TRK")} == expected


def test_nothing_else_of_its_structure_is_told(rubric):
    select = ("STR", "DUP", "PRG", "TRK", "MNT")
    told = lint(rubric, Settings(select=select)).findings
    assert sorted(one.code for one in told) == ["DUP301", "TRK502", "TRK502"]
