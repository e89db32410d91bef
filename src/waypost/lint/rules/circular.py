"""CIR201 and CIR202: levels defined by their own name, or only by another level."""

from __future__ import annotations

import re
from functools import cache

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, PhraseRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.words.concrete import is_concrete
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import phrases

_SENIORITY = (
    r"(?:associate|junior|mid(?:-level)?|intermediate|senior|staff|principal|distinguished|fellow|l\d|e\d|ic\d)"
)
_RANK = rf"(?:{_SENIORITY}[ -])+(?:\w+ )?(?:level|engineer|developer|grade|role|standards?)s?"
_WHOSE = r"(?:an? |the |this |their |your |his |her |someone at (?:this|the) )?"
_EXPECTED = (
    r"(?:expected|required|demanded|typical|appropriate|commensurate|suitable|in line) (?:of|for|at|from|to|with) "
    rf"{_WHOSE}(?:\w+ )?(?:{_RANK}|level|seniority|grade|role)"
)
_ACTS = (
    r"(?:acts?|performs?|operates?|works?|functions?|delivers?|behaves?|executes?|contributes?) "
    rf"(?:\w+ly )?(?:like|as|at|on) (?:an? |the |their )?(?:{_RANK}|(?:appropriate|expected|required) level|"
    rf"level of an? {_RANK})"
)
_IS = rf"(?<!.)(?:is|be) (?:\w+ly |already )?an? {_RANK}(?: in (?:every|all) (?:respects?|ways?|matters?))?(?=\W*$)"
_FULFILS = (
    r"(?:fulfil?ls?|meets?|satisfies|carries out) (?:all )?(?:of )?(?:the )?(?:duties|requirements|responsibilities|"
    rf"bar|standards?|criteria) (?:of|for|at) (?:this|the|their|his|her|an?) (?:{_RANK}|level|grade|role)(?=\W*$)"
)
_LEVELLED = (
    rf"{_SENIORITY}[ -]level (?:work|performance|quality|results?|impact|contributions?|output|delivery|execution)"
)


@cache
def _its_own() -> re.Pattern[str]:
    """Made when it is asked for: it is large, and most texts have none of the words before it."""
    return re.compile(rf"\b(?:{_EXPECTED}|{_ACTS}|{_IS}|{_FULFILS}|{_LEVELLED})\b")


_SAME = r"(?:does |do )?(?:the )?(?:same|everything|all|as) (?:\w+ ){0,4}?(?:as|from|of|at|in|for|above|below)\b.*"
_SEE = r"(?:as|see|like) (?:above|below|previous|l\d|the (?:previous|level|prior)|level)\b.*"
_MORE = r"(?:exceeds|surpasses|goes beyond|builds on|more|better|less|higher|greater|stronger|deeper|broader|beyond) .*"
_OTHER = Late(rf"^\W*(?:{_SAME}|{_SEE}|{_MORE})$")
_LEVEL = Late(
    r"\b(?:(?:previous|prior|preceding|lower|last|next|earlier) ?(?:levels?|grades?|rung|step|role)?"
    rf"|level (?:below|above|\d)|[lem]\d|ic\d|{_SENIORITY}(?: engineers?| developers?| level)?|above|below)\b"
    r"|(?<=\bthan an )(?:engineer|associate)$|(?<=\bthan a )(?:developer|programmer)$"
)
_LONG = 14


_INTO = Late(r"\b(?:into|to|towards?|for|reach(?:es)?) (?:an? |the |their )?$", re.IGNORECASE)
"""Where others are brought to: `mentors them into senior-level work`."""


class OwnName(PhraseRule):
    """A level that is said to be what it is called."""

    code = "CIR201"
    name = "defined-by-its-own-name"
    severity = Severity.WARNING
    says = "The statement explains the level by the level."
    why = (
        "Whoever wants to know what a senior does learns that it is what a senior does. The reviewer's picture decides."
    )
    decides = (
        "`acts at senior level`, `as expected of the role`, `fulfils the duties of this level`, `is a senior "
        "engineer` and the like: the name of a rank, or the word level or role."
    )
    english = True
    example = Example(
        bad="Performs at senior level in all matters.",
        good="Plans a project of a quarter and says early what will slip.",
    )
    phrases = dict.fromkeys(phrases("own_name"), "")

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        if said.part is not Part.SAYS:
            return None
        found = next((one for one in _its_own().finditer(said.text.lower()) if one.start() <= start < one.end()), None)
        if found is None or found.end() > end + 24 or _INTO.search(said.text[: found.start()]):
            return None
        if said.text[: found.start()].lower().endswith("as ") and is_concrete(said.text):
            return None  # said beside what can be seen
        words = said.text[found.start() : found.end()]
        message = f"“{words}” explains the level by its name. Say what is done there"
        return self.finding(message, subject.span(said, *found.span()), said=said, words=(words,))


class RelativeOnly(PhraseRule):
    """Told where nothing is left when the other level is taken away."""

    code = "CIR202"
    name = "relative-only"
    severity = Severity.WARNING
    says = "The statement says only how the level differs from another."
    why = "Who reads it must find the other text, and nobody knows how much more is enough."
    decides = (
        "A short statement that begins with `same as`, `more than`, `exceeds` or the like and names another level, and "
        "nothing that can be seen; `L4 equivalent`, or expectations of another level that are `still applicable`."
    )
    english = True
    example = Example(bad="More than a senior.", good="Reviews designs of three teams before they are built.")
    phrases = {
        **dict.fromkeys(phrases("relative"), ""),
        **dict.fromkeys(("equivalent", "in line with", "the same as", "applicable", "apply", "applies"), "beside"),
    }

    def hit(self, subject: Subject, said: Said, start: int, end: int, phrase: str) -> Finding | None:
        beside = self.phrases[phrase] == "beside"
        if said.part is not Part.SAYS or start > (_NEAR if beside else _FIRST):
            return None
        small = said.text.lower().rstrip(" .")
        other = _LEVEL.search(small)
        if other is None or not (_beside(small, start, end) if beside else _compares(small, start)):
            return None
        words = said.text[other.start() : other.end()]
        message = f"This says only how the level differs from “{words}”. Say what is done here"
        return self.finding(message, subject.span(said), said=said, words=(words,))


_NEAR = 80


@cache
def _beside_another() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:has |have |shows? )?(?:an? )?(?:[a-z]{{1,3}}\d|{_SENIORITY})[ -]equivalent\b"
        r"|\bexpectations? (?:[\w&-]+ ){0,7}?(?:are |is )?(?:still |also )?"
        r"(?:in line with|the same as|applicable|appl(?:y|ies)\b)"
    )


def _beside(small: str, start: int, end: int) -> bool:
    """Whether the phrase is where a statement sets its level beside another: `has L4 equivalent knowledge`."""
    found = _beside_another().search(small)
    return found is not None and found.start() <= start < end <= found.end()


def _compares(small: str, start: int) -> bool:
    """Whether nothing is left when the other level is taken away."""
    if len(small.split()) > _LONG or small[:start].strip() not in _OPENINGS:
        return False
    return bool(_OTHER.match(small[start:])) and not is_concrete(_LEVEL.sub(" ", small))


_FIRST = 12
_OPENINGS = frozenset(
    {"", "does", "do", "is", "has", "shows", "delivers", "meets", "the", "much", "even", "they", "you"}
)
