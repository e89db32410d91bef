"""Markdown ladders of every shape: which headings and labels are levels, which are criteria, and nothing is lost."""

from __future__ import annotations

import pytest
from tests.framework.importers.reading_prose import by_level, cells, read, sources, unaccounted

from waypost.framework.importers import markdown
from waypost.framework.importers.found import Blank, Found

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


def test_levels_over_criteria() -> None:
    found = read(ladder_md=LEVELS_OUTSIDE)
    assert by_level(found) == {
        ("Junior Engineer", "Delivery"): ["Ships small changes.", "Asks early."],
        ("Junior Engineer", "Teamwork"): ["Answers reviews within a day."],
        ("Senior Engineer", "Delivery"): ["Ships a project with two others."],
        ("Senior Engineer", "Teamwork"): ["Mentors one person."],
    }
    assert [one.title for one in found.tracks] == ["Backend ladder"]
    assert found.tracks[0].about == "How we grow at Northwind."
    assert found.levels[0].about == "Learns the ropes."
    assert found.left_over == ()


def test_every_statement_knows_its_line() -> None:
    found = read(ladder_md=LEVELS_OUTSIDE)
    lines = {one.says: str(one.origin) for cell in found.cells for one in cell.statements}
    assert lines == {
        "Ships small changes.": "ladder.md:11",
        "Asks early.": "ladder.md:12",
        "Answers reviews within a day.": "ladder.md:16",
        "Ships a project with two others.": "ladder.md:22",
        "Mentors one person.": "ladder.md:26",
    }


def test_criteria_over_levels() -> None:
    found = read(
        ladder_md="""\
# Craft

## Design

What holds a system together.

### L3 - Engineer
* Follows a design.

### L4 - Senior
* Makes one.

## Testing

### L3 - Engineer
* Writes tests.

### L4 - Senior
* Knows what not to test.
"""
    )
    assert by_level(found) == {
        ("L3 - Engineer", "Design"): ["Follows a design."],
        ("L4 - Senior", "Design"): ["Makes one."],
        ("L3 - Engineer", "Testing"): ["Writes tests."],
        ("L4 - Senior", "Testing"): ["Knows what not to test."],
    }
    assert [(one.title, one.about) for one in found.criteria] == [
        ("Design", "What holds a system together."),
        ("Testing", ""),
    ]
    assert found.left_over == ()


@pytest.mark.parametrize(
    "bullet",
    [
        "* **{}**: {}",
        "- **{}:** {}",
        "- __{}__ – {}",
        "- {}: {}",
        "1. **{}** - {}",
        "- <b>{}</b>: {}",
        "**{}**: {}\n",
        "**{}.** {}\n",
    ],
)
def test_labels_name_criteria(bullet: str) -> None:
    asked = {
        ("IC1", "Impact"): "Does what is asked.",
        ("IC1", "Scope"): "One task.",
        ("IC2", "Impact"): "Finds what to ask.",
        ("IC2", "Scope"): "One feature: from end to end.",
    }
    text = ["# Engineering levels", ""]
    for level in ("IC1", "IC2"):
        text += [f"## {level}", ""]
        text += [bullet.format(criterion, says) for (one, criterion), says in asked.items() if one == level]
        text.append("")
    found = read(ladder_md="\n".join(text))
    assert by_level(found) == {key: [says] for key, says in asked.items()}


def test_a_label_over_bullets_and_a_label_before_a_text_are_the_same_criterion() -> None:
    found = read(
        ladder_md="""\
# Ladder

## IC1

- Impact: Ships.

- Teamwork:
  - Helps.
  - Listens.

## IC2

- Impact

  - Ships more.
    - such as a release
- Teamwork
  - Leads.
"""
    )
    assert by_level(found) == {
        ("IC1", "Impact"): ["Ships."],
        ("IC1", "Teamwork"): ["Helps.", "Listens."],
        ("IC2", "Impact"): ["Ships more."],
        ("IC2", "Teamwork"): ["Leads."],
    }
    shown = [one.looks_like for cell in found.cells for one in cell.statements if one.looks_like]
    assert shown == [("such as a release",)]


