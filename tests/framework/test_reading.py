"""A document is read as it was meant, however it was written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from waypost.framework.reading import read_text
from waypost.framework.schema import Kind, PathKind, Scope, SeatKind


def test_a_document_becomes_the_value_it_describes(northwind):
    assert (northwind.name, northwind.version, northwind.owner) == (
        "northwind-engineering",
        "3.1.0",
        "engineering-leadership",
    )
    assert [(point.key, point.value) for point in northwind.scale] == [
        ("none", 0),
        ("partly", 1),
        ("meets", 2),
        ("beyond", 3),
    ]
    assert northwind.track("depth").weights == (("technical", 70), ("impact", 20), ("people", 10))
    assert northwind.level("senior").scope is Scope.PROJECT
    assert northwind.dimension_of("outcome").kind is Kind.STRATEGIC
    assert northwind.panels.technical.seats == ((SeatKind.ENGINEER, 3),)
    assert northwind.process.windows.gathering == timedelta(days=21)
    assert northwind.process.cycles == (date(2026, 4, 1), date(2026, 10, 1))
    assert northwind.process.answer_within == timedelta(days=14)


def test_one_line_of_paths_is_several_moves_in_reading_order(northwind):
    assert [(path.kind, path.source, path.target) for path in northwind.paths] == [
        (PathKind.PROMOTION, "senior", "staff"),
        (PathKind.PROMOTION, "senior", "staff-strategic"),
        (PathKind.PROMOTION, "senior", "manager"),
        (PathKind.PROMOTION, "staff", "principal"),
        (PathKind.LATERAL, "staff", "staff-strategic"),
        (PathKind.LATERAL, "staff", "manager"),
        (PathKind.LATERAL, "staff-strategic", "manager"),
    ]


def test_a_ladder_may_be_written_as_one_line(variant):
    ladder = variant(
        ("  - senior > staff, staff-strategic, manager\n  - staff > principal\n", "  - senior > staff > principal\n")
    )
    assert [(path.source, path.target) for path in ladder.paths[:2]] == [("senior", "staff"), ("staff", "principal")]


@pytest.mark.parametrize("word", ["no", "on", "yes", "null", "1.0", "0x10", "2026-03-01", "1e3", "~", "007"])
def test_text_stays_the_text_that_was_written(variant, word):
    quoted = f'"{word}"' if word in {"null", "~"} else word
    framework = variant(("title: System design", f"title: {quoted}"))
    assert framework.criterion("design").title == word


@pytest.mark.parametrize("key", ["no", "null", "on", "1", "2026-03-01"])
def test_a_name_stays_the_name_that_was_written(variant, key):
    framework = variant(
        ("    staff: [Removes a class of incidents from several services.]\n", ""),
        ("      operations: {title: Running in production}\n", f"      {key}: {{title: Running in production}}\n"),
        ("  operations:\n    senior", f"  {key}:\n    senior"),
    )
    assert framework.criterion(key).title == "Running in production"


def test_numbers_days_and_truth_may_be_quoted(variant, northwind):
    quoted = variant(
        ("none:   {value: 0,", 'none:   {value: "0",'),
        ("cycles: [2026-04-01, 2026-10-01]", "cycles: ['2026-04-01', \"2026-10-01\"]"),
        ("must: true", 'must: "true"'),
    )
    assert quoted == northwind


def test_weeks_are_seven_days(variant, northwind):
    assert variant(("within: 14 days", "within: 2 weeks")) == northwind


def test_a_byte_order_mark_and_windows_newlines_change_nothing(document, northwind):
    assert read_text("\ufeff" + document.replace("\n", "\r\n")).framework == northwind


def test_paragraphs_of_folded_text_are_separated_by_one_empty_line(variant):
    framework = variant(
        (
            "title: Northwind engineering framework",
            "title: Northwind engineering framework\nabout: >\n  One paragraph\n  goes on.\n\n  Another.\n",
        )
    )
    assert framework.about == "One paragraph goes on.\n\nAnother."


def test_a_statement_alone_needs_no_list(variant, northwind):
    assert (
        variant(
            (
                "senior: [Designs one service with its failure modes.]",
                "senior: Designs one service with its failure modes.",
            )
        )
        == northwind
    )


@pytest.mark.parametrize("blank", ["", " []", " {}", " ~"])
def test_a_blank_expectation_asks_nothing(variant, northwind, blank):
    framework = variant(("    senior: [Knows what the work is for.]\n", f"    senior:{blank}\n"))
    assert framework.expectation("outcome", "senior") is None
    assert framework.criteria_at("senior") == tuple(
        northwind.criterion(key) for key in ("design", "operations", "communication")
    )


def test_the_order_of_expectations_is_that_of_criteria_and_levels(variant, northwind):
    moved = variant(
        ("    senior: [Knows what the work is for.]\n", ""),
        (
            "    manager: [The team moves a figure it chose.]\n",
            "    manager: [The team moves a figure it chose.]\n    senior: [Knows what the work is for.]\n",
        ),
    )
    assert (moved, moved.hash) == (northwind, northwind.hash)
