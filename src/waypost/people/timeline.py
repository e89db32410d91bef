"""How the spells of one person change on a day: they are cut, carried on, ended, never overlapped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from waypost.people.values import Post, Spell

FIELDS = ("team", "manager", "function", "level", "title")


def in_force(spells: tuple[Spell, ...], day: date) -> Spell | None:
    """The spell of `day`; before the first one that first one, after an end or in a gap the last before it."""
    begun = [spell for spell in spells if spell.from_day <= day]
    return begun[-1] if begun else (spells[0] if spells else None)


def effective_day(spells: tuple[Spell, ...], day: date) -> date:
    """The day on which a change in force on `day` begins: nobody changes before their first spell."""
    return max(day, spells[0].from_day) if spells else day


def changed(spells: tuple[Spell, ...], post: Post, day: date) -> tuple[Spell, ...]:
    """The spells when `post` holds from `day` on.

    What is recorded for later stays, but takes over each changed field in which it said the same as the spell now
    changed: a new manager also leads somebody whose promotion is already dated.
    """
    now = in_force(spells, day)
    if now is None:
        return (Spell(post, day),)
    day = effective_day(spells, day)
    if now.until_day is not None and now.until_day <= day:
        return _reopened(spells, post, day)
    kept = tuple(replace(spell, until_day=day) if spell == now else spell for spell in _begun_before(spells, day))
    later = tuple(replace(s, post=_carried(s.post, now.post, post)) for s in spells if s.from_day > day)
    return (*kept, Spell(post, day, now.until_day), *later)


def ended(spells: tuple[Spell, ...], day: date) -> tuple[Spell, ...]:
    """The spells of somebody who leaves on `day`: none begins then or later, none goes beyond."""
    return tuple(
        replace(spell, until_day=day) if spell.until_day is None or spell.until_day > day else spell
        for spell in _begun_before(spells, day)
    )


def reopened(spells: tuple[Spell, ...], post: Post, day: date) -> tuple[Spell, ...]:
    """The spells of somebody who comes back on `day`, or does not leave after all."""
    last = spells[-1] if spells else None
    if last is not None and last.until_day is not None and last.until_day > day:
        return changed((*spells[:-1], replace(last, until_day=None)), post, day)
    return _reopened(spells, post, day)


def _reopened(spells: tuple[Spell, ...], post: Post, day: date) -> tuple[Spell, ...]:
    last = spells[-1] if spells else None
    if last is not None and last.until_day == day and last.post == post:
        return (*spells[:-1], replace(last, until_day=None))
    upcoming = next((spell.from_day for spell in spells if spell.from_day > day), None)
    before = tuple(spell for spell in spells if spell.from_day < day)
    after = tuple(spell for spell in spells if spell.from_day > day)
    return (*before, Spell(post, day, upcoming), *after)


def _begun_before(spells: tuple[Spell, ...], day: date) -> tuple[Spell, ...]:
    return tuple(spell for spell in spells if spell.from_day < day)


def _carried(later: Post, old: Post, new: Post) -> Post:
    same = {name: getattr(new, name) for name in FIELDS if getattr(later, name) == getattr(old, name)}
    return replace(later, **same)
