"""How much of a statement cannot be seen, against what can."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from waypost.lint.words.concrete import has_example, is_concrete
from waypost.lint.words.late import Late
from waypost.lint.words.lexicon import phrases, words

_EXEMPLARY = Late(
    r"\b(?:sets? (?:an?|the) (?:[a-z]+ )?example|(?:by|good|great|strong|the|an|through|with|as an) example\b(?! of))",
    re.IGNORECASE,
)
"""An example that is somebody, and not one that is told."""
_IN_PASSING = Late(
    r"\b(?:where|when|as|if) (?:appropriate|suitable)\b|\bappropriate(?= (?:stakeholders?|people))"
    r"|\b(?:industry-leading|world-class)(?= expert)|\bdeep(?= dives?\b)|\bcapable(?= of\b)"
    r"|\bprofessional(?= (?:networks?|development|bod(?:y|ies)|associations?|certifications?|qualifications?)\b)"
)
"""Where a judging word judges nothing, or says with the next what another rule tells of."""
_FOLLOWS_UP = Late(r"\bfollow(?:s|ed|ing)? up\b")
"""An act that others see, where to follow something may be anything."""
_HOLLOW = Late(
    r"\W*(?:(?:they|you|i|we) )?(?:works?|performs?|operates?|functions?|collaborates?|contributes?)"
    r" (?:effectively|efficiently|productively|properly|successfully|well)\b"
)
"""A judgement of a verb that names no act: what can be pointed at behind it is only where somebody is so."""
_JUDGED_TALK = Late(r"\b([a-z-]+) (?:coaching|conversations?|dialogue|feedback|mentoring|mentorship|sessions?)\b")
"""What is said to others is an act that they see; `good feedback` says only that somebody liked it."""
_BY = Late(r"\b(?:by|through) (?:[a-z]+ly )?[a-z]+ing\b")
_WORD = Late(r"[a-z]+(?:-[a-z]+)*")

ENOUGH, JUDGED, PER_WORD, SHORT = 0.9, 0.8, 0.07, 6
"""What a statement must weigh to be vague, what it must where a word judges, and for each of its words: a long one may
have an abstract word or two. In a short one there is nothing else, and one judging word is enough."""
_PHRASE = 2.25
_BY_AN_ACT = 0.8
"""What must weigh more where a statement says by what act, which is mostly half seen."""
_WEIGHTS = {
    "vague_in_company": 0.25,
    "empty_acts": 0.5,
    "abstract": 1.0,
    "judging": 1.25,
    "half_concrete": -0.75,
    "acts_on_anything": -0.75,
    "visible_acts": -3.0,
}
"""What a word of a list weighs. Fitted on statements of published ladders that a reader had judged."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The words of a statement that cannot be seen; nothing where something in it can be."""

    judging: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def weigh(text: str) -> Weight:
    """The words for which a statement is vague; none where it is not."""
    small = _IN_PASSING.sub(" ", _FOLLOWS_UP.sub("follow-up", text.lower()))
    read = _WORD.findall(small)
    met = dict.fromkeys(read)
    plain = f" {' '.join(read)} "
    fixed = [phrase for first, phrase in _fixed() if first in met and f" {phrase} " in plain]
    held = " ".join(fixed)
    weights = {word: weight for word in met if (weight := _weights().get(word)) and (weight < 0 or word not in held)}
    least = ENOUGH if words("judging").isdisjoint(met) else JUDGED
    over = _PHRASE * len(fixed) + sum(weights.values()) - least - PER_WORD * len(read)
    enough = over >= _BY_AN_ACT or (over >= 0 and not _BY.search(small))
    if not enough and not (len(read) <= SHORT and (_only_judged(weights) or _judged_talk(small))):
        return Weight()
    plainly = text if "xample" not in text else _EXEMPLARY.sub("", text)
    if is_concrete(plainly) and (not _HOLLOW.match(small) or has_example(plainly.lower())):
        return Weight()
    judging = tuple(filter(words("judging").__contains__, weights))
    return Weight(judging, (*fixed, *filter(_named().__contains__, weights)))


def _only_judged(weights: dict[str, float]) -> bool:
    """Whether some word judges, and nothing beside it is seen: a thing half seen, unless the word judges an act."""
    judges = [word for word, weight in weights.items() if weight == _WEIGHTS["judging"]]
    least = min((weight for word, weight in weights.items() if word not in words("acts_on_anything")), default=0.0)
    return bool(judges) and (least >= 0 or (least == _WEIGHTS["half_concrete"] and judges[0].endswith("ly")))


def _judged_talk(small: str) -> bool:
    """Whether what is said to others is judged, by the word before it."""
    return any(word in words("judging") for word in _JUDGED_TALK.findall(small))


@cache
def _fixed() -> tuple[tuple[str, str], ...]:
    """Each fixed phrase behind its first word."""
    return tuple((phrase.split(" ", 1)[0], phrase) for phrase in sorted(phrases("abstract_phrases")))


@cache
def _named() -> frozenset[str]:
    return words("abstract") | words("empty_acts")


@cache
def _weights() -> dict[str, float]:
    """What each word weighs that weighs anything: a word of several lists weighs what the last of them gives it."""
    return {word: weight for name, weight in _WEIGHTS.items() for word in words(name)}
