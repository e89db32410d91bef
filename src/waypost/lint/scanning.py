"""All phrases of all rules, and all parts of words that rules ask for, found in one pass over all texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from string import ascii_letters, digits

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from waypost.lint.joined import Joined
from waypost.lint.rule import PhraseRule
from waypost.lint.subject import Said

_JOINS = frozenset("_'’-")
"""What makes a longer word of two: `high-quality` holds no `quality` of its own, and `team's` no `team`."""
_WITHIN = _JOINS | frozenset(ascii_letters + digits)


class Phrases:
    """The phrases of some rules, ready to be found, and the parts of words that these and others ask for."""

    def __init__(self, rules: Iterable[PhraseRule], parts: Iterable[str] = ()) -> None:
        self._rules = tuple(rules)
        self._table = _table(tuple(map(type, self._rules)), frozenset(parts))

    def found(self, joined: Joined) -> Iterator[tuple[PhraseRule, Said, int, int, str]]:
        """Each phrase that stands as whole words, for each rule that looks for it, in the order of the text.

        Phrases that lie within each other are all found; for one rule, only the longest that begins at a place. The
        parts are met on the way, and `joined` then knows where.
        """
        last: dict[PhraseRule, int] = {}
        for start, behind, number in sorted(self._whole_words(joined)):
            end = -behind
            said, begun = joined.at(start)
            for place in self._table.wanted[number]:
                rule = self._rules[place]
                if last.get(rule, -1) < end:
                    last[rule] = end
                    yield rule, said, begun, begun + end - start, self._table.phrases[number]

    def _whole_words(self, joined: Joined) -> Iterator[tuple[int, int, int]]:
        """Where a phrase begins, where it ends (less than none, so that the longest is first), and which it is."""
        text = f"{joined.text}\n"  # a line end stands behind the last letter, and at -1 before the first
        parts = {number: joined.met.setdefault(part, []) for number, part in self._table.parts}
        for number, start, end in self._table.matches(joined.text):
            if number in parts:
                parts[number].append(start)
            before, after = text[start - 1], text[end]
            if not (after in _WITHIN or before in _WITHIN or after.isalnum() or before.isalnum()):
                yield start, -end, number


class _Table:
    """Everything that is looked for, and what finds it.

    `phrases`: all of it. `wanted`: for each the places of the rules that want it as a phrase, none for what is only a
    part. `parts`: these with their numbers.
    """

    def __init__(self, wanted: Mapping[str, Sequence[int]], parts: AbstractSet[str]) -> None:
        self.phrases = tuple(wanted)
        self.wanted = tuple(map(tuple, wanted.values()))
        self.parts = tuple((number, part) for number, part in enumerate(wanted) if part in parts)
        self._search = AhoCorasick(list(wanted), matchkind=MatchKind.Standard)
        self._read = 0

    def matches(self, text: str) -> list[tuple[int, int, int]]:
        """Where everything stands: its number, its beginning and its end."""
        if self._read < _MUCH <= self._read + len(text):
            self._search = AhoCorasick(
                list(self.phrases), matchkind=MatchKind.Standard, implementation=Implementation.DFA
            )
        self._read += len(text)
        return self._search.find_matches_as_indexes(text, overlapping=True)


_MUCH = 500_000
"""From so many letters on it pays to make what takes longer to make and half as long to search."""


@lru_cache(maxsize=8)
def _table(rules: tuple[type[PhraseRule], ...], parts: frozenset[str]) -> _Table:
    wanted: dict[str, list[int]] = defaultdict(list)
    for place, rule in enumerate(rules):
        for phrase in rule.phrases:
            wanted[phrase].append(place)
    for part in parts:
        wanted.setdefault(part, [])
    return _Table(wanted, parts)
