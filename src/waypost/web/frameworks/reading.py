"""From a published row to the framework value: each document is parsed once in the life of a process."""

from __future__ import annotations

from functools import lru_cache

from waypost.framework.reading import Reading, read_text
from waypost.framework.schema import Framework
from waypost.web.frameworks.models import FrameworkVersion

KEPT = 32  # versions held in memory; a framework changes a few times a year


def framework_of(version: FrameworkVersion) -> Framework:
    """The framework a version publishes. Costs no query once this process has read it, so defer `document`.

    Raises ValueError when the stored document cannot be read or is not the one its hash names: somebody reached past
    the application.
    """
    return framework_with(version.hash)


@lru_cache(maxsize=KEPT)
def framework_with(hash_: str) -> Framework:
    """The published framework with this content hash; see `framework_of`."""
    row = FrameworkVersion.objects.filter(hash=hash_).first()
    framework = read_text(row.document, name=f"{row.name} {row.version}").framework if row is not None else None
    if framework is None or framework.hash != hash_:
        raise ValueError(f"the framework {hash_[:12]} is not the document that was published")
    return framework


@lru_cache(maxsize=KEPT)
def reading_of(text: str) -> Reading:
    """What a draft's document says, or what is wrong with it; the same text is read once in the life of a process."""
    return read_text(text)
