"""A numbered rubric: heading = dimension, subheading = criterion, number = level.

    # Technical execution
    ## System design
    1. Carries out a design that others made.
    2. Designs one service with its failure modes.
        What this means here, in as many indented paragraphs as it takes.

Text below a heading and above its first entry says what the dimension or criterion is about. A number with nothing
after it asks nothing at that level. No word is dropped: text that belongs nowhere is an error.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field

from waypost.framework.faults import ReadError
from waypost.framework.files import MAX_BYTES
from waypost.framework.importers.found import (
    Blank,
    Found,
    FoundBlank,
    FoundCell,
    FoundCriterion,
    FoundDimension,
    FoundLevel,
    FoundStatement,
    FoundTrack,
    Origin,
)
from waypost.framework.importers.join import join
from waypost.framework.importers.level_words import looks_like_level
from waypost.framework.importers.shapes import Claim, Shape, Sources
from waypost.framework.importers.sources import Source
from waypost.framework.words import LINE_LENGTH, MAX_LEVELS, PROSE_LENGTH

_HEADING = re.compile(r"(#+)\s*(.*)")
_NUMBERED = re.compile(r"([0-9]{1,3})[.)](?:\s+(.*))?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class _Rung:
    number: int
    line: int
    says: list[str]
    about: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Criterion:
    title: str
    line: int
    about: list[str] = field(default_factory=list)
    rungs: list[_Rung] = field(default_factory=list)


@dataclass(slots=True)
class _Dimension:
    title: str
    line: int
    about: list[str] = field(default_factory=list)
    criteria: list[_Criterion] = field(default_factory=list)


def read(sources: Sources) -> Found:
    """The rubrics as one, or every error in them."""
    return join([_read(source) for source in sources])


def claim(sources: Sources) -> Claim | None:
    """A rubric numbers the same few levels below most of its criteria, and names no level in a heading.

    One with mistakes is still a rubric: better its mistakes are told than that it is taken for something else.
    """
    readers = [_reader(source) for source in sources if source.ending in _ENDINGS]
    criteria = [one for reader in readers for one in reader.criteria() if one.rungs]
    if not criteria:
        return None
    highest = [one.rungs[-1].number for one in criteria]
    usual = max(highest, key=highest.count)
    alike = sum(number == usual for number in highest) / len(highest)
    headings = [one.title for reader in readers for one in reader.dimensions]
    headings += [one.title for reader in readers for one in reader.criteria()]
    levels = sum(map(looks_like_level, headings)) / len(headings)
    lines = sum(reader.lines for reader in readers)
    errors = sum(len(reader.errors) for reader in readers)
    sure = (1 - levels) * (0.5 + alike / 2) * max(0.0, 1 - errors / lines) ** 2 if usual > 1 else 0.1
    sure *= 1 if len(criteria) > 1 else 0.3  # a lone list may explain a scale that others use
    because = f"{alike:.0%} of {len(criteria)} criteria are numbered from 1 to {usual}"
    return Claim(sure, because + (f", with {errors} mistakes" if errors else ""))


_ENDINGS = (".txt", ".md", ".markdown")


@dataclass(slots=True)
class _Reader:
    """Takes one line after the other and knows what it belongs to."""

    file: str
    dimensions: list[_Dimension] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
    lines: int = 0
    blank: bool = False
    rung: _Rung | None = None
    criterion: _Criterion | None = None

    def criteria(self) -> list[_Criterion]:
        return [criterion for dimension in self.dimensions for criterion in dimension.criteria]

    def take(self, number: int, line: str) -> None:
        after_blank, self.blank = self.blank, not line
        self.lines += 1 if line else 0
        control = _CONTROL.search(line)
        if control:
            self._error(number, f"holds the control character U+{ord(control.group()):04X}", "Remove it.")
        heading, numbered = _HEADING.match(line), _NUMBERED.fullmatch(line)
        if heading:
            self._heading(number, len(heading.group(1)), heading.group(2).strip(" #"))
        elif numbered:
            self._number(number, int(numbered.group(1)), numbered.group(2) or "")
        else:
            self._text(number, line, after_blank=after_blank)

    def _heading(self, line: int, depth: int, title: str) -> None:
        if not title:
            self._error(line, "is a heading without a title", "Write the title after the `#`.")
        elif depth == 1:
            self.dimensions.append(_Dimension(title, line))
            self.criterion = self.rung = None
        elif depth > 2:
            self._error(line, f"is a heading of depth {depth}", "Use `#` for dimensions and `##` for criteria.")
        elif not self.dimensions:
            hint = f"Write a line `# Dimension` above `## {title}`."
            self._error(line, f"`{title}` is a criterion without a dimension", hint)
        else:
            self.criterion, self.rung = _Criterion(title, line), None
            self.dimensions[-1].criteria.append(self.criterion)

    def _number(self, line: int, number: int, says: str) -> None:
        if self.criterion is None:
            hint = "Write a line `## Criterion` above it."
            self._error(line, f"level {number} belongs to no criterion", hint)
            return
        rungs = self.criterion.rungs
        last = rungs[-1].number if rungs else 0
        if number in {rung.number for rung in rungs}:
            first = next(rung.line for rung in rungs if rung.number == number)
            hint = f"It is already on line {first}; renumber one, or join the two."
            self._error(line, f"level {number} of `{self.criterion.title}` is there twice", hint)
        elif number < last:
            self._error(line, f"level {number} comes after level {last}", "Put the levels in order.")
        elif number > last + 1:
            missing = ", ".join(f"`{one}.`" for one in range(last + 1, number))
            hint = f"Write {missing}, with nothing after it where nothing is asked."
            self._error(line, f"level {number} of `{self.criterion.title}` follows level {last}", hint)
        self.rung = _Rung(number, line, [says] if says else [])
        rungs.append(self.rung)

    def _text(self, number: int, line: str, *, after_blank: bool) -> None:
        indented = line[:1] in {" ", "\t"}
        if self.rung is not None and line and not indented:
            if after_blank or self.rung.about:
                hint = "Indent it if it explains a level, or make it a heading or a numbered level."
                self._error(number, "is text that belongs to no level", hint)
            self.rung.says.append(line)
        elif self.rung is not None:
            self.rung.about.append(line)
        elif self.criterion is not None:
            self.criterion.about.append(line)
        elif self.dimensions:
            self.dimensions[-1].about.append(line)
        elif line:
            hint = "Begin with a line `# Dimension`, or remove this one."
            self._error(number, "is text before the first heading", hint)

    def finish(self) -> None:
        """What can only be seen once everything is read."""
        if not self.dimensions:
            self._error(1, "holds no heading", "Write `# Dimension`, `## Criterion`, and numbered levels below.")
        for dimension in self.dimensions:
            if not dimension.criteria:
                hint = "Write a line `## Criterion` below it."
                self._error(dimension.line, f"`{dimension.title}` has no criterion", hint)
        for criterion in self.criteria():
            if not criterion.rungs:
                hint = "Write `1. ...`, one line for each level."
                self._error(criterion.line, f"`{criterion.title}` has no levels", hint)
            for rung in criterion.rungs:
                self._measure(criterion, rung)
        highest = max((rung.number for one in self.criteria() for rung in one.rungs), default=0)
        if highest > MAX_LEVELS:
            self._error(1, f"has {highest} levels", f"A framework has at most {MAX_LEVELS}.")

    def _measure(self, criterion: _Criterion, rung: _Rung) -> None:
        says, about = " ".join(rung.says), _paragraphs(rung.about)
        if about and not says:
            hint = "Write what is asked after the number."
            self._error(rung.line, f"level {rung.number} of `{criterion.title}` explains nothing that it asks", hint)
        if len(says) > LINE_LENGTH:
            hint = f"Keep the statement under {LINE_LENGTH:,} characters; indent what explains it."
            self._error(rung.line, f"level {rung.number} of `{criterion.title}` is very long", hint)
        if len(about) > PROSE_LENGTH:
            hint = f"Keep it under {PROSE_LENGTH:,} characters."
            self._error(rung.line, f"the explanation of level {rung.number} is very long", hint)

    def _error(self, line: int, message: str, hint: str) -> None:
        self.errors.append(ReadError(self.file, line, 1, "", message, hint))


def _reader(source: Source) -> _Reader:
    """Everything that is in the source, and what is wrong with it."""
    reader = _Reader(source.name)
    for number, line in enumerate(source.text.split("\n"), start=1):
        reader.take(number, line.rstrip())
    reader.finish()
    return reader


def _read(source: Source) -> Found:
    if len(source.data) > MAX_BYTES:
        return Found(errors=(ReadError(source.name, 1, 1, "", "is larger than 2 MB", "Split it."),))
    if source.fault is not None:
        return Found(errors=(source.fault,))
    reader = _reader(source)
    if reader.errors:
        return Found(errors=tuple(sorted(reader.errors)))
    return _Founding(reader, max(rung.number for one in reader.criteria() for rung in one.rungs)).found()


@dataclass(frozen=True, slots=True)
class _Founding:
    """What a reader without errors has read, as parts with ids: places for dimensions and criteria, numbers for
    levels."""

    reader: _Reader
    highest: int

    def found(self) -> Found:
        criteria = list(enumerate(self.reader.criteria()))
        homes = [str(home) for home, one in enumerate(self.reader.dimensions) for _ in one.criteria]
        return Found(
            tracks=(FoundTrack("", "", Origin(self.reader.file, 1)),),
            levels=tuple(
                FoundLevel(str(number), "", "", self._first(number), rank=number)
                for number in range(1, self.highest + 1)
            ),
            dimensions=tuple(
                FoundDimension(str(place), one.title, self._at(one.line), _paragraphs(one.about))
                for place, one in enumerate(self.reader.dimensions)
            ),
            criteria=tuple(
                FoundCriterion(str(place), one.title, homes[place], self._at(one.line), _paragraphs(one.about))
                for place, one in criteria
            ),
            cells=tuple(
                FoundCell(str(place), str(rung.number), (self._statement(rung),))
                for place, one in criteria
                for rung in one.rungs
                if rung.says
            ),
            blanks=tuple(blank for _, one in criteria for blank in self._blanks(one)),
            notes=("Numbers are levels, and the indented text below one explains it.",),
        )

    def _at(self, line: int) -> Origin:
        return Origin(self.reader.file, line)

    def _first(self, number: int) -> Origin:
        """Where the level is numbered for the first time."""
        return self._at(
            next(rung.line for one in self.reader.criteria() for rung in one.rungs if rung.number == number)
        )

    def _statement(self, rung: _Rung) -> FoundStatement:
        return FoundStatement(" ".join(rung.says), self._at(rung.line), about=_paragraphs(rung.about))

    def _blanks(self, criterion: _Criterion) -> Iterator[FoundBlank]:
        for rung in criterion.rungs:
            if not rung.says:
                where = f"{criterion.title} at level {rung.number}"
                yield FoundBlank(Blank.NOT_ASKED, where, "nothing stands after the number", self._at(rung.line))
        last = criterion.rungs[-1]
        for number in range(last.number + 1, self.highest + 1):
            because = f"its numbers end at {last.number}"
            yield FoundBlank(Blank.NOT_ASKED, f"{criterion.title} at level {number}", because, self._at(last.line))


def _paragraphs(lines: list[str]) -> str:
    """The lines as they stand, without the indentation they share."""
    return textwrap.dedent("\n".join(line.expandtabs(4) for line in lines)).strip("\n")


SHAPE = Shape("numbered-rubric", "`# dimension`, `## criterion`, then `1.`, `2.`, ... for the levels", claim, read)
