"""BIA: gendered words, boasts, years, coded language."""

from __future__ import annotations

import pytest
from tests.lint.rules.saying import codes, found, silent

from waypost.lint.rule import Status, rules


@pytest.mark.parametrize(
    ("statement", "instead"),
    [
        ("Explains his design before building it.", "their"),
        ("Makes an impact on his/her team.", "their"),
        ("He runs releases.", "They run"),
        ("Asks when she has a doubt.", "they have"),
        ("Covers for her when she is away.", "them"),
        ("Tells the guys on call.", "people"),
        ("Estimates in man-days.", "days"),
    ],
)
def test_a_word_for_one_sex_is_told_with_another(statement, instead):
    first, *_ = found(statement, select="BIA801")
    assert first.fix is not None
    assert [edit.text for edit in first.fix.edits] == [instead]


@pytest.mark.parametrize(
    "statement",
    [
        "Works with HE standards.",
        "Shows craftsmanship in tests.",
        "Commands the theme.",
        "Has read the Mythical Man-Month.",
    ],
)
def test_other_words_are_fine(statement):
    assert silent(statement, "BIA801")


@pytest.mark.parametrize(
    "statement", ["Is a rockstar.", "Builds world-class software.", "Saves releases with heroics."]
)
def test_a_boast_is_told(statement):
    assert codes(statement, select="BIA802") == ["BIA802"]


@pytest.mark.parametrize(
    "statement",
    [
        "Ships an alpha release to ten users.",
        "Plans releases that need no heroics.",
        "Handles 10x the traffic of last year.",
        "Redesigns the hero section of the start page.",
    ],
)
def test_technical_words_and_denials_are_fine(statement):
    assert silent(statement, "BIA802")


@pytest.mark.parametrize(
    "statement",
    [
        "5+ years of experience with databases.",
        "Has at least three years in a similar role.",
        "Minimum of 8 years’ experience.",
        "Has five or more years of experience.",
        "10 years",
        "Has 6 to 8 yrs of professional experience.",
        "Has been in the role for at least two years",
        "Minimum 24 months at the previous level",
        "Has worked at least 18 months as an engineer.",
        "a decade of experience",
        "Worked for 3-5 years as a software engineer",
    ],
)
def test_years_that_are_served_are_told(statement):
    assert codes(statement, select="BIA803") == ["BIA803"]


@pytest.mark.parametrize(
    "statement",
    [
        "Plans the platform three years ahead.",
        "Moves logs of two years to cold storage.",
        "Keeps a service running for 3 years without a rewrite.",
        "Upholds promises of the company over years.",
        "Writes a multi-year strategy for the field.",
        "Mends a system that has been in the role of a ledger for two years.",
        "Two months after joining the company, ships a change alone.",
        "Cuts churn over 12 months at the company level.",
        "Keeps the data of 24 months, and replaces what was built a decade ago.",
        "Has been told the plan for the next two years.",
    ],
)
def test_years_that_something_lasts_are_fine(statement):
    assert silent(statement, "BIA803")


def test_coded_language_is_told_for_a_framework_and_only_where_it_is_asked_for():
    assert rules()["BIA804"].status is Status.OFF
    hard = ["Leads, competes, decides and dominates with confident, aggressive, fearless and independent logic."] * 2
    assert codes(*hard, select="BIA804") == ["BIA804"]
    assert (
        codes(*hard, *["Listens, shares, supports, encourages and connects; cares and trusts."] * 2, select="BIA804")
        == []
    )
