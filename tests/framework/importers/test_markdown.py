"""Markdown ladders of every shape: which headings are levels, which are criteria, and nothing is lost."""

from __future__ import annotations

from tests.framework.importers.reading_prose import BACKEND_LADDER, by_level, read


def test_levels_over_criteria() -> None:
    found = read(ladder_md=BACKEND_LADDER)
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
    found = read(ladder_md=BACKEND_LADDER)
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
