"""EVI703: a rating for the level somebody has, taken for readiness for the next."""

from __future__ import annotations

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import phrases


class RatingForReadiness(PhraseRule):
    """Ratings and expectations of the present level, in what a level asks."""

    code = "EVI703"
    name = "performance-for-readiness"
    severity = Severity.WARNING
    says = "The statement takes a performance rating for readiness."
    why = (
        "Who does the present work very well may do the next work badly: this is how good engineers become lost leads."
    )
    decides = "Terms of performance rating (exceeds expectations, top performer, performance rating) in a statement."
    english = True
    example = Example(
        bad="Exceeds expectations in two consecutive reviews.",
        good="Has led a project across two teams to its release.",
    )
    phrases = dict.fromkeys(phrases("ratings"), "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part not in {Part.SAYS, Part.SHOWN_BY} or _about_others(said.text[:start].lower()):
            return None
        words = said.text[start:end]
        message = f"“{words}” rates the work of the present level. Say what of the next is already done"
        return self.finding(message, subject.span(said, start, end), said=said, words=(words,))


_OTHERS = Late(
    r"\b(?:to|customers?|their|(?:retain|reward|recogni[sz]e|report|write|calibrate|give|coach|hire|support|manage|identif(?:y|ie)|"
    r"promote|grow|develop)(?:e?s)?) [^.;]{0,40}$"
)


def _about_others(before: str) -> bool:
    """Managers rate, reward and keep others: that is their work."""
    return bool(_OTHERS.search(before))
