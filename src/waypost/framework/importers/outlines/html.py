"""HTML -> the parts of an outline: which elements hold what, and which ends are implied."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from waypost.framework.importers.outlines.html_tokens import Kind, Token, attributes, tokens
from waypost.framework.importers.outlines.outline import Builder, Outline, Run, Segment, compose_run, link_target
from waypost.framework.importers.sources import Source

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_PLACES = frozenset(
    {"main", "article", "section", "div", "blockquote", "details", "fieldset", "center", "figure", "dl"}
)
_BREAKS = frozenset({"p", "br", "hr", "dd", "pre", "address", "legend", "figcaption", "option", "body", "html", "head"})
_BOLD = frozenset({"b", "strong"})
_LABELS = frozenset({"summary", "dt", "caption"})
_PASSED_BY = {
    "nav": "navigation",
    "aside": "navigation",
    "footer": "navigation",
    "header": "navigation",
    "form": "a form",
    "button": "a form",
    "select": "a form",
    "textarea": "a form",
    "noscript": "script",
    "template": "script",
    "script": "script",
    "style": "style",
    "svg": "a picture",
    "title": "the page's own title",
    "iframe": "script",
}
_STRUCTURE = _HEADINGS | _LISTS | _CELLS | _GROUPS | _PLACES | _LABELS | {"li", "tr", "table"} | set(_PASSED_BY)
_MOST_ACROSS, _MOST_DOWN = 100, 2_000
_MOST_TABLES = 3
"""Tables in tables; what is deeper is read as rows of the one around it."""


def read_html(source: Source) -> Outline:
    """The page as a tree."""
    builder = Builder()
    reader = HtmlReader(builder, last_closings(source.text))
    reader.feed(source.text, line=1)
    reader.finish()
    return Outline(source.name, builder.root)


def last_closings(text: str) -> dict[str, int]:
    """On which line the last closing tag of each name stands: what opens after that is never closed."""
    found: dict[str, int] = {}
    for line, written in enumerate(text.split("\n"), start=1):
        if "</" in written:
            for name in re.findall(r"</([a-zA-Z][a-zA-Z0-9]{0,15})", written):
                found[name.lower()] = line
    return found


@dataclass(slots=True)
class _Open:
    """An element that is open; `passed_by` if its text belongs to no ladder; `part` is for the end of `details`."""

    name: str
    passed_by: str = ""
    part: int = 0


class HtmlReader:
    """Feeds a builder; can be fed in pieces, between which other text may come."""

    def __init__(self, builder: Builder, closings: dict[str, int]) -> None:
        self._builder = builder
        self._closings = closings
        self._open: list[_Open] = []
        self._counts: list[Counter[str]] = [Counter()]
        self._segments: list[Segment] = []
        self._line = 1
        self._bold = 0
        self._link: tuple[str, int] | None = None
        self._passing: list[str] = []

    def feed(self, text: str, *, line: int) -> None:
        """The next piece, which begins on this line."""
        for token in tokens(text, line=line):
            if token.kind is Kind.TEXT:
                self._text(token)
            elif token.kind is Kind.COMMENT:
                self._builder.aside(token.value, token.line, "a comment")
            elif token.kind is Kind.OPEN:
                self._opened(token)
            else:
                self._closed(token)

    def pause(self, *, line: int, heading: bool) -> None:
        """Other text comes now; before a heading, what is never closed after this line ends."""
        self._flush()
        while heading and self._open and self._closings.get(self._open[-1].name, 0) < line:
            self._pop()

    def finish(self) -> None:
        """There is no more."""
        self._flush()
        while self._open:
            self._pop()

    def _text(self, token: Token) -> None:
        if not any(one.text.strip() for one in self._segments):
            blank = len(token.value) - len(token.value.lstrip())
            self._line = token.line + token.value.count("\n", 0, blank)
        self._segments.append(Segment(token.value, bold=self._bold > 0))

    def _opened(self, token: Token) -> None:
        name = token.value
        if name in _BOLD:
            self._bold += 1
        elif name == "a":
            self._link = (attributes(token.attributes).get("href", ""), len(self._segments))
        elif name == "img":
            self._builder.aside(attributes(token.attributes).get("alt", ""), token.line, "a picture")
        elif name in _BREAKS:
            self._break(name, token.line)
        elif name == "table" and self._counted("table") >= _MOST_TABLES:
            self._flush()
        elif name in _STRUCTURE:
            self._structure(token)

    def _counted(self, name: str) -> int:
        return sum(counts[name] for counts in self._counts)

    def _break(self, name: str, line: int) -> None:
        if self._open and self._open[-1].name in _HEADINGS | _LABELS and name == "br":
            self._segments.append(Segment(" "))
        else:
            self._flush()
            if self._open and self._open[-1].name in _HEADINGS and self._never_closed(line):
                self._pop()

    def _structure(self, token: Token) -> None:
        name, line = token.value, token.line
        self._flush()
        said = attributes(token.attributes)
        self._imply(name, line)
        self._push(name, self._reason(name, said, line))
        if name in _LISTS:
            self._builder.open_list(line)
        elif name == "li":
            value = said.get("value", "")
            self._builder.open_item(line, int(value) if value.isdecimal() and len(value) < 4 else None)
        elif name == "table":
            self._builder.open_table(line)
        elif name == "tr" and self._builder.in_table:
            self._builder.open_row(line)
        elif name in _CELLS and self._builder.in_table:
            spans = (_span(said.get("rowspan"), _MOST_DOWN), _span(said.get("colspan"), _MOST_ACROSS))
            self._builder.open_cell(line, header=name == "th", spans=spans)

    def _reason(self, name: str, said: dict[str, str], line: int) -> str:
        """Why the text of this element is passed by; nothing if it is not, or is never closed."""
        if self._closings.get(name, 0) < line:
            return ""
        if said.get("role") == "navigation":
            return "navigation"
        inside = any(one.name in {"main", "article", "section"} for one in self._open[-8:])
        return "" if name == "header" and inside else _PASSED_BY.get(name, "")

    def _imply(self, name: str, line: int) -> None:
        """End what must end before this element begins."""
        counts = self._counts[-1]
        if self._open and self._open[-1].name in _HEADINGS and (name in _HEADINGS or self._never_closed(line)):
            self._pop()
        if name == "li" and any(counts[one] for one in _LISTS):
            self._pop_until(_LISTS)
        elif name == "tr" or name in _GROUPS:
            self._pop_in_table({"table"} if name in _GROUPS else {"table"} | _GROUPS)
        elif name in _CELLS:
            self._pop_in_table({"tr", "table"} | _GROUPS)
        elif name in _HEADINGS:
            while self._open and self._open[-1].name in {*_LISTS, "li"} and self._unclosed_list(line):
                self._pop()

    def _never_closed(self, line: int) -> bool:
        return self._closings.get(self._open[-1].name, 0) < line

    def _unclosed_list(self, line: int) -> bool:
        return all(self._closings.get(name, 0) < line for name in _LISTS)

    def _pop_in_table(self, names: set[str] | frozenset[str]) -> None:
        if self._builder.in_table:
            while self._open and self._open[-1].name not in names:
                self._pop()

    def _pop_until(self, names: frozenset[str]) -> None:
        while self._open and self._open[-1].name not in names:
            self._pop()

    def _closed(self, token: Token) -> None:
        name = token.value
        if name in _BOLD:
            self._bold = max(0, self._bold - 1)
        elif name == "a":
            self._end_link()
        elif name in _BREAKS:
            self._flush()
        elif name in _STRUCTURE and self._in_scope(name):
            self._flush()
            while self._pop() != name:
                pass

    def _in_scope(self, name: str) -> bool:
        """Whether such an element is open; what is inside a cell ends nothing outside of it, but the table's parts."""
        if name in {"table", "tr"} | _GROUPS | _CELLS:
            return any(counts[name] for counts in self._counts[-3:])
        return self._counts[-1][name] > 0

    def _end_link(self) -> None:
        if self._link is not None:
            href, since = self._link
            words = "".join(one.text for one in self._segments[since:])
            target = link_target(words, href) if words.strip() else ""
            if target and not href.startswith("#"):
                self._segments.append(Segment(target, aside=True))
        self._link = None

    def _push(self, name: str, passed_by: str) -> None:
        self._counts[-1][name] += 1
        self._open.append(_Open(name, passed_by, self._builder.open_part() if name == "details" else 0))
        if passed_by:
            self._passing.append(passed_by)
        if name in _CELLS:
            self._counts.append(Counter())

    def _pop(self) -> str:
        """The innermost element ends, and what it holds becomes a part."""
        self._flush()
        one = self._open.pop()
        if one.name in _CELLS and len(self._counts) > 1:
            self._counts.pop()
        self._counts[-1][one.name] -= 1
        if one.passed_by:
            self._passing.pop()
        if one.name in _LISTS:
            self._builder.close_list()
        elif one.name == "li":
            self._builder.close_item()
        elif one.name == "table":
            self._builder.close_table()
        elif one.name == "details":
            self._builder.close_part(one.part)
        return one.name

    def _flush(self) -> None:
        """What was gathered becomes a heading, a label, an aside or a paragraph, by the element that is open."""
        if not self._segments:
            return
        run = compose_run(self._segments)
        self._segments, self._bold, self._link = [], 0, None
        name = self._open[-1].name if self._open else ""
        if self._passing:
            self._builder.aside(run.words, self._line, self._passing[-1])
        elif name in _HEADINGS:
            self._builder.heading(int(name[1]), run, self._line)
        elif name == "summary":
            self._builder.summary(run, self._line)
        elif name in _LABELS:
            self._builder.text(Run(run.words, run.words), self._line)
        else:
            self._builder.text(run, self._line)


def _span(written: str | None, most: int) -> int:
    return min(most, max(1, int(written))) if written and written.isdecimal() and len(written) < 10 else 1
