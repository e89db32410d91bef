"""DUP301, DUP303, DUP304, DUP305: what stands in a ladder word for word more than once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from waypost.lint.findings import Edit, Finding, Fix, Related, Safety, Severity
from waypost.lint.held_steps import unchanged
from waypost.lint.meant_copies import Patterns, asks_nothing_more, only_leads_on, same_texts
from waypost.lint.rule import Example, Scope, Status, WholeRule
from waypost.lint.subject import Said, Subject
from waypost.lint.wording import SMALL, Words, words_of


def _twins(subject: Subject, said: Iterable[Said]) -> list[Related]:
    return [Related(subject.span(one), f"The same: {subject.titles(one)}") for one in said]


class SameText(WholeRule):
    """What stands on several levels of one criterion is told once for the criterion and track, with all its places."""

    code = "DUP301"
    name = "same-text-in-two-cells"
    scope = Scope.CELL
    severity = Severity.WARNING
    says = "The same text stands in two cells of one track."
    why = (
        "One piece of evidence then counts twice, or a level asks nothing that the one below did not. Whoever copied "
        "it mostly meant to write something else there."
    )
    decides = (
        "The same words in two cells of one track. Silent where a whole cell is held on the next level (PRG401), on "
        "sibling tracks (DUP304), for `same as` and `adds to`, which say what is meant, where a text says itself that "
        "no more is expected, and where criteria that share three sentences or more say one pattern of their own "
        "subjects on one level (and the sentence does not name the subject of the other). Criteria of which four in "
        "five sentences are the same are told once."
    )
    example = Example(
        bad="design, senior: Draws up a service with its failure modes.\noutcome, senior: the same sentence",
        good="outcome: {senior: {same as: engineer}}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        patterns = Patterns(subject)
        for track, texts in _repeated(subject).items():
            rows: defaultdict[str, list[Sequence[Said]]] = defaultdict(list)
            across: list[Sequence[Said]] = []
            for cells in texts:
                one_row = len({one.criterion for one in cells}) == 1
                (rows[cells[0].criterion] if one_row else across).append(cells)
            yield from (self._row(subject, groups) for groups in rows.values())
            twins = _twin_criteria(across, Counter(one.criterion for one in subject.by_track[track]))
            for (first, second), shared in twins.items():
                yield self._twin(subject, first, second, shared)
            for cells in across:
                yield from self._across(subject, cells, patterns, twins.keys())

    def _twin(self, subject: Subject, first: str, second: str, shared: Sequence[tuple[Said, Said]]) -> Finding:
        """A criterion that says at its levels what another says."""
        one, other = (subject.framework.criterion(key).title for key in (first, second))
        message = (
            f"“{other}” says at {len(shared)} levels what “{one}” says, word for word. Make the two one, or say what "
            "this one asks alone"
        )
        said, words = shared[0][1], tuple(copy.text for _, copy in shared)
        copies = [copy for pair in shared for copy in pair if copy is not said]
        return self.finding(message, subject.span(said), said=said, words=words, related=_twins(subject, copies))

    def _across(
        self, subject: Subject, cells: Sequence[Said], patterns: Patterns, twins: Container[tuple[str, str]]
    ) -> Iterator[Finding]:
        """One text in several criteria, once for each but the first."""
        told = {cells[0].criterion}
        for one in cells[1:]:
            if one.criterion in told:
                continue
            told.add(one.criterion)
            others = [other for other in cells if other.criterion != one.criterion]
            near = next((other for other in others if other.level == one.level), others[0])
            if (near.criterion, one.criterion) not in twins and not patterns.same_on_purpose(one, near):
                rest = [other for other in cells if other is not one and other is not near]
                yield self._told(subject, one, [near, *rest])

    def _row(self, subject: Subject, groups: Sequence[Sequence[Said]]) -> Finding:
        """All texts that one criterion of a track says at several levels."""
        first, one, *further = groups[0]
        if len(groups) == 1:
            return self._told(subject, one, [first, *further])
        more = f"{len(groups) - 1} more sentence{'s' if len(groups) > 2 else ''}"
        title = subject.framework.criterion(one.criterion).title
        message = (
            f"“{_short(one.text)}” and {more} of “{title}” stand at several levels word for word. Say each once, "
            "where it begins"
        )
        twins = [said for group in groups for said in group if said is not one]
        words = tuple(group[0].text for group in groups)
        related = [Related(subject.span(said), f"{subject.titles(said)}: {_short(said.text)}") for said in twins]
        return self.finding(message, subject.span(one), said=one, words=words, related=related)

    def _told(self, subject: Subject, one: Said, twins: Sequence[Said]) -> Finding:
        more = f" and {len(twins) - 1} more" if len(twins) > 1 else ""
        message = f"“{_short(one.text)}” is asked word for word at {subject.titles(twins[0])}{more} too. Keep it once"
        return self.finding(message, subject.span(one), said=one, words=(one.text,), related=_twins(subject, twins))


def _repeated(subject: Subject) -> Mapping[str, Sequence[Sequence[Said]]]:
    """By track, the sentences that stand in several cells, each with one place in each of them, in reading order.

    Cells that hold what the level below asks are left out, and so are sentences by which nothing more is asked.
    """
    held = unchanged(subject)
    found: defaultdict[str, list[Sequence[Said]]] = defaultdict(list)
    for group in same_texts(subject):
        by_track: defaultdict[str, dict[tuple[str, str], Said]] = defaultdict(dict)
        text = group[0].text
        for one in () if asks_nothing_more(text) or only_leads_on(text) else group:
            if (one.criterion, one.level) not in held:
                by_track[subject.framework.level(one.level).track].setdefault((one.criterion, one.level), one)
        for track, cells in by_track.items():
            if len(cells) > 1:
                found[track].append(tuple(cells.values()))
    return found


def _twin_criteria(
    texts: Iterable[Sequence[Said]], sizes: Mapping[str, int]
) -> dict[tuple[str, str], list[tuple[Said, Said]]]:
    """Pairs of criteria of which nearly all sentences are the same on the same levels, with those sentences.

    A criterion that is the twin of two is told with the first of them.
    """
    shared: defaultdict[tuple[str, str], list[tuple[Said, Said]]] = defaultdict(list)
    for cells in texts:
        for one, other in combinations(cells, 2):
            if one.level == other.level and one.criterion != other.criterion:
                shared[one.criterion, other.criterion].append((one, other))
    found: dict[tuple[str, str], list[tuple[Said, Said]]] = {}
    for (first, second), pairs in shared.items():
        known = any(second in twin for twin in found)
        if len(pairs) >= _TWIN and len(pairs) >= _NEARLY_ALL * max(sizes[first], sizes[second]) and not known:
            found[first, second] = sorted(pairs, key=lambda pair: pair[1].number)
    return found


_TWIN = 3
_NEARLY_ALL = 0.8


class TwiceInOneCell(WholeRule):
    """The second and every further time."""

    code = "DUP305"
    name = "twice-in-one-cell"
    scope = Scope.CELL
    severity = Severity.ERROR
    says = "The same text stands twice in one cell."
    why = "Nothing more is asked by it, and reviewers look for a difference that there is not."
    decides = "The same words twice among the statements of one cell."
    example = Example(
        bad="senior: [Runs the releases of a service., Runs the releases of a service.]",
        good="senior: [Runs the releases of a service.]",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        for group in same_texts(subject):
            first: dict[tuple[str, str], Said] = {}
            for one in group:
                twin = first.setdefault((one.criterion, one.level), one)
                if twin is not one:
                    message = f"“{_short(one.text)}” stands in this cell already. Take one of the two out"
                    span = subject.span(one)
                    fix = Fix(Safety.SUGGESTED, "Take it out", (Edit(span, ""),)) if not subject.ours else None
                    yield self.finding(
                        message, span, said=one, words=(one.text,), related=_twins(subject, [twin]), fix=fix
                    )


class CopiedFromSibling(WholeRule):
    """One finding for each criterion and pair of tracks, at the first copy."""

    code = "DUP304"
    name = "copied-between-tracks"
    scope = Scope.TRACK
    severity = Severity.INFO
    status = Status.PREVIEW
    says = "A text was copied from a sibling track."
    why = (
        "Tracks that ask the same are one track with two names. Where it is meant, it is fine: equal bands may share "
        "what everybody in them does."
    )
    decides = "The same words in cells of one criterion on two tracks. Told once for each criterion and pair of tracks."
    example = Example(
        bad="design: {staff: Holds one design that four teams build on., manager: the same sentence}",
        good="design: {staff: Holds one design that four teams build on.}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        pairs: dict[tuple[str, str, str], list[tuple[Said, Said]]] = {}
        levels = subject.framework.index.levels
        at_forks = {cell for cell, (lower, upper) in unchanged(subject).items() if lower.track != upper.track}
        for group in same_texts(subject):
            first: dict[tuple[str, str], Said] = {}
            for one in group:
                if (one.criterion, one.level) not in at_forks:  # told as what the level below the branch asks
                    first.setdefault((one.criterion, levels[one.level].track), one)
            for (criterion, track), one in first.items():
                twin = next(other for (same, _track), other in first.items() if same == criterion)
                if twin is not one:
                    pairs.setdefault((criterion, levels[twin.level].track, track), []).append((one, twin))
        for copies in pairs.values():
            one, twin = copies[0]
            more = f", and {len(copies) - 1} more of this criterion" if len(copies) > 1 else ""
            message = (
                f"“{_short(one.text)}” is copied from {subject.titles(twin)}{more}. Say what differs on this track"
            )
            twins = _twins(subject, [other for _copy, other in copies])
            yield self.finding(message, subject.span(one), said=one, words=(one.text,), related=twins)


class SameClause(WholeRule):
    """Only across criteria: within one, a clause that is held while the rest rises is progression."""

    code = "DUP303"
    name = "clause-used-again"
    scope = Scope.CELL
    severity = Severity.INFO
    status = Status.PREVIEW
    says = "A clause stands in two criteria of one track."
    why = "The same behaviour is then judged under two headings, and counts twice."
    decides = "Six words or more between commas, semicolons and full stops that are the same in another criterion."
    example = Example(
        bad="design: Draws up a service, with its failure modes written down first.\n"
        "risk: Finds what may break, with its failure modes written down first.",
        good="design: Draws up a service, with its failure modes written down first.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        whole_texts = {one.number for group in same_texts(subject) for one in group}
        for track in subject.by_track.values():
            found: dict[Words, tuple[Said, int, int]] = {}
            for one in track:
                if one.number in whole_texts:
                    continue
                for start, end in _clauses(one.text):
                    words = words_of(one.text[start:end])
                    if len(words) < _CLAUSE or sum(word not in SMALL for word in words) < _CONTENT:
                        continue
                    twin, first, last = found.setdefault(words, (one, start, end))
                    if twin.criterion != one.criterion:
                        clause = one.text[start:end].strip()
                        message = f"“{_short(clause)}” is part of {subject.titles(twin)} too. Keep it in one of the two"
                        related = [Related(subject.span(twin, first, last), f"The same: {subject.titles(twin)}")]
                        yield self.finding(
                            message, subject.span(one, start, end), said=one, words=(clause,), related=related
                        )


_CLAUSE = 6
_CONTENT = 4
_ENDS = re.compile(r"[,;:.()]\s|[,;:.()]$| [-–—] ")


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _ENDS.finditer(text):
        yield start, found.start()
        start = found.end()
    if 0 < start < len(text):
        yield start, len(text)


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79].rstrip() + "…"
