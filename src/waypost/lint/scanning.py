"""All phrases of all rules, found in one pass over all texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from waypost.lint.rule import PhraseRule
from waypost.lint.subject import Joined, Said

_JOINS = frozenset("_'’-")
"""What makes a longer word of two: `high-quality` holds no `quality` of its own, and `team's` no `team`."""


class Phrases:
    """The phrases of some rules, ready to be found."""

    def __init__(self, rules: Iterable[PhraseRule]) -> None:
        self._rules = tuple(rules)
        self._phrases, self._wanted, self._search = _table(tuple(map(type, self._rules)))

    def found(self, joined: Joined) -> Iterator[tuple[PhraseRule, Said, int, int, str]]:
        """Each phrase that stands as whole words, for each rule that looks for it, in the order of the text.

        Phrases that lie within each other are all found; for one rule, only the longest that begins at a place.
        """
        text = joined.text
        last: dict[PhraseRule, int] = {}
        matches = self._search.find_matches_as_indexes(text, overlapping=True)
        for number, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
            if not (_ends(text, start - 1) and _ends(text, end)):
                continue
            said, begun = joined.at(start)
            for place in self._wanted[number]:
                rule = self._rules[place]
                if last.get(rule, -1) < end:
                    last[rule] = end
                    yield rule, said, begun, begun + end - start, self._phrases[number]


def _ends(text: str, at: int) -> bool:
    """Whether a word ends beside this letter."""
    if at < 0 or at >= len(text):
        return True
    letter = text[at]
    return not (letter.isalnum() or letter in _JOINS)


@lru_cache(maxsize=8)
def _table(rules: tuple[type[PhraseRule], ...]) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...], AhoCorasick]:
    """Every phrase, for each the places of the rules that look for it, and what finds them."""
    wanted: dict[str, list[int]] = defaultdict(list)
    for place, rule in enumerate(rules):
        for phrase in rule.phrases:
            wanted[phrase].append(place)
    search = AhoCorasick(list(wanted), matchkind=MatchKind.Standard)
    return tuple(wanted), tuple(map(tuple, wanted.values())), search
