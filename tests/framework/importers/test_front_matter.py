"""Markdown that holds its ladder as data between the dashes at the top is read as data, and the text below it told."""

from __future__ import annotations

from pathlib import PurePosixPath

from tests.framework.importers.data_ladders import found_in

from waypost.framework.importers.completing.assume import Wishes
from waypost.framework.importers.importing import bring_in_sources
from waypost.framework.importers.sources import Source

LADDER = """\
---
title: Backend
group:
topics:
  - name: Delivery
    content:
      - level: 1
        criteria:
          - Ships a small change each week
      - level: 2
        criteria:
          - Ships a feature behind a flag
        exampleCriteria:
          - criteria: Writes a rollback plan for each change
            examples:
              - The plan names who decides
---
### What this is for

To talk about growth.
"""


def test_levels_of_a_topic_are_its_cells_and_examples_go_with_their_statement() -> None:
    found = found_in({"backend.md": LADDER})
    titles = {one.id: one.title for one in found.criteria}
    asked = [(titles[cell.criterion], [one.says for one in cell.statements]) for cell in found.cells]
    assert asked == [
        ("Delivery", ["Ships a small change each week"]),
        ("Delivery", ["Ships a feature behind a flag", "Writes a rollback plan for each change"]),
    ]
    assert found.cells[1].statements[1].looks_like == ("The plan names who decides",)
    assert found.cells[1].statements[0].origin.line == 12


def test_the_text_below_the_data_is_told_with_its_line() -> None:
    found = found_in({"backend.md": LADDER})
    told = [(one.text, one.origin.line) for one in found.left_over if "below the data" in one.why]
    assert told == [("### What this is for", 18), ("To talk about growth.", 20)]


def test_front_matter_that_only_says_what_a_page_is_stays_front_matter() -> None:
    page = "---\ntitle: Ladder\nlevels:\n  - Junior\n  - Senior\n---\n## Junior\n- Asks.\n\n## Senior\n- Answers.\n"
    source = Source("ladder.md", PurePosixPath("ladder.md"), page.encode())
    brought = bring_in_sources((source,), wishes=Wishes())
    assert brought.shape is not None
    assert brought.shape.name == "markdown"
    assert [one.title for one in brought.found.levels] == ["Junior", "Senior"]
