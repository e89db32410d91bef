"""Markdown -> the parts of an outline, with front matter and whatever HTML stands in between."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from waypost.framework.importers.level_words import looks_like_step
from waypost.framework.importers.outlines.html import HtmlReader, last_closings
from waypost.framework.importers.outlines.outline import (
    Builder,
    Form,
    Outline,
    Part,
    Run,
    Segment,
    compose_run,
    link_target,
)
from waypost.framework.importers.sources import Source
from waypost.framework.nodes import compose

_FRONT = re.compile(
    r"\A---[ \t]*\n(?P<yaml>(?:(?!---[ \t]*(?:\n|\Z)|\.\.\.[ \t]*(?:\n|\Z)).*\n){1,400})(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<toml>(?:(?!\+\+\+[ \t]*(?:\n|\Z)).*\n){1,400})\+\+\+[ \t]*(?:\n|\Z)")
_MOST_FRONT_NODES = 400
_TASK = re.compile(r"^\[[ xX]\]\s+")
_DASH_WITHOUT_SPACE = re.compile(r"^\s*(?:[-*](?=\w)|[•‣◦●▪·–]\s*|[✅✔☑➤➜▸►]\ufe0f?\s+(?=\S))")
"""A bullet that Markdown does not see as one, at the head of a line."""
_AFTER_LABEL = re.compile(r"\s*[:–—]\s|\s+-\s")
_ITALIC_TITLE = re.compile(r"[A-Z][^.:;!?]{1,58}[^.:;!?,]")
_LETTER = re.compile(r"\w")
_BOLD_TAG = re.compile(r"</?(?:b|strong)\s*>", re.IGNORECASE)
_TICK = re.compile(r"^\s*[✅✔☑]\ufe0f?\s+\S")
_BLOCK_TAG = re.compile(r"</?(?:ul|ol|li|p|div)\b[^<>]*>", re.IGNORECASE)
"""Tags of blocks, as they stand in the cells of a Markdown table."""
_LINE_LABEL = re.compile(r"^[A-Z][\w&/ -]{1,40}:\s+\S")
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
        return _toml_matter(text)
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


def _toml_matter(text: str) -> tuple[tuple[tuple[str, str, int], ...], list[Part], str]:
    """The same between plus signs, as TOML."""
    found = _TOML.match(text)
    if found is None:
        return (), [], text
    rest = "\n" * found[0].count("\n") + text[found.end() :]
    try:
        held = tomllib.loads(found["toml"])
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        why = f"front matter that cannot be read: {error}"
        return (), [Part(Form.ASIDE, 2, Run(" ".join(found["toml"].split())), why=why)], rest
    lines = {line.partition("=")[0].strip(): at for at, line in enumerate(found["toml"].split("\n"), start=2)}
    said = [
        (key.strip().lower(), " ".join(str(value).split()), lines.get(key, 2))
        for key, value in held.items()
        if isinstance(value, str | int | float)
    ]
    why = "front matter that says nothing of levels"
    asides = [
        Part(Form.ASIDE, lines.get(key, 2), Run(f"{key}: {_plain(value)}"), why=why)
        for key, value in held.items()
        if isinstance(value, dict | list) and value
    ]
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
        for piece in _pieces(token.children or [], self._line):
            run = compose_run(piece.segments)
            if _TASK.match(run.words):
                run = Run(_TASK.sub("", run.words), run.lead, run.after)
            if self._heading:
                self._builder.heading(self._heading, run, piece.line)
            else:
                self._html.pause(line=piece.line, heading=False)
                self._builder.text(run, piece.line)
            for picture in piece.pictures:
                self._builder.aside(picture, piece.line, "a picture or a comment")

    def unread(self, text: str) -> None:
        """Lines with words of which no token was made."""
        for number, line in enumerate(text.split("\n")):
            if number not in self._covered and _LETTER.search(line):
                why = "a link's definition, or nested too deep to be read"
                self.root.below.append(Part(Form.ASIDE, number + 1, Run(" ".join(line.split())), why=why))


@dataclass(slots=True)
class _Piece:
    """A stretch of text between hard breaks, where it begins, and the pictures in it."""

    line: int
    segments: list[Segment] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


class _Inline:
    """Takes what stands in a line."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.pieces = [_Piece(line)]
        self._bold = 0
        self._href, self._since = "", 0

    def take(self, child: Token, following: Token | None) -> None:
        """The next token, and the one that follows it."""
        kind, segments = child.type, self.pieces[-1].segments
        if kind in {"softbreak", "hardbreak"}:
            self.line += 1
            self._break(hard=kind == "hardbreak" or (following is not None and self._begins(following)))
        elif kind in {"strong_open", "strong_close"}:
            if kind == "strong_open" and self._labels_anew(following):
                self._break(hard=True)
            self._bold += child.nesting
        elif kind == "link_open":
            self._href, self._since = str(child.attrs.get("href", "")), len(segments)
        elif kind == "link_close":
            target = link_target("".join(one.text for one in segments[self._since :]), self._href)
            if target and not self._href.startswith("#"):
                segments.append(Segment(target, aside=True))
        elif kind == "image":
            self.pieces[-1].pictures.append(child.content)
        elif kind == "html_inline":
            self._tag(child.content)
        elif child.content:
            segments.append(Segment(child.content, bold=self._bold > 0))

    def _begins(self, following: Token) -> bool:
        """Whether a line begins anew without saying so: as a bullet, or with a label as the line before."""
        if following.type == "strong_open":
            return bool(compose_run(self.pieces[-1].segments).lead)
        if _LINE_LABEL.match(following.content) and self.pieces[-1].segments:
            return _LINE_LABEL.match(self.pieces[-1].segments[0].text) is not None
        return _DASH_WITHOUT_SPACE.match(following.content) is not None

    def _labels_anew(self, following: Token | None) -> bool:
        """Whether a level's label in bold begins here, in a line that began with such a label."""
        run = compose_run(self.pieces[-1].segments)
        label = following.content if following is not None else ""
        return bool(run.lead and run.after) and label.endswith(":") and looks_like_step(label)

    def _break(self, *, hard: bool) -> None:
        if hard:
            self.pieces.append(_Piece(self.line))
        else:
            self.pieces[-1].segments.append(Segment(" ", bold=self._bold > 0))

    def _tag(self, written: str) -> None:
        if written.lower().startswith("<br"):
            self._break(hard=True)
        elif written.startswith("<!--"):
            self.pieces[-1].pictures.append(written.strip("<!->"))
        elif _BLOCK_TAG.fullmatch(written) and self.pieces[-1].segments:
            self._break(hard=True)
        elif _BOLD_TAG.fullmatch(written):
            self._bold = max(0, self._bold - 1) if written.startswith("</") else self._bold + 1


