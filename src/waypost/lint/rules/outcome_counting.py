"""OUT601 and OUT603: what is done without what comes of it, and how much of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule, StatementRule, Status
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.concrete import is_concrete
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import phrases
from waypost.lint.words.opening import begins
from waypost.lint.words.verbs import thirds

_RESULT = Late(
    r"\b(?:so that|which|that|until|before|without|and|to|by|ensuring|resulting|leading|because|with)\b|[;:]|, ", re.I
)


class ActivityOnly(StatementRule):
    """A sentence without a clause that says what comes of it."""

    code = "OUT601"
    name = "activity-without-result"
    severity = Severity.INFO
    status = Status.OFF
    says = "The statement says what is done, not what comes of it."
    why = "Activity can be shown by anybody who is busy. What came of it tells the levels apart."
    decides = "A verb first, and no clause behind it (`so that`, `which`, a comma). Many good statements are short."
    english = True
    example = Example(
        bad="Attends the weekly planning.", good="Says in planning what will not fit, before the sprint begins."
    )

    def statement(self, subject: Subject, said: Said) -> Iterator[Finding]:
        first, _, rest = said.text.partition(" ")
        if first.lower() in thirds() and is_concrete(said.text) and not _RESULT.search(rest):
            yield self.finding(
                f"“{first}” is an activity. Say what comes of it", subject.span(said), said=said, words=(first,)
            )


_MANY = (
    r"(?:(?:large |high |given |certain |minimum |significant |steady )?(?:number|amount|volume|quantity|count)s? of"
    r"|lots of|plenty of|at least \d+|\d+ ?\+?(?: or more)?|many|more|most|frequent|numerous|dozens of|hundreds of)"
)
_KINDS = "(?:and |merged |meaningful |closed |regular |daily |weekly |git |small |quality |high-quality |open |good )*"
_COUNTED = Late(rf"\b{_MANY} {_KINDS}$")
_PER = Late(r"^ (?:per|a|each|every|in a) (?:day|week|sprint|month|quarter|cycle|year)\b")
_LESS = Late(
    r"\b(?:reduc|lower|cut|decreas|shrink|halv|fewer|less|prevent|avoid|after|than|within|of \d|needs?)\w*\b[^.;]*$"
)
_MAKES = Late(
    r"\b(?:merg|clos|writ|creat|produc|complet|deliver|open|push|mak|submit|resolv|fix|ship|contribut|commit|review|handl|ha[sd]"
    r"|have|land|post|increas|rais|finish|with)\w*\b[^.;]*$"
)


class CountsVolume(PhraseRule):
    """A quantity before things that anybody can make more of."""

    code = "OUT603"
    name = "counts-volume"
    severity = Severity.WARNING
    says = "The statement counts how much is made."
    why = "What is counted is made: small changes, long code, easy tickets. Whoever does the hard thing slowly loses."
    decides = "A quantity (many, at least 20, number of) of pull requests, commits, lines, tickets, points or reviews."
    english = True
    example = Example(bad="Merges at least 20 pull requests a month.", good="Halves the rollback rate of the service.")
    phrases = dict.fromkeys(phrases("counted"), "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS:
            return None
        before = said.text[:start].lower()
        found = _COUNTED.search(before)
        if found is None or _LESS.search(before[: found.start()]):
            return None
        if phrase in {"features", "bugs", "lines"} and not _PER.match(said.text[end:].lower()):
            return None
        if not (_MAKES.search(before[: found.start()]) or begins(said.text, found.start())):
            return None
        words = said.text[found.start() : end]
        message = f"“{words}” counts what anybody can make more of. Say what they change for somebody"
        return self.finding(message, subject.span(said, found.start(), end), said=said, words=(words,))
