"""What two versions ask of people: expectations level by level, and what no other criterion makes up for.

Expectations are compared as they hold, with `same as` and `adds to` followed: a statement added at the foot of a
cumulative ladder is newly asked on every rung above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from waypost.framework.diff.change import Change, ChangeClass, ChangeSort, Part, in_both, only_in, reworded
from waypost.framework.diff.figures import Turn, turn
from waypost.framework.diff.likeness import alike, matched
from waypost.framework.diff.stands import Place, Stands
from waypost.framework.schema import Framework, Statement

MAJOR, MINOR, PATCH = ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.PATCH
RAISED, LOWERED, MOVED = ChangeSort.RAISED, ChangeSort.LOWERED, ChangeSort.MOVED


@dataclass(frozen=True, slots=True)
class _Both:
    """The two versions, and where each sentence stands in them."""

    old: Framework
    new: Framework
    before: Stands
    after: Stands


def asked_changes(old: Framework, new: Framework) -> Iterator[Change]:
    """Changes to criteria and expectations, by criterion, then level."""
    part = Part.CRITERIA
    yield from _criteria(old, new)
    both = _Both(old, new, Stands(old), Stands(new))
    for criterion in new.criteria:
        for _, level in in_both(old.levels, new.levels):
            yield from _cell(both, (criterion.key, level.key))
    for criterion in only_in(old.criteria, new.criteria):
        what = f"{criterion.title} is no longer judged"
        yield Change(MINOR, what, criterion.key, old=criterion.title, sort=ChangeSort.REMOVED, part=part)


def _criteria(old: Framework, new: Framework) -> Iterator[Change]:
    part = Part.CRITERIA
    for criterion in only_in(new.criteria, old.criteria):
        what = f"{criterion.title} is a new criterion"
        yield Change(MINOR, what, criterion.key, new=criterion.title, sort=ChangeSort.ADDED, part=part)
    for before, after in in_both(old.criteria, new.criteria):
        key, what = after.key, f"{after.title} has another title"
        yield from reworded(what, before.title, after.title, part=part, sort=ChangeSort.RENAMED, criterion=key)
        yield from reworded(f"{after.title} is described anew", before.about, after.about, part=part, criterion=key)
        if after.must and not before.must:
            what = f"{after.title} must now be met and cannot be made up for"
            yield Change(MAJOR, what, key, sort=RAISED, part=part)
        if before.must and not after.must:
            yield Change(MINOR, f"{after.title} can now be made up for", key, sort=LOWERED, part=part)


def _cell(both: _Both, place: Place) -> Iterator[Change]:
    """The changes to what one criterion asks at one level that both versions have."""
    old, new = _statements(both.old, place), _statements(both.new, place)
    if old == new:
        return
    pairs = _pairs(old, new)
    for statement in new:
        before = pairs.get(statement.says)
        if before is None:
            yield _asked(both, place, statement.says)
        else:
            yield from _statement(both, place, before, statement)
    kept = {before.says for before in pairs.values()}
    for statement in old:
        if statement.says not in kept:
            yield _dropped(both, place, statement.says)


def _statements(framework: Framework, place: Place) -> tuple[Statement, ...]:
    if place[0] not in framework.index.criteria:
        return ()
    held = framework.expectation(*place)
    return held.statements if held is not None else ()


def _pairs(old: Sequence[Statement], new: Sequence[Statement]) -> dict[str, Statement]:
    """For each new sentence the old statement it says again: word for word first, else the most alike."""
    same = {statement.says: statement for statement in old}
    pairs = {statement.says: same[statement.says] for statement in new if statement.says in same}
    free_old = [statement for statement in old if statement.says not in pairs]
    free_new = [statement for statement in new if statement.says not in pairs]
    among = len(free_old) * len(free_new)
    for before, after in matched(
        free_old, free_new, likeness=lambda one, other: alike(one.says, other.says, among=among)
    ):
        pairs.setdefault(after.says, before)
    return pairs


def _asked(both: _Both, place: Place, says: str) -> Change:
    """A sentence that this place did not have: from a level above, from elsewhere, or new."""
    where, part = _title(both.new, place), Part.EXPECTATIONS
    if (above := both.before.higher(says, place)) is not None:
        what = f"{where} newly asks what {_level(both.old, above)} asked"
        return Change(MAJOR, what, *place, new=says, sort=RAISED, part=part, elsewhere=above)
    if (source := both.before.only_here(says, both.after, place)) is not None:
        what = f"{where} newly asks what {_title(both.old, source)} asked"
        return Change(MAJOR, what, *place, new=says, sort=MOVED, part=part, elsewhere=source)
    return Change(MAJOR, f"{where} newly asks", *place, new=says, sort=ChangeSort.ADDED, part=part)


def _dropped(both: _Both, place: Place, says: str) -> Change:
    """A sentence that this place has no longer: gone up, gone elsewhere, or gone."""
    where, part = _title(both.new, place), Part.EXPECTATIONS
    if (above := both.after.higher(says, place)) is not None:
        what = f"{where} no longer asks what {_level(both.new, above)} asks"
        return Change(MINOR, what, *place, old=says, sort=LOWERED, part=part, elsewhere=above)
    if (target := both.after.only_here(says, both.before, place)) is not None:
        what = f"{where} no longer asks what {_title(both.new, target)} asks"
        return Change(MINOR, what, *place, old=says, sort=MOVED, part=part, elsewhere=target)
    return Change(MINOR, f"{where} no longer asks", *place, old=says, sort=ChangeSort.REMOVED, part=part)


def _statement(both: _Both, place: Place, old: Statement, new: Statement) -> Iterator[Change]:
    where, part = _title(both.new, place), Part.EXPECTATIONS
    if old.says != new.says:
        yield _said_anew(both, place, old.says, new.says)
    about = f"{where} is explained anew"
    yield from reworded(about, old.about, new.about, part=part, criterion=place[0], level=place[1])
    for word, before, after in (
        ("examples", old.looks_like, new.looks_like),
        ("what would show it", old.shown_by, new.shown_by),
    ):
        if before != after:
            texts = "; ".join(before) or None, "; ".join(after) or None
            kind, sort = _listed(len(before), len(after))
            yield Change(kind, f"{where}: other {word}", *place, *texts, sort=sort, part=part)


def _listed(before: int, after: int) -> tuple[ChangeClass, ChangeSort]:
    if before == after:
        return PATCH, ChangeSort.REWORDED
    return MINOR, ChangeSort.ADDED if after > before else ChangeSort.REMOVED


def _said_anew(both: _Both, place: Place, old: str, new: str) -> Change:
    """One sentence in other words: raised or lowered by its numbers, or by where its words stood; else reworded."""
    where, part = _title(both.new, place), Part.EXPECTATIONS
    numbers = turn(old, new)
    if numbers is not Turn.SAME:
        sort = {Turn.RISEN: RAISED, Turn.FALLEN: LOWERED, Turn.UNKNOWN: ChangeSort.CHANGED}[numbers]
        return Change(MAJOR, f"{where} names another number", *place, old, new, sort=sort, part=part)
    came, went = both.before.higher(new, place), both.after.higher(old, place)
    if came is not None and went is None:
        what = f"{where} asks what {_level(both.old, came)} asked"
        return Change(MAJOR, what, *place, old, new, sort=RAISED, part=part, elsewhere=came)
    if went is not None and came is None:
        what = f"{where} no longer asks what {_level(both.new, went)} asks"
        return Change(MINOR, what, *place, old, new, sort=LOWERED, part=part, elsewhere=went)
    if came is not None:
        what = f"{where} asks what {_level(both.old, came)} asked, and the other way round"
        return Change(MAJOR, what, *place, old, new, sort=ChangeSort.CHANGED, part=part, elsewhere=came)
    return Change(PATCH, f"{where} is worded anew", *place, old, new, sort=ChangeSort.REWORDED, part=part)


def _title(framework: Framework, place: Place) -> str:
    criterion, level = place
    return f"{framework.criterion(criterion).title} at {framework.level(level).title}"


def _level(framework: Framework, place: Place) -> str:
    return framework.level(place[1]).title
