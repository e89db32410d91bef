"""What stands in one cell: statements, what explains them, and cells that ask nothing of their own."""

import pytest

from waypost.framework.importers.found import FoundStatement, Origin
from waypost.framework.importers.tables.cell_meaning import Says, meaning_of
from waypost.framework.importers.tables.cell_text import statements_in

AT = Origin("ladder.csv", 7, 3)


def says(text: str) -> list[str]:
    return [one.says for one in statements_in(text, AT)]


def test_each_line_is_a_statement_and_keeps_its_line() -> None:
    found = statements_in("Writes tests\n\nReads reviews", AT)
    assert found == (
        FoundStatement("Writes tests", AT),
        FoundStatement("Reads reviews", Origin("ladder.csv", 9)),
    )


def test_in_a_spreadsheet_a_line_of_a_cell_is_no_line_of_the_file() -> None:
    found = statements_in("Writes tests\nReads reviews", AT, lines_count=False)
    assert [one.origin for one in found] == [AT, AT]


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "2)", "a)"])
def test_marks_of_bullets_are_no_words(mark: str) -> None:
    assert says(f"{mark} Writes tests\n{mark} Reads reviews") == ["Writes tests", "Reads reviews"]


def test_bullets_in_one_line_are_parted() -> None:
    assert says("• Writes tests • Reads reviews") == ["Writes tests", "Reads reviews"]


def test_a_line_that_goes_on_belongs_to_the_bullet_above() -> None:
    assert says("- Writes tests that\n  others trust\n- Reads reviews") == [
        "Writes tests that others trust",
        "Reads reviews",
    ]


def test_deeper_bullets_and_examples_explain_the_statement_above() -> None:
    text = "- Writes tests\n  - of one service\n- Plans\nExamples: a board; a roadmap\nEvidence: a plan"
    assert statements_in(text, AT) == (
        FoundStatement("Writes tests", AT, looks_like=("of one service",)),
        FoundStatement("Plans", Origin("ladder.csv", 9), looks_like=("a board", "a roadmap"), shown_by=("a plan",)),
    )


def test_a_sentence_before_bullets_is_kept_with_the_first() -> None:
    found = statements_in("Is able to:\n- write tests\n- read them", AT)
    assert [(one.says, one.about) for one in found] == [("write tests", "Is able to:"), ("read them", "")]


def test_a_formula_that_somebody_smuggled_in_stays_text() -> None:
    assert says('=HYPERLINK("http://x","Read me")') == ['=HYPERLINK("http://x","Read me")']


LEVELS = ("L1 - Junior", "L2", "Senior Engineer")


@pytest.mark.parametrize(
    ("text", "expected", "of"),
    [
        ("n/a", Says.NOTHING, ""),
        ("-", Says.NOTHING, ""),
        ("Not expected yet", Says.NOTHING, ""),
        ("TBD", Says.UNKNOWN, ""),
        ("Same as previous level", Says.SAME, ""),
        ("as before", Says.SAME, ""),
        ("See above", Says.SAME, ""),
        ("→", Says.SAME, ""),
        ("<-", Says.SAME, ""),
        ("″", Says.SAME, ""),
        ("ditto", Says.SAME, ""),
        ("same as L2", Says.SAME, "L2"),
        ("As Junior", Says.SAME, "L1 - Junior"),
        ("+ owns tests", Says.MORE, ""),
        ("As L2, plus owns tests", Says.MORE, "L2"),
        ("In addition to Senior Engineer: owns tests", Says.MORE, "Senior Engineer"),
        ("All of the above and owns tests", Says.MORE, ""),
        ("As needed", Says.ASKS, ""),
        ("Same as others in the team", Says.ASKS, ""),
        ("In the team, owns tests", Says.ASKS, ""),
        ("Owns tests", Says.ASKS, ""),
    ],
)
def test_what_a_cell_says_without_asking(text: str, expected: Says, of: str) -> None:
    meaning = meaning_of(statements_in(text, AT), levels=LEVELS)
    assert (meaning.says, meaning.of) == (expected, of)


def test_what_is_asked_more_is_kept_without_the_words_that_say_so() -> None:
    meaning = meaning_of(statements_in("Everything in L2, plus:\n- owns tests\n- reads them", AT), levels=LEVELS)
    assert [one.says for one in meaning.asks] == ["owns tests", "reads them"]
    assert [one.about for one in meaning.asks] == ["", ""]
    assert meaning.words == "Everything in L2, plus:"
