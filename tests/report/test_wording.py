"""Marks between two texts: nothing is lost, nothing is invented, and unlike texts carry no noise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waypost.report.reading.wording import Mark, Pair, Run, marked, paired

WORDS = st.lists(st.sampled_from(["design", "owns", "a", "several", "teams", "build", "on", "it"]), max_size=9)
SENTENCE = WORDS.map(" ".join)


def said(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def kept(runs: tuple[Run, ...]) -> list[str]:
    return [word for run in runs if run.mark is Mark.SAME for word in run.text.split()]


def test_a_changed_word_is_marked_on_both_sides() -> None:
    assert marked("Owns a design that two teams build on.", "Owns a design that several teams build on.") == Pair(
        old=(Run(Mark.SAME, "Owns a design that "), Run(Mark.REMOVED, "two "), Run(Mark.SAME, "teams build on.")),
        new=(Run(Mark.SAME, "Owns a design that "), Run(Mark.ADDED, "several "), Run(Mark.SAME, "teams build on.")),
    )


def test_two_sentences_that_are_unlike_stay_unmarked() -> None:
    assert marked("Asks which pattern to take.", "Names a limit nobody sees.") == Pair(
        old=(Run(Mark.SAME, "Asks which pattern to take."),), new=(Run(Mark.SAME, "Names a limit nobody sees."),)
    )


def test_an_empty_side_stays_empty() -> None:
    assert marked("", "Designs.") == Pair(old=(), new=(Run(Mark.SAME, "Designs."),))


@given(old=SENTENCE, new=SENTENCE)
def test_each_side_says_exactly_its_own_text(old: str, new: str) -> None:
    pair = marked(old, new)
    assert (said(pair.old), said(pair.new)) == (old, new)


@given(old=SENTENCE, new=SENTENCE)
def test_what_is_unmarked_in_alike_texts_is_the_same_on_both_sides(old: str, new: str) -> None:
    pair = marked(old, new)
    if {run.mark for run in (*pair.old, *pair.new)} != {Mark.SAME}:
        assert kept(pair.old) == kept(pair.new)


@given(text=SENTENCE)
def test_a_text_against_itself_has_no_mark(text: str) -> None:
    assert {run.mark for run in marked(text, text).new} <= {Mark.SAME}


def test_statements_are_paired_by_likeness_and_not_by_place() -> None:
    one, other = "Owns a design that teams build on.", "Says hard things early and kindly."
    pairs = paired((one, other), ("Says hard things early and in kindness.", one))
    assert [(said(pair.old), said(pair.new)) for pair in pairs] == [
        (other, "Says hard things early and in kindness."),
        (one, one),
    ]


def test_a_statement_added_among_others_that_stay_is_marked_whole() -> None:
    pairs = paired(("Owns a design.",), ("Owns a design.", "Retires what no longer fits."))
    assert pairs[-1] == Pair(old=(), new=(Run(Mark.ADDED, "Retires what no longer fits."),))


def test_where_nothing_is_alike_nothing_is_marked() -> None:
    pairs = paired(("Owns a design.",), ("Retires what no longer fits.",))
    assert pairs == (
        Pair(old=(Run(Mark.SAME, "Owns a design."),), new=()),
        Pair(old=(), new=(Run(Mark.SAME, "Retires what no longer fits."),)),
    )


@given(old=st.lists(SENTENCE.filter(bool), max_size=4), new=st.lists(SENTENCE.filter(bool), max_size=4))
def test_pairing_loses_no_statement(old: list[str], new: list[str]) -> None:
    pairs = paired(tuple(old), tuple(new))
    assert sorted(said(pair.old) for pair in pairs if pair.old) == sorted(old)
    assert [said(pair.new) for pair in pairs if pair.new] == new
