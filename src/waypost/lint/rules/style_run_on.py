"""STY002: two sentences, or two words, with nothing between them."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Subject
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import words
from waypost.lint.words.literal import is_literal
from waypost.lint.words.spelling import is_known
from waypost.lint.words.verbs import gerunds, thirds

_GLUED = Late(r"([a-z]{4,})([A-Z][a-z]{3,})")
_STOPPED = Late(r"[.!?;,](?=([A-Z][a-z]+)[\s,])")
_SHAPES = bytes(
    97 if 97 <= code <= 122 else 65 if 65 <= code <= 90 else 46 if code in b".!?;," else 32 for code in range(256)
)
"""Letters turned into `a` or `A` by their size, marks into `.`: what runs together shows, and hardly ever does."""
_BEFORE = Late(r"(?<![\w./@#`-])[a-z]{3,}$")
_SHORT = Late(r"(?<![\w./@#`-])(?:it|us|me|so|up|do|on|in|by|to|is|we|[A-Z]{2,5}s?|\([^()\n]{0,25}\))$")
"""Before a verb that says what somebody does, what else may end a sentence: `it`, an acronym, a bracket."""
_METHODS = frozenset(["then", "when", "where", "if", "while", "on", "in", "has", "can", "does"])
_CALLED_SO = "array client collection event future list map mock node object promise query request stream task thread"
_OBJECTS = frozenset(_CALLED_SO.split())
"""`task.When` and `promise.Then` are calls."""
_ADDRESSED = frozenset("./@#`-_")
_CALLED = frozenset("/@#`_(")
_REACH = 30


class RunOn(WholeRule):
    """`oversightInitiates`, `done.Then`: a line end was lost."""

    code = "STY002"
    name = "run-on"
    severity = Severity.ERROR
    scope = Scope.FRAMEWORK
    says = "Two sentences run into each other."
    why = "A line end was lost, often with what stood there. Two demands are read as one."
    decides = (
        "A word in small letters with a capitalised one glued to it, both known words; or a mark between them without "
        "a space. Names such as `webSocket` are left alone where they are met twice."
    )
    english = True
    example = Example(bad="Asks for reviewWrites tests.", good="Asks for review. Writes tests.")

    def whole(self, subject: Subject) -> Iterator[Finding]:
        text = subject.joined.written
        shape = text.encode("ascii", "replace").translate(_SHAPES)
        for spelt in sorted(subject.joined.spelt) if b"aaaaAaaa" in shape else ():
            if glued := _GLUED.fullmatch(spelt):
                yield from self._glued(subject, text, *glued.groups())
        for found in _STOPPED.finditer(text) if b".A" in shape else ():
            left = _before(text[max(found.start() - _REACH, 0) : found.start()], found.group(1).lower())
            if left and not is_literal(text, found.start()):
                safety = Safety.SUGGESTED if found.group(1).lower() in _METHODS else Safety.SAFE
                instead = f"{left}{found.group()} {found.group(1)}"
                yield self._finding(subject, found.start() - len(left), found.end(1), instead, safety)

    def _glued(self, subject: Subject, text: str, left: str, right: str) -> Iterator[Finding]:
        at, end = text.find(left + right), text.find(left + right) + len(left + right)
        alone = text[at - 1 : at] not in _ADDRESSED and text[end : end + 1] not in _CALLED
        if alone and text.count(left + right) == 1 and is_known(left) and is_known(right.lower()):
            yield self._finding(subject, at, end, f"{left}. {right}", Safety.SUGGESTED)

    def _finding(self, subject: Subject, start: int, end: int, instead: str, safety: Safety) -> Finding:
        said, at = subject.joined.at(start)
        glued = said.text[at : at + end - start]
        span = subject.span(said, at, at + end - start)
        fix = Fix(safety, f"Write “{instead}”", (Edit(span, instead),))
        message = f"“{glued}” runs two sentences together: “{instead}”"
        return self.finding(message, span, said=said, words=(glued,), fix=fix)


def _before(text: str, behind: str) -> str | None:
    """The word before a mark, where it ends a sentence and the word behind begins another."""
    left = _BEFORE.search(text)
    if left and behind in _beginnings() and is_known(left.group()):
        return None if behind in _METHODS and left.group() in _OBJECTS else left.group()
    short = _SHORT.search(text) if behind in thirds() else None
    return short.group() if short else None


def _beginnings() -> frozenset[str]:
    """Words that a sentence begins with; `node.Version` has none behind its dot."""
    return words("small_english") | thirds() | gerunds() | _MORE


_MORE = frozenset(
    ["then", "when", "where", "while", "if", "also", "in", "on", "we", "an", "our", "has", "have", "does", "can", "may"]
)
