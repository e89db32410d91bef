"""`waypost score`: the card as text, for programs, as a page and for a comment; the picture; what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from waypost.cli.main import main
from waypost.framework.library import load
from waypost.framework.writing import write_framework


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["score", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def ladder(tmp_path: Path) -> Path:
    """The rubric with one statement that says what somebody can do."""
    text = write_framework(load("rubric"))
    says = load("rubric").expectations[0].statements[0].says
    file = tmp_path / "framework.yaml"
    file.write_text(text.replace(says, "Can <b>run</b> a release.", 1), "utf-8")
    return file


def test_the_card_says_six_scores_how_they_are_made_and_what_to_mend(ladder: Path) -> None:
    code, said = run(str(ladder))
    assert code == 0
    lines = said.splitlines()
    names = [line.split()[0] for line in lines[2:8]]
    assert names == ["specific", "distinct", "progressing", "balanced", "evidenced", "current"]
    assert "of 112 statements have findings" in lines[2]
    assert "Mend first:" in lines
    assert "VAG103" in said


def test_programs_read_the_same(ladder: Path) -> None:
    code, said = run(str(ladder), "--format", "json")
    card = json.loads(said)
    assert code == 0
    assert card["scores"]["specific"]["points"] == 99
    assert any(one["code"] == "VAG103" for mend in card["mend"] for one in mend["findings"])
    assert all(mend["raises"] for mend in card["mend"])


def test_a_page_of_its_own_has_the_card_the_picture_and_the_table_behind_it(ladder: Path) -> None:
    code, said = run(str(ladder), "--format", "html")
    assert code == 0
    assert said.startswith("<!doctype html>")
    assert "<svg" in said
    assert "<desc" in said
    assert said.count("<table") == 2
    assert "<b>run" not in said


def test_markdown_is_a_table_and_a_list(ladder: Path) -> None:
    code, said = run(str(ladder), "--format", "markdown")
    assert code == 0
    assert "| specific | 99 |" in said
    assert "## Mend first" in said


def test_the_picture_is_written_as_a_file_that_opens_alone(ladder: Path, tmp_path: Path) -> None:
    code, _ = run(str(ladder), "--picture", str(tmp_path / "findings.svg"))
    assert code == 0
    root = ElementTree.fromstring((tmp_path / "findings.svg").read_text("utf-8"))  # noqa: S314 - made here
    assert root.tag == "{http://www.w3.org/2000/svg}svg"


def test_a_ladder_of_another_shape_is_scored_in_place(tmp_path: Path) -> None:
    file = tmp_path / "ladder.md"
    file.write_text("# Ladder\n\n## Junior\n\n- Can run a release.\n- Fixes bugs.\n\n## Senior\n\n- Plans releases.\n")
    code, said = run(str(file))
    assert code == 0
    assert f"{file}:5:3" in said


def test_what_cannot_be_read_has_no_score(tmp_path: Path) -> None:
    file = tmp_path / "framework.yaml"
    file.write_text("waypost: 1\nname: [\n")
    code, said = run(str(file))
    assert code == 1
    assert f"{file}:" in said


def test_a_picture_that_cannot_be_written_is_told(ladder: Path, tmp_path: Path) -> None:
    code, said = run(str(ladder), "--picture", str(tmp_path / "nowhere" / "f.svg"))
    assert code == 2
    assert "cannot be written" in said


def test_a_configuration_with_a_slip_ends_the_run(ladder: Path) -> None:
    (ladder.parent / "waypost.toml").write_text('[lint]\nselekt = ["VAG"]\n')
    code, said = run(str(ladder))
    assert code == 2
    assert "`selekt`" in said
