"""How often work is shown: an optional promise, and a change of it is classed like one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from waypost.framework.diff import ChangeClass, diff
from waypost.framework.reading import read_text
from waypost.framework.schema import Rhythm
from waypost.framework.writing import write_framework

QUARTERLY = Rhythm(scope_document_every=timedelta(days=90), technical_review_every=timedelta(days=90))


def with_rhythm(framework, rhythm):
    return framework.model_copy(update={"process": framework.process.model_copy(update={"rhythm": rhythm})})


def test_it_is_written_in_the_words_of_the_document(northwind):
    text = write_framework(with_rhythm(northwind, QUARTERLY))
    assert "rhythm: {scope document every: 90 days, technical review every: 90 days}" in text
    assert read_text(text).framework.process.rhythm == QUARTERLY


def test_a_document_without_it_keeps_the_hash_it_had(northwind):
    """`test_schema.py` holds the number itself."""
    assert with_rhythm(northwind, None).hash == northwind.hash
    assert with_rhythm(northwind, QUARTERLY).hash != northwind.hash


def test_a_length_that_is_none_is_refused_with_its_place(northwind):
    text = write_framework(with_rhythm(northwind, QUARTERLY)).replace(
        "scope document every: 90 days", "scope document every: quarterly"
    )
    (error,) = read_text(text).errors
    assert error.field == "process.rhythm.scope document every"
    assert "10 days" in error.hint


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (None, QUARTERLY, ["A scope document is now regular", "A technical review is now regular"]),
        (QUARTERLY, None, ["A scope document is no longer regular", "A technical review is no longer regular"]),
        (QUARTERLY, QUARTERLY, []),
    ],
)
def test_what_changes_is_said(northwind, old, new, expected):
    changes = diff(with_rhythm(northwind, old), with_rhythm(northwind, new)).changes
    assert [change.what for change in changes] == expected


@pytest.mark.parametrize(
    ("days", "kind"), [(60, ChangeClass.MINOR), (180, ChangeClass.MAJOR), (None, ChangeClass.MAJOR)]
)
def test_rarer_or_dropped_is_major_and_more_often_minor(northwind, days, kind):
    other = QUARTERLY.model_copy(update={"technical_review_every": days and timedelta(days=days)})
    assert diff(with_rhythm(northwind, QUARTERLY), with_rhythm(northwind, other)).change_class is kind
