"""The demo organisation, which takes long to make: made once for every test of one process that wants it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.deployment import Deployment


@pytest.fixture(scope="session")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the demo organisation, as a newcomer makes it, in a shell that is set up for something else.

    Tests take copies. Those that ask for it belong to the group `organisation`, so that they meet in one process.
    """
    folder = tmp_path_factory.mktemp("demo")
    shell = {"DATABASE_URL": "postgresql://127.0.0.1:9/company", "DATA": str(folder / "company"), "DEMO": None}
    demo = Deployment(folder / "demo", settings=shell)
    done = demo.run("demo", "--no-serve", "--data", str(demo.folder), timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Made the demo organisation in" in done.stdout
    return demo.folder
