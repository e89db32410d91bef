"""Markdown and HTML whose ladder is a table: headings are tracks and dimensions, and merged cells are read."""

from __future__ import annotations

from tests.framework.importers.tables import asked, at_levels, blanks, left_over, levels, source

from waypost.framework.importers.found import Blank, Found
from waypost.framework.importers.texts import html_tables, markdown_tables


def read(text: str) -> Found:
    return markdown_tables.SHAPE.read((source(text, "ladder.md"),))


def read_page(text: str) -> Found:
    return html_tables.SHAPE.read((source(text, "ladder.html"),))


TABLE = """\
| Competency | Junior | Senior |
| --- | --- | :---: |
| **Testing** | Writes tests<br>Reads tests | Keeps `make test` fast |
| Design |  | Draws a *service* |
"""


def test_a_table_with_levels_as_columns() -> None:
    found = read(f"# Engineering ladder\n\nHow we grow.\n\n{TABLE}")
    assert at_levels(found) == {
        ("Junior", "Testing"): ("Writes tests", "Reads tests"),
        ("Senior", "Testing"): ("Keeps make test fast",),
        ("Senior", "Design"): ("Draws a service",),
    }
    assert blanks(found) == {"Design at Junior": Blank.NOT_ASKED}
    assert left_over(found) == []
    assert found.cells[0].statements[0].origin.line == 7


def test_headings_above_tables_with_the_same_levels_are_dimensions() -> None:
    found = read(
        f"# Ladder\n\n## Craft\n\nWhat we make.\n\n{TABLE}\n## People\n\n{TABLE.replace('Testing', 'Coaching')}"
    )
    assert [(one.title, one.about) for one in found.dimensions] == [("Craft", "What we make."), ("People", "")]
    assert [one.title for one in found.tracks] == ["Engineering"]
    assert len(found.levels) == 2


def test_headings_of_roles_are_tracks() -> None:
    other = TABLE.replace("Junior", "Team Manager").replace("Senior", "Director")
    found = read(f"# Careers\n\n## Engineer\n\n{TABLE}\n## Engineering Manager\n\n{other}")
    assert [one.title for one in found.tracks] == ["Engineer", "Engineering Manager"]
    assert levels(found) == ["Junior", "Senior", "Team Manager", "Director"]


def test_headings_below_headings_are_dimensions_of_tracks() -> None:
    found = read(
        f"# Engineer\n\n## Craft\n\n{TABLE}\n# Analyst\n\n## Insight\n\n{TABLE.replace('Testing', 'Questions')}"
    )
    assert {(track, dimension) for track, _, dimension, _ in asked(found)} == {
        ("Engineer", "Craft"),
        ("Analyst", "Insight"),
    }


def test_a_table_with_levels_as_rows() -> None:
    found = read("| Level | Craft | People |\n|---|---|---|\n| IC1 | Writes code | Asks |\n| IC2 | Designs | Helps |\n")
    assert at_levels(found)["IC2", "People"] == ("Helps",)


def test_text_around_the_tables_has_a_place_or_is_left_over() -> None:
    found = read(
        f"# Ladder\n\nHow we grow.\n\n## Levels\n\n{TABLE}\n## Questions\n\nAsk Ada.\n\n"
        "| Name | Phone |\n|--|--|\n| Ada | 12 |\n"
    )
    assert found.about == "How we grow."
    assert [(one.text, one.why) for one in found.left_over] == [
        ("Name", "stands in a table that is no ladder"),
        ("Phone", "stands in a table that is no ladder"),
        ("Ada", "stands in a table that is no ladder"),
        ("12", "stands in a table that is no ladder"),
        ("Questions", "heads nothing that was read as a table"),
        ("Ask Ada.", "stands under a heading without a table"),
    ]


def test_weights_and_titles_by_score_beside_the_ladder_travel_along() -> None:
    found = read(
        f"# Ladder\n\n## Craft\n\n{TABLE}\n## People\n\n{TABLE}\n## How much each counts\n\n"
        "| Area | Weight |\n|--|--|\n| Craft | 60 % |\n| People | 40 % |\n\n"
        "| Job title | Score | \n|--|--|\n| Rookie Engineer | 0 |\n| Grown Engineer | 2.5 |\n"
    )
    assert found.tracks[0].weights == (("craft", 60.0), ("people", 40.0))
    assert [(one.score, one.title) for one in found.titles] == [(0.0, "Rookie Engineer"), (2.5, "Grown Engineer")]


PAGE = """\
<html><head><title>Ladder</title><style>td {color: red}</style></head><body><h2>Management</h2>
<table><thead>
<tr><th rowspan="2">Area</th><th rowspan="2">Skill</th>
<th colspan="2">Individual contributor</th><th>Management</th></tr>
<tr><th>Senior</th><th>Staff</th><th>Manager</th></tr></thead>
<tbody>
<tr><td rowspan="2">Craft</td><td>Testing</td>
<td colspan="2"><ul><li>Writes tests</li><li>Reads tests</li></ul></td><td></td></tr>
<tr><td>Design</td><td>Draws</td><td>Owns</td><td>Asks</td></tr>
</tbody></table></body></html>
"""


def test_spans_and_two_rows_of_headings_of_a_page() -> None:
    found = read_page(PAGE)
    assert asked(found) == {
        ("Individual contributor", "Senior", "Craft", "Testing"): ("Writes tests", "Reads tests"),
        ("Individual contributor", "Staff", "Craft", "Testing"): ("= Senior",),
        ("Individual contributor", "Senior", "Craft", "Design"): ("Draws",),
        ("Individual contributor", "Staff", "Craft", "Design"): ("Owns",),
        ("Management", "Manager", "Craft", "Design"): ("Asks",),
    }
    assert blanks(found)["Testing at Staff"] is Blank.MERGED


def test_a_table_of_a_page_inside_markdown() -> None:
    table = PAGE[PAGE.index("<table") : PAGE.index("</body>")]
    assert asked(read(f"# Ladder\n\n{table}\n")) == asked(read_page(PAGE))


def test_claims_follow_how_much_of_the_text_is_a_ladder() -> None:
    whole = markdown_tables.SHAPE.claim((source(f"# Ladder\n\n{TABLE}", "ladder.md"),))
    little = markdown_tables.SHAPE.claim((source(f"# Ladder\n\n{'Many words. ' * 60}\n\n{TABLE}", "ladder.md"),))
    assert whole is not None
    assert little is not None
    assert (whole.sure > 0.85, little.sure < 0.5) == (True, True)
    assert markdown_tables.SHAPE.claim((source("| Name | Phone |\n|--|--|\n| Ada | 12 |\n", "phones.md"),)) is None
    assert html_tables.SHAPE.claim((source("<p>No table</p>", "page.html"),)) is None


def test_tables_that_stand_each_under_a_level_say_what_it_asks() -> None:
    table = "| Area | Expectation |\n|--|--|\n| Testing | {0} tests |\n| Coaching | {0} others |\n\n"
    found = read(f"# Engineer\n\n## Junior\n\n{table.format('writes')}## Senior\n\n{table.format('keeps')}")
    assert asked(found) == {
        ("Engineer", "Junior", "Expectations", "Testing"): ("writes tests",),
        ("Engineer", "Junior", "Expectations", "Coaching"): ("writes others",),
        ("Engineer", "Senior", "Expectations", "Testing"): ("keeps tests",),
        ("Engineer", "Senior", "Expectations", "Coaching"): ("keeps others",),
    }
    assert left_over(found) == []
