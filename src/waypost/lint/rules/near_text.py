"""DUP302: two statements of one track that say nearly the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from waypost.lint.findings import Finding, Related
from waypost.lint.meant_copies import Patterns, asks_nothing_more, mostly_other_words, only_leads_on, other_subject
from waypost.lint.near import edits
from waypost.lint.overlaps import COMMON, alike_pairs, stem, vectors
from waypost.lint.places import Place
from waypost.lint.rule import Example, Scope, WholeRule
from waypost.lint.subject import Said, Subject
from waypost.lint.wording import Words, asks_less, difference, limits_less, negates, only_stronger, progresses

_OVERLAP = 0.36
"""On the one real rubric in which overlaps were counted by hand, nearly every pair from here on is true."""

_MOST = 20_000
"""More statements than any framework has are only looked at for near words, not for what they speak of."""


class NearText(WholeRule):
    """Each statement is told once, with the one that is nearest to it."""

    code = "DUP302"
    name = "nearly-the-same-text"
    scope = Scope.CELL
    says = "Two statements of one track say nearly the same."
    why = (
        "In two criteria, one piece of evidence counts twice. On two levels, nobody can say what the higher one asks "
        "besides."
    )
    decides = (
        "At most two words in a statement differ, or one in six, on one track, or in one criterion where a branch "
        "leaves the trunk. In one criterion, words that raise reach, number, "
        "difficulty, role or freedom make it progression, and so does a further clause. Silent between criteria that "
        "say one pattern of their own subjects: they share three sentences or more, or nearly; what differs is what "
        "they are called, or one in three words of content; or three criteria fill in one frame on one level; and "
        "where two statements of one cell say the same of two things, in one word. Silent too where a text says "
        "itself that no more is expected, where it is a line of a menu (a title that leads to the page called so), and "
        "between levels in other languages than English, whose words of "
        "progression are not known. With --preview also statements of two criteria, at most one level apart, "
        "that speak of the same in other words (weighted words in common, threshold 0.36)."
    )
    example = Example(
        bad="design, senior: Draws up one service with its failure modes before it is built.\n"
        "risk, senior: Draws up a service with its failure modes before it is built.",
        good="design, engineer: Draws up one feature with its failure modes before it is built.\n"
        "design, senior: Draws up one service with its failure modes before it is built.",
    )

    def whole(self, subject: Subject) -> Iterator[Finding]:
        places: set[tuple[Place, Place]] = set()
        near: defaultdict[str, list[tuple[Said, Said]]] = defaultdict(list)
        for pair in subject.near:
            near[subject.framework.level(pair[0].level).track].append(pair)
        patterns = Patterns(subject)
        for track, every in subject.by_track.items():
            if track not in near and not self.settings.preview:
                continue
            said = list({subject.words[one.number]: one for one in reversed(every)}.values())[::-1]
            texts = [subject.words[one.number] for one in said]
            number = {one.number: place for place, one in enumerate(said)}
            told: dict[int, tuple[int, bool]] = {}
            for one, other in near.get(track, ()):
                later = number[other.number]
                if later not in told and one.at != other.at and _repeats(subject, one, other, patterns):
                    told[later] = (number[one.number], True)
            if self.settings.preview and len(said) <= _MOST:
                told = (
                    _overlapping(subject, said, texts, patterns, least=self.settings.threshold(self.code, _OVERLAP))
                    | told
                )
            for later, (earlier, close) in sorted(told.items()):
                both = said[earlier].at, said[later].at
                if both not in places:  # tracks may share what a source says once
                    places.add(both)
                    yield self._told(subject, said[earlier], said[later], close=close)
        yield from self._at_forks(subject, patterns, {place for _earlier, place in places})

    def _at_forks(self, subject: Subject, patterns: Patterns, told: set[Place]) -> Iterator[Finding]:
        """What a branch says nearly as the level of the trunk that leads to it does, in one criterion."""
        for one, other in subject.near_across_forks:
            if other.at not in told and one.at != other.at and _repeats(subject, one, other, patterns):
                told.add(other.at)
                yield self._told(subject, one, other, close=True)

    def _told(self, subject: Subject, one: Said, other: Said, *, close: bool) -> Finding:
        if one.criterion == other.criterion and subject.rank(other) < subject.rank(one):
            one, other = other, one
        apart = difference(subject.words[one.number], subject.words[other.number])
        where = subject.titles(one)
        if close:
            words = tuple(dict.fromkeys((*apart.gone, *apart.come)))
            only = ", ".join(f"“{word}”" for word in words) or "the order of words"
            message = f"This is nearly what {where} says; only {only} differs. Keep it once, or say what is more here"
        else:
            words = _in_common(subject.words[one.number], subject.words[other.number])
            both = ", ".join(f"“{word}”" for word in words)
            message = f"This speaks of the same as {where}: {both}. Keep it in one of the two criteria"
        related = [Related(subject.span(one), f"The twin: {where}: {one.text}")]
        return self.finding(message, subject.span(other), said=other, words=words, related=related)


def _repeats(subject: Subject, one: Said, other: Said, patterns: Patterns) -> bool:
    """Whether statements that are near each other say the same, and neither progress nor two subjects."""
    lower, upper = (one, other) if subject.rank(one) <= subject.rank(other) else (other, one)
    below, above = subject.words[lower.number], subject.words[upper.number]
    if any(asks_nothing_more(text) or only_leads_on(text) for text in (lower.text, upper.text)):
        return False
    if lower.level != upper.level and not subject.says_in_english(upper.text, upper.criterion, upper.level):
        return False  # the words that would make it progression are not known
    if lower.criterion != upper.criterion:
        freer = lower.level != upper.level and limits_less(below, above)
        return not freer and not patterns.nearly_on_purpose(one, other)
    takes_back = negates(below, above) or (lower.level != upper.level and asks_less(below, above))
    if progresses(below, above) or takes_back or mostly_other_words(below, above):
        return False
    if lower.level == upper.level and other_subject(below, above):
        return False
    return lower.level == upper.level or not only_stronger(below, above)


def _overlapping(
    subject: Subject, said: Sequence[Said], texts: Sequence[Words], patterns: Patterns, *, least: float
) -> dict[int, tuple[int, bool]]:
    found: dict[int, tuple[int, bool]] = {}
    best: dict[int, float] = {}

    def apart(earlier: int, later: int) -> bool:
        one, other = said[earlier], said[later]
        return one.criterion != other.criterion and abs(subject.rank(one) - subject.rank(other)) <= 1

    for earlier, later, how in alike_pairs(vectors(texts), least=least, apart=apart):
        one, other = said[earlier], said[later]
        if how <= best.get(later, 0.0) or patterns.are_parallel(one, other) or asks_nothing_more(other.text):
            continue
        alike = edits(texts[earlier], texts[later]) * 3 <= len(texts[later])
        if not (alike and patterns.nearly_on_purpose(one, other)):
            best[later] = how
            found[later] = (earlier, False)
    return found


def _in_common(one: Words, other: Words) -> Words:
    there = {stem(word) for word in one}
    return tuple(dict.fromkeys(word for word in other if word not in COMMON and stem(word) in there))
