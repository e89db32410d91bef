"""What stays of a text: as difflib says it for ordinary prose, and in bounded time for any other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waypost.framework.diff.aligning import PAIRS, Edit, edits, pairs, share, stays

WORDS = st.lists(st.sampled_from("abcdef"), max_size=12)
TURNS = ["a", "b"] * 1_000


def rebuilt(found: tuple[Edit, ...], old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Both sides put together from the edits; what is called equal has to be."""
    for kind, a, b, c, d in found:
        assert kind != "equal" or old[a:b] == new[c:d]
    return [w for _k, a, b, _c, _d in found for w in old[a:b]], [w for _k, _a, _b, c, d in found for w in new[c:d]]


@given(old=WORDS, new=WORDS, more=st.booleans())
def test_the_edits_hold_both_sides_whole_and_in_order(old: list[str], new: list[str], more: bool) -> None:
    if more:  # far beyond what is looked at pair by pair
        old, new = [*TURNS, *old], [*TURNS, *new]
    assert rebuilt(edits(old, new), old, new) == (old, new)


def test_a_word_put_into_a_text_that_repeats_itself_is_found() -> None:
    new = [*TURNS[:700], "new", *TURNS[700:]]
    assert pairs(TURNS, new) > PAIRS
    assert [edit for edit in edits(TURNS, new) if edit[0] != "equal"] == [("insert", 700, 700, 700, 701)]
    assert stays(edits(TURNS, new)) > 0.99


def test_beyond_the_bound_nothing_is_compared_pair_by_pair() -> None:
    """Two words in turn against three took difflib more than a minute."""
    other = ["b", "a", "c"] * 660
    assert edits(TURNS, other) == (("replace", 0, 2_000, 0, 1_980),)
    assert share(TURNS, other) == 2 * 1_320 / 3_980


def test_of_nothing_all_stays() -> None:
    assert (edits([], []), stays(())) == ((), 1.0)
    assert share([], []) == 1.0


def test_many_texts_held_against_many_share_one_bound() -> None:
    """A hundred statements of 240 words in a cell kept whoever read the draft waiting for a minute."""
    one, other = ["a", "b", "c", "d"] * 8, ["d", "c", "b", "a"] * 8
    assert share(one, other) < 1.0
    assert share(one, other, among=10_000) == 1.0  # in whatever order