def test_a_colon_in_a_statement_is_no_label() -> None:
    found = read(
        ladder_md="""\
# Ladder

## Junior

### Craft

- Testing: every change has one.
- Reads code.

## Senior

### Craft

- Design: writes it down first.
"""
    )
    assert by_level(found) == {
        ("Junior", "Craft"): ["Testing: every change has one.", "Reads code."],
        ("Senior", "Craft"): ["Design: writes it down first."],
    }


AXES = """\
# Axes

## Tech

1. **Tries**: tries it out
2. **Knows**: knows it well

## Reach

1. **Self**: own work
2. **Team**: the team's work
"""
STEPS = """\
# Developer

Writes software.

| Level | Senior | Position |
| :---: | :---: | :---: |
| 1 | No | [D1 - Developer 1](#d1) |
| 2 | No | [D2 - Developer 2](#d2) |
| 3 | Yes | [D3 - Developer 3](#d3) |

## D1 - Developer 1

* **Tries**: tries it out
* **Self**: own work

## D2 - Developer 2

* **Knows**: knows it well
* **Self**: own work

## D3 - Developer 3

* **Knows**: knows it well
* **Team**: the team's work
"""


def test_a_label_that_is_a_step_is_put_below_its_axis() -> None:
    found = read(README_md=AXES, Developer_md=STEPS)
    assert by_level(found) == {
        ("D1 - Developer 1", "Tech"): ["tries it out"],
        ("D1 - Developer 1", "Reach"): ["own work"],
        ("D2 - Developer 2", "Tech"): ["knows it well"],
        ("D2 - Developer 2", "Reach"): ["own work"],
        ("D3 - Developer 3", "Tech"): ["knows it well"],
        ("D3 - Developer 3", "Reach"): ["the team's work"],
    }
    assert [(one.title, one.about) for one in found.criteria] == [
        ("Tech", "1. Tries: tries it out\n\n2. Knows: knows it well"),
        ("Reach", "1. Self: own work\n\n2. Team: the team's work"),
    ]
    assert [one.about for cell in found.cells for one in cell.statements][:2] == ["Step: Tries", "Step: Self"]


def test_without_the_axes_the_place_of_a_step_tells_its_axis() -> None:
    found = read(Developer_md=STEPS)
    assert [one.title for one in found.criteria] == ["Axis 1: Tries to Knows", "Axis 2: Self to Team"]
    assert len(by_level(found)) == 6


def test_a_table_that_numbers_the_levels_gives_their_bands() -> None:
    found = read(Developer_md=STEPS)
    assert [(one.band, one.rank, one.about) for one in found.levels] == [
        ("1", 1.0, "Senior: No"),
        ("2", 2.0, "Senior: No"),
        ("3", 3.0, "Senior: Yes"),
    ]
    assert {(one.text, one.why) for one in found.left_over} == {
        (word, "the head of a column that was read") for word in ("Level", "Senior", "Position")
    }


def test_numbers_below_criteria_are_levels_where_nothing_else_is() -> None:
    found = read(
        ladder_md="""\
# Rubric

## Design

Some words about it.

1. Follows a design.
2. Makes one.
    - for a service
3. Reviews those of others.

## Testing

1. Writes tests.
2. Designs tests.
3. Teaches it.
"""
    )
    assert by_level(found) == {
        ("Level 1", "Design"): ["Follows a design."],
        ("Level 2", "Design"): ["Makes one."],
        ("Level 3", "Design"): ["Reviews those of others."],
        ("Level 1", "Testing"): ["Writes tests."],
        ("Level 2", "Testing"): ["Designs tests."],
        ("Level 3", "Testing"): ["Teaches it."],
    }
    assert found.criteria[0].about == "Some words about it."
    assert "ladder.md: The numbers of the lists below the headings were taken for levels." in found.notes


