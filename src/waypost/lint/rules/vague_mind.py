"""VAG102: what somebody knows or feels, where the ladder should say what they do with it."""

from __future__ import annotations

import re

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.opening import begins
from waypost.lint.words.verbs import finite

_VERBS = ("understand", "know", "believe", "appreciate", "comprehend", "grasp")
_STATES = ("aware of", "familiar with", "knowledgeable about", "knowledgeable in", "comfortable with", "conscious of")
_HELD = ("understanding of", "knowledge of", "awareness of", "grasp of", "appreciation of", "appreciation for")
_KINDS = (
    "good|strong|deep|solid|basic|working|broad|general|in[- ]depth|clear|sound|thorough|full|expert|advanced|technical"
    "|detailed|excellent|great|firm"
)
_HOLDING = re.compile(
    r"(?:(?:they|you|i|we)\s+)?(?:(?:has|have|possess(?:es)?|demonstrates?|shows?|exhibits?|with)\s+)?"
    rf"(?:(?:an?|some|the)\s+)?(?:(?:[a-z]+ly|very)\s+)?(?:{_KINDS})?\s*",
    re.IGNORECASE,
)
_NO_ACT = frozenset(
    ["is", "are", "was", "has", "have", "had", "can", "may", "does", "do", "like", "value", "values", "trust"]
)
_SECOND = re.compile(
    r"(?:\b(?:and|or|who|which|to)|[,;.:–—])\s+(?:and\s+|or\s+)?(?:then\s+|also\s+|so\s+)?"
    r"(?:(?:they|you|i|we)\s+|[a-z]+ly\s+)?(?:can\s+)?([a-z]+)",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|when|while|in)\s+[a-z]+ing\b", re.I)


class StateOfMind(PhraseRule):
    """Only where it is the statement's first verb, and no second one says what is done."""

    code = "VAG102"
    name = "state-of-mind"
    severity = Severity.WARNING
    says = "The statement says what somebody knows or feels, not what they do with it."
    why = "Nobody sees into a head. Who talks well is taken to know, and who knows and acts is not asked."
    decides = "`understands`, `knows`, `is aware of` and the like as the first verb, with no second verb behind it."
    english = True
    example = Example(
        bad="Knows our queues.", good="Traces a stuck message to its producer, with nothing but the logs."
    )
    phrases = {
        **dict.fromkeys([form for verb in _VERBS for form in (verb, f"{verb}s")], "verb"),
        **dict.fromkeys([f"{be}{state}" for state in _STATES for be in ("", "is ", "are ", "am ")], "verb"),
        **dict.fromkeys(_HELD, "held"),
    }

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS or start > _NEAR:
            return None
        held = self.phrases[phrase] == "held"
        first = bool(_HOLDING.fullmatch(said.text[:start].lstrip())) if held else begins(said.text, start)
        if not first or _acts(said.text[end:]):
            return None
        start = 0 if held else start
        words = said.text[start:end].strip()
        message = f"“{words}” is a state of mind. Say what somebody does with it that others see"
        return self.finding(message, subject.span(said, start, end), said=said, words=(words,))


_NEAR = 60


def _acts(rest: str) -> bool:
    """Whether a second verb says what is done with what is known."""
    if _BY.search(rest):
        return True
    seconds = (one.group(1).lower() for one in _SECOND.finditer(rest) if not one.group().startswith("to"))
    return any(verb in finite() and verb not in _NO_ACT and verb.rstrip("s") not in _VERBS for verb in seconds)
