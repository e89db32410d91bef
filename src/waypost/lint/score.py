"""The card of a framework: six scores from 0 to 100, made from its findings, and what to mend first.

A score asks about parts of the framework: its statements, its cells or its levels. Each finding weighs by its
severity (`WEIGHTS`). A part with findings of weights a and b is lost to 1 - (1 - a)(1 - b); what is lost of all parts,
as a share of them, is taken from 1. A finding about no single part takes its weight from the whole in the same way. So
every finding that is mended leaves each score as it was or raises it, and 100 means that nothing was found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import floor, fsum, prod
from types import MappingProxyType

from waypost.lint.findings import Finding, Severity
from waypost.lint.subject import Part, Subject

WEIGHTS: Mapping[Severity, float] = MappingProxyType({Severity.ERROR: 1.0, Severity.WARNING: 0.6, Severity.INFO: 0.3})
"""How much of its part a finding takes."""
_WHOLE = 1.0
_OF_SEVERAL = frozenset({"DUP301"})
_OWN_QUESTION = frozenset({"EVI701"})
"""A statement that nothing shows is not shown, however softly the rule tells it."""


class Aspect(StrEnum):
    """What is scored."""

    SPECIFIC = "specific"
    DISTINCT = "distinct"
    PROGRESSING = "progressing"
    BALANCED = "balanced"
    EVIDENCED = "evidenced"
    CURRENT = "current"


class Unit(StrEnum):
    """The parts that a score is a share of."""

    STATEMENTS = "statements"
    CELLS = "cells"
    LEVELS = "levels"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a score asks, the beginnings of the codes that answer it, and the parts it is a share of."""

    says: str
    codes: tuple[str, ...]
    unit: Unit


ASKED: Mapping[Aspect, Asked] = MappingProxyType(
    {
        Aspect.SPECIFIC: Asked(
            "statements that two people would read alike", ("VAG", "CIR", "CLR", "STR008"), Unit.STATEMENTS
        ),
        Aspect.DISTINCT: Asked("nothing is said twice", ("DUP",), Unit.STATEMENTS),
        Aspect.PROGRESSING: Asked("each level asks something more", ("PRG", "STR002", "STR004"), Unit.CELLS),
        Aspect.BALANCED: Asked("the same weight for every track and everybody", ("TRK", "BIA"), Unit.LEVELS),
        Aspect.EVIDENCED: Asked("what is asked has results and can be shown", ("EVI", "OUT"), Unit.STATEMENTS),
        Aspect.CURRENT: Asked(
            "read through lately, nothing left over",
            ("MNT", "STY", "STR003", "STR005", "STR006", "STR007"),
            Unit.STATEMENTS,
        ),
    }
)
"""Rules of an organisation's own, and those that no score names, are told by the linter and not scored."""

Key = tuple[str, ...]
"""A statement, a cell or a level."""


@dataclass(frozen=True, slots=True)
class Score:
    """One score. `points` is None where no rule that answers it looked.

    parts: how many there are; touched: how many have findings; about_all: findings about no single part.
    """

    aspect: Aspect
    points: int | None
    findings: int
    parts: int
    touched: int
    about_all: int

    @property
    def asked(self) -> Asked:
        """What it asks."""
        return ASKED[self.aspect]


@dataclass(frozen=True, slots=True)
class Mend:
    """Findings at one place, by how many points each score rises when all of them are mended, and the sum."""

    findings: tuple[Finding, ...]
    raises: tuple[tuple[Aspect, float], ...]

    @property
    def points(self) -> float:
        """What all scores together rise by."""
        return fsum(points for _, points in self.raises)


@dataclass(frozen=True, slots=True)
class Card:
    """The six scores, and what to mend, what raises them most first."""

    scores: tuple[Score, ...]
    mend: tuple[Mend, ...]


def card(subject: Subject, findings: Iterable[Finding], *, looked: Collection[str]) -> Card:
    """The card of one framework. `looked`: the codes of the rules that looked, whatever they found."""
    told = tuple(findings)
    owners = _owners(subject)
    work = tuple(_Scoring(subject, aspect, told, owners) for aspect in Aspect)
    return Card(tuple(one.score(looked) for one in work), tuple(_mend(work)))


def aspect_of(code: str) -> Aspect | None:
    """The score that a finding of this code is counted in."""
    return next((aspect for aspect, asked in ASKED.items() if code.startswith(asked.codes)), None)


def weight(finding: Finding) -> float:
    """How much of its part a finding takes, above 0 and at most 1."""
    return _WHOLE if finding.code in _OWN_QUESTION else WEIGHTS[finding.severity]


