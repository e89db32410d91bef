"""STY003 and STY004: what most statements of a framework do and a few do not: their person, and their full stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from waypost.lint.findings import Edit, Finding, Fix, Related, Safety, Severity, Span
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Said, Subject
from waypost.lint.words.lexicon import words
from waypost.lint.words.literal import is_address
from waypost.lint.words.verbs import bases, thirds

_Kind = TypeVar("_Kind")

_SHARE = 0.8
_FEWEST = 10
_PRONOUNS = {
    "i": "I",
    "i'm": "I",
    "i’m": "I",
    "we": "we",
    "you": "you",
    "you're": "you",
    "you’re": "you",
    "they": "they",
}


class Person(WholeRule):
    """`Writes`, `Write`, `You write`: each is fine, among others of its kind."""

    code = "STY003"
    name = "person-differs"
    severity = Severity.INFO
    scope = Scope.FRAMEWORK
    says = "A statement speaks in another person than most."
    why = "Lines that were pasted from elsewhere keep another voice, and readers take the change for a meaning."
    decides = "The first word: a pronoun, a verb with -s, or one without; 8 of 10 statements agree (`thresholds`)."
    english = True
    example = Example(
        bad="Provide estimates. (among nine statements such as `Runs releases.`)", good="Provides estimates."
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        person = [(said, kind) for said in subject.statements if (kind := _person(said.text))]
        usual = _most((kind for _, kind in person), self.settings.threshold(self.code, _SHARE))
        if usual is None:
            return
        for said, kind in person:
            if kind != usual:
                first = said.text.split(" ", 1)[0]
                message = f"“{first}” speaks in another person than most statements here, which {_HOW[usual]}"
                yield self.finding(message, subject.span(said, 0, len(first)), said=said, words=(first,))


_HOW = {
    "-s": "begin with a verb in the third person",
    "base": "begin with a plain verb",
    "I": "begin with “I”",
    "we": "begin with “we”",
    "you": "begin with “you”",
    "they": "begin with “they”",
}
_BOTH = words("verbs_that_are_nouns")


def _person(text: str) -> str | None:
    """How a statement addresses whom it is about; None where the first word does not show it."""
    first = text.split(" ", 1)[0].lower().rstrip(",")
    if first in _PRONOUNS:
        return _PRONOUNS[first]
    if first in thirds():
        return "-s"
    return "base" if first in bases() and first not in _BOTH else None


class FullStop(WholeRule):
    """Told once, at the first that differs; the fix mends them all."""

    code = "STY004"
    name = "mixed-punctuation"
    severity = Severity.INFO
    scope = Scope.FRAMEWORK
    says = "Some statements end with a full stop and most do not, or the other way round."
    why = "It shows which lines were never read beside the others."
    decides = "The last sign; 8 of 10 of at least 10 statements agree (`thresholds`)."
    example = Example(bad="Runs releases (among ten statements that end with a full stop)", good="Runs releases.")

    def whole(self, subject: Subject) -> Iterator[Finding]:
        ends = [(said, said.text.rstrip().endswith(".")) for said in subject.statements if _ends_plainly(said)]
        usual = _most((stopped for _, stopped in ends), self.settings.threshold(self.code, _SHARE))
        odd = [said for said, stopped in ends if stopped != usual]
        if usual is None or not odd:
            return
        spans = [_last(subject, said) for said in odd]
        edits = tuple(Edit(span, f"{_end(said)}." if usual else "") for said, span in zip(odd, spans, strict=True))
        does = "no full stop" if usual else "a full stop"
        message = f"{does.capitalize()} ends {len(odd)} of {len(ends)} statements, unlike the others. Make them alike"
        fix = Fix(Safety.SAFE, "Add the full stops" if usual else "Take the full stops away", edits)
        related = [Related(span, "another") for span in spans[1:_SHOWN]]
        yield self.finding(message, spans[0], said=odd[0], words=(_end(odd[0]),), related=related, fix=fix)


_SHOWN = 6


def _end(said: Said) -> str:
    return said.text.rstrip()[-1]


def _last(subject: Subject, said: Said) -> Span:
    length = len(said.text.rstrip())
    return subject.span(said, length - 1, length)


def _ends_plainly(said: Said) -> bool:
    text = said.text.rstrip()
    if not text or not (text[-1] == "." or text[-1].isalnum()) or text.endswith(("etc.", "...", "e.g.", "i.e.")):
        return False
    if text[-3:-2] == "." and text[-1] == ".":  # `U.S.`: its stop is its own, and may be that of the sentence too
        return False
    return not (("@" in text or "://" in text or "www." in text) and is_address(text.split()[-1]))


def _most(kinds: Iterable[_Kind], share: float) -> _Kind | None:
    """What nearly all do, where there are enough to tell and some that do not."""
    counts = Counter(kinds)
    total = sum(counts.values())
    if total < _FEWEST or len(counts) < 2:
        return None
    kind, count = counts.most_common(1)[0]
    return kind if count >= share * total else None
