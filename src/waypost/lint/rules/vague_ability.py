"""VAG103: what somebody may or can do, where the ladder should say what they do."""

from __future__ import annotations

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.opening import begins, opens
from waypost.lint.words.verbs import bases, third

_SHORT = (("i", "m"), ("you", "re"), ("they", "re"))
_BE = ("", "is ", "are ", "am ", *(f"{who}{mark}{be} " for who, be in _SHORT for mark in "'’"))
_ABLE = (
    *(f"{be}{able}" for be in _BE for able in ("able to", "capable of")),
    *("has the ability to", "have the ability to", "has an ability to", "ability to", "demonstrates the ability to"),
)
_MODAL = frozenset(["can", "may", "could"])
"""Behind a sentence that says what is done these often say what else is allowed: told in a first sentence alone."""
_PRONOUN = Late(r"([A-Za-z]+)['’]")
_VERB = Late(r"\s+([a-z]+)\b")


class Ability(PhraseRule):
    """Only where it is a sentence's own verb: at its beginning, or behind a pronoun there."""

    code = "VAG103"
    name = "ability-for-behaviour"
    severity = Severity.WARNING
    says = "The statement says what somebody may or can do, not what they do."
    why = (
        "Ability cannot be seen in a packet, only its use can. Reviewers then guess what somebody could have done, and "
        "guess differently for people they know."
    )
    decides = "`can` or `may` as the first verb of a statement; `is able to` and the like as that of any sentence."
    english = True
    example = Example(bad="Can run a release.", good="Runs releases, and stops one that goes wrong.")
    phrases = dict.fromkeys((*_MODAL, *_ABLE), "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        own = begins if phrase in _MODAL else opens
        if said.part is not Part.SAYS or not own(said.text, start):
            return None
        words = said.text[start:end]
        message = f"“{words}” says what is possible. Say what somebody at this level does"
        fix = _done(subject, said, start, end)
        return self.finding(message, subject.span(said, start, end), said=said, words=(words,), fix=fix)


def _done(subject: Subject, said: Said, start: int, end: int) -> Fix | None:
    """`Can run` -> `Runs`, where the verb is one we know."""
    verb = _VERB.match(said.text, end)
    if verb is None or verb.group(1) not in bases():
        return None
    short = _PRONOUN.match(said.text, start)
    if short is not None:
        written = f"{short.group(1)} {verb.group(1)}"
    else:
        alone = not said.text[:start].strip()
        does = third(verb.group(1)) if alone else verb.group(1)
        written = does.capitalize() if said.text[start].isupper() else does
    edit = Edit(subject.span(said, start, verb.end()), written)
    return Fix(Safety.SUGGESTED, f"Write “{written}”", (edit,))
