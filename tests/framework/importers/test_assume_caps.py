"""A ladder larger than a framework may be is cut or refused, and that is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.framework.importers.assuming import HERE, framework_of, ladder

from waypost.framework.importers.completing.assume import Wishes, complete
from waypost.framework.importers.found import (
    Found,
    FoundCell,
    FoundCriterion,
    FoundLevel,
    FoundStatement,
    Origin,
)


class TestCaps:
    def only(self, *statements: FoundStatement) -> Found:
        """One level that asks this."""
        found = ladder(("E", ("Junior",)))
        return replace(found, cells=(FoundCell("c", "E/Junior", statements),))

    def test_a_statement_longer_than_a_line_goes_on_in_its_explanation(self):
        sentences = " ".join(f"Sentence number {number} says one thing." for number in range(100))
        framework = framework_of(self.only(FoundStatement(sentences, HERE, about="And this.")))
        (statement,) = framework.expectations[0].statements
        assert statement.says.endswith("says one thing.")
        assert len(statement.says) <= 2_000
        assert f"{statement.says} {statement.about}" == f"{sentences}\n\nAnd this."

    def test_one_word_longer_than_a_line_is_cut_and_kept(self):
        framework = framework_of(self.only(FoundStatement("x" * 5_000, HERE)))
        (statement,) = framework.expectations[0].statements
        assert (len(statement.says), statement.says + statement.about) == (2_000, "x" * 5_000)

    def test_an_explanation_longer_than_any_is_left_over_from_there(self):
        long = "\n\n".join(["word " * 400] * 20)
        imported = complete(self.only(FoundStatement("Says.", Origin("ladder.md", 7), about=long)), wishes=Wishes())
        (statement,) = imported.framework.expectations[0].statements
        (left,) = imported.found.left_over
        assert f"{statement.about} {left.text}".split() == long.split()
        assert (str(left.origin), left.why) == ("ladder.md:7", "longer than an explanation can be")

    def test_examples_too_long_or_too_many_are_explained_instead(self):
        examples = ("y" * 3_000, *(f"example {number}" for number in range(60)))
        framework = framework_of(self.only(FoundStatement("Says.", HERE, looks_like=examples)))
        (statement,) = framework.expectations[0].statements
        assert statement.looks_like == examples[1:51]
        assert statement.about.split("\n\n") == [examples[0], *examples[51:]]

    def test_what_says_nothing_itself_is_said_by_its_explanation(self):
        framework = framework_of(self.only(FoundStatement("  ", HERE, about="Explains."), FoundStatement("", HERE)))
        assert [one.says for one in framework.expectations[0].statements] == ["Explains."]

    def test_more_statements_than_a_cell_holds_are_an_error_at_their_line(self):
        found = self.only(*(FoundStatement(f"Says {line}.", Origin("ladder.md", line)) for line in range(1, 102)))
        (error,) = complete(found, wishes=Wishes()).errors
        assert (error.file, error.line, error.message) == ("ladder.md", 101, "is one statement too many")

    def test_more_levels_than_a_framework_holds_are_an_error_at_their_line(self):
        levels = tuple(FoundLevel(str(line), f"Role {line}", "E", Origin("l.md", line)) for line in range(1, 202))
        (error,) = complete(ladder(("E", levels)), wishes=Wishes()).errors
        assert (error.line, error.message) == (201, "is number 201 of the levels")

    def test_more_criteria_than_a_group_holds_are_an_error_at_their_line(self):
        criteria = tuple(FoundCriterion(str(line), f"C {line}", "d", Origin("l.md", line)) for line in range(1, 102))
        found = ladder(("E", ("Junior",)))
        cells = (FoundCell("1", "E/Junior", found.cells[0].statements),)
        (error,) = complete(replace(found, criteria=criteria, cells=cells), wishes=Wishes()).errors
        assert (error.line, error.message) == (101, "is one criterion too many in `Craft`")

    def test_characters_that_no_document_holds_do_not_stop_it(self):
        framework = framework_of(self.only(FoundStatement("A\x00b\ud800c\x85d", HERE)))
        assert framework.expectations[0].statements[0].says == "A b\ufffdc d"

    @pytest.mark.parametrize(
        ("part", "word"), [("levels", "level"), ("criteria", "criterion"), ("cells", "expectation")]
    )
    def test_a_source_without_a_ladder_is_refused(self, part, word):
        (error,) = complete(replace(ladder(("E", ("Junior",))), **{part: ()}), wishes=Wishes()).errors
        assert error.message == f"holds no ladder that could be read: no {word} was found"
