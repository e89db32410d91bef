"""What cannot be read is told to whoever named it and ends a run, whatever rules were selected, cached or not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lint.cases import framework, run

from waypost.cli.lint_run import Run, Wish

BROKEN = "waypost: 1\nname: a: b\n"
FLAGS = [("--select", "VAG103"), ("--ignore", "STR"), ("--select", "VAG103", "--no-cache")]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder one is in, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WAYPOST_CACHE", raising=False)


def lint(*arguments):
    """How it ends and at which places it told something; asked twice, of which the second may be from the cache."""
    first, again = (run(*arguments, "--format", "concise") for _ in range(2))
    assert (again.exit_code, again.stdout) == (first.exit_code, first.stdout)
    return first.exit_code, [line.split(": ")[0] for line in first.stdout.splitlines()]


@pytest.mark.parametrize("flags", FLAGS, ids=" ".join)
def test_a_path_that_is_not_there_cannot_be_linted(flags):
    assert lint("nothere.yaml", *flags) == (2, ["nothere.yaml:1:1"])
    assert lint("nothere.yaml", "--exit-zero", *flags) == (2, ["nothere.yaml:1:1"])


@pytest.mark.parametrize("flags", FLAGS, ids=" ".join)
def test_a_file_that_cannot_be_read_cannot_be_linted(flags):
    Path("broken.yaml").write_text(BROKEN)
    assert lint("broken.yaml", *flags) == (2, ["broken.yaml:2:8"])


def test_a_file_that_is_named_among_others_is_told_too():
    Path("broken.yaml").write_text(BROKEN)
    Path("clear.yaml").write_text(framework("- Runs releases."))
    assert lint("broken.yaml", "clear.yaml", "--select", "VAG103") == (1, ["broken.yaml:2:8"])


def test_a_file_that_was_met_in_a_folder_is_told_where_that_was_selected():
    Path("all").mkdir()
    Path("all/broken.yaml").write_text(BROKEN)
    Path("all/clear.yaml").write_text(framework("- Runs releases."))
    assert lint("all", "--select", "VAG103") == (0, [])
    assert lint("all", "--select", "VAG103,STR001") == (1, ["all/broken.yaml:2:8"])


def test_a_folder_in_which_nothing_can_be_read_says_why():
    Path("all").mkdir()
    Path("all/broken.yaml").write_text(BROKEN)
    assert lint("all", "--select", "VAG103") == (2, ["all/broken.yaml:2:8"])


def test_a_name_that_nothing_has_keeps_a_file_from_being_linted():
    Path("a.yaml").write_text(framework("- Runs releases.").replace("track: depth", "track: deep"))
    assert lint("a.yaml", "--select", "VAG103")[0] == 2


def test_where_nothing_was_linted_a_run_says_so():
    Path("clear.yaml").write_text(framework("- Runs releases."))
    none, clear = Path("none.md"), Path("clear.yaml")
    for cached in (False, True, True):
        linted = [Run(Wish(paths, select=("VAG",), cached=cached)).found().linted for paths in ((none,), (none, clear))]
        assert linted == [False, True]
