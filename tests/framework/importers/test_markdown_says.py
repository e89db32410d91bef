"""What Markdown says besides: that levels add up, blanks, weights, links, and what is left over."""

from __future__ import annotations

import pytest
from tests.framework.importers.reading_prose import by_level, cells, read, sources, unaccounted

from waypost.framework.importers.found import Blank, Found
from waypost.framework.importers.texts import markdown

LEVELS_OUTSIDE = """\
# Backend ladder

How we grow at Northwind.

## Junior Engineer

Learns the ropes.

### Delivery

- Ships small changes.
- Asks early.

### Teamwork

- Answers reviews within a day.

## Senior Engineer

### Delivery

- Ships a project with two others.

### Teamwork

- Mentors one person.
"""


CUMULATIVE = "# Ladder\n\nEach level includes the expectations of the ones before it.\n\n"
ALL = "## All levels\n\n- Craft: is careful\n\n"
TWO = "## L1\n\n- Craft: writes\n\n## L2\n\n- Craft: designs\n"


def test_levels_that_add_up_say_so() -> None:
    found = read(ladder_md=CUMULATIVE + TWO)
    assert [one.adds_to for one in found.levels] == ["", found.levels[0].id]
    assert "Levels add to the one before them on their track; ladder.md:3 says so" in found.notes[0]


def test_levels_that_say_they_do_not_add_up_do_not() -> None:
    found = read(ladder_md="# Ladder\n\nLevels do not include those below.\n\n" + TWO)
    assert [one.adds_to for one in found.levels] == ["", ""]


def test_what_holds_at_all_levels_is_asked_at_the_lowest_where_they_add_up() -> None:
    found = read(ladder_md=CUMULATIVE + ALL + TWO)
    assert by_level(found) == {("L1", "Craft"): ["is careful", "writes"], ("L2", "Craft"): ["designs"]}


def test_what_holds_at_all_levels_is_asked_at_each_where_they_do_not() -> None:
    found = read(ladder_md="# Ladder\n\n" + ALL + TWO)
    assert by_level(found) == {("L1", "Craft"): ["is careful", "writes"], ("L2", "Craft"): ["is careful", "designs"]}
    assert found.notes == ("`All levels` (ladder.md:3) is asked at L1, L2: every level of its section.",)


def test_a_heading_over_nothing_is_a_blank() -> None:
    junior = "## Junior\n### Craft\n- Writes.\n### Scope\n"
    found = read(ladder_md=f"# L\n\n{junior}## Senior\n### Craft\n- Leads.\n### Scope\n- A team.\n")
    assert [(one.meaning, one.where) for one in found.blanks] == [(Blank.NOT_ASKED, "Scope at Junior")]


def test_a_list_and_a_table_in_one_file() -> None:
    table = """
## Management

<table>
<thead><tr><th>Level</th><th>Impact</th><th>People</th></tr></thead>
<tbody>
<tr><th rowspan="2">M3</th><td><ul><li>Runs a team.</li>

<li>Keeps a budget.</li></ul></td><td>Hires.</td></tr>
<tr><td>Plans.</td><td>Coaches.</td></tr>
<tr><th>M4</th><td>Runs teams.</td><td>Hires managers.</td></tr>
</tbody>
</table>
"""
    found = read(ladder_md="# Backend\n\n## IC1\n\n- Impact: ships\n\n## IC2\n\n- Impact: decides\n" + table)
    asked = cells(found)
    assert asked["Backend", "IC1", "Impact"] == ["ships"]
    assert asked["Management", "M3", "Impact"] == ["Runs a team.", "Keeps a budget.", "Plans."]
    assert asked["Management", "M4", "People"] == ["Hires managers."]
    assert [one.title for one in found.criteria] == ["Impact", "People"]


def test_titles_by_score_and_weights_travel_along() -> None:
    track = """\
# Engineer

| Competency | Importance |
| --- | --- |
| 🚚 Delivery | 60 % |
| Know-how | 40 % |

| Job Title | Score | Salary |
| --- | --- | --- |
| Junior | 0.00 - 1.40 | 10 |
| Senior | 1.40 - 4.00 | 20 |
"""
    skill = "## {}\n\n- **Junior**\n  - {}.\n- **Senior**\n  - {}.\n\n"
    skills = (
        "# Competencies\n\n" + skill.format("Delivery", "Plans", "Leads") + skill.format("Know-how", "Reads", "Asks")
    )
    found = read(competencies_md=skills, engineer_md=track)
    assert [(one.score, one.title, one.origin.line) for one in found.titles] == [
        (0.0, "Junior", 10),
        (1.4, "Senior", 11),
    ]
    assert [(one.title, dict(one.weights)) for one in found.tracks] == [
        ("Engineer", {"delivery": 60.0, "knowhow": 40.0})
    ]
    assert [one.title for one in found.dimensions] == ["Delivery", "Know-how"]
    assert {one.why for one in found.left_over if one.text == "10"} == {"pay, which the framework's bands can hold"}


