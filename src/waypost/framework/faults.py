"""What is wrong with a document: where, what, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""The way to a place in a document: keys of mappings and places in lists, from the top."""

_GUESSING = 6_000  # letters compared with letters for one guess, so that no document makes guessing slow
_MOST_CHOICES = 12


class FaultKind(StrEnum):
    """What a fault is about: how a document is written, or a name in it that leads nowhere, in a circle, or to two."""

    FORM = "form"
    NAME = "name"


@dataclass(frozen=True, slots=True, order=True)
class ReadError:
    """One thing that stops a document from being read. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    field: str
    message: str
    hint: str = ""
    kind: FaultKind = FaultKind.FORM

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong at a path; `at_key` means the name before the colon, not what follows it."""

    path: Path
    message: str
    hint: str = ""
    at_key: bool = False
    kind: FaultKind = FaultKind.FORM


def field_name(path: Path) -> str:
    """The path as people read it: ``expectations.design.staff[1].says``, counting from 1."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            name += f".{part}" if name else part
    return name


def _within_reach(written: str, names: list[str]) -> list[str]:
    """The names that can be compared within the budget, those that begin alike and are about as long first."""
    reach, left = [], _GUESSING
    for name in sorted(names, key=lambda name: abs(len(name) - len(written)) + 2 * (name[:1] != written[:1])):
        left -= len(name) * len(written)
        if left < 0:
            break
        reach.append(name)
    return reach


def printable(text: str) -> str:
    """The text without control characters, which a hostile document could use to steer a terminal.

    What joins emoji stays. Spaces of no width, which pages leave behind, are left out: nobody sees them.
    """
    if text.isprintable():
        return text
    shown = (letter for letter in text if letter != "\u200b")
    return "".join(letter if letter.isprintable() or letter == "\u200d" else "\ufffd" for letter in shown)


def choices(written: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the one that was probably meant, or all there are."""
    from difflib import get_close_matches

    names = list(dict.fromkeys(known))
    if not names:
        return ""
    close = get_close_matches(written, _within_reach(written, names), n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{close[0]}`?"
    more = f" and {len(names) - _MOST_CHOICES} more" if len(names) > _MOST_CHOICES else ""
    return "Write one of: " + ", ".join(names[:_MOST_CHOICES]) + more + "."
