"""Ladders written out in every shape are read back: each statement in its cell, and every word accounted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.framework.importers.reading_prose import by_level, read, unaccounted

_LEVELS = ("Junior Engineer", "Engineer II", "Senior Engineer", "Staff Engineer", "Principal Engineer")
_CODES = ("L1", "L2", "L3 - Senior", "L4: Staff", "L5 (Principal)")
_CRITERIA = ("Delivery", "System design", "Communication", "Ownership", "Technical quality", "Mentoring & coaching")
_WORDS = st.sampled_from(
    [
        "plans",
        "ships",
        "the",
        "project",
        "with",
        "others,",
        "across",
        "(and",
        "beyond)",
        "it's",
        "3",
        "C#",
        "often",
        "well-tested",
        "日本",
        "“quoted”",
        "&",
        "more;",
        "café",
    ]
)
_SENTENCE = st.lists(_WORDS, min_size=2, max_size=9).map(lambda words: "Writes " + " ".join(words))


@dataclass(frozen=True)
class Ladder:
    """Levels, criteria, and what is asked where."""

    levels: tuple[str, ...]
    criteria: tuple[str, ...]
    asked: dict[tuple[str, str], list[str]]


@st.composite
def ladders(draw: st.DrawFn, *, most: int = 3) -> Ladder:
    """Ladders of two to five levels in which every cell asks something."""
    titles = draw(st.sampled_from((_LEVELS, _CODES)))
    levels = titles[: draw(st.integers(2, 5))]
    criteria = _CRITERIA[: draw(st.integers(2, 6))]
    cell = st.lists(_SENTENCE, min_size=1, max_size=most, unique=True)
    return Ladder(levels, criteria, {(level, one): draw(cell) for level in levels for one in criteria})


def _levels_outside(ladder: Ladder) -> str:
    lines = ["# Backend engineering", ""]
    for level in ladder.levels:
        lines += [f"## {level}", ""]
        for criterion in ladder.criteria:
            lines += [f"### {criterion}", "", *(f"- {one}" for one in ladder.asked[level, criterion]), ""]
    return "\n".join(lines)


def _levels_inside(ladder: Ladder) -> str:
    lines = ["# Backend engineering", ""]
    for criterion in ladder.criteria:
        lines += [f"## {criterion}", ""]
        for level in ladder.levels:
            lines += [f"### {level}", "", *(f"* {one}" for one in ladder.asked[level, criterion]), ""]
    return "\n".join(lines)


def _labels(ladder: Ladder) -> str:
    lines = ["# Backend engineering", ""]
    for level in ladder.levels:
        lines += [f"## {level}", ""]
        for criterion in ladder.criteria:
            asked = ladder.asked[level, criterion]
            if len(asked) == 1:
                lines.append(f"- **{criterion}**: {asked[0]}")
            else:
                lines += [f"- **{criterion}**:", *(f"  - {one}" for one in asked)]
        lines.append("")
    return "\n".join(lines)


def _numbered(ladder: Ladder) -> str:
    lines = ["# Backend engineering", ""]
    for criterion in ladder.criteria:
        lines += [f"## {criterion}", ""]
        lines += [f"{place}. {ladder.asked[level, criterion][0]}" for place, level in enumerate(ladder.levels, start=1)]
        lines.append("")
    return "\n".join(lines)


def _page(ladder: Ladder) -> str:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("’", "&rsquo;")

    lines = ["<nav><a href='/'>Home</a></nav><h1>Backend engineering</h1>"]
    for level in ladder.levels:
        lines.append(f"<h2>{level}</h2>")
        for criterion in ladder.criteria:
            items = "".join(f"<li>{escaped(one)}" for one in ladder.asked[level, criterion])
            lines.append(f"<p><b>{escaped(criterion)}</b></p>\n<ul>{items}</ul>")
    return "\n".join(lines)


@pytest.mark.parametrize("written", [_levels_outside, _levels_inside, _labels])
@settings(max_examples=60, deadline=None)
@given(ladder=ladders())
def test_levels_over_criteria_criteria_over_levels_and_labels(written: Callable[[Ladder], str], ladder: Ladder) -> None:
    text = written(ladder)
    found = read(ladder_md=text)
    assert by_level(found) == ladder.asked
    assert unaccounted(found, text) == set()
    assert found.left_over == ()


@settings(max_examples=60, deadline=None)
@given(ladders(most=1).filter(lambda ladder: len(ladder.levels) >= 3))
def test_numbers_below_criteria(ladder: Ladder) -> None:
    text = _numbered(ladder)
    found = read(ladder_md=text)
    numbers = {level: f"Level {place}" for place, level in enumerate(ladder.levels, start=1)}
    assert by_level(found) == {(numbers[level], one): says for (level, one), says in ladder.asked.items()}
    assert unaccounted(found, text) == set()


@settings(max_examples=60, deadline=None)
@given(ladders())
def test_pages(ladder: Ladder) -> None:
    found = read(ladder_html=_page(ladder))
    assert by_level(found) == ladder.asked
    assert [(one.text, one.why) for one in found.left_over] == [("Home (/)", "navigation")]


_BEGINNINGS = (
    "",
    "# ",
    "## ",
    "### ",
    "- ",
    "  - ",
    "    - ",
    "* ",
    "1. ",
    "\t",
    "> ",
    "| ",
    "**",
    "<td>",
    "<ul><li>",
    "<p>",
)
_MIDDLES = (
    "Senior",
    "Impact",
    "IC3",
    "IC4",
    "Impact: x",
    "**Craft**: y",
    "z <b>w</b>",
    "a | b",
    "---",
    "All levels",
    "",
)
_ENDS = ("", " |", "**", "</li>", "<br>", "  ", ":", "</td></tr>", "</table>", "<table><tr>", "<!--", "<nav>", "</nav>")
_LINES = st.tuples(st.sampled_from(_BEGINNINGS), st.sampled_from(_MIDDLES), st.sampled_from(_ENDS))


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES, max_size=25), st.sampled_from(["ladder_md", "ladder_html"]))
@example(
    [
        ("", "IC3", ""),
        ("- ", "Senior", ""),
        ("<ul><li>", "IC3", "<br>"),
        ("", "Senior", "</li>"),
        ("<ul><li>", "IC3", ""),
        ("- ", "Senior", ""),
    ],
    "ladder_html",
)
def test_whatever_is_written_no_line_of_it_is_dropped(lines: list[tuple[str, str, str]], name: str) -> None:
    text = "\n".join(f"{begins}{middle} word{place}{ends}" for place, (begins, middle, ends) in enumerate(lines))
    found = read(**{name: text})
    assert unaccounted(found, *(f"word{place}" for place in range(len(lines)))) == set()


@pytest.mark.parametrize("write", [_levels_outside, _levels_inside, _labels])
@pytest.mark.parametrize(
    "levels",
    [
        ("Junior", "Mid", "Senior", "Staff+"),
        ("Beginner", "Intermediate", "Advanced", "Expert"),
        ("Foundation", "Proficient", "Master"),
        ("1 - Novice", "2 - Competent", "3 - Proficient"),
        ("Entry level", "Mid level", "Senior level"),
        ("Tier 1 (Junior)", "Tier 2 (Mid)", "Tier 3 (Senior)"),
        ("Associate", "Engineer", "Senior Engineer", "Lead Engineer"),
        ("L3", "L4", "L5"),
    ],
)
@pytest.mark.parametrize(
    "criteria",
    [
        ("Leadership", "Technical Lead", "Mastery"),
        ("Core skills", "Strategic thinking", "Foundations"),
        ("People", "Architect", "Core", "Coach"),
        ("Being senior", "Programmer", "Strategic"),
        ("Advanced topics", "Expert knowledge", "Level of autonomy"),
    ],
)
def test_criteria_that_sound_like_levels(
    levels: tuple[str, ...], criteria: tuple[str, ...], write: Callable[[Ladder], str]
) -> None:
    asked = {(level, one): [f"does {one} as {level}"] for level in levels for one in criteria}
    assert by_level(read(ladder_md=write(Ladder(levels, criteria, asked)))) == asked
