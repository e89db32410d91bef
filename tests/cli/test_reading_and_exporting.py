"""Every command that docs/reading-and-exporting.md shows does what it says, in the order of the page."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.needs import ROOT

from waypost.cli.export import OF_A_LEVEL, WHOLE
from waypost.cli.main import main
from waypost.framework.reading import read_framework

PAGE = (ROOT / "docs" / "reading-and-exporting.md").read_text(encoding="utf-8")
NORTHWIND = ROOT / "tests" / "frameworks" / "northwind.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a framework and the version before it."""
    text = NORTHWIND.read_text(encoding="utf-8")
    (tmp_path / "framework.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "older.yaml").write_text(text.replace("version: 3.1.0", "version: 3.0.0"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_of_the_page_works(folder: Path) -> None:
    shown = re.findall(r"^\$ waypost (.+)$", PAGE, re.MULTILINE)
    assert len(shown) >= 8
    for command in shown:
        result = CliRunner().invoke(main, shlex.split(command))
        assert result.exit_code == 0, f"{command}: {result.output}"
    assert read_framework(folder / "again.yaml").framework == read_framework(NORTHWIND).framework
    assert (folder / "public" / "versions" / "3.0.0" / "index.html").exists()


def test_every_form_stands_in_the_table() -> None:
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == ["json", "csv", "xlsx", "markdown", "pdf", *OF_A_LEVEL]
    assert len(WHOLE) == 5


def test_the_recipe_for_a_build_makes_a_site_of_every_tag(folder: Path) -> None:
    recipe = re.search(r"^```sh\n(.+?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert recipe is not None
    binaries = folder / "bin"
    binaries.mkdir()
    (binaries / "waypost").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m waypost "$@"\n')
    (binaries / "waypost").chmod(0o755)
    environment = {**os.environ, "PATH": f"{binaries}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": "/dev/null"}

    def run(*command: str) -> None:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    identity = ("-c", "user.name=Kofi", "-c", "user.email=kofi@example.org")
    run("git", "init", "--quiet")
    (folder / "career").mkdir()
    for version, source in (("3.0.0", "older.yaml"), ("3.1.0", "framework.yaml")):
        (folder / "career" / "framework.yaml").write_bytes((folder / source).read_bytes())
        run("git", "add", "career")
        run("git", *identity, "commit", "--quiet", "-m", version)
        run("git", "tag", f"v{version}")
    run("sh", "-c", recipe[1])
    assert "Version 3.1.0" in (folder / "public" / "versions.html").read_text(encoding="utf-8")
    assert (folder / "public" / "versions" / "3.0.0" / "level-staff.html").exists()
