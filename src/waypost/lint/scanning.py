"""All phrases of all rules, found in one pass over all texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from waypost.lint.rule import PhraseRule
from waypost.lint.subject import Joined, Said

_JOINS = frozenset("_'’-")
"""What makes a longer word of two: `high-quality` holds no `quality` of its own, and `team's` no `team`."""


class Phrases:
    """The phrases of some rules, ready to be found."""

    def __init__(self, rules: Iterable[PhraseRule]) -> None:
        wanted: dict[str, list[PhraseRule]] = defaultdict(list)
        for rule in rules:
            for phrase in rule.phrases:
                wanted[phrase].append(rule)
        self._rules = [(phrase, tuple(found)) for phrase, found in wanted.items()]
        self._search = _automaton(tuple(wanted))

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
            phrase, rules = self._rules[number]
            said, begun = joined.at(start)
            for rule in rules:
                if last.get(rule, -1) < end:
                    last[rule] = end
                    yield rule, said, begun, begun + end - start, phrase


def _ends(text: str, at: int) -> bool:
    """Whether a word ends beside this letter."""
    if at < 0 or at >= len(text):
        return True
    letter = text[at]
    return not (letter.isalnum() or letter in _JOINS)


@lru_cache(maxsize=8)
def _automaton(phrases: Sequence[str]) -> AhoCorasick:
    return AhoCorasick(list(phrases), matchkind=MatchKind.Standard)
