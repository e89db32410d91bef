"""What one version changes against the one before it, for reading: by class, each with its words marked. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.diff import Change, ChangeClass, Diff, diff
from waypost.framework.schema import Framework
from waypost.report.reading.wording import Pair, marked

MOST = 120  # changes shown of one class; the rest is counted, and stands in the documents


@dataclass(frozen=True, slots=True)
class Difference:
    """One change with both its texts, marked where they are alike."""

    change: Change
    texts: Pair


@dataclass(frozen=True, slots=True)
class Weighted:
    """All changes of one class: what it means, the first of them, and how many more there are."""

    change_class: ChangeClass
    count: int
    shown: tuple[Difference, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


def differences(old: Framework, new: Framework) -> tuple[Weighted, ...]:
    """What `new` changes against `old`, major changes first."""
    return differences_of(diff(old, new))


def differences_of(found: Diff) -> tuple[Weighted, ...]:
    """The changes of a diff, major first; classes without a change are left out."""
    by_class = (
        (kind, tuple(change for change in found.changes if change.kind is kind))
        for kind in (ChangeClass.MAJOR, ChangeClass.MINOR, ChangeClass.PATCH)
    )
    return tuple(
        Weighted(kind, len(changes), tuple(_difference(change) for change in changes[:MOST]))
        for kind, changes in by_class
        if changes
    )


def _difference(change: Change) -> Difference:
    return Difference(change, marked(change.old or "", change.new or ""))
