"""STY001: words that are spelt as no word is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.literal import is_literal
from waypost.lint.words.spelling import known_misspelling, meant, odd

_ENDS = Late(r"[.!?:;)\"”\-–—•*\n]\s*$|^\W*$")
_SHORTENED = Late(r"['’](?:t|ve|ll|re|d|m)\b")
_JOINED = frozenset("/@#_`\\~$%&=+<>|0123456789")
_SHORTEST, _LONG, _PART = 4, 5, 7


class Typo(WholeRule):
    """Each distinct word is looked up once; only what is unknown is then looked for in the texts."""

    code = "STY001"
    name = "typo"
    severity = Severity.WARNING
    scope = Scope.FRAMEWORK
    says = "A word is misspelt."
    why = "People quote these lines for years. A slip in them says that nobody read them twice."
    decides = (
        "A known misspelling is an error. A word in neither a list of English nor one of engineering is a warning, "
        "where a frequent word is one slip away, or two in a long word. "
        "Names, code, acronyms, words of the configuration's "
        "vocabulary and words that are said again and again are left alone."
    )
    english = True
    example = Example(bad="Seeks guidence early.", good="Seeks guidance early.")

    def whole(self, subject: Subject) -> Iterator[Finding]:
        text, left = subject.joined.written, _LOOKED_UP
        for written in self._suspects(subject):
            wrong = known_misspelling(written.lower())
            places = list(_places(text, written)) if wrong or left else []
            if not places or (written.istitle() and not all(_begins(subject, at, len(written)) for at in places)):
                continue
            right = wrong
            if not wrong and not _of_this_place(subject, written.lower(), places):
                left -= 1
                right = meant(written.lower())
            for at in places if right else ():
                said, start = subject.joined.at(at)
                yield self._finding(subject, said, start, written, right or "", known=wrong is not None)

    def _suspects(self, subject: Subject) -> list[str]:
        """What is no word, as it is written: known misspellings, then others, those with a capital last, which are
        mostly names."""
        suspects = odd(subject.joined.vocabulary) - self.settings.vocabulary
        spelt = subject.joined.spelt if suspects else frozenset[str]()
        written = [word for word in spelt - self.settings.vocabulary if word.lower() in suspects]
        written = sorted(word for word in written if word.islower() or word.istitle())
        known = [word for word in written if known_misspelling(word.lower())]
        unknown = [word for word in written if len(word) >= _SHORTEST and not known_misspelling(word.lower())]
        return [*known, *sorted(unknown, key=str.istitle)[:_MOST]]

    def _finding(self, subject: Subject, said: Said, start: int, written: str, right: str, *, known: bool) -> Finding:
        text = right.capitalize() if written[0].isupper() else right
        span = subject.span(said, start, start + len(written))
        fix = Fix(Safety.SAFE if known else Safety.SUGGESTED, f"Write “{text}”", (Edit(span, text),))
        message = f"“{written}” is misspelt: “{text}”" if known else f"“{written}” may be a slip of “{text}”"
        found = self.finding(message, span, said=said, words=(written,), fix=fix)
        return replace(found, severity=Severity.ERROR) if known else found


_MANY, _TITLES = 4, 3
_LOOKED_UP, _MOST = 500, 2_000
"""So many unknown words of a framework are looked up, and of so many it is asked where they stand: what has more is
not written in English, and each costs what thousands of known ones do."""


def _places(text: str, word: str) -> Iterator[int]:
    """Where the word stands on its own: not in an address, a path, code, or a longer word, nor cut off by dots."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 2]
        joined = before.isalnum() or after[:1].isalnum() or before in _JOINED - {""} or after[:1] in _JOINED - {""}
        dotted = (before == "." and text[at - 2 : at - 1].strip() != "") or (after[:1] == "." and after[1:].isalnum())
        shortened = _SHORTENED.match(text, at + len(word))
        cut = text.startswith(("…", "..."), at + len(word))
        if not (joined or dotted or shortened or cut or is_literal(text, at)):
            yield at
        at = text.find(word, at + 1)


def _begins(subject: Subject, at: int, length: int) -> bool:
    """Whether a sentence begins here, so that the capital says nothing, as none does in a title; two capitals in a row
    are a name."""
    if subject.joined.at(at)[0].part is Part.TITLE:
        return True
    text = subject.joined.written
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return bool(_ENDS.search(line)) and not text[at + length + 1 : at + length + 2].isupper()


def _of_this_place(subject: Subject, word: str, places: list[int]) -> bool:
    """Whether the word is said so often that people made it up: in several texts, or in the titles of several things;
    or it is a short part of a longer one."""
    said = {subject.joined.at(at)[0] for at in places}
    if len({one.text for one in said}) > (_MANY if len(word) >= _LONG else 1):
        return True
    if len({one.text for one in said if one.part is Part.TITLE}) >= _TITLES:
        return True
    return len(word) < _PART and any(_hyphenated(subject.joined.written, at, len(word)) for at in places)


def _hyphenated(text: str, at: int, length: int) -> bool:
    return text[at - 1 : at] == "-" or text[at + length : at + length + 1] == "-"
