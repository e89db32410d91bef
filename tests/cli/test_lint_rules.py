"""`waypost rule --out`: its pages are written and taken out, and nothing of anybody else's is."""

from __future__ import annotations

import pytest
from tests.lint.cases import run

from waypost.lint.pages import pages

PAGES = ("--all", "--format", "markdown", "--out")


def test_pages_of_rules_that_are_no_more_are_taken_out_and_nothing_else(tmp_path):
    theirs = {"notes.md": "# Notes\n", "OLD002.md": "# Minutes of the second meeting\n", "old003.md": "# old003: a\n"}
    for name, text in {**theirs, "OLD001.md": "# OLD001: gone\n", "OLD004.txt": "# OLD004: gone\n"}.items():
        (tmp_path / name).write_text(text)
    assert run(*PAGES, tmp_path, command="rule").exit_code == 0
    assert run(*PAGES, tmp_path, command="rule").exit_code == 0  # over its own
    assert {path.name for path in tmp_path.iterdir()} == {*pages(), *theirs, "OLD004.txt"}
    assert {name: (tmp_path / name).read_text() for name in theirs} == theirs


@pytest.mark.parametrize("name", ["README.md", "VAG103.md"])
def test_a_page_of_somebody_else_is_not_written_over(tmp_path, name):
    (tmp_path / name).write_text("# Ours\n")
    result = run(*PAGES, tmp_path, command="rule")
    assert result.exit_code == 2
    assert f"{name} is no page of `waypost rule`, and is left as it is." in result.output
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, "# Ours\n")]


def test_nothing_is_written_through_a_link(tmp_path):
    folder, other = tmp_path / "rules", tmp_path / "other"
    folder.mkdir()
    (folder / "VAG103.md").symlink_to(other)
    assert run(*PAGES, folder, command="rule").exit_code == 2
    assert not other.exists()
