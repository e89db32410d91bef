"""VAG106: what somebody is like, where the ladder should say what they do."""

from __future__ import annotations

import re
from functools import cache

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.concrete import is_concrete
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import phrases, words
from waypost.lint.words.verbs import finite

_IS = Late(
    r"(?:^|\b(?:is|are|am|be|being|remains?|stays?|becomes?|(?:you|they)['’]re|i['’]m)\s)(?:an?\s|the\s)?(?:[a-z-]+(?:,|\sand|ly)\s|very\s|highly\s)*$",
    re.IGNORECASE,
)
_FEW = r"(?:an?\s|the\s|their\s|your\s)?(?:[a-z-]+(?:,|\sand)?\s){0,3}$"
_HAS = Late(
    r"\b(?:has|have|having|shows?|brings?|displays?|demonstrates?|models?|possess(?:es)?|exhibits?|embod(?:y|ies)|exemplif(?:y|ies)"
    r"|maintains?|retains?|(?:acts?|behaves?|leads?|operates?|works?) with)\s" + _FEW,
    re.IGNORECASE,
)
_BARE = Late("^" + _FEW, re.IGNORECASE)
_PERSON = Late(r"(?:I|You|We|They)\b")
"""Who says this of somebody goes on with `am` or `are`: what is behind `is` is a trait of something else."""
_OF_A_THING = Late(r"[a-z] (?:that|which) (?!(?:they|you|i|we|he|she)\b)[^.,;:]*$", re.IGNORECASE)
"""In a clause about a thing: `systems that can scale and be reliable`."""
_SHOWN = Late(r"[,;:.–—(]|\b(?:and|by|when|while|who|which|that|to|through|such as|e\.g)\b", re.IGNORECASE)
"""Where something that shows the trait may be told behind it."""
_CLOSES = Late(
    r"\s*(?:$|[,.;:)–—]|(?:and|or|in|about|with|when|while|to|under|at|towards?|for|of|as|even|who)\b)", re.IGNORECASE
)
_BY = Late(r"\s+by\b", re.IGNORECASE)
"""By whom somebody is held for it."""


class Trait(PhraseRule):
    """An adjective behind `is`, or a noun behind `has` or `shows`, where nothing that can be seen stands beside it."""

    code = "VAG106"
    name = "trait-for-behaviour"
    severity = Severity.WARNING
    says = "The statement praises a character, not what somebody does."
    why = "Character is judged by likeness: people see it in those who are like them. Anyone can show what they do."
    decides = (
        "A trait (passionate, humble, team player, ...) behind `is`, `has` or `shows`, or at the beginning, where no "
        "artefact, event, figure, example or act that others see shows it; a standing (industry-leading expert, role "
        "model) in any statement."
    )
    english = True
    example = Example(bad="Is passionate and a team player.", good="Covers a teammate's on-call when they fall ill.")
    phrases = {
        **dict.fromkeys(phrases("traits_somebody_is"), "is"),
        **dict.fromkeys(phrases("traits_somebody_has"), "has"),
        **dict.fromkeys(phrases("standings"), "stands"),
    }

    _told = -1

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        kind = self.phrases[phrase]
        if said.part is not Part.SAYS or self._told == said.number or not _fits(kind, said.text, start, end):
            return None
        if kind != "stands" and _shows(said.text, end):
            return None
        self._told = said.number
        written = said.text[start:end]
        message = f"“{written}” is a trait. Say what somebody does that shows it"
        return self.finding(message, subject.span(said, start, end), said=said, words=(written,))


def _shows(text: str, end: int) -> bool:
    """Whether something behind the trait shows it: an act that others see, or what can be pointed at."""
    if not _SHOWN.search(text, end):
        return False
    behind = text[end:].lower().split()
    return is_concrete(text) or not _seen().isdisjoint(word.strip(".,;") for word in behind)


@cache
def _seen() -> frozenset[str]:
    return words("visible_acts") | words("acts_on_anything")


def _fits(kind: str, text: str, start: int, end: int) -> bool:
    """Whether somebody is said to be so or to have it."""
    before = text[:start]
    if kind != "has":
        found = _IS.search(before)
        of_a_thing = found is not None and (
            (found.group().lower().startswith("is") and _PERSON.match(text)) or _OF_A_THING.search(before)
        )
        closes = _CLOSES.match(text, end) or (kind == "stands" and _BY.match(text, end))
        return found is not None and not of_a_thing and bool(closes)
    if _HAS.search(before):
        return True
    return bool(_BARE.match(before)) and not any(word.strip(",").lower() in finite() for word in before.split())
