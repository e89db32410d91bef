"""Labels before a text in Markdown: they name criteria, levels, or the steps of an axis; a colon alone is none."""

from __future__ import annotations

import pytest
from tests.framework.importers.reading_prose import by_level, read


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


def test_italics_on_a_line_of_their_own_name_a_criterion_and_are_no_statement() -> None:
    found = read(
        ladder_md="""\
# Ladder

## IC1

*Problem Solving*\\
Asks before guessing.

*Delivery*\\
Ships small changes.

*Read it with your manager.*

## IC2

*Problem Solving*\\
Finds the cause.

*Delivery*\\
Ships features.
"""
    )
    assert by_level(found) == {
        ("IC1", "Problem Solving"): ["Asks before guessing."],
        ("IC1", "Delivery"): ["Ships small changes.", "Read it with your manager."],
        ("IC2", "Problem Solving"): ["Finds the cause."],
        ("IC2", "Delivery"): ["Ships features."],
    }


def test_a_sentence_in_bold_that_begins_with_a_label_is_a_statement() -> None:
    found = read(
        ladder_md="""\
# Ladder

## IC1

Asks before guessing.

__Experience: none is asked for.__

## IC2

Finds the cause of faults that others gave up.

__Experience: two releases of a service that others use, from the first plan to the users.__
"""
    )
    assert {criterion for _level, criterion in by_level(found)} == {"What is expected"}
    assert "Experience: none is asked for." in str(by_level(found))


def test_a_code_of_a_level_in_bold_heads_a_bullet_without_a_colon() -> None:
    found = read(
        ladder_md="""\
## Craft
* **L1** fixes what others found.
* **L2** Finds what to fix.

## Reach
* **L1** tells the team.
* **L2** Tells two teams.
"""
    )
    assert by_level(found) == {
        ("L1", "Craft"): ["fixes what others found."],
        ("L2", "Craft"): ["Finds what to fix."],
        ("L1", "Reach"): ["tells the team."],
        ("L2", "Reach"): ["Tells two teams."],
    }


def test_a_sentence_that_goes_on_to_a_list_is_no_label() -> None:
    says = "Shows more than code, such as: {}"
    text = "# Ladder\n" + "".join(
        f"\n## {level}\n\n### Craft\n\n- {says.format(what)}\n- Ships {level}.\n"
        for level, what in (("Junior", "notes"), ("Senior", "talks and notes"))
    )
    assert by_level(read(ladder_md=text)) == {
        ("Junior", "Craft"): [says.format("notes"), "Ships Junior."],
        ("Senior", "Craft"): [says.format("talks and notes"), "Ships Senior."],
    }


def test_the_equal_on_another_track_is_a_fact_of_the_level_and_so_is_what_follows_it() -> None:
    level = "## {}\n\n**Management equivalent**: {}\n\n### Craft\n\n{}\n\n"
    text = (
        "# Ladder\n\n" + level.format("Engineer", "n/a", "Ships.") + level.format("Lead Engineer", "Manager", "Plans.")
    )
    found = read(ladder_md=text + "## Fellow\n\n**Management equivalent**: Vice President\n\nIs chosen by the board.\n")
    assert by_level(found) == {
        ("Engineer", "Craft"): ["Ships."],
        ("Lead Engineer", "Craft"): ["Plans."],
        ("Fellow", "What is expected"): ["Is chosen by the board."],
    }
    assert {one.title: one.about for one in found.levels}["Lead Engineer"] == "Management equivalent: Manager"


def test_numbers_of_a_checklist_are_not_said() -> None:
    text = "# Ladder\n\n## Junior\n\n- 1.1: Ships.\n- 1.2: Asks.\n\n## Senior\n\n- 2.1: Ships 2.5 times as much.\n"
    assert list(by_level(read(ladder_md=text)).values()) == [["Ships.", "Asks."], ["Ships 2.5 times as much."]]