def test_links_and_emphasis_keep_their_words() -> None:
    found = read(
        ladder_md="# L\n\n## Junior\n### Craft\n- Reads [the guide](https://x.org/g) and *all* `docs` &amp; notes\n"
        "## Senior\n### Craft\n- Sees <https://x.org>\n"
    )
    assert list(by_level(found).values()) == [
        ["Reads the guide (https://x.org/g) and all docs & notes"],
        ["Sees https://x.org"],
    ]


def test_sections_about_no_level_are_left_over_with_their_line() -> None:
    found = read(ladder_md=LEVELS_OUTSIDE + "\n## How do I get promoted?\n\nAsk your manager.\n")
    assert [(one.text, str(one.origin), one.why) for one in found.left_over] == [
        ("How do I get promoted?", "ladder.md:28", "a heading over no level and no criterion"),
        ("Ask your manager.", "ladder.md:30", "it stands below no level"),
    ]


def test_what_a_criterion_is_about_may_be_said_elsewhere() -> None:
    found = read(
        ladder_md="# L\n\n## What we look at\n\n- Impact: what changes because of you\n- Scope: how far you reach\n\n"
        "## IC1\n\n- Impact: ships\n- Scope: task\n\n## IC2\n\n- Impact: leads\n- Scope: team\n"
    )
    assert [(one.title, one.about) for one in found.criteria] == [
        ("Impact", "what changes because of you"),
        ("Scope", "how far you reach"),
    ]


@pytest.mark.parametrize("change", [str.upper, lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_marks_change_nothing(change: object) -> None:
    text = change(LEVELS_OUTSIDE)  # type: ignore[operator]
    assert len(by_level(read(ladder_md=text))) == 4


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "no headings at all", "# Only\n## Headings\n### Here", "- a\n- b", "---\n---\n", "# Senior\n\nalone"],
)
def test_what_is_no_ladder_is_not_claimed_and_wholly_left_over(text: str) -> None:
    assert markdown.claim(sources(a_md=text)) is None
    found = read(a_md=text)
    assert found.cells == ()
    assert unaccounted(found, text) == set()


def test_the_claim_says_what_it_saw() -> None:
    claim = markdown.claim(sources(ladder_md=LEVELS_OUTSIDE))
    assert claim is not None
    assert claim.sure > 0.85
    assert claim.because == "2 headings or labels are levels, with 2 criteria and 5 statements below them"


def test_a_file_that_is_no_text_is_an_error() -> None:
    from pathlib import PurePosixPath

    from waypost.framework.importers.sources import Source

    found = markdown.read((Source("a.md", PurePosixPath("a.md"), b"\xff\xfe\xff"),))
    assert isinstance(found, Found)
    assert [(one.file, one.line) for one in found.errors] == [("a.md", 1)]


def test_words_that_ask_nothing_are_blanks_and_words_that_refer_are_followed() -> None:
    parts = {
        "Junior": {"Craft": "- Writes.", "Reach": "N/A", "Talk": "- Asks."},
        "Senior": {"Craft": "- Same as Junior", "Reach": "TBD", "Talk": "- Everything in Junior, plus:\n- Tells."},
    }
    text = "# Backend\n\n" + "\n".join(
        f"## {level}\n\n" + "\n".join(f"### {criterion}\n\n{says}\n" for criterion, says in asked.items())
        for level, asked in parts.items()
    )
    found = read(ladder_md=text)
    assert by_level(found) == {
        ("Junior", "Craft"): ["Writes."],
        ("Junior", "Talk"): ["Asks."],
        ("Senior", "Talk"): ["Asks.", "Tells."],
    }
    junior, senior = (level.id for level in found.levels)
    assert [(cell.level, cell.same_as) for cell in found.cells if cell.same_as] == [(senior, junior)]
    assert [(one.meaning, one.where) for one in found.blanks] == [
        (Blank.NOT_ASKED, "Reach at Junior"),
        (Blank.INHERITED, "Craft at Senior"),
        (Blank.GAP, "Reach at Senior"),
        (Blank.INHERITED, "Talk at Senior"),
    ]


def test_a_level_that_asks_everything_from_before_adds_to_it() -> None:
    found = read(ladder_md="# B\n\n## L1\n\n- Craft: writes\n\n## L2\n\nEverything above, plus:\n\n- Craft: designs\n")
    assert [one.adds_to for one in found.levels] == ["", found.levels[0].id]


