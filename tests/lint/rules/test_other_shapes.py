"""Ladders of other shapes: what their form means is no defect, and what is one there is told."""

from __future__ import annotations

from pathlib import Path

from waypost.lint.linting import lint
from waypost.lint.reading import read_data
from waypost.lint.settings import Settings


def told(text: str, *select: str, name: str = "ladder.md") -> list[tuple[str, int]]:
    """Code and line of each finding in a ladder of this text."""
    read = read_data(Path(name), {name: text.encode()})
    assert read.subject is not None, read.errors
    return [(one.code, one.span.line) for one in lint(read.subject, Settings(select=select)).findings]


MATRIX = """\
| | Junior Engineer | Senior Engineer | Staff Engineer |
| --- | --- | --- | --- |
| Design | {} | {} | {} |
| Talks | Answers in the channel. | Writes the note of a meeting. | Gives a talk outside. |
| Releases | Ships a change. | Ships a feature. | {} |
"""


def test_signs_without_words_are_the_same_only_where_they_are():
    levels = {"Senior Engineer": "➕", "Staff Engineer": "➕➕", "Principal Engineer": "➕➕"}
    text = "".join(
        f"## {level}\n\n| | |\n| --- | --- |\n| Reach | {sign} |\n| Talks | Tells {level} of it. |\n\n"
        for level, sign in levels.items()
    )
    assert told(text, "PRG401") == [("PRG401", 19)]


def test_a_level_of_signs_has_no_words_that_could_name_a_customer():
    rows = ("Reach", "Depth", "Doubt", "Mentor")
    text = "".join(
        f"## {level}\n\n| | |\n| --- | --- |\n" + "".join(f"| {row} | {says.format(row)} |\n" for row in rows) + "\n"
        for level, says in {"Staff Engineer": "Draws up {} of it.", "Principal Engineer": "➕"}.items()
    )
    assert told(text, "OUT602") == [("OUT602", 5)]


def test_a_row_that_stops_is_a_gap():
    assert told(MATRIX.format("Draws a part.", "Draws a service.", "Draws a system.", ""), "STR002") == [("STR002", 5)]


def test_a_heading_over_other_headings_is_no_criterion_that_asks_nothing():
    text = "".join(
        f"## {level}\n\n**Competencies**\n\n*Craft*\\\nDraws a part for {level}.\n\n*Talks*\\\nTells {level} of it.\n\n"
        for level in ("Engineer", "Senior Engineer", "Staff Engineer")
    )
    assert told(text, "STR002") == []


def test_levels_with_headings_of_their_own_have_no_gaps():
    levels = {
        "Junior Tester": ("I test what I am given", "I ask", "I learn"),
        "Tester": ("I test what I am given", "I find what nobody asked for", "I give feedback"),
        "Senior Tester": ("I plan the tests of a release", "I coach", "I give feedback"),
        "Lead Tester": ("I lead people", "I invest back", "I measure"),
    }
    text = "".join(
        f"## {level}\n\n" + "".join(f"### {one}\n\n- {one} in week {week}.\n\n" for week, one in enumerate(heads))
        for level, heads in levels.items()
    )
    assert told(text, "STR002") == []


def test_a_level_that_is_there_by_name_has_no_gaps():
    text = "## Junior Engineer\n\nFor tasks.\n\n## Engineer\n\nFor features.\n\n"
    for level in ("Senior Engineer", "Staff Engineer", "Principal Engineer"):
        text += f"## {level}\n\n### Craft\n\n- Draws up a part for {level}.\n\n### Talks\n\n- Tells {level} of it.\n\n"
    assert told(text, "STR002") == []


def test_a_sentence_that_ends_in_what_stands_below_is_no_topic():
    text = "## Engineer\n\n- {}\n  - a draft and a plan\n  - a guess and a count\n\n## Senior Engineer\n\n- Ships.\n"
    assert told(text.format("Tells these apart for others:"), "STR008") == []
    assert told(text.format("Kinds of estimates:"), "STR008") == [("STR008", 3)]


def test_the_lines_of_a_checklist_are_no_topics():
    text = """\
| Area | Detail | Developer 1 | Developer 2 | Senior Developer |
| --- | --- | --- | --- | --- |
| **Design** | Update design documentation | ✅ | | |
| | Create design documentation | | ✅ | |
| | Review team’s designs | | | ✅ |
"""
    assert told(text, "STR008") == []


def test_a_level_above_with_a_plus_is_a_level_of_its_own():
    row = "| | |\n| --- | --- |\n| Risk | Names what can go wrong in a release. |\n| Reach | {} |\n\n"
    text = "".join(f"## {level}\n\n{row.format(level)}" for level in ("Staff Engineer", "Principal", "Principal+"))
    assert [code for code, _ in told(text, "DUP305")] == []


def test_managers_whose_track_does_not_say_so_may_manage():
    text = """\
# Titles for engineers

| | Engineer | Senior Engineer |
| --- | --- | --- |
| People | Helps who is new. | Runs performance management of two engineers. |

# Titles for leadership

| | Support Manager | Senior Support Manager | Head of Support |
| --- | --- | --- | --- |
| People | Runs performance management of a team. | Decides on hiring decisions. | Plans succession. |
"""
    assert told(text, "TRK502") == [("TRK502", 5)]


def test_a_managers_level_on_the_track_of_engineers_may_have_reports():
    text = "".join(
        f"## {level}\n\n### People\n\n- Tells direct reports of {level} what it is for.\n\n### Craft\n\n- Ships.\n\n"
        for level in ("Senior Engineer", "Staff Engineer", "Engineering Manager")
    )
    assert told(text, "TRK502") == [("TRK502", 5), ("TRK502", 15)]


def test_what_begins_with_a_verb_is_no_heading():
    text = "## Engineer\n\n- {}\n- Ships.\n\n## Senior Engineer\n\n- Ships more.\n"
    assert told(text.format("Participates in the Monthly Architecture Meeting"), "STR008") == []
    assert told(text.format("Participation in the Monthly Architecture Meeting"), "STR008") == [("STR008", 3)]
