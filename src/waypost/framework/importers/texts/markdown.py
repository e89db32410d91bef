"""Markdown: levels and criteria as headings, labels or front matter, in one file or many."""

from __future__ import annotations

from dataclasses import replace

from waypost.framework.importers.found import Found
from waypost.framework.importers.outlines.reading import outline_of
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sources import Source
from waypost.framework.importers.texts.asking import MADE, Reading
from waypost.framework.importers.texts.besides import finish
from waypost.framework.importers.texts.one_text import levels_of
from waypost.framework.importers.texts.prose import read_prose

ENDINGS = frozenset({".md", ".markdown", ".mdx", ".txt"})
_SHEETS = frozenset({".xlsx", ".csv", ".tsv"})


def claim(sources: Sources) -> Claim | None:
    """How much of the text would find a place, if there are levels with something below them.

    Beside sheets, levels over nothing but sentences are more likely explained than asked anything.
    """
    ours = _ours(sources)
    if not ours:
        return None
    reading = read_prose(map(outline_of, ours))
    made = weigh(reading, "headings or labels")
    sheets = any(source.ending in _SHEETS for source in sources)
    if made is not None and sheets and {one.title for one in reading.assembly.criteria.values()} == {MADE}:
        return replace(made, sure=round(made.sure / 2, 3))
    return made


def weigh(reading: Reading, how: str) -> Claim | None:
    """The claim that follows from what was read."""
    assembly = reading.assembly
    statements = sum(len(cell.statements) for cell in assembly.cells.values())
    if len(assembly.levels) < 2 or statements < 2:
        return None
    texts = [text for text in reading.texts if text.levels or text.alone is not None]
    words = sum(len(part.words) for text in texts for part in text.outline.root.walk())
    placed = sum(len(part.words) for text in texts for part in text.outline.root.walk() if id(part) in reading.taken)
    levels = sum(len(levels_of(text)) for text in texts)
    criteria = len(assembly.criteria)
    seen = f"{levels} {how} are levels, with {criteria} criteria and {statements} statements below them"
    return Claim(round(0.35 + 0.6 * min(1.0, placed / max(1, words)), 3), seen)


def read(sources: Sources) -> Found:
    """Everything that the files say; those that are not Markdown are for others."""
    ours = _ours(sources)
    found = finish(read_prose(map(outline_of, ours)))
    faults = tuple(source.fault for source in ours if source.fault is not None)
    return Found(errors=faults) if faults else found


def _ours(sources: Sources) -> list[Source]:
    return [source for source in sources if source.ending in ENDINGS]


SHAPE = Shape(
    name="markdown",
    looks_like="Markdown with levels and criteria as headings, labels (`**Impact**: ...`) or files of their own",
    claim=claim,
    read=read,
)
