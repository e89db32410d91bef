"""VAG102: what somebody knows or feels, where the ladder should say what they do with it."""

from __future__ import annotations

import re

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.opening import begins
from waypost.lint.words.verbs import finite

_VERBS = ("understand", "know", "believe", "appreciate", "comprehend", "grasp")
_STATES = (
    *("aware of", "familiar with", "knowledgeable about", "knowledgeable in", "comfortable with", "conscious of"),
    *("adept at", "competent in", "competent with", "experienced in", "experienced with", "fluent in", "versed in"),
    *("proficient at", "proficient in", "proficient with", "skilled at", "skilled in"),
)
_FEELING = ("comfortable", "confident")
_DOING = Late(r"\s+(?:in\s+)?(?:[a-z]+ly\s+)?[a-z]{2,}ing\b", re.IGNORECASE)
"""What somebody feels about an act: `comfortable speaking to clients` is no more than `comfortable with clients`."""
_HELD = (
    "understanding of",
    "understanding about",
    "knowledge of",
    "knowledge about",
    "knowledge in",
    "familiarity with",
    "awareness of",
    "grasp of",
    "appreciation of",
    "appreciation for",
)
_KINDS = (
    "good|strong|deep|solid|basic|working|broad|general|in[- ]depth|clear|sound|thorough|full|expert|advanced|technical"
    "|detailed|excellent|great|firm|nuanced|comprehensive|extensive|fundamental"
)
_HOLDING = Late(
    r"(?:(?:they|you|i|we)\s+)?(?:(?:has|have|possess(?:es)?|demonstrates?|shows?|exhibits?|with)\s+)?"
    rf"(?:(?:an?|some|the)\s+)?(?:(?!apply|reply|supply|rely)(?:[a-z]+ly|very)\s+)?(?:(?:{_KINDS})\s+){{0,2}}",
    re.IGNORECASE,
)
_SHOWING = Late(
    rf"\b(?:demonstrates?|displays?|exhibits?)\s+(?:(?:an?|some|the)\s+)?(?:(?:[a-z]+ly|very)\s+)?(?:(?:{_KINDS})\s+){{0,2}}$",
    re.IGNORECASE,
)
"""Wherever it stands: to demonstrate an understanding is to understand."""
_BESIDE = [
    "be",
    "is",
    "are",
    "was",
    "has",
    "have",
    "had",
    "can",
    "may",
    "does",
    "do",
    "like",
    "value",
    "values",
    "trust",
]
_NO_ACT = frozenset([*_BESIDE, *_VERBS])
_SECOND = Late(
    r"(?:\b(?:and|or|who|which|because|enough to|to)|[,;:.–—])\s+(?:and\s+|or\s+)?(?:then\s+|also\s+|so\s+)?"
    r"((?:they|you|i|we)\s+)?(?:[a-z]+ly\s+)?(can\s+)?([a-z]+)",
    re.IGNORECASE,
)
_BY = Late(r"\b(?:by|when|while)\s+[a-z]+ing\b", re.I)


class StateOfMind(PhraseRule):
    """Only where it is the statement's first verb, and no second one says what is done."""

    code = "VAG102"
    name = "state-of-mind"
    severity = Severity.WARNING
    says = "The statement says what somebody knows or feels, not what they do with it."
    why = "Nobody sees into a head. Who talks well is taken to know, and who knows and acts is not asked."
    decides = (
        "`understands`, `knows`, `is aware of`, `is skilled in`, `is comfortable doing` and the like as the first "
        "verb, or `demonstrates an understanding` anywhere, with no second verb behind it."
    )
    english = True
    example = Example(
        bad="Knows our queues.", good="Traces a stuck message to its producer, with nothing but the logs."
    )
    phrases = {
        **dict.fromkeys([form for verb in _VERBS for form in (verb, f"{verb}s")], "verb"),
        **dict.fromkeys([f"{be}{state}" for state in _STATES for be in ("", "is ", "are ", "am ")], "verb"),
        **dict.fromkeys([f"{be}{one}" for one in _FEELING for be in ("", "is ", "are ", "am ", "feels ")], "feeling"),
        **dict.fromkeys(_HELD, "held"),
    }

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        held = self.phrases[phrase] == "held"
        if said.part is not Part.SAYS or (start > _NEAR and not held):
            return None
        if self.phrases[phrase] == "feeling" and not _DOING.match(said.text, end):
            return None
        before = said.text[:start]
        showing = _SHOWING.search(before) if held else None
        first = bool(showing or _HOLDING.fullmatch(before.lstrip())) if held else begins(said.text, start)
        if not first or _acts(said.text[end:], third=phrase.endswith("s") or (held and not _WHO.match(said.text))):
            return None
        start = showing.start() if showing else 0 if held else start
        words = said.text[start:end].strip()
        message = f"“{words}” is a state of mind. Say what somebody does with it that others see"
        return self.finding(message, subject.span(said, start, end), said=said, words=(words,))


_NEAR = 60
_WHO = Late(r"(?:they|you|i|we)\b", re.IGNORECASE)


def _acts(rest: str, *, third: bool) -> bool:
    """Whether a second verb says what is done with what is known. `third`: the first is `knows`, and so a second one
    ends in -s too; what does not is a noun (`knows routers and network latency`)."""
    if _BY.search(rest):
        return True
    for found in _SECOND.finditer(rest):
        whose, can, verb = found.group(1), found.group(2), found.group(3).lower()
        opened = found.group().lower()
        if opened.startswith("to") or verb.rstrip("s") in _NO_ACT:
            continue
        agrees = whose or can or not third or verb.endswith(("s", "ed"))
        if opened.startswith("enough to ") or (agrees and verb in finite()):
            return True
    return False
