"""What two versions ask of a packet and promise about the process: evidence, panels, windows, small groups, raters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from waypost.framework.diff.change import Change, ChangeClass, ChangeSort, Part, in_both
from waypost.framework.kinds import Raters
from waypost.framework.policy import GRACE
from waypost.framework.schema import Framework, Panel, Requirements, Rhythm

MAJOR, MINOR, PATCH = ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.PATCH
POLICIES = ChangeSort.POLICIES

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
        texts = _text(before), _text(after)
        yield Change(kind, what, None, level, *texts, sort=POLICIES, part=Part.EVIDENCE, rises=rises, at=title)


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
            yield _panel("Somebody else decides", before, after)
        else:
            said = [_seats(panel) for panel in (before, after)]
            if said[0] == said[1]:
                said = [_in_full(panel) for panel in (before, after)]
            yield _panel(f"The {name} panel is made up differently", *said)


def _seats(panel: Panel) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in panel.seats)


def _in_full(panel: Panel) -> str:
    judges = ", ".join(panel.judges) or "nothing"
    band = f", at or above the {panel.at_or_above}" if panel.at_or_above else ""
    return f"{_seats(panel)}; judges {judges}{band}"


def _panel(what: str, old: str, new: str) -> Change:
    return Change(MINOR, what, old=old, new=new, sort=POLICIES, part=Part.PANELS)


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
            yield _promise(MAJOR if sizes[1] < sizes[0] else MINOR, what, str(sizes[0]), str(sizes[1]))
    yield from _raters(before.raters, after.raters)
    yield from _grace(before.grace, after.grace)
    yield from _rhythm(before.rhythm or Rhythm(), after.rhythm or Rhythm())
    if before.cycles != after.cycles:
        days = [", ".join(map(str, process.cycles)) or None for process in (before, after)]
        yield _promise(MINOR, "Cycles begin on other days", *days)


def _raters(old: Raters | None, new: Raters | None) -> Iterator[Change]:
    """Who rates is promised to stand by letter before the room: a name weakens the promise, a letter keeps it."""
    known = [one or Raters.BY_LETTER for one in (old, new)]
    if known[0] is not known[1]:
        kind = MAJOR if known[1] is Raters.BY_NAME else MINOR
        yield _promise(kind, f"The calibration room knows raters {known[1]}", *map(str, known))
    elif old != new:
        what = "How the calibration room knows raters is written down, or left to the default"
        yield _promise(PATCH, what, *(None if one is None else str(one) for one in (old, new)))


def _grace(old: timedelta | None, new: timedelta | None) -> Iterator[Change]:
    """Who is on the way keeps the version they set out under: less of it weakens a promise."""
    what = "The time a goal keeps the version it was set under changes"
    lengths = [GRACE if length is None else length for length in (old, new)]
    yield from _length(what, *lengths, worse=-1)
    if old != new and lengths[0] == lengths[1]:
        said = [None if length is None else f"{length.days} days" for length in (old, new)]
        yield _promise(PATCH, "How long a goal keeps its version is written down, or left to the default", *said)


def _rhythm(old: Rhythm, new: Rhythm) -> Iterator[Change]:
    """Each occasion on which work is shown. It is a promise: fewer weaken it, more keep it."""
    for name, field in Rhythm.model_fields.items():
        occasion = str(field.alias).removesuffix(" every")
        before, after = getattr(old, name), getattr(new, name)
        if before is not None and after is not None:
            yield from _length(f"The time from one {occasion} to the next changes", before, after, worse=1)
        elif after is not None:
            yield _promise(MINOR, f"A {occasion} is now regular", None, f"{after.days} days")
        elif before is not None:
            yield _promise(MAJOR, f"A {occasion} is no longer regular", f"{before.days} days", None)


def _length(what: str, old: timedelta, new: timedelta, *, worse: int) -> Iterator[Change]:
    """A changed length; major when it moves the way that is worse for people (1 longer, -1 shorter, 0 neither)."""
    if old != new:
        longer = 1 if new > old else -1
        kind = MAJOR if longer == worse else MINOR
        yield _promise(kind, what, f"{old.days} days", f"{new.days} days")


def _promise(kind: ChangeClass, what: str, old: str | None, new: str | None) -> Change:
    return Change(kind, what, old=old, new=new, sort=POLICIES, part=Part.PROCESS)
