"""STY: typos, run-ons, the person and the full stop of most statements."""

from __future__ import annotations

import pytest
from tests.lint.rules.saying import codes, found, silent

from waypost.lint.findings import Safety, Severity
from waypost.lint.settings import Settings


def test_a_known_misspelling_is_an_error_with_a_safe_fix():
    (only,) = found("Seeks guidence early.", select="STY001")
    assert (only.severity, only.words, only.span.line, only.span.column) == (Severity.ERROR, ("guidence",), 22, 16)
    assert only.fix is not None
    assert (only.fix.safety, [edit.text for edit in only.fix.edits]) == (Safety.SAFE, ["guidance"])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("algorthms", "algorithms"),
        ("soruce", "source"),
        ("observerbility", "observability"),
        ("elswhere", "elsewhere"),
        ("non-techincal", "technical"),
        ("contraints", "constraints"),
        ("incidennts", "incidents"),
        ("refactring", "refactoring"),
        ("unnecessessarily", "unnecessarily"),
        ("reoccuring", "reoccurring"),
    ],
)
def test_an_unknown_word_near_a_frequent_one_is_a_warning(wrong, right):
    (only,) = found(f"Writes {wrong} down.", select="STY001")
    assert only.fix is not None
    assert [edit.text for edit in only.fix.edits] == [right]


def test_a_capital_at_the_beginning_stays_one():
    (only,) = found("Considerings the broader plan.", select="STY001")
    assert only.message == "“Considerings” may be a slip of “Considering”"


@pytest.mark.parametrize(
    "statement",
    [
        "Is recognised organisationally for credit decisioning, crypto and comp.",
        "Organises the programme, analyses behaviour and catalogues colours at the centre.",
        "Deploys microservices to kubernetes from the monorepo.",
        "Refactors the codebase, unblocks teammates and triages tickets.",
        "Works with Ardvarkson and Bazelbub on the Sharepoynt import.",
        "Calls `get_algorthm` and reads algorthms.py or docs/algorthms.",
        "Writes post-mortems, re-platforms a service and co-designs it.",
        "Doesn’t guess; isn't shy; they've asked.",
        "Explains the XQRT and the OKRs.",
        "Attaches, dispatches and searches.",
        "Replaces the de facto standard by a written one, and not ad hoc or vice versa.",
    ],
)
def test_words_names_code_and_acronyms_are_no_typos(statement):
    assert silent(statement, "STY001"), found(statement, select="STY001")


def test_a_word_that_is_said_again_and_again_is_a_word_of_this_place():
    said = [f"Feeds the quokker {number} times." for number in ("two", "three")]
    assert codes(*said, select="STY001") == []


def test_the_vocabulary_of_the_configuration_is_known():
    settings = Settings(vocabulary=frozenset({"algorthms"}))
    assert codes("Writes algorthms down.", select="STY001", settings=settings) == []


def test_a_lost_line_end_is_told():
    glued, stopped = found("Works with little oversightInitiates alignment.", "Is done.Then rests.", select="STY002")
    assert [one.fix.edits[0].text for one in (glued, stopped) if one.fix] == ["oversight. Initiates", "done. Then"]


@pytest.mark.parametrize(
    "statement",
    [
        "Writes JavaScript and TypeScript for GitHub.",
        "Calls webSocket and then webSocket again.",
        "Reads node.Version first.",
    ],
)
def test_names_with_capitals_inside_are_fine(statement):
    assert silent(statement, "STY002")


NINE = tuple(f"Runs releases of {thing}." for thing in ("a", "b", "c", "d", "e", "f", "g", "h", "i"))


def test_one_statement_in_another_person_is_told():
    (only,) = found(*NINE, "You write tests.", select="STY003")
    assert (only.words, only.statement) == (("You",), "You write tests.")
    assert codes(*NINE, "Provide estimates.", select="STY003") == ["STY003"]
    assert codes(*NINE, "Support for tools.", select="STY003") == []


def test_few_statements_show_no_majority():
    assert codes(*NINE[:8], "You write tests.", select="STY003 STY004") == []


def test_full_stops_are_told_once_with_a_fix_for_all():
    (only,) = found(*NINE, *NINE, "Plans sprints", "Plans work", select="STY004")
    assert only.message == "No full stop ends 2 of 20 statements, unlike the others. Make them alike"
    assert only.fix is not None
    assert [edit.text for edit in only.fix.edits] == ["s.", "k."]


def test_a_word_that_stands_twice_is_told_and_taken_out():
    (only,) = found("Reviews the the plan of the team.", select="STY005")
    assert only.fix is not None
    assert (only.fix.safety, [edit.text for edit in only.fix.edits]) == (Safety.SAFE, ["the"])
    assert (only.span.column, only.span.end_column) == (18, 25)


@pytest.mark.parametrize(("statement", "right"), [("Explains a outage.", "an"), ("Makes it an great place.", "a")])
def test_an_article_that_does_not_fit_is_put_right(statement, right):
    (only,) = found(statement, select="STY006")
    assert only.fix is not None
    assert [edit.text for edit in only.fix.edits] == [right]


@pytest.mark.parametrize(
    "statement",
    [
        "Works on on-call with the team, the whole of it.",
        "Knows what it is that that means.",
        "Spends an hour a user, and a one-off day with an SLA and an npm package.",
        "Chooses plan A and is a European in an NLP team.",
    ],
)
def test_small_words_that_are_right_are_left_alone(statement):
    assert silent(statement, "STY005 STY006")
