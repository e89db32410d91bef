"""What one version changes against another, for reading: by sort, the gravest first, each with its words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

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
    groups = ((sort, together(found.of_sort(sort))) for sort in ChangeSort)
    return tuple(
        Sorted(sort, len(changes), tuple(difference(change) for change in changes[:most]))
        for sort, changes in groups
        if changes
    )


def together(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes, with what is the same at several levels said once, where the first of them stands."""
    alike: dict[object, list[Change]] = {}
    for change in changes:
        said = change.what.replace(change.at, "", 1) if change.at is not None else change
        alike.setdefault((said, change.kind, change.old, change.new), []).append(change)
    return tuple(_of_several(group) if len(group) > 1 else group[0] for group in alike.values())


def _of_several(changes: Sequence[Change]) -> Change:
    first = changes[0]
    if first.at is None:
        return first
    titles = ", ".join(change.at for change in changes if change.at is not None)
    what = first.what.replace(first.at, f"{len(changes)} levels", 1)
    return replace(first, what=f"{what} ({titles})", level=None, at=None)


def difference(change: Change) -> Difference:
    """A change with its words marked."""
    return Difference(change, marked(change.old or "", change.new or ""))


def counts(found: Diff) -> dict[ChangeClass, int]:
    """How many changes there are of each class, the gravest first; classes without any are left out."""
    counted = {kind: sum(change.kind is kind for change in found.changes) for kind in ChangeClass}
    return {kind: count for kind, count in counted.items() if count}
