"""What is wrong with a document: where, what, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

Path = tuple[str | int, ...]
"""The way to a place in a document: keys of mappings and places in lists, from the top."""

_LONGEST_GUESS = 64
_MOST_CHOICES = 12


@dataclass(frozen=True, slots=True, order=True)
class ReadError:
    """One thing that stops a document from being read. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    field: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong at a path; `at_key` means the name before the colon, not what follows it."""

    path: Path
    message: str
    hint: str = ""
    at_key: bool = False


def field_name(path: Path) -> str:
    """The path as people read it: ``expectations.design.staff[1].says``, counting from 1."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part + 1}]"
        else:
            name += f".{part}" if name else part
    return name


def choices(written: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the one that was probably meant, or all there are."""
    names = list(dict.fromkeys(known))
    if not names:
        return ""
    close = get_close_matches(written, names, n=1, cutoff=0.6) if len(written) <= _LONGEST_GUESS else []
    if close:
        return f"Did you mean `{close[0]}`?"
    more = f" and {len(names) - _MOST_CHOICES} more" if len(names) > _MOST_CHOICES else ""
    return "Write one of: " + ", ".join(names[:_MOST_CHOICES]) + more + "."
