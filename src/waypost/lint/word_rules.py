"""Rules that an organisation declares in its configuration: words it does not want, and what is told of them."""

from __future__ import annotations

from types import new_class
from typing import Any

from waypost.lint.findings import Finding
from waypost.lint.rule import Example, PhraseRule, Rule, rules
from waypost.lint.settings import Settings, WordRule
from waypost.lint.subject import Said, Subject


class _Words(PhraseRule):
    """One word rule; `message` is told, with the words that were met."""

    message = ""

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        words = said.text[start:end]
        return self.finding(f"“{words}”: {self.message}", subject.span(said, start, end), said=said, words=(words,))


def rules_with(settings: Settings) -> dict[str, type[Rule]]:
    """Every rule by its code, those of the configuration among them."""
    return {**rules(), **{one.code: _rule(one) for one in settings.word_rules}}


def _rule(declared: WordRule) -> type[Rule]:
    attributes: dict[str, Any] = {
        "code": declared.code,
        "name": declared.code.lower(),
        "severity": declared.severity,
        "message": declared.message,
        "says": declared.message,
        "why": "Declared in the configuration.",
        "decides": "The words: " + ", ".join(declared.words) + ".",
        "example": Example(bad=declared.words[0], good=""),
        "phrases": {" ".join(word.lower().split()): "" for word in declared.words},
    }
    made: type[Rule] = new_class(
        f"Words{declared.code}", (_Words,), {"listed": False}, lambda body: body.update(attributes)
    )
    return made
