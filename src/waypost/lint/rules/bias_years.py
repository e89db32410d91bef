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
_DECADES = Late(r"((?:at least |over |more than |about |around )?(?:an?|one|two|three|several) )$", re.IGNORECASE)
_SERVED_AS = Late(
    r"^['’]?\s+(?:of|in|at|as)\s+(?:[\w/-]+\s+){0,2}?"
    r"(?:experience|expertise|tenure|industry|role|position|field|company|job|profession|level|grade|engineer|developer"
    r"|programmer|programming|manager)\b",
    re.IGNORECASE,
)
"""Of months and decades, which are counted for many things more than years are."""
_EXPERIENCE = Late(r"\b(?:experience|expertise|tenure)$", re.IGNORECASE)
_WHO_HAS = r"^\W*(?:(?:they|you|i|we)\s+)?(?:(?:has|have|had|with|requires?|needs?)\s+)?"
_HELD = Late(rf"{_WHO_HAS}(?:(?:been|worked|works|served|spent)\s+)?(?:for\s+)?$", re.IGNORECASE)
"""Before a number that somebody is said to have, and nothing else: `has worked for` two years."""
_STAYED = Late(
    rf"{_WHO_HAS}(?:been|worked|served|stayed)\s+(?:(?:in|at|as)\s+)?"
    r"(?:(?:an?|the|their|this|that|your)\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:role|level|position|job|grade|company|field|profession|industry|engineer|developer|programmer|manager)\s+for\s+$",
    re.IGNORECASE,
)
"""`has been in the role for` two years: what is served stands before them."""
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
    decides = (
        "A number of years followed by experience, role, level, field or the like, or said of who has been there; of "
        "months and decades where somebody is said to have them."
    )
    english = True
    example = Example(
        bad="5+ years of experience with databases.", good="Moves a table of a billion rows without downtime."
    )
    phrases = {
        **dict.fromkeys(("year", "years", "yrs", "yoe", "years'", "years’"), "years"),
        **dict.fromkeys(("month", "months", "months'", "months’"), "months"),
        **dict.fromkeys(("decade", "decades", "decades'", "decades’"), "decades"),
    }

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part not in _PARTS:
            return None
        kind = self.phrases[phrase]
        count = _count(said.text, start, decades=kind == "decades")
        if count is None:
            return None
        before = said.text[: count.start()]
        served = (_SERVED if kind == "years" else _SERVED_AS).match(said.text[end:])
        if kind != "years" and not (served and (_HELD.match(before) or _EXPERIENCE.search(served.group()))):
            return None
        stayed = _STAYED.match(before)
        alone = _ONLY.match(said.text[end:]) and not before.strip()
        if served is None and not alone and not stayed and phrase != "yoe":
            return None
        held = stayed or (served and (_HELD.match(before) or "experience" in served.group()))
        if not alone and not held and _LASTS.search(before):
            return None
        until = end + (served.end() if served else 0)
        words = said.text[count.start() : until]
        message = f"“{words}” asks for time, not for what was learnt in it. Say what somebody does by then"
        return self.finding(message, subject.span(said, count.start(), until), said=said, words=(words,))


def _count(text: str, start: int, *, decades: bool) -> re.Match[str] | None:
    """The number before the years."""
    begin = max(0, start - _REACH)
    if decades:
        return _DECADES.search(text, begin, start)
    if not text[begin:start].rstrip(" ").lower().endswith(_NUMBERS):
        return None
    return _COUNT.search(text, begin, start)
