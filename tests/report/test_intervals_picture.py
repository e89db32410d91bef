"""Numbers stand on one axis with their intervals; what is withheld says why and has no place on it."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.reading import parsed

from waypost.report.pictures.intervals import AXIS, LABEL, Axis, Interval, draw_intervals, ticks_over

ADA = Interval(title="Ada", value=0.5, low=-0.5, high=1.5, note="n = 12")
KOFI = Interval(title="Kofi", value=-1.0, low=-2.0, high=0.0, note="n = 9", group="Part 2")


def drawn(*lines: Interval, axis: Axis | None = None) -> ElementTree.Element:
    return parsed(draw_intervals(lines, axis=axis or Axis(), title="T", says="S"))


def said(svg: ElementTree.Element) -> list[str]:
    return [part.text or "" for part in svg.iter("text")]


def test_a_value_stands_on_the_axis_within_its_interval() -> None:
    svg = drawn(ADA, axis=Axis(least=-2, most=2))
    dot = next(svg.iter("circle"))
    assert float(dot.get("cx", "")) == pytest.approx(LABEL + AXIS * 2.5 / 4, abs=0.1)
    reach = next(part.get("d", "") for part in svg.iter("path") if part.get("class") == "reach")
    assert reach.startswith(f"M{LABEL + AXIS * 1.5 / 4:.1f} ")
    assert reach.endswith(f"H{LABEL + AXIS * 3.5 / 4:.1f}")
    assert {"Ada", "n = 12"} <= set(said(svg))


def test_a_group_is_named_once_before_its_lines() -> None:
    words = said(drawn(ADA, KOFI, KOFI))
    assert words.count("Part 2") == 1
    assert words.index("Ada") < words.index("Part 2") < words.index("Kofi")


def test_what_is_withheld_says_why_and_is_not_drawn() -> None:
    svg = drawn(Interval(title="Leo", withheld="too few ratings to say"))
    assert "too few ratings to say" in said(svg)
    assert not list(svg.iter("circle"))


def test_a_mark_is_drawn_across_and_lies_on_the_axis() -> None:
    svg = drawn(ADA, axis=Axis(marks=((9.0, "the bar"),)))
    line = next(part.get("d", "") for part in svg.iter("path") if part.get("class") == "bar-line")
    assert LABEL <= float(line[1:].split(" ")[0]) <= LABEL + AXIS
    assert "the bar" in said(svg)


@pytest.mark.parametrize(
    "line",
    [
        Interval(title="Ada", value=2.0, low=-1.0, high=1.0),
        Interval(title="Ada", value=float("nan"), low=-1.0, high=1.0),
        Interval(title="Ada", value=0.0),
    ],
)
def test_a_value_without_an_interval_around_it_is_refused(line: Interval) -> None:
    with pytest.raises(ValueError, match="Ada"):
        drawn(line)


def test_an_empty_picture_is_a_picture() -> None:
    assert not list(drawn().iter("circle"))


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_ticks_are_few_even_and_reach_over_everything(low: float, wide: float) -> None:
    ticks = ticks_over((low, low + wide))
    steps = [later - earlier for earlier, later in pairwise(ticks)]
    scale = 1e-6 * max(1.0, abs(low) + wide)
    assert 3 <= len(ticks) <= 10
    assert max(steps) - min(steps) < scale
    assert ticks[0] <= low + scale
    assert ticks[-1] >= low + wide - scale
