"""HTML pages: one for each level, or one for all. What every page repeats is navigation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from waypost.framework.importers.found import Found
from waypost.framework.importers.outlines.outline import Form, Outline, Part
from waypost.framework.importers.outlines.reading import outline_of
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sources import Source
from waypost.framework.importers.texts.besides import finish
from waypost.framework.importers.texts.markdown import weigh
from waypost.framework.importers.texts.prose import read_prose

ENDINGS = frozenset({".html", ".htm"})
_ENOUGH_PAGES = 3


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages without what they repeat, and what they repeat as asides."""

    outlines: list[Outline]
    repeated: int


def claim(sources: Sources) -> Claim | None:
    """How much of the pages would find a place, if there are levels with something below them."""
    ours = _ours(sources)
    return weigh(read_prose(_pages(ours).outlines), "pages or headings") if ours else None


def read(sources: Sources) -> Found:
    """Everything that the pages say; files that are no pages are for others."""
    ours = _ours(sources)
    faults = tuple(source.fault for source in ours if source.fault is not None)
    if faults:
        return Found(errors=faults)
    pages = _pages(ours)
    found = finish(read_prose(pages.outlines))
    if not pages.repeated:
        return found
    note = f"{pages.repeated} texts at the head or foot of the pages are the same on most of them: navigation."
    return replace(found, notes=(*found.notes, note))


def _ours(sources: Sources) -> list[Source]:
    return [source for source in sources if source.ending in ENDINGS]


def _pages(sources: Sequence[Source]) -> _Pages:
    """The outlines; what stands at the beginning or end of most pages alike becomes an aside."""
    outlines = [outline_of(source) for source in sources]
    if len(outlines) < _ENOUGH_PAGES:
        return _Pages(outlines, 0)
    rows = [
        [part for part in outline.root.walk() if part.words and part.form is not Form.ASIDE] for outline in outlines
    ]
    seen = Counter(words for row in rows for words in {part.words for part in row})
    common = {words for words, count in seen.items() if count * 10 >= len(outlines) * 9}
    kept = []
    repeated = 0
    for outline, row in zip(outlines, rows, strict=True):
        parts = {id(part) for part in _ends(row, common)}
        repeated += len(parts)
        kept.append(replace(outline, root=_without(outline.root, parts)))
    return _Pages(kept, repeated)


def _ends(row: Sequence[Part], common: set[str]) -> Iterator[Part]:
    """The parts before the first and after the last that are not on every page; a run of common parts inside stays."""
    place = 0
    while place < len(row) and row[place].words in common:
        place += 1
    yield from row[:place]
    last = len(row)
    while last > place and row[last - 1].words in common:
        last -= 1
    yield from row[last:]


def _without(root: Part, navigation: set[int]) -> Part:
    """The tree with these parts as asides at its top, and what stood below their headings in their place."""
    asides: list[Part] = []

    def kept(part: Part) -> list[Part]:
        if id(part) in navigation:
            asides.append(Part(Form.ASIDE, part.line, part.run, why="navigation"))
        below = [one for kid in part.below for one in kept(kid)]
        if id(part) in navigation:
            return below
        return [replace(part, below=below)] if below or part.words or part.form in {Form.ROW, Form.CELL} else []

    below = [one for kid in root.below for one in kept(kid)]
    return replace(root, below=[*asides, *below])


SHAPE = Shape(
    name="html-page",
    looks_like="HTML pages with headings over lists, one page for each level or one for all",
    claim=claim,
    read=read,
)
