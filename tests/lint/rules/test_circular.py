"""CIR: levels explained by themselves, by others, and examples that say the statement again."""

from __future__ import annotations

import pytest
from tests.lint.cases import checked, framework
from tests.lint.rules.saying import codes, silent

from waypost.lint.settings import Settings


@pytest.mark.parametrize(
    "statement",
    [
        "Performs at senior level in all matters.",
        "Acts like a senior engineer.",
        "Delivers as expected of the role.",
        "Takes the responsibility that is appropriate for the level.",
        "Produces senior-level work.",
        "Operates at the level of a Senior Engineer.",
        "Is a senior engineer in every respect.",
        "Fulfils the duties of this level.",
        "Meets all the requirements of a senior developer.",
    ],
)
def test_a_level_explained_by_its_name_is_told(statement):
    assert codes(statement, select="CIR201") == ["CIR201"]


@pytest.mark.parametrize(
    "statement",
    [
        "Mentors other senior engineers in writing designs.",
        "Turns solutions that senior engineers wrote down into code.",
        "Explains the system to people of every level.",
        "Interviews candidates for a senior level with the hiring manager.",
        "Acts as incident lead at night.",
        "Mentors two engineers into staff-level impact.",
        "Reviews the level of detail in designs.",
        "Works at the level of several teams, and closes what stands between them.",
        "Is a senior engineer whom three teams ask before they change the queue.",
        "Fulfils the duties of the release role on two nights each month.",
        "Meets the requirements of the level of service that customers bought.",
    ],
)
def test_ranks_that_somebody_works_with_are_fine(statement):
    assert silent(statement, "CIR201 CIR202")


@pytest.mark.parametrize(
    "statement",
    [
        "More than a senior.",
        "Same as the previous level.",
        "As above.",
        "Like L3 but better.",
        "Has IC4 equivalent knowledge of systems.",
        "The expectations for L3 design still apply here (though some go further).",
        "Expectations are in line with M4.",
        "Does more than an Engineer.",
        "Meets all of L2 and more.",
    ],
)
def test_a_statement_that_only_compares_is_told(statement):
    assert codes(statement, select="CIR202") == ["CIR202"]


@pytest.mark.parametrize(
    "statement",
    [
        "More than half of the reviews of the team are theirs.",
        "All changes below the line of the API come with tests.",
        "Finds an equivalent query that costs less than the senior one.",
        "Sets expectations for new staff in writing, and applies them.",
        "Does more than an engineer on call has to, and writes it down.",
        "Meets all of the teams that call the service each quarter.",
    ],
)
def test_a_comparison_with_content_is_fine(statement):
    assert silent(statement, "CIR202")


def _under(title, statement):
    text = framework(f"- {statement}").replace("{title: Releases}", f"{{title: {title}}}")
    return [one.code for one in checked(text, Settings(select=("CIR204",))).findings]


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("Influence", "Makes an impact on the whole organisation."),
        ("Axis 5", "Makes an impact on the whole team, not just on parts of it."),
        ("Communication", "Communicates effectively with stakeholders."),
        ("Leadership", "Shows technical leadership."),
        ("Delivery", "Participates in the delivery process."),
    ],
)
def test_a_criterion_told_by_its_own_name_is_a_circle(title, statement):
    assert _under(title, statement) == ["CIR204"]


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("Influence", "Has two other teams adopt a practice that was tried in one."),
        ("Communication", "Communicates a delay on the day it is known."),
        ("Mentoring", "Mentors others."),
        ("Delivery", "Cuts the impact of outages on the whole organisation."),
        ("Leadership", "Leads projects across teams."),
    ],
)
def test_what_says_more_than_the_name_or_names_an_act_is_fine(title, statement):
    assert _under(title, statement) == []


def _with_example(example):
    text = framework("- says: Writes tests for every change before review.", f"  looks like: [{example}]")
    return [one.code for one in checked(text, Settings(select=("CIR203",))).findings]


def test_an_example_in_the_words_of_its_statement_is_told():
    assert _with_example("writes tests for changes before a review") == ["CIR203"]


def test_an_example_that_tells_a_case_is_fine():
    assert _with_example("the importer came with forty odd files") == []
