"""CLR903: acronyms that are nowhere explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import words
from waypost.lint.words.spelling import is_known

_CAPITALS = Late(r"[A-Z]{2,6}(?![A-Z])")
_BEFORE = frozenset("./&’'-_")
_AFTER = Late(r"(?:s|['’]s)?(?![\w/&+.-]*[a-z0-9]|[’'/&+-])")


class Acronym(WholeRule):
    """Once for each, where it is met first."""

    code = "CLR903"
    name = "acronym-without-glossary"
    severity = Severity.INFO
    scope = Scope.FRAMEWORK
    says = "An acronym is nowhere explained."
    why = "Newcomers and neighbours do not know it, and do not ask."
    decides = (
        "2 to 6 capitals that are neither common in engineering, in the glossary of the configuration, explained in "
        "brackets or by words with these initials, a word that stands in small letters elsewhere, nor the name of the "
        "company: what has values, is represented, or is spoken of as `throughout` and `outside of`."
    )
    example = Example(
        bad="Follows the XQRT process for every change.", good="Has every change reviewed by a second team."
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        text = subject.joined.written
        seen: set[str] = set()
        for found in _capitals(text):
            before = text[found.start() - 1 : found.start()]
            if found.group() in seen or before in _BEFORE or before.isalnum() or not _AFTER.match(text, found.end()):
                continue
            said, start = subject.joined.at(found.start())
            if said.part in {Part.SAYS, Part.ABOUT} and not said.text.isupper():
                seen.add(found.group())
                if not self._known(found.group(), subject):
                    yield self._finding(subject, said, start, found.group())

    def _known(self, acronym: str, subject: Subject) -> bool:
        glossary = {key.upper() for key in self.settings.glossary} | {key.upper() for key in self.settings.vocabulary}
        small = acronym.lower()
        if acronym in _common() or acronym in glossary or (len(acronym) > 3 and is_known(small)):
            return True
        text = subject.joined.written
        if len(acronym) > 2 and small in text and small in subject.joined.spelt:  # written large: `WEB: ...`
            return True
        return _explained(acronym, text) or _is_the_company(acronym, text)

    def _finding(self, subject: Subject, said: Said, start: int, acronym: str) -> Finding:
        message = f"“{acronym}” is nowhere explained. Write it out once, or add it to the glossary"
        return self.finding(message, subject.span(said, start, start + len(acronym)), said=said, words=(acronym,))


def _capitals(text: str) -> Iterator[re.Match[str]]:
    """Where the pattern is met. Two capitals are looked for first: they are few, and bytes are searched quickly."""
    shape = text.encode("ascii", "replace").translate(_SHAPE)
    at = shape.find(b"AA")
    while at >= 0:
        found = _CAPITALS.match(text, at)
        if found is not None:
            yield found
        at = shape.find(b"AA", found.end() if found else at + 1)


_SHAPE = bytes(65 if 65 <= code <= 90 else 32 for code in range(256))
"""Every capital of ASCII turned into A, every other byte into a space."""


@cache
def _common() -> frozenset[str]:
    return frozenset(word.upper() for word in words("acronyms"))


def _explained(acronym: str, text: str) -> bool:
    """`mean time to repair (MTTR)`, `MTTR (mean ...)`, or words with these initials one after the other."""
    if f"({acronym})" in text or f"({acronym}s)" in text or f"{acronym} (" in text:
        return True
    initials = r"[\w’']*[\s-]+(?:of\s|the\s|and\s|to\s)?".join(acronym.lower())
    return re.search(rf"\b{initials}[a-z]", text.lower()) is not None


def _is_the_company(acronym: str, text: str) -> bool:
    """Whether the text speaks of it as of the company: who works there knows what it is called."""
    of = r"(?:values|beliefs|culture|mission)\b[\w, ]{0,30} of"
    around = rf"(?:throughout|outside(?: of)?|beyond|joins|joining|joined|represents|representing|{of})"
    own = rf"\b(?i:{around}) {acronym}\b(?!-)|\b{acronym}['’]s (?:values|culture|mission|customers)\b"
    return re.search(own, text) is not None