def test_levels_as_bullets_in_bold_below_criteria() -> None:
    found = read(
        ladder_md="""\
# Competencies

## 🚚 Delivery {#delivery}

Getting things done.

- **Beginner**

  - Plans a task.
- **Advanced**
  - Plans a project.

## 2. Know-how

- **Beginner**
  - Reads.
- **Advanced**
  - Teaches.
"""
    )
    assert by_level(found) == {
        ("Beginner", "Delivery"): ["Plans a task."],
        ("Advanced", "Delivery"): ["Plans a project."],
        ("Beginner", "Know-how"): ["Reads."],
        ("Advanced", "Know-how"): ["Teaches."],
    }


def test_levels_over_paragraphs_have_one_criterion_made_for_them() -> None:
    found = read(
        ladder_md="""\
Engineering levels
==================

Associate Engineer
------------------

You learn fast. You ask.

You finish what you start.

Staff Engineer
--------------

You decide what is worth doing.
"""
    )
    assert by_level(found) == {
        ("Associate Engineer", "What is expected"): ["You learn fast. You ask.", "You finish what you start."],
        ("Staff Engineer", "What is expected"): ["You decide what is worth doing."],
    }
    assert any("`What is expected`" in note for note in found.notes)


def test_one_file_for_each_level_with_front_matter() -> None:
    def page(title: str, level: int, track: str, says: str) -> str:
        return f"---\ntitle: {title}\nlevel: {level}\ntrack: {track}\norder: {level}\n---\n\n## Impact\n\n- {says}\n"

    found = read(
        b_md=page("Engineer", 1, "Depth", "Ships."),
        a_md=page("Senior Engineer", 2, "Depth", "Ships well."),
        c_md=page("Manager", 2, "People", "Grows others."),
    )
    assert cells(found) == {
        ("Depth", "Engineer", "Impact"): ["Ships."],
        ("Depth", "Senior Engineer", "Impact"): ["Ships well."],
        ("People", "Manager", "Impact"): ["Grows others."],
    }
    assert [(one.title, one.rank) for one in found.levels] == [
        ("Engineer", 1.0),
        ("Senior Engineer", 2.0),
        ("Manager", 2.0),
    ]
    assert found.left_over == ()


def test_front_matter_that_says_nothing_of_levels_is_left_over_with_its_line() -> None:
    found = read(
        a_md="---\ntitle: Engineer I\nlevel: 1\nsidebar: left\ntags: [x, y]\n---\n### Craft\n- Writes.\n",
        b_md="---\ntitle: Engineer II\nlevel: 2\n---\n### Craft\n- Designs.\n",
    )
    assert [(one.text, str(one.origin)) for one in found.left_over] == [
        ("tags: x, y", "a.md:5"),
        ("sidebar: left", "a.md:4"),
    ]


def test_front_matter_that_is_no_yaml_is_left_over_and_told() -> None:
    found = read(a_md="---\ntitle: a: b\n---\n" + LEVELS_OUTSIDE)
    assert [one.why.split(":")[0] for one in found.left_over] == ["front matter that cannot be read"]
    assert len(by_level(found)) == 4


def test_one_file_for_each_track() -> None:
    def track(title: str, code: str) -> str:
        return (
            f"# {title}\n\n## {code}4\n\n### Impact\n\n- {title} four.\n\n## {code}5\n\n### Impact\n\n- {title} five.\n"
        )

    found = read(dev_md=track("Developer", "D"), lead_md=track("Tech Lead", "TL"))
    assert cells(found) == {
        ("Developer", "D4", "Impact"): ["Developer four."],
        ("Developer", "D5", "Impact"): ["Developer five."],
        ("Tech Lead", "TL4", "Impact"): ["Tech Lead four."],
        ("Tech Lead", "TL5", "Impact"): ["Tech Lead five."],
    }


