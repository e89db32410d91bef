"""How much of a statement cannot be seen, against what can."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from waypost.lint.words.concrete import is_concrete
from waypost.lint.words.lexicon import phrases, words

_EXEMPLARY = re.compile(r"\b(?:by|good|great|strong|the|an|through|with|as an) example\b(?! of)", re.IGNORECASE)
"""An example that is somebody, and not one that is told."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
ENOUGH, ENOUGH_IN_SHORT, SHORT = 2.0, 1.25, 9
"""What a statement must weigh to be vague: two abstract or judging words, or one with two lighter ones. In a short one
there is nothing else, and one is enough."""

_HEAVY, _LIGHT, _HALF = 1.25, 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Weight:
    """The words of a statement that cannot be seen; nothing where something in it can be."""

    judging: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    weight: float = 0.0
    short: bool = False

    @property
    def vague(self) -> bool:
        """Whether too little is said to be seen."""
        return self.weight >= (ENOUGH_IN_SHORT if self.short else ENOUGH)


@lru_cache(maxsize=8192)
def weigh(text: str) -> Weight:
    """What weighs in a statement."""
    if is_concrete(text if "xample" not in text else _EXEMPLARY.sub("", text)):
        return Weight()
    small = text.lower()
    read = _WORD.findall(small)
    met = dict.fromkeys(read)
    fixed = tuple(sorted(phrase for phrase in phrases("abstract_phrases") if phrase in small))
    judging = tuple(filter(words("judging").__contains__, met))
    abstract = tuple(word for word in met if word in _abstract() and not any(word in one for one in fixed))
    light, half = len(words("vague_in_company") & met.keys()), len(words("half_concrete") & met.keys())
    weight = _HEAVY * (len(abstract) + len(judging)) + 2 * len(fixed) + _LIGHT * light - _HALF * half
    return Weight(judging, (*fixed, *abstract), weight, len(read) <= SHORT)


@cache
def _abstract() -> frozenset[str]:
    return words("abstract") - words("judging")
