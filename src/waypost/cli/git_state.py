"""Which work tree of git a path is in, and which commit that stands at, read without asking git: for a cache's key."""

from __future__ import annotations

import os
from pathlib import Path

_LARGEST = 50_000_000


def work_tree(path: Path) -> Path | None:
    """The folder of the work tree that holds this path."""
    real = Path(os.path.realpath(path))
    return next((folder for folder in (real, *real.parents) if os.path.lexists(folder / ".git")), None)


def last_commit(top: Path) -> str | None:
    """What tells the last commit of a work tree from all others; None where that cannot be told."""
    try:
        git = top / ".git"
        if git.is_file():
            git = top / _text(git).removeprefix("gitdir:").strip()
        head = _text(git / "HEAD")
        if not head.startswith("ref:"):
            return head or None
        name, common = head.removeprefix("ref:").strip(), git / _text(git / "commondir")
        loose = _text(git / name) or _text(common / name)
        ends = f" {name}"
        packed = (
            "" if loose else next((one for one in _text(common / "packed-refs").split("\n") if one.endswith(ends)), "")
        )
        return None if not loose and not packed and (common / "reftable").exists() else loose or packed
    except (OSError, ValueError):
        return None


def _text(path: Path) -> str:
    """What a plain file says; nothing where there is none, or far too much."""
    return path.read_text("utf-8").strip() if path.is_file() and path.stat().st_size < _LARGEST else ""