def test_several_tracks_in_one_file() -> None:
    found = read(
        ladder_md="""\
# Career framework

## Individual contributor track

### Senior
#### Impact
- Ships.
### Staff
#### Impact
- Decides.

## Management track

### Manager
#### Impact
- Grows people.
### Director
#### Impact
- Grows managers.
"""
    )
    assert cells(found) == {
        ("Individual contributor track", "Senior", "Impact"): ["Ships."],
        ("Individual contributor track", "Staff", "Impact"): ["Decides."],
        ("Management track", "Manager", "Impact"): ["Grows people."],
        ("Management track", "Director", "Impact"): ["Grows managers."],
    }
    assert found.title == "Career framework"


def test_groups_of_criteria_become_dimensions() -> None:
    found = read(
        ladder_md="""\
# Platform

## Level 1: Engineer
### Technical
#### Design
- Follows.
#### Testing
- Tests.
### People
#### Mentoring
- Asks.
## Level 2: Senior Engineer
### Technical
#### Design
- Leads.
#### Testing
- Plans.
### People
#### Mentoring
- Gives.
"""
    )
    titles = {one.id: one.title for one in found.dimensions}
    assert [(titles[one.dimension], one.title) for one in found.criteria] == [
        ("Technical", "Design"),
        ("Technical", "Testing"),
        ("People", "Mentoring"),
    ]
    assert len(by_level(found)) == 6


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


def test_levels_without_words_for_them_are_told_by_what_repeats() -> None:
    found = read(
        ladder_md="""\
# Sailing

## Deckhand
### Impact
- Ties knots.
### Communication
- Calls out.

## Skipper
### Impact
- Plans a trip.
### Communication
- Briefs the crew.
"""
    )
    assert list(by_level(found)) == [
        ("Deckhand", "Impact"),
        ("Deckhand", "Communication"),
        ("Skipper", "Impact"),
        ("Skipper", "Communication"),
    ]
    assert "`Deckhand` were taken for levels" in found.notes[0]


def test_levels_without_words_for_them_may_be_the_inner_ones() -> None:
    found = read(
        ladder_md="""\
# Sailing

## Impact
### Deckhand
- Ties knots.
### Skipper
- Plans a trip.

## Communication
### Deckhand
- Calls out.
### Skipper
- Briefs the crew.
"""
    )
    assert list(by_level(found)) == [
        ("Deckhand", "Impact"),
        ("Skipper", "Impact"),
        ("Deckhand", "Communication"),
        ("Skipper", "Communication"),
    ]


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


def test_parts_that_can_be_opened_are_levels() -> None:
    part = "<details>\n<summary>{}</summary>\n\n### Craft\n- {}\n\n### Team\n- {}\n\n</details>\n\n"
    found = read(
        ladder_md="# Ours\n\n" + part.format("Junior", "a", "b") + part.format("Senior", "c", "d") + "## End\n\nBye\n"
    )
    assert by_level(found) == {
        ("Junior", "Craft"): ["a"],
        ("Junior", "Team"): ["b"],
        ("Senior", "Craft"): ["c"],
        ("Senior", "Team"): ["d"],
    }
    assert [one.text for one in found.left_over] == ["End", "Bye"]


def test_levels_and_criteria_may_have_headings_of_one_depth() -> None:
    level = "## {}\n## Impact\n- {}\n## Reach\n- {}\n\n"
    found = read(ladder_md="# Ours\n\n" + level.format("Senior", "a", "b") + level.format("Staff", "c", "d"))
    assert by_level(found) == {
        ("Senior", "Impact"): ["a"],
        ("Senior", "Reach"): ["b"],
        ("Staff", "Impact"): ["c"],
        ("Staff", "Reach"): ["d"],
    }


