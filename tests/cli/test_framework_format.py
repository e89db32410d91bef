"""`waypost fmt` writes a file in its one form, says what it did, and leaves alone what it cannot read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from waypost.cli.main import main
from waypost.framework.library import load
from waypost.framework.writing import write_framework

TIDY = write_framework(load("lattice"))
UNTIDY = "# Ours.\n" + TIDY.replace("title: Engineering career lattice", "title:   'Engineering career lattice'")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["fmt", *map(str, arguments)])


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    path = tmp_path / "framework.yaml"
    path.write_text(UNTIDY, encoding="utf-8")
    return path


def test_it_writes_the_form_and_says_so_once(untidy):
    untidy.chmod(0o640)
    result = run(untidy)
    assert (result.exit_code, result.output) == (0, f"Formatted {untidy}\n")
    assert untidy.read_text(encoding="utf-8") == f"# Ours.\n{TIDY}"
    assert stat.S_IMODE(untidy.stat().st_mode) == 0o640
    assert [path.name for path in untidy.parent.iterdir()] == ["framework.yaml"]
    assert (run(untidy).exit_code, run(untidy).output) == (0, "")


def test_checking_writes_nothing_and_fails(untidy):
    result = run("--check", untidy)
    assert (result.exit_code, result.output) == (1, f"Would format {untidy}\n")
    assert untidy.read_text(encoding="utf-8") == UNTIDY


def test_the_difference_is_shown_and_nothing_written(untidy):
    result = run("--diff", untidy)
    assert result.exit_code == 1
    changed = [line for line in result.output.splitlines()[2:] if line[:1] in "+-"]
    assert changed == ["-title:   'Engineering career lattice'", "+title: Engineering career lattice"]
    assert untidy.read_text(encoding="utf-8") == UNTIDY


def test_what_has_errors_is_left_alone_and_the_others_are_formatted(untidy, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text("waypost: 1\nname: [\n", encoding="utf-8")
    result = run(broken, untidy)
    assert result.exit_code == 1
    assert f"{broken}:3:1: leaves a brace or bracket open" in result.stderr
    assert result.stdout == f"Formatted {untidy}\n"
    assert broken.read_text(encoding="utf-8") == "waypost: 1\nname: [\n"


def test_line_ends_and_a_byte_order_mark_go(untidy):
    untidy.write_bytes(b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    assert run(untidy).exit_code == 0
    assert untidy.read_bytes() == TIDY.encode()


def test_a_folder_is_formatted_file_by_file(tmp_path):
    (tmp_path / "framework.yaml").write_text(TIDY, encoding="utf-8")
    assert (run(tmp_path).exit_code, run(tmp_path).output) == (0, "")


def test_nothing_named_is_wrong_use():
    assert run().exit_code == 2
