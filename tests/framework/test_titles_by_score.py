"""Titles that a sum of points gives travel with a framework, and only with those that have them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from waypost.cli.main import main
from waypost.framework.diff import Change, ChangeClass, ChangeSort, Part, diff
from waypost.framework.reading import read_text
from waypost.framework.writing import write_framework

MAP = """
titles by score:
  - {from: 0, title: Engineer I}
  - {from: 12, title: Engineer II}
  - {from: 27.5, title: Senior Engineer}
"""
MAJOR, MINOR, PATCH = ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.PATCH


def read(document, scores=MAP):
    """The small framework with this map at its end."""
    reading = read_text(document + scores)
    assert reading.framework is not None, reading.errors
    return reading.framework


def test_they_are_read_and_written_as_they_stand(document):
    framework = read(document)
    assert [(one.from_, one.title) for one in framework.titles_by_score] == [
        (0, "Engineer I"),
        (12, "Engineer II"),
        (27.5, "Senior Engineer"),
    ]
    text = write_framework(framework)
    assert MAP in text
    assert read_text(text).framework == framework
    assert read_text(text).framework.hash == framework.hash


def test_a_framework_without_them_keeps_its_hash(document, northwind):
    assert northwind.hash == "6a5206c85a3f4ee273f7fd3d5a8c09b40f222e3310b894f7be98de5306c68eb6"
    assert read(document, "\ntitles by score: []\n").hash == northwind.hash
    assert read(document).hash != northwind.hash


@pytest.mark.parametrize(
    ("old", "new", "message", "hint"),
    [
        (
            "from: 12",
            "from: 0.0",
            "`titles by score[2].from` does not rise",
            "Write the titles from low to high; this one needs more than 0.",
        ),
        (
            "27.5, title: Senior Engineer",
            "27.5, title: Engineer I",
            "`Engineer I` is a title of another score too",
            "Give each title once, with the least score that has it.",
        ),
        ("from: 12", "from: many", "`titles by score[2].from` is `many`", "Write a number, like `12` or `1.5`."),
        ("from: 12", "from: .inf", "`titles by score[2].from` is `.inf`", "Write a number, like `12` or `1.5`."),
        (
            "from: 0",
            "from: -1",
            "`titles by score[1].from` is `-1`; it must be at least 0",
            "Write a number of at least 0.",
        ),
        (
            "from: 27.5",
            "from: 1000001",
            "`titles by score[3].from` is `1000001`; it must be at most 1,000,000",
            "Write a number of at most 1,000,000.",
        ),
    ],
)
def test_what_is_wrong_with_them_is_told_with_its_line(document, errors_of, old, new, message, hint):
    text = document + MAP.replace(old, new)
    errors = [(error.line, error.message, error.hint) for error in errors_of(text)]
    line = next(number for number, one in enumerate(text.split("\n"), start=1) if new in one)
    assert errors == [(line, message, hint)]


@pytest.mark.parametrize(
    ("old", "new", "kind", "what", "sort", "values"),
    [
        ("from: 12", "from: 15", MAJOR, "The title Engineer II needs more points", ChangeSort.RAISED, ("12", "15")),
        ("from: 12", "from: 11", MINOR, "The title Engineer II needs fewer points", ChangeSort.LOWERED, ("12", "11")),
        (
            *("Engineer II}", "Software Engineer}", PATCH, "From 12 points on the title is another"),
            *(ChangeSort.RENAMED, ("Engineer II", "Software Engineer")),
        ),
        (
            *("  - {from: 12, title: Engineer II}\n", "", MINOR, "No score gives the title Engineer II any more"),
            *(ChangeSort.REMOVED, ("12", None)),
        ),
        (
            *("  - {from: 27.5", "  - {from: 20, title: Engineer III}\n  - {from: 27.5", MINOR),
            *("There is a new title from 20 points on", ChangeSort.ADDED, (None, "Engineer III")),
        ),
    ],
)
def test_a_changed_map_is_a_change_of_its_own(document, old, new, kind, what, sort, values):
    before, after = values
    change = Change(kind, what, old=before, new=after, sort=sort, part=Part.TITLES)
    assert diff(read(document), read(document, MAP.replace(old, new))).changes == (change,)


def test_show_prints_them(document, tmp_path):
    path = tmp_path / "framework.yaml"
    path.write_text(document + MAP, encoding="utf-8")
    shown = CliRunner().invoke(main, ["show", str(path)]).stdout
    assert "Titles by score\n  from 0: Engineer I\n  from 12: Engineer II\n  from 27.5: Senior Engineer\n" in shown
    data = json.loads(CliRunner().invoke(main, ["show", str(path), "--format", "json"]).stdout)
    assert data["titles by score"][2] == {"from": 27.5, "title": "Senior Engineer"}
