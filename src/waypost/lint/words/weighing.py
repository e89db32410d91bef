"""How much of a statement cannot be seen, against what can."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from waypost.lint.words.concrete import is_concrete
from waypost.lint.words.lexicon import phrases, words

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
ENOUGH, ENOUGH_IN_SHORT, SHORT = 2.0, 1.25, 9
"""What a statement must weigh to be vague: two abstract or judging words, one with two lighter ones, four of these. In
a short one there is nothing else, and one is enough."""

_HEAVY, _LIGHT, _ALONE, _HALF = 1.25, 0.5, 0.4, 0.5


@dataclass(frozen=True, slots=True)
class Weight:
    """The words of a statement that cannot be seen; nothing where something in it can be."""

    judging: tuple[str, ...] = ()
    abstract: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    weight: float = 0.0
    short: bool = False

    @property
    def vague(self) -> bool:
        """Whether too little is said to be seen."""
        return self.weight >= (ENOUGH_IN_SHORT if self.short else ENOUGH)


@lru_cache(maxsize=8192)
def weigh(text: str) -> Weight:
    """What weighs in a statement."""
    if is_concrete(text):
        return Weight()
    small = text.lower()
    read = _WORD.findall(small)
    met = dict.fromkeys(read)
    fixed = tuple(phrase for phrase in phrases("abstract_phrases") if phrase in small)
    judging = tuple(word for word in met if word in words("judging"))
    abstract = tuple(word for word in met if _is_abstract(word) and not any(word in one for one in fixed))
    light = tuple(word for word in met if word in words("vague_in_company"))
    heavy = len(abstract) + len(judging)
    half = sum(word in words("half_concrete") for word in met)
    weight = _HEAVY * heavy + 2 * len(fixed) + (_LIGHT if heavy or fixed else _ALONE) * len(light) - _HALF * half
    return Weight(judging, (*sorted(fixed), *abstract), light, weight, len(read) <= SHORT)


def _is_abstract(word: str) -> bool:
    return word in words("abstract") and word not in words("judging")
