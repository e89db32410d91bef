"""CLR901 and CLR902: sentences that are too long, and statements that ask several things at once."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, StatementRule, Status
from waypost.lint.settings import Settings
from waypost.lint.subject import Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import words
from waypost.lint.words.verbs import thirds

_SENTENCE = Late(r"[^.;!?\n]+(?:[.;!?](?!\s)[^.;!?\n]+)*")
_CLAUSE = Late(r"(?:^|[,;.]\s+(?:and\s+)?|\band\s+)([A-Z]?[a-z]+)\b")
_LETTERS = 4
"""Fewest letters a word takes with its space: a short text cannot have many words."""


class TooLong(StatementRule):
    """One finding a statement, at its longest sentence."""

    code = "CLR901"
    name = "too-long"
    severity = Severity.INFO
    says = "A sentence has too many words."
    why = "Each reader keeps another part of a long sentence, and rates that."
    decides = "A sentence of more than 45 words (`thresholds`); a semicolon ends one."
    example = Example(
        bad=(
            "Plans the work of the team for the quarter with the product manager and the designers, writes down what "
            "is asked, who does it, when it is done and what it depends on, tells partners every week what has moved "
            "and why it has, and keeps all of this in one place."
        ),
        good="Plans a quarter with product and design. Tells partners every week what has moved, and why.",
    )

    def statement(self, subject: Subject, said: Said) -> Iterator[Finding]:
        most = int(self.settings.threshold(self.code, 45))
        if len(said.text) < most * _LETTERS:
            return
        found = max(_SENTENCE.finditer(said.text), key=lambda one: len(one.group().split()), default=None)
        if found is not None and (count := len(found.group().split())) > most:
            message = f"{count} words in one sentence. Divide it, or leave out what the level does not turn on"
            start = found.start() + len(found.group()) - len(found.group().lstrip())
            words = (" ".join(found.group().split()[:6]),)
            yield self.finding(message, subject.span(said, start, found.end()), said=said, words=words)


class SeveralDemands(StatementRule):
    """Verbs that begin a clause are counted."""

    code = "CLR902"
    name = "several-demands"
    severity = Severity.INFO
    status = Status.PREVIEW
    says = "One statement asks several things."
    why = "Who does three of four has met it for one reviewer and missed it for the next."
    decides = "At least 4 clauses (`thresholds`) that begin with a verb of their own."
    english = True
    example = Example(
        bad="Writes tests, reviews designs, mentors juniors and runs releases.",
        good="Runs releases, and stops one that goes wrong.",
    )

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._least = settings.threshold(self.code, 4)

    def statement(self, subject: Subject, said: Said) -> Iterator[Finding]:
        text = said.text
        if text.count(",") + text.count(" and ") + text.count(";") + text.count(". ") + 1 < self._least:
            return
        begun = [(one.group(1), text[one.end() :][:1]) for one in _CLAUSE.finditer(text)]
        verbs = [word for word, behind in begun if _is_verb(word.lower(), behind)]
        if len(verbs) >= self._least:
            message = f"{len(verbs)} demands in one: {', '.join(verbs)}. Make each a statement of its own"
            yield self.finding(message, subject.span(said), said=said, words=tuple(verbs))


def _is_verb(word: str, behind: str) -> bool:
    """Whether it begins a clause: in `questions, concerns, decisions` it stands in a list of nouns."""
    return word in thirds() and not (behind in {",", ";", "."} and word in words("verbs_that_are_nouns"))
