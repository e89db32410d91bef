"""Rules of others: packages that name a module with rules in the entry point group `waypost.lint`.

Importing the module is enough, since a rule is known by being written. Most installations have no such package, so its
mark is looked for in the files of installed packages before the machinery for entry points is imported.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

GROUP = "waypost.lint"


class PluginError(Exception):
    """A plugin cannot be used; the sentence says which, and why."""


@cache
def marks() -> tuple[str, ...]:
    """The installed packages that bring rules, with their versions, in order."""
    files = (file for place in sys.path for file in Path(place or ".").glob("*.dist-info/entry_points.txt"))
    heading = f"[{GROUP}]".encode()
    return tuple(sorted({file.parent.name for file in files if heading in file.read_bytes()}))


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
