"""BIA803: years where a behaviour should be."""

from __future__ import annotations

import re

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late

_WORDS = "one two three four five six seven eight ten several many"
_NUMBERS = (*"0123456789+", *_WORDS.split(), "more")
"""How a number ends: most years are not counted."""
_COUNT = Late(
    r"((?:at least |minimum (?:of )?|over |more than |about |around )?"
    rf"(?:\d+|{_WORDS.replace(' ', '|')})"
    r"(?: ?(?:-|–|to|or) ?\d+)? ?\+?(?: or more)? ?)$",
    re.IGNORECASE,
)
_SERVED = Late(
    r"^['’]?(?:\+)? ?(?:of |in |as |at |with |working |doing |or more |in the )*(?:(?:[\w/-]+ ){0,4}?)"
    r"(?:experience|expertise|tenure|industry|role|position|field|service|seniority|company|job|profession|level|grade"
    r"|engineer|developer|programmer|programming)\b",
    re.IGNORECASE,
)
_ONLY = Late(r"^\s*(?:\(?(?:minimum|or more|\+)\)?)?\.?$", re.IGNORECASE)
_LASTS = Late(
    r"\b(?:plan|roadmap|strateg|view|vision|horizon|project|data|logs?|over|within|last|past|for|contract|kept|every)\w*\W+"
    r"(?:[\w-]+\W+){0,2}$",
    re.IGNORECASE,
)


_PARTS = (Part.SAYS, Part.ABOUT, Part.SHOWN_BY)
_REACH = 60
"""How far before its years a number begins at most."""


class Years(PhraseRule):
    """A number of years that is served, not a number of years that something lasts."""

    code = "BIA803"
    name = "years-for-behaviour"
    severity = Severity.ERROR
    says = "The statement asks for years."
    why = "Years shut out who came late, worked part-time or cared for somebody, and let in who merely stayed."
    decides = "A number of years followed by experience, role, level, field or the like."
    english = True
    example = Example(
        bad="5+ years of experience with databases.", good="Moves a table of a billion rows without downtime."
    )
    phrases = dict.fromkeys(("year", "years", "yrs", "yoe", "years'", "years’"), "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part not in _PARTS:
            return None
        before = said.text[max(0, start - _REACH) : start]
        if not before.rstrip(" ").lower().endswith(_NUMBERS):
            return None
        count = _COUNT.search(said.text, max(0, start - _REACH), start)
        if count is None:
            return None
        served = _SERVED.match(said.text[end:])
        alone = _ONLY.match(said.text[end:]) and not said.text[: count.start()].strip()
        if served is None and not alone and phrase != "yoe":
            return None
        lasts = _LASTS.search(said.text[: count.start()]) and not (served and "experience" in served.group())
        if lasts and not alone:
            return None
        until = end + (served.end() if served else 0)
        words = said.text[count.start() : until]
        message = f"“{words}” asks for time, not for what was learnt in it. Say what somebody does by then"
        return self.finding(message, subject.span(said, count.start(), until), said=said, words=(words,))
