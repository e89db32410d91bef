"""CLR904, CLR905 and CLR906: fashionable words, the passive, and what must not be."""

from __future__ import annotations

from collections.abc import Iterator

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, PhraseRule, StatementRule, Status
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import pairs
from waypost.lint.words.opening import begins


class Jargon(PhraseRule):
    """With the plain word, where there is one."""

    code = "CLR904"
    name = "jargon"
    severity = Severity.INFO
    says = "A fashionable word says less than a plain one."
    why = "Those who know the fashion nod, and each means something else."
    decides = "`move the needle`, `synergy`, `thought leader` and the like."
    english = True
    example = Example(bad="Moves the needle through thought leadership.", good="Publishes how the queue was halved.")
    phrases = pairs("jargon")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        written, instead = said.text[start:end], self.phrases[phrase]
        span = subject.span(said, start, end)
        if instead.startswith("("):
            return self.finding(f"“{written}” is jargon. {_sentence(instead)}", span, said=said, words=(written,))
        text = instead.capitalize() if written[0].isupper() else instead
        fix = Fix(Safety.SUGGESTED, f"Write “{text}”", (Edit(span, text),))
        return self.finding(f"“{written}” is jargon. Write “{text}”", span, said=said, words=(written,), fix=fix)


def _sentence(advice: str) -> str:
    return advice.strip("()").capitalize()


_PASSIVE = Late(
    r"\b(is|are|was|were|be|been|being) (?:[a-z]+ly )?"
    r"([a-z]{3,}ed|given|made|done|taken|written|seen|known|kept|held|led|found|run|built|sent|shown|paid)\b"
    r"(?! (?:to|in|on|with|at) )"
)
_STATES = frozenset(
    ["experienced", "skilled", "needed", "required", "interested", "involved", "expected", "engaged", "focused"]
)


class Passive(StatementRule):
    """Off: good statements say of work that it is reused or trusted."""

    code = "CLR905"
    name = "passive"
    severity = Severity.INFO
    status = Status.OFF
    says = "A verb is in the passive."
    why = "The passive hides who acts, which is what a statement is about."
    decides = "A form of `to be` and a participle."
    english = True
    example = Example(bad="Releases are run by them.", good="Runs releases, and stops one that goes wrong.")

    def statement(self, subject: Subject, said: Said) -> Iterator[Finding]:
        for found in _PASSIVE.finditer(said.text):
            if found.group(2) not in _STATES:
                message = f"“{found.group()}” hides who acts. Say who does it"
                yield self.finding(message, subject.span(said, *found.span()), said=said, words=(found.group(),))


_NEVER = ("does not", "doesn't", "doesn’t", "do not", "don't", "don’t", "never", "is not", "isn't", "isn’t", "are not")
_MUST = ("must not", "should not", "shouldn't", "shouldn’t", "cannot", "can't", "can’t", "refrains from", "must never")
_AVOIDS = ("avoids", "avoid", "refuses to", "refuse to")
_BUT = Late(
    r"\b(?:but|instead|and|rather|only|just|until|without|unless|before|because|by|where|when|until|again)\b|[;,—–]"
)
_FULL_STOP = Late(r"[.!?]\s")


class Negative(PhraseRule):
    """Where it is the first verb and nothing is said to be done instead."""

    code = "CLR906"
    name = "says-what-must-not-be"
    severity = Severity.INFO
    says = "The statement says what must not be, and nothing that is."
    why = "What is not done cannot be shown: everybody meets it until somebody remembers a bad day."
    decides = "`does not`, `never`, `cannot` and the like as the first verb, with no `but`, `instead` or second clause."
    english = True
    example = Example(bad="Does not break the build.", good="Runs the tests before each push.")
    phrases = dict.fromkeys((*_NEVER, *_MUST, *_AVOIDS), "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        rest = said.text[end:]
        if said.part is not Part.SAYS or not begins(said.text, start) or _BUT.search(rest) or _FULL_STOP.search(rest):
            return None
        words = said.text[start:end]
        message = f"“{words}” says what must not be. Say what is done instead"
        return self.finding(message, subject.span(said, start, end), said=said, words=(words,))
