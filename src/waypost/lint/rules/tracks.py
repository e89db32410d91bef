"""TRK503 to TRK506: tracks that are not equal to each other, or larger than the organisation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from waypost.framework.kinds import Kind, PathKind
from waypost.framework.kinds import Scope as Reach
from waypost.lint.findings import Finding, Related, Severity
from waypost.lint.rule import Example, Scope, Status, WholeRule
from waypost.lint.subject import Subject
from waypost.lint.words.late import Late

if TYPE_CHECKING:
    from waypost.framework.schema import Band, Level, Track


class UnequalTracks(WholeRule):
    """Where bands are known, by bands: one track may begin further up than another."""

    code = "TRK503"
    name = "tracks-of-unequal-length"
    scope = Scope.TRACK
    says = "A track ends below another."
    why = "Whoever is at its top has to change track in order to grow, mostly into management."
    decides = (
        "The highest band of each track, against the highest of all tracks. Not where an importer assumed the bands."
    )
    example = Example(
        bad="levels:\n  principal: {track: depth, band: B5}\n  director: {track: management, band: B6}",
        good="levels:\n  principal: {track: depth, band: B6}\n  director: {track: management, band: B6}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        framework = subject.framework
        tops = {track.key: ladder[-1] for track in framework.tracks if (ladder := subject.ladder(track.key))}
        if not subject.ours or len(tops) < 2:
            return
        highest = max(tops.values(), key=lambda level: framework.band_rank(level.band))
        for track in framework.tracks:
            top = tops.get(track.key)
            if top is None or framework.band_rank(top.band) >= framework.band_rank(highest.band):
                continue
            ends, goes = framework.band(top.band).title, framework.band(highest.band).title
            further = framework.track(highest.track).title
            message = (
                f"{track.title} ends with {top.title} in the band “{ends}”, and {further} goes on to “{goes}”. Add the "
                "levels that are missing, or end both alike"
            )
            related = [Related(subject.level_span(highest), f"{further} ends here: {highest.title}")]
            yield self.finding(
                message, subject.span_of("tracks", track.key), words=(top.title,), level=top.key, related=related
            )


class ScopeTooLarge(WholeRule):
    """By how many engineers it takes for a scope to be wider than the one below it."""

    code = "TRK504"
    name = "scope-larger-than-the-organisation"
    scope = Scope.TRACK
    says = "A level needs a scope that the organisation is too small to have."
    why = "Nobody can ever hold the level, whatever they do, or it is held by title alone."
    decides = (
        "The declared scope against the number of engineers, in teams of about five: several teams want two (10 "
        "engineers), an organisation wider than several teams wants five (25), and a company wider than that ten (50). "
        "The threshold sets how many a team has; the number of engineers is the framework's or the configuration's."
    )
    example = Example(
        bad="organisation: {engineers: 20}\nlevels:\n  principal: {scope: company}",
        good="organisation: {engineers: 64}\nlevels:\n  principal: {scope: company}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        engineers = subject.framework.organisation.engineers or self.settings.engineers
        if engineers is None:
            return
        team = self.settings.threshold(self.code, _TEAM)
        for level in subject.framework.levels:
            wanted = round(_TEAMS.get(level.scope, 0) * team) if level.scope else 0
            if engineers < wanted:
                message = (
                    f"{level.title} has the scope “{level.scope}”, which wants about {wanted} engineers; there are "
                    f"{engineers}. Narrow the scope, or leave the level out until there are as many"
                )
                words = (str(level.scope),)
                yield self.finding(message, subject.level_span(level), words=words, level=level.key)


_TEAM = 5
_TEAMS = {Reach.TEAMS: 2, Reach.ORGANISATION: 5, Reach.COMPANY: 10}


class UnequalBands(WholeRule):
    """At a fork, where two tracks leave one level: pay and forums belong to the band."""

    code = "TRK505"
    name = "unequal-pay-or-authority"
    severity = Severity.ERROR
    scope = Scope.TRACK
    says = "Of two ways up from one level, one leads to more pay or a wider say."
    why = "The tracks are equal in name only, and people follow the pay."
    decides = "The pay and the forums of the bands that promotions from one level to several tracks lead to."
    example = Example(
        bad="bands:\n  B4: {pay: {currency: EUR, low: 90000, high: 118000}}\n"
        "  B4M: {pay: {currency: EUR, low: 99000, high: 130000}}\npaths: [senior > staff, manager]",
        good="both in B4",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        framework = subject.framework
        ways: defaultdict[str, list[Level]] = defaultdict(list)
        for path in framework.paths:
            if path.kind is PathKind.PROMOTION:
                ways[path.source].append(framework.level(path.target))
        told: set[tuple[str, str]] = set()
        for targets in ways.values():
            for one, other in combinations(targets, 2):
                apart = _apart(framework.band(one.band), framework.band(other.band))
                if one.track != other.track and apart and (one.key, other.key) not in told:
                    told.add((one.key, other.key))
                    yield self._told(subject, one, other, apart)

    def _told(self, subject: Subject, one: Level, other: Level, apart: str) -> Finding:
        message = (
            f"{one.title} and {other.title} are reached from the same level, and their bands differ in {apart}. Give "
            "both one band"
        )
        related = [Related(subject.level_span(one), one.title)]
        return self.finding(
            message, subject.level_span(other), words=(one.band, other.band), level=other.key, related=related
        )


def _apart(one: Band, other: Band) -> str:
    """In what two bands differ for those who are in them."""
    differs = [
        name
        for name, here, there in (("pay", one.pay, other.pay), ("forums", set(one.forums), set(other.forums)))
        if here != there
    ]
    return " and ".join(differs)


class TopOnlyWider(WholeRule):
    """By words: there are many ways of saying depth, so it is a preview."""

    code = "TRK506"
    name = "top-grows-only-by-scope"
    severity = Severity.INFO
    status = Status.PREVIEW
    scope = Scope.TRACK
    says = "The top level of a technical track grows only by scope."
    why = (
        "The level is then reached when the company grows, not when the engineer does: nothing in it speaks of depth, "
        "breadth or what others outside take up."
    )
    decides = (
        "The highest level of a track whose primary kind is technical, of at least three levels, with no word of "
        "depth (expert, deeper, research, hardest, root cause, ...), of breadth (new subjects, several domains, "
        "learns) or of contribution outside (publishes, talks, open source, standards, patents, the industry)."
    )
    example = Example(
        bad="principal: Leads the systems of the whole company.",
        good="principal: Solves what nobody here had solved, and engineers elsewhere build on what was published.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        framework = subject.framework
        for track in framework.tracks:
            ladder = subject.ladder(track.key)
            if track.primary is not Kind.TECHNICAL or len(ladder) < _LEVELS:
                continue
            top = ladder[-1]
            says = [one for one in subject.statements if one.level == top.key] if subject.english else []
            if len(says) < _LEVELS or any(_GROWTH.search(one.text.lower()) for one in says):
                continue
            if all(subject.says_in_english(one.text, one.criterion, one.level) for one in says):
                yield self._told(subject, track, top)

    def _told(self, subject: Subject, track: Track, top: Level) -> Finding:
        message = (
            f"{top.title}, the top of {track.title}, asks for nothing deeper, broader or of use outside, only for more "
            "reach. Say what somebody there knows or makes that nobody below does"
        )
        return self.finding(message, subject.level_span(top), words=(top.title,), level=top.key)


_LEVELS = 3
_GROWTH = Late(
    r"\b(?:deep(?:er|est|ly)?|depth|expert(?:s|ise)?|mastery|masters|hard(?:er|est)|research\w*|novel|invent\w*|"
    r"originat\w*|root causes?|intractable|unsolved|unknown|nobody|no one|first principles|pioneer\w*|breakthrough\w*|"
    r"innovat\w*|state of the art|breadth|broad(?:er|est)?|new (?:subject|field|domain|area|technolog)\w*|(?:several|"
    r"multiple|many) (?:subject|field|domain|discipline|technolog)\w*|learns|publish\w*|publications?|papers?|talks?|"
    r"conferences?|speak(?:s|er|ing)|open[ -]source\w*|patents?|standards bod\w+|industry\w*|outside|external\w*|"
    r"elsewhere|the field|communit(?:y|ies)|academi\w+|universit\w+|the trade)\b"
)