class _Scoring:
    """One score while it is made: what is lost of which part, and what is taken from the whole."""

    def __init__(
        self, subject: Subject, aspect: Aspect, findings: Iterable[Finding], owners: Mapping[Key, Key]
    ) -> None:
        self.aspect = aspect
        self.asked = ASKED[aspect]
        self.parts = frozenset(_parts(subject, self.asked.unit))
        self.held: dict[Key, list[Finding]] = defaultdict(list)
        self.whole: list[Finding] = []
        for finding in findings:
            if finding.code.startswith(self.asked.codes):
                for named in self._of_a_level(finding) or _touched(finding, self.asked.unit):
                    part = named if named in self.parts else owners.get(named, named)
                    # A text that is no part, such as a title, is no more than one part either.
                    one = part in self.parts or bool(finding.statement)
                    (self.held[part] if one else self.whole).append(finding)

    def _of_a_level(self, finding: Finding) -> list[Key]:
        """The cells of the level that a finding is about as a whole."""
        if self.asked.unit is not Unit.CELLS or finding.criterion or not finding.level:
            return []
        return sorted(part for part in self.parts if part[1] == finding.level)

    @cached_property
    def lost(self) -> float:
        """How many parts are lost."""
        return fsum(map(_lost, self.held.values()))

    @property
    def share(self) -> float:
        """What is left of the parts, from 0 to 1."""
        return self._share(self.lost)

    def _share(self, lost: float) -> float:
        return max(0.0, 1 - lost / max(1, len(self.parts)))

    @cached_property
    def rest(self) -> float:
        """What findings about no single part leave of the whole, from 0 to 1."""
        return prod(1 - weight(one) for one in self.whole)

    def score(self, looked: Collection[str]) -> Score:
        answered = any(code.startswith(self.asked.codes) for code in looked)
        points = floor(100 * self.share * self.rest + 1e-9) if answered else None
        found = len({one for held in self.held.values() for one in held}) + len(self.whole)
        touched = min(len(self.held), len(self.parts))
        return Score(self.aspect, points, found, len(self.parts), touched, len(self.whole))

    def raises(self) -> Iterator[tuple[tuple[Finding, ...], float]]:
        """Findings at one place with the points that mending all of them gives."""
        for held in self.held.values():
            for group in _by_place(held):
                mended = _lost(held) - _lost(one for one in held if one not in group)
                yield group, 100 * self.rest * (self._share(self.lost - mended) - self.share)
        for group in _by_place(self.whole):
            others = prod(1 - weight(one) for one in self.whole if one not in group)
            yield group, 100 * self.share * (others - self.rest)


def _by_place(findings: Iterable[Finding]) -> Iterator[tuple[Finding, ...]]:
    held: dict[tuple[str, ...], list[Finding]] = defaultdict(list)
    for finding in findings:
        held[_place(finding)].append(finding)
    yield from map(tuple, held.values())


def _lost(findings: Iterable[Finding]) -> float:
    return 1 - prod(1 - weight(one) for one in findings)


def _parts(subject: Subject, unit: Unit) -> Iterator[Key]:
    framework = subject.framework
    if unit is Unit.STATEMENTS:
        for said in subject.statements:
            yield said.criterion, said.level, said.text
    elif unit is Unit.CELLS:
        for criterion in framework.criteria:
            yield from ((criterion.key, level.key) for level in framework.levels)
    else:
        yield from ((level.key,) for level in framework.levels)


def _touched(finding: Finding, unit: Unit) -> Iterator[Key]:
    """The parts that a finding is about: several statements where it tells the repeats of a row at once."""
    if unit is Unit.STATEMENTS and finding.code in _OF_SEVERAL:
        yield from (
            (finding.criterion, finding.level, text) for text in dict.fromkeys((finding.statement, *finding.words))
        )
    else:
        yield _part(finding, unit)


def _part(finding: Finding, unit: Unit) -> Key:
    if unit is Unit.STATEMENTS:
        return finding.criterion, finding.level, finding.statement
    return (finding.criterion, finding.level) if unit is Unit.CELLS else (finding.level,)


def _owners(subject: Subject) -> Mapping[Key, Key]:
    """The statement that an example, or what shows it, belongs to."""
    says = {(one.criterion, one.level, one.place): one.text for one in subject.statements}
    return {
        (one.criterion, one.level, one.text): (one.criterion, one.level, says[place])
        for one in subject.said
        if one.part is not Part.SAYS and (place := (one.criterion, one.level, one.place)) in says
    }


def _mend(work: Iterable[_Scoring]) -> Iterator[Mend]:
    """What raises the scores most first; what stands at one place is mended together."""
    held: dict[tuple[str, ...], dict[Finding, None]] = defaultdict(dict)
    raised: dict[tuple[str, ...], dict[Aspect, float]] = defaultdict(lambda: defaultdict(float))
    for one in work:
        for findings, points in one.raises():
            place = _place(findings[0])
            held[place] |= dict.fromkeys(findings)
            raised[place][one.aspect] += points
    mends = [Mend(tuple(held[place]), tuple(raised[place].items())) for place in held]
    yield from sorted(mends, key=lambda mend: (-round(mend.points, 6), mend.findings[0].span, mend.findings[0].code))


def _place(finding: Finding) -> tuple[str, ...]:
    """Findings on one statement are mended in one go; all others one by one."""
    if finding.statement:
        return finding.criterion, finding.level, finding.statement
    return finding.code, finding.message, str(finding.span), finding.criterion, finding.level
