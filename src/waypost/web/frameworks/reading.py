"""From a published row to the framework value: each document is parsed once in the life of a process."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from waypost.framework.reading import read_text
from waypost.framework.schema import Framework
from waypost.web.frameworks.models import FrameworkVersion

KEPT = 32  # versions held in memory; a framework changes a few times a year


@dataclass(frozen=True, slots=True)
class _Published:
    """A row known by its hash alone, so that the next process's row of the same document finds the same value."""

    hash: str
    row: FrameworkVersion = field(compare=False)


def framework_of(version: FrameworkVersion) -> Framework:
    """The framework a version publishes. Costs no query when the row's `document` was deferred and is known already.

    Raises ValueError when the stored document cannot be read or is not the one its hash names: somebody reached past
    the application.
    """
    return _read(_Published(version.hash, version))


@lru_cache(maxsize=KEPT)
def _read(published: _Published) -> Framework:
    row = published.row
    framework = read_text(row.document, name=f"{row.name} {row.version}").framework
    if framework is None or framework.hash != published.hash:
        raise ValueError(f"framework version {row.version} is not the document that was published")
    return framework
