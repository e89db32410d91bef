"""Other statements for one cell: the text around it stays as it was written, and the framework says just that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waypost.framework.library import file_of
from waypost.framework.reading import read_text
from waypost.framework.schema import Framework, Statement
from waypost.framework.splicing import own_statements, with_statements

NORTHWIND = (Path(__file__).parent.parent / "frameworks" / "northwind.yaml").read_text("utf-8")
LATTICE = file_of("lattice").read_text("utf-8")
LINES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=200).filter(
    lambda line: line.strip()
)


def framework(text: str) -> Framework:
    found = read_text(text).framework
    assert found is not None
    return found


def others(of: Framework, criterion: str, level: str) -> list[object]:
    return [one for one in of.expectations if (one.criterion, one.level) != (criterion, level)]


@pytest.mark.parametrize("text", [NORTHWIND, LATTICE], ids=["on one line", "a line each"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_words_at_any_cell_change_that_cell_alone(text: str, data: st.DataObject) -> None:
    before = framework(text)
    criterion = data.draw(st.sampled_from([one.key for one in before.criteria]))
    level = data.draw(st.sampled_from([one.key for one in before.levels]))
    lines = [" ".join(line.split()) for line in data.draw(st.lists(LINES, max_size=3))]
    statements = tuple(Statement(says=line) for line in lines if line)
    spliced = with_statements(text, criterion=criterion, level=level, statements=statements)
    after = framework(spliced.text)
    assert own_statements(after, criterion=criterion, level=level) == statements
    assert others(after, criterion, level) == others(before, criterion, level)
    assert spliced.kept


def test_comments_and_layout_around_the_cell_stay() -> None:
    text = NORTHWIND.replace(
        "    staff: [Removes a class", "    # Ask the on-call of two teams.\n    staff: [Removes a class"
    ).replace("from several services.]", "from several services.]  # was: incidents")
    spliced = with_statements(
        text, criterion="operations", level="staff", statements=[Statement(says="Removes a class: for good.")]
    )
    gone = [line for line in text.splitlines() if line not in spliced.text.splitlines()]
    come = [line for line in spliced.text.splitlines() if line not in text.splitlines()]
    assert gone == ["    staff: [Removes a class of incidents from several services.]  # was: incidents"]
    assert come == ["    staff:  # was: incidents", "      - 'Removes a class: for good.'"]
    assert spliced.kept


def test_examples_are_written_with_their_statement() -> None:
    statement = Statement(
        says="Owns it.", looks_like=("the ledger",), shown_by=("decision record",), about="All of it."
    )
    spliced = with_statements(NORTHWIND, criterion="design", level="staff", statements=[statement])
    assert own_statements(framework(spliced.text), criterion="design", level="staff") == (statement,)


def test_what_is_the_same_as_another_level_gets_words_of_its_own() -> None:
    text = NORTHWIND.replace("staff-strategic: [Judges a design", "staff-strategic: {same as: staff} #").replace(
        "{same as: staff} # for what it lets the business do.]", "{same as: staff}"
    )
    spliced = with_statements(text, criterion="design", level="staff-strategic", statements=[Statement(says="Own.")])
    found = framework(spliced.text).expectation("design", "staff-strategic")
    assert found is not None
    assert [one.says for one in found.statements] == ["Own."]


def test_a_layout_that_cannot_be_kept_is_written_anew_and_says_so() -> None:
    head, _section, tail = NORTHWIND.partition("  growing:\n    manager: [People grow who report to this person.]\n")
    text = f"{head}  growing: {{manager: [People grow who report to this person.]}}\n{tail}"
    spliced = with_statements(text, criterion="growing", level="manager", statements=[Statement(says="People grow.")])
    assert not spliced.kept
    assert own_statements(framework(spliced.text), criterion="growing", level="manager")[0].says == "People grow."


def test_a_cell_that_is_not_there_and_a_document_that_cannot_be_read_are_refused() -> None:
    with pytest.raises(KeyError):
        with_statements(NORTHWIND, criterion="nothing", level="staff", statements=[])
    with pytest.raises(ValueError, match="cannot be read"):
        with_statements("waypost: 1\n", criterion="design", level="staff", statements=[])
