"""What two versions ask of a packet and promise about the process: evidence, panels, windows, small groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from waypost.framework.diff.change import Change, ChangeClass, in_both
from waypost.framework.schema import Framework, Requirements, Rhythm

MAJOR, MINOR = ChangeClass.MAJOR, ChangeClass.MINOR

_LESS_IS_MORE = frozenset({"scope_document_within_days"})


def promise_changes(old: Framework, new: Framework) -> Iterator[Change]:
    """Changes to evidence, level by level, then to panels and process."""
    for before, after in in_both(old.levels, new.levels):
        asked = old.evidence.for_level(before, framework=old), new.evidence.for_level(after, framework=new)
        yield from _evidence(after.key, after.title, *asked)
    yield from _panels(old, new)
    yield from _process(old, new)


def _evidence(level: str, title: str, old: Requirements, new: Requirements) -> Iterator[Change]:
    for name, field in Requirements.model_fields.items():
        before, after = getattr(old, name), getattr(new, name)
        if (before or 0) == (after or 0):
            continue
        rises = _weight(name, after) > _weight(name, before)
        what = f"A packet for {title} needs {'more' if rises else 'less'}: {field.alias}"
        kind = MAJOR if rises else MINOR
        yield Change(kind, what, None, level, _text(before), _text(after))


def _weight(name: str, number: int | None) -> float:
    """How much is asked: fewer days are more, nothing said is nothing asked."""
    if not number:
        return 0.0
    return 1 / number if name in _LESS_IS_MORE else float(number)


def _text(number: int | None) -> str | None:
    return None if number is None else str(number).lower()


def _panels(old: Framework, new: Framework) -> Iterator[Change]:
    """Who sits and who decides asks nothing more of anybody, so a change of it is minor."""
    for name in type(new.panels).model_fields:
        before, after = getattr(old.panels, name), getattr(new.panels, name)
        if before == after:
            continue
        if name == "decides":
            yield Change(MINOR, "Somebody else decides", old=before, new=after)
        else:
            seats = [", ".join(f"{count} {kind}" for kind, count in panel.seats) for panel in (before, after)]
            yield Change(MINOR, f"The {name} panel is made up differently", old=seats[0], new=seats[1])


def _process(old: Framework, new: Framework) -> Iterator[Change]:
    before, after = old.process, new.process
    for name, worse in (("gathering", -1), ("appeal", -1), ("telling", 1), ("review", 0), ("calibration", 0)):
        lengths = getattr(before.windows, name), getattr(after.windows, name)
        yield from _length(f"The time for {name} changes", *lengths, worse=worse)
    answer = before.answer_within, after.answer_within
    yield from _length('The time to answer "what would it take?" changes', *answer, worse=1)
    for name in ("numbers", "comments"):
        sizes = getattr(before.small_groups, name), getattr(after.small_groups, name)
        if sizes[0] != sizes[1]:
            what = f"Groups are large enough for {name} at another size"
            yield Change(MAJOR if sizes[1] < sizes[0] else MINOR, what, old=str(sizes[0]), new=str(sizes[1]))
    yield from _rhythm(before.rhythm or Rhythm(), after.rhythm or Rhythm())
    if before.cycles != after.cycles:
        days = [", ".join(map(str, process.cycles)) or None for process in (before, after)]
        yield Change(MINOR, "Cycles begin on other days", old=days[0], new=days[1])


def _rhythm(old: Rhythm, new: Rhythm) -> Iterator[Change]:
    """Each occasion on which work is shown. It is a promise: fewer weaken it, more keep it."""
    for name, field in Rhythm.model_fields.items():
        occasion = str(field.alias).removesuffix(" every")
        before, after = getattr(old, name), getattr(new, name)
        if before is not None and after is not None:
            yield from _length(f"The time from one {occasion} to the next changes", before, after, worse=1)
        elif after is not None:
            yield Change(MINOR, f"A {occasion} is now regular", new=f"{after.days} days")
        elif before is not None:
            yield Change(MAJOR, f"A {occasion} is no longer regular", old=f"{before.days} days")


def _length(what: str, old: timedelta, new: timedelta, *, worse: int) -> Iterator[Change]:
    """A changed length; major when it moves the way that is worse for people (1 longer, -1 shorter, 0 neither)."""
    if old != new:
        longer = 1 if new > old else -1
        kind = MAJOR if longer == worse else MINOR
        yield Change(kind, what, old=f"{old.days} days", new=f"{new.days} days")
