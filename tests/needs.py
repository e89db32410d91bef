"""What a test needs from the machine: where it is missing the test is skipped with its reason, or fails if it must run.

`TEST_REQUIRE=chromium,postgresql` names what this run may not do without.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def chromium() -> str:
    """The path of Chromium, or skip."""
    path = os.environ.get("CHROMIUM") or next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
    )
    return path or lacking("chromium", "no Chromium on the path; set CHROMIUM to one")


def shared(*parts: str) -> Path:
    """A file of the texts that lie beside the repository, or skip. The last part may be a pattern."""
    folder = SHARED.joinpath(*parts[:-1])
    found = sorted(folder.glob(parts[-1])) if folder.is_dir() else []
    return found[0] if found else Path(lacking("shared", f"{SHARED}/{'/'.join(parts)} is not here"))


def lacking(what: str, reason: str) -> str:
    """Skip with the reason, or fail where this run must have it."""
    if what in os.environ.get("TEST_REQUIRE", "").split(","):
        pytest.fail(f"{what} is required in this run: {reason}")
    pytest.skip(reason)
