"""Markdown files that hold their ladder as data between the dashes at the top: the data is read, the text told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from waypost.framework.importers.found import LeftOver, Origin
from waypost.framework.importers.sources import Source

_MARKDOWN = frozenset({".md", ".markdown", ".mdx"})
_BEGINS = "---\n"
_ENDS = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_RECORD = re.compile(r"^[ \t]*- [\w\"' -]{1,40}:", re.MULTILINE)
"""An item of a list that is a mapping. Front matter that only says what a page is called holds none."""
_RECORDS = 2


def with_front_matter(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources, those of Markdown that begin with data in place of their whole text, line for line."""
    return tuple(_data_of(source) or source for source in sources)


def below_data(sources: Iterable[Source]) -> list[LeftOver]:
    """The paragraphs below such data, which nothing reads."""
    return [told for source in sources if _holds_data(source) for told in _text_below(source)]


def _text_below(source: Source) -> Iterator[LeftOver]:
    below = source.text[_end(source) :]
    at = source.text.count("\n", 0, _end(source)) + 1
    for paragraph in below.split("\n\n"):
        lines = paragraph.split("\n")
        blank = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
        if blank < len(lines):
            why = "text below the data at the top of the file"
            yield LeftOver(" ".join(paragraph.split()), Origin(source.name, at + blank), why)
        at += len(lines) + 1


def _holds_data(source: Source) -> bool:
    """Whether a Markdown file begins with lists of records."""
    if source.ending not in _MARKDOWN or not source.text.startswith(_BEGINS):
        return False
    records = _RECORD.findall(source.text, 0, _end(source))
    return len(records) >= _RECORDS


def _end(source: Source) -> int:
    """Where the dashes that end the data do; the whole text where none do."""
    found = _ENDS.search(source.text, len(_BEGINS))
    return found.end() if found else len(source.text)


def _data_of(source: Source) -> Source | None:
    if not _holds_data(source):
        return None
    found = _ENDS.search(source.text, len(_BEGINS))
    data = "\n" + source.text[len(_BEGINS) : found.start() if found else len(source.text)]
    return Source(source.name, PurePosixPath(source.path).with_suffix(".yaml"), data.encode())
