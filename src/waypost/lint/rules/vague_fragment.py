"""VAG105: a noun with praise around it, and no verb."""

from __future__ import annotations

from functools import lru_cache

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.concrete import is_concrete
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import words
from waypost.lint.words.verbs import finite, gerunds

_WORD = Late(r"[a-z]+(?:['’-][a-z]+)*")
_LONG = 14


class Fragment(PhraseRule):
    """Looked for where a statement begins with abstract or judging words."""

    code = "VAG105"
    name = "fragment"
    severity = Severity.WARNING
    says = "The statement has no verb: it names a quality and says nothing that is done."
    why = "Without a verb nobody does anything, and everybody may think of another deed."
    decides = "No verb in a statement of 2 to 14 words that has an abstract or judging word among its first."
    english = True
    example = Example(bad="Team spirit", good="Covers a teammate's on-call when they fall ill.")
    phrases = dict.fromkeys((words("judging") | words("abstract")) - {"trust", "respect", "influence"}, "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS or start > _NEAR or not _verbless(said.text):
            return None
        if _WORD.search(said.text.lower()[:start]) and _met(said.text[:start]):
            return None  # told at the first such word
        message = f"“{said.text.strip().rstrip('.')}” has no verb. Say what somebody does"
        return self.finding(message, subject.span(said), said=said, words=(said.text[start:end],))


_NEAR = 24
_ABILITY = (["capable", "of"], ["able", "to"])
"""Another rule tells of these."""


def _met(before: str) -> bool:
    return any(word in Fragment.phrases for word in _WORD.findall(before.lower()))


@lru_cache(maxsize=4096)
def _verbless(text: str) -> bool:
    read = _WORD.findall(text.lower().replace("’", "'"))
    if text.rstrip().endswith(":") or "(" in text or not 2 <= len(read) <= _LONG or is_concrete(text):
        return False
    first = read[0]
    verbal = (
        first in gerunds()
        or read[:2] in _ABILITY
        or (first.endswith("s") and not first.endswith("ss") and len(read) > 2)
    )
    return not verbal and not any(word in finite() or "'" in word for word in read)
