"""`waypost impact`: whom a file would touch; numbers in steps, names only as people operations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.web.cast import Cast, case_at
from tests.web.frameworks.documents import published, raised

from waypost.cli.main import main
from waypost.promotion.stages import Stage

pytestmark = pytest.mark.django_db


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["impact", *map(str, arguments)])


@pytest.fixture
def new(cast: Cast, tmp_path: Path) -> Path:
    path = tmp_path / "new.yaml"
    path.write_text(raised(cast).replace("principal", "architect"), encoding="utf-8")
    return path


def test_it_says_level_by_level_who_is_touched_and_how(cast: Cast, new: Path) -> None:
    done = run(new)
    assert (done.exit_code, done.stderr) == (0, "")
    text = done.stdout
    assert "2.0.0, held against 1.0.0: a major change." in text
    assert "Staff Engineer, asks more\n  stand here: 3\n  work towards it: fewer than 5\n" in text
    assert "Principal Engineer: called Principal Engineer (architect) from now on" in text
    assert "major, raised: " in text or "major, changed: " in text


def test_names_and_cases_are_told_to_people_operations_alone(cast: Cast, new: Path) -> None:
    case_at(cast, Stage.GATHERING)
    told = run(new, "--as", cast.hana.email).stdout
    assert "open cases to it: Ada Lindqvist (stays under 1.0.0)" in told
    assert "Chen Wei" in told
    for reader in ([], ["--as", cast.kofi.email]):
        silent = run(new, *reader).stdout
        assert "Ada Lindqvist" not in silent
        assert "Chen Wei" not in silent
    assert run(new, "--as", cast.ada.email).exit_code == 1
    assert run(new, "--as", "nobody@example.org").exit_code == 2


def test_programs_read_it_and_small_numbers_are_null(cast: Cast, new: Path) -> None:
    case_at(cast, Stage.GATHERING)
    found = json.loads(run(new, "--format", "json").stdout)
    staff = next(level for level in found["levels"] if level["level"] == "staff")
    assert (staff["people"], staff["goals at least"], staff["cases at least"]) == (3, None, None)
    assert "names" not in staff
    assert (found["before"]["version"], found["class"], found["steps of"]) == ("1.0.0", "major", 5)


def test_a_version_that_is_published_is_held_against_the_one_before_it(cast: Cast, new: Path) -> None:
    published(cast, new.read_text(encoding="utf-8"))
    assert "2.0.0, held against 1.0.0" in run(new).stdout


def test_before_the_first_version_nobody_is_touched(cast: Cast, new: Path) -> None:
    first = new.with_name("first.yaml")
    first.write_text(cast.framework.document, encoding="utf-8")
    assert run(first).stdout.startswith("Nobody yet")


def test_an_unreadable_file_is_told_with_its_line(cast: Cast, new: Path) -> None:
    new.write_text("version: 3\n", encoding="utf-8")
    done = run(new)
    assert (done.exit_code, done.stdout) == (1, "")
    assert str(new) in done.stderr
