"""The surest shape reads a source; what each saw is told where none is sure."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from waypost.framework.importers import recognise as recognising
from waypost.framework.importers.found import Found
from waypost.framework.importers.recognise import SHAPES, recognise, shape_named
from waypost.framework.importers.shapes import Claim, Shape
from waypost.framework.importers.sources import Source

SOURCES = (Source("a.md", PurePosixPath("a.md"), b"text"),)


def shape(name: str, sure: float | None) -> Shape:
    """A shape that is always this sure."""
    claim = None if sure is None else Claim(sure, f"{name} saw it")
    return Shape(name, "anything", lambda _: claim, lambda _: Found())


@pytest.fixture
def among(monkeypatch):
    """Recognise among these shapes only."""

    def ask(**sure: float | None):
        monkeypatch.setattr(recognising, "shapes", lambda: iter([shape(name, one) for name, one in sure.items()]))
        return recognise(SOURCES)

    return ask


def test_the_surest_is_taken(among):
    taken = among(first=0.3, second=None, third=0.8)
    assert (taken.shape.name, taken.claim) == ("third", Claim(0.8, "third saw it"))
    assert [name for name, _ in taken.saw] == ["third", "first", "second"]


def test_of_two_as_sure_the_first_is_taken(among):
    assert among(first=0.5, second=0.5).shape.name == "first"


@pytest.mark.parametrize("sure", [None, 0.0, 0.09])
def test_nothing_is_taken_on_a_guess(among, sure):
    taken = among(first=sure)
    assert (taken.shape, taken.claim) == (None, None)
    assert taken.saw[0][0] == "first"


def test_a_shape_at_the_least_is_taken(among):
    assert among(first=0.1).shape.name == "first"


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_is_there_under_its_name_and_says_what_it_looks_like(name):
    found = shape_named(name)
    assert found.name == name
    assert 10 < len(found.looks_like) < 100


def test_an_empty_file_is_of_no_shape():
    empty = (Source("a.md", PurePosixPath("a.md"), b""),)
    assert recognise(empty).shape is None
