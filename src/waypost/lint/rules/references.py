"""STR003: names that lead to two things, to none, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from waypost.lint.findings import Finding, Related, Severity, Span
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Subject


class _Titled(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...


class BadReference(WholeRule):
    """What the reader refuses (a key that is not there, or there twice) is told by `checking.py` under this code."""

    code = "STR003"
    name = "bad-or-double-reference"
    severity = Severity.ERROR
    scope = Scope.FRAMEWORK
    says = "A name means two things, or a text refers to a level that is not there."
    why = (
        "Readers cannot tell which of two is meant, and a level that is left out of the paths is one nobody can reach."
    )
    decides = (
        "Two criteria of one dimension, two levels of one track, two tracks or two dimensions with one title; a level "
        "on no path, where the other levels of its track are on some; a text that names a level by a number that none "
        "has. In a framework of Waypost also a key that leads nowhere, in a circle or to two things, which keeps the "
        "file from being read."
    )
    example = Example(
        bad="criteria:\n  design: {title: System design}\n  architecture: {title: System Design}",
        good="criteria:\n  design: {title: System design}\n  architecture: {title: Architecture}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        framework = subject.framework
        yield from self._twice(subject, "dimension", framework.dimensions, ("dimensions",))
        yield from self._twice(subject, "track", framework.tracks, ("tracks",))
        for dimension in framework.dimensions:
            yield from self._twice(subject, "criterion", dimension.criteria, ("dimensions", dimension.key, "criteria"))
        for track in framework.tracks:
            yield from self._twice(subject, "level", subject.ladder(track.key), ("levels",))
            yield from self._off_the_paths(subject, track.key)
        yield from self._numbers(subject)

    def _twice(
        self, subject: Subject, what: str, entries: Sequence[_Titled], path: tuple[str, ...]
    ) -> Iterator[Finding]:
        if not subject.ours:
            return  # an importer has told such titles apart by their keys, and nothing points at them
        first: dict[str, _Titled] = {}
        for entry in entries:
            twin = first.setdefault(" ".join(entry.title.casefold().split()), entry)
            if twin is not entry:
                message = f"“{entry.title}” is the title of the {what} `{twin.key}` too. Give one of the two another"
                related = [Related(subject.span_of(*path, twin.key), f"The same title: {twin.key}")]
                span = subject.span_of(*path, entry.key)
                criterion, level = (entry.key if what == kind else "" for kind in ("criterion", "level"))
                yield self.finding(
                    message, span, words=(entry.title,), related=related, criterion=criterion, level=level
                )

    def _off_the_paths(self, subject: Subject, track: str) -> Iterator[Finding]:
        on = {level for path in subject.framework.paths for level in (path.source, path.target)}
        ladder = subject.ladder(track)
        off = [level for level in ladder if level.key not in on]
        if len(ladder) > 1 and len(off) < len(ladder):
            for level in off:
                message = f"No path leads to {level.title} or from it. Add it to `paths`"
                yield self.finding(message, subject.level_span(level), words=(level.title,), level=level.key)

    def _numbers(self, subject: Subject) -> Iterator[Finding]:
        titles = " ".join(f"{level.title} {level.key}" for level in subject.framework.levels).lower()
        known = _numbered(titles)
        for said in subject.said if any(known.values()) else ():
            for found in _NAMED.finditer(said.text):
                kind, number = found.group(1).lower().replace("-", " "), int(found.group(2))
                there = known[kind]
                if there and number not in there and number <= max(there) + _NEAR:
                    words = found.group()
                    span: Span = subject.span(said, *found.span())
                    message = f"“{words}” is no level here. Name one of the levels that there are"
                    yield self.finding(message, span, said=said, words=(words,))


_NAMED = re.compile(r"(?<![\w-])(level[ -]|Level[ -]|L|IC)(\d{1,2})(?![\w%.])")
_IN_TITLES = re.compile(r"(?<![\w])(level[ -]|l|ic)(\d{1,2})(?!\w)")
_NEAR = 9
"""`L99` is hardly a level that was forgotten."""


def _numbered(titles: str) -> dict[str, set[int]]:
    """The numbers by which levels are called, by the word before them; without one, no text can be wrong."""
    known: dict[str, set[int]] = {kind: set() for kind in ("level ", "l", "ic")}
    for found in _IN_TITLES.finditer(titles):
        known[found.group(1).replace("-", " ")].add(int(found.group(2)))
    known["l"] |= known["level "]
    return {kind: numbers if len(numbers) > 1 else set() for kind, numbers in known.items()}
