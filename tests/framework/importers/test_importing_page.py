"""docs/importing.md says what holds: its shapes, its caps, its commands, its example of origins."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner
from tests.needs import ROOT

from waypost.cli.main import main
from waypost.framework.importers import sources
from waypost.framework.importers.completing import tidying
from waypost.framework.importers.found import Blank
from waypost.framework.importers.recognise import SHAPES
from waypost.framework.importers.sheets.workbook_bounds import MAX_UNPACKED
from waypost.framework.origins import read_origins
from waypost.framework.words import MAX_LEVELS


@pytest.fixture(scope="module")
def page() -> str:
    """The page for owners of a ladder."""
    return (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")


def test_every_shape_is_there(page):
    table = page.split("| shape |")[1].split("\n\n")[0]
    listed = [name for line in table.splitlines()[2:] for name in re.findall(r"`([a-z-]+)`", line.split("|")[1])]
    assert sorted(listed) == sorted(SHAPES)


def test_every_meaning_of_a_blank_is_there(page):
    table = page.split("| taken for |")[1].split("\n\n")[0]
    meanings = [line.split("|")[1].strip().removeprefix("a ") for line in table.splitlines()[2:]]
    assert meanings == [meaning.value for meaning in Blank]


def test_the_caps_are_those_that_hold(page):
    refused = " ".join(page.split("## What is refused")[1].split())
    for cap in (
        f"{sources.MAX_FILE_BYTES // 1_000_000} MB",
        f"{sources.MAX_ALL_BYTES // 1_000_000} MB",
        f"{sources.MAX_FILES:,} files",
        f"{sources.MAX_PROSE_LINES:,} lines",
        f"{sources.MAX_TAGS:,} tags",
        f"{MAX_UNPACKED // 1_000_000} MB",
    ):
        assert cap in refused, cap
    statements, criteria = tidying.MOST_STATEMENTS, tidying.MOST_IN_DIMENSION
    most = f"More than {statements} statements in one cell, {criteria} criteria in a group or {MAX_LEVELS} levels"
    assert most in " ".join(page.split())


def test_its_example_of_origins_reads(page):
    example = page.split('```\n{"waypost origins"')[1].split("```")[0]
    found = read_origins('{"waypost origins"' + example).origin_of("design", "senior", 0)
    assert str(found) == "../ladder/senior.md:12"


def test_its_commands_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ladder").mkdir()
    (tmp_path / "ladder" / "rubric.md").write_text("# Code\n## Design\n1. Designs.\n2. More.\n", encoding="utf-8")
    commands = re.findall(r"^waypost (.*)$", page, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        if command.startswith("import"):
            (tmp_path / "framework.yaml").unlink(missing_ok=True)
            (tmp_path / "framework.origins.json").unlink(missing_ok=True)
        result = CliRunner().invoke(main, command.split())
        assert result.exit_code == 0, (command, result.output)
