"""BIA801, BIA802 and BIA804: words that address one kind of person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, PhraseRule, Scope, Status, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.wording import set_apart
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import pairs, phrases, words
from waypost.lint.words.verbs import bases, third

_PRONOUNS = frozenset({"he", "she", "him", "his", "her", "hers"})
_QUOTED = Late(r"[\"“”`(]")
_ALPHA = Late(r"^[ -](?:release|version|build|test|phase|stage|channel|quality|user|program|section|image|banner)|^/")


class Gendered(PhraseRule):
    """With a fix where another word does the same work."""

    code = "BIA801"
    name = "gendered"
    severity = Severity.ERROR
    says = "A word tells of one sex."
    why = "Who is not meant reads that they are not meant, and reviewers picture the one who is."
    decides = "`he`, `his/her`, `guys`, `manpower` and the like; a pronoun in quotes or brackets is left alone."
    english = True
    example = Example(bad="Explains his design before he builds it.", good="Explains a design before building it.")
    phrases = pairs("gendered")

    def looks(self, vocabulary: AbstractSet[str]) -> bool:
        """`he` is in every `the`: not looked for where it is no word."""
        return any(runs <= vocabulary for runs in _runs())

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        instead = self.phrases[phrase]
        written = said.text[start:end]
        quoted = (phrase in _PRONOUNS and _QUOTED.search(said.text[:start])) or said.text[:start].endswith("ythical ")
        if (written.isupper() and len(written) < 4) or quoted:
            return None
        if phrase == "her" and not _OWNS.match(said.text, end):
            instead = "them"
        text = instead.capitalize() if written[0].isupper() else instead
        span = subject.span(said, start, end)
        fix = Fix(Safety.SUGGESTED, f"Write “{text}”", _edits(subject, said, start, end, text))
        return self.finding(f"“{written}” tells of one sex. Write “{text}”", span, said=said, words=(written,), fix=fix)


@cache
def _runs() -> tuple[frozenset[str], ...]:
    """The runs of letters of each phrase."""
    return tuple(frozenset(set_apart(phrase).split()) for phrase in pairs("gendered"))


_OWNS = Late(r" (?!(?:to|in|on|with|at|for|from|by|and|or|as|when|if|while|how|what|that)\b)[a-z]", re.IGNORECASE)
"""What follows `her` where it says whose something is."""
_VERB = Late(r" ([a-z]+)\b")
_PLURAL = {"is": "are", "has": "have", "was": "were", "does": "do", "needs": "need", "isn't": "are not"}


def _edits(subject: Subject, said: Said, start: int, end: int, text: str) -> tuple[Edit, ...]:
    """The word, and behind `they` a verb that agrees: `he has` -> `they have`."""
    verb = _VERB.match(said.text, end) if text.lower() == "they" else None
    plural = (_PLURAL.get(verb.group(1)) or _base(verb.group(1))) if verb else None
    if verb is None or plural is None:
        return (Edit(subject.span(said, start, end), text),)
    return (Edit(subject.span(said, start, verb.end()), f"{text} {plural}"),)


def _base(verb: str) -> str | None:
    """`writes` -> `write`, where it is a verb that is known."""
    ends = (verb[:-1], verb[:-2], f"{verb[:-3]}y")
    return next((one for one in ends if verb.endswith("s") and one in bases() and third(one) == verb), None)


class Bravado(PhraseRule):
    """Boasts, in whatever part of the text."""

    code = "BIA802"
    name = "bravado"
    severity = Severity.WARNING
    says = "A boast stands where a behaviour should."
    why = "Boasting is learnt and rewarded unevenly. Quiet people who do the work do not see themselves in it."
    decides = "`rockstar`, `ninja`, `world-class`, `heroics` and the like."
    english = True
    example = Example(
        bad="A rockstar who crushes it.", good="Finds the cause of an outage that three others had not found."
    )
    phrases = dict.fromkeys(phrases("bravado"), "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is Part.SHOWN_BY or _harmless(phrase, said.text[:start], said.text[end:]):
            return None
        written = said.text[start:end]
        message = f"“{written}” is a boast. Say what somebody does"
        return self.finding(message, subject.span(said, start, end), said=said, words=(written,))


def _harmless(phrase: str, before: str, after: str) -> bool:
    if phrase in {"alpha", "elite", "hero"} and _ALPHA.match(after):
        return True
    denied = re.search(
        r"\b(?:no|not|without|instead of|rather than|avoids?|prevents?|nobody|never)\b[^.;]*$", before, re.I
    )
    return bool(denied) or (phrase in {"dominate", "dominates", "dominating"} and "discussion" in after)


class Coded(WholeRule):
    """One finding for a framework, at its first such word."""

    code = "BIA804"
    name = "coded-language"
    severity = Severity.INFO
    status = Status.OFF
    scope = Scope.FRAMEWORK
    says = "Words that are read as male are far more than those read as female, or the other way round."
    why = "Advertisements with such words were answered by fewer women (Gaucher, Friesen and Kay, 2011)."
    decides = (
        "The share of both lists over all texts, told from 3 to 1 on (`thresholds`). Not measured on ladders: off."
    )
    english = True
    example = Example(
        bad="Every statement leads, decides, drives and challenges.", good="As many listen, share, support and connect."
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        met = re.findall(r"[a-z-]+", subject.joined.text)
        counts = {name: sum(word in words(name) for word in met) for name in ("masculine", "feminine")}
        more, fewer = sorted(counts, key=lambda name: -counts[name])
        if counts[more] >= _ENOUGH and counts[more] > self.settings.threshold(self.code, 3) * counts[fewer]:
            message = (
                f"{counts[more]} words are read as {more}, and {counts[fewer]} as {fewer}. Balance what is praised"
            )
            yield self.finding(message, subject.span(subject.said[0]), words=(more, fewer))


_ENOUGH = 12
