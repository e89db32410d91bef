"""What is written reads back as the same, and reads well in a pull request."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import example, given, settings
from tests.framework.any_framework import frameworks, proses

from waypost.framework.library import file_of, load
from waypost.framework.reading import read_text
from waypost.framework.schema import (
    Framework,
)
from waypost.framework.writing import WIDTH, write_framework


@given(frameworks())
@settings(max_examples=60, deadline=None)
def test_any_framework_reads_back_as_the_same(framework):
    text = write_framework(framework)
    reading = read_text(text)
    assert reading.errors == ()
    assert (reading.framework, reading.framework.hash) == (framework, framework.hash)


@given(prose=proses)
@example("One.\n\nTwo.")
@example("One.\n\n - a\n - b\n\nTwo.")
@example("no\n\n\xa00")
@example("  - indented first\n\nTwo.")
@example("a" * 300 + "\n\n" + "b c " * 100)
@settings(max_examples=200, deadline=None)
def test_any_prose_reads_back_as_the_same(northwind, prose):
    framework = Framework.model_validate(northwind.model_dump() | {"about": prose})
    assert read_text(write_framework(framework)).framework == framework


def test_writing_twice_gives_the_same_text(northwind):
    text = write_framework(northwind)
    assert write_framework(read_text(text).framework) == text


def test_other_readers_of_yaml_see_the_same_texts(northwind):
    text = write_framework(northwind.model_copy(update={"title": "no", "owner": "2026-03-01", "version": "1.0.0"}))
    seen = yaml.safe_load(text)
    assert (seen["title"], seen["owner"], seen["version"]) == ("no", "2026-03-01", "1.0.0")
    assert seen["process"]["cycles"] == [date(2026, 4, 1), date(2026, 10, 1)]


def test_the_small_framework_is_written_as_a_person_would(northwind):
    assert (
        write_framework(northwind)
        == """\
waypost: 1
name: northwind-engineering
title: Northwind engineering framework
version: 3.1.0
owner: engineering-leadership

scale:
  none: {value: 0, title: Not seen yet}
  partly: {value: 1, title: 'Seen, not yet steady or not at this scope'}
  meets: {value: 2, title: Steady at this level}
  beyond: {value: 3, title: Already at the next}

bands:
  B3: {title: Senior}
  B4: {title: Staff and Manager}
  B5: {title: Principal}

tracks:
  depth: {title: Technical depth, primary: technical, weights: {technical: 70, impact: 20, people: 10}}
  strategic: {title: Strategic leadership, primary: strategic, weights: {technical: 40, impact: 60}}
  management: {title: Management, primary: people, weights: {people: 50, impact: 30, technical: 20}}

levels:
  senior: {title: Senior Engineer, track: depth, band: B3, scope: project}
  staff: {title: Staff Engineer, track: depth, band: B4, scope: teams}
  staff-strategic: {title: 'Staff Engineer, Strategic', track: strategic, band: B4, scope: teams}
  manager: {title: Engineering Manager, track: management, band: B4, scope: team}
  principal: {title: Principal Engineer, track: depth, band: B5, scope: organisation}

paths:
  - senior > staff, staff-strategic, manager
  - staff > principal
  - staff = staff-strategic = manager

dimensions:
  technical:
    title: Technical execution
    kind: technical
    criteria:
      design: {title: System design, must: true}
      operations: {title: Running in production}

  impact:
    title: Business impact
    kind: strategic
    criteria:
      outcome: {title: Outcomes that matter}

  people:
    title: People
    kind: people
    criteria:
      communication: {title: Communication}
      growing: {title: Growing others}

expectations:
  design:
    senior:
      - Designs one service with its failure modes.
    staff:
      - Owns a design that several teams build on.
    staff-strategic:
      - Judges a design for what it lets the business do.
    manager:
      - Asks the question that a design has left open.
    principal:
      - Sees the design that nobody has asked for yet.

  operations:
    senior:
      - Knows how the service fails before it does.
    staff:
      - Removes a class of incidents from several services.

  outcome:
    senior:
      - Knows what the work is for.
    staff:
      - Chooses work by what comes of it.
    staff-strategic:
      - Moves a figure the company steers by.
    manager:
      - The team moves a figure it chose.

  communication:
    senior:
      - Writes so that the team can act.
    staff:
      - Writes so that other teams can act without asking.
    staff-strategic:
      - Brings product and engineering to one text.
    manager:
      - Says hard things early.

  growing:
    manager:
      - People grow who report to this person.

evidence:
  everyone: {self: 1, manager: 1, peers: 3, peers outside team: 1, work products: 1}
  from B4: {quantitative: 1, qualitative: 2, attested: true, scope document within days: 100}

panels:
  technical: {judges: [technical], seats: {engineer: 3}, at or above: target band}
  strategic: {judges: [strategic, people], seats: {product: 1, business: 1, design: 1}}
  facilitator: {seats: {engineering-leader: 1}}
  decides: engineering-leader

process:
  windows: {gathering: 21 days, review: 10 days, calibration: 5 days, telling: 5 days, appeal: 10 days}
  cycles: [2026-04-01, 2026-10-01]
  answer what-would-it-take within: 14 days
  small groups: {numbers: 5, comments: 8}
"""
    )


def test_a_statement_with_more_to_it_takes_a_line_for_each_part(variant):
    framework = variant(
        (
            "    senior: [Knows what the work is for.]",
            (
                "    senior:\n      - says: Knows what the work is for.\n"
                '        looks like: ["one, two", three]\n        about: "First.\\n\\nSecond."'
            ),
        )
    )
    assert """
    senior:
      - says: Knows what the work is for.
        looks like: ['one, two', three]
        about: >-
          First.

          Second.
""" in write_framework(framework)


def test_the_shipped_framework_survives_and_no_line_is_far_too_long():
    framework = load("lattice")
    text = write_framework(framework)
    assert read_text(text).framework == framework == read_text(file_of("lattice").read_text(encoding="utf-8")).framework
    assert max(map(len, text.splitlines())) <= WIDTH + 40  # a word may stand over


@pytest.mark.parametrize(
    "lines_",
    [
        ["senior > staff, staff-strategic", "staff > principal"],
        ["senior > staff > principal"],
        ["staff = staff-strategic = manager"],
        ["staff = staff-strategic", "staff-strategic = manager"],
        ["staff = manager", "staff = staff-strategic"],
        ["senior > manager", "staff = manager", "senior > staff"],
    ],
)
def test_paths_are_written_in_the_fewest_lines_that_keep_their_order(variant, lines_):
    written = "".join(f"  - {line}\n" for line in lines_)
    framework = variant(
        (
            (
                "  - senior > staff, staff-strategic, manager\n  - staff > principal\n"
                "  - staff = staff-strategic = manager\n"
            ),
            written,
        )
    )
    text = write_framework(framework)
    assert read_text(text).framework.paths == framework.paths
    assert text.split("paths:\n")[1].split("\n\n")[0].count("\n") + 1 <= len(lines_)
