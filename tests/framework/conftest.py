"""The small framework as text, to mend or break, and reading it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from waypost.framework.faults import ReadError
from waypost.framework.reading import read_text
from waypost.framework.schema import Framework

Edit = Callable[..., str]


@pytest.fixture(scope="session")
def document() -> str:
    """The text of the small framework that every rule is tested on."""
    return (Path(__file__).parents[1] / "frameworks" / "northwind.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def edited(document: str) -> Edit:
    """The document with each old text replaced by a new one; an old text that is not there is a broken test."""

    def edit(*pairs: tuple[str, str]) -> str:
        text = document
        for old, new in pairs:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the document"
            text = text.replace(old, new)
        return text

    return edit


@pytest.fixture(scope="session")
def variant(edited: Edit) -> Callable[..., Framework]:
    """The framework of an edited document."""

    def read(*pairs: tuple[str, str]) -> Framework:
        reading = read_text(edited(*pairs))
        assert reading.framework is not None, reading.errors
        return reading.framework

    return read


@pytest.fixture(scope="session")
def place_of() -> Callable[[str, str], tuple[int, int]]:
    """Line and column, from 1, of the first place of a piece of text."""

    def find(text: str, piece: str) -> tuple[int, int]:
        before = text[: text.index(piece)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    return find


@pytest.fixture(scope="session")
def errors_of() -> Callable[[str], tuple[ReadError, ...]]:
    """What is wrong with a text; the test fails if nothing is."""

    def read(text: str) -> tuple[ReadError, ...]:
        reading = read_text(text)
        assert reading.framework is None
        assert reading.errors
        return reading.errors

    return read
