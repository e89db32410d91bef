"""Which statements speak of the same, whatever order their words stand in: weighted words in common (TF-IDF, cosine).

Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988. A word in few statements weighs most;
words in a twentieth of all statements or more say nothing about two of them and are not followed, so that time grows
with the number of statements.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log, sqrt

from waypost.lint.wording import SMALL, Words

Vector = Mapping[str, float]

COMMON = SMALL | frozenset(
    {
        "no",
        "not",
        "out",
        "up",
        "about",
        "after",
        "before",
        "while",
        "can",
        "may",
        "will",
        "more",
        "most",
        "each",
        "every",
        "any",
        "all",
        "both",
        "own",
        "other",
        "others",
        "one's",
        "through",
        "across",
        "within",
        "into",
        "over",
        "under",
        "between",
        "there",
        "its",
        "it's",
    }
)
"""Words that say nothing about what a statement is about."""
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ing", ""),
    ("ed", ""),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("al", ""),
    ("e", ""),
)


def stem(word: str) -> str:
    """The word without the ending that grammar gives it, roughly."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: len(word) - len(ending)] + instead
    return word


def vectors(texts: Sequence[Words]) -> list[Vector]:
    """Each text as weights of its words, of length 1."""
    known: dict[str, str] = {}
    stems: list[Counter[str]] = []
    for words in texts:
        counted: Counter[str] = Counter()
        for word in words:
            if word not in COMMON:
                counted[known.get(word) or known.setdefault(word, stem(word))] += 1
        stems.append(counted)
    among = Counter(word for counted in stems for word in counted)
    weight = {word: log((1 + len(texts)) / (1 + number)) + 1 for word, number in among.items()}
    return [_unit({word: number * weight[word] for word, number in counted.items()}) for counted in stems]


def _unit(raw: Vector) -> Vector:
    length = sqrt(sum(value * value for value in raw.values())) or 1.0
    return {word: value / length for word, value in raw.items()}


def likeness(one: Vector, other: Vector) -> float:
    """The cosine of two vectors of length 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)


def alike_pairs(
    weighed: Sequence[Vector], *, least: float, apart: Callable[[int, int], bool]
) -> Iterator[tuple[int, int, float]]:
    """The places of texts at least so alike, the earlier first, with how alike; only pairs that are `apart`."""
    among = Counter(word for vector in weighed for word in vector)
    most = max(_FOLLOWED, len(weighed) // 20)
    held: defaultdict[str, list[int]] = defaultdict(list)
    for later, vector in enumerate(weighed):
        shared: Counter[int] = Counter()
        for word in vector:
            if 1 < among[word] <= most:
                shared.update(held[word])
                held[word].append(later)
        for earlier, count in shared.items():
            if count >= _SHARED and apart(earlier, later) and (how := likeness(weighed[earlier], vector)) >= least:
                yield earlier, later, how


_FOLLOWED = 24
_SHARED = 3
"""Two words in common may be a phrase of the trade."""
