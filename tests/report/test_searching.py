"""Finding words in a framework."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.framework.any_framework import lines

from waypost.framework.schema import Framework
from waypost.report.reading.searching import Rank, find, marked_words, plain


def titles(framework: Framework, query: str) -> list[str]:
    return ["".join(piece.text for piece in hit.title) for hit in find(framework, query).hits]


def test_a_level_comes_before_its_expectations(northwind: Framework) -> None:
    results = find(northwind, "principal")
    assert [(hit.rank, hit.level.key, hit.criterion and hit.criterion.key) for hit in results.hits] == [
        (Rank.LEVEL, "principal", None),
        (Rank.TITLE, "principal", "design"),
    ]


def test_every_word_must_be_there_in_whatever_order_and_as_a_part(northwind: Framework) -> None:
    assert titles(northwind, "teams SEVERAL own") == ["System design, Staff Engineer"]
    assert titles(northwind, "teams several zeppelin") == []
    assert titles(northwind, "  ") == []


def test_accents_and_capitals_do_not_count(northwind: Framework) -> None:
    level = northwind.levels[0].model_copy(update={"title": "Ingénieur SENIOR"})
    framework = northwind.model_copy(update={"levels": (level, *northwind.levels[1:])})
    assert titles(framework, "ingenieur sénior")[0] == "Ingénieur SENIOR"


def test_what_is_inherited_is_found_once(northwind: Framework) -> None:
    levels = tuple(
        level.model_copy(update={"adds_to": "senior"}) if level.key == "staff" else level for level in northwind.levels
    )
    ladder = northwind.model_copy(update={"levels": levels})
    assert titles(ladder, "failure modes") == ["System design, Senior Engineer"]


def test_no_more_are_shown_than_asked_for_and_all_are_counted(northwind: Framework) -> None:
    results = find(northwind, "e", most=3)
    assert (len(results.hits), results.count > 3) == (3, True)


@given(lines, st.lists(lines.map(plain), max_size=3))
def test_marking_loses_no_sign(text: str, words: list[str]) -> None:
    pieces = marked_words(text, words)
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert not piece.found or plain(piece.text) in words
