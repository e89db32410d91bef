"""What one version changes against another, for a page: by sort, each with its words marked. Pure."""

from __future__ import annotations

from waypost.framework.diff import Diff, diff
from waypost.framework.schema import Framework
from waypost.report.reading.differences import Sorted, by_sort

MOST = 120  # changes shown of one sort; the rest is counted, and stands in the documents


def differences(old: Framework, new: Framework) -> tuple[Sorted, ...]:
    """What `new` changes against `old`."""
    return differences_of(diff(old, new))


def differences_of(found: Diff) -> tuple[Sorted, ...]:
    """The changes of a diff, sort by sort; sorts without a change are left out."""
    return by_sort(found, most=MOST)