def test_levels_told_from_the_highest_down_are_put_in_order() -> None:
    found = read(ladder_md="# B\n\n## L3\n\n- Craft: c\n\n## L2\n\n- Craft: b\n\n## L1\n\n- Craft: a\n")
    assert [one.title for one in found.levels] == ["L1", "L2", "L3"]
    assert found.notes[-1] == "Levels are told from the highest down; they were put in order."


def test_a_table_below_each_level_has_a_criterion_in_each_row() -> None:
    table = "| Area | Expectation |\n| --- | --- |\n| Craft | {} |\n| Team | {}<br>{} |\n| Salary | 10 |\n\n"
    text = "# Ours\n\n## Level 1\n\n" + table.format("a", "b", "c") + "## Level 2\n\n" + table.format("d", "e", "f")
    found = read(ladder_md=text)
    assert by_level(found) == {
        ("Level 1", "Craft"): ["a"],
        ("Level 1", "Team"): ["b", "c"],
        ("Level 2", "Craft"): ["d"],
        ("Level 2", "Team"): ["e", "f"],
    }
    assert [one.text for one in found.left_over] == ["Area", "Expectation", "Salary", "10"] * 2


def test_levels_told_from_the_highest_down_are_known_by_their_words_too() -> None:
    titles = ("Principal Engineer", "Staff Engineer", "Senior Engineer", "Engineer", "Junior Engineer")
    found = read(ladder_md="# B\n\n" + "".join(f"## {title}\n\n- Craft: x\n\n" for title in titles))
    assert [one.title for one in found.levels] == list(reversed(titles))


def test_what_follows_for_example_shows_what_the_statement_looks_like() -> None:
    found = read(
        ladder_md="# B\n\n## Junior\n### Craft\nYou mentor. For example:\n- pair\n- review\n\n### Reach\n- Asks\n\n"
        "Examples:\n- in a meeting\n\n## Senior\n### Craft\nYou lead:\n- a team\n### Reach\n- Tells\n"
    )
    assert by_level(found) == {
        ("Junior", "Craft"): ["You mentor. For example:"],
        ("Junior", "Reach"): ["Asks"],
        ("Senior", "Craft"): ["a team"],
        ("Senior", "Reach"): ["Tells"],
    }
    assert [one.looks_like for cell in found.cells for one in cell.statements] == [
        ("pair", "review"),
        ("in a meeting",),
        (),
        (),
    ]
    assert [one.about for cell in found.cells for one in cell.statements] == ["", "", "You lead:", ""]


def test_a_list_of_levels_before_the_levels_is_an_overview_and_advice_to_managers_is_none() -> None:
    levels = ("Level 1: Engineer", "Level 2: Senior Engineer", "Level 3: Staff Engineer")
    text = "# Ladder\n\n## Overview\n\n" + "".join(f"- **Level {one}**: {one} to 9 years\n" for one in (1, 2, 3))
    text += "\n## Levels\n\n" + "".join(f"### {level}\n\n- Ships {level}.\n- Asks.\n\n" for level in levels)
    text += "## In practice\n\n### For Engineers\n\n- Read it.\n\n### For Engineering Managers\n\n- Talk of it.\n"
    found = read(ladder_md=text)
    assert [level.title for level in found.levels] == list(levels)
    assert len(found.tracks) == 1


def test_what_goes_wrong_at_a_level_and_how_it_is_rated_asks_nothing() -> None:
    text = (
        "# Ladder\n\n## Craft\n\n- **L1**: Ships.\n- **L2**: Plans.\n\n## Reach\n\n- **L1**: One.\n- **L2**: Two.\n\n"
    )
    text += "## Common pitfalls by level\n\n"
    text += "### L1\n\n- Never asks.\n\n### L2\n\n- Never tells.\n\n"
    text += "## Ratings\n\n### What exceeds expectations means\n\n- **L1**: Plans.\n- **L2**: Leads.\n"
    assert by_level(read(ladder_md=text)) == {
        ("L1", "Craft"): ["Ships."],
        ("L2", "Craft"): ["Plans."],
        ("L1", "Reach"): ["One."],
        ("L2", "Reach"): ["Two."],
    }


def test_a_label_that_says_what_a_heading_is_about_is_no_criterion() -> None:
    text = "# Ladder\n\n"
    for title in ("Craft", "Reach"):
        text += f"## {title}\n**What**: {title} of all work.\n\n- **L1**: {title} alone.\n- **L2**: {title} of two.\n\n"
    found = read(ladder_md=text)
    assert {one.title: one.about for one in found.criteria} == {
        "Craft": "What: Craft of all work.",
        "Reach": "What: Reach of all work.",
    }
    assert by_level(found)["L2", "Reach"] == ["Reach of two."]
