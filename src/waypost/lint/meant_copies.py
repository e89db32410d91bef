"""Copies that are meant: criteria that say one pattern of their own subjects, and sentences that ask nothing more."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from waypost.lint.overlaps import COMMON, stem
from waypost.lint.subject import Said, Subject
from waypost.lint.wording import Words, difference, words_of
from waypost.lint.words.late import Late

_LONG_WORDS = 12
"""So many letters are a sentence, in scripts that put no space between words too."""

_PATTERN = 3
"""Criteria that share so many sentences, or nearly, say the same of their own subjects on purpose."""

_MANY = 4
"""A sentence that so many criteria say on one level is put there on purpose."""

_FRAME = 3
"""So many criteria that say one sentence, or nearly, fill in one frame."""

_OF_CONTENT = 3
"""Where one in so many words of content is another, two criteria speak of two subjects."""

_NOTHING_MORE = Late(
    r"\b(?:expectations?|the bar)\b[^.;]{0,60}?\b(?:(?:do|does|did) not|don['’]t|doesn['’]t) (?:\w+ )?"
    r"(?:go (?:up|beyond|past|any further)|rise|increase|change)\b|"
    r"\bexpectations?\b[^.;]{0,60}?\b(?:still|also) (?:apply|applies|applicable|hold)\b|"
    r"\b(?:expectations?|the bar) (?:\w+ ){0,3}(?:stays?|remains?|(?:is|are)) (?:the same|unchanged|in line with)\b|"
    r"\bexpectations? in line with\b|\bno (?:further|additional|higher|new) expectations?\b"
)


_TO_A_PAGE = Late(r"^([^()]{2,100}) \(([^\s():]*[./#][^\s():]*)\)\W*$")


def only_leads_on(text: str) -> bool:
    """Whether a text is a line of a menu: a title and, as its target, a page of the same site that is called so.

    `IC2 Engineer (ic2_engineer.html)`; a sentence has words that are not in the name of the page it speaks of.
    """
    found = _TO_A_PAGE.match(text.lower()) if text.endswith(")") else None
    return found is not None and set(words_of(found[1])) <= {*re.findall(r"[^\W_]+", found[2])}


def asks_nothing_more(text: str) -> bool:
    """Whether a sentence says itself that a level asks what another does."""
    return bool(_NOTHING_MORE.search(text.lower()))


def other_subject(one: Words, other: Words) -> bool:
    """Whether two statements differ in one word that names something: `security improvements`, `performance
    improvements`. In one cell that is a list."""
    found = difference(one, other)
    gone, come = (_content(side) for side in (found.gone, found.come))
    alone = len(found.gone) == len(found.come) == len(gone) == len(come) == 1
    return alone and one.index(found.gone[0]) == other.index(found.come[0])


def mostly_other_words(one: Words, other: Words) -> bool:
    """Whether two words of content in a short statement are others: `working knowledge of all tools`, `power user`."""
    found = difference(one, other)
    gone, come = (_content(side) for side in (found.gone, found.come))
    exchanged = min(len(gone), len(come))
    return exchanged > 1 and exchanged * _OF_CONTENT > min(len(_content(said)) for said in (one, other))


def same_texts(subject: Subject) -> Sequence[list[Said]]:
    """Groups of sentences that say the same word for word, each in reading order.

    What is written once and used in several cells is none: a source may name its statements and refer to them.
    """
    return subject.once(_same_texts)


def _same_texts(subject: Subject) -> list[list[Said]]:
    found: defaultdict[Words, list[Said]] = defaultdict(list)
    for one, words in zip(subject.statements, subject.words.values(), strict=True):
        found[words].append(one)
    groups: list[list[Said]] = []
    for words, all_said in found.items():
        if len(all_said) > 1 and (len(words) > 2 or sum(map(len, words)) >= _LONG_WORDS):
            said = list({one.at: one for one in reversed(all_said)}.values())[::-1]
            groups += [said] if len(said) > 1 else []
    return groups


class Patterns:
    """Which criteria of a ladder are written to one pattern, and which sentences are a frame that several fill in.

    Nothing is counted before two criteria are asked about.
    """

    def __init__(self, subject: Subject) -> None:
        self._subject = subject

    @cached_property
    def _same(self) -> Mapping[Words, frozenset[str]]:
        """The criteria of each sentence that is said word for word more than once."""
        groups = same_texts(self._subject)
        return {self._subject.words[one[0].number]: frozenset(said.criterion for said in one) for one in groups}

    @cached_property
    def _shared(self) -> Mapping[frozenset[str], int]:
        """How many sentences two criteria share, or nearly; one that many criteria share counts twice."""
        shared = Counter(frozenset(one.criterion for one in pair) for pair in self._subject.near)
        for criteria in self._same.values():
            for pair in combinations(sorted(criteria), 2):
                shared[frozenset(pair)] += 2 if len(criteria) >= _MANY else 1
        return shared

    @cached_property
    def _framed(self) -> Mapping[Words, set[str]]:
        """The criteria that say a sentence, or nearly."""
        framed: defaultdict[Words, set[str]] = defaultdict(set)
        for one, other in self._subject.near:
            for said in (one, other):
                framed[self._subject.words[said.number]] |= self._saying(one) | self._saying(other)
        return framed

    def same_on_purpose(self, one: Said, other: Said) -> bool:
        """Whether two criteria say this sentence word for word of their own subjects, on one level.

        So it is where many say it, or criteria that share several; not where only two say it and it names what one of
        them is called.
        """
        if one.criterion == other.criterion or one.level != other.level:
            return False
        saying = self._saying(one)
        if len(saying) >= _MANY:
            return True
        if len(saying) < _FRAME and self._names_one_alone(one, other):
            return False
        return any(self._shared.get(frozenset(pair), 0) >= _PATTERN for pair in combinations(sorted(saying), 2))

    def are_parallel(self, one: Said, other: Said) -> bool:
        """Whether the criteria of two sentences share several, or nearly."""
        return self._shared.get(frozenset((one.criterion, other.criterion)), 0) >= _PATTERN

    def nearly_on_purpose(self, one: Said, other: Said) -> bool:
        """Whether two criteria say nearly the same of their own subjects."""
        titles, words = self._titles(one, other), [self._subject.words[said.number] for said in (one, other)]
        found = difference(*words)
        gone, come = (_content(side) for side in (found.gone, found.come))
        apart, own = gone | come, {stem(word) for title in titles for word in words_of(title)}
        shared = self._shared.get(frozenset((one.criterion, other.criterion)), 0)
        if titles[0] == titles[1] or shared >= _PATTERN or (shared > 1 and apart & own) or (apart and apart <= own):
            return True
        exchanged = min(len(gone), len(come))
        if exchanged and one.level == other.level and self._fills_a_frame(words):
            return True
        return exchanged * _OF_CONTENT > min(len(_content(said)) for said in words)

    def _saying(self, one: Said) -> frozenset[str]:
        """The criteria that say a sentence word for word."""
        return self._same.get(self._subject.words[one.number], frozenset({one.criterion}))

    def _fills_a_frame(self, words: Iterable[Words]) -> bool:
        return len(set().union(*(self._framed.get(one, ()) for one in words))) >= _FRAME

    def _titles(self, one: Said, other: Said) -> list[str]:
        return [self._subject.framework.criterion(said.criterion).title for said in (one, other)]

    def _names_one_alone(self, one: Said, other: Said) -> bool:
        """Whether a sentence that two criteria share names what one of them is called, and not the other."""
        spoken = _content(self._subject.words[one.number])
        first, second = (_content(words_of(title)) for title in self._titles(one, other))
        return bool(spoken & (first - second)) != bool(spoken & (second - first))


def _content(words: Iterable[str]) -> set[str]:
    """The words that say what a sentence is about, without their endings."""
    return {stem(word) for word in words if word not in COMMON and not word.isdigit()}
