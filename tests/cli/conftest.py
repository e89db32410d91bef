"""Fixtures every test of the commands may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.deployment import Deployment


@pytest.fixture(scope="session")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation that was set up and nothing else, which takes seconds: tests take copies.

    Those that ask for it belong to the group `installation`, so that they meet in one process.
    """
    made = Deployment(tmp_path_factory.mktemp("installation") / "data")
    done = made.run("setup")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Ready.")
    return made.folder
