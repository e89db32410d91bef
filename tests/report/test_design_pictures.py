"""Pictures of a design and of thresholds show every pair, every step, and where nothing connects two parts."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from tests.report.reading import parsed

from waypost.report.pictures.connections import CELL, HEAD, LABEL, MOST, draw_connections
from waypost.report.pictures.steps import Steps, draw_steps


def design(counts: dict[tuple[int, int], int], part_of: dict[str, int]) -> ElementTree.Element:
    names = ("ada", "grace", "kofi")
    return parsed(
        draw_connections(names, ("ben", "dana"), counts, part_of=part_of, bridges=("dana",), title="T", says="S")
    )


def squares(svg: ElementTree.Element) -> set[tuple[int, int]]:
    """(row, column) of each square."""
    found = [one for one in svg.iter("rect") if one.get("class") == "rated"]
    return {
        (int((float(one.get("y", "")) - HEAD) // CELL), int((float(one.get("x", "")) - LABEL) // CELL)) for one in found
    }


def test_each_pair_that_rated_has_a_square_and_no_other() -> None:
    svg = design({(0, 0): 4, (1, 1): 4, (2, 1): 2}, {"ada": 1, "grace": 1, "kofi": 1})
    assert squares(svg) == {(0, 0), (1, 1), (2, 1)}


def test_parts_stand_together_with_a_line_between_them() -> None:
    svg = design({(0, 0): 4, (1, 1): 4, (2, 0): 4}, {"ada": 1, "grace": 2, "kofi": 1})
    named = [one.text for one in svg.iter("text")]
    assert named.index("ada") < named.index("kofi") < named.index("grace")
    lines = [one for one in svg.iter("path") if one.get("class") == "bar-line"]
    assert [one.get("d", "").split(" ")[1].split("H")[0] for one in lines] == [f"{HEAD + 2 * CELL:.1f}"]


def test_a_bridge_is_told_from_other_raters() -> None:
    svg = design({(0, 0): 1, (1, 1): 1}, {"ada": 1, "grace": 1, "kofi": 1})
    assert [one.text for one in svg.iter("text") if one.get("class") == "small bridge"] == ["dana"]


def test_what_nobody_could_see_is_not_drawn() -> None:
    many = tuple(f"c{number}" for number in range(MOST + 1))
    with pytest.raises(ValueError, match="60"):
        draw_connections(many, ("ben",), {}, part_of=dict.fromkeys(many, 1), title="T", says="S")


def test_each_threshold_is_numbered_and_one_that_rests_on_others_is_hollow() -> None:
    lines = (Steps(title="Impact", thresholds=(-2.0, 0.0, 2.0), unused=frozenset({3})),)
    svg = parsed(draw_steps(lines, low_words="easier", high_words="harder", title="T", says="S"))
    circles = list(svg.iter("circle"))
    assert [one.get("class") for one in circles] == ["step", "step", "step unused"]
    assert [float(one.get("cx", "")) for one in circles] == sorted(float(one.get("cx", "")) for one in circles)
    assert [one.text for one in svg.iter("text") if "step-number" in (one.get("class") or "")] == ["1", "2", "3"]


def test_thresholds_on_one_place_do_not_hide_each_other() -> None:
    lines = (Steps(title="Impact", thresholds=(0.0, 0.01, 4.0)),)
    svg = parsed(draw_steps(lines, low_words="", high_words="", title="T", says="S"))
    heights = [float(one.get("cy", "")) for one in svg.iter("circle")]
    assert heights[0] != heights[1]
