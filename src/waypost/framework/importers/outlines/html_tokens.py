"""HTML text -> tags and texts with their lines, in one pass whose time grows with the text and no faster.

Whatever is not well formed is read as browsers read it: a `<` that begins no tag is text, a comment or script that is
never closed reaches to the end. Python's own parser needs the square of the time for texts made to hurt it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    TEXT = auto()
    COMMENT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A tag by its name in small letters, or a text with its entities resolved; `line` counts from 1."""

    kind: Kind
    value: str
    line: int
    attributes: str = ""


RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "title"})
"""Elements whose text holds no tags."""

_NAME = re.compile(r"/?([a-zA-Z][^\s/>]{0,60})")
_END = re.compile(r"""[^"'>]*""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")


def tokens(text: str, *, line: int = 1) -> Iterator[Token]:
    """Every tag and every text in their order; `line` is where the text begins."""
    place, told = 0, 0
    while place < len(text):
        start = text.find("<", place)
        start = len(text) if start < 0 else start
        if start > place:
            yield Token(Kind.TEXT, html.unescape(text[place:start]), line + told)
            told += text.count("\n", place, start)
        if start == len(text):
            return
        token, place = _markup(text, start, line + told)
        told += text.count("\n", start, place)
        yield token
        if token.kind is Kind.OPEN and token.value in RAW:
            close = _closing(text, token.value, place)
            if close > place:
                yield Token(Kind.TEXT, text[place:close], line + told)
                told += text.count("\n", place, close)
            place = close


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters; the first of two of one name holds."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(written):
        if value[:1] in {"'", '"'}:
            value = value[1:-1]  # noqa: PLW2901 - the same value without its quotes
        found.setdefault(name.lower(), html.unescape(value))
    return found


def _markup(text: str, start: int, line: int) -> tuple[Token, int]:
    """The token that begins with this `<`, and where it ends."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        end = len(text) if end < 0 else end
        return Token(Kind.COMMENT, text[start + 4 : end], line), min(end + 3, len(text))
    if text.startswith(("<!", "<?"), start):
        end = text.find(">", start)
        end = len(text) - 1 if end < 0 else end
        told = "" if text[start + 2 : start + 9].lower() == "doctype" else text[start + 2 : end]
        return Token(Kind.COMMENT, told, line), end + 1
    name = _NAME.match(text, start + 1)
    if name is None:
        return Token(Kind.TEXT, "<", line), start + 1
    end = _tag_end(text, name.end())
    if end < 0:
        return Token(Kind.TEXT, html.unescape(text[start:]), line), len(text)
    kind = Kind.CLOSE if text[start + 1] == "/" else Kind.OPEN
    return Token(kind, name[1].lower(), line, text[name.end() : end]), end + 1


def _tag_end(text: str, place: int) -> int:
    """Where the `>` of a tag stands, past quoted values; -1 if there is none, and then nothing after is a tag."""
    while True:
        found = _END.match(text, place)
        place = found.end() if found else place
        if place >= len(text):
            return -1
        if text[place] == ">":
            return place
        quote = text.find(text[place], place + 1)
        if quote < 0:
            return text.find(">", place)
        place = quote + 1


def _closing(text: str, name: str, place: int) -> int:
    """Where the closing tag of a raw element begins, or the end of the text."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, place)
    return found.start() if found else len(text)
