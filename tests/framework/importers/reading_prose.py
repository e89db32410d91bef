"""What the tests of prose share: sources made of texts, cells by their titles, and every word accounted for."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from waypost.framework.importers.found import Found
from waypost.framework.importers.sources import Source
from waypost.framework.importers.texts import markdown, pages

Cells = dict[tuple[str, str, str], list[str]]

BACKEND_LADDER = """\
# Backend ladder

How we grow at Northwind.

## Junior Engineer

Learns the ropes.

### Delivery

- Ships small changes.
- Asks early.

### Teamwork

- Answers reviews within a day.

## Senior Engineer

### Delivery

- Ships a project with two others.

### Teamwork

- Mentors one person.
"""
"""Two levels, each with two criteria below it, from line 1 on."""


def sources(**files: str) -> tuple[Source, ...]:
    """Files by their names, with `__` for a slash and `_md` or `_html` for the ending."""
    made = []
    for name, text in files.items():
        path = re.sub(r"_(md|html)$", r".\1", name).replace("__", "/").replace("_", "-")
        made.append(Source(path, PurePosixPath(path), text.encode()))
    return tuple(made)


def read(**files: str) -> Found:
    """Read files as Markdown, or as pages if their names end so."""
    made = sources(**files)
    return pages.read(made) if all(one.ending == ".html" for one in made) else markdown.read(made)


def cells(found: Found) -> Cells:
    """What is asked: by track, level and criterion, the statements."""
    tracks = {one.id: one.title for one in found.tracks}
    levels = {one.id: one for one in found.levels}
    criteria = {one.id: one.title for one in found.criteria}
    return {
        (tracks[levels[cell.level].track], levels[cell.level].title, criteria[cell.criterion]): [
            one.says for one in cell.statements
        ]
        for cell in found.cells
        if cell.statements
    }


def by_level(found: Found) -> dict[tuple[str, str], list[str]]:
    """What is asked on the only track: by level and criterion."""
    assert len(found.tracks) == 1, [one.title for one in found.tracks]
    return {(level, criterion): says for (_, level, criterion), says in cells(found).items()}


def words(text: str) -> set[str]:
    """The words of a text."""
    return set(re.findall(r"[^\W_]+", text))


def unaccounted(found: Found, *texts: str) -> set[str]:
    """The words of the texts that are neither in what was found nor in what was left over."""
    return set().union(*map(words, texts)) - words(
        re.sub(r"(?:Origin|origin)\([^)]*\)", " ", repr(found).replace("\\n", " "))
    )
