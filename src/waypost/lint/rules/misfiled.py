"""MNT003: a statement that stands under one criterion and speaks of what another is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from waypost.lint.findings import Finding, Related, Severity
from waypost.lint.rule import Example, Scope, Status, WholeRule
from waypost.lint.subject import Said, Subject
from waypost.lint.words.late import Late

_SUBJECTS: Mapping[str, str] = {
    "growing others": r"mentor\w*|coach\w*|talent|careers?|teach\w*|growth of|onboard\w*|pairing|emerging|succession|"
    r"builds? leaders|(?:senior|future|new|other) leaders|junior engineers",
    "hiring": r"hir(?:es?|ing)|interview\w*|recruit\w*|candidates?|sourcing|applicants?",
    "running systems": r"incidents?|on-call|outages?|alerts?|alarms?|monitoring|post-?mortems?|runbooks?|pager\w*",
    "code": r"code|codebase|unit tests?|refactor\w*|bugs?|code reviews?|merged?|pull requests?|commits",
    "communication": r"communicat\w*|present(?:s|ations?)|audiences?|listens?|meetings?|feedback|status updates?",
    "estimates and dates": r"deadlines?|estimat\w*|timelines?|on time|milestones?|timebox\w*",
}
"""What criteria of engineering ladders are about, by words that hardly mean anything else there."""

_FOUND = {subject: Late(rf"\b(?:{words})\b") for subject, words in _SUBJECTS.items()}

_WORDS = 2
"""Distinct words of a subject in a statement, at least: one may be there in passing."""

_ROW = 4
"""Entries of a criterion, at least, before they show what it is about."""


class Misfiled(WholeRule):
    """The entries of a criterion show what it is about; a twin does not help, as it may be misfiled itself."""

    code = "MNT003"
    name = "filed-under-the-wrong-criterion"
    severity = Severity.INFO
    status = Status.PREVIEW
    scope = Scope.FRAMEWORK
    says = "A statement speaks of what another criterion is about, and of nothing its own is about."
    why = "It is judged under a heading where nobody looks for it, and its own heading asks nothing at that level."
    decides = (
        "A statement has two words or more of one subject (growing others, hiring, running systems, code, "
        "communication, estimates) and none of another; at most a quarter of the other entries of its criterion speak "
        "of it, nor does the title; and most entries of another criterion of the track do."
    )
    example = Example(
        bad="Strategic thinking, staff: Mentors emerging leaders and coaches senior engineers.",
        good="Mentoring, staff: the same",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        for track in subject.by_track.values():
            spoken = {one.number: _subjects(one.text) for one in track}
            rows: defaultdict[str, list[Said]] = defaultdict(list)
            for one in track:
                rows[one.criterion].append(one)
            about = {row: self._about(subject, row, said, spoken) for row, said in rows.items() if len(said) >= _ROW}
            for one in track:
                if one.criterion in about:
                    yield from self._look(subject, one, rows[one.criterion], spoken, about)

    @staticmethod
    def _about(
        subject: Subject, row: str, said: Sequence[Said], spoken: Mapping[int, Mapping[str, tuple[str, ...]]]
    ) -> set[str]:
        """What most entries of a criterion speak of."""
        found = {name for name in _SUBJECTS if 2 * sum(name in spoken[one.number] for one in said) > len(said)}
        return found | set(_subjects(subject.framework.criterion(row).title))

    def _look(
        self,
        subject: Subject,
        one: Said,
        row: Sequence[Said],
        spoken: Mapping[int, Mapping[str, tuple[str, ...]]],
        about: Mapping[str, set[str]],
    ) -> Iterator[Finding]:
        found = spoken[one.number]
        if len(found) != 1:
            return
        ((name, words),) = found.items()
        beside = sum(name in spoken[other.number] for other in row if other is not one)
        elsewhere = [other for other, subjects in about.items() if name in subjects and other != one.criterion]
        if len(words) < _WORDS or name in about[one.criterion] or 4 * beside > len(row) - 1 or not elsewhere:
            return
        here = {row: [said for said in subject.rows[row] if said.number in spoken] for row in elsewhere}
        best = max(elsewhere, key=lambda other: sum(name in spoken[said.number] for said in here[other]))
        title, own = (subject.framework.criterion(key).title for key in (best, one.criterion))
        quoted = ", ".join(f"“{word}”" for word in words)
        message = f"{quoted}: this is about {name}, as “{title}” is and “{own}” otherwise is not. Move it there"
        related = [Related(subject.span(here[best][0]), f"{title} begins here")]
        yield self.finding(message, subject.span(one), said=one, words=words, related=related)


def _subjects(text: str) -> dict[str, tuple[str, ...]]:
    """The subjects of a text, each with its words."""
    small = text.lower()
    found = {name: {word[:6]: word for word in reversed(pattern.findall(small))} for name, pattern in _FOUND.items()}
    return {name: tuple(words.values())[::-1] for name, words in found.items() if words}
