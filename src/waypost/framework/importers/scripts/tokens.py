"""JavaScript, TypeScript and JSON text -> words, strings and signs with their places, one at a time.

Nothing is kept but the token at hand, every pattern goes forward only, and the number of tokens is capped, so that
a hostile file costs no more than a large one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum

from waypost.framework.faults import ReadError, printable

MAX_TOKENS = 80_000
MAX_TEMPLATE_DEPTH = 20


class Kind(Enum):
    """What a token is. `OPEN` is a template string that has `${...}` in it."""

    TEXT = "text"
    TEMPLATE = "template"
    NUMBER = "number"
    NAME = "name"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: what it says (a string without its quotes and escapes), where it begins, whether a new line began
    before it, and for a template whether it holds code."""

    kind: Kind
    says: str
    line: int
    column: int
    first: bool
    code: bool = False

    def __bool__(self) -> bool:
        return self.kind is not Kind.END

    def sign(self, *signs: str) -> bool:
        return self.kind is Kind.SIGN and self.says in signs

    def name(self, *names: str) -> bool:
        return self.kind is Kind.NAME and self.says in names


class Unreadable(Exception):  # noqa: N818 - what is wrong is its error
    """The text cannot be read on; the error says where and why."""

    def __init__(self, error: ReadError) -> None:
        super().__init__(str(error))
        self.error = error


