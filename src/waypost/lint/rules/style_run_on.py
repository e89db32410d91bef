"""STY002: two sentences, or two words, with nothing between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Subject
from waypost.lint.words.spelling import is_known

_GLUED = re.compile(r"(?<![\w./@#`-])([a-z]{4,})([A-Z][a-z]{3,})(?![\w/@`]|\.\w|\()")
_STOPPED = re.compile(r"(?<![\w./@#`-])([a-z]{3,})([.!?;,])([A-Z][a-z]{2,})(?=[\s,])")


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
        for found in _GLUED.finditer(text):
            left, right = found.groups()
            if is_known(left) and is_known(right.lower()) and text.count(found.group()) == 1:
                yield self._finding(subject, found.start(), found.end(), f"{left}. {right}", Safety.SUGGESTED)
        for found in _STOPPED.finditer(text):
            left, mark, right = found.groups()
            if is_known(left) and is_known(right.lower()):
                yield self._finding(subject, found.start(), found.end(), f"{left}{mark} {right}", Safety.SAFE)

    def _finding(self, subject: Subject, start: int, end: int, instead: str, safety: Safety) -> Finding:
        said, at = subject.joined.at(start)
        words = said.text[at : at + end - start]
        span = subject.span(said, at, at + end - start)
        fix = Fix(safety, f"Write “{instead}”", (Edit(span, instead),))
        message = f"“{words}” runs two sentences together: “{instead}”"
        return self.finding(message, span, said=said, words=(words,), fix=fix)
