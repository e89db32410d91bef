"""Linting again whenever something below the paths changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from pathlib import Path

import click

from waypost.lint.collecting import Target, target

PAUSE = 0.5  # seconds between two looks
MOST = 5_000
"""Files that are watched; more would make looking slower than linting."""


def state(paths: Iterable[Path], beside: Iterable[Path] = ()) -> Mapping[Path, tuple[int, int]]:
    """Every file below the paths, and those beside them, with its size and the time of its last change."""
    held = (target(path) for path in paths)
    targets = (one for some in held for one in ([some] if isinstance(some, Target) else some))
    seen: dict[Path, tuple[int, int]] = {}
    for file in chain(beside, (file for one in targets for file in one.files)):
        if len(seen) >= MOST:
            raise click.UsageError(f"There are more than {MOST:,} files below these paths. Watch fewer.")
        try:
            status = file.stat()
        except OSError:
            continue
        seen[file] = (status.st_size, status.st_mtime_ns)
    return seen


def watched(
    paths: Iterable[Path],
    once: Callable[[], int],
    *,
    beside: Callable[[], Iterable[Path]] = tuple,
    pause: Callable[[], bool] | None = None,
) -> int:
    """Lint, and again after each change, until Ctrl-C or until `pause` says no; the last exit code.

    `beside`: what else is watched now, such as the configuration, which names more files from one look to the next.
    """
    named = tuple(paths)
    wait = pause or _pause
    before, code = state(named, beside()), once()
    click.echo("Watching for changes. Stop with Ctrl-C.", err=True)
    try:
        while wait():
            now = state(named, beside())
            if now != before:
                before = now
                from waypost.cli.lint import lines_of

                lines_of.cache_clear()
                code = once()
    except KeyboardInterrupt:
        click.echo("", err=True)
    return code


def _pause() -> bool:
    time.sleep(PAUSE)
    return True
