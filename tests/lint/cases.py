"""Small frameworks whose statements a test chooses."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from waypost.cli.main import main
from waypost.lint.checking import Checked, check
from waypost.lint.reading import read_files
from waypost.lint.settings import Settings

HEAD = """\
waypost: 1
name: northwind
title: Northwind
version: 1.0.0
owner: founders
scale: {below: {value: 0, title: Not yet}, meets: {value: 1, title: Meets}}
bands:
  B1: {title: Senior}
tracks:
  depth: {title: Depth, primary: technical, weights: {technical: 100}}
levels:
  senior: {title: Senior Engineer, track: depth, band: B1, scope: team}
dimensions:
  technical:
    title: Technical
    kind: technical
    criteria:
      releases: {title: Releases}
expectations:
  releases:
    senior:
"""


def framework(*lines: str, after: str = "") -> str:
    """A framework whose one cell is written in these lines, from line 22 on."""
    return HEAD + "".join(f"      {line}\n" for line in lines) + after


def checked(text: str, settings: Settings | None = None, *, file: str = "framework.yaml") -> Checked:
    """What is found in a framework of this text."""
    return check(read_files({file: text.encode()}), settings or Settings(select=("VAG103", "SUP", "STR001")))


def told(found: Checked) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding."""
    return [(one.code, one.span.line, one.span.column) for one in found.findings]


def run(*arguments: str | Path, command: str = "lint") -> Result:
    """`waypost lint` (or another command) with these arguments."""
    return CliRunner().invoke(main, [command, *map(str, arguments)])
