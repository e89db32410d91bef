"""STY001: words that are spelt as no word is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from waypost.lint.findings import Edit, Finding, Fix, Safety, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Said, Subject
from waypost.lint.words.late import Late
from waypost.lint.words.spelling import known_misspelling, meant, odd

_ENDS = Late(r"[.!?:;)\"”\-–—•*\n]\s*$|^\W*$")
_SHORTENED = Late(r"['’](?:t|ve|ll|re|d|m)\b")
_JOINED = frozenset("/@#_`\\~$%&=+<>|0123456789")
_SHORTEST, _LONG, _PART = 4, 8, 7


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
        suspects = odd(subject.joined.vocabulary) - self.settings.vocabulary
        spelt = subject.joined.spelt if suspects else frozenset[str]()
        for written in sorted(word for word in spelt if word.lower() in suspects):
            wrong = known_misspelling(written.lower())
            named = written in self.settings.vocabulary or not (written.islower() or written.istitle())
            if not named and (wrong or len(written) >= _SHORTEST):
                yield from self._told(subject, subject.joined.written, written, wrong)

    def _told(self, subject: Subject, text: str, written: str, wrong: str | None) -> Iterator[Finding]:
        places = list(_places(text, written))
        if not places or (written.istitle() and not all(_begins(text, at, len(written)) for at in places)):
            return
        right = wrong or self._meant(subject, written, places)
        if right is None:
            return
        for at in places:
            said, start = subject.joined.at(at)
            yield self._finding(subject, said, start, written, right, known=wrong is not None)

    def _meant(self, subject: Subject, written: str, places: list[int]) -> str | None:
        """What is meant, unless the word is said so often that it must be a word of this place."""
        said = {subject.joined.at(at)[0].text for at in places}
        word = written.lower()
        if len(said) > (_MANY if len(word) >= _LONG else 1) or _of_the_frame(subject, word):
            return None
        if any(_hyphenated(subject.joined.written, at, len(word)) for at in places) and len(word) < _PART:
            return None
        return meant(word)

    def _finding(self, subject: Subject, said: Said, start: int, written: str, right: str, *, known: bool) -> Finding:
        text = right.capitalize() if written[0].isupper() else right
        span = subject.span(said, start, start + len(written))
        fix = Fix(Safety.SAFE if known else Safety.SUGGESTED, f"Write “{text}”", (Edit(span, text),))
        message = f"“{written}” is misspelt: “{text}”" if known else f"“{written}” may be a slip of “{text}”"
        found = self.finding(message, span, said=said, words=(written,), fix=fix)
        return replace(found, severity=Severity.ERROR) if known else found


_MANY = 4


def _places(text: str, word: str) -> Iterator[int]:
    """Where the word stands on its own: not in an address, a path, code, or a longer word."""
    at = text.find(word)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 2]
        joined = before.isalnum() or after[:1].isalnum() or before in _JOINED - {""} or after[:1] in _JOINED - {""}
        dotted = (before == "." and text[at - 2 : at - 1].strip() != "") or (after[:1] == "." and after[1:].isalnum())
        shortened = _SHORTENED.match(text, at + len(word))
        if not joined and not dotted and not shortened and text[:at].count("`", text.rfind("\n", 0, at) + 1) % 2 == 0:
            yield at
        at = text.find(word, at + 1)


def _begins(text: str, at: int, length: int) -> bool:
    """Whether a sentence begins here, so that the capital says nothing; two capitals in a row are a name."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return bool(_ENDS.search(line)) and not text[at + length + 1 : at + length + 2].isupper()


def _hyphenated(text: str, at: int, length: int) -> bool:
    return text[at - 1 : at] == "-" or text[at + length : at + length + 1] == "-"


def _of_the_frame(subject: Subject, word: str) -> bool:
    """Whether it is a word of a title: criteria and levels are called as the organisation calls them."""
    framework = subject.framework
    titles = [one.title for one in framework.levels] + [one.title for one in framework.criteria]
    titles += [one.title for one in framework.tracks] + [one.title for one in framework.dimensions]
    return any(word in title.lower() for title in titles)
