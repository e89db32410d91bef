"""VAG106: what somebody is like, where the ladder should say what they do."""

from __future__ import annotations

import re

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.concrete import is_concrete
from waypost.lint.words.lexicon import phrases

_IS = re.compile(
    r"(?:^|\b(?:is|are|am|be|being|remains?|stays?|becomes?|you're|they're|i'm)\s)(?:an?\s|the\s)?(?:[a-z-]+(?:,|\sand|ly)\s|very\s|highly\s)*$",
    re.IGNORECASE,
)
_HAS = re.compile(
    r"(?:^|\b(?:has|have|having|shows?|brings?|displays?|demonstrates?|models?"
    r"|(?:acts?|behaves?|leads?|operates?|works?) with"
    r"|possess(?:es)?|exhibits?|embod(?:y|ies)|maintains?|retains?)\s)"
    r"(?:an?\s|the\s|their\s|your\s)?(?:[a-z-]+(?:,|\sand)?\s){0,3}$",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\s*(?:$|[,.;:)–—]|(?:and|or|in|about|with|when|while|to|under|at|towards?|for|of|as|even|who)\b)", re.IGNORECASE
)


class Trait(PhraseRule):
    """An adjective behind `is`, or a noun behind `has` or `shows`, where nothing that can be seen stands beside it."""

    code = "VAG106"
    name = "trait-for-behaviour"
    severity = Severity.WARNING
    says = "The statement praises a character, not what somebody does."
    why = "Character is judged by likeness: people see it in those who are like them. Anyone can show what they do."
    decides = (
        "A trait (passionate, humble, team player, ...) behind `is`, `has` or `shows`, or at the beginning, in a "
        "statement that names no artefact, event, figure or example."
    )
    english = True
    example = Example(bad="Is passionate and a team player.", good="Covers a teammate's on-call when they fall ill.")
    phrases = {
        **dict.fromkeys(phrases("traits_somebody_is"), "is"),
        **dict.fromkeys(phrases("traits_somebody_has"), "has"),
    }

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS or is_concrete(said.text):
            return None
        before = said.text[:start]
        if any(trait in before.lower() for trait in self.phrases):
            return None  # told at the first
        if self.phrases[phrase] == "is":
            fits = bool(_IS.search(before)) and bool(_CLOSES.match(said.text, end))
        else:
            fits = bool(_HAS.search(before))
        if not fits:
            return None
        words = said.text[start:end]
        message = f"“{words}” is a trait. Say what somebody does that shows it"
        return self.finding(message, subject.span(said, start, end), said=said, words=(words,))
