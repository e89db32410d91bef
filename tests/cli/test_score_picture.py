"""`waypost score --picture`: a picture is drawn over one from before, and over nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lint.cases import framework, run


@pytest.fixture
def ladder(tmp_path: Path) -> Path:
    file = tmp_path / "a.yaml"
    file.write_text(framework("- Can run a release."))
    return file


@pytest.mark.parametrize("text", ["# Ladder\n", '<svg xmlns="http://www.w3.org/2000/svg" class="logo"/>'])
def test_what_is_no_picture_of_a_card_is_left_as_it_is(ladder: Path, text: str) -> None:
    other = ladder.parent / "b.md"
    other.write_text(text)
    result = run(ladder, "--picture", other, command="score")
    assert result.exit_code == 2
    assert f"{other} is no picture of a card, and is left as it is. Name another file." in result.output
    assert other.read_text() == text


def test_a_picture_from_before_and_an_empty_file_are_drawn_over(ladder: Path) -> None:
    picture = ladder.parent / "a.svg"
    picture.write_text("")
    assert run(ladder, "--picture", picture, command="score").exit_code == 0
    before = picture.read_text()
    ladder.write_text(framework("- Runs releases."))
    assert run(ladder, "--picture", picture, command="score").exit_code == 0
    assert picture.read_text() != before


def test_a_link_to_nothing_is_not_written_through(ladder: Path) -> None:
    link = ladder.parent / "a.svg"
    link.symlink_to(ladder.parent / "other")
    assert run(ladder, "--picture", link, command="score").exit_code == 2
    assert not (ladder.parent / "other").exists()
