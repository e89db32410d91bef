"""VAG103: what somebody may or can do, where the ladder should say what they do."""

from __future__ import annotations

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject

_OPENINGS = frozenset({"", "they", "you", "she", "he", "who"})


class Ability(PhraseRule):
    """Only where it is the statement's own verb: at its beginning, or behind a pronoun there."""

    code = "VAG103"
    name = "ability-for-behaviour"
    severity = Severity.WARNING
    says = "The statement says what somebody may or can do, not what they do."
    why = (
        "Ability cannot be seen in a packet, only its use can. Reviewers then guess what somebody could have done, and "
        "guess differently for people they know."
    )
    decides = "`can`, `may`, `is able to` and the like as the first verb of a statement."
    example = Example(bad="Can run a release.", good="Runs releases, and stops one that goes wrong.")
    phrases = dict.fromkeys(
        ("can", "may", "could", "is able to", "are able to", "able to", "is capable of", "has the ability to"), ""
    )

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS or said.text[:start].strip().lower() not in _OPENINGS:
            return None
        span = subject.span(said, start, end)
        words = said.text[start:end]
        fix = Fix(Safety.SUGGESTED, f"Leave out “{words}” and say what is done", (Edit(span, ""),))
        message = f"“{words}” says what is possible. Say what somebody at this level does"
        return self.finding(message, span, said=said, words=(words,), fix=fix)
