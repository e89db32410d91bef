"""What the measurement of the linter's quality holds: the planted defects are found, and the counting is right."""

from __future__ import annotations

import random
import re

from benchmarks import lint_planted
from benchmarks.lint_judged_words import STATEMENTS, verdicts, wilson
from benchmarks.lint_planted import Score
from benchmarks.lint_quality import told_share
from benchmarks.lint_texts import near_copy, of_words, slipped, spliced, thousand_cells

from waypost.lint.near import edits
from waypost.lint.reading import read_files
from waypost.lint.rule import Status, rules
from waypost.lint.wording import words_of


def share(score, code):
    """Of the defects of a code, which part was found."""
    return score.found[code] / score.planted[code]


def test_the_thirty_of_structure_are_exact():
    score = lint_planted.exact()
    assert score.planted.total() == 30
    assert score.found == score.planted
    assert score.false.total() == 0


def test_repeats_and_leftovers_are_found_in_every_framework(monkeypatch):
    monkeypatch.setattr(lint_planted, "EACH", 1)
    score = lint_planted.repeats()
    assert share(score, "DUP302") >= 0.9
    assert score.found.total() >= 0.95 * score.planted.total()
    assert score.false.total() <= 0.05 * score.found.total()


def test_slips_of_the_pen_are_found_and_nothing_else_is_told():
    score = lint_planted.slips()
    assert score.planted["STY001"] > 600
    assert share(score, "STY001") >= 0.85
    assert score.found["STY001"] >= 0.9 * (score.found["STY001"] + score.false["STY001"])


def test_the_bad_example_of_each_rule_is_found_among_the_sentences_of_the_library():
    score = lint_planted.examples()
    assert score.missed == []
    assert {code for code in score.false if rules()[code].status is Status.STABLE} == set()


def test_a_defect_that_is_not_found_is_counted_and_named():
    score = Score()
    score.saw("DUP301", hit=True, where="here")
    score.saw("DUP301", hit=False, where="there")
    assert (score.planted["DUP301"], score.found["DUP301"], score.missed) == (2, 1, ["DUP301 there"])


def test_no_share_is_told_without_what_it_is_a_share_of():
    assert told_share(9, 10) == "0.90 (9 of 10)"
    assert told_share(0, 0) == "none (n = 0)"


def test_a_near_copy_differs_by_as_many_words_as_it_should():
    chance = random.Random(1)
    for _ in range(50):
        text = spliced(chance)
        assert edits(words_of(text), words_of(near_copy(text, chance))) <= 4
    assert slipped("guidance", random.Random(1)) != "guidance"
    assert len(of_words(chance).split()) >= 10


def test_the_framework_of_a_thousand_cells_is_one():
    subject = read_files({"thousand.yaml": thousand_cells().encode()}).subject
    assert subject is not None
    assert len(subject.cells) == 1_000


def test_the_bounds_of_a_share_are_those_of_wilson():
    low, high = wilson(8, 10)  # Newcombe, Statistics in Medicine 17 (1998), method 3
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)
    assert wilson(0, 0) == (0.0, 1.0)


def test_what_was_judged_holds_verdicts_and_no_text():
    read = verdicts()
    assert {one.verdict for one in read} <= {"true", "doubtful", "false"}
    assert {one.again for one in read} <= {"true", "doubtful", "false", ""}
    assert all(re.fullmatch(r"[0-9a-f]{12}", one.key) and one.code in rules() for one in read)
    assert len({(one.code, one.key) for one in read}) == len(read)
    assert 3 * sum(bool(one.again) for one in read) >= 0.9 * sum(one.saw for one in read)
    _, *statements = STATEMENTS.read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[0-9a-f]{12},[^,]{1,90},[a-z ]+,[a-z]+,[12]", line) for line in statements)
