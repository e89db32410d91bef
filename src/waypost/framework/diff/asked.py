"""What two versions ask of people: expectations level by level, and what no other criterion makes up for.

Expectations are compared as they hold, with `same as` and `adds to` followed: a statement added at the foot of a
cumulative ladder is newly asked on every rung above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from waypost.framework.diff.change import Change, ChangeClass, in_both, only_in, reworded
from waypost.framework.schema import Criterion, Framework, Level, Statement

ALIKE = 0.6
"""Two sentences are one sentence reworded when at least this share of their words stays, in order."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def asked_changes(old: Framework, new: Framework) -> Iterator[Change]:
    """Changes to criteria and expectations, by criterion, then level."""
    yield from _criteria(old, new)
    before = {criterion.key for criterion in old.criteria}
    for criterion in new.criteria:
        for old_level, level in in_both(old.levels, new.levels):
            held = old.expectation(criterion.key, old_level.key) if criterion.key in before else None
            asked = new.expectation(criterion.key, level.key)
            yield from _cell(criterion, level, held.statements if held else (), asked.statements if asked else ())
    for criterion in only_in(old.criteria, new.criteria):
        yield Change(ChangeClass.MINOR, f"{criterion.title} is no longer judged", criterion.key, old=criterion.title)


def _criteria(old: Framework, new: Framework) -> Iterator[Change]:
    for criterion in only_in(new.criteria, old.criteria):
        what = f"{criterion.title} is a new criterion"
        yield Change(ChangeClass.MINOR, what, criterion.key, new=criterion.title)
    for before, after in in_both(old.criteria, new.criteria):
        yield from reworded(f"{after.title} has another title", before.title, after.title, criterion=after.key)
        yield from reworded(f"{after.title} is described anew", before.about, after.about, criterion=after.key)
        if after.must and not before.must:
            yield Change(ChangeClass.MAJOR, f"{after.title} must now be met and cannot be made up for", after.key)
        if before.must and not after.must:
            yield Change(ChangeClass.MINOR, f"{after.title} can now be made up for", after.key)


def _cell(criterion: Criterion, level: Level, old: Sequence[Statement], new: Sequence[Statement]) -> Iterator[Change]:
    """The changes to what one criterion asks at one level that both versions have."""
    if old == new:
        return
    place = f"{criterion.title} at {level.title}"
    pairs = _pairs(old, new)
    for statement in new:
        before = pairs.get(statement.says)
        if before is None:
            what = f"{place} newly asks"
            yield Change(ChangeClass.MAJOR, what, criterion.key, level.key, new=statement.says)
        else:
            yield from _statement(place, before, statement, criterion=criterion.key, level=level.key)
    kept = {before.says for before in pairs.values()}
    for statement in old:
        if statement.says not in kept:
            what = f"{place} no longer asks"
            yield Change(ChangeClass.MINOR, what, criterion.key, level.key, old=statement.says)


def _pairs(old: Sequence[Statement], new: Sequence[Statement]) -> dict[str, Statement]:
    """For each new sentence the old statement it says again: word for word first, else the most alike."""
    same = {statement.says: statement for statement in old}
    pairs = {statement.says: same[statement.says] for statement in new if statement.says in same}
    free_old = [statement for statement in old if statement.says not in pairs]
    free_new = [statement for statement in new if statement.says not in pairs]
    likeness = sorted(
        (
            (_alike(one.says, other.says), -place, one, other)
            for place, one in enumerate(free_old)
            for other in free_new
        ),
        key=lambda found: found[:2],
        reverse=True,
    )
    taken: set[str] = set()
    for alike, _, one, other in likeness:
        if alike >= ALIKE and one.says not in taken and other.says not in pairs:
            pairs[other.says] = one
            taken.add(one.says)
    return pairs


def _alike(old: str, new: str) -> float:
    """The share of words that stay, in order, from 0 to 1."""
    return SequenceMatcher(None, old.lower().split(), new.lower().split(), autojunk=False).ratio()


def _statement(place: str, old: Statement, new: Statement, *, criterion: str, level: str) -> Iterator[Change]:
    if old.says != new.says:
        # A number is the one thing in a sentence whose change is never only wording: three teams are not two.
        numbers = _NUMBER.findall(old.says) != _NUMBER.findall(new.says)
        kind = ChangeClass.MAJOR if numbers else ChangeClass.PATCH
        what = f"{place} names another number" if numbers else f"{place} is worded anew"
        yield Change(kind, what, criterion, level, old.says, new.says)
    yield from reworded(f"{place} is explained anew", old.about, new.about, criterion=criterion, level=level)
    for word, before, after in (
        ("examples", old.looks_like, new.looks_like),
        ("what would show it", old.shown_by, new.shown_by),
    ):
        if before != after:
            kind = ChangeClass.PATCH if len(before) == len(after) else ChangeClass.MINOR
            both = ("; ".join(before) or None, "; ".join(after) or None)
            yield Change(kind, f"{place}: other {word}", criterion, level, *both)
