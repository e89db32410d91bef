"""Whether a document can be published after another, and what that would change. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from waypost.framework.diff import ChangeClass, Diff, diff
from waypost.framework.diff.numbers import Step, least_number, step
from waypost.framework.faults import ReadError
from waypost.framework.reading import read_text
from waypost.framework.schema import Framework
from waypost.refusal import Missing


@dataclass(frozen=True, slots=True)
class Before:
    """The version that the next one follows: what it says, and from when."""

    framework: Framework
    in_force_on: date


@dataclass(frozen=True, slots=True)
class Check:
    """What looking at a document found.

    errors: why it cannot be read; then there is no `framework`. changes: against the version before, None for the
    first. stands_in_the_way: why it cannot be published as it is. levels_gone: levels that people hold and the document
    no longer has, with how many hold them; they do not keep it from being published.
    """

    errors: tuple[ReadError, ...]
    framework: Framework | None
    changes: Diff | None
    stands_in_the_way: tuple[Missing, ...]
    levels_gone: tuple[tuple[str, int], ...]

    @property
    def ready(self) -> bool:
        """Whether it can be published."""
        return self.framework is not None and not self.stands_in_the_way

    @property
    def change_class(self) -> str:
        """What the changes do to people; a first version is major, since it asks everything anew."""
        return (self.changes.change_class if self.changes else ChangeClass.MAJOR).value


def check(text: str, *, before: Before | None, in_force_on: date, today: date, held: Mapping[str, int]) -> Check:
    """Read `text` and hold it against the version before it. `held` says how many people hold which level."""
    reading = read_text(text, name="framework.yaml")
    framework = reading.framework
    if framework is None:
        return Check(reading.errors, None, None, (), ())
    changes = diff(before.framework, framework) if before is not None else None
    known = {level.key for level in framework.levels}
    gone = tuple((key, people) for key, people in sorted(held.items()) if key not in known)
    way = _in_the_way(framework, changes, before=before, in_force_on=in_force_on, today=today)
    return Check((), framework, changes, way, gone)


def number_fault(version: str, *, after: str, change_class: ChangeClass) -> str:
    """What is wrong with the number `version` for a change of this class; empty when it is right."""
    found = step(version, after=after, change_class=change_class)
    if found is Step.FITS:
        return ""
    said = {"new": version, "old": after, "least": least_number(after, change_class)}
    if found is Step.NOT_HIGHER:
        says = _("The document says version %(new)s, and %(old)s is published already. Write %(least)s or higher.")
        return says % said
    if change_class is ChangeClass.MAJOR:
        why = _("Something is newly asked, or promised less, so %(new)s is too small a step from %(old)s.")
    else:
        why = _("Something is added or taken away, so %(new)s is too small a step from %(old)s.")
    return (why + " " + _("Write %(least)s or higher.")) % said


def _in_the_way(
    framework: Framework, changes: Diff | None, *, before: Before | None, in_force_on: date, today: date
) -> tuple[Missing, ...]:
    if before is None or changes is None:
        return ()
    old = before.framework
    if framework.hash == old.hash:
        return (Missing(_("This document says the same as version %s, which is published.") % old.version, "document"),)
    found = []
    if framework.name != old.name:
        found.append(
            _("The document is named “%(new)s”. Keep the name “%(old)s”: goals and cases follow it over versions.")
            % {"new": framework.name, "old": old.name}
        )
    found.append(number_fault(framework.version, after=old.version, change_class=changes.change_class))
    found.append(_day_fault(in_force_on, earliest=max(today, before.in_force_on)))
    return tuple(Missing(says, "document") for says in found if says)


def _day_fault(in_force_on: date, *, earliest: date) -> str:
    if in_force_on >= earliest:
        return ""
    return (
        _(
            "A version cannot come into force before it is published, nor before the version it follows. "
            "The earliest day is %s."
        )
        % earliest.isoformat()
    )
