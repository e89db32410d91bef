"""A text with headings -> one tree of headings, lists, paragraphs and tables, each with its line.

Markdown and HTML make the same tree, so that what reads a ladder need not know which it was. A `Builder` takes what
comes in the order of the text; it bounds how deep lists nest, so that whoever walks the tree may do it by recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MAX_NESTED_LISTS = 30
"""Lists in lists in lists; what is deeper is read as if it stood here."""


class Form(StrEnum):
    """What a part is. An aside is no text of the ladder: code, a style, a picture, navigation."""

    DOCUMENT = "document"
    HEADING = "heading"
    TEXT = "text"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words without their markup: all of them with the targets of links, those in bold that it begins with, and
    those after these."""

    words: str
    lead: str = ""
    after: str = ""


@dataclass(slots=True, eq=False)
class Part:
    """A part of a text and what is below it. `depth` is that of a heading, `number` that of an item in an ordered
    list, `why` says what an aside is. A cell knows how far it `spans` down and across. Not changed once it is built.
    """

    form: Form
    line: int
    run: Run = Run("")
    below: list[Part] = field(default_factory=list)
    depth: float = 0
    number: int | None = None
    why: str = ""
    header: bool = False
    spans: tuple[int, int] = (1, 1)

    @property
    def words(self) -> str:
        """Its own words."""
        return self.run.words

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in the order of the text."""
        yield self
        for part in self.below:
            yield from part.walk()


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """A whole text: the file's name, its tree, and the front matter by its names in small letters with their lines."""

    file: str
    root: Part
    front: tuple[tuple[str, str, int], ...] = ()

    def said(self, name: str) -> str:
        """What the front matter says under this name, or nothing."""
        return next((value for key, value, _ in self.front if key == name), "")


@dataclass(slots=True)
class Segment:
    """A stretch of text in one style; an `aside` is not among the words of a label: a link's target."""

    text: str
    bold: bool = False
    aside: bool = False


def compose_run(segments: Sequence[Segment]) -> Run:
    """The words of these stretches, and which of them are a bold beginning."""
    place = 0
    while place < len(segments) and (segments[place].bold or segments[place].aside or not segments[place].text.strip()):
        place += 1
    lead = _joined(one for one in segments[:place] if not one.aside)
    return Run(_joined(segments), lead, _joined(segments[place:]) if lead else "")


def _joined(segments: Iterator[Segment] | Sequence[Segment]) -> str:
    return re.sub(r"\s+", " ", "".join(one.text for one in segments)).strip()


def link_target(text: str, href: str) -> str:
    """What to write after the words of a link: its target, if that is not just the words."""
    bare = href.removeprefix("mailto:")
    return f" ({href})" if bare and text.strip() not in {href, bare} else ""


class Builder:
    """Takes the parts of a text in their order and puts each where it belongs."""

    def __init__(self) -> None:
        self.root = Part(Form.DOCUMENT, 1)
        self._open = [self.root]
        self._lists = 0
        self._beyond = 0

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return any(part.form is Form.TABLE for part in self._open)

    def heading(self, depth: int, run: Run, line: int) -> None:
        """A heading; inside a list or a table it is a text in bold."""
        if self._open[-1].form not in {Form.DOCUMENT, Form.HEADING}:
            self.text(Run(run.words, run.words), line)
            return
        while self._open[-1].form is Form.HEADING and self._open[-1].depth >= depth:
            self._open.pop()
        self._push(Part(Form.HEADING, line, run, depth=depth))

    def summary(self, run: Run, line: int) -> None:
        """The title of a part that can be opened: a heading right below the one it stands under, until `close_part`."""
        if self._open[-1].form in {Form.DOCUMENT, Form.HEADING}:
            self._push(Part(Form.HEADING, line, run, depth=self._open[-1].depth + 0.5))
        else:
            self.text(Run(run.words, run.words), line)

    def open_part(self) -> int:
        """A part that can be opened begins; what it returns is for `close_part`."""
        return len(self._open)

    def close_part(self, opened: int) -> None:
        """Headings inside the part hold nothing that follows it."""
        while len(self._open) > opened and self._open[-1].form is Form.HEADING:
            self._open.pop()

    def text(self, run: Run, line: int) -> None:
        """A paragraph, or the words of the item that is open and has none yet."""
        top = self._open[-1]
        if not run.words:
            return
        if top.form is Form.ITEM and not top.words and not top.below:
            top.run, top.line = run, line
        elif top.form in {Form.LIST, Form.TABLE, Form.ROW}:
            self._holder().append(Part(Form.TEXT, line, run))
        else:
            top.below.append(Part(Form.TEXT, line, run))

    def aside(self, words: str, line: int, why: str) -> None:
        """Something that is no text of the ladder."""
        words = re.sub(r"\s+", " ", words).strip()
        if words:
            self._holder().append(Part(Form.ASIDE, line, Run(words), why=why))

    def _holder(self) -> list[Part]:
        """Where something can stand that is neither item, row nor cell."""
        place = len(self._open) - 1
        while self._open[place].form in {Form.LIST, Form.TABLE, Form.ROW}:
            place -= 1
        return self._open[place].below

    def open_list(self, line: int) -> None:
        """A list begins; beyond the depth that is allowed its items join the list around it."""
        if self._lists >= MAX_NESTED_LISTS:
            self._beyond += 1
            return
        self._lists += 1
        self._push(Part(Form.LIST, line), self._holder())

    def close_list(self) -> None:
        """The innermost list ends."""
        if self._beyond:
            self._beyond -= 1
        elif self._lists:
            self._close(Form.LIST)

    def open_item(self, line: int, number: int | None = None) -> None:
        """An item begins in the innermost list."""
        if self._beyond and self._open[-1].form is Form.ITEM:
            self._open.pop()
        if self._open[-1].form is not Form.LIST:
            self.open_list(line)
        self._push(Part(Form.ITEM, line, number=number))

    def close_item(self) -> None:
        """The innermost item ends."""
        if not self._beyond and self._open[-1].form is Form.ITEM:
            self._open.pop()

    def open_table(self, line: int) -> None:
        """A table begins."""
        self._push(Part(Form.TABLE, line), self._holder())

    def open_row(self, line: int) -> None:
        """A row begins; the one before ends."""
        while self._open[-1].form not in {Form.TABLE, Form.DOCUMENT}:
            self._leave()
        self._push(Part(Form.ROW, line))

    def open_cell(self, line: int, *, header: bool = False, spans: tuple[int, int] = (1, 1)) -> None:
        """A cell begins; the one before ends."""
        while self._open[-1].form not in {Form.ROW, Form.TABLE, Form.DOCUMENT}:
            self._leave()
        if self._open[-1].form is not Form.ROW:
            self.open_row(line)
        self._push(Part(Form.CELL, line, header=header, spans=spans))

    def close_table(self) -> None:
        """The innermost table ends."""
        if self.in_table:
            self._close(Form.TABLE)

    def _push(self, part: Part, where: list[Part] | None = None) -> None:
        (self._open[-1].below if where is None else where).append(part)
        self._open.append(part)

    def _close(self, form: Form) -> None:
        while self._leave().form is not form:
            pass

    def _leave(self) -> Part:
        part = self._open.pop()
        self._lists -= part.form is Form.LIST
        return part
