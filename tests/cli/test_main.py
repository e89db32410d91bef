"""`waypost` starts quickly, knows its commands, and imports only the one that is asked for."""

from __future__ import annotations

import subprocess
import sys
import time

import click
import pytest
from click.testing import CliRunner

import waypost
from waypost.cli.main import COMMANDS, main

FAST = 0.4


def test_the_version_is_that_of_the_package():
    result = CliRunner().invoke(main, ["--version"])
    assert (result.exit_code, result.output) == (0, f"waypost, version {waypost.__version__}\n")


def test_help_lists_every_command_with_its_sentence():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    for name, (_, sentence) in COMMANDS.items():
        assert name in result.output
        assert sentence in result.output


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_in_the_table_is_there(name):
    with click.Context(main) as context:
        assert isinstance(main.get_command(context, name), click.Command)


def test_a_command_that_is_not_there_is_wrong_use():
    result = CliRunner().invoke(main, ["fly"])
    assert result.exit_code == 2
    assert "No such command 'fly'" in result.output


def test_help_is_quick_and_imports_neither_the_web_nor_the_rules():
    program = (
        "import sys\nfrom waypost.cli.main import main\ntry:\n    main(['--help'])\nfinally:\n    print(*sys.modules)"
    )
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        seconds.append(time.perf_counter() - started)
        if seconds[-1] < FAST:
            break
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert loaded.isdisjoint({"django", "pydantic", "yaml", "rich"})
    assert min(seconds) < FAST