def _italic_labels(children: Sequence[Token]) -> list[Token]:
    """The same with labels in italics at the head of a line in bold: `*Delivery* - ships`, `*Delivery:* ships`, and
    `*Delivery*` on a line of its own over another."""
    told = list(children)
    for place, child in enumerate(told[:-3]):
        inner, close, after = told[place + 1 : place + 4]
        begins = not place or told[place - 1].type in {"softbreak", "hardbreak"}
        marked = after.type == "text" and (inner.content.rstrip().endswith(":") or _AFTER_LABEL.match(after.content))
        alone = after.type == "hardbreak" and _ITALIC_TITLE.fullmatch(inner.content)
        if child.type == "em_open" and close.type == "em_close" and begins and (marked or alone):
            told[place] = Token("strong_open", "strong", 1)
            told[place + 2] = Token("strong_close", "strong", -1)
    return told


def _pieces(children: Sequence[Token], line: int) -> list[_Piece]:
    """The stretches of text between hard breaks."""
    inline = _Inline(line)
    told = _italic_labels([child for child in children if child.type != "text" or child.content])
    for place, child in enumerate(told):
        inline.take(child, told[place + 1] if place + 1 < len(told) else None)
    for place, piece in enumerate(inline.pieces):
        ticked = bool(piece.segments) and _TICK.match(piece.segments[0].text) is not None
        if (place or ticked) and piece.segments and _DASH_WITHOUT_SPACE.match(piece.segments[0].text):
            piece.segments[0].text = _DASH_WITHOUT_SPACE.sub("", piece.segments[0].text)
    return inline.pieces
