"""Ladders of one or two tracks whose cells a test writes."""

from __future__ import annotations

import json
from datetime import date

from waypost.lint.findings import Finding
from waypost.lint.linting import lint
from waypost.lint.reading import read_files
from waypost.lint.settings import Settings
from waypost.lint.subject import Subject

HEAD = """\
waypost: 1
name: northwind
title: Northwind
version: 1.0.0
reviewed: 2026-03-01
{more}scale: {{below: {{value: 0, title: Not yet}}, meets: {{value: 1, title: Meets}}}}
bands: {{B2: {{title: Engineer}}, B3: {{title: Senior}}, B4: {{title: Staff and Manager}}}}
tracks:
  depth: {{title: Depth, primary: technical, weights: {{work: 100}}}}
  people: {{title: Management, primary: people, weights: {{work: 100}}}}
levels:
  engineer: {{title: Engineer, track: depth, band: B2, scope: feature}}
  senior: {{title: Senior Engineer, track: depth, band: B3, scope: project}}
  staff: {{title: Staff Engineer, track: depth, band: B4, scope: teams}}
  manager: {{title: Engineering Manager, track: people, band: B4, scope: team}}
paths: [engineer > senior > staff, senior > manager, staff = manager]
dimensions:
  work:
    title: Work
    kind: technical
    criteria: {criteria}
expectations:
"""


CRITERIA = {"design": "System design", "talk": "Explaining"}


def ladder(
    cells: dict[str, str | list[str] | None], *, more: str = "", criteria: dict[str, str] | None = None
) -> Subject:
    """A ladder of three levels and a manager; cells by `criterion level`, None for a blank that is written down."""
    rows: dict[str, list[str]] = {}
    for place, says in cells.items():
        criterion, level = place.split()
        said = "" if says is None else says if str(says).startswith("{") else json.dumps(says, ensure_ascii=False)
        rows.setdefault(criterion, []).append(f"    {level}: {said}\n")
    named = json.dumps({key: {"title": title} for key, title in (criteria or CRITERIA).items()})
    text = HEAD.format(more=more, criteria=named) + "".join(
        f"  {row}:\n{''.join(lines)}" for row, lines in rows.items()
    )
    read = read_files({"framework.yaml": text.encode()})
    assert read.subject is not None, read.errors
    return read.subject


def findings(subject: Subject, *select: str, today: date | None = None, preview: bool = False) -> tuple[Finding, ...]:
    """What these codes find."""
    return lint(subject, Settings(select=select, today=today, preview=preview)).findings


def told(subject: Subject, *select: str, preview: bool = False) -> list[tuple[str, str, str]]:
    """Code, criterion and level of each finding."""
    return [(one.code, one.criterion, one.level) for one in findings(subject, *select, preview=preview)]
