"""What an importer is: a shape of source that it can tell by its content, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from waypost.framework.importers.found import Found
from waypost.framework.importers.sources import Source

Sources = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """How sure a shape is that these sources are of its kind, from 0 (not at all) to 1, and what it saw.

    `because` completes "Read as ... because ...": `3 level headings hold 15 criterion headings over bullets`. What is
    sure counts what would be read: the share of the text that would find a place is a good measure.
    """

    sure: float
    because: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape: its name for `--shape`, what it looks like in a few words, and two functions of all the sources."""

    name: str
    looks_like: str
    claim: Callable[[Sources], Claim | None]
    read: Callable[[Sources], Found]
