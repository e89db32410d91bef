"""Rules of others: packages that name a module with rules in the entry point group `waypost.lint`.

Importing the module is enough, since a rule is known by being written. Most installations have no such package, so its
mark is looked for in the files of installed packages before the machinery for entry points is imported.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

GROUP = "waypost.lint"


class PluginError(Exception):
    """A plugin cannot be used; the sentence says which, and why."""


@cache
def marks() -> tuple[str, ...]:
    """The installed packages that bring rules, with their versions, in order."""
    return tuple(sorted({file.parent.name for file in _told_in()}))


@cache
def states() -> tuple[str, ...]:
    """The marks, and the state of each file that rules of others are made of: one may change without a new version."""
    told = (file.read_text("utf-8", "replace").partition(f"[{GROUP}]")[2].partition("\n[")[0] for file in _told_in())
    named = {name for text in told for name in _OUTERMOST.findall(text)}
    files = sorted({file for name in named for file in _files_of(name)})
    statuses = ((file, file.stat()) for file in files)
    return (*marks(), *(f"{file} {status.st_size} {status.st_mtime_ns}" for file, status in statuses))


_OUTERMOST = re.compile(r"^[^\[=\n]+=\s*(\w+)", re.MULTILINE)
"""An entry point's outermost package or module: `name = package.module:what`."""


@cache
def _told_in() -> tuple[Path, ...]:
    """The files in which installed packages say that they bring rules."""
    files = (file for place in sys.path for file in Path(place or ".").glob("*.dist-info/entry_points.txt"))
    heading = f"[{GROUP}]".encode()
    return tuple(file for file in files if heading in file.read_bytes())


def _files_of(module: str) -> Iterator[Path]:
    """The files of a package or module, which is found without being imported."""
    from importlib.util import find_spec  # where there is a plugin only

    try:
        found = find_spec(module)
    except (ImportError, ValueError):  # whoever loads it tells why
        return
    if found is None:
        return
    if found.origin is not None and not found.submodule_search_locations:
        yield from (file for file in [Path(found.origin)] if file.is_file())
    for folder in found.submodule_search_locations or ():
        yield from (file for file in Path(folder).rglob("*") if file.suffix != ".pyc" and file.is_file())


def load_plugins() -> None:
    """Import what plugins name, each of which may then be in the registry. PluginError for one that fails."""
    if not marks():
        return
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP):
        try:
            entry.load()
        except Exception as error:
            # Whatever the plugin does when it is imported, its owner is told that it was this one.
            told = f"The plugin `{entry.name}` ({entry.value}) cannot be used: {type(error).__name__}: {error}."
            raise PluginError(told) from error
