"""Pictures of ratings show every count, hide what is withheld, and never put one panel on the other."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.reading import parsed

from waypost.report.pictures.coverage import coverage_bar
from waypost.report.pictures.ratings import LABEL, POINT, Apart, Spread, draw_apart, draw_spread

SCALE = ("Not seen yet", "Partly", "Steady", "Beyond")
NUMBERED = ((0.0, "Not seen yet"), (1.0, "Partly"), (2.0, "Steady"), (3.0, "Beyond"))


def spread(*spreads: Spread, bar: int | None = 2) -> ElementTree.Element:
    return parsed(draw_spread(spreads, scale=SCALE, bar=bar, title="T", says="S"))


def apart(*lines: Apart) -> ElementTree.Element:
    return parsed(draw_apart(lines, scale=NUMBERED, title="T", says="S"))


def counts(svg: ElementTree.Element) -> list[tuple[str, str | None]]:
    return [(part.text or "", part.get("x")) for part in svg.iter("text") if part.get("class") == "count"]


def test_each_count_stands_at_its_point_of_the_scale() -> None:
    svg = spread(Spread(criterion="System design", panel="technical", counts=(0, 1, 3, 0)))
    at = [f"{LABEL + POINT * (point + 0.5):.0f}" for point in range(4)]
    assert counts(svg) == [("1", at[1]), ("3", at[2])]
    assert [part.get("class") for part in svg.iter("g")] == ["track-depth", "track-depth"]


def test_withheld_ratings_are_not_drawn_and_say_why() -> None:
    why = "fewer than five ratings"
    svg = spread(Spread(criterion="Impact", panel="strategic", counts=(1, 1, 0, 0), withheld=why))
    assert counts(svg) == []
    assert why in [part.text for part in svg.iter("text")]


def test_the_bar_is_drawn_before_the_point_that_meets_it() -> None:
    lines = [part.get("d", "") for part in spread(bar=2).iter("path") if part.get("class") == "bar-line"]
    assert lines[0].startswith(f"M{LABEL + 2 * POINT:.1f} ")
    assert not [part for part in spread(bar=None).iter("path") if part.get("class") == "bar-line"]


def test_a_panel_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        spread(Spread(criterion="Impact", panel="jury", counts=(1, 0, 0, 0)))


def line(technical: float | None, strategic: float | None) -> Apart:
    return Apart(title="Impact", technical=technical, strategic=strategic, raters_technical=3, raters_strategic=2)


def middles(svg: ElementTree.Element) -> list[float]:
    """The horizontal middle of each mark."""
    found = []
    for part in svg.iter("polygon"):
        xs = [float(pair.split(",")[0]) for pair in part.get("points", "").split()]
        found.append((min(xs) + max(xs)) / 2)
    return found


def test_panels_that_differ_are_joined_by_a_line_as_long_as_the_difference() -> None:
    svg = apart(line(2, 1))
    assert middles(svg) == [LABEL + 2.5 * POINT, LABEL + 1.5 * POINT]
    assert len([part for part in svg.iter("path") if part.get("class") == "span"]) == 1


def test_panels_that_agree_stand_beside_each_other() -> None:
    left, right = middles(apart(line(2, 2)))
    assert right - left > 14
    assert (left + right) / 2 == LABEL + 2.5 * POINT


def test_a_panel_without_ratings_is_not_drawn_and_n_is_always_told() -> None:
    svg = apart(line(None, 1))
    assert len(middles(svg)) == 1
    assert "n = 3 and 2" in [part.text for part in svg.iter("text")]


@given(have=st.integers(-5, 50), full=st.integers(-2, 20))
def test_a_coverage_bar_is_never_more_than_full(have: int, full: int) -> None:
    filled = [part for part in parsed(coverage_bar(have, full=full)) if part.get("class") == "filled"]
    width = float(filled[0].get("width", "")) if filled else 0
    assert 0 <= width <= 100
    assert (width == 100) == (full > 0 and have >= full)
    assert bool(filled) == (have > 0 and full > 0)
