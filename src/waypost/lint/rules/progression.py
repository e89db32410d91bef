"""PRG401 to PRG405: what a level asks beside the one below it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from waypost.framework.kinds import Scope as Reach
from waypost.lint.findings import Finding, Related, Severity
from waypost.lint.held_steps import in_steps, unchanged
from waypost.lint.meant_copies import asks_nothing_more
from waypost.lint.near import SHORTEST
from waypost.lint.places import Place
from waypost.lint.rule import Example, Scope, Status, WholeRule
from waypost.lint.subject import Part, Said, Subject
from waypost.lint.wording import DEGREE, SMALL, Words, asks_less, negates, only_stronger
from waypost.lint.words.late import Late

if TYPE_CHECKING:
    from waypost.framework.schema import Level

_REACHES = list(Reach)


class NoChange(WholeRule):
    """Told by cell; where a whole level asks hardly anything new, or the ladder is made of steps, by level."""

    code = "PRG401"
    name = "no-change-between-levels"
    scope = Scope.NEIGHBOURS
    says = "A level asks exactly what the level below it asks."
    why = "Nobody can be promoted on a criterion that does not rise, nor be told what is missing."
    decides = (
        "The same words in the cells of two levels of which one leads to the other, on one track or where a branch "
        "leaves the trunk. `same as` says that it is meant, and so does a text by "
        "itself (“expectations do not go beyond Senior”). Where many cells hold the level below, the ladder is made of "
        "steps that last several levels, and only a level of which four in five cells are unchanged is told."
    )
    example = Example(
        bad="design: {senior: Draws up a service., staff: Draws up a service.}",
        good="design: {senior: Draws up a service., staff: {same as: senior}}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        held = unchanged(subject)
        by_levels: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for (criterion, _level), (lower, upper) in held.items():
            by_levels[lower.key, upper.key].append(criterion)
        for (lower_key, upper_key), criteria in by_levels.items():
            lower, upper = subject.framework.level(lower_key), subject.framework.level(upper_key)
            asked = [row for row in subject.rows if (row, upper_key) in subject.cells]
            if len(asked) >= _LEVEL_CELLS and len(criteria) >= _LEVEL_SHARE * len(asked):
                yield self._level(subject, lower, upper, criteria, len(asked))
            elif not any(in_steps(subject, track, held) for track in {lower.track, upper.track}):
                for criterion in criteria:
                    if not all(asks_nothing_more(one.text) for one in subject.cells[criterion, upper_key]):
                        yield self._cell(subject, criterion, lower, upper)

    def _level(self, subject: Subject, lower: Level, upper: Level, criteria: list[str], asked: int) -> Finding:
        related = [
            Related(
                subject.span(subject.cells[row, level.key][0]), f"{subject.framework.criterion(row).title}, {where}"
            )
            for row in criteria
            for level, where in ((upper, f"asked at {upper.title}"), (lower, f"as at {lower.title}"))
        ]
        message = (
            f"{upper.title} asks in {len(criteria)} of {asked} criteria what {lower.title} asks. Say what is more in "
            "each, or leave the level out"
        )
        return self.finding(message, subject.level_span(upper), words=(upper.title,), level=upper.key, related=related)

    def _cell(self, subject: Subject, criterion: str, lower: Level, upper: Level) -> Finding:
        said, below = (subject.cells[criterion, level.key][0] for level in (upper, lower))
        more = f"Say what is more, or write `same as: {lower.key}`" if subject.ours else "Say what is more"
        message = f"“{said.text}” is what {lower.title} asks already. {more}"
        related = [Related(subject.span(below), f"The same at {lower.title}")]
        return self.finding(message, subject.span(said), said=said, words=(said.text,), related=related)


_LEVEL_CELLS = 3
_LEVEL_SHARE = 0.8


class OnlyStronger(WholeRule):
    """Words such as consistently or strongly in place of a behaviour."""

    code = "PRG402"
    name = "only-an-adverb-stronger"
    scope = Scope.NEIGHBOURS
    says = "A statement differs from that of a lower level by words of degree only."
    why = "Two reviewers put the line between well and very well at different places, and two people are judged apart."
    decides = (
        "All words that differ within one criterion say how much or how well, on one track or where a branch leaves "
        "the trunk."
    )
    example = Example(
        bad="senior: Draws up services for others.\nstaff: Consistently draws up excellent services for others.",
        good="senior: Draws up services for others.\nstaff: Draws up services that three teams build on.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        for lower, upper in same_row_pairs(subject):
            words = only_stronger(subject.words[lower.number], subject.words[upper.number])
            if words:
                quoted = ", ".join(f"“{word}”" for word in words)
                message = (
                    f"Only {quoted} tells this from {subject.framework.level(lower.level).title}. Say what is done "
                    "here that is not done there"
                )
                related = [Related(subject.span(lower), f"{subject.titles(lower)}: {lower.text}")]
                yield self.finding(message, subject.span(upper), said=upper, words=words, related=related)


def same_row_pairs(subject: Subject) -> Iterator[tuple[Said, Said]]:
    """Near statements in one criterion on two levels of a track, or before and behind a fork, the lower first; the
    nearest pair of each."""
    found: dict[int, tuple[Said, Said]] = {}
    places: set[tuple[Place, Place]] = set()
    for one, other in (*subject.near_across_forks, *subject.near, *_short_pairs(subject)):
        lower, upper = (one, other) if subject.rank(one) < subject.rank(other) else (other, one)
        if one.criterion == other.criterion and one.level != other.level and (lower.at, upper.at) not in places:
            places.add((lower.at, upper.at))  # tracks may share what a source says once
            found[upper.number] = (lower, upper)
    return iter([found[number] for number in sorted(found)])


def _short_pairs(subject: Subject) -> Iterator[tuple[Said, Said]]:
    """Sentences too short to be near by chance, which differ by words of degree and by nothing else."""
    found: dict[tuple[str, str, Words], Said] = {}
    bare: dict[int, Words] = {}
    for track, said in subject.by_track.items():
        for one in said:
            words = subject.words[one.number]
            if len(words) < _SHORT:
                bare[one.number] = tuple(word for word in words if word not in DEGREE and word not in SMALL)
                if len(bare[one.number]) > 1:
                    twin = found.setdefault((track, one.criterion, bare[one.number]), one)
                    if only_stronger(subject.words[twin.number], words):
                        yield twin, one
    for lower, upper in subject.across_forks():
        core = bare.get(upper.number, ())
        same = len(core) > 1 and bare.get(lower.number) == core
        if same and only_stronger(subject.words[lower.number], subject.words[upper.number]):
            yield lower, upper


_SHORT = 2 * SHORTEST
"""From so many words on, sentences that differ by words of degree are near anyway."""


class ScopeGoesDown(WholeRule):
    """By what levels declare, never by what their texts seem to say."""

    code = "PRG403"
    name = "scope-goes-down"
    severity = Severity.ERROR
    scope = Scope.NEIGHBOURS
    says = "A level declares a narrower scope than the level it is promoted from."
    why = "A promotion that narrows the work asks somebody to let go of what earned it."
    decides = "The declared `scope` of two levels that a promotion leads between, on one track or to another."
    example = Example(
        bad="levels:\n  senior: {scope: teams}\n  staff: {scope: project}",
        good="levels:\n  senior: {scope: project}\n  staff: {scope: teams}",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        for lower, upper in subject.neighbours():
            if lower.scope is None or upper.scope is None:
                continue
            if _REACHES.index(upper.scope) < _REACHES.index(lower.scope):
                message = (
                    f"{upper.title} has the scope “{upper.scope}”, and {lower.title} below it “{lower.scope}”. "
                    "Let the scope stay or widen"
                )
                related = [Related(subject.level_span(lower), f"{lower.title}: {lower.scope}")]
                yield self.finding(
                    message, subject.level_span(upper), words=(upper.scope.value,), level=upper.key, related=related
                )


class WeakerVerb(WholeRule):
    """Off by default: helping with something large may be more than leading something small."""

    code = "PRG404"
    name = "weaker-verb-higher-up"
    severity = Severity.INFO
    status = Status.OFF
    scope = Scope.NEIGHBOURS
    says = "A higher level takes part in what a lower level leads."
    why = "Where the verb weakens, readers take the higher level for the smaller role."
    decides = "The first word: leads, owns, drives and the like below; helps, takes part, supports and the like above."
    example = Example(
        bad="senior: Leads the design of a service.\nstaff: Helps with the design of services.",
        good="senior: Helps with the design of a service.\nstaff: Leads the design of services.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        for lower, upper in subject.neighbours():
            for criterion in subject.rows:
                below, above = (subject.cells.get((criterion, level.key), ()) for level in (lower, upper))
                if len(below) == len(above) == 1:
                    yield from self._between(subject, below[0], above[0])

    def _between(self, subject: Subject, lower: Said, upper: Said) -> Iterator[Finding]:
        strong, weak = (next(iter(subject.words[one.number]), "") for one in (lower, upper))
        if strong in _STRONG and weak in _WEAK:
            message = (
                f"“{weak}” is less than “{strong}” at {subject.framework.level(lower.level).title}. Say what is more"
            )
            related = [Related(subject.span(lower), f"{subject.titles(lower)}: {lower.text}")]
            yield self.finding(message, subject.span(upper, 0, len(weak)), said=upper, words=(weak,), related=related)


_STRONG = frozenset(
    {
        "leads",
        "owns",
        "drives",
        "sets",
        "defines",
        "establishes",
        "shapes",
        "directs",
        "designs",
        "builds",
        "creates",
        "decides",
    }
)
_WEAK = frozenset(
    {
        "helps",
        "assists",
        "supports",
        "participates",
        "contributes",
        "follows",
        "learns",
        "understands",
        "attends",
        "observes",
        "knows",
        "joins",
    }
)


_ALONE_PARTS = ("independently", "autonomously", "unaided", "without ", "alone")
_GUIDED_PARTS = ("guidance", "supervision", "oversight", "assistance")


class Contradicts(WholeRule):
    """What is denied or taken back: a word of denial, a word that asks less, or freedom below and guidance above."""

    code = "PRG405"
    name = "contradicts-a-lower-level"
    scope = Scope.NEIGHBOURS
    says = "A level denies or takes back what a lower level asks."
    why = "Whoever does what the lower level asks fails the higher one."
    decides = (
        "In one criterion of a track, or where a branch leaves the trunk: a denial is all that differs; or words "
        "that fell are (five teams to two, every to some, department to team, leads to helps); or the lower level "
        "works alone and the higher one under guidance."
    )
    parts = (*_ALONE_PARTS, *_GUIDED_PARTS)
    example = Example(
        bad="engineer: Delivers features independently.\nsenior: Delivers services with guidance from a tech lead.",
        good="engineer: Delivers features with guidance.\nsenior: Delivers services independently.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        told: set[int] = set()
        for lower, upper in same_row_pairs(subject):
            below, above = subject.words[lower.number], subject.words[upper.number]
            words = negates(below, above) or asks_less(below, above)
            if words and not (_guided(lower) and _alone(upper)):
                told.add(upper.number)
                yield self._told(subject, lower, upper, words[0])
        for lower, upper in _rows_with(subject):
            if upper.number not in told:
                told.add(upper.number)
                found = _GUIDED.search(upper.text.lower())
                yield self._told(subject, lower, upper, found.group() if found else "")

    def _told(self, subject: Subject, lower: Said, upper: Said, words: str) -> Finding:
        at = re.search(rf"\b{re.escape(words)}\b", upper.text.lower())
        span = subject.span(upper, *at.span()) if at is not None else subject.span(upper)
        message = f"“{words}” takes back what {subject.titles(lower)} asks: “{lower.text}”. Mend one of the two"
        related = [Related(subject.span(lower), f"{subject.titles(lower)}: {lower.text}")]
        return self.finding(message, span, said=upper, words=(words,), related=related)


_ALONE = Late(
    r"\b(?:independently|autonomously|unaided|without (?:any )?(?:guidance|supervision|help|oversight|assistance))\b"
    r"|\b(?:delivers|works|builds|designs|ships|solves|releases|plans|writes|runs|makes|leads) [^.,;]{0,60}\balone\b"
)
_GUIDED = Late(
    r"(?<!without )(?<!little )(?<!minimal )\b(?:with|under|needs|requires) (?:some |close |regular |the )?"
    r"(?:guidance|supervision|oversight|assistance)\b"
)


def _guided(said: Said) -> bool:
    return bool(_GUIDED.search(said.text.lower()))


def _alone(said: Said) -> bool:
    return bool(_ALONE.search(said.text.lower()))


def _rows_with(subject: Subject) -> Iterator[tuple[Said, Said]]:
    """Who works alone with who, further up in the same criterion and track, is guided."""
    guided = [one for one in subject.saying(_GUIDED_PARTS) if one.part is Part.SAYS and one.level and _guided(one)]
    if not guided:
        return
    alone = [one for one in subject.saying(_ALONE_PARTS) if one.part is Part.SAYS and one.level and _alone(one)]
    levels = subject.framework.index.levels
    forks = {(lower.key, upper.key) for lower, upper in subject.forks}
    for upper in guided:
        for lower in alone:
            on_track = levels[lower.level].track == levels[upper.level].track
            leads = (lower.level, upper.level) in forks or (on_track and subject.rank(lower) < subject.rank(upper))
            if lower.criterion == upper.criterion and leads:
                yield lower, upper
