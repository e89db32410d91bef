"""The levels of a table: their titles, what else their heads say, their order, and whether they add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from waypost.framework.importers.assembly import Assembly
from waypost.framework.importers.level_words import is_code, level_number, level_rank, looks_like_level
from waypost.framework.importers.tables.heads import Head
from waypost.framework.importers.tables.words import squash

_NUMBERED = re.compile(r"^(?P<number>\d{1,2})\s*[/.):–—-]\s*(?P<title>\D.*)$")
_ADDS_UP = re.compile(
    r"\bcumulative\b|\b(?:adds? (?:up|to)|builds? (?:up)?on|in addition to|on top of|includes?|plus) "
    r"(?:(?:all|everything|those|the|each|any|expectations?|requirements?|skills?|behaviou?rs?|of|in|from|at|as) ){0,8}"
    r"(?:previous|lower|earlier|preceding|prior|below)\b|\blevels? (?:build|add)s? (?:up )?on\b"
    r"|\b(?:previous|lower|earlier|preceding|prior) levels? (?:is|are|also|too|still)\b.{0,30}"
    r"\b(?:assumed|included|apply|expected)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TableLevel:
    """One level as the table has it: its id, its title, and its head."""

    id: str
    title: str
    head: Head


def adds_up(text: str) -> bool:
    """Whether a text declares that each level asks what the levels below it ask, and more."""
    return _ADDS_UP.search(text[:5_000]) is not None


def levels_of(assembly: Assembly, heads: Sequence[Head], *, track: str) -> tuple[TableLevel, ...]:
    """The levels, from low to high, each in its track."""
    ordered = _rising(heads)
    if ordered is not heads:
        assembly.note("Levels stand from high to low; they are taken from low to high.")
    levels: list[TableLevel] = []
    taken: set[str] = set()
    for head in ordered:
        levels.append(_level(assembly, head, track=head.track or track, taken=taken))
        taken.add(levels[-1].id)
    return tuple(levels)


def _level(assembly: Assembly, head: Head, *, track: str, taken: set[str]) -> TableLevel:
    lines = [line.says for line in head.cell.lines]
    title, rest = lines[0], lines[1:]
    band = head.band
    if not band and rest and is_code(rest[0]):
        band = rest.pop(0)
    elif not band and is_code(title) and rest and looks_like_level(rest[0]):
        band, title = title, rest.pop(0)
    numbered = _NUMBERED.match(title)
    rank = float(numbered["number"]) if numbered else None
    title = numbered["title"].strip() if numbered else title
    owner = assembly.track(track, head.cell.origin)
    title = _told_apart(assembly, title, owner, taken)
    found = assembly.level(title, head.cell.origin, track=owner)
    told = assembly.levels[found]
    assembly.levels[found] = replace(told, band=told.band or band, rank=rank if told.rank is None else told.rank)
    for paragraph in rest:
        assembly.tell_level(found, paragraph)
    return TableLevel(found, title, head)


def _told_apart(assembly: Assembly, title: str, track: str, taken: set[str]) -> str:
    """The title, with a number if another column of the same track has it too."""
    number, told = 1, title
    while f"{track}/{squash(told)}" in taken:
        number += 1
        told = f"{title} ({number})"
    if number > 1:
        assembly.note(f'Two columns are headed "{title}"; the second is called "{told}".')
    return told


def _rising(heads: Sequence[Head]) -> Sequence[Head]:
    """The heads from low to high, where all titles say that they stand the other way round."""
    titles = [head.cell.text for head in heads]
    for measure in (level_number, level_rank):
        ranks = [rank for title in titles if (rank := measure(title)) is not None]
        if len(ranks) == len(titles) and len({head.track for head in heads}) == 1:
            if all(low > high for low, high in pairwise(ranks)):
                return tuple(reversed(heads))
            if len(set(ranks)) > 1:
                return heads
    return heads


def chain(assembly: Assembly, levels: Sequence[TableLevel]) -> None:
    """Declare that each level adds to the one before it on its track."""
    for lower, upper in pairwise(levels):
        if assembly.levels[lower.id].track == assembly.levels[upper.id].track:
            assembly.levels[upper.id] = replace(assembly.levels[upper.id], adds_to=lower.id)
