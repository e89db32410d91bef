"""The hooks for pre-commit and the GitHub action: they have the shape their runners want, and run what they say."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from tests.needs import ROOT

from waypost.cli.main import COMMANDS, main
from waypost.framework.library import load
from waypost.framework.writing import write_framework
from waypost.lint.formats import FORMATS

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text())
PAGE = (ROOT / "docs" / "linting-in-ci.md").read_text()


def test_there_are_three_hooks_that_run_commands_we_have() -> None:
    assert [one["id"] for one in HOOKS] == ["waypost-lint", "waypost-fmt", "waypost-check"]
    for hook in HOOKS:
        program, command = hook["entry"].split()
        assert program == "waypost"
        assert command in COMMANDS
        assert hook["language"] == "python"
        assert hook["pass_filenames"] is False
        assert {"name", "description", "args"} <= hook.keys()


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_on_a_sound_framework_and_stops_a_broken_one(hook: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "framework.yaml"
    file.write_text(write_framework(load("rubric")), "utf-8")
    call = [*hook["entry"].split()[1:], *(str(tmp_path) if one == "." else one for one in hook["args"])]
    assert CliRunner().invoke(main, call).exit_code == 0
    file.write_text("waypost: 1\nname: [\n", "utf-8")
    assert CliRunner().invoke(main, call).exit_code != 0


def test_the_action_has_the_inputs_it_documents_and_never_puts_them_into_a_script() -> None:
    assert set(ACTION["inputs"]) == {"path", "args", "version"}
    assert set(re.findall(r"(?m)^\| `(\w+)` \|", PAGE.partition("| input |")[2].partition("\n\n")[0])) == {
        *ACTION["inputs"]
    }
    assert all("description" in one and "default" in one for one in ACTION["inputs"].values())
    assert ACTION["runs"]["using"] == "composite"
    scripts = [step for step in ACTION["runs"]["steps"] if "run" in step]
    assert all(step["shell"] == "bash" for step in scripts)
    assert not any("${{" in step["run"] for step in scripts)  # an input there would be run as a command


def script(name: str) -> str:
    return next(str(step["run"]) for step in ACTION["runs"]["steps"] if step.get("name") == name)


@pytest.mark.parametrize(
    ("paths", "more", "called"),
    [
        (".", "", ["lint", "--format", "github", "--", "."]),
        (" ", "", ["lint", "--format", "github", "--", "."]),
        (
            "a b\nc",
            "--preview --ignore VAG",
            ["lint", "--format", "github", "--preview", "--ignore", "VAG", "--", "a", "b", "c"],
        ),
        ("$(touch owned) `touch owned`; touch owned", "", None),
    ],
)
def test_the_action_calls_the_linter_with_what_it_was_given(
    paths: str, more: str, called: list[str] | None, tmp_path: Path
) -> None:
    program = tmp_path / "waypost" / "bin" / "waypost"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nexit 1\n')
    program.chmod(0o755)
    given = {"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path), "PATHS": paths, "ARGS": more}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script("Lint")]
    ended = subprocess.run(command, env=given, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 1  # findings fail the job
    assert not (tmp_path / "owned").exists()
    if called is not None:
        assert ended.stdout.splitlines() == called


@pytest.mark.parametrize(("wanted", "installed"), [("", "/own/copy"), ("0.2.0", "waypost==0.2.0")])
def test_the_action_installs_its_own_version_or_the_wanted_one(wanted: str, installed: str, tmp_path: Path) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    pip = tmp_path / "waypost" / "bin" / "pip"
    pip.parent.mkdir(parents=True)
    for program in (commands / "python", pip):
        program.write_text('#!/bin/sh\necho "$@"\n')
        program.chmod(0o755)
    given = {
        "PATH": f"{commands}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "WANTED": wanted,
        "OWN": "/own/copy",
    }
    ended = subprocess.run(
        ["bash", "-e", "-c", script("Install")], env=given, capture_output=True, text=True, check=True
    )
    assert ended.stdout.split()[-1] == installed


def test_the_page_for_builds_names_the_hooks_and_forms_that_there_are() -> None:
    assert all(f"| `{hook['id']}` | `{hook['entry']}`" in PAGE for hook in HOOKS)
    assert set(re.findall(r"waypost lint \S+ --format (\w+)", PAGE)) <= FORMATS.keys()
