"""STR002 and STR004: what a framework leaves open: a cell without an expectation, a level without a scope."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from waypost.framework.kinds import PathKind
from waypost.lint.findings import Finding, Severity, Span
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Subject
from waypost.lint.wording import SMALL, words_of

if TYPE_CHECKING:
    from waypost.framework.schema import Criterion, Level


class MissingCell(WholeRule):
    """By track: what a whole track leaves out, and what begins above its first level, is meant."""

    code = "STR002"
    name = "missing-cell"
    scope = Scope.TRACK
    says = "A criterion asks nothing at a level where it should say what it asks."
    why = "Nobody can tell what was forgotten from what is not asked, and reviewers fill the gap each in their own way."
    decides = (
        "The matrix of criteria and levels, by track, with `same as` and `adds to` followed. A blank between two "
        "levels that ask something is a gap. A blank above the last one is a gap too, unless the ladder forks at "
        "that one and another way goes on asking. A blank below the first level that asks something is meant, unless "
        "a branch begins with it and the level it leaves the trunk from asks the criterion. Meant are also a "
        "criterion that a whole track leaves out and a blank that is written down (`staff:` with nothing behind it). "
        "In a ladder of another shape a track has to ask the criterion at two levels, and nothing is said of "
        "a level with headings of its own (most of what it asks is not asked below) or one that is there by name."
    )
    example = Example(
        bad="design: {engineer: Draws up a feature., staff: Draws up a service.}  # nothing at senior",
        good="design: {engineer: Draws up a feature., senior: , staff: Draws up a service.}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        framework = subject.framework
        ladders = [subject.ladder(track.key) for track in framework.tracks]
        renamed: set[frozenset[str]] = set()
        for criterion in framework.criteria:
            asking = {one.key for one in framework.levels if framework.expectation(criterion.key, one.key) is not None}
            if not asking and subject.ours:  # elsewhere it is a heading over others
                message = f"“{criterion.title}” asks nothing at any level. Say what it asks, or leave it out"
                span = self._criterion_span(subject, criterion)
                yield self.finding(message, span, words=(criterion.title,), criterion=criterion.key)
            for ladder in ladders:
                for finding, instead in self._track(subject, criterion, ladder, asking):
                    pair = frozenset((criterion.key, instead.key, ladder[0].track)) if instead is not None else None
                    if pair not in renamed:  # two titles of one criterion are told once for a track
                        yield finding
                    if pair is not None:
                        renamed.add(pair)
            yield from self._at_forks(subject, criterion, asking)

    def _track(
        self, subject: Subject, criterion: Criterion, ladder: Sequence[Level], asking: set[str]
    ) -> Iterator[tuple[Finding, Criterion | None]]:
        """The blanks of a criterion on a track, each with the criterion that stands there in its place."""
        here = [place for place, level in enumerate(ladder) if level.key in asking]
        if len(here) < (1 if subject.ours else _SURE):
            return
        runs: dict[int, list[Level]] = {}
        for place, level in enumerate(ladder):
            if level.key in asking or place < here[0] or self._declared(subject, criterion, level):
                continue
            if place > here[-1] and _goes_on(subject, ladder[here[-1]], level, asking):
                continue
            last = max(one for one in here if one < place)
            if subject.ours or not _has_its_own(subject, ladder, level, ladder[last]):
                runs.setdefault(last, []).append(level)
        for below, blank in runs.items():
            above = next((ladder[one] for one in here if one > below), None)
            instead = _in_its_place(subject, criterion, ladder, blank)
            yield self._told(subject, criterion, ladder[below], blank, above, instead), instead

    def _at_forks(self, subject: Subject, criterion: Criterion, asking: set[str]) -> Iterator[Finding]:
        """Blanks with which a branch begins, where the trunk asks the criterion before them and the branch after."""
        trunk = {upper.key: lower for lower, upper in subject.forks if lower.key in asking}
        for upper, lower in trunk.items():
            branch = subject.ladder(subject.framework.level(upper).track)
            begins = next(place for place, level in enumerate(branch) if level.key == upper)
            asks = next((place for place, level in enumerate(branch) if level.key in asking), 0)
            between = (level for level in branch[begins:asks] if level.key not in trunk or level.key == upper)
            blank = [level for level in between if not self._declared(subject, criterion, level)]
            if blank:
                yield self._told(subject, criterion, lower, blank, branch[asks], None)

    def _told(
        self,
        subject: Subject,
        criterion: Criterion,
        below: Level,
        blank: Sequence[Level],
        above: Level | None,
        instead: Criterion | None,
    ) -> Finding:
        """Blanks that follow each other are one finding, at the first."""
        where = f"between {below.title} and {above.title}" if above else f"above {below.title}"
        what = f"{blank[0].title} and {len(blank) - 1} more" if len(blank) > 1 else blank[0].title
        message = f"“{criterion.title}” asks nothing at {what}, {where}. Say what it asks there"
        if instead is not None:
            message += f"; “{instead.title}” stands there in its place: if it is the same, give both one title"
        elif subject.ours:
            message += f", or write `{blank[0].key}:` with nothing behind it if that is meant"
        words = (criterion.title, *(level.title for level in blank))
        span = subject.cell_span(criterion, below)
        return self.finding(message, span, words=words, criterion=criterion.key, level=blank[0].key)

    @staticmethod
    def _declared(subject: Subject, criterion: Criterion, level: Level) -> bool:
        return ("expectations", criterion.key, level.key) in subject.parts

    @staticmethod
    def _criterion_span(subject: Subject, criterion: Criterion) -> Span:
        dimension = subject.framework.dimension_of(criterion.key)
        return subject.span_of("dimensions", dimension.key, "criteria", criterion.key)


_SURE = 2
"""Which levels of a ladder of another shape are one track is assumed; of what one level asks it is not sure."""


_BY_NAME = 3
"""A level that asks one criterion where its track has so many is there by name."""


def _has_its_own(subject: Subject, ladder: Sequence[Level], level: Level, below: Level) -> bool:
    """Whether most of what a level asks is not asked at the one below, or it asks hardly anything."""
    asked = subject.once(_asked)
    here = asked[level.key]
    if len(here) == 1:
        return len(frozenset[str]().union(*(asked[one.key] for one in ladder))) >= _BY_NAME
    return len(here & asked[below.key]) * 2 < len(here)


def _asked(subject: Subject) -> Mapping[str, frozenset[str]]:
    """The criteria of each level, also by what it continues."""
    framework = subject.framework
    return {
        level.key: frozenset(one.key for one in framework.criteria if framework.expectation(one.key, level.key))
        for level in framework.levels
    }


def _in_its_place(
    subject: Subject, criterion: Criterion, ladder: Sequence[Level], blank: Sequence[Level]
) -> Criterion | None:
    """A criterion with a word of this one in its title that the track asks at a blank, and never where it asks this."""
    words = {word for word in words_of(criterion.title) if word not in SMALL}
    asks = subject.framework.expectation
    for other in subject.framework.criteria:
        if other is criterion or not words & set(words_of(other.title)):
            continue
        both = any(asks(other.key, one.key) and asks(criterion.key, one.key) for one in ladder)
        if not both and any(asks(other.key, one.key) for one in blank):
            return other
    return None


def _goes_on(subject: Subject, last: Level, blank: Level, asking: set[str]) -> bool:
    """Whether one can leave the track, at the last level that asks the criterion, for another that goes on asking it.

    A fork further down is no excuse: who came past it is on this track.
    """
    framework = subject.framework
    levels = framework.index.levels
    others = {
        levels[path.target].track
        for path in framework.paths
        if path.kind is PathKind.PROMOTION and path.source == last.key and levels[path.target].track != blank.track
    }
    rank = framework.band_rank(blank.band)
    return any(
        level.track in others and level.key in asking and framework.band_rank(level.band) >= rank
        for level in framework.levels
    )


class ScopeNotDeclared(WholeRule):
    """Only in frameworks of Waypost: a ladder of another shape has no place for it."""

    code = "STR004"
    name = "scope-not-declared"
    severity = Severity.INFO
    scope = Scope.FRAMEWORK
    says = "A level does not declare how far its work reaches."
    why = (
        "Whether scope rises, and whether the organisation is large enough for it, can then only be guessed from "
        "texts, and the guess is mostly wrong."
    )
    decides = "The field `scope` of the level."
    example = Example(
        bad="staff: {title: Staff Engineer, track: depth, band: B4}",
        good="staff: {title: Staff Engineer, track: depth, band: B4, scope: teams}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        if not subject.ours:
            return
        for level in subject.framework.levels:
            if level.scope is None:
                message = (
                    f"{level.title} declares no scope. Write `scope:` with task, feature, project, team, teams, "
                    "organisation or company"
                )
                yield self.finding(message, subject.level_span(level), words=(level.title,), level=level.key)