def test_sections_that_hold_the_same_criteria_are_tracks() -> None:
    impact = "### Impact\n#### Junior\n- {0} a\n#### Senior\n- {0} b\n"
    part = "## {0}\n" + impact + "### Reach\n#### Junior\n- {0} c\n#### Senior\n- {0} d\n"
    found = read(ladder_md="# Ours\n\n" + part.format("Backend") + part.format("Frontend"))
    assert [one.title for one in found.tracks] == ["Backend", "Frontend"]
    assert [one.title for one in found.criteria] == ["Impact", "Reach"]
    assert cells(found)["Frontend", "Senior", "Reach"] == ["Frontend d"]


def test_labels_in_bold_on_lines_of_one_paragraph() -> None:
    found = read(
        ladder_md="# Ours\n\n## Craft\n**Junior:** a\n**Senior:** b\n\n## People\n**Junior:** c\n**Senior:** d\n"
    )
    assert by_level(found) == {
        ("Junior", "Craft"): ["a"],
        ("Senior", "Craft"): ["b"],
        ("Junior", "People"): ["c"],
        ("Senior", "People"): ["d"],
    }


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


def test_files_of_levels_in_folders_are_tracks_and_stand_in_order_of_seniority() -> None:
    page = "# {}\n\n## Impact\n\n- {}\n"
    names = ("ic__senior", "ic__junior", "managers__director", "managers__manager")
    found = read(**{f"{name}_md": page.format(name.split("__")[1].capitalize(), name) for name in names})
    tracks = {one.id: one.title for one in found.tracks}
    assert [(tracks[one.track], one.title) for one in found.levels] == [
        ("IC", "Junior"),
        ("IC", "Senior"),
        ("Managers", "Manager"),
        ("Managers", "Director"),
    ]


def test_one_file_for_each_criterion() -> None:
    page = "# {0}\n\nAbout {0}.\n\n## Junior\n- {0} a\n\n## Senior\n- {0} b\n"
    found = read(delivery_md=page.format("Delivery"), talk_md=page.format("Talking"), lead_md=page.format("Leading"))
    assert by_level(found) == {
        ("Junior", "Delivery"): ["Delivery a"],
        ("Senior", "Delivery"): ["Delivery b"],
        ("Junior", "Talking"): ["Talking a"],
        ("Senior", "Talking"): ["Talking b"],
        ("Junior", "Leading"): ["Leading a"],
        ("Senior", "Leading"): ["Leading b"],
    }
    assert [one.about for one in found.criteria] == ["About Delivery.", "About Talking.", "About Leading."]
    assert found.left_over == ()


def test_one_file_for_each_group_of_criteria() -> None:
    level = "## {1}\n### {0} one\n- a\n### {0} two\n- b\n"
    page = "# {0}\n\nAbout {0}.\n\n" + level.replace("{1}", "Junior") + level.replace("{1}", "Senior")
    found = read(a_md=page.format("Technology"), b_md=page.format("Business"))
    titles = {one.id: one.title for one in found.dimensions}
    assert [(titles[one.dimension], one.title) for one in found.criteria] == [
        ("Technology", "Technology one"),
        ("Technology", "Technology two"),
        ("Business", "Business one"),
        ("Business", "Business two"),
    ]
    assert [one.about for one in found.dimensions] == ["About Technology.", "About Business."]
    assert len(by_level(found)) == 8


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


def test_tracks_with_labels_of_their_own_have_no_steps() -> None:
    level = "### {}\n\n- **{}:** x\n- **Process:** y\n\n"
    engineers = level.format("Engineer I", "Technical") + level.format("Engineer II", "Technical")
    managers = level.format("Manager", "People") + level.format("Senior Manager", "People")
    found = read(ladder_md=f"# Roles\n\n## Software engineers\n\n{engineers}## Engineering managers\n\n{managers}")
    assert [one.title for one in found.criteria] == ["Technical", "Process", "People"]
