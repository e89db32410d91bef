"""What one version changes against another, for reading: by sort, the gravest first, each with its words marked."""

from __future__ import annotations

from dataclasses import dataclass

from waypost.framework.diff import Change, ChangeClass, ChangeSort, Diff
from waypost.report.reading.wording import Pair, marked


@dataclass(frozen=True, slots=True)
class Difference:
    """One change with both its texts, marked where they are alike."""

    change: Change
    texts: Pair


@dataclass(frozen=True, slots=True)
class Sorted:
    """The changes of one sort: the first of them, and how many there are."""

    sort: ChangeSort
    count: int
    shown: tuple[Difference, ...]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.shown)


def by_sort(found: Diff, *, most: int | None = None) -> tuple[Sorted, ...]:
    """The changes sort by sort; sorts without a change are left out. `most` of each are shown, the rest counted."""
    groups = ((sort, found.of_sort(sort)) for sort in ChangeSort)
    return tuple(
        Sorted(sort, len(changes), tuple(difference(change) for change in changes[:most]))
        for sort, changes in groups
        if changes
    )


def difference(change: Change) -> Difference:
    """A change with its words marked."""
    return Difference(change, marked(change.old or "", change.new or ""))


def counts(found: Diff) -> dict[ChangeClass, int]:
    """How many changes there are of each class, the gravest first; classes without any are left out."""
    counted = {kind: sum(change.kind is kind for change in found.changes) for kind in ChangeClass}
    return {kind: count for kind, count in counted.items() if count}
