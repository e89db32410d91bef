"""What the linter finds in a version or a draft: by gravity, in the matrix, as a card, and what to mend first.

The organisation's configuration counts (`WAYPOST_LINT`); a draft is held against the version it would follow.

Nothing of it is kept in the database. What was found in a published version is kept in the process by its hash and the
day, since a rule may ask how old something is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from waypost.framework.faults import ReadError
from waypost.framework.schema import Framework, Track
from waypost.lint.checking import check
from waypost.lint.findings import Finding, Severity
from waypost.lint.linting import wanted
from waypost.lint.reading import read_files
from waypost.lint.score import Card, card
from waypost.lint.word_rules import rules_with
from waypost.report.exports.card import raises
from waypost.report.pictures.findings import FoundMatrix, matrix_of_findings
from waypost.web.frameworks.models import Draft, FrameworkVersion
from waypost.web.frameworks.reading import KEPT, framework_with
from waypost.web.frameworks.selectors import last_published

FILE = "framework.yaml"
LISTED = 40  # findings on one page
TYPED = 25  # findings beside a text that is being typed
MOST_TYPED = 500_000  # letters that are looked at while somebody types
MENDED = 5
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Looked:
    """What was found in one document; `framework` and `card` are None where it cannot be read, for which see errors."""

    framework: Framework | None
    findings: tuple[Finding, ...] = ()
    card: Card | None = None
    errors: tuple[ReadError, ...] = ()

    @cached_property
    def gravest_first(self) -> tuple[Finding, ...]:
        """By gravity, then in reading order."""
        return tuple(sorted(self.findings, key=lambda one: _RANK[one.severity]))

    @property
    def counted(self) -> tuple[tuple[Severity, int], ...]:
        """How many of each gravity there are, without those there are none of."""
        counts = Counter(one.severity for one in self.findings)
        return tuple((severity, counts[severity]) for severity in Severity if counts[severity])

    @property
    def by_rule(self) -> tuple[tuple[str, str, int], ...]:
        """Each rule that found something: its code, what it finds, how often; the most frequent first."""
        counts = Counter(one.code for one in self.findings)
        return tuple((code, _says(code), count) for code, count in counts.most_common())


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a statement; `marked`: the finding rests on them."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a person reads it: at which cell, with the statement and its words marked; link: to that cell."""

    finding: Finding
    title: str
    link: str
    pieces: tuple[Piece, ...]
    why: str


@dataclass(frozen=True, slots=True)
class MendShown:
    """A place to mend: what mending all of it brings."""

    shown: tuple[Shown, ...]
    raises: str


@dataclass(frozen=True)
class FindingsPage:
    """The page of a version's or a draft's findings.

    listed: one page of the findings of `rule`, or of all; track: of the matrix; linked: the address of a cell.
    """

    looked: Looked
    listed: Page[Finding]
    rule: str
    track: Track
    matrix: FoundMatrix
    mend: tuple[MendShown, ...]
    linked: Callable[[str, str], str]

    def rows(self) -> Iterator[Shown]:
        """What is listed, as it is shown."""
        if self.looked.framework is not None:
            yield from shown(self.looked.framework, self.listed.object_list, self.linked)

    @property
    def left_over(self) -> int:
        """How many findings there are that no cell of any track has."""
        return len(self.matrix.elsewhere)


def look(text: str, *, today: date, before: str = "") -> Looked:
    """What is found in a document as it stands. About 15 milliseconds for a framework of a hundred cells.

    before: the hash of the version that it would follow.
    """
    read = read_files({FILE: text.encode("utf-8", "replace")})
    if read.subject is None:
        return Looked(None, errors=read.errors)
    subject = replace(read.subject, before=framework_with(before) if before else None)
    here = replace(settings.LINT, today=today)
    findings = check(replace(read, subject=subject), here).findings
    codes = frozenset(code for code, rule in rules_with(here).items() if wanted(rule, here))
    return Looked(subject.framework, findings, card(subject, findings, looked=codes))


