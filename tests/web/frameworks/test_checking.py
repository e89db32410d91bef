"""Whether a document may follow a version: its number, its name, its day; and what is told besides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waypost.framework.diff import ChangeClass
from waypost.framework.diff.numbers import least_number
from waypost.framework.schema import Framework
from waypost.framework.writing import write_framework
from waypost.web.frameworks.checking import Before, Check, check, number_fault

TODAY = date(2026, 11, 21)
NUMBERS = st.tuples(*[st.integers(0, 40)] * 3)


def text_of(framework: Framework, *, version: str, old: str = "", new: str = "") -> str:
    text = write_framework(framework.model_copy(update={"version": version}))
    assert old in text
    return text.replace(old, new) if old else text


def checked(
    text: str,
    before: Framework | None,
    *,
    day: date = TODAY,
    began: date = date(2026, 1, 1),
    held: Mapping[str, int] | None = None,
) -> Check:
    old = Before(before, began) if before is not None else None
    return check(text, before=old, in_force_on=day, today=TODAY, held=held or {})


def written(number: tuple[int, ...]) -> str:
    return ".".join(map(str, number))


@pytest.mark.parametrize(
    ("change_class", "least"),
    [(ChangeClass.MAJOR, "4.0.0"), (ChangeClass.MINOR, "3.2.0"), (ChangeClass.PATCH, "3.1.5")],
)
def test_each_class_of_change_needs_its_step(change_class: ChangeClass, least: str) -> None:
    assert least_number("3.1.4", change_class) == least


@given(after=NUMBERS, change_class=st.sampled_from(ChangeClass))
def test_the_least_number_is_enough_and_nothing_below_it_is(after: tuple[int, ...], change_class: ChangeClass) -> None:
    least = least_number(written(after), change_class)
    assert number_fault(least, after=written(after), change_class=change_class) == ""
    below = [int(part) for part in least.split(".")]
    place = max(place for place, part in enumerate(below) if part)
    below = [*below[:place], below[place] - 1, *([40] * (2 - place))]
    assert number_fault(written(tuple(below)), after=written(after), change_class=change_class) != ""


@given(after=NUMBERS, new=NUMBERS, change_class=st.sampled_from(ChangeClass))
def test_no_number_at_or_below_the_published_one_passes(
    after: tuple[int, ...], new: tuple[int, ...], change_class: ChangeClass
) -> None:
    if new <= after:
        assert "is published already" in number_fault(written(new), after=written(after), change_class=change_class)


def test_a_first_document_needs_only_to_be_readable(northwind: Framework) -> None:
    found = checked(text_of(northwind, version="0.1.0"), None, day=date(2020, 1, 1))
    assert (found.ready, found.change_class, found.changes) == (True, "major", None)


def test_every_error_is_told_with_its_place_and_nothing_else(northwind: Framework) -> None:
    text = text_of(northwind, version="4.0.0").replace("track: depth", "track: dept").replace("band: B5", "band: B9")
    found = checked(text, northwind)
    assert found.framework is None
    assert not found.ready
    assert len({(error.line, error.column) for error in found.errors}) >= 2
    assert all(error.line > 1 and error.message for error in found.errors)


def test_a_raised_bar_needs_a_new_major_number(northwind: Framework) -> None:
    bar = {"old": "Writes so that the team can act.", "new": "Writes so that six teams and their partners can act."}
    small = checked(text_of(northwind, version="3.2.0", **bar), northwind)
    assert small.change_class == "major"
    assert [one.says for one in small.stands_in_the_way] == [
        "Something is newly asked, or promised less, so 3.2.0 is too small a step from 3.1.0. Write 4.0.0 or higher."
    ]
    assert checked(text_of(northwind, version="4.0.0", **bar), northwind).ready


def test_better_wording_needs_a_third_number_only(northwind: Framework) -> None:
    better = {"old": "Running in production", "new": "Running it in production"}
    assert checked(text_of(northwind, version="3.1.1", **better), northwind).ready
    assert not checked(text_of(northwind, version="3.1.0", **better), northwind).ready


def test_the_same_document_is_not_published_twice(northwind: Framework) -> None:
    found = checked(text_of(northwind, version="3.1.0"), northwind)
    assert [one.says for one in found.stands_in_the_way] == [
        "This document says the same as version 3.1.0, which is published."
    ]


def test_a_framework_keeps_its_name_over_versions(northwind: Framework) -> None:
    renamed = text_of(northwind, version="9.0.0", old="name: northwind-engineering", new="name: southwind")
    assert any(
        "Keep the name “northwind-engineering”" in one.says for one in checked(renamed, northwind).stands_in_the_way
    )


@pytest.mark.parametrize(
    ("day", "began", "ready"),
    [
        (TODAY, TODAY - timedelta(days=9), True),
        (TODAY - timedelta(days=1), TODAY - timedelta(days=9), False),
        (TODAY + timedelta(days=9), TODAY + timedelta(days=9), True),
        (TODAY + timedelta(days=8), TODAY + timedelta(days=9), False),
    ],
)
def test_a_version_comes_into_force_neither_in_the_past_nor_before_the_one_it_follows(
    northwind: Framework, day: date, began: date, ready: bool
) -> None:
    assert checked(text_of(northwind, version="3.1.1"), northwind, day=day, began=began).ready is ready


def test_levels_that_people_hold_and_the_document_lacks_are_told_and_do_not_stop_it(northwind: Framework) -> None:
    held = {"senior": 4, "wizard": 2, "fellow": 1}
    found = checked(text_of(northwind, version="3.1.1"), northwind, held=held)
    assert found.ready
    assert found.levels_gone == (("fellow", 1), ("wizard", 2))
