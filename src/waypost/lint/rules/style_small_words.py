"""STY005 and STY006: a word that stands twice, and `a` where `an` should be."""

from __future__ import annotations

import re

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, PatternRule, PhraseRule
from waypost.lint.subject import Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import words
from waypost.lint.words.literal import is_literal


class WordTwice(PhraseRule):
    """Words that no sentence has twice in a row: `had had` and `that that` may be meant."""

    code = "STY005"
    name = "word-twice"
    severity = Severity.WARNING
    says = "A word stands twice in a row."
    why = "A slip like this says that nobody read the line twice, and people quote it for years."
    decides = "`the the`, `and and`, `team team` and other frequent words twice, with nothing but a space between them."
    english = True
    example = Example(bad="Reviews the the plan.", good="Reviews the plan.")
    phrases = {f"{word} {word}": word for word in words("never_twice")}

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if is_literal(said.text, start):
            return None
        written = said.text[start:end]
        once = written[: len(self.phrases[phrase])]
        span = subject.span(said, start, end)
        fix = Fix(Safety.SAFE, f"Write “{once}” once", (Edit(span, once),))
        return self.finding(f"“{written}” has a word twice", span, said=said, words=(written,), fix=fix)


class Article(PatternRule):
    """Only where the letters leave no doubt: words in `u`, `h`, `eu` and `one` are left alone, as are capitals."""

    code = "STY006"
    name = "wrong-article"
    severity = Severity.WARNING
    says = "`a` stands where `an` should, or the other way round."
    why = "A slip like this says that nobody read the line twice, and people quote it for years."
    decides = "`an` before a consonant and a vowel, `a` before `a`, `e`, `i` or `o`, in words of small letters."
    english = True
    example = Example(bad="Explains a outage.", good="Explains an outage.")
    pattern = re.compile(
        r" a(?:n (?:[bcdfgjklmnpqrstvwyz](?:[lr]?[aeiou]|h[aeiou])[a-z]{2})| (?!one|once|eu|ewe|io)[aeio][a-z]{3})"
    )

    def match(self, subject: Subject, said: Said, start: int, end: int) -> Finding | None:
        written = said.text[start + 1 : end]
        article = written.split(" ", 1)[0]
        if not written.islower() or is_literal(said.text, start + 1) or (article == "a" and _names(said.text, start)):
            return None
        right = "a" if article == "an" else "an"
        span = subject.span(said, start + 1, start + 1 + len(article))
        fix = Fix(Safety.SAFE, f"Write “{right}”", (Edit(span, right),))
        word = re.compile(r"\w+").match(said.text, start + 2 + len(article))
        whole = f"{article} {word.group()}" if word else written
        return self.finding(f"“{whole}”: write “{right}”", span, said=said, words=(whole,), fix=fix)


_LETTERED = Late(
    r"\b(?:annex|answer|appendix|area|block|candidate|case|category|class|column|exhibit|figure|grade|group|hepatitis|item"
    r"|level|line|list|model|node|option|part|person|phase|plan|point|question|row|schedule|section|series|side|stage|step"
    r"|table|team|tier|type|unit|variant|version|vitamin|zone)s?$",
    re.IGNORECASE,
)


def _names(text: str, end: int) -> bool:
    """Whether the word before is one of things that are told apart by letters: `plan a`."""
    return bool(_LETTERED.search(text, max(0, end - _REACH), end))


_REACH = 12