def findings_of(version: FrameworkVersion, *, today: date) -> Looked:
    """What is found in a published version."""
    return _by_hash(version.hash, today)


@lru_cache(maxsize=KEPT)
def _by_hash(hash_: str, today: date) -> Looked:
    row = FrameworkVersion.objects.filter(hash=hash_).first()
    return look(row.document if row is not None else "", today=today)


@lru_cache(maxsize=KEPT)
def _by_text(text: str, today: date, before: str) -> Looked:
    return look(text, today=today, before=before)


def findings_in(draft: Draft, *, today: date) -> Looked:
    """What is found in a draft as it is kept; the same text is looked at once in the life of a process."""
    return _by_text(draft.text, today, followed())


def followed() -> str:
    """The hash of the version that a draft would follow now; empty before the first."""
    last = last_published()
    return last.hash if last is not None else ""


def cell_of_version(version: FrameworkVersion) -> Callable[[str, str], str]:
    """Where a cell of a version is read, by criterion and level."""
    return lambda criterion, level: (
        f"{reverse('frameworks:expectation', args=[level, criterion])}?version={version.version}"
    )


def cell_of_draft(draft: Draft) -> Callable[[str, str], str]:
    """Where a cell of a draft is read, by criterion and level."""
    return lambda criterion, level: reverse("frameworks:draft_expectation", args=[draft.pk, level, criterion])


def findings_page(
    looked: Looked, linked: Callable[[str, str], str], *, rule: str = "", number: str = "1", track: str = ""
) -> FindingsPage | None:
    """One page of what was found; None for a document that cannot be read."""
    framework = looked.framework
    if framework is None or looked.card is None:
        return None
    known = {one.key: one for one in framework.tracks}
    chosen = known.get(track, framework.tracks[0])
    wanted_ = [one for one in looked.gravest_first if rule in {"", one.code}]
    return FindingsPage(
        looked=looked,
        listed=Paginator(wanted_, LISTED).get_page(number),
        rule=rule if wanted_ else "",
        track=chosen,
        matrix=matrix_of_findings(framework, looked.findings, track=chosen.key),
        mend=tuple(
            MendShown(tuple(shown(framework, mend.findings, linked)), raises(mend))
            for mend in looked.card.mend[:MENDED]
        ),
        linked=linked,
    )


def shown(
    framework: Framework, findings: Iterable[Finding], linked: Callable[[str, str], str] | None = None
) -> Iterator[Shown]:
    """Findings with the titles of their cells and the words they rest on marked."""
    levels = {one.key: one.title for one in framework.levels}
    criteria = {one.key: one.title for one in framework.criteria}
    for one in findings:
        known = one.level in levels and one.criterion in criteria
        titles = [title for title in (criteria.get(one.criterion), levels.get(one.level)) if title]
        yield Shown(
            finding=one,
            title=", ".join(titles) or _("The framework as a whole"),
            link=linked(one.criterion, one.level) if linked is not None and known else "",
            pieces=pieces(one.statement, one.words),
            why=_why(one.code),
        )


def pieces(statement: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """A statement cut at the words that a finding rests on; words that are not in it mark nothing."""
    marked: list[tuple[int, int]] = []
    small = statement.lower()
    for word in words:
        at = small.find(word.lower()) if len(small) == len(statement) else statement.find(word)
        if word and at >= 0 and not any(start < at + len(word) and at < end for start, end in marked):
            marked.append((at, at + len(word)))
    cut, done = [], 0
    for start, end in sorted(marked):
        cut += [Piece(statement[done:start], marked=False), Piece(statement[start:end], marked=True)]
        done = end
    cut.append(Piece(statement[done:], marked=False))
    return tuple(one for one in cut if one.text)


def _says(code: str) -> str:
    rule = rules_with(settings.LINT).get(code)
    return rule.says if rule is not None else ""


def _why(code: str) -> str:
    rule = rules_with(settings.LINT).get(code)
    return rule.why if rule is not None else ""
