"""The page on importing data shows what happens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from waypost.cli.main import main

PAGE = Path(__file__).parents[3] / "docs" / "importing-data.md"


def test_the_ladder_of_the_page_is_imported_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.read_text(encoding="utf-8")
    ladder = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    command = re.search(r"```console\nwaypost (.*?)\n```", text)
    assert ladder is not None
    assert command is not None
    monkeypatch.chdir(tmp_path)
    Path("ladder").mkdir()
    Path("ladder/skills.yaml").write_text(ladder[1], encoding="utf-8")
    result = CliRunner().invoke(main, command[1].split())
    assert result.exit_code == 0, result.output
    told = " ".join(result.output.split())
    assert "1 track, 2 levels, 2 dimensions, 2 criteria, 3 expectations, 4 statements" in told
    assert "Care for users at Junior Engineer" in told
    assert "No text was left over." in told
    assert CliRunner().invoke(main, ["show", "framework.yaml"]).exit_code == 0


def test_a_broken_file_is_refused_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "ladder.json"
    path.write_text('{"skills": {"Testing": [1, 2}', encoding="utf-8")
    result = CliRunner().invoke(main, ["import", str(path), "--out", str(tmp_path / "out.yaml")])
    assert result.exit_code == 1
    told = " ".join(result.output.split())
    assert "ladder.json:1:29" in told
    assert "is not expected here" in told
    assert "Write a comma" in told
    assert not (tmp_path / "out.yaml").exists()
