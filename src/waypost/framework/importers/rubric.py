"""A numbered rubric -> a framework: heading = dimension, subheading = criterion, number = level.

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
from dataclasses import dataclass, field

from waypost.framework.faults import ReadError
from waypost.framework.importers.assume import FoundCriterion, FoundDimension, Imported, Wishes, complete
from waypost.framework.nodes import MAX_BYTES
from waypost.framework.schema import Statement
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


def import_rubric(text: str, *, file: str, wishes: Wishes) -> Imported:
    """The rubric as a complete framework, or every error in it; `file` is what errors call the source."""
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        return Imported(None, errors=(ReadError(file, 1, 1, "", "is larger than 2 MB", "Split it."),))
    reader = _Reader(file)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        reader.take(number, line.rstrip())
    reader.finish(wishes)
    if reader.errors:
        return Imported(None, errors=tuple(sorted(reader.errors)))
    levels = max(rung.number for one in reader.criteria() for rung in one.rungs)
    return complete([_found(dimension) for dimension in reader.dimensions], levels=levels, wishes=wishes)


@dataclass(slots=True)
class _Reader:
    """Takes one line after the other and knows what it belongs to."""

    file: str
    dimensions: list[_Dimension] = field(default_factory=list)
    errors: list[ReadError] = field(default_factory=list)
    blank: bool = False
    rung: _Rung | None = None
    criterion: _Criterion | None = None

    def criteria(self) -> list[_Criterion]:
        return [criterion for dimension in self.dimensions for criterion in dimension.criteria]

    def take(self, number: int, line: str) -> None:
        after_blank, self.blank = self.blank, not line
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

    def finish(self, wishes: Wishes) -> None:
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
        if highest and len(wishes.level_titles) > highest:
            told = f"there are {len(wishes.level_titles)} titles for {highest} levels"
            self._error(1, told, "Give one title for each level, or fewer.")

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


def _found(dimension: _Dimension) -> FoundDimension:
    return FoundDimension(
        title=dimension.title,
        about=_paragraphs(dimension.about),
        criteria=tuple(
            FoundCriterion(
                title=criterion.title,
                about=_paragraphs(criterion.about),
                asks=tuple((rung.number, _statement(rung)) for rung in criterion.rungs if rung.says),
            )
            for criterion in dimension.criteria
        ),
    )


def _statement(rung: _Rung) -> Statement:
    return Statement(says=" ".join(rung.says), about=_paragraphs(rung.about))


def _paragraphs(lines: list[str]) -> str:
    """The lines as they stand, without the indentation they share."""
    return textwrap.dedent("\n".join(line.expandtabs(4) for line in lines)).strip("\n")
