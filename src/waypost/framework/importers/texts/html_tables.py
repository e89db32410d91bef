"""Pages whose ladder is a table, also with merged cells and several rows of headings."""

from __future__ import annotations

from waypost.framework.importers.found import Found
from waypost.framework.importers.outlines.reading import outline_of
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sources import Source
from waypost.framework.importers.texts.ladder_tables import read_tables
from waypost.framework.importers.texts.markdown_tables import claim_of


def _ours(sources: Sources) -> list[Source]:
    return [source for source in sources if source.ending in {".html", ".htm"} and "<t" in source.text.lower()]


def _claim(sources: Sources) -> Claim | None:
    ours = _ours(sources)
    return claim_of(read_tables(map(outline_of, ours))) if ours else None


def _read(sources: Sources) -> Found:
    return read_tables(map(outline_of, _ours(sources))).found


SHAPE = Shape("html-table", "HTML tables with levels as columns or as rows, also with merged cells", _claim, _read)
