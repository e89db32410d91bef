"""CLR: long sentences, several demands, acronyms, jargon, the passive, and what must not be."""

from __future__ import annotations

import pytest
from tests.lint.rules.saying import codes, found, silent

from waypost.lint.rule import Status, rules
from waypost.lint.settings import Settings


def test_a_sentence_is_too_long_from_46_words_on():
    assert silent("word " * 45 + ".", "CLR901")
    assert codes("word " * 46 + ".", select="CLR901") == ["CLR901"]
    assert codes("word " * 12, select="CLR901", settings=Settings(thresholds={"CLR901": 11})) == ["CLR901"]


def test_sentences_are_counted_apart():
    assert silent("word " * 40 + ". " + "word " * 40 + "; " + "word " * 40, "CLR901")


def test_four_verbs_that_begin_a_clause_are_several_demands():
    assert rules()["CLR902"].status is Status.PREVIEW
    (only,) = found("Writes tests, reviews designs, mentors juniors and runs releases.", select="CLR902")
    assert only.words == ("Writes", "reviews", "mentors", "runs")
    assert silent("Writes tests, reviews designs and runs releases.", "CLR902")


def test_an_acronym_is_told_once_where_it_is_met_first():
    (only,) = found("Follows XQRT.", "Improves XQRT.", select="CLR903")
    assert (only.words, only.statement) == (("XQRT",), "Follows XQRT.")


@pytest.mark.parametrize(
    "statement",
    [
        "Writes the API and its SQL.",
        "Keeps the mean time to answer (MTTX) low, and publishes the MTTX.",
        "Finds the xenial quick repair time, XQRT.",
        "NEVER merges without review.",
        "Uses AWS, HTTP/2 and CI/CD.",
        "Applies the GROW model.",
    ],
)
def test_common_explained_and_shouted_words_are_fine(statement):
    assert silent(statement, "CLR903")


def test_a_word_that_is_written_large_is_no_acronym():
    assert codes("WEB: writes views.", "Mends the web app.", select="CLR903") == []
    assert codes("XQR: writes views.", "Mends the web app.", select="CLR903") == ["CLR903"]


@pytest.mark.parametrize(
    "statement", ["Is known throughout XQRT.", "Lives the mission and culture of XQRT.", "Represents XQRT at fairs."]
)
def test_the_name_of_the_company_needs_no_explaining(statement):
    assert silent(statement, "CLR903")


def test_the_glossary_of_the_configuration_explains():
    assert codes("Follows XQRT.", select="CLR903", settings=Settings(glossary={"XQRT": "our release test"})) == []


def test_jargon_is_told_with_the_plain_word():
    plain, advice = found("Moves the needle.", "Acts as a force multiplier.", select="CLR904")
    assert plain.fix is not None
    assert [edit.text for edit in plain.fix.edits] == ["Changes the figure"]
    assert (advice.fix, advice.message) == (None, "“force multiplier” is jargon. Say who does what faster")


def test_the_passive_is_told_only_where_it_is_asked_for():
    assert rules()["CLR905"].status is Status.OFF
    assert codes("Releases are run by them.", select="CLR905") == ["CLR905"]


@pytest.mark.parametrize("statement", ["Does not break the build.", "Never merges on a Friday.", "Cannot be rushed."])
def test_what_must_not_be_is_told(statement):
    assert codes(statement, select="CLR906") == ["CLR906"]


@pytest.mark.parametrize(
    "statement",
    [
        "Does not wait for an order, but asks who is blocked.",
        "Never merges without review.",
        "Stops a release that does not pass.",
        "Does not guess; measures.",
    ],
)
def test_what_is_done_instead_is_enough(statement):
    assert silent(statement, "CLR906")
