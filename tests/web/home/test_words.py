"""Numbers, lists and days in a sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from waypost.web.home.words import days, listed, number, on_day, sentence


@pytest.mark.parametrize(("count", "word"), [(0, "none"), (1, "one"), (12, "twelve"), (13, "13"), (140, "140")])
def test_small_numbers_are_words(count: int, word: str) -> None:
    assert number(count) == word


@pytest.mark.parametrize(
    ("words", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_a_list_ends_with_and(words: tuple[str, ...], said: str) -> None:
    assert listed(words) == said


def test_days_and_lengths() -> None:
    assert on_day(date(2026, 4, 1)) == "1 April 2026"
    assert (days(timedelta(days=1)), days(timedelta(days=14))) == ("1 day", "14 days")
    assert (sentence("three of them"), sentence("")) == ("Three of them", "")
