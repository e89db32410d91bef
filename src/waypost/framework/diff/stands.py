"""Where a sentence stands in a version, so that one that moved is told apart from a new one."""

from __future__ import annotations

from functools import cached_property

from waypost.framework.diff.likeness import plain
from waypost.framework.schema import Framework, PathKind

Place = tuple[str, str]  # criterion, level


class Stands:
    """Every sentence of a framework, as it holds, with the places it is asked at."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._at: dict[str, list[Place]] = {}
        for criterion in framework.criteria:
            for level in framework.levels:
                asked = framework.expectation(criterion.key, level.key)
                for statement in asked.statements if asked is not None else ():
                    self._at.setdefault(plain(statement.says), []).append((criterion.key, level.key))

    def places(self, says: str) -> list[Place]:
        """Where the sentence stands, in the framework's order."""
        return self._at.get(plain(says), [])

    def higher(self, says: str, place: Place) -> Place | None:
        """A place of the same criterion above `place` where the sentence stands."""
        criterion, level = place
        above = self._above.get(level, frozenset())
        return next((one for one in self.places(says) if one[0] == criterion and one[1] in above), None)

    def only_here(self, says: str, other: Stands, place: Place) -> Place | None:
        """A place other than `place` where this version has the sentence and `other` has not."""
        there = set(other.places(says))
        return next((one for one in self.places(says) if one != place and one not in there), None)

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        """For each level those above it: led to by promotions, or in a higher band of the same track."""
        framework = self._framework
        known = framework.index.levels
        steps: dict[str, set[str]] = {level.key: set() for level in framework.levels}
        for path in framework.paths:
            if path.kind is PathKind.PROMOTION and path.source in known and path.target in known:
                steps[path.source].add(path.target)
        for one in framework.levels:
            rank = framework.band_rank(one.band)
            steps[one.key] |= {
                other.key
                for other in framework.levels
                if other.track == one.track and framework.band_rank(other.band) > rank
            }
        return {key: frozenset(_reached(key, steps)) for key in steps}


def _reached(level: str, steps: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [level]
    while waiting:
        fresh = steps[waiting.pop()] - found
        found |= fresh
        waiting.extend(fresh)
    return found - {level}
