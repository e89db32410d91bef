"""CLR903: acronyms that are nowhere explained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.lexicon import words
from waypost.lint.words.spelling import is_known

_ACRONYM = re.compile(r"(?<![\w./&’'-])([A-Z]{2,6}+)(?:s|['’]s)?(?![\w/&+.-]*[a-z0-9]|[’'/&+-])")


class Acronym(WholeRule):
    """Once for each, where it is met first."""

    code = "CLR903"
    name = "acronym-without-glossary"
    severity = Severity.INFO
    scope = Scope.FRAMEWORK
    says = "An acronym is nowhere explained."
    why = "Newcomers and neighbours do not know it, and do not ask."
    decides = (
        "2 to 6 capitals that are neither common in engineering, in the glossary of the configuration, nor explained "
        "in brackets or by words with these initials."
    )
    example = Example(
        bad="Follows the XQRT process for every change.", good="Has every change reviewed by a second team."
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        seen: set[str] = set()
        for said in subject.said:
            if said.part not in {Part.SAYS, Part.ABOUT} or said.text.islower() or said.text.isupper():
                continue
            for found in _ACRONYM.finditer(said.text):
                acronym = found.group(1)
                if acronym not in seen and not self._known(acronym, subject):
                    seen.add(acronym)
                    yield self._finding(subject, said, found)
                seen.add(acronym)

    def _known(self, acronym: str, subject: Subject) -> bool:
        glossary = {key.upper() for key in self.settings.glossary} | {key.upper() for key in self.settings.vocabulary}
        if acronym in _common() or acronym in glossary or (len(acronym) > 3 and is_known(acronym.lower())):
            return True
        return _explained(acronym, subject.joined.written)

    def _finding(self, subject: Subject, said: Said, found: re.Match[str]) -> Finding:
        acronym = found.group(1)
        message = f"“{acronym}” is nowhere explained. Write it out once, or add it to the glossary"
        return self.finding(message, subject.span(said, *found.span(1)), said=said, words=(acronym,))


def _common() -> frozenset[str]:
    return frozenset(word.upper() for word in words("acronyms"))


def _explained(acronym: str, text: str) -> bool:
    """`mean time to repair (MTTR)`, `MTTR (mean ...)`, or words with these initials one after the other."""
    if f"({acronym})" in text or f"({acronym}s)" in text or f"{acronym} (" in text:
        return True
    initials = r"[\w’']*[\s-]+(?:of\s|the\s|and\s|to\s)?".join(acronym.lower())
    return re.search(rf"\b{initials}[a-z]", text.lower()) is not None
