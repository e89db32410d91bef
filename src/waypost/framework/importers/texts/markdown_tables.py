"""Markdown whose ladder is one table or several, with levels as columns or as rows."""

from __future__ import annotations

from waypost.framework.importers.found import Found
from waypost.framework.importers.outlines.reading import outline_of
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sources import Source
from waypost.framework.importers.texts.ladder_tables import TablesRead, read_tables

_MOST = 0.8  # of the text; where tables are less of it, who reads headings and lists reads the tables besides
_ENDINGS = frozenset({".md", ".markdown", ".mdx", ".txt"})


def _ours(sources: Sources) -> list[Source]:
    return [source for source in sources if source.ending in _ENDINGS and _has_table(source)]


def _has_table(source: Source) -> bool:
    return source.text.count("|") > 3 or "<t" in source.text or "<T" in source.text


def _claim(sources: Sources) -> Claim | None:
    ours = _ours(sources)
    return claim_of(read_tables(map(outline_of, ours))) if ours else None


def claim_of(read: TablesRead) -> Claim | None:
    """How much of the text stands in tables that are ladders, if any is."""
    if not read.ladders or not read.found.cells:
        return None
    asking = len({cell.criterion for cell in read.found.cells})
    tables = "1 table asks" if read.ladders == 1 else f"{read.ladders} tables ask"
    because = f"{tables} something of {asking} criteria at {len(read.found.levels)} levels"
    sure = 0.3 + 0.65 * read.share if read.share >= _MOST else 0.2 + 0.35 * read.share
    return Claim(round(sure, 3), because)


def _read(sources: Sources) -> Found:
    return read_tables(map(outline_of, _ours(sources))).found


SHAPE = Shape("markdown-table", "Markdown tables with levels as columns or as rows", _claim, _read)