_SPACE = re.compile(r"[\s\ufeff]++")
_COMMENT = re.compile(r"//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/|#![^\n]*+")
_STRING = re.compile(r"""'(?:[^'\\\n]|\\[\s\S])*+'|"(?:[^"\\\n]|\\[\s\S])*+\"""")
_CHUNK = re.compile(r"(?:[^`\\$]|\\[\s\S]|\$(?!\{))*+")
_NUMBER = re.compile(
    r"0[xXoObB][0-9a-fA-F_]++n?|(?:[0-9][0-9_]*+(?:\.[0-9_]*+)?|\.[0-9][0-9_]*+)(?:[eE][+-]?[0-9]++)?n?"
)
_NAME = re.compile(r"[^\W\d][\w$]*+|[$#][\w$]*+")
_REGEX = re.compile(
    r"/(?:[^/\\\n\[*]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*+\])(?:[^/\\\n\[]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*+\])*+/[a-z]*+"
)
_SIGN = re.compile(r"\.\.\.|=>|\?\.|[\s\S]")
_ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r?\n|[\s\S])")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_ALONE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Scanner:
    """Gives one token after the other; `here` is the one at hand. `comments` are the lines on which some began."""

    file: str
    text: str
    here: Token = field(init=False)
    comments: list[int] = field(default_factory=list)
    _place: int = 0
    _counted: int = 0
    _line: int = 1
    _line_start: int = 0
    _tokens: int = 0
    _value_before: bool = False

    def __post_init__(self) -> None:
        self.here = self._scan()

    def take(self) -> Token:
        """The token at hand; the next one is at hand then."""
        taken = self.here
        if taken.kind is Kind.SIGN:
            self._value_before = taken.says in {")", "]", "}"}
        else:
            self._value_before = taken.kind is not Kind.NAME or taken.says not in {"return", "typeof", "case", "in"}
        self.here = self._scan()
        return taken

    def error(self, message: str, hint: str, token: Token | None = None) -> Unreadable:
        """What is wrong at the token, or at the one at hand."""
        at = token or self.here
        return Unreadable(ReadError(self.file, at.line, at.column, "", printable(message), hint))

    def _scan(self) -> Token:
        first = self._pass_space()
        line, column = self._position(self._place)
        self._tokens += 1
        if self._tokens > MAX_TOKENS:
            hint = "Leave out the files that hold no ladder."
            raise Unreadable(ReadError(self.file, line, column, "", f"holds more than {MAX_TOKENS:,} words", hint))
        kind, says, code = self._read(line, column)
        return Token(kind, says, line, column, first, code)

    def _pass_space(self) -> bool:
        """Go over spaces and comments; whether a line ended there."""
        line, text = self._line, self.text
        while True:
            space = _SPACE.match(text, self._place)
            if space:
                self._place = space.end()
            comment = _COMMENT.match(text, self._place) if text[self._place : self._place + 1] in {"/", "#"} else None
            if comment is None or (comment[0].startswith("#!") and self._place):
                return self._position(self._place)[0] > line or self._place == 0
            self.comments.append(self._position(self._place)[0])
            self._place = comment.end()

    def _position(self, place: int) -> tuple[int, int]:
        breaks = self.text.count("\n", self._counted, place)
        if breaks:
            self._line += breaks
            self._line_start = self.text.rfind("\n", self._counted, place) + 1
        self._counted = place
        return self._line, place - self._line_start + 1

    def _read(self, line: int, column: int) -> tuple[Kind, str, bool]:
        text, place = self.text, self._place
        letter = text[place : place + 1]
        if not letter:
            return Kind.END, "", False
        if letter in "'\"":
            found = _STRING.match(text, place)
            if found:
                self._place = found.end()
                return Kind.TEXT, unescaped(found[0][1:-1]), False
        elif letter == "`":
            return self._template(line, column)
        elif letter in "0123456789." and (found := _NUMBER.match(text, place)):
            self._place = found.end()
            return Kind.NUMBER, found[0], False
        elif found := _NAME.match(text, place):
            self._place = found.end()
            return Kind.NAME, found[0], False
        return Kind.SIGN, self._sign(line, column), False

    def _sign(self, line: int, column: int) -> str:
        """A sign; a regular expression is one too, where no value stands before it."""
        text, place = self.text, self._place
        if text.startswith("/*", place):
            raise Unreadable(ReadError(self.file, line, column, "", "opens a comment and never ends it", "Write `*/`."))
        sign = None if self._value_before else _REGEX.match(text, place)
        sign = sign or _SIGN.match(text, place)
        assert sign is not None  # noqa: S101 - the pattern takes any letter
        self._place = sign.end()
        return sign[0]

    def _template(self, line: int, column: int) -> tuple[Kind, str, bool]:
        """A template string; what stands in `${...}` is kept as it was written."""
        text, start = self.text, self._place + 1
        place, depth, code = start, [0], False
        """For each template that is open, how many braces are open inside its `${`."""
        hint = "Close it with another back quote."
        while depth:
            if len(depth) > MAX_TEMPLATE_DEPTH:
                raise Unreadable(
                    ReadError(self.file, line, column, "", "nests template strings too deep", "Write them out.")
                )
            if depth[-1] == 0:
                chunk = _CHUNK.match(text, place)
                place = chunk.end() if chunk else place
                if text.startswith("`", place):
                    depth.pop()
                    place += 1
                elif text.startswith("${", place):
                    code, depth[-1], place = True, 1, place + 2
                else:
                    raise Unreadable(
                        ReadError(self.file, line, column, "", "opens a template string and never ends it", hint)
                    )
                continue
            place = self._inside_code(place, depth)
            if place > len(text):
                raise Unreadable(
                    ReadError(self.file, line, column, "", "opens a template string and never ends it", hint)
                )
        self._place = place
        body = text[start : place - 1]
        return Kind.TEMPLATE, (body if code else unescaped(body)), code

    def _inside_code(self, place: int, depth: list[int]) -> int:
        """One step inside `${...}`: over a string, or one letter. Past the end if the text ends."""
        letter = self.text[place : place + 1]
        if not letter:
            return len(self.text) + 1
        string = _STRING.match(self.text, place) if letter in "'\"" else None
        if string:
            return string.end()
        if letter == "`":
            depth.append(0)
        elif letter == "{":
            depth[-1] += 1
        elif letter == "}":
            depth[-1] -= 1
        return place + 1


def unescaped(text: str) -> str:
    """The text with its back slashes read; half a surrogate pair becomes the sign for what is not known."""
    if "\\" in text:
        text = _ESCAPE.sub(_escape, text)
    if _ALONE.search(text):
        text = _SURROGATES.sub(_join, text)
        text = _ALONE.sub("\ufffd", text)
    return text


def _escape(found: re.Match[str]) -> str:
    body = found[1]
    if body[0] in "ux" and len(body) > 1:
        code = int(body[1:].strip("{}"), 16)
        return chr(code) if code <= 0x10FFFF else "\ufffd"
    return _PLAIN.get(body, body)


def _join(pair: re.Match[str]) -> str:
    high, low = map(ord, pair[0])
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
