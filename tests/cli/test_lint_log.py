"""What a stranger's files are called and say steers neither the terminal nor the log of a build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.lint.cases import framework, run

LADDER = "# Ladder\n\n## Junior\n\n- Can run a ##[stop-commands]x release.\n\n## Senior\n\n- Plans them.\n"
SLIP = '[lint]\n"x\\n::error file=a.md,line=1::Approved\\u001b[2J" = 1\n'


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder, in which the tests are; and a build that reads along."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    return tmp_path


def commands(log):
    """The lines that a runner of GitHub takes for commands."""
    return [line for line in log.splitlines() if line.strip().startswith("::") or "##[" in line]


def test_a_word_of_the_configuration_is_echoed_as_a_text(here):
    Path("a.yaml").write_text(framework("- Runs releases."))
    Path("waypost.toml").write_text(SLIP)
    refused = run("a.yaml", "--format", "github")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "There is no setting `x\ufffd::error file=a.md,line=1::Approved\ufffd[2J`" in refused.stderr
    assert commands(refused.stderr) == []
    assert "\x1b" not in refused.stderr


def test_what_a_baseline_says_is_echoed_as_a_text(here):
    Path("a.yaml").write_text(framework("- Runs releases."))
    entry = {"code": "X1", "says": "gone\n::error::x ##[add-mask]y \x1b[2J", "count": 1}
    Path("known.json").write_text(json.dumps({"version": 1, "findings": {"a": entry}}))
    ended = run("a.yaml", "--baseline", "known.json", "--select", "VAG103", "--no-cache")
    assert (ended.exit_code, commands(ended.stderr), "\x1b" in ended.stderr) == (0, [], False)
    assert "no longer found: X1" in ended.stderr


@pytest.mark.parametrize("name", ["::add-mask::the.md", " ::add-mask::the.md", "##[error]the.md"])
@pytest.mark.parametrize("form", ["text", "concise"])
def test_in_a_build_neither_a_name_nor_a_statement_is_a_command(here, form, name):
    Path(name).write_text(LADDER)
    ended = run(name, "--select", "VAG103", "--no-cache", "--format", form)
    assert (ended.exit_code, commands(ended.stdout)) == (1, [])
    missing = run("--no-cache", "--config", name, name)
    assert (missing.exit_code, commands(missing.stderr)) == (2, [])


def test_elsewhere_a_name_is_told_as_it_is(here, monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS")
    Path("::the.md").write_text(LADDER)
    ended = run("::the.md", "--select", "VAG103", "--no-cache", "--format", "concise")
    assert ended.stdout.startswith("::the.md:5:3: warning VAG103 ")


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text on other systems")
@pytest.mark.parametrize("form", ["text", "json", "sarif", "gitlab", "junit", "github", "markdown"])
def test_a_name_that_is_not_utf8_is_told_in_every_form(here, form):
    name = os.fsencode(here) + b"/bad\xff.md"
    Path(os.fsdecode(name)).write_text(LADDER)
    command = [sys.executable, "-m", "waypost", "lint", "--no-cache", "--select", "VAG103", "--format", form, name]
    ended = subprocess.run(command, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (1, b"")
    told = ended.stdout.decode("utf-8")
    assert "bad%FF.md" in told if form == "sarif" else "bad\ufffd.md" in told


def test_a_difference_steers_nothing_where_it_is_shown_and_is_whole_where_a_program_reads_it(here, monkeypatch):
    said = "- Keeps seperate notes.\n- Writes\tit\n  ::add-mask::the\x1b release."
    text = f"# Ladder\n\n## Junior\n\n### Delivery\n\n{said}\n\n## Senior\n\n### Delivery\n\n- Plans.\n"
    Path("a.md").write_text(text)
    shown = run("a.md", "--diff", "--unsafe-fixes", "--select", "STY001").stdout
    assert "+- Keeps separate notes.\n - Writes\tit\n" in shown
    assert commands(shown) == []
    assert "\x1b" not in shown
    monkeypatch.delenv("GITHUB_ACTIONS")
    whole = run("a.md", "--diff", "--unsafe-fixes", "--select", "STY001").stdout
    assert "\n   ::add-mask::the\x1b release.\n" in whole
