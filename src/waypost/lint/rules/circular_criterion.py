"""CIR204: what a criterion asks, told by what the criterion is called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from waypost.lint.findings import Finding, Severity
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.wording import DEGREE, SMALL
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import pairs, words

_LONGEST = 110
"""Letters of a statement that may say nothing but a name; longer ones are not looked at."""


class CriterionName(WholeRule):
    """Where nothing is left when the criterion's name is taken away, and the words that stand beside any name."""

    code = "CIR204"
    name = "defined-by-its-criterion"
    severity = Severity.WARNING
    scope = Scope.CELL
    says = "The statement says again what its criterion is called."
    why = "“Communicates effectively” under Communication tells nobody what to do, nor how it differs one level up."
    decides = (
        "A short statement under a criterion such as Influence, Ownership or Communication has one of its words, and "
        "otherwise only words that say of anything how well, how far or among whom it is done. The same under any "
        "criterion with `makes an impact on` and `influences`."
    )
    english = True
    example = Example(
        bad="Influence, staff: Makes an impact on the whole organisation.",
        good="Influence, staff: Has two other teams adopt a practice that was tried in one.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        told: set[int] = set()
        for criterion in subject.framework.criteria:
            own = _called(criterion.title.lower())
            for said in subject.rows.get(criterion.key, ()) if own else ():
                if met := _circle(said.text, own):
                    told.add(said.number)
                    yield self._told(subject, said, met, f"is what “{criterion.title}” is about already")
        for said in subject.saying(_EFFECTS):
            if said.part is Part.SAYS and said.number not in told and (met := _circle(said.text, _EFFECTS)):
                yield self._told(subject, said, met, "says only that something changes")

    def _told(self, subject: Subject, said: Said, met: tuple[str, ...], what: str) -> Finding:
        named = ", ".join(f"“{word}”" for word in met)
        return self.finding(f"{named} {what}. Say what is done", subject.span(said), said=said, words=met)


_EFFECTS = frozenset({"impact", "impacts", "influence", "influences"})
"""Whatever somebody does can be told with these words, under any criterion."""


@cache
def _called(title: str) -> frozenset[str]:
    """The words that say no more than a title does; none where it names something that can be seen."""
    return frozenset(word for name, own in pairs("called").items() if name in title for word in own.split())


def _circle(text: str, own: frozenset[str]) -> tuple[str, ...]:
    """The words of the title in a statement that has nothing else."""
    small = text.lower() if len(text) <= _LONGEST else ""
    if not any(word in small for word in own):
        return ()
    met: dict[str, None] = {}
    for found in _WORD.finditer(small):
        word = found.group()
        if word in own:
            met[word] = None
        elif word not in _empty():
            return ()
    return tuple(met)


_WORD = Late(r"(?<!['’])[a-z0-9]+(?:-[a-z0-9]+)*(?:['’](?!s\b)[a-z]+)*")
"""A word in small letters, without the `'s` of who owns something."""


@cache
def _empty() -> frozenset[str]:
    lists = ("of_anything", "vague_in_company", "empty_acts", "abstract", "judging")
    return SMALL.union(DEGREE, *map(words, lists))
