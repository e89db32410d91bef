"""Markdown -> the parts of an outline, with front matter and whatever HTML stands in between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from waypost.framework.importers.html_outline import HtmlReader, last_closings
from waypost.framework.importers.outline import Builder, Form, Outline, Part, Run, Segment, compose_run, link_target
from waypost.framework.importers.sources import Source
from waypost.framework.nodes import compose

_FRONT = re.compile(
    r"\A---[ \t]*\n(?P<yaml>(?:(?!---[ \t]*(?:\n|\Z)|\.\.\.[ \t]*(?:\n|\Z)).*\n){1,400})(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_MOST_FRONT_NODES = 400
_TASK = re.compile(r"^\[[ xX]\]\s+")
_LETTER = re.compile(r"\w")
_BOLD_TAG = re.compile(r"</?(?:b|strong)\s*>", re.IGNORECASE)
_LONGEST, _MOST_BRACKETS = 20_000, 300
_NESTING = 120
"""Tokens in tokens; a list in a list takes two. What is deeper is found by `_unread` and told."""


def read_markdown(source: Source) -> Outline:
    """The text as a tree. Lines that nothing was made of (a link's definition) are asides, so that all is there."""
    text = source.text
    front, asides, text = _front_matter(text, source.name)
    reader = _Reader(text)
    reader.read(_parser().parse(text))
    reader.unread(text)
    reader.root.below.extend(asides)
    return Outline(source.name, reader.root, front)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table").disable("code")
    parser.core.ruler.before("inline", "plain", _leave_plain)
    return parser


def _leave_plain(state: StateCore) -> None:
    """Paragraphs made to take the square of their length are taken as they stand."""
    for token in state.tokens:
        if token.type == "inline" and (len(token.content) > _LONGEST or token.content.count("[") > _MOST_BRACKETS):
            token.type = "plain"


def _front_matter(text: str, file: str) -> tuple[tuple[tuple[str, str, int], ...], list[Part], str]:
    """What stands between the dashes at the top by its names, what of it cannot be read, and the text without it."""
    found = _FRONT.match(text)
    if found is None:
        return (), [], text
    composed = compose(b"\n" + found["yaml"].encode(), file=file, allowed=_MOST_FRONT_NODES)
    rest = "\n" * found[0].count("\n") + text[found.end() :]
    if composed.errors:
        why = f"front matter that cannot be read: {composed.errors[0].message}"
        return (), [Part(Form.ASIDE, 2, Run(" ".join(found["yaml"].split())), why=why)], rest
    if composed.root is None or not isinstance(composed.root.value, dict):
        return (), [], text
    said, asides = [], []
    for key, (name, node) in composed.root.value.items():
        if isinstance(node.value, str):
            said.append((key.strip().lower(), " ".join(node.value.split()), name.line))
        elif node.value:
            words = f"{key}: {_plain(node.plain())}"
            asides.append(Part(Form.ASIDE, name.line, Run(words), why="front matter that says nothing of levels"))
    return tuple(said), asides, rest


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_plain(one)}" for key, one in value.items())
    return ", ".join(map(_plain, value)) if isinstance(value, list) else str(value or "")


_LEAVES = frozenset({"inline", "plain", "html_block", "fence"})


class _Reader:
    """Walks the tokens and feeds the builder, and the HTML reader where there is HTML."""

    def __init__(self, text: str) -> None:
        self._builder = Builder()
        self._html = HtmlReader(self._builder, last_closings(text))
        self._covered: set[int] = set()
        self._heading = 0
        self._line = 1
        self._head = False

    @property
    def root(self) -> Part:
        """The tree."""
        return self._builder.root

    def read(self, tokens: Sequence[Token]) -> None:
        """All of them."""
        for token in tokens:
            if token.map is not None:
                self._line = token.map[0] + 1
            if token.type in _LEAVES and token.map is not None:
                self._covered.update(range(token.map[0], token.map[1]))
            self._take(token)
        self._html.finish()

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "html_block":
            self._html.feed(token.content, line=self._line)
        elif kind == "heading_open":
            self._heading = int(token.tag[1])
            self._html.pause(line=self._line, heading=True)
        elif kind == "heading_close":
            self._heading = 0
        elif kind == "inline":
            self._inline(token)
        elif kind == "plain":
            self._builder.text(Run(" ".join(token.content.split())), self._line)
        elif kind == "fence":
            self._builder.aside(token.content, self._line, "code")
        else:
            self._frame(token)

    def _frame(self, token: Token) -> None:
        """Where lists and tables begin and end."""
        kind, builder = token.type, self._builder
        if kind in {"bullet_list_open", "ordered_list_open"}:
            self._html.pause(line=self._line, heading=False)
            builder.open_list(self._line)
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            builder.close_list()
        elif kind == "list_item_open":
            builder.open_item(self._line, int(token.info) if token.info.isdecimal() else None)
        elif kind == "list_item_close":
            builder.close_item()
        elif kind == "table_open":
            self._html.pause(line=self._line, heading=False)
            builder.open_table(self._line)
        elif kind == "table_close":
            builder.close_table()
        elif kind == "tr_open":
            builder.open_row(self._line)
        elif kind in {"th_open", "td_open"}:
            builder.open_cell(self._line, header=kind == "th_open")

    def _inline(self, token: Token) -> None:
        for line, segments, pictures in _pieces(token.children or [], self._line):
            run = compose_run(segments)
            if segments and _TASK.match(run.words):
                run = Run(_TASK.sub("", run.words), run.lead, run.after)
            if self._heading:
                self._builder.heading(self._heading, run, line)
            else:
                self._html.pause(line=line, heading=False)
                self._builder.text(run, line)
            for picture in pictures:
                self._builder.aside(picture, line, "a picture")

    def unread(self, text: str) -> None:
        """Lines with words of which no token was made."""
        for number, line in enumerate(text.split("\n")):
            if number not in self._covered and _LETTER.search(line):
                why = "a link's definition, or nested too deep to be read"
                self.root.below.append(Part(Form.ASIDE, number + 1, Run(" ".join(line.split())), why=why))


def _pieces(children: Sequence[Token], line: int) -> list[tuple[int, list[Segment], list[str]]]:
    """The stretches of text between hard breaks, with the line where each begins and the pictures in it."""
    pieces: list[tuple[int, list[Segment], list[str]]] = [(line, [], [])]
    bold, href, since = 0, "", 0
    for child in children:
        segments = pieces[-1][1]
        kind = child.type
        if kind in {"softbreak", "hardbreak"}:
            line += 1
        if kind == "hardbreak" or (kind == "html_inline" and child.content.lower().startswith("<br")):
            pieces.append((line, [], []))
        elif kind == "softbreak":
            segments.append(Segment(" ", bold=bold > 0))
        elif kind in {"strong_open", "strong_close"}:
            bold += child.nesting
        elif kind == "link_open":
            href, since = str(child.attrs.get("href", "")), len(segments)
        elif kind == "link_close":
            target = link_target("".join(one.text for one in segments[since:]), href)
            if target and not href.startswith("#"):
                segments.append(Segment(target, aside=True))
        elif kind == "image":
            pieces[-1][2].append(child.content)
        elif kind == "html_inline":
            bold = _bold_by_tag(child.content, bold)
        elif child.content:
            segments.append(Segment(child.content, bold=bold > 0))
    return pieces


def _bold_by_tag(written: str, bold: int) -> int:
    if not _BOLD_TAG.fullmatch(written):
        return bold
    return max(0, bold - 1) if written.startswith("</") else bold + 1
